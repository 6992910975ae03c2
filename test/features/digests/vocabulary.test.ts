// What labels mean: presets are recognised by their labels, the first rule takes a label, and a group's word goes first.
import { describe, expect, test } from 'vitest';
import { isLabel } from '../../../src/features/digests/label-patterns.ts';
import { presets } from '../../../src/features/digests/vocabulary/presets.ts';
import { labelRuleShape, saidVocabularyShape } from '../../../src/features/digests/vocabulary/shape.ts';
import { meaningsOf, recognised, vocabularyOf } from '../../../src/features/digests/vocabulary.ts';
import { pull } from './pulls.ts';
import { waitingOn } from './waits.ts';

/** Labels as they are seen on the open pull requests of a repository. */
const boards = {
  cpython: ['docs', 'awaiting core review', 'skip news', 'awaiting merge', 'needs backport to 3.14'],
  prow: ['cncf-cla: yes', 'size/M', 'language/en', 'approved', 'lgtm', 'needs-rebase'],
  rust: ['T-compiler', 'S-waiting-on-review', 'A-docs'],
  mathlib: ['t-algebra', 'awaiting-author', 'new-contributor', 'merge-conflict', 'WIP'],
  'definitely-typed': ['Popular package', 'Owner Approved', 'Self Merge', 'Untested Change'],
} as const;

describe('a repository is recognised by its labels', () => {
  test.each(Object.entries(boards))('%s', (name, labels) => {
    expect(recognised(labels).map((one) => one.name)).toEqual([name]);
  });

  test('two words of which each alone tells nothing are enough', () => {
    expect(recognised(['ready-to-merge', 't-algebra']).map(({ name }) => name)).toEqual(['mathlib']);
  });

  test.each([
    ['nothing', []],
    ['ordinary labels', ['bug', 'documentation', 'good first issue', 'dependencies', 'stale']],
    ['one word that mathlib has too', ['ready-to-merge', 'bug']],
    ['one of two labels', ['lgtm', 'bug']],
  ])('and by none from %s', (_, labels) => {
    expect(recognised(labels)).toEqual([]);
  });
});

/** What each label of a board alone says, on an otherwise ordinary pull request. */
const table: Record<keyof typeof boards, Record<string, string>> = {
  cpython: {
    'awaiting review': 'reviewer: a review wanted',
    'awaiting core review': 'reviewer: a core review wanted',
    'awaiting changes': 'author: changes requested',
    'awaiting change review': 'reviewer: changes made, review wanted',
    'awaiting merge': 'merger: approved',
    'DO-NOT-MERGE': 'nobody: labelled DO-NOT-MERGE',
    pending: 'author: closed soon without an answer',
    stale: 'reviewer: no review yet',
    'skip news': 'reviewer: no review yet',
  },
  prow: {
    'do-not-merge/hold': 'decision: on hold',
    'do-not-merge/work-in-progress': 'author: work in progress',
    'do-not-merge/invalid-owners-file': 'author: the OWNERS file is invalid',
    'do-not-merge/release-note-label-needed': 'author: a release note is missing',
    'do-not-merge/needs-kind': 'author: labelled do-not-merge/needs-kind',
    'needs-rebase': 'author: has conflicts',
    'cncf-cla: no': 'author: the CLA is not signed',
    'cncf-cla: yes': 'reviewer: no review yet',
    'needs-ok-to-test': 'maintainer: a member has to allow the tests',
    lgtm: 'reviewer: looks good, an approver wanted',
    approved: 'reviewer: approved, an LGTM wanted',
    'size/XXL': 'reviewer: no review yet',
  },
  rust: {
    'S-waiting-on-review': 'reviewer: a review wanted',
    'S-waiting-on-author': 'author: waits on the author',
    'S-waiting-on-bors': 'merger: approved, to be merged by bors',
    'S-waiting-on-team': 'decision: a team has to decide',
    'S-waiting-on-t-lang': 'decision: a team has to decide',
    'S-waiting-on-fcp': 'decision: in its final comment period',
    'S-waiting-on-concerns': 'author: concerns to be answered',
    'S-waiting-on-documentation': 'nobody: waits for its documentation',
    'S-waiting-on-bikeshed': 'decision: labelled S-waiting-on-bikeshed',
    'S-waiting-on-crater': 'ci: waits for a crater run',
    'S-waiting-on-perf': 'ci: waits for measurements',
    'S-blocked': 'nobody: blocked',
    'S-experimental': 'author: an experiment',
  },
  mathlib: {
    'ready-to-merge': 'merger: approved',
    'maintainer-merge': 'merger: a reviewer recommends it to the maintainers',
    delegated: 'author: the author may merge it',
    'awaiting-author': 'author: waits on the author',
    'awaiting-CI': 'ci: waits for its checks',
    'awaiting-zulip': 'decision: discussed on Zulip',
    'merge-conflict': 'author: has conflicts',
    WIP: 'author: work in progress',
    'blocked-by-other-PR': 'nobody: labelled blocked-by-other-PR',
    'blocked-by-core-release': 'nobody: labelled blocked-by-core-release',
    'please-adopt': 'nobody: somebody may adopt it',
    't-topology': 'reviewer: no review yet',
  },
  'definitely-typed': {
    'Self Merge': 'author: the author may merge it',
    'Has Merge Conflict': 'author: has conflicts',
    'The CI failed': 'author: checks failed',
    'The CI is blocked': 'maintainer: a maintainer has to let the checks run',
    'Revision needed': 'author: changes requested',
    'Owner Approved': 'reviewer: approved, but not by all it takes',
    'Popular package': 'reviewer: no review yet',
  },
};

