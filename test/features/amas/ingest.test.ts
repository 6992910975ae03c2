// What a snapshot of a topic says that was not known: versions, and whose word it is what a post is.
import { describe, expect, test } from 'vitest';
import type { TopicPost } from '../../../src/core/platform.ts';
import type { AdditionFacts, QuestionFacts } from '../../../src/features/amas/facts.ts';
import { changesFrom } from '../../../src/features/amas/ingest.ts';
import {
  followed,
  isAside,
  isToHosts,
  type Known,
  readingOf,
} from '../../../src/features/amas/topic/reading.ts';
import { known, post } from './posts.ts';
import { question as aQuestion } from './question.ts';

const question = (more: Partial<QuestionFacts> = {}): QuestionFacts =>
  aQuestion({
    text: 'Which page?',
    platform: 'discourse',
    sourceId: '2',
    sourceUrl: 'https://forum.example/t/5/2',
    sourceVersion: 3,
    createdAt: new Date('2026-11-20T10:00:00Z'),
    ...more,
  });
const changes = (one: QuestionFacts, ...posts: TopicPost[]) =>
  changesFrom([post(1, 'docent', {}), ...posts], { ...known, questions: [one] });

test.each<[string, Partial<QuestionFacts>, string, 'question' | 'remark' | 'nothing']>([
  ['nobody’s', {}, 'Thanks!', 'remark'],
  ['nobody’s', { state: 'waiting' }, 'Thanks!', 'remark'],
  ['nobody’s', { state: 'remark' }, 'And which page?', 'question'],
  ['nobody’s', { state: 'remark' }, 'Thank you!', 'nothing'],
  // An older Docent made a remark of what asked for no name.
  ['nobody’s', { state: 'remark', text: 'Why? (anonymous)' }, 'Why so? (anonymous)', 'nothing'],
  ['nobody’s', {}, 'And which page?', 'nothing'],
  ['a moderator’s', { moderatedById: 7 }, 'Thanks!', 'nothing'],
  ['a moderator’s', { moderatedById: 7, state: 'remark' }, 'And which page?', 'nothing'],
  ['a host’s', { turnedBy: '9' }, 'Thanks!', 'nothing'],
  [
    'an answer’s',
    { state: 'waiting', answer: { text: 'x', byId: 1, at: new Date(0) } },
    'Thanks!',
    'nothing',
  ],
  ['an answer’s', { state: 'answered' }, 'Thanks!', 'nothing'],
])('where it is %s word what a post is, %j edited to %j makes it %s', (_, more, raw, becomes) => {
  const [change] = changes(question(more), post(2, 'lagos', { raw, version: 4 }));
  expect(change).toMatchObject({ kind: 'edited', text: raw, version: 4 });
  expect(change && 'becomes' in change ? change.becomes : 'nothing').toBe(becomes);
});

test.each<[string, Partial<QuestionFacts>, string]>([
  ['is one question', {}, 'remark'],
  ['is one that waits', { state: 'waiting' }, 'remark'],
  ['said so from the beginning', { text: 'Which, please? (anonymous)' }, 'edited'],
])('who edits a post that %j to be without a name is told, and it stays a question', (_, more, kind) => {
  const raw = 'Which page? Please keep me anonymous.';
  const [change, ...others] = changes(question(more), post(2, 'lagos', { raw, version: 4 }));
  expect(change?.kind).toBe(kind);
  expect(change && 'becomes' in change).toBe(false);
  expect(others.map((one) => one.kind)).toEqual([]);
});

const staffs = { isShared: true, isMended: true };
const answered = { text: 'Cal me.', byId: 1, at: new Date(0), platform: 'discourse', sourceId: '3' };
test.each<[string, Partial<QuestionFacts>, [number, string, Partial<TopicPost>], string | undefined]>([
  ['a question that it mends', {}, [2, 'lagos', staffs], 'edited'],
  ['what has no question mark any more', {}, [2, 'lagos', { ...staffs, raw: 'Which.' }], 'edited'],
  ['what anybody may edit', {}, [2, 'lagos', { isShared: true }], undefined],
  ['what was no question', {}, [3, 'tokyo', staffs], undefined],
  ['an answer that it mends', { state: 'answered', answer: answered }, [3, 'host', staffs], 'answerEdited'],
  ['an answer that anybody may edit', { state: 'answered', answer: answered }, [3, 'host', { isShared: true }], undefined],
  ['what answered nothing', {}, [3, 'host', { ...staffs, replyTo: 2 }], undefined],
])('of staff’s words are taken %s', (_, more, [id, who, words], kind) => {
  const asked = post(2, 'lagos', { raw: 'Which page?' });
  const edited = post(id, who, { raw: 'Which pages do you mean?', version: 4, ...(id === 3 && { replyTo: 2 }), ...words });
  const found = changes(question(more), ...(id === 2 ? [edited] : [asked, edited]));
  expect(found.map((one) => one.kind)).toEqual(kind ? [kind] : []);
  expect(found.some((one) => 'becomes' in one)).toBe(false);
}); // biome-ignore format: one case a line

