// Files in followed posts: those of hosts are links elsewhere, of everybody else's the names stay.
import { describe, expect, test } from 'vitest';
import type { TopicFile, TopicPost } from '../../../src/core/platform.ts';
import type { QuestionFacts } from '../../../src/features/amas/facts.ts';
import { postedWith } from '../../../src/features/amas/files.ts';
import { changesFrom } from '../../../src/features/amas/ingest.ts';
import { known, post } from './posts.ts';
import { question } from './question.ts';

const picture = (name: string): TopicFile => ({
  name,
  url: 'https://forum.example/uploads/short-url/abc.png',
  mark: `![${name}|690x1](upload://abc.png)`,
});
const asked = (one: TopicPost) =>
  changesFrom([post(1, 'docent', {}), one], known).flatMap((change) =>
    change.kind === 'asked' ? [change.text] : [],
  );

test.each<[string, Partial<TopicPost>, string]>([
  [
    'pictures among the words of a host, twice the same',
    {
      raw: 'question: is ![a|690x1](upload://abc.png) or ![a|690x1](upload://abc.png) it',
      files: [picture('a'), picture('a')],
    },
    'is [a](https://forum.example/uploads/short-url/abc.png) or [a](https://forum.example/uploads/short-url/abc.png) it',
  ],
  [
    'files beside them, whatever they are called',
    {
      raw: 'question: is it this',
      files: [{ name: 'a](https://evil.example) `@x`\n<b>.png', url: 'https://discord.example/1/2/3' }],
    },
    'is it this\n\n[a\\](https://evil.example) \\`@x\\` \\<b\\>.png](https://discord.example/1/2/3)',
  ],
  [
    'ten at most',
    {
      raw: 'question: is it one of these',
      files: Array.from({ length: 12 }, (_, i) => ({ name: `${i}.png`, url: 'https://d.example' })),
    },
    `is it one of these\n\n${Array.from({ length: 10 }, (_, i) => `[${i}.png](https://d.example)`).join('\n\n')}`,
  ],
])('%s are links to where they stand', (_, more, text) => {
  expect(asked(post(2, 'host', more))).toEqual([text]);
});

describe('with an answer go what may be files in it', () => {
  const url = 'https://forum.example/t/-/1/2';
  const answer = {
    text: 'See [a](https://forum.example/a.png), **[b](https://forum.example/b.png)** and [a](https://forum.example/a.png).',
    byId: 1,
    at: new Date(0),
    sourceId: '2',
    platform: 'forum',
    url,
  };
  const answered = (more: Partial<QuestionFacts> = {}) => question({ state: 'answered', answer, ...more });
  const named = (one: QuestionFacts, platform = 'discord') =>
    postedWith(one, platform).map(({ name, platform: of, post: at }) => `${name} ${of} ${at}`);

  test('where it was not given, each once', () => {
    expect(named(answered())).toEqual([`a forum ${url}`, `b forum ${url}`]);
    expect(named(answered(), 'forum')).toEqual([]);
  });
  test('and of what was typed into a command, on every platform, what the bot may keep', () => {
    const { sourceId: _, url: __, platform: ___, ...typed } = answer;
    const kept = [
      { url: 'https://forum.example/a.png', name: 'a' },
      { url: 'https://forum.example/b.png', name: 'b' },
    ];
    expect(postedWith(answered({ answer: typed }), 'forum')).toEqual(kept);
    expect(postedWith(answered({ answer: typed }), 'discord')).toEqual(kept);
  });
  test('but nothing of what waits for a moderator or was taken back', () => {
    expect(named(answered({ state: 'waiting' }))).toEqual([]);
    expect(named(answered({ state: 'approved' }))).toEqual([]);
  });
  test('and of what was added and stands', () => {
    const addition = { ...answer, text: '[c](https://forum.example/c.png)', sourceId: '3', version: 1 };
    expect(named(answered({ additions: [{ ...addition, isGone: false }] }))).toHaveLength(3);
    expect(named(answered({ additions: [{ ...addition, isGone: true }] }))).toHaveLength(2);
  });
});

test('of what everybody else adds the names stay', () => {
  const raw = 'Is ![a|690x1](upload://abc.png) right?';
  const beside = { name: 'b.png', url: 'https://discord.example/1/2/3' };
  expect(asked(post(2, 'lagos', { raw, files: [picture('a'), beside] }))).toEqual(['Is a right?']);
});
