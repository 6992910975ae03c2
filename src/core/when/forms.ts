// The forms in which dates are written and copied, made one, and those that could mean two things refused.

import { UserError, unlessRefused } from '../errors.ts';
import { plainMarks } from '../text/plain-marks.ts';
import { zoneOfRegion } from '../zone/regions.ts';
import { isAbbreviation, parseZone } from '../zone.ts';
import { noDate } from './refusals.ts';

/** The names of the months. */
export const MONTHS =
  'January February March April May June July August September October November December'.split(' ');

/** A month's name, or its beginning. */
export const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

/** `Dec 21`, of which the number may be read as a year: no time or other day follows it. */
const MONTH_FIRST = new RegExp(
  String.raw`(?<!(?<!:\d?)\d(?:st|nd|rd|th)?\s*(?:of\s+)?)\b(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*[ap]\.?m|[:.h]\d|\s?[-–/]\s?\d)`,
  'giu',
);

/** `6pm on the 8th of December`, which is read before a time alone. */
const THE_DAY = new RegExp(
  String.raw`\bthe\s+(\d{1,2}(?:st|nd|rd|th)?)\s+(?:of\s+)?(?=(?:${MONTH})\b)`,
  'giu',
);

/** `18:00 UTC on Tuesday`: the zone before the day. */
const MIDDLE_ZONE = new RegExp(
  String.raw`^(?:at\s+)?(\d{1,2}(?:[:.]\d{2}|(?<=\d\d)\d{2})?(?:\s*[ap]\.?m\.?)?)\s*\b((?:utc|gmt)(?:[+-]\d{1,2}(?::?\d{2})?)?|[a-z]+\/[a-z_]+),?\s+(?!\d{1,2}:)(?:on\s+)?((?:\d|(?:the|next|this|(?:up)?coming|day|in|first|second|third|fourth|fifth|last)\s|to(?:day|night|morrow)\b|(?:${MONTH}|mon|tue|wed|thu|fri|sat|sun)).*?)(\s+for\s.*)?$`,
  'iu',
);

/** `from 5 dec`, of which the number may be read as an hour. */
const FROM_DAY = new RegExp(String.raw`^from\s+(?=\d{1,2}\s+(?:${MONTH})\b)`, 'iu');

/**
 * A typed date in the one form in which it is read: dashes and digits of any script's keyboard, `20261201T200000Z`, `1. 12. 2026`, `Dec 1`,
 * `20h30`, an instant as chats mark it (`<t:1796155200:F>`), a zone in brackets or a city at its end. Throws a UserError for
 * what could mean two days or times, with both.
 */
export function inOneForm(typed: string): string {
  const text = plainMarks(typed).normalize('NFKC').trim();
  const [, seconds] = /^<t:(\d{9,11})(?::[a-z])?>$/iu.exec(text) ?? [];
  if (seconds !== undefined)
    return new Date(Number(seconds) * 1000).toISOString().replace(/\d\d\.\d+Z$/u, '00Z');
  const plain = text
    .replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:00)?(Z?)$/iu, '$1-$2-$3T$4:$5:00$6')
    .replace(/\s*[[(]([\p{L}_ ]+(?:\/[a-z0-9_+-]+)*|(?:utc|gmt)\s?[+-][\d:]{1,5})[\])]$/iu, ' $1')
    .replace(MIDDLE_ZONE, '$3 $1 $2$4')
    .replace(/(?<=\d)([ap])(?=$|[\s,])/iu, '$1m')
    .replace(/\b(tue|wed)n?e?s\b\.?/giu, '$1')
    .replace(/\b(?:coming|upcoming)\s+(?=\p{L}+day\b|(?:mon|tue|wed|thu|fri|sat|sun)\b)/giu, '')
    .replace(/\s*@\s*(?=\d)/u, ' at ')
    .replace(/^(\d{1,2})\.(00|1[3-9]|[2-5]\d)$/u, '$1:$2')
    .replace(
      /(?<=^|day\s|(?:mon|tue|wed|thur?s?|fri|sat|sun),?\s|\b(?:at|tomorrow|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th),?(?=\s(?!20[2-9]))|20\d\d),?\s)([01]\d|2[0-3])([0-5]\d)(?=\s*(?:utc|gmt|z)$)/iu,
      '$1:$2',
    )
    .replace(/(\d)\s+Z$/u, '$1Z')
    .replace(/(\d|[ap]m)(utc|gmt)(?=$|[\s+-])/iu, '$1 $2')
    // As the bot itself writes a zone: America/New York.
    .replace(
      /\b([a-z]+\/[a-z]+) ([a-z]+)$/iu,
      (whole, begin, end) => unlessRefused(() => parseZone(`${begin}_${end}`)) ?? whole,
    )
    .replace(/^(\d{4}-\d{2}-\d{2})[_;]\s*(?=\d{1,2}:)/u, '$1 ')
    .replaceAll(/\b(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\b/gu, (_, day, month, year) => iso(year, month, day))
    .replaceAll(/\b(\d{1,2})\.\s+(?=\p{L}{3,})/gu, '$1 ')
    .replaceAll(MONTH_FIRST, '$2 $1')
    .replace(/(?<![-/.]|\bthe\s+)\b12\s*(?=(?:noon|midday)\b)/iu, '')
    .replaceAll(THE_DAY, '$1 ')
    .replace(FROM_DAY, '')
    .replaceAll(/(?<!\b(?:in|for)\s*)\b(\d{1,2})h(\d{2})\b/giu, '$1:$2')
    .replaceAll(/(?<!\b(?:in|for)\s*|:)\b(\d{2})h\b/giu, '$1:00')
    .replace(/^in\s+(\d{1,2}):([0-5]\d)\s*(?:h|hrs|hours)$/iu, 'in $1h$2m')
    .replaceAll(
      /(?<!\b(?:in|for)\s*)\b(\d{1,2}(?=:)|[01]\d|2[0-3]):?(\d{2})\s*(?:h|hrs|hours)\b/giu,
      '$1:$2',
    );
  refuseTwofold(plain);
  return withZoneAtEnd(plain);
}

