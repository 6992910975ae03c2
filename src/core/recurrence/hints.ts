// What is said to those whose words for a recurrence could mean several things, or say more than its days.

import { zoneOfRegion } from '../zone/regions.ts';
import { isAbbreviation, knownZone, suggestZones } from '../zone.ts';
import { withoutOne } from './plainer.ts';
import { DAY_NAMES, tokensOf, twofold } from './tokens.ts';

const COUNTED =
  /^\s*(?:(?<word>twice|thrice|semi-?(?=monthly|weekly))|(?<number>two|three|four|[2-4])\s*(?:x|×|times))\s*(?:(?:an?|per|each|every)\s+|\/\s*)?(?<unit>week|month|year)(?:ly)?\b[\s,:-]*(?:on\s+)?(?<rest>.*)$/iu;
const NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, twice: 2, thrice: 3 };

const DAY = /\b(?:mon|tue|wed|thu|fri|sat|sun)/iu;
const EXAMPLES: Readonly<Record<string, string>> = {
  week: '`every tuesday and thursday`',
  month: '`first and third tuesday of the month`, `the 1st and 15th of the month` or `every other tuesday`',
  year: '`first tuesday of january and july`',
};

/** `twice a month`, with the words that say on which days; nothing for words that do not say how often. */
export function countedIn(text: string): { times: number; rest: string; hint: string } | undefined {
  const { word = '', number = '', unit = '', rest = '' } = COUNTED.exec(text)?.groups ?? {};
  if (unit === '') return undefined;
  const said = (word || number).toLowerCase();
  const times = NUMBERS[said] ?? (Number(said) || 2);
  const example = EXAMPLES[unit.toLowerCase()] ?? '';
  const [day] = DAY.exec(rest) ?? [];
  const named = DAY_NAMES.find((name) => day !== undefined && name.startsWith(day.slice(0, 3).toLowerCase()));
  const own = named && unit.toLowerCase() !== 'week' ? example.replaceAll('tuesday', named) : example;
  return { times, rest, hint: `on which days? Write ${own}.` };
}