describe.each(Object.entries(table))('on a board like %s', (name, answers) => {
  const labels = Object.entries(boards).find(([board]) => board === name)?.[1] ?? [];
  test.each(Object.entries(answers))('%s', (label, answer) => {
    const { on, why } = waitingOn(pull({ labels: ['docs', label] }), vocabularyOf(labels));
    expect(`${on}: ${why}`).toBe(answer);
  });
});

describe('of several labels the strongest decides', () => {
  test.each([
    ['prow', ['lgtm', 'approved', 'cncf-cla: yes'], 'merger'],
    ['prow', ['lgtm', 'approved', 'do-not-merge/hold'], 'decision'],
    ['prow', ['lgtm', 'approved', 'needs-rebase'], 'author'],
    ['prow', ['lgtm', 'do-not-merge/hold', 'do-not-merge/work-in-progress'], 'author'],
    ['rust', ['S-waiting-on-review', 'S-blocked'], 'nobody'],
    ['rust', ['S-waiting-on-review', 'S-waiting-on-team'], 'decision'],
    ['mathlib', ['delegated', 'ready-to-merge'], 'merger'],
    ['mathlib', ['delegated', 'merge-conflict'], 'author'],
    ['mathlib', ['maintainer-merge', 'awaiting-author'], 'author'],
    // https://github.com/leanprover-community/queueboard, classify_pr_state.py
    ['mathlib', ['WIP', 'blocked-by-other-PR'], 'nobody'],
    ['mathlib', ['merge-conflict', 'blocked-by-core-PR'], 'nobody'],
    ['mathlib', ['merge-conflict', 'WIP'], 'author'],
    ['mathlib', ['merge-conflict', 'awaiting-zulip'], 'decision'],
    ['mathlib', ['merge-conflict', 'ready-to-merge'], 'author'],
    ['mathlib', ['ready-to-merge', 'awaiting-author'], 'merger'],
    ['mathlib', ['ready-to-merge', 'awaiting-author', 'merge-conflict'], 'author'],
    ['mathlib', ['delegated', 'awaiting-author'], 'author'],
    ['definitely-typed', ['Owner Approved', 'Self Merge'], 'author'],
    ['definitely-typed', ['The CI is blocked', 'Has Merge Conflict'], 'maintainer'],
    ['definitely-typed', ['The CI is blocked', 'Revision needed', 'The CI failed'], 'maintainer'],
  ])('%s: %s', (name, labels, on) => {
    const words = vocabularyOf([], { labels: [], bots: [], presets: [name] });
    expect(waitingOn(pull({ labels }), words).on).toBe(on);
  });
});

test.each([
  ['Do Not Merge', 'do-not-merge', true],
  ['do_not_merge', 'DO NOT MERGE', true],
  ['do-not-merge/hold', 'do-not-merge', false],
  ['do-not-merge/hold', 'do-not-merge/*', true],
  ['needs API decision', 'needs * decision', true],
  ['needs decision', 'needs * decision', false],
  ['a*b', 'a*b', true],
  ['S-waiting', 's-waiting-on-*', false],
  ['aXbXa', 'a*b*a', true],
  ['aba', 'ab*ba', false],
])('%s is meant by %s: %s', (label, pattern, is) => {
  expect(isLabel(label, pattern)).toBe(is);
});

