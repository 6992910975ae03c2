// The rows of questions: asked once each, moved on by whoever is first, voted for by each person once.
import type { PlatformName } from '../../core/account.ts';
import type { Wanted } from '../../core/publication.ts';
import { mark } from '../../publishing/store.ts';
import { type Database, isDuplicate, type Transaction, transaction } from '../../storage/client.ts';
import type { AmaFacts, QuestionFacts, QuestionState, VoterFacts } from './facts.ts';
import { type NoticeKind, noticeWanted } from './publications.ts';
import { firstState, type QuestionMove, questionMoves } from './rules.ts';
import { type QuestionRow, questionFacts } from './store-rows.ts';

/** A question to be put to an AMA. */
export interface NewQuestion {
  readonly text: string;
  readonly platform: PlatformName;
  /** The request's id, or the post's: the same one is written down once. */
  readonly sourceId: string;
  readonly sourceNumber?: number;
  readonly sourceUrl?: string;
  readonly sourceVersion?: number;
  readonly askerId: number;
  readonly askerAccountId: string;
  readonly isAnonymous: boolean;
  readonly wantsNotice: boolean;
  readonly now: Date;
}

/** How a question in a topic is taken: it is there already, so a refused one is declined with these words. */
export interface FromTopic {
  /** Whether it was written while questions were taken, even if it is read later. */
  readonly isInTime: boolean;
  readonly reasons: Readonly<Record<'limit' | 'muted' | 'closed', string>>;
}

/** What came of asking. */
export type Asked =
  | { readonly kind: 'asked' | 'again'; readonly question: QuestionFacts }
  /** The asker has asked as many as one may. */
  | { readonly kind: 'limit' }
  | { readonly kind: 'muted' }
  /** The AMA takes no questions any more. */
  | { readonly kind: 'closed' };

/** What a move changes of a question besides its state. */
export interface QuestionChange {
  readonly text?: string;
  readonly originalText?: string | null;
  readonly isFlagged?: boolean;
  readonly sourceVersion?: number;
  readonly isSourceGone?: boolean;
  readonly mergedIntoId?: number;
  readonly moderatedById?: number;
  readonly declineReason?: string;
  readonly takenById?: number | null;
  readonly takenAt?: Date | null;
  readonly answer?: string | null;
  readonly answeredById?: number;
  readonly answeredAt?: Date;
  readonly answerSourceId?: string | null;
  readonly answerUrl?: string | null;
  readonly answerSourceVersion?: number;
}

/** A move of a question. */
export interface Step {
  /** From which states it is possible. */
  readonly from: readonly QuestionState[];
  readonly to?: QuestionState;
  readonly change?: QuestionChange;
  /** Only if it is free, held by this host, or was taken before this instant. */
  readonly heldBy?: { readonly personId: number; readonly takenBefore: Date };
  /** Only if its asker is this person. */
  readonly askerId?: number;
  /** Only if what was read before is older than this version of the post. */
  readonly olderSource?: number;
  /** Only if the answer is this post, in an older version. */
  readonly olderAnswer?: { readonly sourceId: string; readonly version: number };
  readonly notice?: NoticeKind;
}

/** What depends on a question as it is after a change. */
export type QuestionMarks = (question: QuestionFacts) => readonly Wanted[];

