// The rules of an AMA as tables: its life, its clock, its queue.
import { describe, expect, test } from 'vitest';
import type { PersonFacts } from '../../../src/core/directory.ts';
import { plain } from '../../../src/core/document.ts';
import { type AmaFacts, amaStates, questionStates } from '../../../src/features/amas/facts.ts';
import {
  type AmaMove,
  amaMoves,
  dueState,
  holderOf,
  holdsQuestions,
  isInTime,
  isPast,
  lastHourAt,
  meantMove,
  nextStepAt,
  questionMoves,
  queueOf,
  takenBackTo,
  tally,
  timesOf,
} from '../../../src/features/amas/rules.ts';
import { whenLine } from '../../../src/features/amas/views/ama.ts';
import {
  eventDocument,
  hostDocument,
  hostLiveDocument,
  toldDocument,
} from '../../../src/features/amas/views/notice.ts';
import { notOpen, refusedMove, refusedQuestion } from '../../../src/features/amas/wording.ts';
import { question } from './question.ts';

const at = (iso: string) => new Date(`${iso}Z`);
const times = timesOf({ opensAt: at('2026-12-10T18:00'), closesAt: at('2026-12-10T20:00') });

test.each([
  ['19:29', undefined],
  ['19:30', at('2026-12-10T18:30')],
  ['21:00', at('2026-12-10T20:00')],
])('the last hour of an AMA from 18:00 to %s is told where there is half an hour before it', (end, from) => {
  const opensAt = at('2026-12-10T18:00');
  expect(lastHourAt({ opensAt, closesAt: at(`2026-12-10T${end}`) })).toEqual(from);
});

test('what is opened at its start or later goes live; what would be over is not begun', () => {
  const opened = (time: string) => meantMove(times, 'open', at(`2026-12-10T${time}`));
  expect(['17:59', '18:00', '19:00'].map(opened)).toEqual(['open', 'live', 'live']);
  expect(meantMove(times, 'announce', at('2026-12-10T19:00'))).toBe('announce');
  const past = (move: AmaMove, time: string) => isPast(times, move, at(`2026-12-10T${time}`));
  expect([past('open', '19:59'), past('open', '20:00'), past('close', '20:00')]).toEqual([
    false,
    true,
    false,
  ]);
});

const live: AmaFacts = {
  ...times,
  id: 1,
  uid: 'a',
  groupId: 1,
  title: 'AMA',
  state: 'live',
  changedAt: times.opensAt,
  sequence: 0,
  isCalledOff: false,
  zone: 'UTC',
  rules: '',
  limitPerPerson: 0,
  isModerated: false,
  allowsAnonymous: true,
  chosen: [],
  moderators: [],
  hosts: [],
};

test.each([
  ['draft', new Date(times.closesAt.getTime() + 60_000)],
  ['announced', new Date(times.collectsAt.getTime() - 60_000)],
  ['collecting', times.collectsAt],
  ['live', times.opensAt],
  ['wrapping', times.wrapsAt],
] as const)('in the state "%s" nothing that has passed is told as if it lay ahead', (state, now) => {
  const ama = { ...live, state };
  const told = JSON.stringify([
    whenLine(ama),
    eventDocument(ama, undefined, []),
    // A draft has no host to tell yet.
    state === 'draft' ? [] : hostDocument(ama, undefined),
  ]);
  const named = [...told.matchAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu)].map(([one]) => one);
  expect(named.filter((one) => new Date(one) < now)).toEqual([]);
});

test.each([
  [{ waiting: 0, held: 0 }, 'No question waits for an answer yet.'],
  [{ waiting: 1, held: 0 }, '1 question waits for an answer: /ama queue.'],
  [{ waiting: 0, held: 2 }, 'No question waits for an answer yet. 2 are still with the moderators.'],
  [{ waiting: 3, held: 1 }, '3 questions wait for an answer: /ama queue. 1 is still with the moderators.'],
])('a host is told what waits as it goes live: %o', (counts, said) => {
  expect(plain(hostLiveDocument(live, undefined, counts))).toContain(said);
});

test.each([
  ['live', 'opensAt', 'collecting'],
  ['wrapping', 'opensAt', 'collecting'],
  ['wrapping', 'wrapsAt', 'live'],
  ['wrapping', 'closesAt', undefined],
  ['live', 'wrapsAt', undefined],
  ['collecting', 'collectsAt', undefined],
  ['closed', 'opensAt', undefined],
] as const)('what is %s, of which %s is to be later, goes back to: %s', (state, step, to) => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
  const times = { collectsAt: at(10), opensAt: at(11), wrapsAt: at(12), closesAt: at(13) };
  const now = at(14);
  expect(takenBackTo({ state, ...times }, { ...times, [step]: at(15) }, now)).toBe(to);
  // Times that are as they were take nothing back, whenever somebody began with it by hand.
  expect(takenBackTo({ state, ...times }, times, at(9))).toBeUndefined();
});

