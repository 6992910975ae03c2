// `/meeting remind-me`: a private reminder at a time of one's own.
import { type Command, command, whisper } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { minutesWords, parseMinutes } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import { meetingOption, oneMeeting } from './lookup.ts';

/** Builds the command. */
export function remindingCommands(deps: MeetingsDeps): Command[] {
  return [
    command({
      name: 'meeting remind-me',
      description: 'Reminds you privately before each meeting of a series, or no longer',
      access: 'everyone',
      options: {
        before: {
          type: 'string',
          description: 'How long before: 30m, 2h, 1d; or off',
          required: true,
        },
        meeting: meetingOption(deps, 'Which meeting, with all of its series; the next if left out'),
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        if (request.platform === 'terminal') {
          throw new UserError('A terminal cannot be reminded. Ask on Discord or Discourse.');
        }
        const who = await deps.people.of(request.groupId, request.caller);
        const about =
          meeting.seriesId === undefined ? { meetingId: meeting.id } : { seriesId: meeting.seriesId };
        if (/^(off|no|none|stop)$/iu.test(values.before.trim())) {
          const had = await deps.store.forgetReminder(request.groupId, who.id, about);
          return whisper(
            doc(
              had
                ? p('No more private reminders of ', strong(meeting.name), '.')
                : p('There was no private reminder of ', strong(meeting.name), '.'),
            ),
          );
        }
        const minutes = parseMinutes(values.before.replace(/\s+before$/iu, ''));
        if (minutes < 5 || minutes > 28 * 24 * 60) {
          throw new UserError('From five minutes to four weeks before, please: `30m`, `2h`, `1d`.');
        }
        const group = await deps.groups.find(request.groupId);
        await deps.store.remindPersonally(group, {
          personId: who.id,
          account: request.caller,
          minutes,
          now: request.now,
          ...about,
        });
        return whisper(
          doc(
            p(
              'I will write to you ',
              strong(minutesWords(minutes)),
              ' before ',
              strong(meeting.name),
              '. ',
              'To stop that: ',
              code('/meeting remind-me before:off'),
              '.',
            ),
          ),
        );
      },
    }),
  ];
}