/** The rows of questions. */
export interface QuestionStore {
  /** Writes a question down, once for each source. */
  ask(ama: AmaFacts, question: NewQuestion, marks: QuestionMarks, topic?: FromTopic): Promise<Asked>;
  /** A question by its id; with an AMA, only if it is that one's. */
  question(id: number, amaId?: number): Promise<QuestionFacts | undefined>;
  /** All questions of an AMA by number. */
  questions(amaId: number): Promise<QuestionFacts[]>;
  /** Those that somebody asked in an AMA, anonymous ones too; for themselves alone. */
  questionsBy(amaId: number, askerId: number): Promise<QuestionFacts[]>;
  /** Moves a question if it can be moved at this moment; answers whether this call did it. */
  step(ama: AmaFacts, id: number, how: Step & { marks: QuestionMarks }): Promise<boolean>;
  /** Adds a vote, or takes it back; answers which. */
  vote(id: number, voter: VoterFacts, marks: QuestionMarks): Promise<'added' | 'removed'>;
  /** Writes down how many like its post, and who they are as far as that is known; until it is answered. */
  like(
    ama: AmaFacts,
    id: number,
    how: { likes: number; likers?: readonly VoterFacts[]; marks: QuestionMarks },
  ): Promise<void>;
  /** Takes no more questions from whoever asked this one; answers whether that is new. */
  mute(amaId: number, questionId: number): Promise<boolean>;
  /** Takes that back. */
  unmute(amaId: number, questionId: number): Promise<boolean>;
  /** Marks what shows each question of an AMA, as when its places changed. */
  markQuestions(ama: AmaFacts, marks: QuestionMarks): Promise<void>;
  /**
   * Puts the open questions of one AMA to another, as asked by the same people, each once; answers how many. Who
   * asked does not leave the database.
   */
  carry(from: AmaFacts, to: AmaFacts, how: { now: Date; marks: QuestionMarks }): Promise<number>;
  /** Everybody who asked by name, each once, and how many questions came without one. */
  askers(amaId: number): Promise<{ named: number; anonymous: number }>;
}

/** Steps as the table of moves allows them. */
export function stepOf(
  move: QuestionMove,
  to: QuestionState | undefined,
  rest: Omit<Step, 'from' | 'to'> = {},
): Step {
  return { from: questionMoves[move], ...(to && { to }), ...rest };
}

