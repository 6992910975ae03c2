// The words of CPython, of prow (Kubernetes), Rust, mathlib and DefinitelyTyped.
import type { LabelRule, Meaning, Preset } from './shape.ts';

const rule = (labels: string | string[], means: Meaning, more: Omit<LabelRule, 'labels' | 'means'> = {}) => ({
  labels: typeof labels === 'string' ? [labels] : labels,
  means,
  ...more,
});
const each = (labels: readonly string[], means: Meaning, more: Omit<LabelRule, 'labels' | 'means'> = {}) =>
  labels.map((label) => rule(label, means, more));

/** https://github.com/python/bedevere: the labels follow reviews and "I have made the requested changes". */
const cpython: Preset = {
  name: 'cpython',
  marks: [['awaiting core review'], ['awaiting change review'], ['needs backport to 3.*']],
  rules: [
    rule('do not merge', 'nobody'),
    rule('awaiting changes', 'author', { why: 'changes requested', isAnswerable: true }),
    rule('pending', 'author', { why: 'closed soon without an answer', isAnswerable: true }),
    rule('cla not signed', 'author', { why: 'the CLA is not signed' }),
    rule('awaiting merge', 'merger', { why: 'approved', isFirm: true }),
    rule('awaiting change review', 'reviewer', { why: 'changes made, review wanted', isReviewed: true }),
    rule('awaiting core review', 'reviewer', { why: 'a core review wanted', isFirm: true }),
    rule('awaiting review', 'reviewer', { why: 'a review wanted', isFirm: true }),
    rule('stale', 'stale'),
  ],
};

/** https://docs.prow.k8s.io/docs/components/core/tide/: what has `lgtm` and `approved` and nothing against it is merged. */
const prow: Preset = {
  name: 'prow',
  marks: [['do-not-merge/*'], ['needs-ok-to-test'], ['cncf-cla: *'], ['lifecycle/rotten'], ['lifecycle/stale'], ['lgtm', 'approved']],
  rules: [
    rule('do-not-merge/work-in-progress', 'unfinished', { why: 'work in progress' }),
    rule('do-not-merge/hold', 'decision', { why: 'on hold' }),
    rule('do-not-merge/cherry-pick-not-approved', 'decision', { why: 'the cherry-pick is not approved' }),
    rule('do-not-merge/blocked-paths', 'decision', { why: 'touches what is frozen' }),
    rule('do-not-merge/invalid-owners-file', 'author', { why: 'the OWNERS file is invalid' }),
    rule('do-not-merge/release-note-label-needed', 'author', { why: 'a release note is missing' }),
    rule('do-not-merge/*freeze*', 'nobody', { why: 'frozen for a release' }),
    rule('do-not-merge/*', 'author'),
    rule('do-not-merge', 'nobody'),
    rule('needs-rebase', 'author', { why: 'has conflicts' }),
    rule('cncf-cla: no', 'author', { why: 'the CLA is not signed' }),
    rule('cla: no', 'author', { why: 'the CLA is not signed' }),
    rule('needs-ok-to-test', 'maintainer', { why: 'a member has to allow the tests' }),
    rule(['lgtm', 'approved'], 'merger', { why: 'approved' }),
    rule('lgtm', 'reviewed', { why: 'looks good, an approver wanted' }),
    // Approvers' own pull requests bear it from the start: nobody need have looked.
    rule('approved', 'reviewed', { why: 'approved, an LGTM wanted', isReviewed: false }),
    ...each(['lifecycle/stale', 'lifecycle/rotten'], 'stale'),
  ],
  isMergedByLabel: true,
  isPendingNormal: true,
}; // biome-ignore format: a table to read

/** https://forge.rust-lang.org/release/triage-procedure.html */
const rust: Preset = {
  name: 'rust',
  marks: [['s-waiting-on-*'], ['s-blocked'], ['s-experimental']],
  rules: [
    rule('s-experimental', 'unfinished', { why: 'an experiment' }),
    rule('s-blocked', 'nobody', { why: 'blocked' }),
    rule('s-waiting-on-release', 'nobody', { why: 'waits for a release' }),
    ...each(['s-waiting-on-llvm', 's-waiting-on-upstream'], 'nobody', { why: 'waits for another project' }),
    rule('s-waiting-on-documentation', 'nobody', { why: 'waits for its documentation' }),
    rule('s-waiting-on-stabilization', 'nobody', { why: 'waits for a stabilization' }),
    rule('s-waiting-on-author', 'author', { why: 'waits on the author' }),
    rule('s-waiting-on-concerns', 'author', { why: 'concerns to be answered' }),
    rule('s-inactive', 'author', { why: 'inactive, waits on the author', isStale: true }),
    ...each(['s-waiting-on-crater', 's-needs-crater'], 'checks', { why: 'waits for a crater run' }),
    ...each(['s-waiting-on-perf', 's-waiting-on-try*'], 'checks', { why: 'waits for measurements' }),
    rule('s-waiting-on-bors', 'merger', { why: 'approved, to be merged by bors', isFirm: true }),
    rule('s-waiting-on-review', 'reviewer', { why: 'a review wanted', isFirm: true }),
    rule('s-waiting-on-reviewer', 'reviewer', { why: 'a review wanted', isFirm: true }),
    rule('s-waiting-on-fcp', 'decision', { why: 'in its final comment period' }),
    // A team, a bikeshed, an ACP, an MCP: somebody has to decide.
    ...each(['s-waiting-on-team', 's-waiting-on-t-*'], 'decision', { why: 'a team has to decide' }),
    rule('s-waiting-on-*', 'decision'),
  ],
  isMergedByLabel: true,
  labelsOfDrafts: ['nobody', 'decision', 'checks'],
};