/** What is wrong, and what to do instead, each with its cure. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /^\s*[ab]\s+weeks?\b|\ba\s+weeks\b|\bb\s+weeks?\b|\bweeks?\s+(?:b\b|a\b(?!\s+(?:month|quarter|year)))/iu,
    'it can mean several things. Write `every tuesday`, `tuesday of odd weeks` or `tuesday of even weeks`.',
  ],
  [/\bbi-?monthly\b/iu, twofold('first tuesday every 2 months', 'first and third tuesday of the month')],
  [/\btri-?weekly\b/iu, twofold('every 3 weeks on tuesday', 'every monday, wednesday and friday')],
  [
    /\bbi-?annual(?:ly)?\b/iu,
    twofold('first tuesday every 6 months', 'first tuesday of january every 2 years'),
  ],
  [
    /\b(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s+weekends?\b/iu,
    'a weekend has two days. Say which: `first saturday of the month`, or `first saturday and sunday of the month`.',
  ],
  [
    /\b(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th|full)\s+(?:full\s+)?weeks?\b|weeks?\s+[1-5]\b|^\s*(?:the\s+)?weeks?\s+of\b)/iu,
    'weeks of a month are counted in different ways. Say which day: `second and fourth tuesday of the month`.',
  ],
  [
    /\bmonths?\s+(?:\d+[\s,&]+(?:and\s+)?)*(?:0|1[3-9]|[2-9]\d|\d{3,})\b(?!\s*times)/iu,
    'a year has the months 1 to 12. Name the month: `first monday of march`.',
  ],
  [
    /\bq[1-4]\b/iu,
    'say the months: `every tuesday of january, february and march`, or `first tuesday of january and july`.',
  ],
  [
    /\b(?:other|second|third|2nd|3rd|\d+)\s+(?:weekdays?|workdays?|(?:business|working)\s+days?)\b/iu,
    'on which days? Write `every monday, wednesday and friday`, or `second weekday of the month`.',
  ],
  [
    /^\s*(?:(?:on\s+)?(?:[a-z]+day,?\s+)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}\S*\s+\p{L}+,?\s+\d{4}|\p{L}+\s+\d{1,2}\S*\s+\d{4})(?:\s+only)?|(?:just\s+|only\s+)?once|one[- ]off|today|tomorrow|next\s+\p{L}+day)\s*$/iu,
    'that is a single day. The first day of a series stands beside its rule; a meeting that does not come again has no rule.',
  ],
  [/\bhour(?:s|ly)?\b/iu, 'a series has one meeting a day at most, such as `every day`.'],
  [
    /\bend\s+of\s+(?:the\s+|each\s+|every\s+)?month\b|\bmonth[- ]ends?\b/iu,
    'which day? Write `last day of the month` or `last weekday of the month`.',
  ],
  [
    /\b(?:beginning|start)\s+of\s+(?:the\s+|each\s+|every\s+)?month\b/iu,
    'which day? Write `the 1st of the month` or `first weekday of the month`.',
  ],
  [
    /\bmid(?:dle)?(?:-|\s+of\s+(?:the\s+)?)month\b/iu,
    'which day? Write `the 15th of the month` or `third tuesday of the month`.',
  ],
  [
    /(?<!\d\s)\b(?:of|in)\s+(?:the|each|every|a)\s+year\b/iu,
    'in which month? Write `first monday of january` or `every year on 31 december`.',
  ],
  [
    /\b(?:until|till|through|ending)\s+(?!\d{4}-)/iu,
    'the end is a date at the end of the rule, with its year: `every tuesday until 2027-06-30`.',
  ],
  [
    /\bfor\s+\S+\s+(?:weeks|months|times|meetings)\b|\b(?:x\s*\d+|\d+\s*x)\b/iu,
    'how often stands at the end of the rule: `every tuesday 10 times`.',
  ],
  [
    /\bbefore\s+the\s+\d{1,2}(?:st|nd|rd|th)\b/iu,
    'say which of the month it is. The second tuesday is the one from the 8th to the 14th: `second tuesday of the month`.',
  ],
  [
    /\b(?:after|following|closest to|nearest to?)\s+the\s+\d{1,2}(?:st|nd|rd|th)\b/iu,
    'say which of the month it is. The third tuesday is the one from the 15th to the 21st: `third tuesday of the month`.',
  ],
  [
    /\b(?:odd|even)\s+(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b/iu,
    'odd or even weeks, or months? Write `tuesday of odd weeks` or `first tuesday of odd months`.',
  ],
];

const HOUR = String.raw`\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*(?:[ap]\.?m\b\.?|h\b)`;
const CLOCK = new RegExp(
  String.raw`[\s,(]*(?:\bat\s+|@\s*|\b)(?<time>${HOUR}|\d{4}(?=\s*(?:utc|gmt))|noon|midnight|(?:morning|afternoon|evening|night)s?\b)(?<more>(?:\s*(?:[,/&]|\band\b|\bor\b|\bthen\b)\s*(?:at\s+)?(?:${HOUR}))*)(?:\s*(?:[–—-]|to)\s*\d{1,2}(?:[:.h]?\d{2})?(?:\s*[ap]\.?m\b\.?)?)?(?:\s*(?<zone>(?:\p{L}+\s+){1,3}time\b|[\p{L}/_]+))?`,
  'iu',
);
/** What is said of times that take turns; the times themselves say so. */
const IN_TURN = /\b(?:alternat(?:ing|ely|es?)(?:\s+between)?|taking turns|in turns?)\b/giu;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const NTH = '\\d{1,2}(?:st|nd|rd|th)?';
const START = new RegExp(
  `[\\s,(]*\\b(?:from|start(?:s|ing)?(?:\\s+(?:on|in|from|date:?))?|beginning(?:\\s+(?:on|in))?|since|as of)\\s+(?:[a-z]+day,?\\s+)?(?:the\\s+)?(?<day>\\d{4}-\\d{2}-\\d{2}|(?:${MONTH}\\s+${NTH}|${NTH}\\s+(?:of\\s+)?${MONTH}|${MONTH})(?:,?\\s*\\d{4})?|\\d{1,2}(?:st|nd|rd|th)|next week|tomorrow|today|now|(?:next\\s+)?[a-z]{3,6}day)(?:\\s+on(?:wards?)?)?\\)?\\s*$`,
  'iu',
);