/** Opens the rows of questions. */
export function questionStore(database: Database): QuestionStore {
  const one = async (rows: Database | Transaction, row: QuestionRow | null) =>
    row ? (await questionFacts(rows, [row]))[0] : undefined;

  async function write(
    ama: AmaFacts,
    asked: NewQuestion,
    { marks, topic }: { marks: QuestionMarks; topic: FromTopic | undefined },
  ): Promise<Asked> {
    return await transaction(database, async (rows): Promise<Asked> => {
      // The AMA's row is changed first, so that questions to one AMA queue up here and the limit holds.
      const open = await rows.ama.updateMany({
        where: { id: ama.id, ...(!topic && { state: { in: ['collecting', 'live'] } }) },
        data: { asked: { increment: 0 } },
      });
      const source = { amaId: ama.id, platform: asked.platform, sourceId: asked.sourceId };
      const known = await one(
        rows,
        await rows.question.findUnique({ where: { amaId_platform_sourceId: source } }),
      );
      if (known) return { kind: 'again', question: known };
      const isOpen = topic ? topic.isInTime : open.count > 0;
      const refusal = isOpen ? await refused(rows, ama, asked.askerId) : 'closed';
      if (!refusal) return { kind: 'asked', question: await insert(rows, ama, { asked, marks }) };
      if (topic) await insert(rows, ama, { asked, marks, declined: topic.reasons[refusal] });
      return { kind: refusal };
    });
  }

  return {
    ask: (ama, asked, marks, topic) => write(ama, asked, { marks, topic }),
    async question(id, amaId) {
      const row = await database.question.findFirst({
        where: { id, ...(amaId !== undefined && { amaId }) },
      });
      return await one(database, row);
    },
    async questions(amaId) {
      const found = await database.question.findMany({ where: { amaId }, orderBy: { number: 'asc' } });
      return await questionFacts(database, found);
    },
    async questionsBy(amaId, askerId) {
      const found = await database.question.findMany({
        where: { amaId, askerId },
        orderBy: { number: 'asc' },
      });
      return await questionFacts(database, found);
    },
    step: (ama, id, how) => transaction(database, (rows) => stepQuestion(rows, ama, { id, ...how })),
    async vote(id, voter, marks) {
      const account = { questionId: id, platform: voter.platform, accountId: voter.accountId };
      return await transaction(database, async (rows) => {
        const removed = await rows.vote.deleteMany({ where: account });
        if (removed.count === 0) {
          await rows.vote.upsert({
            where: { questionId_platform_accountId: account },
            create: { ...account, personId: voter.personId },
            update: {},
          });
        }
        await markQuestion(rows, id, marks);
        return removed.count === 0 ? 'added' : 'removed';
      });
    },
    like: (ama, id, how) => transaction(database, (rows) => likeQuestion(rows, ama, { id, ...how })),
    async mute(amaId, questionId) {
      const asked = await database.question.findFirstOrThrow({ where: { id: questionId, amaId } });
      try {
        await database.amaMute.create({ data: { amaId, personId: asked.askerId } });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return false;
      }
    },
    async unmute(amaId, questionId) {
      const asked = await database.question.findFirstOrThrow({ where: { id: questionId, amaId } });
      const { count } = await database.amaMute.deleteMany({ where: { amaId, personId: asked.askerId } });
      return count > 0;
    },
    async markQuestions(ama, marks) {
      const found = await database.question.findMany({
        where: { amaId: ama.id },
        orderBy: { number: 'asc' },
      });
      for (const facts of await questionFacts(database, found)) {
        await transaction(database, (rows) => mark(rows, marks(facts)));
      }
    },
    async carry(from, to, { now, marks }) {
      const open = await database.question.findMany({
        where: { amaId: from.id, state: { in: ['waiting', 'approved'] } },
        orderBy: { number: 'asc' },
      });
      for (const { platform, text, askerId, askerAccountId, isAnonymous, wantsNotice, id } of open) {
        const asked = {
          platform: platform === 'discord' || platform === 'discourse' ? platform : 'terminal',
          text,
          askerId,
          askerAccountId,
          isAnonymous,
          wantsNotice,
          sourceId: `carried/${id}`,
          now,
        } as const;
        await transaction(database, (rows) => insert(rows, to, { asked, marks }));
      }
      return open.length;
    },
    async askers(amaId) {
      const found = await database.question.findMany({
        where: { amaId, state: { notIn: ['withdrawn', 'declined'] } },
        select: { askerId: true, isAnonymous: true },
      });
      const named = new Set(found.filter((one) => !one.isAnonymous).map((one) => one.askerId));
      return { named: named.size, anonymous: found.filter((one) => one.isAnonymous).length };
    },
  };
}

/** Why an AMA takes no question from somebody, if it takes none. */
async function refused(
  rows: Transaction,
  ama: AmaFacts,
  askerId: number,
): Promise<'muted' | 'limit' | undefined> {
  const muted = await rows.amaMute.count({ where: { amaId: ama.id, personId: askerId } });
  if (muted > 0) return 'muted';
  if (ama.limitPerPerson === 0) return undefined;
  const before = await rows.question.count({
    where: { amaId: ama.id, askerId, state: { notIn: ['withdrawn', 'declined'] } },
  });
  return before >= ama.limitPerPerson ? 'limit' : undefined;
}

/** Writes a question down with the next number. */
async function insert(
  rows: Transaction,
  ama: AmaFacts,
  { asked, marks, declined }: { asked: NewQuestion; marks: QuestionMarks; declined?: string },
): Promise<QuestionFacts> {
  const { now, ...facts } = asked;
  const { asked: number } = await rows.ama.update({
    where: { id: ama.id },
    data: { asked: { increment: 1 } },
    select: { asked: true },
  });
  const row = await rows.question.create({
    data: {
      ...facts,
      amaId: ama.id,
      number,
      createdAt: now,
      state: declined === undefined ? firstState(ama) : 'declined',
      ...(declined !== undefined && { declineReason: declined }),
    },
  });
  if (declined !== undefined) await markNotices(rows, ama, { id: row.id, kind: 'declined' });
  const [made] = await questionFacts(rows, [row]);
  if (!made) throw new Error(`Question ${row.id} was not written.`);
  if (declined === undefined) await mark(rows, marks(made));
  return made;
}

