// Whom a pull request waits on: each rule, each order of two rules, and since when.
import { describe, expect, test } from 'vitest';
import type { PullRequest } from '../../../src/core/github/pull-request.ts';
import { vocabularyOf } from '../../../src/features/digests/vocabulary.ts';
import { reviewState } from '../../../src/features/digests/waiting-on.ts';
import { botEvent, day, event, pull, review } from './pulls.ts';
import { waitingOn } from './waits.ts';

type Change = Parameters<typeof pull>[0];

const commit = event('commit', 'ada', 1);

/** Each rule alone, in the order in which they are tried. */
const rules = {
  draft: { isDraft: true },
  held: { labels: ['DO-NOT-MERGE'] },
  undecided: { labels: ['needs decision'] },
  conflicting: { mergeable: 'conflicting' },
  changesRequested: {
    decision: 'changes-requested',
    details: {
      reviews: [review('bob', 'changes-requested', 3)],
      events: [commit, event('review', 'bob', 3)],
    },
  },
  failing: { checks: 'failed' },
  pending: { checks: 'pending' },
  approved: {
    decision: 'approved',
    details: { reviews: [review('bob', 'approved', 4)], events: [commit, event('review', 'bob', 4)] },
  },
  waiting: {},
} satisfies Record<string, Change>;

const answers: Record<keyof typeof rules, [string, string]> = {
  draft: ['author', 'a draft'],
  held: ['nobody', 'labelled DO-NOT-MERGE'],
  undecided: ['decision', 'needs a decision'],
  conflicting: ['author', 'has conflicts'],
  changesRequested: ['author', 'changes requested'],
  failing: ['author', 'checks failed'],
  pending: ['ci', 'checks not finished'],
  approved: ['merger', 'approved by bob'],
  waiting: ['reviewer', 'no review yet'],
};

const names = Object.keys(rules).filter((name): name is keyof typeof rules => name in rules);

describe('each rule', () => {
  test.each(names)('%s', (name) => {
    const { on, why } = waitingOn(pull(rules[name]));
    expect([on, why]).toEqual(answers[name]);
  });
});

describe('who cannot come back to it is waited for in vain', () => {
  test.each([
    [
      { gone: 'account', mergeable: 'conflicting' },
      'decision',
      "has conflicts, and its author's account is gone",
    ],
    [{ gone: 'fork', checks: 'failed' }, 'decision', 'checks failed, and its fork is gone'],
    [{ gone: 'fork', isDraft: true }, 'decision', 'a draft, and its fork is gone'],
    [{ gone: 'fork', ...rules.approved }, 'merger', 'approved by bob'],
    [{ gone: 'account' }, 'reviewer', 'no review yet'],
  ] as const)('%j waits on a %s: %s', (change, on, why) => {
    const found = waitingOn(pull(change));
    expect([found.on, found.why, found.isReady]).toEqual([on, why, true]);
    if (on === 'decision') expect(found.who).toEqual([]);
  });
});

describe('of two rules that both fit, the earlier one answers', () => {
  const pairs = names.flatMap((first, i) => names.slice(i + 1).map((second) => [first, second] as const));
  // Decisions of reviewers and states of checks exclude each other.
  const possible = pairs.filter(
    ([first, second]) =>
      !(first === 'changesRequested' && second === 'approved') &&
      !(first === 'failing' && second === 'pending'),
  );
  test.each(possible)('%s before %s', (first, second) => {
    const one: Change = rules[first];
    const other: Change = rules[second];
    const both = pull({
      ...other,
      ...one,
      labels: [...(other?.labels ?? []), ...(one?.labels ?? [])],
      details: { ...other?.details, ...one?.details },
    });
    const { on, why } = waitingOn(both);
    expect([on, why]).toEqual(answers[first]);
  });
});

test('nobody waits on the account that stands for those that are gone', () => {
  const reviews = [review('ghost', 'changes-requested', 3)];
  const events = [commit, event('review', 'ghost', 3), event('comment', 'ada', 4)];
  expect(waitingOn(pull({ decision: 'changes-requested', details: { reviews, events } }))).toMatchObject({
    on: 'reviewer',
    why: 'the author answered',
    who: [],
  });
});

