// A series as it was typed, and what is changed of one.
import { UserError } from '../../../core/errors.ts';
import { isNone } from '../../../core/none.ts';
import type { Series } from '../facts.ts';
import { defaultReminders } from '../rules.ts';
import type { SeriesDraft } from '../store-series.ts';
import {
  about,
  looks,
  messagesOption,
  removeOption,
  ruleOption,
  templateOption,
  zoneOption,
} from './series-options.ts';
import { drafted, retimed, seriesName, timed } from './series-values.ts';

/** What can be said of a series beside its name, when it is made and when it is changed. */
export const said = {
  rule: ruleOption(false),
  times: { type: 'string', description: 'One or more that take turns: 18:00, 21:00', isNeeded: true },
  zone: zoneOption(false),
  starts: {
    type: 'string',
    description: 'From when on, YYYY-MM-DD; every other week counts from it. The first date if left out',
    isNeeded: true,
  },
  ...looks,
  ...about,
  template: templateOption,
  messages: messagesOption,
} as const;

/** What can be changed of a series. */
export const changeable = {
  name: { type: 'string', description: 'A new name', max: 80, isNeeded: true },
  ...said,
  remove: removeOption,
} as const;

/** What is needed of a new series. Throws a UserError that names what is missing. */
export function whole<
  V extends {
    name?: string | undefined;
    rule?: string | undefined;
    times?: string | undefined;
    zone?: string | undefined;
  },
>(values: V) {
  const { name, rule, times, zone } = values;
  if (name && rule && times && zone) return { ...values, name, rule, times, zone };
  const lacks = Object.entries({ name, rule, times, zone }).flatMap(([option, value]) =>
    value ? [] : [option],
  );
  throw new UserError(
    `It lacks ${lacks.map((option) => `\`${option}\``).join(', ')}. Type it as well, or type nothing and a form asks for all.`,
  );
}

/** A series as it was typed. Throws a UserError for what cannot be. */
export function newSeries(
  values: Parameters<typeof drafted>[0] & {
    name: string;
    rule: string;
    times: string;
    zone: string;
    starts?: string | undefined;
  },
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
  values: Parameters<typeof drafted>[0] & Parameters<typeof retimed>[1] & { name?: string | undefined },
  now: Date,
): SeriesDraft {
  if (values.role && !isNone(values.role) && !before.privateRole) {
    throw new UserError(
      `"${before.name}" is public, and what it has published stays so. Make a private series with \`/meeting series create\`.`,
    );
  }
  return withChannel(
    drafted(values, {
      ...before,
      ...retimed(before, values, now),
      ...(values.name && { name: seriesName(values.name) }),
    }),
  );
}

/** Throws a UserError when what is to be changed of a series was changed by somebody else since it was looked at. */
export function refuseChangedMeanwhile(of: { before: Series; wanted: SeriesDraft; current: Series }): void {
  const now = new Map(partsOf(of.current));
  if (changedParts(of.before, of.wanted).every(([part, was]) => now.get(part) === was)) return;
  throw new UserError(
    `Somebody has just changed the same of "${of.before.name}", so what you sent is not saved. Look at it with \`/meeting series list\`, and change it again if it still is to be.`,
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
