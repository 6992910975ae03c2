// Of several bots on one database, one at a time does what must not be done by two at once.
import { type Database, isDuplicate } from './client.ts';
import { isGone, leaseOwner, ownerGone } from './processes.ts';

/** A kind of work that one bot at a time does. */
export interface Turns {
  /**
   * Does the work if no other living bot does it now. When it fails, this bot keeps its turn for some minutes: it
   * alone knows how far it came.
   */
  alone(work: () => Promise<void>): Promise<void>;
  /** This bot is leaving; others need not wait until its turn is over. */
  leave(): void;
}

const turnMilliseconds = 3 * 60_000;

/** Opens the turns of a kind of work, by its name. */
export function turns(database: Database, { name, now }: { name: string; now: () => Date }): Turns {
  const owner = leaseOwner();

  const mine = () => JSON.stringify({ owner, until: now().getTime() + turnMilliseconds });

  async function take(): Promise<boolean> {
    const row = await database.cursor.findUnique({ where: { name } });
    if (!row) return await first();
    const held: { owner: string; until: number } = JSON.parse(row.value);
    const isFree = held.owner === owner || held.until <= now().getTime() || isGone(held.owner);
    if (!isFree) return false;
    const taken = await database.cursor.updateMany({
      where: { name, value: row.value },
      data: { value: mine() },
    });
    return taken.count === 1;
  }

  async function first(): Promise<boolean> {
    try {
      await database.cursor.create({ data: { name, value: mine() } });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }

  return {
    async alone(work) {
      if (!(await take())) return;
      const timer = setInterval(() => {
        take().catch(() => {
          // The next one may succeed.
        });
      }, turnMilliseconds / 3);
      try {
        await work();
      } finally {
        clearInterval(timer);
      }
      await database.cursor.deleteMany({ where: { name, value: { contains: owner } } });
    },
    leave: () => ownerGone(owner),
  };
}
