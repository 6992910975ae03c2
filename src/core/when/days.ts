// Days that are named by the calendar, and those that it has not: the end of a month, its last Friday, 29 February, 31 April.

import { UserError, unlessRefused } from '../errors.ts';
import { monthAfter, readMonth } from '../month.ts';
import { addDays, parseLocalDate } from '../time.ts';
import { numberedWeek } from '../week.ts';
import { MONTH, MONTHS } from './forms.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const ORDINALS = ['first', 'second', 'third', 'fourth', '1st', '2nd', '3rd', '4th'];
const IN_FIGURES =
  /(?<![\d/.:-])\b(?:(\d{1,2})\.\s?(\d{1,2})\.(?=[\s,]|$)|(1[3-9]|[23]\d)\/(\d{1,2})\b(?![/.:-]))/gu;
const OF_MONTH = new RegExp(
  String.raw`(?<![\d:./])\b([1-9]\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(${MONTH})\b\.?(?:,?\s+(\d{4})\b(?!:))?`,
  'giu',
);
/** `31 Dec 10`, of which the last number may be read as a year. */
const BEFORE_HOUR = new RegExp(
  String.raw`(?<=\d(?:st|nd|rd|th)?\s+(?:of\s+)?(?:${MONTH})\b\.?),?\s+(?=(?:[01]?\d|2[0-3])(?:\s*(?:[-–—]|to|till?|until)\s*\d{1,2})?$)`,
  'iu',
);
const PLACED = new RegExp(
  String.raw`\b(?:the\s+)?(?<place>end|beginning|start|(?:last|${ORDINALS.join('|')})\s+(?<day>day|(?:${WEEKDAYS.join('|')})(?!ths?\b)[a-z]*))\s+(?:of|in)\s+(?:the\s+)?(?:(?<beside>this|next)\s+)?(?<span>month|year|\d{4}\b(?!-)|${MONTH})\b\.?(?:,?\s+(?<of>\d{4}\b(?!:)|(?:this|next)\s+year))?`,
  'giu',
);
/** `the 15th`, of whatever month comes. */
const NUMBERED = new RegExp(
  String.raw`(?<![\d/:.-]|\b(?:${MONTH})\b\.?,?\s+(?:the\s+)?)\b(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of|in|day|[a-z]+day|${WEEKDAYS.join('|')}|${MONTH})\b)`,
  'giu',
);
/** The day of the week that is counted from: the first to come, as it is alone. */
const COUNTED_FROM =
  /(?<=\b(?:after|before)\s+)(?:this\s+)?(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b(?!\s+(?:next|after|week)\b),?/giu;
const WEEK_DATE = /\b(\d{4})-?w(\d{2})-?([1-7])\b/giu;
const SPAN = String.raw`(?:week(?:end)?|month|quarter|q[1-4]|year|spring|summer|autumn|fall|winter|\d{4}|${MONTH})\b`;
const MANY = new RegExp(
  String.raw`\b(?:(?:end|beginning|start|middle)\s+of\s+(?:(?:the|this|next)\s+)?|mid[\s-])${SPAN}`,
  'iu',
);

/**
 * A text with the days in it that are named by the calendar as `2026-12-31`, the first from `today` on. Throws a UserError
 * for a day that is not in the calendar, and for what are many.
 */
export function inCalendar(text: string, today: string): string {
  const read = text
    .replace(/\b(month|year)[\s-]end\b/giu, 'end of $1')
    .replace(/^(?:on )?day (?=(?:after|before)\b)/iu, 'the day ')
    .replaceAll(IN_FIGURES, (whole, day, month, large, other) => {
      const name = MONTHS[Number(other ?? month) - 1];
      return name ? `${large ?? day} ${name}` : whole;
    })
    .replace(BEFORE_HOUR, ' at ')
    .replaceAll(
      OF_MONTH,
      (whole, day, month, year) => `${whole}${missingYear(Number(day), { month, year, today })}`,
    )
    .replaceAll(PLACED, (...found) => placed(found.at(-1), today))
    .replaceAll(COUNTED_FROM, (_, day) =>
      addDays(today, (WEEKDAYS.indexOf(day.toLowerCase()) - new Date(`${today}T00:00Z`).getUTCDay() + 7) % 7),
    )
    .replaceAll(NUMBERED, (_, day) => numbered(day.padStart(2, '0'), today))
    .replaceAll(WEEK_DATE, (_, year, week, day) => addDays(numberedWeek(year, Number(week)), day - 1));
  for (const [day] of read.matchAll(/\b\d{4}-\d{2}-\d{2}\b/gu)) parseLocalDate(day);
  const [many] = MANY.exec(read) ?? [];
  if (many !== undefined) throw new UserError(`\`${many}\` has more days than one. Name the day.`);
  return read;
}

/** The year of a 29 February that has none. Throws a UserError for a day that its month has not. */
function missingYear(
  day: number,
  { month, year, today }: { month: string; year: string | undefined; today: string },
): string {
  const index = MONTHS.findIndex((name) => name.toLowerCase().startsWith(month.slice(0, 3).toLowerCase()));
  const length = (of: number) => new Date(Date.UTC(of, index + 1, 0)).getUTCDate();
  if (day === 29 && index === 1 && year === undefined) {
    const years = Array.from({ length: 9 }, (_, i) => Number(today.slice(0, 4)) + i);
    return ` ${years.find((of) => length(of) === 29 && `${of}-02-29` >= today)}`;
  }
  const last = length(Number(year ?? 2028));
  if (day <= last) return '';
  const of = year === undefined ? '' : ` ${year}`;
  const after = index === 11 ? 'January' : `${MONTHS[index + 1]}${of}`;
  throw new UserError(
    `There is no ${day} ${MONTHS[index]}${of}. Write \`${last} ${MONTHS[index]}${of}\` or \`1 ${after}\`.`,
  );
}

/** The first day from `today` on that has a number in its month. */
function numbered(day: string, today: string): string {
  const months = Array.from({ length: 3 }, (_, i) => monthAfter(today.slice(0, 7), i));
  const found = months
    .map((month) => `${month}-${day}`)
    .find((one) => one >= today && unlessRefused(() => parseLocalDate(one)));
  return found ?? parseLocalDate(`${today.slice(0, 7)}-${day}`);
}

/** The day that has a place in a month or a year; without `this`, `next` or a year the first to come. */
function placed(
  { place = '', day = 'day', beside, span = '', of }: Readonly<Record<string, string | undefined>>,
  today: string,
): string {
  const isLast = /^(?:end|last)/iu.test(place);
  const year = Number(today.slice(0, 4)) + (/^next/iu.test(of ?? '') ? 1 : 0);
  const isYear = /^(?:year|\d{4})$/iu.test(span);
  const isMonth = /^month$/iu.test(span);
  const named = isYear
    ? `${/^\d/u.test(span) ? span : (of ?? year)}-${isLast ? '12' : '01'}`
    : isMonth
      ? today.slice(0, 7)
      : readMonth(`${span}${of ? ` ${/^\d/u.test(of) ? of : year}` : ''}`, { current: today.slice(0, 7) });
  const cycle = isMonth ? 1 : 12;
  // How many of them are before it: the start of a month is its first day.
  const earlier = Math.max(0, ORDINALS.findIndex((word) => place.toLowerCase().startsWith(word)) % 4);
  const found = dayIn(monthAfter(named, /^next$/iu.test(beside ?? '') ? cycle : 0));
  return found < today && !beside && !of && !/^\d/u.test(span) ? dayIn(monthAfter(named, cycle)) : found;

  function dayIn(month: string): string {
    const edge = isLast ? addDays(`${monthAfter(month, 1)}-01`, -1) : `${month}-01`;
    const weekday = WEEKDAYS.indexOf(day.slice(0, 3).toLowerCase());
    if (weekday < 0) return isLast ? edge : addDays(edge, earlier);
    const ahead = (weekday - new Date(`${edge}T00:00:00Z`).getUTCDay() + 7) % 7;
    if (isLast) return addDays(edge, ahead === 0 ? 0 : ahead - 7);
    return addDays(edge, ahead + 7 * earlier);
  }
}
