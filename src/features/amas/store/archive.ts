// What was asked and answered, to be searched: words only, so that an archive of years is read fast.
import type { Database } from '../../../storage/client.ts';
import type { AdditionFacts, QuestionFacts } from '../facts.ts';
import { postOf } from './rows.ts';

/** An answered question, with what other hosts added to the answer. Who asked is not in it. */
export interface Answered extends Pick<QuestionFacts, 'amaId' | 'number' | 'part' | 'text' | 'isSourceGone'> {
  readonly answer: string;
  readonly answeredById: number;
  readonly answeredAt: Date;
  readonly additions: readonly Pick<AdditionFacts, 'text' | 'byId'>[];
}

/** The rows. */
export type ArchiveStore = ReturnType<typeof archiveStore>;

const most = 3_000;

/** Opens the rows. */
export function archiveStore(database: Database) {
  return {
    /** The answered questions of some AMAs, newest AMA first; at most 3,000. */
    async answered(amaIds: readonly number[]) {
      const rows = await database.question.findMany({
        where: { amaId: { in: [...amaIds] }, state: 'answered' },
        orderBy: [{ amaId: 'desc' }, { number: 'asc' }, { part: 'asc' }],
        take: most,
        select: {
          amaId: true,
          number: true,
          part: true,
          text: true,
          answer: true,
          answeredById: true,
          answeredAt: true,
          isSourceGone: true,
          id: true,
          answerPlatform: true,
          answerSourceId: true,
        },
      });
      const added = await database.question.findMany({
        where: { amaId: { in: [...amaIds] }, state: 'addition', isSourceGone: false },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: most,
        select: { followsId: true, text: true, askerId: true, platform: true, sourceId: true },
      });
      const addedTo = Map.groupBy(added, ({ followsId }) => followsId);
      return rows.flatMap(
        ({ answer, answeredById, answeredAt, id, answerPlatform, answerSourceId, ...row }) => {
          if (answer === null || answeredById === null || !answeredAt) return [];
          const additions = (addedTo.get(id) ?? [])
            .filter((one) => postOf(one) !== answerSourceId || one.platform !== answerPlatform)
            .map(({ text, askerId }) => ({ text, byId: askerId }));
          return [{ ...row, answer, answeredById, answeredAt, additions }];
        },
      );
    },
  };
}
