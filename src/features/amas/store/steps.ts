// Moves questions on: whoever is first does it, and what shows them is marked in the same transaction.
import { ensure, mark, markAll, markAskers } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import type { AmaFacts, QuestionState } from '../facts.ts';
import { draftGoneWanted, type NoticeKind } from '../notice-publications.ts';
import { aboutFile, keys, topicKey } from '../publication-keys.ts';
import { issueAnswerWanted, questionWanted } from '../publications.ts';
import { firstState, type QuestionMove, questionMoves, takeMinutes } from '../rules.ts';
import type { HeldReply } from '../topic/held-replies.ts';
import { markNotices } from './asker-notices.ts';
import { byNumber, type QuestionRow, questionFacts } from './rows.ts';

/** What a move changes of a question besides its state; with its words, when that was. */
type QuestionChange = Partial<Omit<QuestionRow, 'state' | 'text' | 'wordsChangedAt'>> &
  (Pick<QuestionRow, 'text' | 'wordsChangedAt'> | { readonly text?: never });

/** Of an answer that stands in no post. */
export const inNoPost = { answerPlatform: null, answerSourceId: null, answerUrl: null, answerPlace: null };

/** Of an answer that stands in a post. */
export const inPost = ({ platform, sourceId, version, url, place }: HeldReply) => ({
  answerPlatform: platform,
  answerSourceId: sourceId,
  answerSourceVersion: version,
  answerUrl: url,
  answerPlace: place ?? null,
});

/** A move of a question. */
export interface Step {
  /** From which states it is possible. */
  readonly from: readonly QuestionState[];
  readonly to?: QuestionState;
  readonly change?: QuestionChange;
  /** Only if it is free for this host now. */
  readonly heldBy?: { readonly personId: number; readonly now: Date };
  /** Only if its words are those that were looked at. */
  readonly textVersion?: number;
  /** Only if its answer is the one that was looked at. */
  readonly answerVersion?: number;
  /** Only if its asker is this person. */
  readonly askerId?: number;
  /** Only if what was read before is older than this version of the post. */
  readonly olderSource?: number;
  /** Only if the answer is this post, in an older version. */
  readonly olderAnswer?: { readonly sourceId: string; readonly version: number };
  readonly notice?: NoticeKind;
}

/** Steps as the table of moves allows them. */
export function stepOf(
  move: QuestionMove,
  to: QuestionState | undefined,
  rest: Omit<Step, 'from' | 'to'> = {},
): Step {
  return { from: questionMoves[move], ...(to && { to }), ...rest };
}

/** Nobody has taken it, or this host did, or another one so long ago that it is free again. */
export const isFreeFor = ({ personId, now }: NonNullable<Step['heldBy']>) => ({
  OR: [
    { takenById: null },
    { takenById: personId },
    { takenAt: { lte: new Date(now.getTime() - takeMinutes * 60_000) } },
  ],
});

/** Moves a question within a transaction. */
export async function stepQuestion(
  rows: Transaction,
  ama: AmaFacts,
  step: Step & { readonly id: number },
): Promise<boolean> {
  const target = step.change?.mergedIntoId ?? undefined;
  const before =
    step.change?.mergedIntoId === null ? await rows.question.findUnique({ where: { id: step.id } }) : null;
  if (target !== undefined) {
    // Holds the other one still meanwhile, so that two are never merged into each other.
    const isThere = await rows.question.updateMany({
      where: { id: target, amaId: ama.id, state: { in: ['waiting', 'approved', 'answered'] } },
      data: { likes: { increment: 0 } },
    });
    if (isThere.count === 0) return false;
  }
  const moved = await rows.question.updateMany({
    where: {
      id: step.id,
      amaId: ama.id,
      state: { in: [...step.from] },
      ...(step.textVersion !== undefined && { textVersion: step.textVersion }),
      ...(step.answerVersion !== undefined && { answerVersion: step.answerVersion }),
      ...(step.askerId !== undefined && { askerId: step.askerId }),
      ...(step.olderSource !== undefined && { sourceVersion: { lt: step.olderSource } }),
      ...(step.olderAnswer && {
        answerSourceId: step.olderAnswer.sourceId,
        answerSourceVersion: { lt: step.olderAnswer.version },
      }),
      ...(step.heldBy && isFreeFor(step.heldBy)),
    },
    data: {
      ...step.change,
      ...(step.to && { state: step.to }),
      ...(changesWords(step.change) && { textVersion: { increment: 1 } }),
      ...(step.change?.answer !== undefined && { answerVersion: { increment: 1 } }),
    },
  });
  if (moved.count === 0) return false;
  if (changesWords(step.change)) await rereadHeldAnswer(rows, step.id);
  if (target !== undefined) {
    await rows.question.updateMany({ where: { mergedIntoId: step.id }, data: { mergedIntoId: target } });
  }
  if (before?.mergedIntoId) await unmerge(rows, ama, { id: step.id, from: before.mergedIntoId });
  if (step.to === 'withdrawn' || step.to === 'remark') await promote(rows, ama, step.id);
  await markQuestion(rows, ama, step.id);
  if (step.notice) await markNotices(rows, ama, { id: step.id, kind: step.notice });
  if (step.to) await tellHolders(rows, ama, { ...step, to: step.to });
  return true;
}

