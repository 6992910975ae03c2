// `/meeting remind-me`: a private reminder at a time of one's own.
import { type Command, command, option } from '../../../core/command.ts';
import { code, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import { minutesWords, parseMinutes } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import { meetingOption, oneMeeting } from './lookup.ts';

/** Builds the command. */
export function remindingCommand(deps: MeetingsDeps): Command {
  return command({
    name: 'meeting remind-me',
    description: 'Reminds you privately before each meeting of a series, or no longer',
    access: 'everyone',
    options: {
      before: option.text('How long before: 30m, 2h, 1d; or off', { required: true }),
      meeting: meetingOption(deps, 'Which meeting, with all of its series; the next if left out'),
    },
    async run(request, values) {
      const { meeting } = await oneMeeting(deps, request, values.meeting);
      const who = await deps.people.of(request.groupId, request.caller);
      const writable = deps.platforms.filter(({ can }) => can.privateMessages);
      if (!writable.some(({ name }) => who.accounts.some(({ platform }) => platform === name))) {
        const titles = writable.map(({ title }) => title).join(' or ');
        throw new UserError(`I cannot write to you here.${titles && ` Ask on ${titles}.`}`);
      }
      if (isNone(values.before) || /^(?:off|stop|never)$/iu.test(values.before.trim())) {
        const had = await deps.store.forgetReminder(meeting, who.id);
        await deps.store.silence(meeting, who.id);
        return whisper(
          had
            ? p('No more private reminders of ', strong(meeting.name), ', and no pings.')
            : p('No reminders of ', strong(meeting.name), ' for you.'),
        );
      }
      const minutes = parseMinutes(values.before.replace(/\s+before$/iu, ''));
      if (minutes < 5 || minutes > 28 * 24 * 60)
        throw new UserError('From five minutes to four weeks before, please: `30m`, `2h`, `1d`.');
      await deps.store.remindPersonally(meeting, { personId: who.id, minutes, now: request.now });
      return whisper(
        p`I will write to you ${strong(minutesWords(minutes))} before ${strong(meeting.name)}. To stop that:
            ${code('/meeting remind-me before:off')}.`,
      );
    },
  });
}
