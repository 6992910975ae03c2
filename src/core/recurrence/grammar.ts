// Which words follow which in a recurrence: reads them from the left and stops at the first it cannot place.
import {
  daysAt,
  isEachOf,
  isMonthsOwn,
  MANY_MONTHS,
  monthsAt,
  readDayNumber,
  readDays,
  readMonths,
  readOfYear,
  readOrdinals,
  readWeekNumbers,
} from './grammar-days.ts';
import { type Draft, peek, type Reader, take } from './reader.ts';
import { WEEKDAY_CODES } from './rule.ts';
import { MONTH_NAMES, type Token, type Unit } from './tokens.ts';

export type { Draft } from './reader.ts';

/** What the words say, and how many of them could be read. */
export function readTokens(tokens: readonly Token[]): { draft: Draft; read: number } {
  const draft: Draft = {
    days: [],
    numbered: [],
    workdays: [],
    monthDays: [],
    weekNumbers: [],
    months: [],
    isOfMonth: false,
    isOfYear: false,
    isOfQuarter: false,
  };
  const reader: Reader = { tokens, at: 0, draft, isEvery: false, openDays: [], dated: [], daysBefore: [] };
  while (reader.at < tokens.length && STEPS.some((step) => step(reader)));
  if (new Set(reader.dated).size > 1) draft.fault = MANY_MONTHS;
  // `mondays and every other friday`
  if (reader.daysBefore.length > 0 && draft.days.some((day) => !reader.daysBefore.includes(day)))
    draft.fault = SEVERAL;
  if (draft.isOfQuarter) placeInQuarters(draft);
  // `every 3 months, in january, april, july and october`: the months say which.
  if (draft.unit === 'month' && isEachOf(draft.months, draft.interval ?? 1)) {
    delete draft.unit;
    draft.interval = 1;
  }
  // `every two weeks, on odd weeks`: the parity says which two.
  if (draft.parity && draft.unit === 'week' && draft.interval === 2) draft.interval = 1;
  return { draft, read: reader.at };
}

const SEVERAL = 'those days come at different intervals. Make a series of each.';

const ONE_WEEK_EACH =
  'it can mean two things. Write `every 2 weeks on tuesday and thursday`; or if one week has the one and the next week the other, make a series of each, such as `every other tuesday`.';

const STEPS: readonly ((reader: Reader) => boolean)[] = [
  readDayAfter,
  readOfYear,
  readWeekNumbers,
  readEvery,
  readOther,
  readAdverb,
  readOrdinals,
  readDayNumber,
  readExcept,
  readFrom,
  readMonths,
  readParity,
  readDays,
  readShift,
  readEnd,
  readUnit,
  readConnector,
];

/** `the day after …`, `2 days before …`, `wednesday after …`. */
function readDayAfter(reader: Reader): boolean {
  const start = reader.at;
  if (start > 1 || (start === 1 && !reader.isEvery)) return false;
  const first = peek(reader);
  const number = first?.kind === 'number' ? first.value : 1;
  const noun = first?.kind === 'number' ? 1 : 0;
  const named = peek(reader, noun);
  const comma = peek(reader, noun + 1)?.kind === 'and' ? 1 : 0;
  const side = peek(reader, noun + 1 + comma)?.kind;
  if ((side !== 'after' && side !== 'before') || !peek(reader, noun + 2 + comma)) return false;
  const isBefore = side === 'before';
  if (named?.kind === 'unit' && named.unit === 'day') reader.draft.shift = isBefore ? -number : number;
  else if (named?.kind === 'days' && named.days[0] && named.days.length === 1 && noun === 0)
    reader.draft.shiftTo = { day: named.days[0], isBefore };
  else return false;
  return take(reader, noun + 2 + comma);
}

function repeat(reader: Reader, unit: Unit, interval: number): boolean {
  const { draft } = reader;
  if (draft.unit !== undefined && (draft.unit !== unit || draft.interval !== interval)) return false;
  draft.unit = unit;
  draft.interval = interval;
  if (interval > 1) reader.daysBefore = [...draft.days];
  return true;
}