type Reads = (text: string) => { readonly words?: string; readonly fault?: string };

/** What to do about words that could not be read; `reads` tells as what rule some would be, or why they would not. */
export function hintFor(text: string, reads: Reads): string | undefined {
  const { rest, hours, zone, starts } = besideIn(text);
  const hasHours = hours.length > 0;
  const isBeside = hasHours || starts !== undefined;
  const told = hasHours
    ? 'the time of day and its zone stand beside the rule.'
    : 'the first date stands beside the rule.';
  const { words, fault } = isBeside ? readFrom(starts, rest, reads) : {};
  if (words === undefined) {
    const hint = hintForDays(rest, reads);
    if (hint !== undefined) return hint;
    if (fault !== undefined) return `${told} Without ${hasHours ? 'them' : 'it'}, ${fault}`;
    return hasHours ? told : undefined;
  }
  const beside = [
    ...(hasHours ? [`${hourWords(hours)} as \`times\``] : []),
    ...(zone ? [`\`${zone}\` as \`zone\``] : []),
    ...(starts === undefined ? [] : [`${dayWords(starts)} as \`starts\``]),
  ];
  return `${told} Write \`${words}\`, and ${beside.join(', ')}.`;
}

/** The times with their zone and the first day that stand beside the words for the days. */
function besideIn(text: string) {
  const start = START.exec(text);
  const starts = start?.groups?.day;
  const days = start ? text.slice(0, start.index) : text;
  const clock = CLOCK.exec(days);
  if (!clock) return { rest: days, hours: [], zone: undefined, starts };
  const { time = '', more = '', zone: named } = clock.groups ?? {};
  const zone = zoneMeant(named);
  const hours = [time, ...hoursIn(more)];
  const without = withoutClock(days, clock, zone !== undefined);
  const rest =
    hours.length > 1 ? without.replaceAll(IN_TURN, ' ').replaceAll(/^[\s,]+|[\s,]+$/gu, '') : without;
  return { rest, hours, zone, starts };
}

/** A first day says on which day of the week only what does not say it by itself: `every other week from monday`. */
function readFrom(starts: string | undefined, rest: string, reads: Reads): ReturnType<Reads> {
  const read = reads(rest);
  const [weekday] = /[a-z]{3,6}day$/iu.exec(starts ?? '') ?? [];
  const hasDay = weekday === undefined || (read.words && /day\b|^(?!.*\bweeks?\b)/u.test(read.words));
  const onDay = hasDay ? read : reads(`${rest} on ${weekday}`);
  return onDay.words ? onDay : read;
}

/** What is wrong with the words for the days, or what to do about exceptions that no rule has, such as holidays. */
function hintForDays(text: string, reads: Reads): string | undefined {
  const left = withoutOne(text);
  const leftWords = left && reads(left.words).words;
  if (leftWords !== undefined)
    return `of the month, or of all? Write \`${leftWords}\`; single dates are skipped once the series is there.`;
  const [, found] = HINTS.find(([pattern]) => pattern.test(text)) ?? [];
  if (found !== undefined) return found;
  const [, kept = ''] =
    /^(.*?)[\s,;(]*\b(?:except|excluding|without|but|unless|if|not|no|skip\p{L}*|moved)\b/iu.exec(text) ?? [];
  const { words } = reads(kept);
  if (words === undefined) return undefined;
  return `what is left out of it has no words. Say the days that are left, such as \`second, fourth and fifth tuesday of the month\`; or write \`${words}\`, and skip or move single dates once the series is there.`;
}

function withoutClock(text: string, clock: RegExpExecArray, isZone: boolean): string {
  const { zone = '' } = clock.groups ?? {};
  const end = clock.index + clock[0].length - (isZone ? 0 : zone.length);
  const after = text
    .slice(end)
    .replace(/^\s*\(([^)]*)\)/u, (whole, said: string) => (isRead(said) ? whole : ''));
  return `${text.slice(0, clock.index)} ${after}`
    .replace(/^[\s,–—-]+|[\s,–—-]+$/gu, '')
    .replaceAll(/\s+,/gu, ',');
}

