// What was typed into forms that were refused, and commands that wait for a yes; kept for a day.
import { randomBytes } from 'node:crypto';
import type { Drafts } from '../core/command/drafts.ts';
import type { Database } from './client.ts';

const keptMilliseconds = 24 * 60 * 60 * 1000;

/** Opens the drafts; each is found by the account alone that typed it, in the same group, for 24 hours. */
export function formDrafts(database: Database, now: () => Date): Drafts {
  const oldest = () => new Date(now().getTime() - keptMilliseconds);
  const find: Drafts['find'] = async ({ caller, groupId }, id) => {
    const row = await database.formDraft.findFirst({
      where: { id, groupId, platform: caller.platform, accountId: caller.id, createdAt: { gte: oldest() } },
    });
    if (!row) return undefined;
    const args: string[] = JSON.parse(row.args);
    const values: Record<string, string> = JSON.parse(row.values);
    return { form: row.form, args, values };
  };
  return {
    async keep({ caller, groupId }, { form, args, values }) {
      await database.formDraft.deleteMany({ where: { createdAt: { lt: oldest() } } });
      const { id } = await database.formDraft.create({
        data: {
          id: randomBytes(9).toString('base64url'),
          groupId,
          platform: caller.platform,
          accountId: caller.id,
          form,
          args: JSON.stringify(args),
          values: JSON.stringify(values),
          createdAt: now(),
        },
      });
      return id;
    },
    find,
    async take(owner, id) {
      const draft = await find(owner, id);
      if (!draft) return undefined;
      const { count } = await database.formDraft.deleteMany({ where: { id } });
      return count === 1 ? draft : undefined;
    },
  };
}