test.each<[string, Change, { on: string; who?: string[]; since: number; why?: string }]>([
  [
    'a draft waits since it was made one',
    { isDraft: true, details: { events: [commit, event('draft', 'ada', 5)] } },
    { on: 'author', since: 5 },
  ],
  ['a draft from the start waits since it was opened', { isDraft: true }, { on: 'author', since: 1 }],
  [
    'a forced push in the second of a review, of which nobody knows what it saw, does not answer it',
    {
      decision: 'changes-requested',
      details: {
        reviews: [review('bob', 'changes-requested', 3, '')],
        events: [commit, event('force-push', 'ada', 3), event('review', 'bob', 3)],
      },
    },
    { on: 'author', since: 3 },
  ],
  [
    'a forced push in the second of an approval, of which nobody knows what it saw, leaves it valid',
    {
      decision: 'approved',
      details: {
        reviews: [review('bob', 'approved', 3, '')],
        events: [commit, event('force-push', 'ada', 3), event('review', 'bob', 3)],
      },
    },
    { on: 'merger', since: 3, why: 'approved by bob' },
  ],
  [
    'one that took away the commit that was approved in that second wants another look, since it was seen',
    {
      decision: 'approved',
      head: 'newer',
      headSeenAt: day(6),
      details: {
        reviews: [review('bob', 'approved', 3, 'older')],
        events: [{ ...commit, commit: 'newer' }, event('force-push', 'ada', 3), event('review', 'bob', 3)],
      },
    },
    { on: 'reviewer', who: ['bob'], since: 6, why: 'changed since it was approved' },
  ],
  [
    'a request in the second of the review that it asked for is no answer to that',
    {
      decision: 'changes-requested',
      details: {
        reviews: [review('bob', 'changes-requested', 3)],
        events: [commit, event('review-requested', 'ada', 3), event('review', 'bob', 3)],
      },
    },
    { on: 'author', since: 3 },
  ],
  [
    'but who is still asked after that second is asked again',
    {
      decision: 'changes-requested',
      details: {
        reviews: [review('bob', 'changes-requested', 3)],
        requested: ['bob'],
        events: [commit, event('review', 'bob', 3), event('review-requested', 'ada', 3)],
      },
    },
    { on: 'reviewer', who: ['bob'], since: 3 },
  ],
  [
    'a label holds it back since a human put it there',
    {
      labels: ['blocked'],
      details: { events: [commit, event('labeled', 'bob', 7, 'blocked'), event('comment', 'eve', 9)] },
    },
    { on: 'nobody', since: 7 },
  ],
  [
    'a label that was put there twice counts since the second time',
    {
      labels: ['blocked'],
      details: {
        events: [
          commit,
          event('labeled', 'bob', 3, 'blocked'),
          event('unlabeled', 'bob', 5, 'blocked'),
          event('labeled', 'bob', 8, 'blocked'),
        ],
      },
    },
    { on: 'nobody', since: 8 },
  ],
  [
    "a bot's label counts from the human event before it",
    {
      labels: ['awaiting changes'],
      details: { events: [commit, event('comment', 'bob', 6), botEvent('labeled', 8, 'awaiting changes')] },
    },
    { on: 'author', who: ['ada'], since: 6 },
  ],
  [
    'blocked-by-other-PR holds back as blocked does',
    { labels: ['blocked-by-other-PR'] },
    { on: 'nobody', since: 1 },
  ],
  [
    "a WIP label makes it the author's, however it is written",
    { labels: ['wip'] },
    { on: 'author', since: 1 },
  ],
  [
    'a decision is wanted since its label',
    {
      labels: ['awaiting-decision'],
      details: { events: [commit, event('labeled', 'bob', 4, 'awaiting-decision')] },
    },
    { on: 'decision', since: 4 },
  ],
  [
    'a conflict waits since the last human was there',
    {
      mergeable: 'conflicting',
      details: { events: [commit, event('comment', 'bob', 5), botEvent('comment', 9)] },
    },
    { on: 'author', who: ['ada'], since: 5 },
  ],
  ['an unknown mergeability is no conflict', { mergeable: 'unknown' }, { on: 'reviewer', since: 1 }],
  [
    'requested changes wait on the author since they were requested',
    rules.changesRequested,
    { on: 'author', who: ['ada'], since: 3 },
  ],
  [
    'the newest of several requests counts',
    {
      decision: 'changes-requested',
      details: {
        reviews: [review('bob', 'changes-requested', 3), review('eve', 'changes-requested', 5)],
        events: [commit],
      },
    },
    { on: 'author', since: 5 },
  ],
  [
    'an answer by a push turns it back to who asked',
    {
      decision: 'changes-requested',
      head: 'new',
      details: {
        reviews: [review('bob', 'changes-requested', 3)],
        events: [commit, event('review', 'bob', 3), event('commit', 'ada', 6)],
      },
    },
    { on: 'reviewer', who: ['bob'], since: 6, why: 'the author answered' },
  ],
  [
    'an answer by a comment does so too',
    {
      decision: 'changes-requested',
      details: {
        reviews: [review('bob', 'changes-requested', 3)],
        events: [commit, event('comment', 'ada', 4), event('comment', 'eve', 8)],
      },
    },
    { on: 'reviewer', who: ['bob'], since: 4 },
  ],
  [
    "a comment of somebody else's is no answer",
    {
      decision: 'changes-requested',
      details: {
        reviews: [review('bob', 'changes-requested', 3)],
        events: [commit, event('comment', 'eve', 8)],
      },
    },
    { on: 'author', since: 3 },
  ],
  [
    'the label "awaiting changes" alone asks for changes',
    {
      labels: ['awaiting changes'],
      details: { events: [commit, event('labeled', 'bob', 5, 'awaiting changes')] },
    },
    { on: 'author', since: 5, why: 'changes requested' },
  ],
  [
    'the label is answered by the author as a review is',
    {
      labels: ['awaiting changes'],
      details: {
        events: [commit, event('labeled', 'bob', 5, 'awaiting changes'), event('commit', 'ada', 6)],
      },
    },
    { on: 'reviewer', who: [], since: 6 },
  ],
  [
    "answered changes whose checks failed are the author's again",
    {
      decision: 'changes-requested',
      checks: 'failed',
      head: 'new',
      details: {
        reviews: [review('bob', 'changes-requested', 3)],
        events: [commit, event('commit', 'ada', 6)],
      },
    },
    { on: 'author', since: 6, why: 'checks failed' },
  ],
  [
    'failed checks wait since the last push',
    {
      checks: 'failed',
      details: { events: [commit, event('commit', 'ada', 4), event('comment', 'bob', 8)] },
    },
    { on: 'author', since: 4 },
  ],
  [
    'running checks wait since the last push',
    { checks: 'pending', details: { events: [commit, event('commit', 'ada', 4)] } },
    { on: 'ci', since: 4 },
  ],
  ['no checks at all hold nothing up', { checks: 'none' }, { on: 'reviewer', since: 1 }],
  [
    'an approval waits on a merger since it was given',
    rules.approved,
    { on: 'merger', since: 4, why: 'approved by bob' },
  ],
  [
    'the label "awaiting merge" waits on a merger',
    {
      labels: ['awaiting merge'],
      details: { events: [commit, event('labeled', 'bob', 6, 'awaiting merge')] },
    },
    { on: 'merger', since: 6, why: 'approved' },
  ],
  [
    'an approval without required reviews counts too',
    { decision: 'none', details: { reviews: [review('bob', 'approved', 4)], events: [commit] } },
    { on: 'merger', since: 4 },
  ],
  [
    'one approval where more are required does not',
    {
      decision: 'review-required',
      details: { reviews: [review('bob', 'approved', 4)], events: [commit, event('review', 'bob', 4)] },
    },
    { on: 'reviewer', since: 1, why: 'reviewed, not decided' },
  ],
  [
    'a push after the approval wants another look of who approved',
    {
      decision: 'approved',
      head: 'new',
      details: {
        reviews: [review('bob', 'approved', 4)],
        events: [commit, event('review', 'bob', 4), event('commit', 'ada', 6)],
      },
    },
    { on: 'reviewer', who: ['bob'], since: 6, why: 'changed since it was approved' },
  ],
  [
    'one approval of the head is enough, though another is older',
    {
      decision: 'approved',
      details: {
        reviews: [review('bob', 'approved', 4, 'old'), review('eve', 'approved', 6)],
        events: [commit],
      },
    },
    { on: 'merger', since: 6, why: 'approved by bob, eve' },
  ],
  [
    'who approved and is asked for another look has not approved what is there, though GitHub goes on counting it',
    {
      decision: 'approved',
      details: {
        reviews: [review('bob', 'approved', 4)],
        requested: ['bob'],
        events: [commit, event('review', 'bob', 4), event('review-requested', 'ada', 6)],
      },
    },
    { on: 'reviewer', who: ['bob'], since: 6, why: 'review requested' },
  ],
  [
    'another approval holds beside it, and beside what somebody else is asked',
    {
      decision: 'approved',
      details: {
        reviews: [review('bob', 'approved', 4), review('eve', 'approved', 5)],
        requested: ['bob', 'zoe'],
        events: [commit, event('review-requested', 'ada', 6)],
      },
    },
    { on: 'merger', since: 5, why: 'approved by eve' },
  ],
  [
    'an approval overrules changes that were requested before',
    {
      decision: 'approved',
      details: {
        reviews: [review('eve', 'changes-requested', 2), review('bob', 'approved', 4)],
        events: [commit],
      },
    },
    { on: 'merger', since: 4 },
  ],
  [
    'a decision of people whose reviews are not known counts',
    { decision: 'changes-requested', details: { events: [commit, event('review', 'bob', 5)] } },
    { on: 'author', since: 5, why: 'changes requested' },
  ],
  [
    "a decision that can only be a bot's does not",
    { decision: 'changes-requested', details: { events: [commit, botEvent('review', 5)] } },
    { on: 'reviewer', since: 1, why: 'no review yet' },
  ],
  [
    "an approval that can only be a bot's does not either",
    { decision: 'approved', details: { events: [commit, event('review', 'coderabbitai', 5)] } },
    { on: 'reviewer', since: 1, why: 'no review yet' },
  ],
  [
    'a label that was put there long after a review is not answered by what came between',
    {
      labels: ['awaiting changes'],
      head: 'new',
      details: {
        reviews: [review('bob', 'changes-requested', 3, 'old')],
        events: [
          { ...commit, commit: 'old' },
          { ...event('commit', 'ada', 5), commit: 'new' },
          event('labeled', 'bob', 9, 'awaiting changes'),
        ],
      },
    },
    { on: 'author', since: 9 },
  ],
  [
    'a label that stays is not answered by words alone',
    {
      labels: ['awaiting changes'],
      details: {
        events: [commit, event('labeled', 'bob', 5, 'awaiting changes'), event('comment', 'ada', 6)],
      },
    },
    { on: 'author', since: 5 },
  ],
  [
    'asking for another review answers it',
    {
      labels: ['awaiting changes'],
      details: {
        events: [commit, event('labeled', 'bob', 5, 'awaiting changes'), event('review-requested', 'ada', 6)],
      },
    },
    { on: 'reviewer', since: 6, why: 'the author answered' },
  ],
  [
    'a comment review decides nothing',
    { details: { events: [commit, event('review', 'bob', 5)] } },
    { on: 'reviewer', who: [], since: 1, why: 'reviewed, not decided' },
  ],
  [
    'a review is waited for by name, since it was requested',
    { details: { requested: ['bob', 'team docs'], events: [commit, event('review-requested', 'ada', 3)] } },
    { on: 'reviewer', who: ['bob', 'team docs'], since: 3, why: 'review requested' },
  ],
  [
    "the author's push puts it back to the reviewers",
    { details: { events: [commit, event('comment', 'bob', 3), event('commit', 'ada', 5)] } },
    { on: 'reviewer', since: 5 },
  ],
  [
    "a reviewer's comment does not",
    { details: { events: [commit, event('comment', 'bob', 3)] } },
    { on: 'reviewer', since: 1 },
  ],
  [
    'being marked ready does',
    { details: { events: [commit, event('ready', 'ada', 6)] } },
    { on: 'reviewer', since: 6 },
  ],
  [
    'being reopened does',
    { details: { events: [commit, event('reopened', 'bob', 7)] } },
    { on: 'reviewer', since: 7 },
  ],
  [
    'a core review is called so',
    { labels: ['awaiting core review'] },
    { on: 'reviewer', since: 1, why: 'a core review wanted' },
  ],
  [
    'made changes are called so',
    { labels: ['awaiting change review'] },
    { on: 'reviewer', since: 1, why: 'changes made, review wanted' },
  ],
])('%s', (_, change, { since, ...expected }) => {
  expect(waitingOn(pull(change))).toMatchObject({ ...expected, since: day(since) });
});

