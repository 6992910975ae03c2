// Writes questions down: each source once, within the limit of each person, with the next number.
import { mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { AmaFacts, QuestionFacts, QuestionState } from '../facts.ts';
import { questionWanted } from '../publications.ts';
import { firstState, mostOpenQuestions } from '../rules.ts';
import { markNotices, tellAskers } from './asker-notices.ts';
import { type QuestionRow, questionFacts } from './rows.ts';
import { stepOf, stepQuestion } from './steps.ts';

/** Which post a question stands in and what of it was read, what it follows up, and who called it a question. */
type Source = Pick<QuestionFacts, 'sourceNumber' | 'sourceUrl' | 'sourceReference' | 'wordsChangedAt'> &
  Partial<Pick<QuestionFacts, 'sourceVersion' | 'followsId' | 'turnedBy'>>;

/**
 * A question to be put to an AMA. `sourceId` is the request's id, or the post's: the same one is written down once, and so is
 * the same text by request.
 */
export interface NewQuestion
  extends Source,
    Pick<QuestionRow, 'text' | 'platform' | 'sourceId' | 'isAnonymous' | 'wantsNotice'>,
    Pick<QuestionRow, 'askerId' | 'askerAccountId'> {
  readonly now: Date;
}

/** How a question in a topic is taken: it is there already, so a refused one is declined with these words. */
export interface FromTopic {
  /** Whether it was written while questions were taken, even if it is read later. */
  readonly isInTime: boolean;
  readonly reasons: Readonly<Record<'limit' | 'open' | 'muted' | 'closed', string>>;
  /** Whether its author is told in private that it waits for a moderator. */
  readonly tellsArrival?: boolean;
}

/** What came of asking. */
type Asked =
  | { readonly kind: 'asked' | 'again'; readonly question: QuestionFacts }
  /** The asker has asked as many as the AMA allows, or so many of theirs wait for an answer as may at all. */
  | { readonly kind: 'limit' | 'open' }
  | { readonly kind: 'muted' }
  /** The AMA takes no questions any more. */
  | { readonly kind: 'closed' };

/** Writes a question down, if the AMA takes it. */
export async function writeQuestion(
  database: Database,
  ama: AmaFacts,
  asked: NewQuestion,
  topic: FromTopic | undefined,
): Promise<Asked> {
  return await change(database, ama.groupId, async (rows): Promise<Asked> => {
    // The AMA's row is changed first, so that questions to one AMA queue up here and the limit holds.
    const open = await rows.ama.updateMany({
      where: { id: ama.id, ...(!topic && { state: { in: ['collecting', 'live'] } }) },
      data: { asked: { increment: 0 } },
    });
    const source = { amaId: ama.id, platform: asked.platform, sourceId: asked.sourceId };
    const row =
      (await rows.question.findUnique({ where: { amaId_platform_sourceId: source } })) ??
      (topic ? null : await askedBefore(rows, ama, asked));
    const [known] = row ? await questionFacts(rows, [row]) : [];
    if (known) return { kind: 'again', question: known };
    const isOpen = topic ? topic.isInTime : open.count > 0;
    const refusal = isOpen ? await refused(rows, ama, asked) : 'closed';
    if (!refusal) {
      const question = await insert(rows, ama, { asked });
      // What was read after the end is told at once what is told everybody else then.
      const isWaiting = question.state === 'waiting';
      if (ama.state === 'closed') {
        const { askerId, wantsNotice } = asked;
        if (wantsNotice)
          await tellAskers(rows, ama, { kind: 'unanswered', questions: [{ ...question, askerId }] });
      } else if (topic?.tellsArrival && isWaiting) {
        await markNotices(rows, ama, { id: question.id, kind: 'arrived' });
      }
      return { kind: 'asked', question };
    }
    if (topic) await insert(rows, ama, { asked, declined: topic.reasons[refusal] });
    return { kind: refusal };
  });
}

/**
 * The same words of the same person, as when somebody asks again to whom the bot did not answer in time. What was asked
 * under a name is another question than what is asked without one; each post of a topic stands for itself.
 */
async function askedBefore(
  rows: Transaction,
  { id: amaId }: AmaFacts,
  { askerId, text, isAnonymous, followsId }: NewQuestion,
) {
  const state = { in: ['waiting', 'approved', 'merged'] };
  return await rows.question.findFirst({
    where: {
      amaId,
      askerId,
      OR: [{ text }, { originalText: text }],
      isAnonymous,
      followsId: followsId ?? null,
      state,
    },
    orderBy: { id: 'asc' },
  });
}

/** See `questionStore`. The new ones stand where the first one does: looked at already, or not yet. */
export async function splitQuestion(
  rows: Transaction,
  ama: AmaFacts,
  how: { question: QuestionFacts; texts: readonly string[]; textVersion: number; now: Date },
): Promise<QuestionFacts[] | undefined> {
  const { question, texts, textVersion, now } = how;
  const [text = question.text, ...others] = texts;
  const originalText = question.originalText ?? question.text;
  const isFirst = await stepQuestion(rows, ama, {
    ...stepOf('edit', undefined, { textVersion, change: { text, originalText, wordsChangedAt: now } }),
    id: question.id,
  });
  if (!isFirst) return undefined;
  const { platform, askerId, askerAccountId, isAnonymous, wantsNotice, state } =
    await rows.question.findUniqueOrThrow({ where: { id: question.id } });
  const made: QuestionFacts[] = [];
  for (const [i, other] of others.entries()) {
    const asked = { text: other, platform, askerId, askerAccountId, isAnonymous, wantsNotice, now };
    const sourceId = `split/${question.id}/${textVersion}/${i}`;
    made.push(
      await insert(rows, ama, {
        asked: { ...asked, sourceId },
        state: state === 'waiting' ? 'waiting' : 'approved',
      }),
    );
  }
  return made;
}

/** Why an AMA takes no question from somebody, if it takes none. */
async function refused(
  rows: Transaction,
  ama: AmaFacts,
  { askerId, followsId }: Pick<NewQuestion, 'askerId' | 'followsId'>,
): Promise<'muted' | 'limit' | 'open' | undefined> {
  const muted = await rows.amaMute.count({ where: { amaId: ama.id, personId: askerId } });
  if (muted > 0) return 'muted';
  const open = { amaId: ama.id, askerId, state: { in: ['waiting', 'approved'] } };
  if ((await rows.question.count({ where: open })) >= mostOpenQuestions) return 'open';
  // Whoever was answered may ask what was meant.
  if (ama.limitPerPerson === 0 || followsId !== undefined) return undefined;
  const before = await rows.question.count({
    where: { amaId: ama.id, askerId, part: 0, state: { notIn: ['withdrawn', 'declined', 'remark'] } },
  });
  return before >= ama.limitPerPerson ? 'limit' : undefined;
}

/** The next number; for a follow-up the number of its question, and its own below that. */
async function nextPlace(rows: Transaction, ama: AmaFacts, followsId: number | undefined) {
  if (followsId === undefined) {
    const data = { asked: { increment: 1 } };
    const { asked } = await rows.ama.update({ where: { id: ama.id }, data, select: { asked: true } });
    return { number: asked, part: 0 };
  }
  const { number } = await rows.question.findFirstOrThrow({ where: { id: followsId, amaId: ama.id } });
  const where = { amaId: ama.id, number };
  const last = await rows.question.findFirst({ where, orderBy: { part: 'desc' }, select: { part: true } });
  return { number, part: (last?.part ?? 0) + 1 };
}

/** What a row is made of. */
interface NewRow {
  readonly asked: NewQuestion;
  /** Why it is declined at once. */
  readonly declined?: string;
  /** Where it begins, if not as every question of the AMA does. */
  readonly state?: QuestionState;
  readonly mergedIntoId?: number;
  /** What is known of it from an earlier AMA. */
  readonly carried?: {
    readonly carriedFromId: number;
    readonly carriedLikes: number;
    readonly earlierText?: string;
  };
}

/** Writes a question down with the next number. */
export async function insert(
  rows: Transaction,
  ama: AmaFacts,
  {
    asked,
    declined,
    mergedIntoId,
    carried,
    state = declined === undefined ? firstState(ama) : 'declined',
  }: NewRow,
): Promise<QuestionFacts> {
  const { now, ...facts } = asked;
  const place = await nextPlace(rows, ama, asked.followsId);
  const row = await rows.question.create({
    data: {
      ...facts,
      amaId: ama.id,
      ...place,
      createdAt: now,
      state,
      ...(declined !== undefined && { declineReason: declined }),
      ...(mergedIntoId !== undefined && { mergedIntoId }),
      ...carried,
    },
  });
  if (declined !== undefined) await markNotices(rows, ama, { id: row.id, kind: 'declined' });
  const [made] = await questionFacts(rows, [row]);
  if (!made) throw new Error(`Question ${row.id} was not written.`);
  if (declined === undefined) await mark(rows, questionWanted(ama, made));
  return made;
}
