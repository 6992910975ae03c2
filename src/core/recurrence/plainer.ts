// Rarer spellings of recurrences, as the plainer words that the grammar reads.
import { listed } from '../text/listed-words.ts';
import { MONTH_NAMES } from './tokens.ts';

const DAY = '(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:days?)?';
const ORDINAL =
  '(?:first|second|third|fourth|fifth|last|penultimate|1st|2nd|3rd|4th|5th)(?:\\s*(?:,|&|/|and)+\\s*(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th))*';
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*';
const ADVERB = '(?:daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)';

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth'];
const SHORT_PLACES = ['1st', '2nd', '3rd', '4th', '5th'];

/** `every monday except the first of the month`: all of a month but one. */
const LEFT_OUT = new RegExp(
  `^\\s*(?:(?:every|each|all|on)\\s+)?(?<day>${DAY})\\s*,?\\s*(?:except|excluding|but(?:\\s+not)?|other than)\\s+(?:for\\s+)?` +
    `(?:the\\s+)?(?<place>${[...PLACES, ...SHORT_PLACES, 'last'].join('|')})(?:\\s+(?:ones?|${DAY}))?` +
    `(?<month>\\s+(?:of|in)\\s+(?:the|each|every|a)\\s+month)?(?<tail>\\s+(?:until|till|\\d+\\s+times|[+-]\\d).*)?[\\s.]*$`,
  'iu',
);

/** What is left of a month's days where one is taken out; the first and last may also be those of the whole series. */
export function withoutOne(text: string): { readonly words: string; readonly isSure: boolean } | undefined {
  const { day = '', place = '', month, tail = '' } = LEFT_OUT.exec(text)?.groups ?? {};
  if (day === '') return undefined;
  const said = place.toLowerCase();
  const left =
    said === 'last'
      ? 'second to last, third to last, fourth to last and fifth to last'
      : listed(PLACES.filter((other, at) => said !== other && said !== SHORT_PLACES[at]));
  const isSure = month !== undefined || !['first', '1st', 'last'].includes(said);
  return { words: `${left} ${day.toLowerCase()} of the month${tail}`, isSure };
}

const QUARTER = '(?:calendar\\s+)?quarters?';
const EACH = '(?:the|each|every|all|any|per|a)';

/** `first month of each quarter`, `each quarter's second month`: the months themselves. */
const MONTHS_OF_QUARTERS = [
  ['first|1st', 'january, april, july and october'],
  ['second|2nd|middle', 'february, may, august and november'],
  ['third|3rd|last|final', 'march, june, september and december'],
].flatMap(([place = '', months = '']): [RegExp, string][] => [
  [
    new RegExp(
      `\\b(?:(?:of|in|on|during)\\s+)?(?:${EACH}\\s+)?(?:${place})\\s+months?\\s+(?:of|in)\\s+(?:${EACH}\\s+)?${QUARTER}(?=\\b)`,
      'giu',
    ),
    `of ${months}`,
  ],
  [
    new RegExp(
      `\\b(?:(?:of|in|on|during)\\s+)?(?:${EACH}\\s+)?${QUARTER}(?:'s?|s)\\s+(?:${place})\\s+months?\\b`,
      'giu',
    ),
    `of ${months}`,
  ],
  [
    new RegExp(
      `^\\s*(?:(?:each|every)\\s+${QUARTER}|quarterly)[\\s,:]+(?:on\\s+)?(.*)\\s+(?:of|in)\\s+(?:the|its)\\s+(?:${place})\\s+month\\s*$`,
      'giu',
    ),
    `$1 of ${months}`,
  ],
]);