/** `every 3 weeks`, `every other month`, `every second week`, or `every` before days and months. */
function readEvery(reader: Reader): boolean {
  const [every, next, after] = [peek(reader), peek(reader, 1), peek(reader, 2)];
  if (every?.kind !== 'every') return false;
  // `A weeks tuesday`, `a week tuesday`: one of two kinds of weeks, or a week from then.
  const isFirst = reader.at === 0 && next?.kind === 'unit' && next.unit === 'week';
  if (/^a$/iu.test(every.text) && (isFirst || /s$/iu.test(next?.text ?? ''))) return false;
  if (next?.kind === 'unit' && !(next.count === 3 && peek(reader, -1)?.kind === 'of')) {
    if (!repeat(reader, next.unit, next.count)) return false;
    return take(reader, 2);
  }
  const times = intervalOf(next);
  if (times !== undefined && after?.kind === 'unit') {
    if (times < 1 || times > 999 || !repeat(reader, after.unit, times * after.count)) return false;
    return take(reader, 3);
  }
  // No month has a sixth Tuesday, so that every sixth one is that of each sixth week.
  if (next?.kind === 'ordinal' && next.position > 5 && after?.kind === 'days')
    return repeat(reader, 'week', next.position) && take(reader, 2);
  if (!next || ['and', 'of', 'every', 'range', 'unknown'].includes(next.kind)) return false;
  if (next.kind === 'number' && after?.kind !== 'month') return false;
  const { days, interval = 1 } = reader.draft;
  if (next.kind === 'days' && days.length > 0 && interval > 1) reader.draft.fault = SEVERAL;
  take(reader, 1);
  reader.isEvery = true;
  return true;
}

function intervalOf(token: Token | undefined): number | undefined {
  if (token?.kind === 'other') return 2;
  if (token?.kind === 'number') return token.value;
  return token?.kind === 'ordinal' && token.position > 1 ? token.position : undefined;
}

/** `other tuesday`: every second week; `alternate weeks`. */
function readOther(reader: Reader): boolean {
  const [token, next] = [peek(reader), peek(reader, 1)];
  if (token?.kind !== 'other') return false;
  const isAlternating = /^alternat/iu.test(token.text);
  if (next?.kind === 'unit' && isAlternating)
    return repeat(reader, next.unit, 2 * next.count) && take(reader, 2);
  if (next?.kind !== 'days' || !repeat(reader, 'week', 2)) return false;
  take(reader, 1);
  if (isAlternating && daysAt(reader, reader.at).days.length > 1) reader.draft.fault = ONE_WEEK_EACH;
  return readDays(reader);
}

function readAdverb(reader: Reader): boolean {
  const token = peek(reader);
  if (token?.kind !== 'adverb' || !repeat(reader, token.unit, token.count)) return false;
  if (/^bi/iu.test(token.text)) reader.draft.isTwofold = true;
  return take(reader, 1);
}

/** `odd weeks`, `even months`. */
function readParity(reader: Reader): boolean {
  const [token, next] = [peek(reader), peek(reader, 1)];
  if (token?.kind !== 'parity' || next?.kind !== 'unit' || next.count > 1) return false;
  const { draft } = reader;
  if (next.unit === 'week') {
    if ((draft.parity ?? token.parity) !== token.parity) draft.fault = SEVERAL;
    draft.parity = token.parity;
  } else if (next.unit === 'month') {
    if (!isMonthsOwn(reader)) draft.fault = MANY_MONTHS;
    draft.months.push(...(token.parity === 'odd' ? [1, 3, 5, 7, 9, 11] : [2, 4, 6, 8, 10, 12]));
  } else return false;
  return take(reader, 2);
}

/** `+1`, `- 2 days`. */
function readShift(reader: Reader): boolean {
  const [token, next] = [peek(reader), peek(reader, 1)];
  if (token?.kind !== 'shift' || reader.draft.shift !== undefined || reader.at === 0) return false;
  reader.draft.shift = token.days;
  return take(reader, next?.kind === 'unit' && next.unit === 'day' ? 2 : 1);
}

