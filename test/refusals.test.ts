// Every refusal in the source names a next step, in words that a person without our jargon knows.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusalsOf } from './refusals.ts';

const root = join(import.meta.dirname, '..');
const refusals = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'))
  .flatMap((path) => refusalsOf(path, readFileSync(join(root, path), 'utf8')));

/** How a next step begins. */
const steps =
  'add|allow|answer|approve|ask|begin|propose|call|carry|change|check|choose|close|copy|correct|delete|fill|give|leave|look|make|name|need do nothing|' +
  'open|plan|please|press|publish|put|release|replace|restore|revoke|run|say|send|set|shorten|show|start|stop|take|tell|try|type|use|wait|' +
  'withdraw|write';
const nextStep = new RegExp(
  // A command or an example to copy, an instruction, the list to choose from, or the limit to keep.
  String.raw`\x60[^\x60]{4,}\x60|\b(?:${steps})\b|\bat (?:most|least) |There (?:are|is):|--[a-z]|did you mean|one of`,
  'iu',
);
/** Without what is filled in: a name that people chose is no next step. */
const isDeadEnd = ({ text }: { text: string }) => !nextStep.test(text.replaceAll(/`…+`|"…"/gu, ''));

const jargon =
  /\b(?:points|publication|reconciler|dispatcher|payload|null|undefined|invalid|error \d+|lease|uid|upsert|boolean|string|integer|enum|idempotent|parse)\b/iu;

describe('the reader of refusals', () => {
  const read = (code: string) => refusalsOf('a.ts', code).map(({ text }) => text);

  test('takes apart how texts are written', () => {
    expect(read("throw new UserError('Not so fast.')")).toEqual(['Not so fast.']);
    expect(read(`throw new UserError(\`No vote \${number}. \${hint}\`)`)).toEqual(['No vote …. …']);
    expect(read(`const HINT = 'Try ' + 'again.'; new UserError(\`No. \${HINT}\`)`)).toEqual([
      'No. Try again.',
    ]);
    expect(read("new UserError(a ? 'It is on.' : 'It is off.')")).toEqual(['It is on.', 'It is off.']);
    expect(read(`new UserError(\`It is \${hint || 'not there.'}\`)`)).toEqual(['It is not there.']);
  });

  test.each([
    'That question is not there any more.',
    '"…" is not cancelled.',
    'A rota of a whole year is full.',
    'The group has … partners; that is the most.',
    'I know nothing of ….',
  ])('knows a dead end: %s', (text) => expect(isDeadEnd({ text })).toBe(true));

  test.each([
    'Nobody leads "…". `/project lead` takes it.',
    'Which AMA? Several go on. Say it once more with ….',
    'There is no series "…". There are: ….',
    '`…` is too long: … characters, at most ….',
  ])('knows a next step: %s', (text) => expect(isDeadEnd({ text })).toBe(false));
});

test('there are hundreds of refusals to read', () => {
  expect(refusals.length).toBeGreaterThan(300);
});

test('no refusal is a dead end: each says what to do next, and who can', () => {
  const deadEnds = refusals.filter(isDeadEnd).map(({ where, text }) => `${where}: ${text}`);
  expect(deadEnds, 'End each with its next step, such as a command or "Ask one of them."').toEqual([]);
});

test('no refusal speaks of what only the code knows', () => {
  expect(
    refusals.filter(({ text }) => jargon.test(text)).map(({ where, text }) => `${where}: ${text}`),
  ).toEqual([]);
});

test('who may not is told who may, in one way', () => {
  const only = refusals.filter(({ text }) =>
    /^(?:Only (?:organisers|members)|In this group organisers)/u.test(text),
  );
  expect(only.length).toBeGreaterThan(4);
  expect(
    only
      .filter(({ text }) => !/`\/member list` says|leave `who` out/iu.test(text))
      .map(({ where, text }) => `${where}: ${text}`),
  ).toEqual([]);
});

test('a refusal is whole sentences: a capital, a full stop, no two spaces, no exclamation at the reader', () => {
  const odd = refusals.filter(
    ({ text }) => !/^[\p{Lu}`"…#0-9-]/u.test(text) || !/[.?…`)!]$/u.test(text.trim()) || / {2}/u.test(text),
  );
  expect(odd.map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
});
