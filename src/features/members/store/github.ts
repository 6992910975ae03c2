// The rows of members' accounts on GitHub: claimed, confirmed by what they publish there, and forgotten.
import { change, type Database } from '../../../storage/client.ts';
import { sinceUnknown } from './rows.ts';

/** Opens the rows. */
export function githubStore(database: Database) {
  return {
    /** Somebody says which account on GitHub is theirs, and is to publish the code there. */
    async claimGithub(
      groupId: number,
      personId: number,
      { github, code, now }: { readonly github: string; readonly code: string; readonly now: Date },
    ) {
      const data = { github, githubCode: code, githubAskedAt: now, githubAt: null, githubId: null };
      await change(database, groupId, async (rows) => {
        const was = await rows.membership.findUnique({ where: { personId } });
        // One that was made for another name of theirs goes on.
        const askedAt = was?.githubCode === code && was.githubAskedAt ? was.githubAskedAt : now;
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: sinceUnknown, ...data },
          update: { ...data, githubAskedAt: askedAt },
        });
      });
    },
    /** It is theirs. Of somebody else whose confirmed account had that name before, the name is taken away. */
    async confirmGithub(
      groupId: number,
      personId: number,
      { login, id, now }: { readonly login: string; readonly id: string; readonly now: Date },
    ) {
      const data = { github: login, githubId: id, githubAt: now, githubCode: null, githubAskedAt: null };
      await change(database, groupId, async (rows) => {
        for (const other of await rows.membership.findMany({ where: { groupId, NOT: { personId } } })) {
          const hasName = other.github?.toLowerCase() === login.toLowerCase();
          if (!hasName || other.githubAt === null) continue;
          const none = { github: null, githubId: null, githubAt: null };
          await rows.membership.update({ where: { id: other.id }, data: none });
        }
        await rows.membership.update({ where: { personId }, data });
      });
    },
    /** No account on GitHub is theirs any more, nor claimed; answers whether one was. */
    async forgetGithub(groupId: number, personId: number) {
      const none = { github: null, githubId: null, githubAt: null, githubCode: null, githubAskedAt: null };
      const where = { groupId, personId, github: { not: null } };
      const { count } = await change(database, groupId, (rows) =>
        rows.membership.updateMany({ where, data: none }),
      );
      return count > 0;
    },
    /** What somebody is to publish, and since when; undefined when they claim nothing. */
    async githubClaim(groupId: number, personId: number) {
      const row = await database.membership.findFirst({ where: { groupId, personId } });
      if (!row?.github || !row.githubCode || !row.githubAskedAt) return undefined;
      return { github: row.github, code: row.githubCode, askedAt: row.githubAskedAt };
    },
  };
}