/** Moves a question within a transaction. */
async function stepQuestion(
  rows: Transaction,
  ama: AmaFacts,
  step: Step & { id: number; marks: QuestionMarks },
): Promise<boolean> {
  const { heldBy } = step;
  const target = step.change?.mergedIntoId;
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
      ...(step.askerId !== undefined && { askerId: step.askerId }),
      ...(step.olderSource !== undefined && { sourceVersion: { lt: step.olderSource } }),
      ...(step.olderAnswer && {
        answerSourceId: step.olderAnswer.sourceId,
        answerSourceVersion: { lt: step.olderAnswer.version },
      }),
      ...(heldBy && {
        OR: [{ takenById: null }, { takenById: heldBy.personId }, { takenAt: { lte: heldBy.takenBefore } }],
      }),
    },
    data: {
      ...step.change,
      ...(step.to && { state: step.to }),
      ...(step.change?.answer !== undefined && { answerVersion: { increment: 1 } }),
    },
  });
  if (moved.count === 0) return false;
  if (target !== undefined) {
    await rows.question.updateMany({ where: { mergedIntoId: step.id }, data: { mergedIntoId: target } });
  }
  await markQuestion(rows, step.id, step.marks);
  if (step.notice) await markNotices(rows, ama, { id: step.id, kind: step.notice });
  return true;
}

/** Replaces the likes of a question's post within a transaction. */
async function likeQuestion(
  rows: Transaction,
  ama: AmaFacts,
  {
    id,
    likes,
    likers,
    marks,
  }: { id: number; likes: number; likers?: readonly VoterFacts[]; marks: QuestionMarks },
): Promise<void> {
  // The row is changed first, so that two who read the same likes follow one another.
  const open = await rows.question.updateMany({
    where: { id, amaId: ama.id, state: { in: ['waiting', 'approved', 'merged'] } },
    data: { likes: 0 },
  });
  if (open.count === 0) return;
  const ofPost = { questionId: id, platform: 'discourse' };
  if (likers) {
    await rows.vote.deleteMany({
      where: { ...ofPost, accountId: { notIn: likers.map((one) => one.accountId) } },
    });
    for (const { personId, accountId } of likers) {
      const account = { ...ofPost, accountId };
      await rows.vote.upsert({
        where: { questionId_platform_accountId: account },
        create: { ...account, personId },
        update: {},
      });
    }
  }
  const known = await rows.vote.count({ where: ofPost });
  await rows.question.update({ where: { id }, data: { likes: Math.max(0, likes - known) } });
  await markQuestion(rows, id, marks);
}

/** Marks what shows a question, and the question that it was merged into. */
async function markQuestion(rows: Transaction, id: number, marks: QuestionMarks): Promise<void> {
  const row = await rows.question.findUniqueOrThrow({ where: { id } });
  const target =
    row.mergedIntoId === null ? null : await rows.question.findUnique({ where: { id: row.mergedIntoId } });
  for (const shown of [row, target]) {
    if (!shown) continue;
    for (const facts of await questionFacts(rows, [shown])) await mark(rows, marks(facts));
  }
}

/** Marks the private messages to those who asked a question or one that was merged into it, if they wish them. */
async function markNotices(
  rows: Transaction,
  ama: AmaFacts,
  { id, kind }: { id: number; kind: NoticeKind },
): Promise<void> {
  const told = await rows.question.findMany({
    where: { OR: [{ id }, { mergedIntoId: id, state: 'merged' }], wantsNotice: true },
    select: { id: true, platform: true, askerAccountId: true },
  });
  for (const { id: toldId, platform, askerAccountId } of told) {
    if (platform !== 'discord' && platform !== 'discourse') continue;
    await mark(rows, noticeWanted(ama, { id: toldId, platform, accountId: askerAccountId }, kind));
  }
}
