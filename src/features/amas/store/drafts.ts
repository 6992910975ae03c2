// The rows of answers that are not published yet: each is kept until somebody publishes or discards it.
import { ensure, mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { AmaFacts, DraftFacts, QuestionFacts } from '../facts.ts';
import { draftsWanted, handedWanted, heldWanted } from '../notice-publications.ts';
import { keys } from '../publication-keys.ts';
import { cardWanted } from '../publications.ts';
import { presentHosts } from '../rules.ts';
import { type HeldReply, replyFrom, replyPrefix, replySource } from '../topic/held-replies.ts';
import { questionFacts } from './rows.ts';
import { isFreeFor, type Step, stepQuestion } from './steps.ts';

/** A draft to be, and the mark of the question's words that its writer read. */
interface NewDraft extends Pick<DraftFacts, 'text' | 'basedOn' | 'writtenById' | 'sourceId'> {
  readonly questionMark: string;
  readonly now: Date;
}

type PostOf = Pick<HeldReply, 'platform' | 'sourceId'>;

/** So many drafts one question may have. */
export const mostDrafts = 10;

/** Opens the rows of drafts. */
export function draftStore(database: Database) {
  return {
    /** Keeps a draft, each request's once; undefined when a question has as many as it may. */
    draft: (ama: AmaFacts, question: QuestionFacts, { now, ...facts }: NewDraft) =>
      change(database, ama.groupId, async (rows) => {
        const source = { questionId: question.id, sourceId: facts.sourceId };
        const known = await rows.answerDraft.findUnique({ where: { questionId_sourceId: source } });
        if (known) return known;
        if ((await rows.answerDraft.count({ where: { questionId: question.id } })) >= mostDrafts)
          return undefined;
        const data = { ...facts, questionId: question.id, heldById: facts.writtenById, updatedAt: now };
        const made = await rows.answerDraft.create({ data });
        await markCards(rows, ama, [question.id]);
        return made;
      }),
    /** The drafts of a question, oldest first. */
    draftsOf: (questionId: number) =>
      database.answerDraft.findMany({ where: { questionId }, orderBy: { id: 'asc' } }),
    /** The drafts of an AMA, oldest first. */
    draftsIn: (amaId: number) =>
      database.answerDraft.findMany({ where: { question: { amaId } }, orderBy: { id: 'asc' }, take: 200 }),
    draftById: async (id: number) => (await database.answerDraft.findUnique({ where: { id } })) ?? undefined,
    /** Keeps a host's reply as a draft, since it may answer what the question said before, and asks them in private. Harmless to repeat. */
    holdReply: (
      ama: AmaFacts,
      question: QuestionFacts,
      held: { reply: HeldReply; text: string; byId: number; now: Date },
    ) => change(database, ama.groupId, (rows) => hold(rows, ama, question, held)),
    /** In which version of its post a reply was held, whatever became of it, 0 when it was not; and whether it still is. */
    async held(ama: AmaFacts, question: QuestionFacts, reply: PostOf) {
      const where = { key: keys.held(ama, question, reply) };
      const asked = await database.publication.findFirst({ where, select: { subject: true } });
      if (!asked) return { version: 0, isDraft: false };
      const draft = await database.answerDraft.findFirst({
        where: { questionId: question.id, sourceId: { startsWith: replyPrefix(reply) } },
        select: { sourceId: true },
      });
      const version = (draft && replyFrom(draft.sourceId)?.version) ?? Number(asked.subject.split('/')[2]);
      return { version, isDraft: draft !== null };
    },
    /** The replies that are held as drafts, of a platform. */
    async heldReplies(amaId: number, platform: string) {
      const found = await database.answerDraft.findMany({
        where: { question: { amaId }, sourceId: { startsWith: `post ${platform} ` } },
        select: { sourceId: true, questionId: true },
      });
      return found.flatMap(({ sourceId, questionId }) => {
        const reply = replyFrom(sourceId);
        return reply ? [{ ...reply, questionId }] : [];
      });
    },
    /** Removes the draft of a question that stands in a post, as when that is gone or is the answer now. Harmless to repeat. */
    async dropReply(ama: AmaFacts, { questionId, ...reply }: PostOf & { questionId: number }) {
      // What was merged meanwhile was asked by the one that stands.
      const question = { OR: [{ id: questionId }, { mergedIntoId: questionId }] };
      const where = { question, sourceId: { startsWith: replyPrefix(reply) } };
      if ((await database.answerDraft.count({ where })) === 0) return;
      await change(database, ama.groupId, async (rows) => {
        await rows.answerDraft.deleteMany({ where });
        await markCards(rows, ama, [questionId]);
      });
    },
    /** Changes the words of a draft, if nobody else did meanwhile; answers whether it did. */
    redraft: (
      ama: AmaFacts,
      { id, version, sourceId }: DraftFacts,
      { text, questionMark, now }: { text: string; questionMark: string | null; now: Date },
    ) =>
      change(database, ama.groupId, async (rows) => {
        const data = {
          ...{ text, questionMark, updatedAt: now, version: { increment: 1 } },
          // It is no longer what its post says.
          ...(replyFrom(sourceId) && { sourceId: `edited ${id}` }),
        };
        return (await rows.answerDraft.updateMany({ where: { id, version }, data })).count > 0;
      }),
    /** Hands a draft to somebody, who is told in private; answers whether it is still there. */
    handDraft: (
      ama: AmaFacts,
      { id, questionId, heldById: personId }: DraftFacts,
      { to, now }: { to: number; now: Date },
    ) =>
      change(database, ama.groupId, async (rows) => {
        const data = { heldById: to, version: { increment: 1 } };
        if ((await rows.answerDraft.updateMany({ where: { id }, data })).count === 0) return false;
        const draft = await rows.answerDraft.findUniqueOrThrow({ where: { id } });
        await rows.question.updateMany({
          where: { id: questionId, state: 'approved', ...isFreeFor({ personId, now }) },
          data: { takenById: to, takenAt: now },
        });
        await ensure(rows, [handedWanted(ama, draft)]);
        await markCards(rows, ama, [questionId]);
        return true;
      }),
    /** Makes it a draft of another question, whose words are shown then; `gone` when it is not there in these words. */
    moveDraft: (
      ama: AmaFacts,
      { id, version, questionId: before }: DraftFacts,
      { questionId, questionMark }: { questionId: number; questionMark: string },
    ) =>
      change(database, ama.groupId, async (rows) => {
        if ((await rows.answerDraft.count({ where: { questionId } })) >= mostDrafts) return 'full';
        const data = { questionId, questionMark, basedOn: 0, version: { increment: 1 } };
        if ((await rows.answerDraft.updateMany({ where: { id, version }, data })).count === 0) return 'gone';
        await markCards(rows, ama, [before, questionId]);
        return 'moved';
      }),
    /** Removes a draft in these words; answers whether it was there. */
    discard: (ama: AmaFacts, { id, version, questionId }: DraftFacts) =>
      change(database, ama.groupId, async (rows) => {
        if ((await rows.answerDraft.deleteMany({ where: { id, version } })).count === 0) return false;
        await markCards(rows, ama, [questionId]);
        return true;
      }),
    /** Publishes a draft by a step of its question, and removes it; answers whether this call did it. */
    publishDraft: (ama: AmaFacts, { id, version, questionId }: DraftFacts, step: Step) =>
      change(database, ama.groupId, async (rows) => {
        // Whoever removes it publishes it: of two presses one does.
        if ((await rows.answerDraft.count({ where: { id, version } })) === 0) return false;
        if (!(await stepQuestion(rows, ama, { ...step, id: questionId }))) return false;
        await rows.answerDraft.delete({ where: { id } });
        return true;
      }),
  };
}

/** See `draftStore`. */
async function hold(
  rows: Transaction,
  ama: AmaFacts,
  question: QuestionFacts,
  { reply, text, byId, now }: { reply: HeldReply; text: string; byId: number; now: Date },
): Promise<void> {
  const sourceId = replySource(reply);
  const known = await rows.answerDraft.findFirst({
    where: { questionId: question.id, sourceId: { startsWith: replyPrefix(reply) } },
  });
  if (known) {
    if (known.sourceId === sourceId) return;
    const data = { text, sourceId, updatedAt: now, version: { increment: 1 } };
    await rows.answerDraft.update({ where: { id: known.id }, data });
    return;
  }
  // Asked about once: what was discarded, or edited and published, stays so.
  if ((await rows.publication.count({ where: { key: keys.held(ama, question, reply) } })) > 0) return;
  const draft = await rows.answerDraft.create({
    data: {
      ...{ questionId: question.id, text, sourceId, updatedAt: now },
      basedOn: question.answerVersion,
      // It is not known what its writer read.
      questionMark: '',
      writtenById: byId,
      heldById: byId,
    },
  });
  await ensure(rows, [
    heldWanted(ama, draft, { key: keys.held(ama, question, reply), version: reply.version }),
  ]);
  await markCards(rows, ama, [question.id]);
}

/** Has the moderators' cards of questions say who has begun an answer. */
async function markCards(rows: Transaction, ama: AmaFacts, ids: readonly number[]): Promise<void> {
  const found = await rows.question.findMany({ where: { id: { in: [...ids] } } });
  for (const facts of await questionFacts(rows, found)) await mark(rows, cardWanted(ama, facts));
}

/** Tells all who hold drafts of an AMA that it ends soon; all hosts, when somebody who hosts no longer holds some. */
export async function markDrafts(rows: Transaction, ama: AmaFacts): Promise<void> {
  const held = await rows.answerDraft.findMany({
    where: { question: { amaId: ama.id } },
    select: { heldById: true },
    distinct: ['heldById'],
  });
  const hosts = presentHosts(ama);
  const holders = held.map(({ heldById }) => heldById);
  const others = hosts.filter(({ personId }) => !holders.some((id) => id === personId));
  const isLeft = holders.some((id) => !hosts.some(({ personId }) => personId === id));
  const told = isLeft ? [...holders, ...others] : holders;
  await ensure(
    rows,
    told.map((whom) => draftsWanted(ama, whom)),
  );
}