test.each<[string, Partial<QuestionFacts>, number]>([
  ['new', {}, 1],
  ['known', { turnedBy: '4@2026-11-20T10:30:00.000Z' }, 0],
  ['known without its time', { turnedBy: '4' }, 0],
  ['older than another elsewhere', { turnedBy: '77@2026-11-20T11:00:00.000Z' }, 0],
  ['newer than another elsewhere', { turnedBy: '77@2026-11-20T10:00:00.000Z' }, 1],
])('a host’s word to what shows a question from elsewhere, when %s, turns it', (_, more, times) => {
  const found = changesFrom(
    [
      post(1, 'docent', { isOurs: true }),
      post(3, 'docent', { isOurs: true }),
      post(4, 'host', {
        raw: 'Not a question.',
        replyTo: 3,
        createdAt: new Date('2026-11-20T10:30:00Z'),
      }),
    ],
    {
      ...known,
      questions: [question({ platform: 'discord', sourceId: 'x', ...more })],
      ours: new Map([['3', 1]]),
    },
  );
  expect(found.filter(({ kind }) => kind === 'turned')).toHaveLength(times);
});

test.each([
  [true, 1],
  [false, 0],
])('what was gone (%s) and stands there is told as back %i times', (isSourceGone, times) => {
  const one = question({ isSourceGone, state: 'withdrawn' });
  const found = changes(one, post(2, 'lagos', { raw: 'Which page?', version: 3 }));
  expect(found.filter(({ kind }) => kind === 'back')).toHaveLength(times);
});

test.each([
  ['approved', 1],
  ['answered', 1],
  ['remark', 0],
  ['withdrawn', 0],
] as const)('what is %s and removed by its author is told %i times', (state, times) => {
  expect(changes(question({ state })).filter(({ kind }) => kind === 'gone')).toHaveLength(times);
});

test.each([
  [2, 0],
  [3, 0],
  [4, 1],
])('a question read in version 3 changes with what version %i says: %i times', (version, times) => {
  const found = changes(question(), post(2, 'lagos', { raw: 'Which pages?', version }));
  expect(found.filter(({ kind }) => kind === 'edited')).toHaveLength(times);
});

test.each([
  [2, 0],
  [3, 0],
  [4, 1],
])('an addition read in version 3 changes with what version %i says: %i times', (version, times) => {
  const addition: AdditionFacts = {
    text: 'More.',
    byId: 1,
    platform: 'discourse',
    sourceId: '4',
    version: 3,
    isGone: false,
  };
  const answered = question({
    state: 'answered',
    answerVersion: 1,
    answer: { text: 'The tutorial.', byId: 1, at: new Date(0), sourceId: '3', platform: 'discourse' },
    additions: [addition],
  });
  const found = changes(
    answered,
    post(2, 'lagos', { raw: 'Which page?', version: 3 }),
    post(3, 'host', { raw: 'The tutorial.', replyTo: 2 }),
    post(4, 'host', { raw: 'Much more.', replyTo: 2, version }),
  );
  expect(found.filter(({ kind }) => kind === 'added')).toHaveLength(times);
});

