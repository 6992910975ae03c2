// A repository that has another name now: what is kept of it goes on under that name.

import { pullShape } from '../../../core/github/pull-request.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { type Renaming, renamedIn, renamedScope } from '../renaming.ts';
import { readScope, scopeData } from './runs.ts';

/** Opens the rows. */
export function renamingStore(database: Database) {
  return {
    /** Has watches, digests, claims and what is remembered of a group name a repository by its new name. */
    renameRepository: (groupId: number, renaming: Renaming) =>
      change(database, groupId, async (rows) => {
        await renameWatched(rows, groupId, renaming);
        await renameRows(rows, groupId, renaming);
        await renameKnown(rows, groupId, renaming);
        const group = await rows.group.findUnique({ where: { id: groupId }, select: { repositories: true } });
        const usual: string[] = JSON.parse(group?.repositories ?? '[]');
        const renamed = JSON.stringify(renamedIn(usual, renaming));
        await rows.group.updateMany({ where: { id: groupId }, data: { repositories: renamed } });
      }),
  };
}

/** Watches, and the digests by which they count: a trend goes on, and so does what is told since the last one. */
async function renameWatched(rows: Transaction, groupId: number, renaming: Renaming): Promise<void> {
  const named = { groupId, scope: { contains: JSON.stringify(renaming.from) } };
  const after = (scope: string) => renamedScope(readScope(scope), renaming);
  for (const { id, scope } of await rows.watch.findMany({ where: named }))
    await rows.watch.updateMany({ where: { id, groupId }, data: { scope: JSON.stringify(after(scope)) } });
  const select = { scope: true };
  for (const { scope } of await rows.digestRun.findMany({ where: named, distinct: ['scope'], select }))
    await rows.digestRun.updateMany({ where: { groupId, scope }, data: scopeData(after(scope)) });
}

async function renameRows(rows: Transaction, groupId: number, { from, to }: Renaming): Promise<void> {
  const moved = (url: string) => url.replace(`/${from}/`, `/${to}/`);
  for (const { id, number, url } of await rows.reviewClaim.findMany({ where: { groupId, repo: from } })) {
    await rows.reviewClaim.deleteMany({ where: { groupId, repo: to, number } });
    await rows.reviewClaim.updateMany({ where: { id, groupId }, data: { repo: to, url: moved(url) } });
  }
  for (const { id, number, url } of await rows.triaged.findMany({ where: { groupId, repo: from } })) {
    await rows.triaged.deleteMany({ where: { groupId, repo: to, number } });
    await rows.triaged.updateMany({ where: { id, groupId }, data: { repo: to, url: moved(url) } });
  }
}

/** What was read is not read again for a name. */
async function renameKnown(rows: Transaction, groupId: number, { from, to }: Renaming): Promise<void> {
  for (const { id, facts } of await rows.knownPull.findMany({ where: { groupId, repository: from } })) {
    const pull = pullShape.safeParse(JSON.parse(facts)).data;
    const data = pull && { repository: to, facts: JSON.stringify({ ...pull, repo: to }) };
    if (data) await rows.knownPull.updateMany({ where: { id, groupId }, data });
  }
}
