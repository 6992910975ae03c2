// A recurrence in words, such as it is typed: `first and third monday of the month`, `tuesday of odd weeks`.
import { listed } from '../text/listed-words.ts';
import {
  formatRecurrence,
  isCountedInYear,
  isWorkweek,
  parityOf,
  type Recurrence,
  type Rule,
  simplest,
  WEEKDAY_CODES,
  weekdayOf,
  withStart,
} from './rule.ts';
import { dayName, MONTH_NAMES, monthName, ORDINAL_NAMES } from './tokens.ts';

/**
 * A recurrence in words that `parseRecurrence` reads as the same dates; an RRULE for what has no words. With `starts` a
 * day that is left to the start is said too: `every tuesday` instead of `every week`.
 */
export function recurrenceWords(recurrence: Recurrence, starts?: string): string {
  const { rule, shiftDays = 0 } = recurrence;
  const whole = simplest(starts === undefined ? rule : withStart(rule, starts));
  const days = wordsOf(whole)?.replace(shiftDays === 0 ? '' : /(?<!except the last) of the month/u, '');
  const isOwnWeek = whole.freq === 'WEEKLY' && whole.interval > 1 && !isLikeFromMonday(whole, starts);
  if (days === undefined || isOwnWeek) return formatRecurrence(recurrence);
  const shift = shiftDays === 0 ? '' : ` ${shiftDays > 0 ? '+' : '-'}${Math.abs(shiftDays)}`;
  const until = rule.until === undefined ? '' : ` until ${rule.until}`;
  const times = rule.count === undefined ? '' : ` ${rule.count} times`;
  return `${days}${shift}${until}${times}`;
}

/** Whether weeks from another day on are those from Monday on, for the days of the rule and its start. */
function isLikeFromMonday({ weekStart, days }: Rule, starts: string | undefined): boolean {
  if (weekStart === 'MO') return true;
  const from = WEEKDAY_CODES.indexOf(weekStart);
  const isLater = [...days.map(({ day }) => day), ...(starts ? [weekdayOf(starts)] : [])].map(
    (day) => WEEKDAY_CODES.indexOf(day) >= from,
  );
  return starts !== undefined && new Set(isLater).size === 1;
}

function wordsOf(rule: Rule): string | undefined {
  switch (rule.freq) {
    case 'DAILY':
      return rule.days.length + rule.monthDays.length > 0
        ? undefined
        : `${every('day', rule)}${ofMonths(rule)}`;
    case 'WEEKLY':
      if (rule.setPositions.length > 0) return undefined;
      return `${weekly(rule)}${ofMonths(rule)}`;
    case 'MONTHLY':
      return monthly(rule);
    case 'YEARLY':
      return yearly(rule);
    default:
      return rule.freq satisfies never;
  }
}

function weekly(rule: Rule): string {
  const weekParity = parityOf(rule);
  const isAllWeek = isWorkweek(rule.days);
  const names = isAllWeek ? 'weekday' : listed(rule.days.map(({ day }) => dayName(day)));
  if (weekParity) return `${names} of ${weekParity} weeks`;
  if (rule.days.length === 0) return every('week', rule);
  if (rule.interval === 1) return rule.days.length === 7 ? 'every day' : `every ${names}`;
  if (rule.interval === 2 && rule.days.length === 1) return `every other ${names}`;
  return `every ${rule.interval} weeks on ${isAllWeek ? 'weekdays' : names}`;
}

function monthly(rule: Rule): string | undefined {
  const [month, ...otherMonths] = rule.months;
  const [day, ...otherDays] = rule.monthDays;
  if (rule.interval > 1 && month !== undefined) return undefined;
  const isDate = rule.days.length === 0 && otherDays.length === 0 && otherMonths.length === 0;
  if (isDate && month !== undefined && day !== undefined && day > 0)
    return `every year on ${day} ${monthName(month)}`;
  const dated = datedDay(rule);
  if (dated !== undefined) return dated;
  const counted = countedDays(rule);
  if (counted === undefined) return undefined;
  const [only] = rule.days;
  const isAllButLast =
    rule.days.map(({ position }) => position).join() === '-5,-4,-3,-2' &&
    rule.days.every(({ day }) => day === only?.day);
  if (only && isAllButLast && month === undefined && rule.interval === 1)
    return `every ${dayName(only.day)} except the last of the month`;
  if (counted === '') return month === undefined ? every('month', rule) : undefined;
  if (month !== undefined) return `${counted}${ofMonths(rule)}`;
  return rule.interval > 1 ? `${counted} every ${rule.interval} months` : `${counted} of the month`;
}

