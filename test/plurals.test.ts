// Counts in what people read: never "1 days", wherever it is written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { counted } from '../src/core/text/counted.ts';

const root = join(import.meta.dirname, '..', 'src');
const things =
  'seconds|minutes|hours|days|weeks|months|years|times|people|persons|members|hosts|seats|votes|questions|answers|' +
  'meetings|topics|projects|files|lines|places|repositories|pull requests|PRs|issues|requests|points|messages|posts|rows|tables|' +
  'contributions';
const count = new RegExp(
  String.raw`\$\{((?:[^{}]|\{[^{}]*\})*)\}\s+(?:(?:first|open|other|voting) )?(?:${things})\b`,
  'gu',
);
/** What is never one: a limit that is named as such, or what stands behind a question how many there are. */
const constant =
  /^(?:most|longest|fewest)[A-Z.]|^(?:limit|mostBytes)$|Seconds \/ |[mM]illiseconds \/ 1000\)\.toFixed/u;
const asked = /(?:[=!]== ?1\b|> ?1\b|isOne|\bhasOne)/u;

/** Those that are never one for another reason: too many, too few, or a name and no count. */
const others = [
  'amas/commands/queue.ts: {takeMinutes / 60} hours',
  'amas/hosts.ts: {names.length} hosts',
  'amas/commands/carrying-issues.ts: {chosen.length} questions',
  'core/recurrence.ts: {recurrence.shiftDays} days',
  'core/recurrence/contradictions.ts: {vague.position} weeks',
  'core/recurrence/phrases.ts: {rule.count} times',
  'core/recurrence/phrases.ts: {weekParity} weeks',
  'digests/views/digest.ts: {days} days',
  'meetings/polls/commands/editing.ts: {after.options.length} times',
  'meetings/polls/commands/opening.ts: {poll.options.length} times',
  'meetings/polls/times.ts: {times.length} times',
  'members/application-views.ts: {offerDays} days',
  'platforms/discourse/check.ts: {base} answers',
  'projects/commands/proposals.ts: {waiting.length} projects',
  'sources/github/client.ts: {maxRequests} requests',
  'sources/github/queries.ts: {detailFields} files',
  'votes/commands/opening.ts: {running.length} votes',
];

/** The places of a text in which a count could be one, and the word behind it is several. */
function countsIn(text: string): string[] {
  return [...text.matchAll(count)].flatMap((found) => {
    const before = text.slice(Math.max(0, found.index - 200), found.index);
    return constant.test(found[1] ?? '') || asked.test(before)
      ? []
      : [found[0].slice(1).replaceAll(/\s+/gu, ' ')];
  });
}

describe('what counts', () => {
  test('one is one', () => {
    expect([0, 1, 2, undefined].map((number) => counted(number, 'day'))).toEqual([
      '0 days',
      '1 day',
      '2 days',
      'some days',
    ]);
    expect(counted(1, 'person', 'people')).toBe('1 person');
    expect(counted(3, 'person', 'people')).toBe('3 people');
  });

  test.each([`\`for \${seconds} seconds\``, `p\`\${list.length}\n  open issues\``])('%s is found', (text) => {
    expect(countsIn(text)).toHaveLength(1);
  });

  test.each([
    `days === 1 ? '1 day' : \`\${days} days\``,
    `\`\${mostTopics} topics\``,
    `\`\${counted(1, 'day')} old\``,
  ])('%s is well', (text) => expect(countsIn(text)).toEqual([]));
});

test('nobody reads "1 days": counts are made with `counted`', () => {
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/^storage\/|\/generated\//u.test(path))
    .flatMap((path) =>
      countsIn(readFileSync(join(root, path), 'utf8')).map(
        (one) => `${path.replace('features/', '')}: ${one}`,
      ),
    );
  expect([...new Set(found)].toSorted()).toEqual(others.toSorted());
});
