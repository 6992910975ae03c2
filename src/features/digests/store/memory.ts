// What was read from GitHub before, so that a restart does not start over.
import { z } from 'zod';
import { type PullMemory, pullShape } from '../../../core/github/pull-request.ts';
import { change, type Database } from '../../../storage/client.ts';

/** How many rows one statement writes: SQLite allows 32,766 values. */
const atOnce = 200;

/** The memory of one group. */
export function pullMemory(database: Database, groupId: number): PullMemory {
  return {
    async known(repository) {
      const rows = await database.knownPull.findMany({
        where: { groupId, repository },
        select: { facts: true },
      });
      // What an older Docent wrote in another shape is read again from GitHub.
      return rows.flatMap(({ facts }) => pullShape.safeParse(JSON.parse(facts)).data ?? []);
    },
    async keep(pulls) {
      for (let at = 0; at < pulls.length; at += atOnce) {
        const batch = pulls.slice(at, at + atOnce);
        await change(database, groupId, async (rows) => {
          await rows.knownPull.deleteMany({ where: { groupId, nodeId: { in: batch.map(({ id }) => id) } } });
          await rows.knownPull.createMany({
            data: batch.map((pull) => ({
              groupId,
              repository: pull.repo,
              nodeId: pull.id,
              facts: JSON.stringify(pull),
            })),
          });
        });
      }
    },
    async forget(ids) {
      for (let at = 0; at < ids.length; at += atOnce) {
        await database.knownPull.deleteMany({
          where: { groupId, nodeId: { in: ids.slice(at, at + atOnce) } },
        });
      }
    },
    async knownPage(address) {
      const row = await database.knownPage.findUnique({ where: { groupId_address: { groupId, address } } });
      if (!row) return undefined;
      const pulls = z.array(pullShape).safeParse(JSON.parse(row.pulls)).data;
      return pulls && { etag: row.etag, pulls };
    },
    async keepPage(address, { etag, pulls }) {
      const data = { etag, pulls: JSON.stringify(pulls) };
      await database.knownPage.upsert({
        where: { groupId_address: { groupId, address } },
        create: { groupId, address, ...data },
        update: data,
      });
    },
  };
}