/** Each spelling with what stands for it, in the order in which they are looked for. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  ...MONTHS_OF_QUARTERS,
  [/^\s*of\s+(?=(?:january|february|march), )/giu, ''],
  [/\b(odd|even|uneven)-weeks?\b/giu, '$1 weeks'],
  [/^\s*m\s*[–-]\s*f\s*$/giu, 'monday to friday'],
  [
    new RegExp(
      `\\b(?:the\\s+)?(\\d{1,2}(?:st|nd|rd|th))(?:\\s+of\\s+(?:the|each|every)\\s+month)?,?\\s+(?:if|when|whenever|where)\\s+(?:it|that|this)\\s*(?:is|'s|falls|comes|lands)\\s+(?:on\\s+)?(?:an?\\s+)?(${DAY})\\b`,
      'giu',
    ),
    '$2 the $1',
  ],
  [/\beach and every\b|\bevery single\b|\bevery(?=day\b)/giu, 'every '],
  [
    /\b(?:once|(?:1|one)\s?(?:[x×]|times?))\s*(?:\/|\b(?:in|per|a|an|each|every)\b|(?=\b(?:week|month|quarter|year)))\s*(?:an?\s+)?(?=[a-z\d])/giu,
    'every ',
  ],
  [new RegExp(`\\bat\\s+(?=${DAY}\\b)`, 'giu'), ''],
  // Elsewhere `until` is before the end of the series.
  [
    new RegExp(
      `^(\\s*(?!\\p{L}+days\\b)${DAY}\\s+)(?:until|till)\\b(?=\\s+${DAY}\\b(?!,?\\s+(?:the\\s+)?(?:\\d|${MONTH}\\b)))|\\b(from\\s+${MONTH}\\s+)(?:until|till)\\b(?=\\s+${MONTH}\\b(?!,?\\s+\\d))`,
      'giu',
    ),
    '$1$2to',
  ],
  [/\b(week|work)[ -]day(?=s?\b)/giu, '$1day'],
  [/\bevery-other\b/giu, 'every other'],
  [/\b(odd|even|uneven)[ -]numbered\b/giu, '$1'],
  [/\bweek[ -]numbers?\b/giu, 'weeks'],
  [new RegExp(`^\\s*(\\d{1,3})\\s+(${DAY})\\s*$`, 'giu'), 'every $2 $1 times'],
  [/\b(?:last[ -]but[ -]one|next[ -]to[ -](?:the[ -])?last)\b/giu, 'penultimate'],
  [/\b(second|third|fourth|fifth|2nd|3rd|4th|5th)[ -]to[ -](?:the[ -])?last\b/giu, '$1 to last'],
  [new RegExp(`\\bfirst (?:two|2) (?=${DAY}s?\\b)`, 'giu'), 'first and second '],
  [new RegExp(`\\bfirst (?:three|3) (?=${DAY}s?\\b)`, 'giu'), 'first, second and third '],
  [new RegExp(`\\blast (?:two|2) (?=${DAY}s?\\b)`, 'giu'), 'second to last and last '],
  [/\b(?:but\s+)?(?:not|no(?:\s+meetings?)?)(?=\s+(?:in|during)\b)|\bskip(?:s|ping)?\b/giu, 'except'],
  [/\bplus\s+(?:one|a)\s+day\b/giu, '+1'],
  [/(?:\+|\bplus)\s*(?:one|a|1)\s+week\b/giu, '+7'],
  [/\b(?:one|a|1)\s+week\s+(?=(?:after|before)\b)/giu, '7 days '],
  [/\b(?:two|2)\s+weeks\s+(?=(?:after|before)\b)/giu, '14 days '],
  [/\s*,\s*(?:and\b|&)/giu, ' and'],
  [/\bwk(?=s?\b|ly\b)|(?<=\b\d{1,2}\s?)w(?=\b)/giu, ' week'],
  [/\btwice-(?=monthly|weekly|yearly)/giu, 'twice '],
  [/\bof\s+(?:the\s+|each\s+|every\s+)?mo\b\.?/giu, 'of the month'],
  [/\bbi[ -]week(?=s\b|ly\b)/giu, 'biweek'],
  // OpenStack's words for the parity of ISO weeks.
  [/\bbiweekly[ -](odd|even)\b/giu, '$1 weeks'],
  [/\b(\d{1,2}|two|three|four|five|six|eight)[ -](week|month)ly\b/giu, 'every $1 $2s'],
  [/\b(?:every half[ -]years?|half[ -]yearly|semi-?annual(?:ly)?)\b/giu, 'every 6 months'],
  [/\bm\s*[,/-]\s*w\s*(?:[,/&-]|,?\s*and\b)\s*f\b/giu, 'mwf'],
  [/\bt(?:u|ue)?[/-]th(?:u)?\b/giu, 'tth'],
  [
    /[\s,]*\(?\b(?:(?:when|where|if) there (?:is|are) (?:one|any|a fifth)(?: one)?(?! \p{L}+day)|if any)\b\)?/giu,
    '',
  ],
  [new RegExp(`\\b(${ORDINAL})-(?=${DAY}\\b)`, 'giu'), '$1 '],
  // A dash between two parts; between two days or months it means all from one to the other.
  [new RegExp(`\\b(${ADVERB})\\s*[–—-]\\s*(?=\\p{L}|\\d)`, 'giu'), '$1, '],
  [new RegExp(`\\s+[–—-]\\s*(?=(?:${ADVERB}|every|each|${ORDINAL})\\b)`, 'giu'), ', '],
  // The day said once more with which of the month: `Friday, first Friday`.
  [
    new RegExp(
      `^\\s*(${DAY.replace('(?:days?)?', '')})(?:days?)?\\s*[,:(]+\\s*(?=.*\\b(?:${ORDINAL})\\s+\\1(?:days?)?\\b)`,
      'giu',
    ),
    '',
  ],
];

/** `until 30 June 2027`, `ending June 30th, 2027`: the last day with its year. */
const LAST_DAY = new RegExp(
  `\\b(?:until|till|ending(?: on)?)\\s+(?:the\\s+)?(?:(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?)?(${MONTH})\\.?(?:\\s+(\\d{1,2})(?:st|nd|rd|th)?)?,?\\s+(20\\d{2})\\.?$`,
  'iu',
);

/** Words with those replaced that have a plainer form. */
export function plainer(typed: string): string {
  const text = typed.trim().replace(LAST_DAY, (words, before, name, after, year) => {
    const month = MONTH_NAMES.findIndex((one) => one.startsWith(name.slice(0, 3).toLowerCase())) + 1;
    const day = before ?? after;
    return day === undefined || (before && after)
      ? words
      : `until ${year}-${`0${month}`.slice(-2)}-${`0${day}`.slice(-2)}`;
  });
  const left = withoutOne(text);
  if (left?.isSure) return left.words;
  return PLAINER.reduce((words, [spelling, plain]) => words.replaceAll(spelling, plain), text);
}
