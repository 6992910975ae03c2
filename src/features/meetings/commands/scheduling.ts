// `/meeting schedule`: a meeting that stands alone. It is a draft until its time is confirmed.
import {
  type Action,
  type Command,
  command,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { minutesWords } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import { confirmHint, futureWhen, whenOption } from './changing.ts';
import { durationOf, placeOf } from './series-options.ts';

/** Builds the command. */
export function schedulingCommands(deps: MeetingsDeps): Command[] {
  return [
    command({
      name: 'meeting schedule',
      description: 'Makes a single meeting',
      access: 'organiser',
      options: {
        name: { type: 'string', description: 'What it is called', required: true, max: 80 },
        when: { ...whenOption, description: 'As you read it: tue 20:00, 2026-12-01 20:00, tomorrow 18:00' },
        duration: { type: 'string', description: 'How long: 60m, 1h 30m; one hour if left out' },
        place: { type: 'string', description: 'A link or words that say where', max: 100 },
        voice: { type: 'place', description: 'The voice channel where it is held', places: ['voice'] },
        confirmed: { type: 'boolean', description: 'Make it at once, without asking back' },
      },
      async run(request, values) {
        const name = values.name.trim();
        if (name === '') throw new UserError('Give the meeting a name.');
        const when = futureWhen(values.when, request);
        const durationMinutes = durationOf(values.duration) ?? 60;
        const place = placeOf(values) ?? null;
        const { localDate, localTime, zone, at } = when;
        const made = await deps.store.draftMeeting(request.groupId, {
          name,
          durationMinutes,
          time: { localDate, localTime, zone, startsAt: at },
          place,
          now: request.now,
        });
        if (values.confirmed) return await confirm(deps, request, made.id);
        return whisper(
          doc(
            p('Make ', strong(name), ' on ', strong(when.words), `, for ${minutesWords(durationMinutes)}?`),
            confirmHint(request),
          ),
          {
            buttons: [
              { label: 'Make it', action: 'meetings/schedule', args: [String(made.id)], style: 'primary' },
              { label: 'Leave it', action: 'meetings/leave' },
            ],
          },
        );
      },
    }),
  ];
}

/** Builds the buttons' actions. */
export function schedulingActions(deps: MeetingsDeps): Action[] {
  return [
    {
      name: 'meetings/schedule',
      access: 'organiser',
      run: (request, [id]) => confirm(deps, request, Number(id)),
    },
  ];
}

async function confirm(deps: MeetingsDeps, request: Request, meetingId: number): Promise<Reply> {
  const found = await deps.store.find(request.groupId, meetingId);
  if (!found || found.meeting.startsAt <= request.now) {
    throw new UserError('Its time has passed meanwhile. Make it again with `/meeting schedule`.');
  }
  await deps.store.confirmMeeting(request.groupId, meetingId, request.now);
  const { meeting } = found;
  return whisper(
    doc(p(strong(meeting.name), ' is set for ', time(meeting.startsAt, request.zone), ' and announced.')),
    { replaces: true },
  );
}