/** An answer that waits with its question was given to the words before: its post is read again. */
async function rereadHeldAnswer(rows: Transaction, id: number): Promise<void> {
  await rows.question.updateMany({
    where: { id, state: 'waiting', answerSourceId: { not: null } },
    data: { answer: null, ...inNoPost },
  });
}

/** Tells those who hold drafts of a question that went, but for whoever let it go. */
async function tellHolders(
  rows: Transaction,
  ama: AmaFacts,
  { id, to, change }: Step & { readonly id: number; readonly to: QuestionState },
): Promise<void> {
  if (to === 'approved' || to === 'answered' || to === 'waiting') return;
  const drafts = await rows.answerDraft.findMany({ where: { questionId: id }, take: mostTold });
  const told = drafts.filter(({ heldById }) => heldById !== change?.moderatedById);
  await ensure(
    rows,
    told.map((draft) => draftGoneWanted(ama, draft, to)),
  );
}

/** More drafts than a question has. */
const mostTold = 20;

/** A question is one of its own again; its asker may have been told the answer to the one that it was taken for. */
async function unmerge(rows: Transaction, ama: AmaFacts, { id, from }: { id: number; from: number }) {
  await markQuestion(rows, ama, from);
  const other = await rows.question.findUniqueOrThrow({ where: { id: from } });
  if (other.state === 'answered') await markNotices(rows, ama, { id, kind: 'parted' });
}

/** What a question that goes leaves behind: the first of those that were merged into it stands for the others from now on. */
async function promote(rows: Transaction, ama: AmaFacts, id: number): Promise<void> {
  const where = { mergedIntoId: id, state: 'merged' };
  const [first] = await rows.question.findMany({ where, orderBy: byNumber, take: 1 });
  if (!first) return;
  await rows.question.update({
    where: { id: first.id },
    data: { state: firstState(ama), mergedIntoId: null },
  });
  await rows.question.updateMany({ where: { mergedIntoId: id }, data: { mergedIntoId: first.id } });
  await markQuestion(rows, ama, first.id);
}

const changesWords = (change: QuestionChange | undefined) =>
  change?.text !== undefined || change?.proposedText !== undefined;

/** Marks what shows a question, and the question that it was merged into. */
export async function markQuestion(rows: Transaction, ama: AmaFacts, id: number): Promise<void> {
  const row = await rows.question.findUniqueOrThrow({ where: { id } });
  const target =
    row.mergedIntoId === null ? null : await rows.question.findUnique({ where: { id: row.mergedIntoId } });
  for (const shown of [row, target]) {
    if (!shown) continue;
    for (const facts of await questionFacts(rows, [shown])) await mark(rows, questionWanted(ama, facts));
  }
  if (row.answerVersion > 0) await markOrigins(rows, row);
  // What is corrected after the end is corrected in a pull request, too, as long as that is open.
  if (ama.state === 'closed') await markAll(rows, { groupId: ama.groupId, about: aboutFile(ama) });
}

/** More often than that no question is carried over. */
export const mostCarried = 10;

/** Has issues and agendas say that what they ask is answered: those of the questions from which this one, or what was merged into it, came. */
async function markOrigins(
  rows: Transaction,
  row: { readonly id: number; readonly amaId: number; readonly carriedFromId: number | null },
): Promise<void> {
  const merged = await rows.question.findMany({
    where: { mergedIntoId: row.id, state: 'merged' },
    select: { id: true, amaId: true, carriedFromId: true },
  });
  // What was put on an agenda says there that it is answered.
  for (const one of [row, ...merged]) await markAskers(rows, topicKey(one));
  let from = [row, ...merged].flatMap(({ carriedFromId }) => carriedFromId ?? []);
  for (let times = 0; from.length > 0 && times < mostCarried; times += 1) {
    const origins = await rows.question.findMany({ where: { id: { in: from } }, include: { ama: true } });
    for (const origin of origins) {
      await markAskers(rows, topicKey(origin));
      const issue = await rows.publication.findFirst({
        where: { key: keys.issue(origin.ama, origin) },
        select: { subject: true },
      });
      const repository = issue?.subject.slice(issue.subject.indexOf('/') + 1);
      if (repository !== undefined) await mark(rows, [issueAnswerWanted(origin.ama, origin, repository)]);
    }
    from = origins.flatMap(({ carriedFromId }) => carriedFromId ?? []);
  }
}
