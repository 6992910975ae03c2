// Every column that holds a person's id is known to the merging of two people.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withoutName } from '../../src/storage/named.ts';
import { personModels } from '../../src/storage/people.ts';

/** Columns that hold the id of something else than a person, without a relation: it may go before them, or has to stay for them. */
const withoutRelation = [
  'AccountClaim.groupId',
  'FormDraft.groupId',
  'PersonalReminder.groupId',
  'MeetingPlan.groupId',
  'AgendaTopic.groupId',
  'ActionItem.seriesId',
  'ActionItem.meetingId',
  'Question.followsId',
  'Question.mergedIntoId',
  'Question.carriedFromId',
  'Vote.carriedFromId',
  'Decision.voteId',
  'PartnerCall.amaId',
  'Poll.meetingId',
];

it('no column of the schema that points to a person is forgotten', () => {
  const schema = readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8');
  const found: Record<string, string[]> = {};
  const loose = new Set(withoutRelation);
  for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gmu)) {
    const related = body.matchAll(/^ {2}\w+\s+(?!Person\b)\w+\??\s+@relation\(.*fields: \[(\w+)/gmu);
    const others = new Set([...related].map(([, column]) => column));
    const ids = [...body.matchAll(/^ {2}(\w+Id)\s+Int/gmu)].map(([, column = '']) => column);
    const columns = ids.filter((column) => !others.has(column) && !loose.delete(`${model}.${column}`));
    if (columns.length > 0) found[model] = columns;
  }
  const known = Object.entries(personModels).map(([model, { columns }]) => [model, columns]);
  expect(
    found,
    'Say in `personModels` (storage/people.ts) what becomes of it when two people are one, or one is forgotten; what points to something else has a relation, or stands in `withoutRelation` here.',
  ).toEqual(Object.fromEntries(known));
  expect([...loose], 'These are not in the schema, or have a relation.').toEqual([]);
});

it.each([
  [
    'Hugo will ask. Hugo’s talk, and @Hugo too',
    'A former member will ask. A former member’s talk, and a former member too',
  ],
  ['[Hugo] Will ping Ned', '[A former member] Will ping Ned'],
  ['- Hugo / @Hugo / Discord', '- A former member / A former member / Discord'],
  ['Hugonaut, Victor-Hugo and hugo are others', undefined],
  ['https://github.com/Hugo/docs and Hugo.dev and me@Hugo.dev', undefined],
  [
    'https://meet.example.org/?room=Hugo https://meet.jit.si/docs#Hugo https://a.example/~Hugo/cal',
    undefined,
  ],
  [
    'meet.jit.si/docs#Hugo and meet.example.org:8080/?room=Hugo, https://a.example/?user[Hugo]=1 and a.example/[Hugo]',
    undefined,
  ],
  [
    '[A](https://a.example)Hugo | https://a.example|Hugo',
    '[A](https://a.example)A former member | https://a.example|A former member',
  ],
  [
    'see [the guide](https://a.example/a%20Hugo), Hugo',
    'see [the guide](https://a.example/a%20Hugo), a former member',
  ],
])('of "%s" a name is taken out where it is a word', (text, after = text) => {
  expect(withoutName(text, 'Hugo', { instead: 'A former member', extent: 'words' })).toBe(after);
});

it.each(['a', '://', 'a://', 'a.', 'a-', 'a.-', 'a b '])(
  'of many "%s" in a row a name is taken out',
  (part) => {
    const long = part.repeat(100_000);
    expect(withoutName(`${long} Hugo`, 'Hugo', { instead: 'Nobody', extent: 'words' })).toMatch(/nobody$/iu);
  },
);

it.each([
  ['Al', '[Al] asks Al', '[Nobody] asks Al'],
  ['Al', 'Thanks to @Al', 'Thanks to nobody'],
  // As an option of an election, and as votes on people ask.
  ['Al', 'Al', 'Nobody'],
  ['Al', 'Al!', undefined],
  ['Al', 'Take in Al as a member?', 'Take in nobody as a member?'],
  ['Al', 'Replace Al, who is out of touch?', 'Replace nobody, who is out of touch?'],
  [
    'Al',
    'When it passes, Al leaves the group, and a seat is free.',
    'When it passes, nobody leaves the group, and a seat is free.',
  ],
  ['Al', 'Al has left.', 'Nobody has left.'],
  ['Al', 'Take in Alto?', undefined],
  // Words of others, in scripts without capitals too.
  ['Go', 'Replace Go with Rust?', undefined],
  ['UI', 'Take in UI texts as well?', undefined],
  ['이', '이 문서를 고친다', undefined],
  ['אל', 'אל תשכח', undefined],
  ['王', '如 王 所说', undefined],
  ['42', 'of 42 pages', undefined],
  ['王伟', 'Notes by 王伟, and 王伟明', 'Notes by nobody, and 王伟明'],
])('the short name "%s" is taken out of "%s" only where it is nothing else', (name, text, after = text) => {
  expect(withoutName(text, name, { instead: 'Nobody', extent: 'words' })).toBe(after);
});

it.each(['Jean-Luc', 'C++ (docs)', 'a/b [x] {y}', '^$.*|\\'])('"%s" is a name as well', (name) => {
  for (const extent of ['words', 'marks'] as const) {
    expect(withoutName(`Thanks to @${name} and [${name}]`, name, { instead: 'Nobody', extent })).toBe(
      'Thanks to nobody and [Nobody]',
    );
  }
});

it('who is called as others call things takes neither ticks nor links of others', () => {
  const text = '- [x] see [Guide](https://docs.example) and [Guide][1], says [Guide]';
  const without = (name: string) => withoutName(text, name, { instead: 'Nobody', extent: 'marks' });
  expect(without('x')).toBe(text);
  expect(without('Guide')).toBe(text.replace('says [Guide]', 'says [Nobody]'));
});
