// What the latest messages of a thread mean, where only those that mention the bot can be read.
import { expect, test } from 'vitest';
import type { TopicPost } from '../../../src/core/platform.ts';
import type { QuestionFacts } from '../../../src/features/amas/facts.ts';
import { changesFrom } from '../../../src/features/amas/ingest.ts';
import { readHere } from '../../../src/features/amas/topic/own-thread.ts';
import { question as aQuestion } from './question.ts';

const at = new Date('2026-11-20T10:00:00Z');
const post = (number: number, raw: string, more: Partial<TopicPost> = {}): TopicPost => ({
  id: `m${number}`,
  number,
  version: 1,
  author: { platform: 'discord', id: 'lagos', name: 'lagos' },
  isStaff: false,
  isOurs: false,
  isToBot: false,
  raw,
  lines: [],
  url: `https://discord.com/channels/1/50/${number}`,
  place: '50',
  reference: '',
  likes: 0,
  createdAt: at,
  ...more,
});
const question = (id: number, more: Partial<QuestionFacts> = {}): QuestionFacts =>
  aQuestion({ id, uid: `q${id}`, number: id, text: 'How?', sourceId: `m${id}`, createdAt: at, ...more });
const written = { sourceUrl: 'https://discord.com/channels/1/50/1' };
const host = { platform: 'discord', id: 'london', name: 'london' };
const shown = post(2, '', { isOurs: true, author: { platform: 'discord', id: 'docent', name: 'docent' } });
const changes = (posts: TopicPost[], questions: QuestionFacts[] = [question(9, { sourceId: 'request' })]) =>
  changesFrom(posts, {
    platform: 'discord',
    questions,
    ours: new Map([['m2', 9]]),
    answers: new Map(),
    isRead: (id) => id !== 'm7',
    isByHost: ({ author }) => author.id === 'london',
    isBeforeHosting: () => false,
    isByOrganiser: ({ author }) => author.id === 'prague',
  });

test('a question whose message was not among those read is not taken for deleted', () => {
  expect(
    changes([post(3, 'x')], [question(7, written), question(8, written)]).filter(
      ({ kind }) => kind === 'gone',
    ),
  ).toEqual([{ kind: 'gone', questionId: 8 }]);
});

test('agreement is one vote more, told once, and takes no vote of a button away', () => {
  const voted = question(9, {
    sourceId: 'request',
    ownVoters: [{ personId: 1, platform: 'discord', accountId: 'tokyo' }],
  });
  const agrees = post(3, '+1', { replyTo: 2 });
  expect(changes([shown, agrees], [voted])).toEqual([{ kind: 'agreed', questionId: 9, by: agrees.author }]);
  expect(changes([shown, { ...agrees, wasTold: true }], [voted])).toEqual([]);
  expect(changes([shown], [voted])).toEqual([]);
});

test('of words that are kept from the bot, their author is told; a host only of an answer', () => {
  const silent = (number: number, more: Partial<TopicPost>) =>
    post(number, '', { isUnreadable: true, ...more });
  const told = changes([
    shown,
    silent(3, {}),
    silent(4, { author: host }),
    silent(5, { author: host, replyTo: 2 }),
    silent(6, { author: { ...host, id: 'prague' } }),
  ]).flatMap((change) =>
    change.kind === 'unread' ? [`${change.post.number} ${change.isAnswer}`] : [change.kind],
  );
  expect(told).toEqual(['3 false', '5 true']);
});

test('a host answers by replying to the message that shows a question', () => {
  expect(changes([shown, post(3, '**Yes**.', { author: host, replyTo: 2 })])).toMatchObject([
    { kind: 'answered', questionId: 9, text: '**Yes**.' },
  ]);
});

const said = { text: 'Yes.', byId: 1, at, version: 1, isGone: false, sourceId: 'm4' };
const there = { ...said, platform: 'discord', url: 'https://chat.example/1/50/m4' };
const inAnother = { ...there, url: 'https://chat.example/1/51/m4' };
const onForum = { ...said, platform: 'discourse', url: 'https://forum.example/m4' };
const missed: [string, Partial<QuestionFacts>, boolean][] = [
  ['asked in this thread', { sourceUrl: there.url, sourceId: 'm4' }, true],
  ['asked in another one', { sourceUrl: inAnother.url, sourceId: 'm4' }, false],
  ['asked on a forum', { platform: 'discourse', sourceUrl: onForum.url, sourceId: 'm4' }, true],
  ['answered in this thread', { answer: there }, true],
  ['answered in another one', { answer: inAnother }, false],
  ['answered by command', { answer: { text: 'Yes.', byId: 1, at } }, true],
  ['answered on a forum', { answer: onForum }, true],
  ['added to in another one', { answer: there, additions: [{ ...inAnother, sourceId: 'm4' }] }, false],
  ['known nowhere', {}, true],
];

test.each(missed)('a message is missed in the thread in which it stood: %s', (_, more, isHere) => {
  const posts = [post(3, 'x', { url: 'https://chat.example/1/50/m3' })];
  const isThere = readHere({ posts, platform: 'discord', isRead: (id) => id !== 'm7' }, [aQuestion(more)]);
  expect(isThere('m4')).toBe(isHere);
  expect(isThere('m7')).toBe(false);
});
