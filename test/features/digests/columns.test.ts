// Where the boards of the projects themselves have their pull requests, by what each project says of its labels and columns.
import { describe, expect, test } from 'vitest';
import type { PullRequest } from '../../../src/core/github/pull-request.ts';
import { sectionOf } from '../../../src/features/digests/rules.ts';
import { vocabularyOf } from '../../../src/features/digests/vocabulary.ts';
import { reviewState } from '../../../src/features/digests/waiting-on.ts';
import { botEvent, day, event, pull, review } from './pulls.ts';

type Change = Parameters<typeof pull>[0];
type Answer = 'reviewer' | 'author' | 'merger' | 'maintainer' | 'ci' | 'decision' | 'nobody';
/** What happened, its labels, what else there is, and the column. */
type Row = [string, string[], NonNullable<Change>, Answer];

const commit = event('commit', 'ada', 1);
const failed: Change = { checks: 'failed' };
const conflicting: Change = { mergeable: 'conflicting' };
const asked = (on: number) => review('bob', 'changes-requested', on, 'old');
const oldCommit = { ...commit, commit: 'old' };
const fix = (on: number) => ({ ...event('commit', 'ada', on), commit: 'head' });
const pushed: Change = {
  decision: 'changes-requested',
  details: { reviews: [asked(3)], events: [oldCommit, event('review', 'bob', 3), fix(6)] },
};