test('each label is taken once: by the rule that names it, before the one that has a star', () => {
  const found = meaningsOf(['do-not-merge/hold', 'do-not-merge/needs-sig', 'bug'], vocabularyOf(boards.prow));
  expect(found.map(({ means, labels }) => [means, labels])).toEqual([
    ['decision', ['do-not-merge/hold']],
    ['author', ['do-not-merge/needs-sig']],
  ]);
});

describe('what a group says', () => {
  const said = saidVocabularyShape.parse(
    JSON.parse(`{
      "labels": [
        {"labels": ["approved"], "means": "nothing"},
        {"labels": ["needs: copy edit"], "means": "reviewer", "why": "a copy edit wanted"}
      ],
      "bots": ["Docs-Helper"]
    }`),
  );
  const words = vocabularyOf(boards.prow, said);

  test('goes before every preset', () => {
    expect(waitingOn(pull({ labels: ['needs: copy edit'] }), words)).toMatchObject({
      on: 'reviewer',
      why: 'a copy edit wanted',
    });
    expect(waitingOn(pull({ labels: ['lgtm', 'approved'] }), words).on).toBe('reviewer');
  });

  test('makes a bot of an account', () => {
    expect([words.isBot('docs-helper'), vocabularyOf([]).isBot('docs-helper')]).toEqual([true, false]);
  });

  test('chooses presets instead of what is recognised', () => {
    expect(vocabularyOf(boards.prow, { ...said, presets: ['rust'] }).presets).toEqual(['rust']);
  });
});

test.each([
  'k8s-ci-robot',
  'k8s-triage-robot',
  'coderabbitai',
  'dependabot',
  'dependabot[bot]',
  'pre-commit-ci[bot]',
  'copilot-pull-request-reviewer',
  'gemini-code-assist',
  'bedevere-app',
  'miss-islington',
  'rustbot',
  'bors',
  'leanprover-community-bot',
  'leanprover-community-bot-assistant',
  'some-project-bot',
  'Rust-Log-Analyzer',
])('%s is known as a bot by name', (login) => {
  expect(vocabularyOf([]).isBot(login)).toBe(true);
});

test.each(['ada', 'abbot', 'robotnik', 'hugovk', 'botanist', 'kabbot'])('%s is not', (login) => {
  expect(vocabularyOf([]).isBot(login)).toBe(false);
});

