// The rows of what people like to work on, and of what became of issues that were looked at together.
import { change, type Database } from '../../../storage/client.ts';
import { oneOf } from '../../../storage/rows.ts';
import { type Interests, interestsShape, outcomes, type Triaged } from '../work.ts';

/** The rows. */
interface WorkStore {
  /** What somebody said of themselves; nothing if they never did. */
  interests(groupId: number, personId: number): Promise<Interests>;
  setInterests(groupId: number, personId: number, interests: Interests): Promise<void>;
  /** What was looked at together since an instant, oldest first. */
  triaged(groupId: number, since: Date): Promise<Triaged[]>;
  /** Keeps an outcome; the newest one of an issue counts. */
  triage(groupId: number, one: Triaged): Promise<void>;
}

/** Opens the rows. */
export function workStore(database: Database): WorkStore {
  return {
    async interests(groupId, personId) {
      const row = await database.interest.findUnique({ where: { groupId_personId: { groupId, personId } } });
      return {
        topics: interestsShape.parse(JSON.parse(row?.topics ?? '[]')),
        ...(row?.login && { login: row.login }),
      };
    },
    async setInterests(groupId, personId, { login, topics }) {
      const data = { login: login ?? null, topics: JSON.stringify(topics) };
      await change(database, groupId, async (rows) => {
        await rows.interest.upsert({
          where: { groupId_personId: { groupId, personId } },
          create: { groupId, personId, ...data },
          update: data,
        });
      });
    },
    async triaged(groupId, since) {
      const rows = await database.triaged.findMany({
        where: { groupId, at: { gte: since } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        omit: { id: true, groupId: true },
      });
      return rows.map((row) => ({ ...row, outcome: oneOf(outcomes, row.outcome) }));
    },
    async triage(groupId, one) {
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
