// The feature's rows: what was celebrated, and whether a group wants it told once a month.
import { mark, markViews } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { wake } from '../../storage/schedule.ts';
import type { Celebrating, Span } from './facts.ts';
import { monthWanted } from './publications.ts';

/** The rows. */
export type CelebrationsStore = ReturnType<typeof celebrationsStore>;

/** Opens the rows; `showing` are the views of others that show what is celebrated. */
export function celebrationsStore(database: Database, showing: readonly string[] = []) {
  /** Changes what is shown of achievements. */
  const changing = (groupId: number, work: (rows: Transaction) => Promise<unknown>) =>
    change(database, groupId, async (rows) => {
      await work(rows);
      if (showing.length > 0) await markViews(rows, groupId, showing);
    });

  return {
    add: (groupId: number, { text, byId, now }: { text: string; byId: number; now: Date }) =>
      changing(groupId, (rows) =>
        rows.celebration.create({ data: { groupId, text, postedById: byId, at: now } }),
      ),
    /** What was celebrated in a span, oldest first; at most the last 50. */
    async within(groupId: number, { since, until }: Pick<Span, 'since' | 'until'>) {
      const rows = await database.celebration.findMany({
        where: { groupId, at: { gte: since, lte: until } },
        orderBy: { id: 'desc' },
        take: 50,
      });
      return rows.toReversed().map(({ id, text, postedById, at: when }) => ({
        id,
        text,
        at: when,
        ...(postedById !== null && { byId: postedById }),
      }));
    },
    /** Takes one back, from all that shows it. */
    remove: (groupId: number, id: number) =>
      changing(groupId, (rows) => rows.celebration.deleteMany({ where: { id, groupId } })),
    /** Leaves a newcomer of this name on GitHub out, for good. */
    async leaveOut(groupId: number, login: string, now: Date) {
      const key = { groupId, login: login.toLowerCase() };
      const row = { where: { groupId_login: key }, create: { ...key, at: now }, update: {} };
      await changing(groupId, (rows) => rows.uncelebrated.upsert(row));
    },
    /** The names on GitHub, in lower case, of those who are left out. */
    async leftOut(groupId: number): Promise<ReadonlySet<string>> {
      const rows = await database.uncelebrated.findMany({ where: { groupId }, select: { login: true } });
      return new Set(rows.map(({ login }) => login));
    },
    async monthly(groupId: number) {
      const row = await database.celebrating.findUnique({ where: { groupId } });
      return row ? { uid: row.uid, since: row.since } : undefined;
    },
    setMonthly: (groupId: number, since: Date | undefined) =>
      change(database, groupId, async (rows) => {
        if (!since) await rows.celebrating.deleteMany({ where: { groupId } });
        else await rows.celebrating.upsert({ where: { groupId }, create: { groupId, since }, update: {} });
        await wake(rows, groupId, 'celebrations');
      }),
    /** Has a month told, once. */
    tell: (groupId: number, celebrating: Celebrating, month: string) =>
      change(database, groupId, (rows) => mark(rows, [monthWanted(groupId, celebrating, month)])),
  };
}