test('every rule of every preset is what a group could have said', () => {
  for (const { name, rules } of presets) {
    expect(rules.length, name).toBeGreaterThan(4);
    for (const rule of rules) expect(labelRuleShape.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  }
});

describe('boards that no preset is for, in the words of each', () => {
  const said: Record<string, string> = {
    // https://github.com/matplotlib/matplotlib, numpy, scikit-learn, NixOS/nixpkgs, sagemath/sage
    'status: needs revision': 'author',
    'status: needs rebase': 'author',
    'status: needs workflow approval': 'maintainer',
    '54 - Needs decision': 'decision',
    '25 - WIP': 'author',
    'Waiting for Second Reviewer': 'reviewer',
    '2.status: merge conflict': 'author',
    '2.status: work-in-progress': 'author',
    '2.status: wait-for-branch': 'nobody',
    's: positive review': 'merger',
    's: needs work': 'author',
    's: needs review': 'reviewer',
    // Symfony, Gutenberg, Angular, Arrow, Mattermost, RAPIDS, moby, Nextcloud, Gitea, Jenkins, Spring, Servo, Bevy, Julia
    'Status: Waiting feedback': 'author',
    '[Status] In Progress': 'author',
    '[Status] Blocked': 'nobody',
    'action: review': 'reviewer',
    'action: merge': 'merger',
    'action: cleanup': 'author',
    'awaiting committer review': 'reviewer',
    'Awaiting Submitter Action': 'author',
    '4: Reviews Complete': 'merger',
    '1: Dev Review': 'reviewer',
    '4 - Waiting on Author': 'author',
    '4 - Needs cuDF (Python) Reviewer': 'reviewer',
    '5 - Ready to Merge': 'merger',
    '5 - DO NOT MERGE': 'nobody',
    'status/2-code-review': 'reviewer',
    'status/failing-ci': 'author',
    '3. to review': 'reviewer',
    'lgtm/need 2': 'reviewer',
    'reviewed/wait-merge': 'merger',
    'unresolved-merge-conflict': 'author',
    'status: waiting-for-feedback': 'author',
    'status: feedback-provided': 'reviewer',
    'S-needs-code-changes': 'author',
    'S-Needs-Review': 'reviewer',
    'status:waiting for PR reviewer': 'reviewer',
    'status:DO NOT MERGE': 'nobody',
    // one thing said in the words of each: sympy, PostgreSQL, prow's dco plugin, Microsoft's and others' bots
    "PR: author's turn": 'author',
    "PR: sympy's turn": 'reviewer',
    'Ready for Committer': 'merger',
    'Returned with Feedback': 'author',
    'dco-signoff: no': 'author',
    'author feedback needed': 'author',
    'Submitter action required': 'author',
    'response required': 'author',
    'more changes needed': 'author',
    'decision needed': 'decision',
    'pending release': 'nobody',
    'do not merge yet': 'nobody',
    'depends on another PR': 'nobody',
    'awaiting maintainers': 'reviewer',
    'awaiting maintainer response': 'reviewer',
    'needs-second-approval': 'reviewer',
    'Approval required': 'reviewer',
    'review in progress': 'reviewer',
    'technical review needed': 'reviewer',
    'good to go': 'merger',
    // Read the Docs, Django, GitLab
    'Needed: design decision': 'decision',
    'Needed: more information': 'author',
    'Needed: documentation': 'author',
    'PR: ship it': 'merger',
    'Patch needs improvement': 'author',
    'Ready for checkin': 'merger',
    'workflow::in dev': 'author',
    'workflow::ready for review': 'reviewer',
    'review pending': 'reviewer',
    'CLA pending': 'author',
    'DNM: review pending': 'nobody',
    'do-not-merge/pending': 'nobody',
    'depends on: X pending': 'nobody',
    'merge after: X pending': 'nobody',
    'awaiting fixes': 'author',
    'SME review': 'reviewer',
    // Salt, Homebrew, Home Assistant, numpy, astropy, Gitea, Airflow, Black, space-station-14, OpenTelemetry
    'Needs Testcase': 'author',
    'build failure': 'author',
    'waiting-response': 'author',
    'needs rebase or merge': 'author',
    'waiting-for-PR': 'nobody',
    '2.status: wait-for-branch-off': 'nobody',
    'blocked:waiting-on-spec': 'nobody',
    'second-opinion-wanted': 'decision',
    'S: needs design': 'decision',
    'S: Undergoing Maintainer Discussion': 'decision',
    'lgtm/blocked': 'decision',
    'Close?': 'decision',
    '57 - Close?': 'decision',
    Duplicate: 'decision',
    'status: invalid': 'decision',
    wontfix: 'decision',
    'status: autoclose candidate': 'decision',
    'okay to merge': 'merger',
    '💤 merge-when-ci-passes': 'merger',
    // with pictures, other words, other languages
    'merge conflicts 🚧': 'author',
    'PR: Needs Review :eyes:': 'reviewer',
    '⛔ Blocked': 'nobody',
    'Requires changes!': 'author',
    'En attente de relecture': 'reviewer',
    'modifications demandées': 'author',
    'pendiente de revisión': 'reviewer',
    'на ревью': 'reviewer',
    レビュー待ち: 'reviewer',
    需要修改: 'author',
  };
  test.each(Object.entries(said))('%s', (label, on) => {
    expect(waitingOn(pull({ labels: ['docs', label] }), vocabularyOf([])).on).toBe(on);
    expect(meaningsOf(['docs', label], vocabularyOf([]))).toHaveLength(1);
  });

  test.each([
    'bug', 'documentation', 'good first issue', 'help wanted', 'needs-triage', 'kind/documentation', 'approved', 'lgtm', 'size/S', 'cla: yes', 'CLA Signed',
    'cncf-cla: yes', 'priority/backlog', 'skip news', 'needs backport to 3.13', 'reviewed-by-bot', 'code-review-tools', 'area/merge', 'merge', 'review', 'author',
    'topic: conflict resolution', 'draft-js', 'no review needed', 'no changes required', 'help needed', 'pending', 'pending tests removal', 'no review pending', 'no approval pending', 'missing docs', 'needs feedback', 'automerge', '12.approvals: 1', 'A-blocked-code', 'translation', ':', '🚧', '1', 'S-', '',
  ])('%j says nothing', (label) => {
    expect(meaningsOf([label], vocabularyOf([]))).toEqual([]);
  }); // biome-ignore format: a list to read
});