test.each([
  ['Much more.', 'added'],
  ['[quote="tokyo, post:4"]\nSo do I.\n[/quote]\nMuch more.', 'added'],
  ['[quote="lagos, post:2"]\nWhich page?\n[/quote]\nMuch more.', 'added'],
  ['[quote="abuja, post:6"]\nAnd then?\n[/quote]\nMuch more.', 'answered additionGone'],
])('an addition in reply to a comment, edited to %j: %s', (raw, kinds) => {
  const asked = question({
    state: 'answered',
    answer: { text: 'The tutorial.', byId: 1, at: new Date(0) },
    additions: [{ text: 'More.', byId: 1, platform: 'discourse', sourceId: '5', version: 3, isGone: false }],
  });
  const other = question({ id: 2, sourceId: '6', text: 'And then?' });
  const posts = [
    post(2, 'lagos', { raw: 'Which page?', version: 3 }),
    post(4, 'tokyo', { raw: 'So do I.' }),
    post(5, 'host', { raw, replyTo: 4, version: 4 }),
    post(6, 'abuja', { raw: 'And then?', version: 3 }),
  ];
  const found = changesFrom([post(1, 'docent', {}), ...posts], { ...known, questions: [asked, other] });
  const said = found.map(({ kind }) => kind).filter((kind) => kind !== 'remark');
  expect(said.toSorted((a, b) => b.localeCompare(a)).join(' ')).toBe(kinds);
});

test.each([
  ['The tutorial, @lagos.', true],
  ['@Lagos: the tutorial.', true],
  ['lagos@forum.example knows.', false],
  ['@lola says hello.', false],
  ['@docent says hello.', false],
  ['> @lagos said hello.', false],
  ['[quote="tokyo"]\n@lagos said hello.\n[/quote]\nSo did I.', false],
  ['Q1: the tutorial.', true],
  ['#1 the tutorial.', true],
  ['To question #2: no page.', true],
  ['See https://forum.example/t/9#1 and a/b#1.', false],
  ['PR #1 is merged, issue #1 is not.', false],
  ['We ship it in Q1.', false],
  ['We ship it by Q1 2027.', false],
  ['Q1 2027 is when.', false],
  ['Q1–Q2 it is.', false],
  ['We plan it for Q1.', false],
  ['Fixed in #1; see issues #3 and #1.', false],
  ['Q1. The tutorial.', true],
  ['For question 1: the tutorial.', true],
])('a host who writes %j below the topic is taken to answer an open question: %s', (raw, isTaken) => {
  const lagos = { platform: 'discourse', id: 'lagos', name: 'Lola' };
  const found = changesFrom(
    [
      post(1, 'docent', { isOurs: true }),
      post(2, 'lagos', { raw: 'Which page?', version: 3, author: lagos }),
      post(3, 'docent', { isOurs: true }),
      post(4, 'host', { raw }),
    ],
    {
      ...known,
      questions: [question(), question({ id: 2, number: 2, platform: 'discord', sourceId: 'x' })],
      ours: new Map([['3', 2]]),
    },
  );
  expect(found.some(({ kind }) => kind === 'unaddressed')).toBe(isTaken);
});

test.each<[QuestionFacts['state'], string, boolean]>([
  ['declined', 'It is the tutorial all the same.', true],
  ['declined', 'not a question', false],
  ['approved', 'It is the tutorial.', false],
  ['answered', 'And the glossary.', false],
  ['remark', 'Nice, is it not?', false],
])(
  'a host who replies to a question that is %s with %j is told that it answers nothing: %s',
  (state, raw, isTold) => {
    const found = changes(
      question({ state }),
      post(3, 'host', { raw, replyTo: 2 }),
      post(2, 'lagos', { raw: 'Which page?', version: 3 }),
    );
    expect(found.some(({ kind }) => kind === 'unaddressed')).toBe(isTold);
  },
);

/** A topic in which 2 is a question of lagos, 3 shows one from elsewhere, 4 is a notice of the bot's, 5 a host's word. */
const talk = (state: QuestionFacts['state'], raw: string, replyTo?: number) =>
  changesFrom(
    [
      post(1, 'docent', { isOurs: true }),
      post(2, 'lagos', { raw: 'Which page?', version: 3 }),
      post(3, 'docent', { isOurs: true }),
      post(4, 'docent', { isOurs: true }),
      post(5, 'host', { raw: 'Welcome to all of you.' }),
      post(6, 'lagos', { raw, ...(replyTo !== undefined && { replyTo }) }),
    ],
    {
      ...known,
      questions: [question({ state }), question({ id: 2, number: 2, platform: 'discord', sourceId: 'x' })],
      ours: new Map([['3', 2]]),
    },
  ).find((one) => 'post' in one && one.post.id === '6');