const labelled = (label: string, on: number) => ({
  labels: [label],
  details: { events: [commit, event('labeled', 'bob', on, label)] },
});
describe('a label that people keep by hand, against what reviewers decide later', () => {
  const asked = review('bob', 'changes-requested', 6);
  const approved = review('bob', 'approved', 6);
  test.each<[string, Change, string]>([
    ['needs review, then changes were asked for', { decision: 'changes-requested', details: { reviews: [asked] } }, 'author'],
    ['needs review, then it was approved', { decision: 'approved', details: { reviews: [approved] } }, 'merger'],
    ['ready to merge, then changes were asked for', { decision: 'changes-requested', details: { reviews: [asked] } }, 'author'],
    ['needs work, then it was approved', { decision: 'approved', details: { reviews: [approved] } }, 'merger'],
    ['needs work, then somebody without rights approved', { decision: 'review-required' }, 'author'],
  ])('%s', (name, change, on) => {
    const label = name.split(',')[0] ?? '';
    const { labels, details } = labelled(label, 4);
    const before = pull({ ...change, labels, details: { ...details, ...change?.details } });
    expect(waitingOn(before).on).toBe(on);
    const after = labelled(label, 8);
    const again = pull({ ...change, labels, details: { ...after.details, ...change?.details } });
    // Put there after the review, it goes before it.
    expect(waitingOn(again).on).toBe(waitingOn(pull({ labels })).on);
  }); // biome-ignore format: a table to read
});