/** Each with labels of other pull requests on the board. */
const projects: Record<string, { board: string[]; rows: Row[] }> = {
  // https://github.com/python/bedevere (stage.py), https://devguide.python.org/triage/labels/
  cpython: {
    board: ['awaiting core review', 'skip news', 'docs'],
    rows: [
      ['opened by somebody who is no core developer', ['awaiting review', 'docs'], {}, 'reviewer'],
      ['reviewed by a passer-by', ['awaiting core review'], { details: { events: [commit, event('review', 'eve', 4)] } }, 'reviewer'],
      ['changes asked for, the author silent', ['awaiting changes'], { ...pushed, head: 'old', details: { reviews: [asked(3)], events: [oldCommit, event('review', 'bob', 3)] } }, 'author'],
      ['changes asked for, the author pushed since', ['awaiting changes'], pushed, 'reviewer'],
      ['so few events are known that the label is not among them', ['awaiting changes'], { details: { events: [oldCommit, event('review', 'bob', 3), fix(6)] } }, 'reviewer'],
      ['changes asked for, pushed, and checks fail', ['awaiting changes'], { ...pushed, ...failed }, 'author'],
      ['changes asked for, and only the base branch came in', ['awaiting changes'], { ...pushed, details: { ...pushed.details, events: [oldCommit, { ...fix(6), isBaseMerge: true }] } }, 'author'],
      ['"I have made the requested changes" was said', ['awaiting change review'], { ...pushed, head: 'old', details: { reviews: [asked(3)], events: [oldCommit, event('comment', 'ada', 5), botEvent('labeled', 5, 'awaiting change review')] } }, 'reviewer'],
      ['approved by a core developer', ['awaiting merge'], { decision: 'approved', details: { reviews: [review('bob', 'approved', 4)] } }, 'merger'],
      ['approved, with backports to come', ['awaiting merge', 'needs backport to 3.13', 'needs backport to 3.14'], {}, 'merger'],
      ['approved, and checks fail', ['awaiting merge'], failed, 'merger'],
      ['approved, and somebody says not to', ['awaiting merge', 'DO-NOT-MERGE'], {}, 'nobody'],
      ['changed after the approval: the bot asks for another look', ['awaiting core review'], { decision: 'approved', details: { reviews: [review('bob', 'approved', 4, 'old')], requested: ['bob'], events: [oldCommit, fix(6)] } }, 'reviewer'],
      ['without a CLA', ['awaiting review', 'CLA not signed'], {}, 'author'],
      ['stale, and not reviewed', ['awaiting review', 'stale'], {}, 'reviewer'],
      ['stale, with changes asked for', ['awaiting changes', 'stale'], { ...pushed, head: 'old', details: { reviews: [asked(3)], events: [oldCommit] } }, 'author'],
      ['a draft bears no label', [], { isDraft: true }, 'author'],
      ['to be closed without an answer', ['awaiting review', 'pending'], {}, 'author'],
    ],
  },
  // https://docs.prow.k8s.io/docs/components/core/tide/, kubernetes/community: contributors/devel/sig-node/triage.md
  prow: {
    board: ['cncf-cla: yes', 'size/M', 'lgtm', 'approved', 'needs-rebase'],
    rows: [
      ['looks good, no approver yet', ['lgtm', 'cncf-cla: yes'], {}, 'reviewer'],
      ['approved, nobody said that it looks good', ['approved', 'cncf-cla: yes'], {}, 'reviewer'],
      ['both', ['lgtm', 'approved', 'cncf-cla: yes', 'ok-to-test'], { checks: 'pending' }, 'merger'],
      ['both, of a SIG that nobody triaged', ['lgtm', 'approved', 'needs-triage', 'needs-priority'], {}, 'merger'],
      ['both, but it conflicts', ['lgtm', 'approved', 'needs-rebase'], conflicting, 'author'],
      ['both, but on hold', ['lgtm', 'approved', 'do-not-merge/hold'], {}, 'decision'],
      ['both, without a release note', ['lgtm', 'approved', 'do-not-merge/release-note-label-needed'], {}, 'author'],
      ['both, without a kind', ['lgtm', 'approved', 'do-not-merge/needs-kind'], {}, 'author'],
      ['both, and a test that is required fails', ['lgtm', 'approved'], failed, 'author'],
      ['with merge commits', ['do-not-merge/contains-merge-commits'], {}, 'author'],
      ['of a newcomer, not allowed to be tested', ['needs-ok-to-test', 'cncf-cla: yes'], { checks: 'none' }, 'maintainer'],
      ['of a newcomer, who did not sign', ['needs-ok-to-test', 'cncf-cla: no'], {}, 'author'],
      ['held and unfinished', ['do-not-merge/hold', 'do-not-merge/work-in-progress'], {}, 'author'],
      ['rotten, never reviewed', ['lifecycle/rotten', 'cncf-cla: yes'], {}, 'reviewer'],
      ['a cherry-pick that the release team has to allow', ['lgtm', 'approved', 'do-not-merge/cherry-pick-not-approved'], {}, 'decision'],
      ['frozen for a release', ['lgtm', 'approved', 'do-not-merge/code-freeze'], {}, 'nobody'],
      ['changes asked for on GitHub, the author silent', ['cncf-cla: yes'], { decision: 'changes-requested', details: { reviews: [review('bob', 'changes-requested', 3)] } }, 'author'],
    ],
  },
  // https://forge.rust-lang.org/release/triage-procedure.html, https://github.com/rust-lang/rust/labels?q=S-
  rust: {
    board: ['S-waiting-on-review', 'T-compiler', 'A-docs'],
    rows: [
      ['to review', ['S-waiting-on-review', 'T-libs'], {}, 'reviewer'],
      ['to review, and nominated for a meeting', ['S-waiting-on-review', 'I-lang-nominated'], {}, 'reviewer'],
      ['to review, and it conflicts', ['S-waiting-on-review'], conflicting, 'reviewer'],
      ['to review, and somebody approved on GitHub', ['S-waiting-on-review'], { decision: 'approved', details: { reviews: [review('bob', 'approved', 4)] } }, 'reviewer'],
      ['for its author', ['S-waiting-on-author'], pushed, 'author'],
      ['for its author, and nominated', ['S-waiting-on-author', 'I-compiler-nominated'], {}, 'author'],
      ['concerns were raised', ['S-waiting-on-concerns'], {}, 'author'],
      ['concerns were raised in the final comment period', ['S-waiting-on-concerns', 'final-comment-period', 'S-waiting-on-fcp'], {}, 'decision'],
      ['approved', ['S-waiting-on-bors', 'merged-by-bors-soon'], { checks: 'pending' }, 'merger'],
      ['a crater run', ['S-waiting-on-crater'], {}, 'ci'],
      ['a team by its own label', ['S-waiting-on-t-rustdoc-frontend'], {}, 'decision'],
      ['a team by its older label', ['S-waiting-on-libs-api'], {}, 'decision'],
      ['a change proposal', ['S-waiting-on-MCP'], {}, 'decision'],
      ['its documentation first', ['S-waiting-on-documentation'], {}, 'nobody'],
      ['a stabilization first', ['S-waiting-on-stabilization'], {}, 'nobody'],
      ['blocked', ['S-blocked', 'S-waiting-on-author'], {}, 'nobody'],
      ['inactive', ['S-inactive', 'S-waiting-on-author'], {}, 'author'],
      ['inactive, with no other label', ['S-inactive'], {}, 'author'],
      ['blocked, a draft', ['S-blocked'], { isDraft: true }, 'nobody'],
      ['an experiment', ['S-experimental', 'S-waiting-on-perf'], {}, 'author'],
    ],
  },
  // https://github.com/leanprover-community/queueboard-core (classify_pr_state.py), https://github.com/leanprover-community/mathlib4/labels
  mathlib: {
    board: ['t-algebra', 'awaiting-author', 'new-contributor'],
    rows: [
      ['of a newcomer, easy', ['new-contributor', 'easy', 't-order'], {}, 'reviewer'],
      ['nothing said, checks run', ['t-topology'], { checks: 'pending' }, 'reviewer'],
      ['nothing said, checks fail', ['t-topology'], failed, 'author'],
      ['recommended to the maintainers', ['maintainer-merge', 't-data'], {}, 'merger'],
      ['sent to be merged', ['ready-to-merge'], {}, 'merger'],
      ['merged once its checks pass', ['auto-merge-after-CI'], { checks: 'pending' }, 'merger'],
      ['sent to be merged, and checks fail', ['ready-to-merge'], failed, 'author'],
      ['delegated', ['delegated', 'maintainer-merge'], {}, 'merger'],
      ['delegated, alone', ['delegated', 'easy'], {}, 'author'],
      ['delegated, and discussed', ['delegated', 'awaiting-zulip'], {}, 'decision'],
      ['discussed', ['awaiting-zulip', 'awaiting-author'], {}, 'decision'],
      ['discussed, and checks fail', ['awaiting-zulip'], failed, 'author'],
      ['discussed, and unfinished', ['awaiting-zulip', 'WIP'], {}, 'author'],
      ['for its author, and it conflicts', ['awaiting-author', 'merge-conflict'], {}, 'author'],
      ['behind another one, and checks fail', ['blocked-by-other-PR'], failed, 'nobody'],
      ['behind another one, a draft', ['blocked-by-other-PR'], { isDraft: true }, 'nobody'],
      ['discussed, a draft', ['awaiting-zulip'], { isDraft: true }, 'author'],
      ['a draft', ['t-order'], { isDraft: true }, 'author'],
    ],
  },
  // https://github.com/DefinitelyTyped/dt-mergebot (compute-pr-actions.ts)
  'definitely-typed': {
    board: ['Popular package', 'Owner Approved', 'Untested Change'],
    rows: [
      ['nobody has looked', ['Critical package'], {}, 'reviewer'],
      ['tests run', ['Untested Change'], { checks: 'pending' }, 'reviewer'],
      ['an owner approved, a maintainer has to', ['Owner Approved', 'Untested Change', 'Too Many Owners'], {}, 'reviewer'],
      ['somebody approved a popular package', ['Other Approved', 'Popular package'], {}, 'reviewer'],
      ['a maintainer approved', ['Maintainer Approved', 'Self Merge'], {}, 'author'],
      ['its author owns it, and an owner approved', ['Author is Owner', 'Owner Approved', 'Self Merge'], {}, 'author'],
      ['approved, and it conflicts', ['Owner Approved', 'Has Merge Conflict'], {}, 'author'],
      ['approved, and checks fail', ['Other Approved', 'The CI failed'], {}, 'author'],
      ['changes asked for', ['Revision needed', 'Popular package'], { decision: 'changes-requested', details: { reviews: [review('bob', 'changes-requested', 3)] } }, 'author'],
      ['its author left it', ['Abandoned', 'Revision needed'], {}, 'author'],
      ['nobody reviewed it for long', ['Unreviewed', 'Author is Owner', 'No Other Owners'], {}, 'reviewer'],
      ['may be merged by its author for long', ['Self Merge', 'Unmerged', 'Owner Approved'], {}, 'author'],
      ['checks may not run', ['The CI is blocked', 'Edits Infrastructure', 'Has Merge Conflict'], {}, 'maintainer'],
      ['a new package', ['New Definition', 'Check Config'], {}, 'reviewer'],
      ['checks never ran', ['Where is GH Actions?', 'No Other Owners'], { checks: 'none' }, 'maintainer'],
      ['a draft', ['Untested Change'], { isDraft: true }, 'author'],
    ],
  },
}; // biome-ignore format: tables to read