test.each<[string, Parameters<typeof talk>, 'asked' | 'remark' | undefined, number?]>([
  ['one to the topic', ['approved', 'And then?'], 'asked'],
  ['one to its first post', ['approved', 'And then?', 1], 'asked'],
  ['one to the bot', ['approved', 'And then?', 4], 'asked'],
  ['one to a host', ['approved', 'And then?', 5], 'asked'],
  ['one to one’s own, which is open', ['approved', 'And then?', 2], 'asked'],
  ['one to one’s own, which was answered', ['answered', 'And then?', 2], 'asked', 1],
  ['one to somebody else’s, which the bot shows', ['approved', 'Do you mean the guide?', 3], 'remark'],
  ['one that says so', ['approved', 'Question: do you mean the guide', 3], 'asked'],
  ['thanks', ['approved', 'Thanks!'], 'remark'],
  ['agreement with the topic', ['approved', '+1', 1], 'remark'],
  ['agreement with a question', ['approved', '+1', 3], undefined],
])('%s: %j is %s', (_, [state, raw, replyTo], kind, followsId) => {
  const found = talk(state, raw, replyTo);
  expect(found?.kind).toBe(kind);
  expect(found && 'followsId' in found ? found.followsId : undefined).toBe(followsId);
});

describe('of a topic is read', () => {
  const posts = (...more: TopicPost[]) => [
    post(1, 'docent', { isOurs: true }),
    post(2, 'lagos', { raw: 'Which page?' }),
    ...more,
  ];
  const reading = (third: TopicPost, more: Partial<Known> = {}) =>
    readingOf(posts(third), { ...known, questions: [question()], ...more });

  test.each<[string, string, Partial<TopicPost>, number]>([
    ['somebody else', 'tokyo', {}, 1],
    ['who asked', 'lagos', {}, 0],
    ['nobody in particular, as several may edit it', 'tokyo', { isShared: true }, 0],
    ['somebody who was told already', 'tokyo', { wasTold: true }, 0],
    ['somebody to the bot', 'tokyo', { isToBot: true }, 0],
  ])('agreement by %s', (_, who, more, times) => {
    const { agreeing } = reading(post(3, who, { raw: '+1', replyTo: 2, ...more }));
    expect(agreeing.get(2) ?? []).toHaveLength(times);
  });

  test('no agreement in what is a question itself', () => {
    const questions = [question(), question({ id: 2, number: 2, sourceId: '3' })];
    expect(reading(post(3, 'tokyo', { raw: '+1', replyTo: 2 }), { questions }).agreeing.size).toBe(0);
  });

  test('a question that was asked in a post, and the one that it was merged into', () => {
    const third = post(3, 'tokyo', { raw: 'What page?' });
    const merged = question({ id: 2, number: 2, sourceId: '3', state: 'merged', mergedIntoId: 1 });
    expect(reading(third, { questions: [question(), merged] }).byNumber.get(3)?.id).toBe(1);
    // One of the same id that was asked by a command is no post.
    expect(
      reading(third, { questions: [aQuestion({ platform: 'discourse', sourceId: '2' })] }).bySource.size,
    ).toBe(0);
  });

  test.each([
    ['discourse', 1],
    ['discord', undefined],
  ])('an answer, and an addition, of %s by the post that holds it', (platform, id) => {
    const third = post(3, 'host', { raw: 'The tutorial.', replyTo: 2 });
    const said = { text: 'x', byId: 1, platform, sourceId: '3' };
    const answer = { ...said, at: new Date(0) };
    const additions = [{ ...said, version: 1, isGone: false }];
    for (const more of [{ answer }, { additions }]) {
      const read = reading(third, { questions: [question({ state: 'answered', ...more })] });
      expect(read.answeredIn.get(3)?.id).toBe(id);
      expect(followed(post(4, 'tokyo', { raw: 'And then?', replyTo: 3 }), read)?.id).toBe(id);
    }
  });

  test.each([
    ['host', 1],
    ['tokyo', 0],
  ])('a word of %s about what a post is, which counts %i times', (who, times) => {
    const said = post(3, who, { raw: 'remark', replyTo: 2 });
    const read = reading(said);
    expect([...read.turns.values()]).toHaveLength(times);
    expect(isAside(said)).toBe(true);
  });

  test('what is in reply to a post that is gone as said to the topic', () => {
    expect(
      isToHosts(post(3, 'tokyo', { raw: 'And then?', replyTo: 99 }), reading(post(3, 'tokyo', {}))),
    ).toBe(true);
  });
});
