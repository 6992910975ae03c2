// The words for days and months in a recurrence.
import { peek, type Reader, take } from './reader.ts';
import { WEEKDAY_CODES, type WeekdayCode } from './rule.ts';

export const MANY_MONTHS = 'those are different days in different months. Make a series of each.';

/** Whether no months were named yet, so that all days said are in the same ones. */
export function isMonthsOwn({ draft }: Reader): boolean {
  return draft.months.length === 0 || draft.numbered.length + draft.workdays.length + draft.days.length === 0;
}

/** Whether months of the year are so many apart, all around it: january, april, july and october are 3. */
export function isEachOf(months: readonly number[], apart: number): boolean {
  const own = [...new Set(months)].sort((a, b) => a - b);
  return (
    apart > 1 && own.length * apart === 12 && own.every((month, i) => month === (own[0] ?? 0) + i * apart)
  );
}

/** `first and third monday`, `last weekday`, `15th`, `second to last day`. */
export function readOrdinals(reader: Reader): boolean {
  const start = reader.at;
  const positions: number[] = [];
  let at = start;
  for (let token = reader.tokens[at]; token?.kind === 'ordinal'; token = reader.tokens[at]) {
    const last = reader.tokens[at + 1]?.kind === 'range' ? at + 2 : at + 1;
    const next = reader.tokens[last];
    const isFromEnd = token.position > 1 && next?.kind === 'ordinal' && next.position === -1;
    positions.push(isFromEnd ? -token.position : token.position);
    at = isFromEnd ? last + 1 : at + 1;
    if (reader.tokens[at]?.kind === 'and' && reader.tokens[at + 1]?.kind === 'ordinal') at++;
  }
  const noun = reader.tokens[at];
  if (positions.length === 0 || positions.some((position) => Math.abs(position) > 366 || position === 0))
    return false;
  const { draft, isEvery } = reader;
  if (!isMonthsOwn(reader)) draft.fault = MANY_MONTHS;
  if (noun?.kind === 'days') {
    const counted = daysAt(reader, at);
    if (noun.days.length > 1 || positions.some((position) => Math.abs(position) > 53)) return false;
    const numbered = positions.flatMap((position) => counted.days.map((day) => ({ day, position })));
    const [only] = numbered;
    if (isEvery && only && numbered.length === 1 && only.position > 1) draft.vague = only;
    draft.numbered.push(...numbered);
    return take(reader, counted.end - start);
  }
  if (noun?.kind === 'workday') {
    const [only = 0, ...others] = positions;
    if (isEvery && others.length === 0 && only > 1 && reader.tokens[at + 1]?.kind !== 'of')
      draft.fault =
        'it can mean two things. Write `second weekday of the month`, or the days themselves: `every monday, wednesday and friday`.';
    draft.workdays.push(...positions);
    return take(reader, at + 1 - start);
  }
  const isDay = noun?.kind === 'unit' && noun.unit === 'day';
  const isBare =
    noun?.kind === 'of' || noun?.kind === 'month' || /^\d/.test(reader.tokens[start]?.text ?? '');
  if (!isDay && (!isBare || noun?.kind === 'unit')) return false;
  if (!isDay && isSaidOfDay(reader, positions)) {
    draft.numbered.push(
      ...draft.days.splice(0).flatMap((day) => positions.map((position) => ({ day, position }))),
    );
    return take(reader, at - start);
  }
  draft.monthDays.push(...positions);
  reader.openDays.push(...positions);
  return take(reader, (isDay ? at + 1 : at) - start);
}

/** `tuesdays (1st and 3rd)`: which of that day, not days of the month. */
function isSaidOfDay({ tokens, at, draft }: Reader, positions: readonly number[]): boolean {
  const before = tokens[at - 1];
  const isBeside = before?.kind === 'days' || (before?.text === ',' && tokens[at - 2]?.kind === 'days');
  const isOneDay = draft.days.length === 1 && draft.unit === undefined;
  return isBeside && isOneDay && positions.length > 1 && positions.every((position) => position <= 5);
}

/** `day 15`, `day 256 of the year`, and the number of `1 june` and `15 of the month`. */
export function readDayNumber(reader: Reader): boolean {
  const [token, next] = [peek(reader), peek(reader, 1)];
  const isNamed = token?.kind === 'unit' && token.unit === 'day' && next?.kind === 'number';
  const isBare = token?.kind === 'number' && (next?.kind === 'month' || next?.kind === 'of');
  const day = isNamed ? next.value : isBare ? token.value : 0;
  const isOfYear = isNamed && endOfYear(reader, reader.at + 2) !== undefined;
  if (day < 1 || day > (isOfYear ? 366 : 31)) return false;
  reader.draft.monthDays.push(day);
  if (!isOfYear) reader.openDays.push(day);
  return take(reader, isNamed ? 2 : 1);
}