const all = Object.entries(projects);

describe.each(all)('%s', (name, { board, rows }) => {
  test.each(rows)('%s: %j', (_, labels, change, on) => {
    const words = vocabularyOf([...board, ...labels]);
    expect(words.presets).toEqual([name]);
    const { waitingOn } = reviewState(pull({ ...change, labels }), { now: day(2), words });
    expect(`${waitingOn.on}: ${waitingOn.why}`).toMatch(`${on}: `);
  });
});

describe('in which part of a digest', () => {
  const part = (name: string, labels: string[], change: Change = {}, now = day(8)) => {
    const words = vocabularyOf([...(projects[name]?.board ?? []), ...labels]);
    const one: PullRequest = pull({ ...change, labels });
    return sectionOf(one, { translations: [], words }, now);
  };
  test.each([
    ['prow', ['approved'], 'waiting for a first review'],
    ['prow', ['lgtm'], 'waiting for another review'],
    ['prow', ['lifecycle/stale'], 'stuck'],
    ['rust', ['S-inactive'], 'stuck'],
    ['definitely-typed', ['Abandoned', 'The CI failed'], 'stuck'],
    ['definitely-typed', ['Owner Approved'], 'waiting for another review'],
    ['cpython', ['awaiting change review'], 'waiting for another review'],
    ['cpython', ['awaiting review'], 'waiting for a first review'],
  ])('%s: %j stands in: %s', (name, labels, section) => {
    expect(part(name, labels)).toBe(section);
  });
});

test.each([
  ['mathlib', 'awaiting-zulip'],
  ['mathlib', 'maintainer-merge'],
  ['definitely-typed', 'The CI is blocked'],
  ['rust', 'S-waiting-on-concerns'],
  ['prow', 'do-not-merge/hold'],
  ['cpython', 'awaiting core review'],
])('one label gives %s away: %s', (name, label) => {
  expect(vocabularyOf([label]).presets).toEqual([name]);
});
