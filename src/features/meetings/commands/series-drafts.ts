// A series as it was typed, and what is changed of one.

import { option, type Request } from '../../../core/command.ts';
import { UserError, unlessRefused } from '../../../core/errors.ts';
import { suggestRecurrences } from '../../../core/recurrence/choices.ts';
import { isNone } from '../../../core/text/none.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { zoneOption } from '../../../core/time.ts';
import type { Series } from '../facts.ts';
import { monthNames } from '../months.ts';
import { defaultReminders } from '../rules.ts';
import { nextOccurrences } from '../series-dates.ts';
import { draftOf, type SeriesDraft } from '../store/series.ts';
import { looks, removeOption, type TypedLooks } from './series-options.ts';
import {
  drafted,
  retimed,
  seriesName,
  type Turns,
  type TypedTimes,
  timed,
  timesOf,
} from './series-values.ts';

/** What can be said of a series beside its name, when it is made and when it is changed. */
export const said = {
  rule: option.text('every other tuesday, first monday of the month, tuesday of odd weeks', {
    isNeeded: true,
    max: 500,
    suggest: async (typed, request, others) =>
      suggestRecurrences(typed).map((words) => ({ name: withDates(words, request, others), value: words })),
  }),
  times: option.text('One or more that take turns: 18:00, 21:00', { isNeeded: true }),
  zone: { ...zoneOption('The zone of the times, such as Europe/Prague'), isNeeded: true },
  starts: option.text(
    'From when on, YYYY-MM-DD; every other week counts from it. The first date if left out',
    { isNeeded: true },
  ),
  ...looks,
} as const;

/** What can be changed of a series. */
export const changeable = {
  name: option.text('A new name', { max: 80, isNeeded: true }),
  ...said,
  remove: removeOption,
} as const;

/** What is needed of a new series. Throws a UserError that names what is missing. */
export function whole<V extends TypedTimes & { name?: string | undefined }>(values: V) {
  const { name, rule, times, zone } = values;
  if (name && rule && times && zone) return { ...values, name, rule, times, zone };
  // A zone that was typed beside the times is told where it belongs.
  if (times && !zone) timesOf(times);
  const lacks = Object.entries({ name, rule, times, zone }).flatMap(([option, value]) =>
    value ? [] : [option],
  );
  throw new UserError(
    `It lacks ${lacks.map((option) => `\`${option}\``).join(', ')}. Type it as well, or type nothing and a form asks for all.`,
  );
}

/** A series as it was typed. Throws a UserError for what cannot be. */
export function newSeries(
  values: TypedLooks & TypedTimes & { name: string; rule: string; times: string; zone: string },
  now: Date,
): SeriesDraft {
  return withChannel(
    drafted(values, {
      ...timed({ ...values, now }),
      name: seriesName(values.name),
      durationMinutes: 60,
      reminders: [...defaultReminders],
      place: null,
      chosen: [],
      privateRole: null,
      minutesFolder: null,
      description: null,
      seats: null,
      template: 'monthly',
      messages: 'usual',
    }),
  );
}

/** A series with what was typed anew. Throws a UserError for what cannot be. */
export function changed(
  before: Series,
  values: TypedLooks & TypedTimes & { name?: string | undefined },
  turns: Turns,
): SeriesDraft {
  if (values.role && !isNone(values.role) && !before.privateRole)
    throw new UserError(
      `"${before.name}" is public, and what it has published stays so. Make a private series with \`/meeting series create\`.`,
    );
  return withChannel(
    drafted(values, {
      ...draftOf(before),
      ...retimed(before, values, turns),
      ...(values.name && { name: seriesName(values.name) }),
    }),
  );
}

/** The parts of a series that a draft changes, as they are. */
export function changedParts(before: Series, draft: SeriesDraft): (readonly [part: string, was: string])[] {
  const wanted = new Map(partsOf(draft));
  return partsOf(before).filter(([part, was]) => wanted.get(part) !== was);
}

const partsOf = (draft: SeriesDraft) =>
  Object.entries(draft).map(([part, value]) => [part, JSON.stringify(value) ?? ''] as const);

/** The same draft. Throws a UserError for a private series that has no channel of its own. */
function withChannel(draft: SeriesDraft): SeriesDraft {
  if (!draft.privateRole || draft.chosen.length > 0) return draft;
  throw new UserError('A private series needs a `channel` of its own, which only its people can read.');
}

/** `every other tuesday · 24 Nov, 8 Dec, 22 Dec`. */
function withDates(
  words: string,
  request: Pick<Request, 'zone' | 'now'>,
  { zone, times }: Readonly<Record<string, unknown>>,
): string {
  // What else is typed so far may not be complete.
  const timing = unlessRefused(() =>
    timed({
      rule: words,
      times: typeof times === 'string' ? times : '23:59',
      zone: typeof zone === 'string' ? zone : request.zone,
      now: request.now,
    }),
  );
  const dates = timing ? nextOccurrences(timing, request.now, 3).map(({ date }) => shortDay(date)) : [];
  return shortened(`${words}${dates.length > 0 ? ` · ${dates.join(', ')}` : ''}`, 100);
}

function shortDay(date: string): string {
  return `${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]}`;
}