test('who is asked again after asking for changes has the answer, whoever asked them', () => {
  const asked = [review('bob', 'changes-requested', 3), review('eve', 'changes-requested', 4)];
  const request = event('review-requested', 'carol', 7);
  const again = (requested: string[]) =>
    waitingOn(
      pull({
        decision: 'changes-requested',
        details: { reviews: asked, requested, events: [commit, request] },
      }),
    );
  expect(again(['bob', 'eve'])).toMatchObject({ on: 'reviewer', who: ['bob', 'eve'], since: day(7) });
  expect(again(['bob']).on).toBe('author');
});

describe('with auto-merge', () => {
  test.each<[string, Change, string, string?]>([
    ['and checks that run', { decision: 'approved', checks: 'pending' }, 'ci', 'merged once its checks pass'],
    ['where no review is required', { decision: 'none', checks: 'pending' }, 'ci', 'merged once its checks pass'],
    ['under a label', { decision: 'approved', checks: 'pending', labels: ['awaiting merge'] }, 'ci', 'merged once its checks pass'],
    ['and no review yet', { checks: 'pending', labels: ['awaiting review'] }, 'reviewer'],
    ['and checks that fail', { decision: 'approved', checks: 'failed' }, 'author', 'checks failed'],
    ['and changes asked for', { ...rules.changesRequested, checks: 'pending' }, 'author', 'changes requested'],
    ['and a conflict', { mergeable: 'conflicting', checks: 'pending', decision: 'approved' }, 'author'],
  ])('%s', (_, change, on, why) => {
    const { waitingOn: is } = reviewState(pull({ ...change, isAutoMerged: true }), { now: day(2) });
    expect(is).toMatchObject({ on, ...(why && { why }) });
  }); // biome-ignore format: a table to read
});

