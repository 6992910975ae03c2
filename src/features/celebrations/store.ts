// The feature's rows: what was celebrated, and whether a group wants it told once a month.
import { mark, markViews } from '../../publishing/store.ts';
import { change, type Database } from '../../storage/client.ts';
import { wake } from '../../storage/schedule.ts';
import type { Celebrated, Celebrating } from './facts.ts';
import { monthWanted } from './publications.ts';

/** The rows. */
export interface CelebrationsStore {
  add(groupId: number, one: { text: string; byId: number; now: Date }): Promise<void>;
  /** What was celebrated since an instant, oldest first; at most 50. */
  since(groupId: number, at: Date): Promise<Celebrated[]>;
  /** Takes one back, from all that shows it. */
  remove(groupId: number, id: number): Promise<void>;
  /** Leaves a newcomer of this name on GitHub out, for good. */
  leaveOut(groupId: number, login: string, now: Date): Promise<void>;
  /** The names on GitHub, in lower case, of those who are left out. */
  leftOut(groupId: number): Promise<ReadonlySet<string>>;
  monthly(groupId: number): Promise<Celebrating | undefined>;
  setMonthly(groupId: number, since: Date | undefined): Promise<void>;
  /** Has a month told, once. */
  tell(groupId: number, celebrating: Celebrating, month: string): Promise<void>;
}

/** Opens the rows; `showing` are the views of others that show what is celebrated. */
export function celebrationsStore(database: Database, showing: readonly string[] = []): CelebrationsStore {
  return {
    async add(groupId, { text, byId, now }) {
      await change(database, groupId, async (rows) => {
        await rows.celebration.create({ data: { groupId, text, postedById: byId, at: now } });
        if (showing.length > 0) await markViews(rows, groupId, showing);
      });
    },
    async since(groupId, at) {
      const rows = await database.celebration.findMany({
        where: { groupId, at: { gte: at } },
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
    async remove(groupId, id) {
      await change(database, groupId, async (rows) => {
        await rows.celebration.deleteMany({ where: { id, groupId } });
        if (showing.length > 0) await markViews(rows, groupId, showing);
      });
    },
    async leaveOut(groupId, login, now) {
      const key = { groupId, login: login.toLowerCase() };
      await change(database, groupId, async (rows) => {
        await rows.uncelebrated.upsert({
          where: { groupId_login: key },
          create: { ...key, at: now },
          update: {},
        });
        if (showing.length > 0) await markViews(rows, groupId, showing);
      });
    },
    async leftOut(groupId) {
      const rows = await database.uncelebrated.findMany({ where: { groupId }, select: { login: true } });
      return new Set(rows.map(({ login }) => login));
    },
    async monthly(groupId) {
      const row = await database.celebrating.findUnique({ where: { groupId } });
      return row ? { uid: row.uid, since: row.since } : undefined;
    },
    async setMonthly(groupId, since) {
      await change(database, groupId, async (rows) => {
        if (!since) await rows.celebrating.deleteMany({ where: { groupId } });
        else await rows.celebrating.upsert({ where: { groupId }, create: { groupId, since }, update: {} });
        await wake(rows, groupId, 'celebrations');
      });
    },
    async tell(groupId, celebrating, month) {
      await change(database, groupId, (rows) => mark(rows, [monthWanted(groupId, celebrating, month)]));
    },
  };
}