/** https://github.com/leanprover-community/queueboard: whatever has no such label, and no failed checks, is in the reviewers' queue. */
const mathlib: Preset = {
  name: 'mathlib',
  marks: [['awaiting-zulip'], ['maintainer-merge'], ['auto-merge-after-ci'], ['blocked-by-core-pr'], ['blocked-by-batt-pr']],
  faintMarks: [['ready-to-merge'], ['delegated'], ['awaiting-author'], ['awaiting-ci'], ['please-adopt'], ['merge-conflict'],
    ['blocked-by-other-pr'], ['new-contributor'], ['t-*']],
  rules: [
    // Blocked, unfinished, undecided, conflicting, sent to be merged, its author's: in this order.
    rule(['ready-to-merge', 'awaiting-author'], 'merger', { why: 'approved' }),
    rule('wip', 'unfinished', { why: 'work in progress' }),
    rule('blocked-by-*', 'nobody'),
    rule('please-adopt', 'nobody', { why: 'somebody may adopt it' }),
    rule('awaiting-zulip', 'decision', { why: 'discussed on Zulip', isAfterChecks: true }),
    rule('rfc', 'decision', { why: 'comments wanted', isAfterChecks: true }),
    rule('merge-conflict', 'author', { why: 'has conflicts' }),
    rule('awaiting-author', 'author', { why: 'waits on the author' }),
    rule('help-wanted', 'author', { why: 'the author wants help' }),
    rule('awaiting-ci*', 'checks', { why: 'waits for its checks' }),
    rule('auto-merge-after-ci', 'merger', { why: 'approved, merged once its checks pass' }),
    rule('ready-to-merge', 'merger', { why: 'approved' }),
    rule('maintainer-merge', 'merger', { why: 'a reviewer recommends it to the maintainers' }),
    rule('delegated', 'self-merge'),
  ],
  isMergedByLabel: true,
  isPendingNormal: true,
  labelsOfDrafts: ['nobody'],
}; // biome-ignore format: a table to read

/** https://github.com/DefinitelyTyped/dt-mergebot: it sets all of these from reviews, checks and who owns the types. */
const definitelyTyped: Preset = {
  name: 'definitely-typed',
  marks: [['the ci is blocked'], ['owner approved'], ['author is owner'], ['no other owners'], ['edits multiple packages'], ['where is gh actions?']],
  faintMarks: [['self merge'], ['the ci failed'], ['revision needed'], ['other approved'], ['maintainer approved'], ['untested change'],
    ['critical package'], ['too many owners'], ['new definition'], ['check config']],
  rules: [
    rule('has merge conflict', 'author', { why: 'has conflicts' }),
    rule('the ci failed', 'author', { why: 'checks failed' }),
    rule('revision needed', 'author', { why: 'changes requested', isAnswerable: true }),
    rule('the ci is blocked', 'maintainer', { why: 'a maintainer has to let the checks run', isFirst: true }),
    rule('where is gh actions?', 'maintainer', { why: 'the checks never ran' }),
    rule('mergebot error', 'maintainer', { why: "the project's bot failed" }),
    rule('self merge', 'self-merge'),
    ...each(['owner approved', 'other approved', 'maintainer approved'], 'reviewed', { why: 'approved, but not by all it takes' }),
    rule('abandoned', 'author', { why: 'the author was not there for long', isStale: true, isAnswerable: true, isReviewed: false }),
    ...each(['unreviewed', 'unmerged'], 'stale'),
  ],
  isMergedByLabel: true,
  isPendingNormal: true,
  isRunByBot: true,
}; // biome-ignore format: a table to read

/** All presets. */
export const presets: readonly Preset[] = [cpython, prow, rust, mathlib, definitelyTyped];