test('who opens pull requests by an account of people that is called a bot is taken for one of them', () => {
  const author = 'FR-vdash-bot';
  const events = [commit, event('review', 'bob', 3), event('comment', author, 9)];
  const details = { ...rules.changesRequested.details, events };
  const one = pull({ ...rules.changesRequested, author, details });
  expect(reviewState(one, { now: day(10) })).toMatchObject({ isByBot: false, waitingOn: { on: 'reviewer' } });
  expect(reviewState({ ...one, author: 'crowdin-bot' }, { now: day(10) }).isByBot).toBe(true);
  expect(reviewState({ ...one, isByBot: true }, { now: day(10) }).isByBot).toBe(true);
});

describe('checks that do not finish', () => {
  const pending = (change: Change = {}) => pull({ ...change, checks: 'pending' });
  const told = (one: PullRequest, on: number, words?: ReturnType<typeof vocabularyOf>) => {
    const found = waitingOn(one, words, day(on));
    return `${found.on}: ${found.why}`;
  };
  const approved = { ...rules.approved, isAutoMerged: true };

  test.each<[string, Change, number, string]>([
    ['are waited for on the second day', {}, 3, 'ci: checks not finished'],
    ['are waited for no longer on the third', {}, 4, 'reviewer: no review yet, checks stuck'],
    ['begin anew with a push', { details: { events: [commit, event('commit', 'ada', 20)] } }, 21, 'ci: checks not finished'],
    ['begin anew with the push of a bot', { details: { events: [commit, botEvent('commit', 20)] } }, 21, 'ci: checks not finished'],
    ['begin anew where they are run once more', { details: { events: [commit], checksAt: day(20) } }, 21, 'ci: checks not finished'],
    ['begin anew where it is reopened', { details: { events: [commit, event('reopened', 'bob', 20)] } }, 21, 'ci: checks not finished'],
    ['do not begin anew with a comment', { details: { events: [commit, event('comment', 'bob', 20)] } }, 21, 'reviewer: no review yet, checks stuck'],
    ['hold up no approval', rules.approved, 7, 'merger: approved by bob, checks stuck'],
    ['hold up no auto-merge for ever', approved, 7, 'merger: approved by bob, checks stuck'],
    ['leave to the author what is the author\'s', rules.changesRequested, 7, 'author: changes requested'],
  ])('%s', (_, change, on, is) => {
    expect(told(pending(change), on)).toBe(is);
  }); // biome-ignore format: a table to read

  test('are nothing to tell of where checks run until the merge', () => {
    const prow = vocabularyOf([], { labels: [], bots: [], presets: ['prow'] });
    expect(told(pending(), 30, prow)).toBe('reviewer: no review yet');
  });
});