/** `january, april and july`, `june 1`. */
export function readMonths(reader: Reader): boolean {
  const { months, end } = monthsAt(reader, reader.at);
  let at = end;
  if (months.length === 0 || reader.draft.hasException) return false;
  const [token, next] = [reader.tokens[at], reader.tokens[at + 1]];
  const day = token?.kind === 'number' ? token.value : token?.kind === 'ordinal' ? token.position : 0;
  const isDate =
    day >= 1 && day <= 31 && !['days', 'workday', 'unit', 'times', 'month'].includes(next?.kind ?? '');
  if (isDate) {
    reader.draft.monthDays.push(day);
    reader.openDays.push(day);
    at++;
  }
  reader.draft.months.push(...months);
  reader.dated.push(reader.openDays.splice(0).sort().join());
  const { numbered, workdays } = reader.draft;
  if (reader.dated.length > 1 && numbered.length + workdays.length > 0) reader.dated.push(`${reader.at}`);
  return take(reader, at - reader.at);
}

/** The months named from a place on (`january, april and july`, `september to june`), and where they end. */
export function monthsAt(reader: Reader, from: number): { months: number[]; end: number } {
  const months: number[] = [];
  let at = from;
  for (let token = reader.tokens[at]; token?.kind === 'month'; token = reader.tokens[at]) {
    months.push(token.month);
    at++;
    const next = reader.tokens[at + 1];
    if (next?.kind !== 'month') break;
    if (reader.tokens[at]?.kind === 'range') {
      for (let month = (token.month % 12) + 1; month !== next.month; month = (month % 12) + 1)
        months.push(month);
      at++;
    } else if (reader.tokens[at]?.kind === 'and') at++;
  }
  return { months, end: at };
}

/** `tuesday and thursday`, `monday to friday`, `weekdays`. */
export function readDays(reader: Reader): boolean {
  if (peek(reader)?.kind === 'workday') {
    reader.draft.days.push(...WEEKDAY_CODES.slice(0, 5));
    return take(reader, 1);
  }
  const { days, end } = daysAt(reader, reader.at);
  if (days.length === 0) return false;
  const { draft } = reader;
  if (!isMonthsOwn(reader)) draft.fault = MANY_MONTHS;
  if (draft.parity && draft.days.length > 0)
    draft.fault = 'do all of those days come in odd weeks, or all in even ones? Else make a series of each.';
  reader.draft.days.push(...days);
  return take(reader, end - reader.at);
}

/** The days of the week named from a place on, and where they end. */
export function daysAt(reader: Reader, from: number): { days: WeekdayCode[]; end: number } {
  const days: WeekdayCode[] = [];
  let at = from;
  for (let token = reader.tokens[at]; token?.kind === 'days'; token = reader.tokens[at]) {
    days.push(...token.days);
    at++;
    const next = reader.tokens[at + 1];
    if (next?.kind !== 'days') break;
    if (reader.tokens[at]?.kind === 'range') {
      // `mon-wed-fri` is a list.
      const isList = [at - 2, at + 2].some((near) => near > from && reader.tokens[near]?.kind === 'range');
      if (!isList) days.push(...between(token.days.at(-1), next.days[0]));
      at++;
    } else if (reader.tokens[at]?.kind === 'and') at++;
  }
  return { days, end: at };
}

function between(from: WeekdayCode | undefined, to: WeekdayCode | undefined): WeekdayCode[] {
  if (!from || !to) return [];
  const start = WEEKDAY_CODES.indexOf(from);
  const length = (WEEKDAY_CODES.indexOf(to) - start + 7) % 7;
  return [...WEEKDAY_CODES, ...WEEKDAY_CODES].slice(start + 1, start + length);
}

/** From here on a week's number is that of the year: no month has so many. */
const FIRST_OF_YEAR_ONLY = 6;
const MOST_WEEKS = 53;

/** `of the year`, `of each year`. */
export function readOfYear(reader: Reader): boolean {
  const end = endOfYear(reader, reader.at);
  if (end === undefined || reader.at === 0) return false;
  reader.draft.isOfYear = true;
  return take(reader, end - reader.at);
}

/** `week 20`, `weeks 1, 14 and 27 of the year`. */
export function readWeekNumbers(reader: Reader): boolean {
  const { tokens, at: start } = reader;
  const noun = tokens[start];
  if (noun?.kind !== 'unit' || noun.unit !== 'week' || noun.count > 1) return false;
  const numbers: number[] = [];
  let at = start + 1;
  for (let token = tokens[at]; token?.kind === 'number'; token = tokens[at]) {
    numbers.push(token.value);
    at++;
    if (tokens[at]?.kind === 'and' && tokens[at + 1]?.kind === 'number') at++;
  }
  const isOfYear =
    numbers.some((number) => number >= FIRST_OF_YEAR_ONLY) || endOfYear(reader, at) !== undefined;
  if (numbers.length === 0 || !isOfYear || numbers.some((number) => number < 1 || number > MOST_WEEKS))
    return false;
  reader.draft.weekNumbers.push(...numbers);
  return take(reader, at - start);
}

/** Where `of the year` ends that stands at a place. */
function endOfYear({ tokens }: Reader, at: number): number | undefined {
  if (tokens[at]?.kind !== 'of') return undefined;
  const noun = tokens[at + 1]?.kind === 'every' ? at + 2 : at + 1;
  const unit = tokens[noun];
  return unit?.kind === 'unit' && unit.unit === 'year' ? noun + 1 : undefined;
}
