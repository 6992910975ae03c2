// Carries open questions over into another AMA: each once, with those merged into it, and whoever asked is told where to.
import { mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { type AmaFacts, labelOf, type QuestionFacts, type QuestionState } from '../facts.ts';
import { cardWanted } from '../publications.ts';
import { firstState } from '../rules.ts';
import { tellAskers } from './asker-notices.ts';
import { insert } from './asking.ts';
import { byNumber, type QuestionRow, questionFacts, readAma } from './rows.ts';
import { markQuestion, mostCarried } from './steps.ts';

/** Opens the rows. */
export function carryingStore(database: Database) {
  return {
    /** The other AMA into which a question was carried over, and its number there. */
    async carriedTo(question: Pick<QuestionFacts, 'id'>) {
      const copy = await carriedCopy(database, question);
      if (!copy) return undefined;
      return { title: copy.ama.title, label: labelOf(copy), isAnnounced: copy.ama.state !== 'draft' };
    },
    /** The question that it became, as far as that was answered, or its answer taken back; with its AMA. */
    async answeredLater({ id }: Pick<QuestionFacts, 'id'>) {
      let copy = await carriedCopy(database, { id });
      for (let times = 0; copy && times < mostCarried; times += 1) {
        const { mergedIntoId } = copy;
        const shown =
          mergedIntoId === null ? copy : await database.question.findUnique({ where: { id: mergedIntoId } });
        if (shown && shown.answerVersion > 0) {
          const [question] = await questionFacts(database, [shown]);
          return question && { ama: await readAma(database, shown.amaId), question };
        }
        copy = await carriedCopy(database, copy);
      }
      return undefined;
    },
    /**
     * Puts open questions of an AMA to another one, each once, with their votes; answers how many went. Undefined when that one
     * is closed by now.
     */
    carryInto: (
      from: AmaFacts,
      { id }: AmaFacts,
      { questionIds, now }: { questionIds: readonly number[]; now: Date },
    ) =>
      change(database, from.groupId, async (rows) => {
        const to = await readAma(rows, id);
        return to.state === 'closed' ? undefined : await carryQuestions(rows, { from, to, now, questionIds });
      }),
  };
}

/** The copy of a question in another AMA, if it was carried over into one that takes place. */
async function carriedCopy(rows: Database | Transaction, { id }: Pick<QuestionFacts, 'id'>) {
  return await rows.question.findFirst({
    where: { carriedFromId: id, ama: { isCalledOff: false } },
    orderBy: { id: 'desc' },
    include: { ama: { select: { title: true, state: true } } },
  });
}

/**
 * Puts the open questions of one AMA to another, as asked by the same people, with their votes and those that were merged
 * into them, each once: what was carried before stays where it went. Answers how many open ones. Who asked does not leave
 * the database. `questionIds` are those that are meant; all when absent.
 */
export async function carryQuestions(
  rows: Transaction,
  how: { from: AmaFacts; to: AmaFacts; now: Date; questionIds?: readonly number[] },
): Promise<number> {
  const { from, to, now, questionIds } = how;
  const where = { amaId: from.id, state: { in: ['waiting', 'approved'] } };
  const open = await rows.question.findMany({ where, orderBy: byNumber });
  // Read at once: many questions are to go within one transaction.
  const copies = await rows.question.findMany({
    where: { carriedFromId: { in: open.map(({ id }) => id) }, ama: { isCalledOff: false } },
  });
  const below = { amaId: from.id, state: 'merged' };
  const merged = await rows.question.findMany({ where: below, orderBy: byNumber });
  const wanted = open.filter(({ id }) => questionIds?.includes(id) ?? true);
  const meant = wanted.filter(({ id }) => !copies.some(({ carriedFromId }) => carriedFromId === id));
  for (const row of meant) {
    // What no moderator looked at is not published by being carried.
    const state = row.state === 'waiting' ? 'waiting' : firstState(to);
    const made = await carryOne(rows, to, { row, now, state });
    const same = merged.filter(({ mergedIntoId }) => mergedIntoId === row.id);
    for (const one of same)
      await carryOne(rows, to, { row: one, now, state: 'merged', mergedIntoId: made.id });
    // A merged one is counted with the question that stands for it.
    if (same.length > 0) await markQuestion(rows, to, made.id);
  }
  for (const facts of await questionFacts(rows, meant)) await mark(rows, cardWanted(from, facts));
  if (to.state !== 'draft') await tellCarried(rows, to);
  return meant.length;
}

async function carryOne(
  rows: Transaction,
  to: AmaFacts,
  how: { row: QuestionRow; now: Date; state: QuestionState; mergedIntoId?: number },
): Promise<QuestionFacts> {
  const { row, now, state, mergedIntoId } = how;
  const { platform, askerId, askerAccountId, isAnonymous, wantsNotice, id, likes, carriedLikes } = row;
  const asked = { platform, askerId, askerAccountId, isAnonymous, wantsNotice };
  // Words that no moderator had looked at yet are looked at there.
  const isChanged = state === 'waiting' && row.proposedText !== null;
  const text = isChanged ? (row.proposedText ?? row.text) : row.text;
  const made = await insert(rows, to, {
    asked: { ...asked, text, sourceId: `carried/${id}`, now },
    state,
    carried: {
      carriedFromId: id,
      carriedLikes: likes + (carriedLikes ?? 0),
      ...(isChanged && { earlierText: row.text }),
    },
    ...(mergedIntoId !== undefined && { mergedIntoId }),
  });
  const votes = await rows.vote.findMany({ where: { questionId: id }, orderBy: { id: 'asc' } });
  await rows.vote.createMany({
    data: votes.map(({ personId, platform: votedOn, accountId }) => ({
      questionId: made.id,
      personId,
      platform: votedOn,
      accountId,
      carriedFromId: id,
    })),
  });
  return made;
}

/** Tells those whose questions were carried over where they are now: once everybody may know of that AMA. */
export async function tellCarried(rows: Transaction, to: AmaFacts): Promise<void> {
  const carried = await rows.question.findMany({
    where: { amaId: to.id, carriedFromId: { not: null }, wantsNotice: true },
    select: { id: true, uid: true, askerId: true },
    orderBy: byNumber,
  });
  await tellAskers(rows, to, { kind: 'carried', questions: carried });
}
