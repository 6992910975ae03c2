// The rows of members' accounts on GitHub: claimed, confirmed by what they publish there, and forgotten.
import { change, type Database } from '../../../storage/client.ts';

/** What somebody is to publish, and since when. */
interface GithubClaim {
  readonly github: string;
  readonly code: string;
  readonly askedAt: Date;
}

/** The rows. */
export interface GithubStore {
  /** Somebody says which account on GitHub is theirs, and is to publish the code there. */
  claimGithub(
    groupId: number,
    personId: number,
    claim: { readonly github: string; readonly code: string; readonly now: Date },
  ): Promise<void>;
  /** It is theirs. Of somebody else whose confirmed account had that name before, the name is taken away. */
  confirmGithub(
    groupId: number,
    personId: number,
    account: { readonly login: string; readonly id: string; readonly now: Date },
  ): Promise<void>;
  /** No account on GitHub is theirs any more, nor claimed; answers whether one was. */
  forgetGithub(groupId: number, personId: number): Promise<boolean>;
  githubClaim(groupId: number, personId: number): Promise<GithubClaim | undefined>;
}

/** Opens the rows. */
export function githubStore(database: Database): GithubStore {
  return {
    async claimGithub(groupId, personId, { github, code, now }) {
      const data = { github, githubCode: code, githubAskedAt: now, githubAt: null, githubId: null };
      await change(database, groupId, async (rows) => {
        const was = await rows.membership.findUnique({ where: { personId } });
        // One that was made for another name of theirs goes on.
        const askedAt = was?.githubCode === code && was.githubAskedAt ? was.githubAskedAt : now;
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: now, ...data },
          update: { ...data, githubAskedAt: askedAt },
        });
      });
    },
    async confirmGithub(groupId, personId, { login, id, now }) {
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
    async forgetGithub(groupId, personId) {
      const none = { github: null, githubId: null, githubAt: null, githubCode: null, githubAskedAt: null };
      const where = { groupId, personId, github: { not: null } };
      const { count } = await change(database, groupId, (rows) =>
        rows.membership.updateMany({ where, data: none }),
      );
      return count > 0;
    },
    async githubClaim(groupId, personId) {
      const row = await database.membership.findFirst({ where: { groupId, personId } });
      if (!row?.github || !row.githubCode || !row.githubAskedAt) return undefined;
      return { github: row.github, code: row.githubCode, askedAt: row.githubAskedAt };
    },
  };
}
