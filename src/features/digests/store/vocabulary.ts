// The rows of what a group says of its repositories' labels and bots.
import { change, type Database } from '../../../storage/client.ts';
import { type SaidVocabulary, saidVocabularyShape } from '../vocabulary/shape.ts';

/** Opens the rows. */
export function vocabularyStore(database: Database) {
  return {
    /** What a group says, and when it last changed that. Undefined when it said nothing yet. */
    async said(groupId: number) {
      const row = await database.vocabulary.findUnique({ where: { groupId } });
      return row ? { said: read(row.said), changedAt: row.changedAt } : undefined;
    },
    /** Changes it, whoever else does so at the same time; answers what is said from then on. */
    say: (groupId: number, now: Date, changed: (before: SaidVocabulary) => SaidVocabulary) =>
      change(database, groupId, async (rows) => {
        const row = await rows.vocabulary.findUnique({ where: { groupId } });
        const after = saidVocabularyShape.parse(changed(read(row?.said ?? '{}')));
        const data = { said: JSON.stringify(after), changedAt: now };
        await rows.vocabulary.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
        return after;
      }),
  };
}

function read(json: string): SaidVocabulary {
  return saidVocabularyShape.parse(JSON.parse(json));
}
