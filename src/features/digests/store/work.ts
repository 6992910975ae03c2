// The rows of what people like to work on, and of what became of issues that were looked at together.
import { change, type Database } from '../../../storage/client.ts';
import { oneOf } from '../../../storage/rows.ts';
import { type Interests, interestsShape, outcomes, type Triaged } from '../work.ts';

/** Opens the rows. */
export function workStore(database: Database) {
  return {
    /** What somebody said of themselves; nothing if they never did. */
    async interests(groupId: number, personId: number): Promise<Interests> {
      const row = await database.interest.findUnique({ where: { groupId_personId: { groupId, personId } } });
      return {
        topics: interestsShape.parse(JSON.parse(row?.topics ?? '[]')),
        ...(row?.login && { login: row.login }),
      };
    },
    async setInterests(groupId: number, personId: number, { login, topics }: Interests) {
      const data = { login: login ?? null, topics: JSON.stringify(topics) };
      await change(database, groupId, async (rows) => {
        await rows.interest.upsert({
          where: { groupId_personId: { groupId, personId } },
          create: { groupId, personId, ...data },
          update: data,
        });
      });
    },
    /** What was looked at together since an instant, oldest first. */
    async triaged(groupId: number, since: Date) {
      const rows = await database.triaged.findMany({
        where: { groupId, at: { gte: since } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        omit: { id: true, groupId: true },
      });
      return rows.map((row) => ({ ...row, outcome: oneOf(outcomes, row.outcome) }));
    },
    /** Keeps an outcome; the newest one of an issue counts. */
    async triage(groupId: number, one: Triaged) {
      const { repo, number } = one;
      await change(database, groupId, async (rows) => {
        await rows.triaged.upsert({
          where: { groupId_repo_number: { groupId, repo, number } },
          create: { groupId, ...one },
          update: one,
        });
      });
    },
  };
}