/** `friday the 13th`; up to the 5th those words could mean which friday it is. */
function datedDay({ days, monthDays, months, setPositions, interval }: Rule): string | undefined {
  const [day, ...otherDays] = days;
  const [date = 0, ...otherDates] = monthDays;
  const others = otherDays.length + otherDates.length + months.length + setPositions.length;
  if (day?.position !== 0 || date <= 5 || others > 0 || interval > 1) return undefined;
  return `${dayName(day.day)} the ${nth(date)}`;
}

function yearly(rule: Rule): string | undefined {
  const years = rule.interval > 1 ? ` every ${rule.interval} years` : '';
  const ofYear = daysOfYear(rule);
  if (ofYear !== undefined) return `${ofYear} of the year${years}`;
  if (rule.months.length === 0)
    return rule.days.length + rule.monthDays.length + rule.yearDays.length > 0
      ? undefined
      : every('year', rule);
  if (isCountedInYear(rule) || (rule.setPositions.length > 0 && rule.months.length > 1)) return undefined;
  const counted = countedDays(rule);
  return counted ? `${counted}${ofMonths(rule)}${years}` : undefined;
}

/** `the 100th day`, `tuesday of week 20`, `first monday`, where they are counted within the year and have words. */
function daysOfYear(rule: Rule): string | undefined {
  const { months, monthDays, yearDays, weekNumbers, days, setPositions } = rule;
  if (months.length + monthDays.length > 0) return undefined;
  if (weekNumbers.length > 0) {
    if (weekNumbers.some((week) => week < 0) || yearDays.length + setPositions.length > 0) return undefined;
    return rule.weekStart === 'MO'
      ? `${listed(days.map(({ day }) => dayName(day)))} of ${weekNumbers.length > 1 ? 'weeks' : 'week'} ${listed(weekNumbers.map(String))}`
      : undefined;
  }
  if (yearDays.length > 0) {
    if (days.length + setPositions.length > 0) return undefined;
    return `the ${listed(fromStart(yearDays).map(dateName))} day`;
  }
  return days.length > 0 ? countedDays(rule) : undefined;
}

/** The days counted within a month; empty where there are none, nothing where they have no words. */
function countedDays(rule: Rule): string | undefined {
  const { days, monthDays, setPositions } = rule;
  if (setPositions.length > 0) {
    if (!isWorkweek(days) || monthDays.length > 0) return undefined;
    return setPositions.every((position) => Math.abs(position) <= ORDINAL_NAMES.length)
      ? `${listed(fromStart(setPositions).map(ordinalName))} weekday`
      : undefined;
  }
  if (monthDays.length > 0) return days.length > 0 ? undefined : dates(monthDays);
  if (days.some(({ position }) => position === 0)) return undefined;
  const byDay = WEEKDAY_CODES.map((code) => days.filter(({ day }) => day === code)).filter(
    (one) => one.length > 0,
  );
  const said = byDay.map(
    (one) =>
      `${listed(fromStart(one.map(({ position }) => position)).map(ordinalName))} ${one[0] ? dayName(one[0].day) : ''}`,
  );
  // "first and last monday and third friday" could be read in two ways.
  return said.length > 1 && byDay.some((one) => one.length > 1) ? undefined : listed(said);
}

function dates(monthDays: readonly number[]): string {
  const [first, ...others] = fromStart(monthDays);
  const names = fromStart(monthDays).map(dateName);
  if (first !== undefined && first < 0) return `${listed(names)} day`;
  return `the ${listed(names)}${others.some((day) => day < 0) ? ' day' : ''}`;
}

function ofMonths({ months }: Rule): string {
  if (months.length === 0) return '';
  if (months.join() === '1,3,5,7,9,11') return ' of odd months';
  if (months.join() === '2,4,6,8,10,12') return ' of even months';
  const others = MONTH_NAMES.filter((_, i) => !months.includes(i + 1));
  if (others.length <= 3 && others.length > 0) return ` except in ${listed(others)}`;
  return ` of ${listed(months.map(monthName))}`;
}

function every(unit: string, { interval }: Rule): string {
  if (interval === 1) return `every ${unit}`;
  return interval === 2 ? `every other ${unit}` : `every ${interval} ${unit}s`;
}

/** Positions from the start of the month, then those from its end. */
function fromStart(positions: readonly number[]): number[] {
  return [...positions.filter((one) => one > 0), ...positions.filter((one) => one < 0)];
}

function ordinalName(position: number): string {
  if (position === -1) return 'last';
  const name = ORDINAL_NAMES[Math.abs(position) - 1] ?? nth(Math.abs(position));
  return position > 0 ? name : `${name} to last`;
}

/** `15th`, `second to last`. */
function dateName(day: number): string {
  return day > 0 ? nth(day) : ordinalName(day);
}

function nth(day: number): string {
  const ending = day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