describe('what is built on another pull request', () => {
  const built: Change = { details: { below: 7 } };
  test.each<[string, Change, string]>([
    ['waits on that one', {}, 'nobody: built on #7, which comes first'],
    ['though it is approved', rules.approved, 'nobody: built on #7, which comes first'],
    ['though its label wants a review', { labels: ['awaiting review'] }, 'nobody: built on #7, which comes first'],
    ['but what is the author\'s is the author\'s', rules.changesRequested, 'author: changes requested'],
    ['and so are conflicts', rules.conflicting, 'author: has conflicts'],
  ])('%s', (_, change, is) => {
    const one = pull({ ...change, details: { ...built.details, ...change?.details } });
    const { on, why, isReady } = waitingOn(one);
    expect(`${on}: ${why}`).toBe(is);
    expect(isReady).toBe(on !== 'nobody');
  }); // biome-ignore format: a table to read
});

test('in the merge queue it needs nobody, whatever labels say', () => {
  for (const label of ['awaiting merge', 'blocked', 'WIP', 'needs decision', 'the ci is blocked']) {
    const queued = { isInMergeQueue: true, checks: 'pending', labels: [label], title: 'WIP: docs' } as const;
    expect(waitingOn(pull(queued))).toMatchObject({ on: 'ci', why: 'in the merge queue', isReady: true });
  }
});

describe('a draft with a label', () => {
  test.each([
    ['S-blocked', 'nobody'],
    ['S-waiting-on-team', 'decision'],
    ['S-waiting-on-crater', 'ci'],
    ['S-waiting-on-review', 'author'],
    ['S-waiting-on-author', 'author'],
    ['blocked', 'author'],
    ['ready-to-merge', 'author'],
  ])('%s waits on: %s', (label, on) => {
    expect(waitingOn(pull({ isDraft: true, labels: [label] }))).toMatchObject({ on, isReady: false });
  });
});

