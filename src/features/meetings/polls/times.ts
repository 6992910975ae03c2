// The times that somebody types for a poll: several dates, read as each one of a meeting is read.

import { UserError, unlessRefused } from '../../../core/errors.ts';
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { fullWords, minutesWords } from '../../../core/time-words.ts';
import { shown } from '../../../core/when/clocks.ts';
import { isTimeAlone, readWhen, type When, type WhenContext, whenText } from '../../../core/when.ts';
import { fewestTimes, mostTimes } from './rules.ts';

/**
 * The times of a text, the earliest first: separated by `;`, line breaks, commas, "and" or "or". A day without a time of
 * day takes that of the next one, a time of day without a day the day before it. Throws a UserError that says which part was
 * not understood and what was; when one is past or comes twice; when there are too few or too many. `minutes` is the length that was
 * typed with them, if any was.
 */
export function readTimes(
  text: string,
  context: WhenContext,
  { fewest = fewestTimes }: { readonly fewest?: number } = {},
) {
  const times: When[] = [];
  const parts = plainMarks(text)
    .split(/[;\n|]/u)
    .map((part) => part.trim().replaceAll(/\s+/gu, ' '))
    .filter((part) => part !== '');
  for (const part of parts) {
    try {
      times.push(...timesIn(part, { ...context, before: times.at(-1) }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`${error.message}${understoodWords(times, context)}`);
    }
  }
  refusePast(times, context);
  refuseTwice(times, context);
  if (times.length === 0 && fewest < fewestTimes)
    throw new UserError('That is no time. Write it like `tue 18:00`; several are separated by semicolons.');
  if (times.length < fewest)
    throw new UserError(
      `${times.length === 0 ? 'That is no time' : 'That is one time'}: a poll offers ${fewestTimes} to ${mostTimes}, separated by semicolons: \`tue 18:00; wed 20:00\`. \`/meeting schedule\` makes a meeting whose time is known.`,
    );
  if (times.length > mostTimes)
    throw new UserError(
      `Those are ${times.length} times: more than ${mostTimes} are too many to answer. Leave out those that suit you least.`,
    );
  const lengths = new Set(times.flatMap(({ minutes }) => minutes ?? []));
  if (lengths.size > 1)
    throw new UserError(
      `The times end after ${[...lengths].map(minutesWords).join(' and ')}: one meeting has one length. Leave the ends out and give \`duration\`.`,
    );
  const [minutes] = lengths;
  const sorted = times.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return { times: sorted, ...(minutes !== undefined && { minutes }) };
}

/** A text that means the same times wherever and whenever it is read. */
export function timesText(times: readonly Pick<When, 'at' | 'zone' | 'minutes'>[]): string {
  return times.map(whenText).join('; ');
}

interface Reading extends WhenContext {
  /** The time that stands before, whose day a time of day without a day takes. */
  readonly before: When | undefined;
}

const separator = /\s*[,&]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/iu;
const hour = String.raw`\d{1,2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?`;
const clock = String.raw`${hour}(?:(?:[-–—]|\s+(?:[-–—]|to|till?|until)\s+)${hour})?`;
const place = String.raw`(?:\s+(?!to\b|till?\b|until\b)[a-z]|\s*(?:\+\d|z\b)|\s+-\d)[^,&]*?(?=$|${separator.source})`;
/** `at 6, 7 or 8pm UTC`: what stands after the last is said of all. */
const clocksOfDay = new RegExp(
  String.raw`(\bat |\b(?=\d{1,2}(?::\d|\s*[ap]\.?m)))(${clock}(?:(?:${separator.source})${clock})+)(${place})?`,
  'giu',
);

function spreadOut(_: string, at: string, clocks: string, place = ''): string {
  const isOfAll = unlessRefused(() => isTimeAlone(`12:00${place}`, 'UTC'));
  const each = clocks.replaceAll(new RegExp(clock, 'giu'), (one, from: number) => {
    const [, hour, past, half] = /(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b/iu.exec(clocks.slice(from)) ?? [];
    // What ends at 18:00 is said by the clock of a whole day.
    const [, bare, minute] =
      /^(?!0\d[:.]|.*m|.*(?<![:.\d])(?:1[3-9]|2\d))(\d{1,2})(?:[:.](\d{2}))?/iu.exec(one) ?? [];
    const minutes = 60 * Number(bare) + Number(minute ?? 0);
    const isBefore = at !== '' && minutes >= 60 && minutes < 60 * (Number(hour) % 12) + Number(past ?? 0);
    return `${one}${isBefore ? `${half}m` : ''}${isOfAll ? place : ''}`;
  });
  return `${at}${each}${isOfAll ? '' : place}`;
}

/** The times of a part without semicolons. */
function timesIn(typed: string, reading: Reading): When[] {
  const part = typed.replaceAll(clocksOfDay, spreadOut);
  const atoms = part.split(separator).filter((atom) => atom !== '');
  const whole = attempt(part, reading);
  if (whole.when) return [whole.when];
  if (atoms.length < 2 || atoms.length > 3 * mostTimes) throw whole.error;
  const times: When[] = [];
  let days: string[] = [];
  let from = 0;
  while (from < atoms.length) {
    const found = shortest(atoms, from, { ...reading, before: times.at(-1) ?? reading.before });
    if (found) {
      const { zone, offset } = found.when;
      const { localTime } = shown(found.when.at, found.when);
      for (const day of days) times.push(readWhen(`${day} ${localTime}`, { ...reading, zone, offset }));
      days = [];
      times.push(found.when);
      from = found.next;
    } else {
      // Perhaps a day, whose time of day comes with the next: "tue, wed and thu 18:00".
      days.push(atoms[from] ?? '');
      from += 1;
    }
  }
  const [open] = days;
  if (open !== undefined)
    throw attempt(open, { ...reading, before: times.at(-1) ?? reading.before }).error ?? whole.error;
  return times;
}

/** The shortest words from one on that are a time; a date may have commas itself. */
function shortest(atoms: readonly string[], from: number, reading: Reading) {
  for (const length of [1, 2, 3]) {
    if (from + length > atoms.length) return undefined;
    const { when } = attempt(atoms.slice(from, from + length).join(', '), reading);
    if (when) return { when, next: from + length };
  }
  return undefined;
}

type Attempt =
  | { readonly when: When; readonly error?: never }
  | { readonly when?: never; readonly error: UserError };

function attempt(text: string, reading: Reading): Attempt {
  try {
    const isClock = isTimeAlone(text, reading.zone);
    if (isClock && reading.before) {
      const { zone, offset } = reading.before;
      const { localDate } = shown(reading.before.at, reading.before);
      return { when: readWhen(`${localDate} ${text.replace(/^at /iu, '')}`, { ...reading, zone, offset }) };
    }
    if (isClock) throw new UserError(`\`${text}\` does not say on which day. Write it like \`tue 20:00\`.`);
    return { when: readWhen(text, reading) };
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}

function understoodWords(times: readonly When[], { now }: WhenContext): string {
  if (times.length === 0) return '';
  const words = times.map(({ at, zone }) => fullWords(at, { zone, now }));
  return ` I understood ${words.join('; ')}. Nothing was opened.`;
}

function refusePast(times: readonly When[], { now }: WhenContext): void {
  const past = times.find(({ at }) => at <= now);
  if (past) throw new UserError(`${past.words} is in the past. Give times that are still to come.`);
}

/** Throws a UserError for an end of a poll that is past, or not before the first time that it offers. */
export function refuseClosing(closesAt: Date, { first, zone, now }: WhenContext & { first: Date }): void {
  const [closes, offers] = [closesAt, first].map((at) => fullWords(at, { zone, now }));
  if (closesAt <= now) throw new UserError(`${closes} is in the past. Give a time that is still to come.`);
  if (closesAt >= first)
    throw new UserError(
      `The poll would close ${closes}, after a time that it offers: ${offers}. Close it before, with \`until\`.`,
    );
}

function refuseTwice(times: readonly When[], { now }: WhenContext): void {
  for (const [index, { at, zone }] of times.entries()) {
    const first = times.findIndex((other) => other.at.getTime() === at.getTime());
    if (first === index) continue;
    throw new UserError(
      `Times ${first + 1} and ${index + 1} are the same moment: ${fullWords(at, { zone, now })}. Leave one of them out.`,
    );
  }
}
