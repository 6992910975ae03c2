// What is said to those whose words for a recurrence could mean several things, or say more than its days.

const COUNTED =
  /^\s*(?:(?<word>twice|thrice|semi-?(?=monthly|weekly))|(?<number>two|three|four|[2-4])\s*(?:x|×|times))\s*(?:(?:an?|per|each|every)\s+|\/\s*)?(?<unit>week|month|year)(?:ly)?\b[\s,:-]*(?:on\s+)?(?<rest>.*)$/iu;
const NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, twice: 2, thrice: 3 };

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
  return { times, rest, hint: `on which days? Write ${EXAMPLES[unit.toLowerCase()]}.` };
}

/** Words with those replaced that have a plainer form. */
export function plainer(text: string): string {
  return text
    .replaceAll(/\beach and every\b/giu, 'every')
    .replaceAll(/\b(?:last but one|next[ -]to[ -]last)\b/giu, 'penultimate');
}

/** What is wrong, and what to do instead, each with its cure. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:exdate|rdate|exrule)\b/iu,
    'leave out EXDATE and RDATE: dates on which a series is not held are skipped once it is there.',
  ],
  [/\bdtstart\b/iu, 'leave out DTSTART: the first date stands beside the rule, as `starts`.'],
  [
    /\bbi-?monthly\b/iu,
    'it can mean two things. Write `first tuesday every 2 months` or `first and third tuesday of the month`.',
  ],
  [
    /\b(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th|full)\s+(?:full\s+)?weeks?\b|weeks?\s+\d)/iu,
    'weeks of a month are counted in different ways. Say which day: `second and fourth tuesday of the month`.',
  ],
  [/\bhour(?:s|ly)?\b/iu, 'a series has one meeting a day at most, such as `every day`.'],
];

const CLOCK =
  /\b(?:at\s+|@\s*)?(?:\d{1,2}[:.h]\d{2}|\d{1,2}\s*(?:[ap]m|h|uhr)\b|\d{4}(?=\s*(?:utc|gmt))|noon|midnight)/iu;
const START = /[\s,]*\b(?:from|starting(?:\s+(?:on|from))?|beginning|since)\s+(\d{4}-\d{2}-\d{2})\s*$/iu;

/** What to do about words that could not be read; `reads` tells whether some would be, as a rule. */
export function hintFor(text: string, reads: (text: string) => string | undefined): string | undefined {
  const found = HINTS.find(([pattern]) => pattern.test(text))?.[1];
  if (found !== undefined) return found;
  const [start, from] = START.exec(text) ?? [];
  const started = start === undefined ? undefined : reads(text.slice(0, -start.length));
  if (started !== undefined)
    return `the first date stands beside the rule. Write \`${started}\`, and \`${from}\` as \`starts\`.`;
  const clock = CLOCK.exec(text);
  if (!clock) return undefined;
  const [time, zone] = [clock[0].replace(/^(?:at\s+|@\s*)/iu, ''), text.slice(clock.index + clock[0].length)];
  const [, before = ''] = /^(.*?)[\s,]*$/su.exec(text.slice(0, clock.index)) ?? [];
  const after = /,\s*(.+)$/su.exec(zone)?.[1];
  const days = reads(`${before} ${after ?? ''}`) ?? reads(before) ?? reads(zone);
  const write = days === undefined ? '' : ` Write \`${days}\`, and \`${time.trim()}\` as \`times\`.`;
  return `the time of day and its zone stand beside the rule.${write}`;
}