/** Whether words in brackets say something of the days, and are not the zone once more. */
function isRead(text: string): boolean {
  return tokensOf(text).some(({ kind }) => kind !== 'unknown');
}

/** The zone that a word beside a time names, or the likeliest for an abbreviation; nothing for any other word. */
export function zoneMeant(word: string | undefined): string | undefined {
  const region =
    word && !isAbbreviation(word) && zoneOfRegion(/\stime$/iu.test(word) ? word : `${word} time`);
  if (region) return region;
  if (word === undefined) return undefined;
  const place = knownZone(word.replace(/\s+(?:local\s+)?time$/iu, ''));
  if (place) return place;
  return word.includes('/') || /^(?:utc|z)$/iu.test(word) || isAbbreviation(word)
    ? suggestZones(/^z$/iu.test(word) ? 'UTC' : word)[0]
    : undefined;
}

function hourWords(times: readonly string[]): string {
  const said = times.map((time) => time.trim()).join(', ');
  return /\d|noon|midnight/iu.test(said) ? `\`${said}\`` : 'the hour';
}

function dayWords(starts: string): string {
  return /day$|tomorrow|(?<!\d)\d{1,2}(?!\d)/iu.test(starts) ? `\`${starts}\`` : 'its date';
}

function hoursIn(text: string): string[] {
  return text.match(new RegExp(HOUR, 'giu')) ?? [];
}

/** A calendar's TZID as a zone: quoted, or by the name that Windows gives it. */
function zoneNamed(tzid: string): string {
  const name = tzid.replaceAll('"', '');
  return zoneOfRegion(name) ?? name;
}

/** A rule that was copied from a calendar with what stands beside it there: each part by itself; nothing without such. */
export function partsOf(text: string): string | undefined {
  if (!/\b(?:exdate|rdate|exrule|dtstart|dtend)\b/iu.test(text)) return undefined;
  const rule = /\bfreq=[^\s]+/iu.exec(text)?.[0].replace(/;(?:exdate|rdate|dtstart|dtend)\b.*$/iu, '');
  const [, zone, year, month, day, hour, minute, utc] =
    /\bdtstart(?:;[^:]{0,80}?tzid=("[^"]{1,60}"|[^:;]{1,60})[^:\s]*|;[^:\s]*)?[:=](\d{4})(\d{2})(\d{2})(?:t(\d{2})(\d{2})\d{2}(z)?)?/iu.exec(
      text,
    ) ?? [];
  const skipped = [
    ...(/\bexdate[^:=]*[^\s]*?[:=]([\dTZ,]+)/iu.exec(text)?.[1] ?? '').matchAll(/(\d{4})(\d{2})(\d{2})/gu),
  ];
  const parts = [
    ...(rule ? [`\`${rule}\` as the rule`] : []),
    ...(year ? [`\`${year}-${month}-${day}\` as \`starts\``] : []),
    ...(hour ? [`\`${hour}:${minute}\` as \`times\``] : []),
    ...(zone || utc ? [`\`${zoneNamed(zone ?? 'UTC')}\` as \`zone\``] : []),
  ];
  const without = /\b(?:exdate|rdate|exrule)\b/iu.test(text)
    ? ` Dates on which it is not held are skipped once it is there${skipped.length > 0 ? `: ${skipped.map(([, y, m, d]) => `${y}-${m}-${d}`).join(', ')}` : ''}.`
    : '';
  return `Give each part by itself: ${parts.join(', ')}.${without}`;
}
