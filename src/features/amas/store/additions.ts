// What hosts add to an answer that was given: each post once, below the question, and shown with its answer.
import type { TopicPost } from '../../../core/platform.ts';
import { change, type Database } from '../../../storage/client.ts';
import type { AmaFacts } from '../facts.ts';
import { markQuestion } from './steps.ts';

/** A host's post that adds to an answer. */
interface NewAddition {
  readonly questionId: number;
  readonly post: Pick<TopicPost, 'id' | 'version' | 'author' | 'url' | 'place' | 'createdAt'>;
  readonly text: string;
  readonly byId: number;
}

/** Opens the rows of additions. */
export function additionStore(database: Database) {
  return {
    /** Writes down what a post adds, or adds by now; one that is not known yet only if it `mayBeNew`. Harmless to repeat. */
    add: (ama: AmaFacts, { questionId, post, text, byId }: NewAddition, mayBeNew: boolean) =>
      change(database, ama.groupId, async (rows) => {
        // The AMA's row is changed first, so that what comes to one AMA queues up here.
        await rows.ama.updateMany({ where: { id: ama.id }, data: { asked: { increment: 0 } } });
        const { id: sourceId, author } = post;
        const source = { amaId: ama.id, platform: author.platform, sourceId: `${sourceId} ${questionId}` };
        const { version: sourceVersion, place: answerPlace } = post;
        const said = { text, followsId: questionId, sourceVersion, answerPlace, isSourceGone: false };
        const known = await rows.question.findFirst({
          where: { ...source, ...of(questionId, sourceId) },
          select: { id: true },
        });
        if (known) {
          const changed = await rows.question.updateMany({
            where: { id: known.id, state: 'addition', sourceVersion: { lte: post.version } },
            data: said,
          });
          if (changed.count > 0) await markQuestion(rows, ama, questionId);
          return;
        }
        const question = await rows.question.findFirst({ where: { id: questionId, amaId: ama.id } });
        if (!question || !mayBeNew) return;
        const { number } = question;
        const first = await rows.question.findFirstOrThrow({
          where: { amaId: ama.id, number },
          orderBy: { part: 'asc' },
          select: { part: true },
        });
        await rows.question.create({
          data: {
            ...source,
            ...said,
            number,
            // Below zero: it takes no follow-up's number.
            part: Math.min(0, first.part) - 1,
            state: 'addition',
            sourceUrl: post.url,
            askerId: byId,
            askerAccountId: post.author.id,
            wantsNotice: false,
            createdAt: post.createdAt,
          },
        });
        await markQuestion(rows, ama, questionId);
      }),
    /** Takes back what a post added. Harmless to repeat. */
    takeBack: (
      ama: AmaFacts,
      { questionId, platform, sourceId }: { questionId: number; platform: string; sourceId: string },
    ) =>
      change(database, ama.groupId, async (rows) => {
        const gone = await rows.question.updateMany({
          where: { amaId: ama.id, platform, ...of(questionId, sourceId), isSourceGone: false },
          data: { isSourceGone: true },
        });
        if (gone.count > 0) await markQuestion(rows, ama, questionId);
      }),
  };
}

/** What a post adds to one question; in 0.1.0 it added to one alone, and the row bore the post's id. */
const of = (questionId: number, postId: string) => ({
  followsId: questionId,
  state: 'addition',
  sourceId: { in: [postId, `${postId} ${questionId}`] },
});