function refuseTwofold(text: string): void {
  const [whole = '', first = '', sign, second = '', year] =
    /(?<![\d/:-])\b(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?\b(?![/:-])/u.exec(text) ?? [];
  const [one, other] = [Number(first), Number(second)];
  const isDate = whole !== '' && (sign === '/' || year !== undefined);
  if (isDate && year?.length === 2 && sign === '-')
    throw new UserError(`\`${whole}\` can mean several days. Write the year in full: \`2026-12-01\`.`);
  if (isDate && one !== other && one >= 1 && other >= 1 && one <= 12 && other <= 12)
    throw new UserError(
      `\`${whole}\` can mean two days. Write \`${dayOf(one, other, year)}\` or \`${dayOf(other, one, year)}\`.`,
    );
  if (/\bmidnight\b|(?<![:.\d])24[:.h]00\b/iu.test(text))
    throw new UserError(
      'Midnight can be the beginning or the end of a day. Write `00:00` with the day that begins then.',
    );
  const [half] = /(?<![:.\d])0{1,2}(?:[:.]\d{2})?\s*p\.?m\b/iu.exec(text) ?? [];
  if (half !== undefined)
    throw new UserError(`\`${half}\` is not a time of day. Write \`00:00\`, or \`12:00\` for noon.`);
  const [, time, hour] = /(\d{1,2}:\d{2})\s+-\s?(\d)$/u.exec(text) ?? [];
  if (time !== undefined)
    throw new UserError(
      `\`${text}\` can mean two things. For an end write \`${time} to 0${hour}:00\`, for an offset \`${time} UTC-${hour}\`.`,
    );
  const [last, weekday] =
    /\b(?:last|past|previous)\s+((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b(?!\s+(?:of|in)\b)/iu.exec(text) ??
    [];
  if (last !== undefined)
    throw new UserError(
      `\`${last}\` is in the past. For the one that comes write \`${weekday?.toLowerCase()}\`.`,
    );
}

/** `1 February 2027`, or without a year. */
function dayOf(day: number, month: number, year: string | undefined): string {
  return [day, MONTHS[month - 1], year?.length === 2 ? `20${year}` : year].filter(Boolean).join(' ');
}

function iso(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A city or a zone's abbreviation after the time: the first becomes its zone, the second is refused with what to write. */
function withZoneAtEnd(text: string): string {
  const [last = ''] = /(?<=\s)(?!gmt$)\p{L}+$/iu.exec(text) ?? [];
  if (isAbbreviation(last)) parseZone(last);
  const [, before = '', named = ''] =
    /^(.*\d(?:\s*[ap]\.?m\.?)?),?\s+(?:in\s+)?(\p{L}[\p{L} .'_-]{1,40}?)(?:\s+time)?$/iu.exec(text) ?? [];
  if (named === '' || /^(?:utc|gmt|[ap]m|for|to|local|today|tomorrow)$/iu.test(named)) return text;
  if (/^[A-Z]{2,5}$/u.test(named)) return `${before} ${parseZone(named)}`;
  // A word that is no place may be a part of the date.
  const zone = unlessRefused(() => parseZone(named));
  if (zone === undefined && zoneOfRegion(`${named} time`)) parseZone(`${named} time`);
  return zone === undefined ? text : `${before} ${zone}`;
}

/** A length alone is no moment: `1h30m` may be meant to begin now, or to last so long, and `1h30` is half past one as well. */
export function refuseLength(text: string): void {
  const [, hours, minutes] = /^(\d)\s?h\s?(\d{2})?$/iu.exec(text) ?? [];
  const isLength =
    /^\d+(?:[.,]\d+)?\s*(?:d|days?|h|hrs?|hours?|m|mins?|minutes?)(?:\s*\d+\s*(?:m|mins?|minutes?))?$/iu;
  if (hours !== undefined)
    throw new UserError(
      `\`${text}\` can mean two things. For the time of day write \`0${hours}:${minutes ?? '00'}\`, for a moment from now on \`in ${text}${minutes === undefined ? '' : 'm'}\`.`,
    );
  if (isLength.test(text) && !/^\d{2}\s?h$/iu.test(text))
    throw new UserError(`\`${text}\` is a length of time. For a moment from now on write \`in ${text}\`.`);
  if (/^(?:in\s+)?-\d/iu.test(text)) throw noDate(`\`${text}\` is in the past.`);
}