test('the last hour is not said to begin when little of it is left', () => {
  const said = (time: string) =>
    toldDocument(live, 'lastHour', { url: undefined, answered: 0, now: at(`2026-12-10T${time}`) }) !==
    undefined;
  expect(['19:00', '19:20', '19:21', '20:00'].map(said)).toEqual([true, true, false, false]);
});

describe('the life of an AMA', () => {
  test('is this table', () => {
    const table = Object.entries(amaMoves).map(([move, made]) =>
      [move, ...amaStates.map((state) => made[state] ?? '-')].join(' '),
    );
    expect([['', ...amaStates].join(' '), ...table]).toEqual([
      ' draft announced collecting live wrapping closed',
      'announce announced - - - - -',
      'open collecting collecting - - - -',
      'live live live live - - -',
      'wrap - - wrapping wrapping - -',
      'close closed closed closed closed closed -',
      'reopen - draft announced collecting live -',
    ]);
  });

  test('every move that is not in the table is refused with the title and the state it is in', () => {
    const moves: AmaMove[] = ['announce', 'open', 'live', 'wrap', 'close', 'reopen'];
    for (const move of moves) {
      for (const state of amaStates.filter((one) => amaMoves[move][one] === undefined)) {
        const said = refusedMove({ title: 'AMA', state }, move);
        expect(said).toContain('"AMA"');
        expect(said).toMatch(/draft|announced|taking questions|live|wrapping up|closed/u);
      }
    }
  });

  test.each([
    ['announced', 'does not take questions yet'],
    ['wrapping', 'takes no new questions'],
    ['closed', 'is closed'],
  ] as const)('asking when it is %s is answered: %s', (state, said) => {
    expect(notOpen({ title: 'AMA', state, isCalledOff: false })).toContain(said);
    expect(notOpen({ title: 'AMA', state: 'closed', isCalledOff: true })).toContain('is called off');
  });
});

describe('the clock of an AMA', () => {
  test('questions open a week ahead, and stop a quarter of an hour before the end', () => {
    expect(times.collectsAt).toEqual(at('2026-12-03T18:00'));
    expect(times.wrapsAt).toEqual(at('2026-12-10T19:45'));
  });

  test('a short AMA takes questions for at least three quarters of its time', () => {
    const short = timesOf({ opensAt: at('2026-12-10T18:00'), closesAt: at('2026-12-10T18:20') });
    expect(short.wrapsAt).toEqual(at('2026-12-10T18:15'));
  });

  const cases: [AmaFacts['state'], string, string | undefined, AmaFacts['state'] | undefined][] = [
    ['draft', '2026-12-10T21:00', undefined, undefined],
    ['announced', '2026-12-03T17:59', undefined, undefined],
    ['announced', '2026-12-03T18:00', undefined, 'collecting'],
    ['announced', '2026-12-10T21:00', undefined, 'closed'],
    ['collecting', '2026-12-10T18:00', undefined, 'live'],
    ['live', '2026-12-10T18:00', undefined, undefined],
    ['live', '2026-12-10T19:45', undefined, 'wrapping'],
    ['wrapping', '2026-12-10T20:00', undefined, 'closed'],
    ['closed', '2026-12-10T21:00', undefined, undefined],
    // Taken a step back by hand at 18:30: what was due before that is not done again, what comes later is.
    ['collecting', '2026-12-10T18:31', '2026-12-10T18:30', undefined],
    ['collecting', '2026-12-10T19:45', '2026-12-10T18:30', 'wrapping'],
  ];
  test.each(cases)('%s at %s, last moved by hand %s: %s', (state, now, movedAt, to) => {
    const ama = { ...times, state, ...(movedAt !== undefined && { movedAt: at(movedAt) }) };
    expect(dueState(ama, at(now))).toBe(to);
  });

  test('the next step lies ahead, never at an instant that is past', () => {
    expect(nextStepAt({ ...times, state: 'announced' }, at('2026-11-01T00:00'))).toEqual(times.collectsAt);
    expect(nextStepAt({ ...times, state: 'collecting' }, times.collectsAt)).toEqual(times.opensAt);
    expect(nextStepAt({ ...times, state: 'closed' }, times.opensAt)).toBeUndefined();
  });

  test('what was written before questions stopped is taken even when it is read afterwards', () => {
    const ama = { state: 'wrapping', stoppedAt: at('2026-12-10T19:45') } as const;
    expect(isInTime(ama, at('2026-12-10T19:44'))).toBe(true);
    expect(isInTime(ama, at('2026-12-10T19:45'))).toBe(false);
  });
});