describe('a title that says it is not finished', () => {
  test.each([
    ['WIP: docs', {}, 'author'],
    ['[WIP] docs', {}, 'author'],
    ['🚧 docs', {}, 'author'],
    ['Draft: docs', {}, 'author'],
    ['[DNM] docs', {}, 'author'],
    ['gh-94906: [WIP] Expose nextafter', {}, 'author'],
    ['[3.14] gh-94906: WIP: docs', {}, 'author'],
    ['docs(guide): draft: the first steps', {}, 'author'],
    ['[docs][Draft] The first steps', {}, 'author'],
    ['The first steps (work in progress)', {}, 'author'],
    ['The first steps - WIP', {}, 'author'],
    ['The first steps [WIP]', {}, 'author'],
    ['docs: [do not merge] The first steps', {}, 'author'],
    ['pt-br: [WIP] The first steps', {}, 'author'],
    ['i18n(fr)!: [WIP] The first steps', {}, 'author'],
    ['docs-infra: WIP: The first steps', {}, 'author'],
    ['docs/guide: [WIP] The first steps', {}, 'author'],
    ['Chapter 3: [WIP] The first steps', {}, 'author'],
    ['#12 [WIP] The first steps', {}, 'author'],
    ['✨ [WIP] The first steps', {}, 'author'],
    ['[3.14] WIP The first steps', {}, 'author'],
    ['gh-12: WIP The first steps', {}, 'author'],
    ['The first steps [WIP] (#12)', {}, 'author'],
    ['The first steps [WIP].', {}, 'author'],
    ['docs: WIP limits for Kanban boards', {}, 'reviewer'],
    ['fix: WIP branches are skipped by the linter', {}, 'reviewer'],
    ['ci: skip jobs for [WIP] pull requests', {}, 'reviewer'],
    ['Strip "[WIP]" prefix from titles', {}, 'reviewer'],
    ['Handle (do not merge) label in bot', {}, 'reviewer'],
    ['Remove WIP', {}, 'reviewer'],
    ['Document GitLab WIP', {}, 'reviewer'],
    ['Say what is non-WIP', {}, 'reviewer'],
    ['docs: 🚧 icon in admonitions', {}, 'reviewer'],
    ['Support JSON Schema (draft 7)', {}, 'reviewer'],
    ['Do not merge footnotes', {}, 'reviewer'],
    ['Messages: draft folders', {}, 'reviewer'],
    ['Drafting guide: say more', {}, 'reviewer'],
    ['Explain what WIP means', {}, 'reviewer'],
    ['WIPO: a link', {}, 'reviewer'],
    ['[WIP] docs', { labels: ['needs review'] }, 'reviewer'],
    ['[WIP] docs', { labels: ['ready-to-merge'] }, 'merger'],
    ['[WIP] docs', { labels: ['cncf-cla: yes'] }, 'reviewer'],
  ] as const)('%s %j: %s', (title, change, on) => {
    expect(waitingOn(pull({ title, ...change })).on).toBe(on);
  });
});

test('a title says more than a label that a bot puts on every pull request, not than one of people', () => {
  const by = (name: string) =>
    waitingOn(
      pull({
        title: 'gh-1: [WIP] docs',
        labels: ['awaiting review'],
        details: { events: [event('labeled', name, 1, 'awaiting review')] },
      }),
      vocabularyOf(['awaiting core review']),
    ).on;
  expect([by('bedevere-app'), by('hugovk')]).toEqual(['author', 'reviewer']);
});

describe('running checks', () => {
  test.each([
    ['mathlib', 'reviewer'],
    ['definitely-typed', 'reviewer'],
    ['prow', 'reviewer'],
    ['cpython', 'ci'],
  ])('on a board like %s: %s', (preset, on) => {
    const words = vocabularyOf([], { labels: [], bots: [], presets: [preset] });
    expect(waitingOn(pull({ checks: 'pending' }), words).on).toBe(on);
  });

  test('and held ones, where a bot lets them run', () => {
    const held = pull({ checks: 'none', details: { workflows: 'held' } });
    const on = (preset: string) =>
      waitingOn(held, vocabularyOf([], { labels: [], bots: [], presets: [preset] })).on;
    expect([on('definitely-typed'), on('cpython')]).toEqual(['reviewer', 'maintainer']);
  });
});

test('a bulk edit moves updatedAt and nothing else', () => {
  const before = pull();
  expect(waitingOn({ ...before, updatedAt: day(24) })).toEqual(waitingOn(before));
  expect(reviewState({ ...before, updatedAt: day(24) }, { now: day(24) }).humanAt).toEqual(day(1));
});

test('what could not be looked at closely is judged by its outline', () => {
  const { details: _, ...outline } = pull({ labels: ['awaiting merge'] });
  const bare: PullRequest = outline;
  expect(waitingOn(bare)).toMatchObject({ on: 'merger', since: day(1) });
  expect(waitingOn({ ...bare, labels: [] })).toMatchObject({ on: 'reviewer', why: 'no review yet' });
});

