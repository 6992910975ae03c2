// `/meeting schedule`: a meeting that stands alone.

import { type Command, command, option, type Request, type Values } from '../../../core/command.ts';
import { doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { minutesWords } from '../../../core/time-words.ts';
import { whenText } from '../../../core/when.ts';
import type { MeetingsDeps } from '../deps.ts';
import { willBePosted } from '../views/preview.ts';
import { meetingForm } from './making-forms.ts';
import { announcedOn } from './preview.ts';
import { whereAndWhat } from './series-options.ts';
import { durationOf, placeOf, seriesName, textOf } from './series-values.ts';
import { futureWhen, whenOption } from './when-option.ts';

const options = {
  name: option.text('What it is called', { max: 80, isNeeded: true }),
  when: {
    ...whenOption,
    required: false,
    description: 'As you read it: tue 20:00, 2026-12-01 20:00, tomorrow 18:00',
  },
  duration: option.text('How long: 60m, 1h 30m; one hour if left out', { isNeeded: true }),
  ...whereAndWhat,
} as const;

/** Builds the command. */
export function schedulingCommand(deps: MeetingsDeps): Command {
  return command({
    name: 'meeting schedule',
    description: 'Makes a single meeting; with nothing typed a form asks',
    access: 'organiser',
    bare: 'name',
    opensForm: { unless: 'when' },
    options,
    async confirm(request, values) {
      const wanted = read(request, values);
      // An end that was typed is among the words of the time.
      const length = wanted.hasEnd ? '' : `, for ${minutesWords(wanted.durationMinutes)}`;
      return {
        document: doc(
          p('Make ', strong(wanted.name), ' on ', strong(wanted.words), length, '?'),
          willBePosted(await announcedOn(deps, request.groupId, { isPublic: true, chosen: [] })),
        ),
        label: 'Make it',
        values: {
          when: whenText({
            at: wanted.time.startsAt,
            zone: wanted.time.zone,
            minutes: wanted.durationMinutes,
          }),
        },
      };
    },
    async run(request, values) {
      if (values.when === undefined) {
        const { name, duration, place, description } = values;
        return meetingForm({ name, duration, place, description });
      }
      const { words: _, hasEnd: __, ...wanted } = read(request, values);
      const meeting = await deps.store.scheduleMeeting(request.groupId, { ...wanted, now: request.now });
      return whisper(
        p(strong(meeting.name), ' is set for ', time(meeting.startsAt, request.zone), ' and announced.'),
      );
    },
  });
}

function read(request: Request, values: Values<typeof options>) {
  if (!values.name || !values.when)
    throw new UserError('Give it a `name` and say `when`. With nothing typed, a form asks.');
  const name = seriesName(values.name);
  const when = futureWhen(values.when, request);
  const { localDate, localTime, zone, at } = when;
  const duration = durationOf(values.duration);
  if (when.minutes !== undefined && duration !== undefined && when.minutes !== duration)
    throw new UserError(
      `\`when\` has an end, after ${minutesWords(when.minutes)}, and \`duration\` says ${minutesWords(duration)}. Leave one of the two out.`,
    );
  return {
    name,
    words: when.words,
    hasEnd: when.minutes !== undefined,
    time: { localDate, localTime, zone, startsAt: at },
    durationMinutes: duration ?? when.minutes ?? 60,
    place: placeOf(values) ?? null,
    description: textOf(values.description) ?? null,
  };
}