const someone = (id: number, ...accounts: string[]): PersonFacts => ({
  id,
  name: `person-${id}`,
  role: 'none',
  accounts: accounts.map((account) => {
    const [name = '', platform] = account.split('@');
    return { platform: platform === 'discourse' ? 'discourse' : 'discord', id: name, name };
  }),
  never: [],
  prefers: [],
});

describe('the life of a question', () => {
  test('is this table', () => {
    const table = Object.entries(questionMoves).map(([move, from]) => `${move}: ${from.join(' ')}`);
    expect(table).toEqual([
      'approve: waiting',
      'approveEdit: approved answered merged',
      'decline: waiting approved',
      'merge: waiting approved',
      'part: merged',
      'withdraw: waiting approved',
      'edit: waiting approved',
      'take: approved',
      'answer: approved',
      'editAnswer: answered',
      'turnToRemark: waiting approved',
      'turnToQuestion: remark',
    ]);
  });

  test('every wrong move is answered by the number, what it is, and who made it so', () => {
    const people = [someone(9, 'lagos')];
    const answer = { text: 'So.', byId: 9, at: at('2026-12-10T18:30') };
    const said = questionStates
      .slice(1)
      .map((state) => refusedQuestion(question({ state, moderatedById: 9, answer }), 'approve', people));
    expect(said).toEqual([
      'Question 1 was already approved by person-9.',
      'Question 1 was already answered by person-9, so it cannot be approved any more.',
      'Question 1 was declined by person-9, so it cannot be approved any more.',
      'Question 1 was withdrawn by whoever asked it, so it cannot be approved any more.',
      'Question 1 was merged into another one by person-9, so it cannot be approved by itself.',
      'Question 1 is a remark and no question, so it cannot be approved. Make it one with `/ama question question:1`.',
      'Question 1 adds to an answer and is no question, so it cannot be approved.',
    ]);
  });

  test('an answer to what no moderator has approved is refused by that', () => {
    expect(refusedQuestion(question({ state: 'waiting' }), 'answer', [])).toBe(
      'Question 1 is still waiting for a moderator, and cannot be answered before it is approved.',
    );
  });

  test('a second answer is told of the first one and how to change it', () => {
    const answered = question({
      state: 'answered',
      answer: { text: 'So.', byId: 9, at: at('2026-12-10T18:30') },
    });
    expect(refusedQuestion(answered, 'answer', [someone(9, 'lagos')])).toBe(
      'Question 1 was already answered by person-9. Change the answer with `/ama edit-answer`.',
    );
  });

  test('a taken question is held for two hours, and free afterwards', () => {
    const taken = question({ takenById: 9, takenAt: at('2026-12-10T18:00') });
    expect(holderOf(taken, at('2026-12-10T19:59'))).toBe(9);
    expect(holderOf(taken, at('2026-12-10T20:00'))).toBeUndefined();
  });
});

describe('votes', () => {
  const voter = (personId: number, accountId: string, platform: 'discord' | 'discourse' = 'discord') => ({
    personId,
    accountId,
    platform,
  });

  test('a person with two linked accounts counts once, even if they voted before linking them', () => {
    const voted = question({
      voters: [voter(1, 'natal'), voter(2, 'natal', 'discourse'), voter(3, 'tokyo')],
    });
    expect(tally(voted, [someone(1, 'natal'), someone(2, 'natal@discourse'), someone(3, 'tokyo')])).toBe(3);
    expect(tally(voted, [someone(1, 'natal', 'natal@discourse'), someone(2), someone(3, 'tokyo')])).toBe(2);
  });

  test('likes on Discourse and votes make one number', () => {
    expect(tally(question({ likes: 2, voters: [voter(1, 'natal')] }), [someone(1, 'natal')])).toBe(3);
  });

  test('the queue begins with the most votes, then with the oldest, and holds open questions only', () => {
    const queue = queueOf(
      [
        question({ number: 1 }),
        question({ number: 2, likes: 3 }),
        question({ number: 3, likes: 3 }),
        question({ number: 4, likes: 9, state: 'answered' }),
        question({ number: 5, likes: 1 }),
      ],
      [],
    );
    expect(queue.map(({ question: { number }, votes }) => [number, votes])).toEqual([
      [2, 3],
      [3, 3],
      [5, 1],
      [1, 0],
    ]);
  });
});

test('what was carried over may be moderated from the beginning to the end of an AMA', () => {
  const states = ['draft', 'announced', 'collecting', 'live', 'wrapping', 'closed'] as const;
  expect(states.filter((state) => holdsQuestions({ state }))).toEqual(states.slice(0, -1));
});