test('a bot is no human, and no reviewer', () => {
  const quiet = pull({
    details: { events: [commit, botEvent('comment', 20), { ...event('review', 'x[bot]', 21), isBot: true }] },
  });
  expect(reviewState(quiet, { now: day(21) })).toMatchObject({ humanAt: day(1), isReviewed: false });
  const isReviewedBy = (name: string) =>
    reviewState(pull({ details: { events: [commit, event('review', name, 2)] } }), { now: day(2) })
      .isReviewed;
  expect(['ada', 'bob', 'coderabbitai', 'k8s-ci-robot'].map(isReviewedBy)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

describe('what came when, where it is close', () => {
  const old = { ...commit, commit: 'old' };
  const at = (change: Change) => reviewState(pull(change), { now: day(5) });

  test('commits made before a review that a bot labels at once, and pushed after it, answer it', () => {
    const details = {
      reviews: [review('bob', 'changes-requested', 5, 'old')],
      events: [
        old,
        { ...event('commit', 'ada', 3), commit: 'head' },
        event('review', 'bob', 5),
        botEvent('labeled', 5, 'awaiting changes'),
      ],
    };
    const { waitingOn: is } = at({ labels: ['awaiting changes'], decision: 'changes-requested', details });
    expect(is).toMatchObject({ on: 'reviewer', who: ['bob'], why: 'the author answered' });
  });

  test('a forced push that kept what was approved changes nothing by itself', () => {
    const details = {
      reviews: [review('bob', 'approved', 4, 'old')],
      events: [
        old,
        event('force-push', 'ada', 6),
        { ...event('commit', 'ada', 7), commit: 'head', isBaseMerge: true },
      ],
    };
    expect(at({ decision: 'approved', details }).waitingOn.on).toBe('merger');
  });

  test('nothing is before the opening, and no push is after the last update', () => {
    const early = { createdAt: day(5), details: { events: [event('comment', 'bob', 2)] } };
    expect(at(early).humanAt).toEqual(day(5));
    const late = { updatedAt: day(20), details: { events: [event('commit', 'ada', 28)] } };
    expect(at(late).waitingOn.since).toEqual(day(20));
  });

  test('a new head that is a bot’s answers no label', () => {
    const details = {
      events: [commit, botEvent('commit', 2), event('labeled', 'bob', 5, 'awaiting changes')],
    };
    const change = { labels: ['awaiting changes'], headSeenAt: day(8), details };
    expect(at(change).waitingOn).toMatchObject({ on: 'author', since: day(5) });
    const people = {
      events: [commit, event('commit', 'ada', 2), event('labeled', 'bob', 5, 'awaiting changes')],
    };
    expect(at({ ...change, details: people }).waitingOn).toMatchObject({ on: 'reviewer', since: day(8) });
  });

  test('two labels of bedevere at once: what fails is the author’s', () => {
    const details = {
      events: [commit, event('labeled', 'bob', 3, 'awaiting changes'), event('commit', 'ada', 6)],
    };
    const change = {
      labels: ['awaiting core review', 'awaiting changes'],
      checks: 'failed' as const,
      details,
    };
    expect(at(change).waitingOn).toMatchObject({ on: 'author', why: 'checks failed' });
  });

  test('bots that are asked for a review are not waited for', () => {
    expect(at({ details: { requested: ['coderabbitai', 'bob'] } }).waitingOn.who).toEqual(['bob']);
  });

  test('what its author may merge does not wait for its checks', () => {
    expect(at({ labels: ['delegated'], checks: 'pending' }).waitingOn.why).toBe('the author may merge it');
  });
});

describe('in the same second as a review', () => {
  const reviewed = event('review', 'bob', 3);

  test.each<[string, Change, string]>([
    [
      "the author's own words answer nothing of it",
      {
        decision: 'changes-requested',
        details: {
          reviews: [review('bob', 'changes-requested', 3)],
          events: [commit, reviewed, event('comment', 'ada', 3)],
        },
      },
      'author',
    ],
    [
      'the label that the reviewer put there stands',
      {
        decision: 'approved',
        labels: ['awaiting review'],
        details: {
          reviews: [review('bob', 'approved', 3)],
          events: [commit, reviewed, event('labeled', 'bob', 3, 'awaiting review')],
        },
      },
      'reviewer',
    ],
  ])('%s', (_, change, on) => {
    expect(waitingOn(pull(change)).on).toBe(on);
  });
});

test('a review that was dismissed gives it back to the reviewers, from then on', () => {
  const events = [commit, event('review', 'bob', 3), event('dismissed', 'carol', 5)];
  const { on, since } = waitingOn(pull({ decision: 'review-required', details: { events } }));
  expect([on, since]).toEqual(['reviewer', day(5)]);
});
