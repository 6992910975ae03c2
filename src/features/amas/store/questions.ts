// The rows of questions: asked once each, moved on by whoever is first, voted for by each person once.
import type { PlatformName } from '../../../core/account.ts';
import { mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { AmaFacts, QuestionFacts, VoterFacts } from '../facts.ts';
import { questionWanted } from '../publications.ts';
import { type FromTopic, type NewQuestion, splitQuestion, writeQuestion } from './asking.ts';
import { byNumber, questionFacts } from './rows.ts';
import { markQuestion, type Step, stepQuestion } from './steps.ts';

/** Opens the rows of questions. */
export function questionStore(database: Database) {
  return {
    /** Writes a question down, once for each source. */
    ask: (ama: AmaFacts, asked: NewQuestion, topic?: FromTopic) => writeQuestion(database, ama, asked, topic),
    /** A question by its id, if one is given; with an AMA, only if it is that one's. */
    async question(id: number | undefined, amaId?: number) {
      if (id === undefined) return undefined;
      const row = await database.question.findFirst({
        where: { id, state: { not: 'addition' }, ...(amaId !== undefined && { amaId }) },
      });
      return row ? (await questionFacts(database, [row]))[0] : undefined;
    },
    /** All questions of an AMA by number. */
    questions: (amaId: number) => questionsOf(database, { amaId }),
    /** Those that somebody asked in an AMA, anonymous ones too; for themselves alone. */
    questionsBy: (amaId: number, askerId: number) => questionsOf(database, { amaId, askerId }),
    /** Moves a question if it can be moved at this moment; answers whether this call did it. */
    step: (ama: AmaFacts, id: number, how: Step) =>
      change(database, ama.groupId, (rows) => stepQuestion(rows, ama, { id, ...how })),
    /**
     * Makes several questions of one: the first text is its own, the others are asked by the same person after it. Answers
     * those others; undefined when its words changed since they were looked at.
     */
    split: (
      ama: AmaFacts,
      question: QuestionFacts,
      how: { texts: readonly string[]; textVersion: number; now: Date },
    ) => change(database, ama.groupId, (rows) => splitQuestion(rows, ama, { question, ...how })),
    /** The words of all questions that another one could repeat. */
    comparable: (amaId: number) =>
      database.question.findMany({
        where: { amaId, state: { in: ['waiting', 'approved', 'answered'] } },
        select: { id: true, text: true },
        orderBy: { id: 'desc' },
        take: 1_000,
      }),
    /** Adds a vote, or takes it back; answers which. Whoever asked it, or what was merged into it, has no vote: `own`. */
    async vote(ama: AmaFacts, id: number, voter: VoterFacts) {
      const account = { questionId: id, platform: voter.platform, accountId: voter.accountId };
      return await change(database, ama.groupId, async (rows) => {
        const removed = await rows.vote.deleteMany({ where: account });
        if (removed.count === 0) {
          const asked = { amaId: ama.id, askerId: voter.personId };
          const meant = [{ id }, { mergedIntoId: id, state: 'merged' }];
          if ((await rows.question.count({ where: { ...asked, OR: meant } })) > 0) return 'own';
          await writeVote(rows, { ...account, personId: voter.personId });
        }
        await markQuestion(rows, ama, id);
        return removed.count === 0 ? 'added' : 'removed';
      });
    },
    /** Adds a vote of somebody else than its asker, as long as it is not answered. Harmless to repeat. */
    agree: (ama: AmaFacts, id: number, { personId, platform, accountId }: VoterFacts) =>
      change(database, ama.groupId, async (rows) => {
        const open = { id, amaId: ama.id, state: { in: ['waiting', 'approved', 'merged'] } };
        const account = { questionId: id, platform, accountId };
        const isOpen = await rows.question.count({ where: { ...open, askerId: { not: personId } } });
        if (isOpen === 0 || (await rows.vote.count({ where: { ...account, carriedFromId: null } })) > 0)
          return;
        await writeVote(rows, { ...account, personId });
        await markQuestion(rows, ama, id);
      }),
    /** Writes down how many like its post, and who they are as far as that is known; until it is answered. */
    like: (
      ama: AmaFacts,
      id: number,
      how: { platform: PlatformName; likes: number; likers?: readonly VoterFacts[] },
    ) => change(database, ama.groupId, (rows) => likeQuestion(rows, ama, { id, ...how })),
    /** Takes no more questions from whoever asked this one, or takes that back. Harmless to repeat. */
    mute: ({ id: amaId, groupId }: AmaFacts, questionId: number, isMuted: boolean) =>
      change(database, groupId, async (rows) => {
        const { askerId } = await rows.question.findFirstOrThrow({ where: { id: questionId, amaId } });
        const muted = { amaId, personId: askerId };
        await rows.amaMute.deleteMany({ where: muted });
        if (isMuted) await rows.amaMute.create({ data: muted });
      }),
  };
}

/** The questions of an AMA, or those of one asker, by number. */
async function questionsOf(
  rows: Database | Transaction,
  whose: { readonly amaId: number; readonly askerId?: number },
): Promise<QuestionFacts[]> {
  const where = { ...whose, state: { not: 'addition' } };
  return await questionFacts(rows, await rows.question.findMany({ where, orderBy: byNumber }));
}

/** Writes a vote down; one that came along from an earlier AMA counts as given in this one. */
async function writeVote(
  rows: Transaction,
  { personId, ...account }: VoterFacts & { readonly questionId: number },
): Promise<void> {
  await rows.vote.upsert({
    where: { questionId_platform_accountId: account },
    create: { ...account, personId },
    update: { carriedFromId: null },
  });
}

/** Replaces the likes of a question's post within a transaction. */
async function likeQuestion(
  rows: Transaction,
  ama: AmaFacts,
  how: { id: number; platform: PlatformName; likes: number; likers?: readonly VoterFacts[] },
): Promise<void> {
  const { id, platform, likes, likers } = how;
  // The row is changed first, so that two who read the same likes follow one another.
  const open = await rows.question.updateMany({
    where: { id, amaId: ama.id, state: { in: ['waiting', 'approved', 'merged'] } },
    data: { likes: 0 },
  });
  if (open.count === 0) return;
  // Votes that came along from an earlier AMA were given to another post.
  const ofPost = { questionId: id, platform, carriedFromId: null };
  if (likers) {
    await rows.vote.deleteMany({
      where: { ...ofPost, accountId: { notIn: likers.map((one) => one.accountId) } },
    });
    for (const { personId, accountId } of likers) {
      await writeVote(rows, { questionId: id, platform, accountId, personId });
    }
  }
  const known = await rows.vote.count({ where: ofPost });
  await rows.question.update({ where: { id }, data: { likes: Math.max(0, likes - known) } });
  await markQuestion(rows, ama, id);
}

/** Marks what shows each question of an AMA, as when its places changed. */
export async function markQuestions(rows: Transaction, ama: AmaFacts): Promise<void> {
  for (const facts of await questionsOf(rows, { amaId: ama.id }))
    await mark(rows, questionWanted(ama, facts));
}