/** `until 2027-06-30`, `10 times`. */
function readEnd(reader: Reader): boolean {
  const [token, next] = [peek(reader), peek(reader, 1)];
  const { draft } = reader;
  if (draft.until !== undefined || draft.count !== undefined || reader.at === 0) return false;
  if (token?.kind === 'until' && next?.kind === 'date') draft.until = next.date;
  else if (token?.kind === 'number' && next?.kind === 'times' && token.value > 0 && token.value <= 1000)
    draft.count = token.value;
  else return false;
  return take(reader, 2);
}

/** `month` and `quarter` after `of the`. */
function readUnit(reader: Reader): boolean {
  const token = peek(reader);
  if (token?.kind !== 'unit' || token.unit !== 'month' || reader.at === 0) return false;
  if (token.count === 3) reader.draft.isOfQuarter = true;
  else reader.draft.isOfMonth = true;
  return take(reader, 1);
}

/** The first days of a quarter are those of its first month, the last ones those of its last. */
function placeInQuarters(draft: Draft): void {
  const positions = [
    ...draft.numbered.map(({ position }) => position),
    ...draft.workdays,
    ...draft.monthDays,
  ];
  const isLast = positions.map((position) => position < 0);
  draft.isOfQuarter = false;
  // `of each quarter, in january, april, july and october`: the months say which.
  if (draft.months.length === 0)
    draft.months.push(...(isLast.every(Boolean) ? [3, 6, 9, 12] : [1, 4, 7, 10]));
  else if (!isEachOf(draft.months, 3)) draft.fault = MANY_MONTHS;
  if (new Set(isLast).size > 1)
    draft.fault = 'those are in different months of the quarter. Make a series of each.';
}

/** `except december`, `except in july and august`, `except sunday`, `except sunday and december`. */
function readExcept(reader: Reader): boolean {
  if (peek(reader)?.kind !== 'except' || !(readExceptDays(reader) || readExceptMonths(reader))) return false;
  // `… and december`: more of the other kind.
  if (peek(reader)?.kind === 'and' && peek(reader)?.text !== ',' && !readExceptDays(reader))
    readExceptMonths(reader);
  return true;
}

function readExceptMonths(reader: Reader): boolean {
  const { draft } = reader;
  if (draft.isOfQuarter) placeInQuarters(draft);
  if (draft.months.length > 0 && draft.monthDays.length > 0) return false;
  const skipped = peek(reader, 1)?.kind === 'of' ? 2 : 1;
  const { months, end } = monthsAt(reader, reader.at + skipped);
  const named = draft.months.length > 0 ? draft.months : MONTH_NAMES.map((_, index) => index + 1);
  const left = named.filter((month) => !months.includes(month));
  if (left.length === 0 || left.length === named.length) return false;
  draft.months = left;
  draft.hasException = true;
  return take(reader, end - reader.at);
}

/** Days of each week but some, of all or of those named before. */
function readExceptDays(reader: Reader): boolean {
  const { draft } = reader;
  const skipped = daysAt(reader, reader.at + 1);
  const isEveryDay = draft.unit === 'day' && draft.interval === 1 && draft.days.length === 0;
  const named = isEveryDay ? WEEKDAY_CODES : draft.days;
  const left = named.filter((day) => !skipped.days.includes(day));
  if (skipped.days.length === 0 || left.length === 0 || draft.numbered.length > 0) return false;
  // A day that is none of them may be one more.
  if (peek(reader)?.kind === 'and' && left.length === named.length) return false;
  draft.days = left;
  return take(reader, skipped.end - reader.at);
}

/** `from` before months up to another: alone it is the first of them. */
function readFrom(reader: Reader): boolean {
  const [from, month, to] = [peek(reader), peek(reader, 1), peek(reader, 2)];
  if (from?.kind !== 'from' || month?.kind !== 'month' || to?.kind !== 'range' || reader.at === 0)
    return false;
  return take(reader, 1);
}

function readConnector(reader: Reader): boolean {
  const kind = peek(reader)?.kind;
  const next = peek(reader, 1)?.kind;
  if ((kind !== 'of' && kind !== 'and') || reader.at === 0 || next === undefined || next === kind)
    return false;
  return take(reader, 1);
}
