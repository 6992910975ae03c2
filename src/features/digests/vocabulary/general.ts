// What labels mean nearly everywhere, in the words and languages in which projects write them.
import { fitsWords, formsOf, normalizedNeed, type Words, wordsOf } from '../label-patterns.ts';
import type { LabelRule, Meaning } from './shape.ts';

type More = Omit<LabelRule, 'labels' | 'means'>;
const requested: More = { why: 'changes requested', isAnswerable: true };
/** Somebody has to tell more before anything can be done. */
export const reply: More = { why: 'an answer wanted', isAnswerable: true };
const wip: More = { why: 'work in progress' };

/** Each stands alone; what says the same in other words (`inNeed`) is written once. */
const table: readonly (readonly [Meaning, string, More?])[] = [
  ['nobody', `do not merge, do not merge *, don't merge, don't merge *, dont merge, dont merge *, donotmerge, dnm, dnm *, no merge, do not land, blocked, blocked by *, blocked for *, blocked on *, blocked waiting *, blocked upstream,
    waiting for pr, waiting for other pr, waiting for another pr, waiting for upstream, waiting for upstream *, waiting for branch, waiting for release, waiting for next release, waiting for dependency, waiting for dependencies,
    wait for branch, wait for branch off, wait for release, depends on *, has dependency, merge after *, postponed, deferred, feature freeze, please adopt, adopt me, up for grabs, needs adoption, needs new author,
    bloqué, bloquée, bloqueado, bloqueada, blockiert, bloccato, заблокировано, 阻塞, ブロック中`],
  ['unfinished', `wip, work in progress, work in progress do not review, in progress, do not review, not ready, not ready for review, draft, developing, in development, in dev, doing, incomplete,
    en cours, travail en cours, in arbeit, em andamento, en progreso, en curso, in corso, в работе, 进行中, 作業中, 작업중, 작업 중`, wip],
  ['decision', `on hold, hold, paused, needs decision, needs * decision, needs decision *, waiting for decision, needs discussion, needs * discussion, needs maintainer input,
    needs consensus, under discussion, undergoing * discussion, waiting for discussion, needs second opinion, needs design, lgtm blocked, discussion, rfc, needs rfc, tsc agenda, dont merge discussion,
    à discuter, a discutir, para discutir, zu diskutieren, обсуждение, 待讨论, 議論中, 要議論`, { why: 'needs a decision' }],
  ['decision', "duplicate, duplicated, is duplicate, superseded, invalid, spam, wontfix, won't fix, wont fix, won't do, rejected, to be closed, should be closed, autoclose candidate, close?, * close?"],
  ['author', `waiting for author, waiting for author *, waiting for pr author, waiting for contributor, waiting for contributor *, waiting for submitter, waiting for submitter *, waiting for changes, waiting for fix, waiting for fixes, waiting for update, waiting for updates, waiting for revision, waiting for revisions, waiting author *, wait changes,
    wait author, needs author, needs author *, needs contributor *, needs submitter *, needs changes, needs more changes, needs modifications, needs corrections, needs work, needs more work, needs revision, needs revisions, needs update, needs updates,
    needs fix, needs fixes, needs fixing, needs cleanup, needs code changes, needs progress, needs tests, needs test, needs testcase, needs test case, needs docs, needs documentation, needs changelog, needs changelog *, needs news, needs release note,
    needs release notes, needs squash, needs sign off, needs signoff, needs improvement, needs improvements, patch needs improvement, missing tests, missing changelog, changes requested, changes request, change requested, request changes, requested changes, reviewed changes requested, modifications requested, returned with feedback,
    address comments, address review comments, comments to address, has review comments, author's turn, with author,
    next action author, action cleanup, author action, author action *, à corriger, à modifier, changements demandés, modifications demandées, corrections demandées, cambios solicitados,
    cambios requeridos, requiere cambios, alterações solicitadas, mudanças solicitadas, änderungen angefordert, änderungen nötig, überarbeiten, modifiche richieste, требуются правки, нужны правки, требует доработки,
    待修改, 需要修改, 要修正, 修正依頼, 修正待ち, 수정 필요, 수정 요청`, requested],
  ['author', `waiting for response, waiting for response from contributor, waiting for response from author, waiting for * response, waiting for answer, waiting for reply, waiting for feedback, waiting for feedback from author, waiting feedback, waiting response,
    waiting for user, waiting for user *, waiting for info, waiting for more info, waiting for information, waiting for clarification, needs info, needs information, needs more info, needs more information, info requested, more info requested,
    needs clarification, needs response, needs response from author, needs reply, needs user *`, reply],
  ['author', `needs rebase, needs * rebase, needs rebase or merge, needs rebasing, waiting for rebase, rebase me, please rebase, merge conflict, merge conflicts, has conflict, has conflicts, has merge conflict, has merge conflicts, conflict, conflicts, conflicting,
    unresolved merge conflict, unresolved conflicts, unmergeable, dont merge needs rebase, conflit, conflits, conflicto, conflictos, conflito, konflikt, конфликт, 冲突, コンフリクト, 충돌`, { why: 'has conflicts' }],
  ['author', 'cla not signed, cla no, needs cla, cla missing, missing cla, cla unsigned, cncf cla no, needs cla signature, waiting for cla, dco missing, needs dco, dco no, dco signoff no', { why: 'the CLA is not signed' }],
  ['author', 'ci failed, ci failing, ci failure, failing ci, tests failed, tests failing, failing tests, build failed, build failing, build failure, checks failed, checks failing', { why: 'checks failed', isAnswerable: true, isReviewed: false }],
  ['maintainer', 'needs ok to test', { why: 'a member has to allow the tests' }],
  ['maintainer', 'needs workflow approval, waiting for workflow approval, needs ci approval', { why: 'a maintainer has to let the checks run' }],
  ['checks', 'waiting for ci, waiting for checks, waiting for tests', { why: 'waits for its checks' }],
  ['checks', 'in merge queue, merge queue, queued for merge, merging, waiting for tree to go green', { why: 'being merged' }],
  ['merger', `ready to merge, ready for merge, ready for merging, ready to be merged, merge ready, merge me, to merge, action merge, good to merge, ok to merge, okay to merge, merge when ci passes, can be merged, ready for committer,
    waiting for merge, waiting for pr merge, waiting for merger, waiting to be merged, needs merge, needs merger, ready to land, ready for landing, ready for checkin, ready for check in, ready to ship, ship it, ready to pull, ready to go, good to go, positive review, reviews complete, review complete,
    reviewed wait merge, lgtm done, shipit, author ready, status approved, status accepted, status reviewed, reviewed approved, s approved, pr approved, review approved, approved waiting for merge, approved awaiting merge,
    prêt à fusionner, prêt à merger, prêt pour fusion, listo para fusionar, listo para merge, pronto para merge, bereit zum mergen, pronto per il merge, готово к слиянию, 待合并, 可以合并, マージ待ち, 머지 대기`, { why: 'approved' }],
  ['merger', 'maintainer merge', { why: 'recommended to the maintainers' }],
  ['self-merge', 'delegated, self merge'],
  ['reviewer', 'waiting for change review, changes made, feedback provided', { why: 'changes made, review wanted', isReviewed: true }],
  ['reviewer', 'waiting for core review, core review', { why: 'a core review wanted' }],
  ['reviewer', `waiting for review, waiting for review *, waiting for * review, waiting for codereview, waiting for reviewer, waiting for reviewer *, waiting for reviewers,
    waiting for * reviewer, waiting for pr reviewer, waiting review, needs review, needs reviews, needs more reviews, needs reviewer, needs reviewers, needs * review, needs * reviewer, needs review *,
    waiting for maintainer, waiting for maintainers, waiting for maintainer *, waiting for maintainer response, waiting for reviewer response, waiting for team response, waiting for committer, needs maintainer, needs committer,
    needs approval, needs approvals, needs * approval, needs * approvals, waiting for approval, waiting for * approval, needs copyedit, needs copy edit, needs proofreading, with reviewer, reviewer's turn, sympy's turn,
    review requested, ready for review, ready for * review, to review, to be reviewed, in review, under review, review in progress, code review, please review, ptal, second review, 2nd review, final review, peer review, sme review, re review, unreviewed,
    action review, community review, maintainer review, dev review, qa review, ux review, doc review, docs review, tech review, technical review, editorial review, lgtm need *, next action reviewers, waiting for triage, reviewable,
    en attente de relecture, en attente de revue, en attente de review, relecture, à relire, à revoir, en revisión, pendiente de revisión, espera revisión, esperando revisión, para revisar, em revisão,
    aguardando revisão, revisão pendente, warten auf review, review nötig, zu prüfen, in revisione, da revisionare, do sprawdzenia, do recenzji, на ревью, ожидает ревью, нужно ревью, на проверке,
    待审核, 待审查, 需要审核, 审核中, 待评审, レビュー待ち, レビュー依頼, レビュー中, 리뷰 대기, 리뷰 요청, 리뷰 필요, 검토 필요, 검토 대기`, { why: 'a review wanted' }],
  ['stale', 'stale, stale pr, no pr activity, inactive, stalled, abandoned, no activity, no recent activity, lifecycle stale, lifecycle rotten'],
]; // biome-ignore format: a table to read

const rules: readonly LabelRule[] = table.flatMap(([means, labels, more]) =>
  labels.split(',').map((one) => ({ labels: [one.trim().replaceAll(/\s+/gu, ' ')], means, ...more })),
);
const patterns = rules.map((rule) => [normalizedNeed(rule.labels[0] ?? ''), rule] as const);
// The first of two that say the same holds.
const exact = new Map(patterns.toReversed());
const starred = patterns
  .filter(([pattern]) => pattern.includes('*'))
  .map(([pattern, rule]): { words: Words; rule: LabelRule } => ({ words: wordsOf(pattern), rule }));

/** What a label means where no project and no group says otherwise; people keep such labels by hand. */
export function generalRule(label: string): LabelRule | undefined {
  const forms = formsOf(label);
  for (const form of forms) {
    const rule = exact.get(form);
    if (rule) return rule;
  }
  return starred.find(({ words }) => forms.some((form) => fitsWords(form, words)))?.rule;
}
