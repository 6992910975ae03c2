// The least painful times of a week for those who are asked, by the prices that fair plans go by.

import { UserError, unlessRefused } from '../../../core/errors.ts';
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { addDays, clockTime, instantOf, localReading } from '../../../core/time.ts';
import { numberedWeek, weekOf } from '../../../core/week.ts';
import { readDay, type WhenContext } from '../../../core/when.ts';
import { isWithin, localQuarters, painOf, parseHoursRange, quartersOf } from '../pain.ts';

const hour = 60 * 60_000;
/** Two times of one day are so far apart. */
const apart = 3 * hour;
/** What costs more is told: such an hour is early or late. */
const noticeablePain = 4;

/** Somebody who is asked, and told their zone. */
export interface Asked {
  readonly name: string;
  readonly zone: string;
  readonly never: readonly string[];
}

/** The Monday of the week that is meant: `this week`, `next week`, `2026-W50`, or a day in it. Throws a UserError otherwise. */
export function readWeek(typed: string, { zone, now }: WhenContext): string {
  const words = plainMarks(typed).trim().toLowerCase();
  const today = localReading(now, zone).localDate;
  if (words === 'this week' || words === 'this') return weekOf(today);
  if (words === 'next week' || words === 'next') return weekOf(addDays(today, 7));
  const [, weeks] = /^in (\d{1,2}) weeks?$/u.exec(words) ?? [];
  if (weeks !== undefined) return weekOf(addDays(today, 7 * Number(weeks)));
  const [, year, week] = /^(\d{4})-?w(\d{1,2})$/u.exec(words) ?? [];
  if (year !== undefined) return numberedWeek(year, Number(week));
  if (words === '')
    throw new UserError('Which week? Write `next week`, `2026-W50`, or a day in it: `2026-12-07`.');
  const day = words.replace(/^(?:the )?week of (?:the )?/u, '');
  const read = unlessRefused(() => readDay(day, { zone, now }));
  if (read !== undefined) return weekOf(read);
  throw new UserError(
    `I cannot read \`${typed.trim()}\` as a week. Write \`next week\`, \`2026-W50\`, or a day in it: \`2026-12-07\`.`,
  );
}

/** What is looked for: so many times in the week that begins on a Monday on a zone's clocks, after an instant. */
interface WeekRequest {
  readonly monday: string;
  readonly zone: string;
  readonly after: Date;
  readonly durationMinutes: number;
  readonly count: number;
  readonly people: readonly Asked[];
}

interface Candidate {
  readonly at: Date;
  readonly day: number;
  readonly worst: number;
  readonly sum: number;
  /** How far it is from everybody's early afternoon, in minutes; among equals the nearest is best. */
  readonly far: number;
}

/**
 * The times that cost the worst off least, then all together, the earliest first: on each day its best before a second of
 * any day; weekends only where they are better. Throws a UserError when too few are left.
 */
export function leastPainful(request: WeekRequest): Date[] {
  const { people, count, monday } = request;
  if (people.length === 0)
    throw new UserError(
      'Nobody who is asked has told me their time zone, so I cannot say which times hurt least. Give `times`; each member tells their zone with `/availability set`.',
    );
  const all = candidates(request).toSorted(better);
  const chosen: Candidate[] = [];
  for (const perDay of [1, 2, 3]) {
    for (const one of all) {
      if (chosen.length === count) break;
      const sameDay = chosen.filter(({ day }) => day === one.day);
      const isNear = sameDay.some(({ at }) => Math.abs(at.getTime() - one.at.getTime()) < apart);
      if (sameDay.length < perDay && !isNear) chosen.push(one);
    }
  }
  if (chosen.length < 2) {
    const never = people.filter((one) => one.never.length > 0).map(({ name }) => name);
    throw new UserError(
      request.after > instantOf({ localDate: addDays(monday, 6), localTime: '12:00', zone: request.zone }).at
        ? 'That week is over, or too near: people need a day to answer. Take a later one.'
        : `In that week no two times are outside of the hours that people can never make (${never.join(', ')}). Give \`times\`, or another \`week\`.`,
    );
  }
  return chosen.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime());
}

function better(a: Candidate, b: Candidate): number {
  const weekend = ({ day }: Candidate) => Number(day > 4);
  return (
    a.worst - b.worst ||
    a.sum - b.sum ||
    weekend(a) - weekend(b) ||
    a.far - b.far ||
    a.at.getTime() - b.at.getTime()
  );
}

/** The full hours of a week that break nobody's never-hours. */
function candidates({ monday, zone, after, durationMinutes, people }: WeekRequest): Candidate[] {
  const quarters = quartersOf(durationMinutes);
  const never = people.map((one) =>
    one.never.flatMap((range) => unlessRefused(() => parseHoursRange(range)) ?? []),
  );
  return Array.from({ length: 7 * 24 }, (_, index) => {
    const day = Math.floor(index / 24);
    const localTime = clockTime((index % 24) * 60);
    return { day, ...instantOf({ localDate: addDays(monday, day), localTime, zone }) };
  }).flatMap(({ at, day, shift }): Candidate[] => {
    if (at <= after || shift === 'gap') return [];
    const local = people.map((one) => localQuarters(at, quarters, one.zone));
    if (local.some((minutes, who) => isWithin(never[who] ?? [], minutes))) return [];
    const pains = local.map(painOf);
    const far = local.reduce((sum, [first = 0]) => sum + Math.abs(first - 14 * 60), 0);
    return [{ at, day, worst: Math.max(...pains), sum: pains.reduce((sum, one) => sum + one, 0), far }];
  });
}

/** Who has it worst at a time and what their clocks show then; undefined when nobody feels it. */
export function worstOff(
  at: Date,
  durationMinutes: number,
  people: readonly Asked[],
): { readonly name: string; readonly localTime: string } | undefined {
  const quarters = quartersOf(durationMinutes);
  const [worst] = people
    .map((one) => ({ ...one, pain: painOf(localQuarters(at, quarters, one.zone)) }))
    .toSorted((a, b) => b.pain - a.pain);
  if (!worst || worst.pain < noticeablePain) return undefined;
  return { name: worst.name, localTime: localReading(at, worst.zone).localTime };
}
