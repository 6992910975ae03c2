// Platforms that refuse the bot until a person mends something: since when, and which groups were told.

import type { Destination } from '../../core/publication.ts';
import { end, mark, markViews } from '../../publishing/store.ts';
import { beginningWith, change, type Database, type Transaction, transaction } from '../../storage/client.ts';
import { keepValue, keptValue } from '../../storage/cursors.ts';
import { wake } from '../../storage/schedule.ts';

/** A platform, or a part of one, refuses the bot. */
export interface Refusal {
  /** Its name, as its `Refuser` has it. */
  readonly name: string;
  /** When it was noticed; by it one refusal is told from the next, also after a restart. */
  readonly since: Date;
  /** What has to be mended, in words. */
  readonly why: string;
  /** What its notice is about where that tells of others as well. */
  readonly notice?: string;
}

/** The refusals that stand, and their notices. */
export type RefusalStore = ReturnType<typeof refusalStore>;

const view = 'setup/refusal';
/** The job that tells organisers. */
const job = 'setup';

/** Opens the rows. */
export function refusalStore(database: Database) {
  return {
    /** How something refuses the bot, as far as it is known. */
    async of(name: string) {
      const value = await keptValue(database, rowOf(name));
      if (value === undefined || value === '') return undefined;
      return readRefusal(name, value);
    },
    /** The names of all that refuse it. */
    async current() {
      const where = { name: beginningWith(database, prefix), NOT: { value: '' } };
      const rows = await database.cursor.findMany({ where, select: { name: true } });
      return rows.map(({ name }) => name.slice(prefix.length));
    },
    /** Writes down a refusal, and has the groups look at it. */
    stands: (refusal: Refusal, groupIds: readonly number[]) =>
      transaction(database, async (rows) => {
        await write(rows, refusal);
        for (const groupId of groupIds) await look(rows, groupId);
      }),
    /** It is over: what tells of it says so from now on. */
    isOver: (refusal: Refusal, groupIds: readonly number[], at: Date) =>
      transaction(database, async (rows) => {
        await keepValue(rows, rowOf(refusal.name), '');
        const isLast = !(await standing(rows)).some((one) => aboutOf(one) === aboutOf(refusal));
        for (const groupId of groupIds) {
          await look(rows, groupId);
          if (isLast) await end(rows, { groupId, about: aboutOf(refusal) }, at);
        }
      }),
    /** Whether a group was told of a refusal. */
    isTold: async (groupId: number, refusal: Refusal) =>
      (await database.publication.count({ where: { groupId, about: aboutOf(refusal) } })) > 0,
    /** Tells a group of refusals that were noticed at once, in one message to each place or person; once for a refusal. */
    async tell(groupId: number, refusals: readonly [Refusal, ...Refusal[]], to: readonly Destination[]) {
      const [first] = refusals;
      const about = aboutOf(first);
      await change(database, groupId, async (rows) => {
        if ((await rows.publication.count({ where: { groupId, about } })) > 0) return;
        for (const { name } of refusals.length > 1 ? refusals : []) {
          // What is over by now stays over.
          const value = (await keptValue(rows, rowOf(name))) ?? '';
          if (value !== '') await write(rows, { ...readRefusal(name, value), notice: about });
        }
        await mark(
          rows,
          to.map((destination, i) => ({
            groupId,
            key: `${about}/${groupId}/${i}`,
            about,
            to: destination,
            view,
            subject: refusals.map(({ name, since }) => `${name}/${since.getTime()}`).join(' '),
          })),
        );
      });
    },
  };
}

function readRefusal(name: string, value: string): Refusal {
  const { since, ...rest }: { since: string; why: string; notice?: string } = JSON.parse(value);
  return { name, since: new Date(since), ...rest };
}

/** All that stand now. */
async function standing(rows: Transaction): Promise<Refusal[]> {
  const found = await rows.cursor.findMany({
    where: { name: beginningWith(rows, prefix), NOT: { value: '' } },
  });
  return found.map(({ name, value }) => readRefusal(name.slice(prefix.length), value));
}

async function write(rows: Transaction, { name, since, ...rest }: Refusal): Promise<void> {
  await keepValue(rows, rowOf(name), JSON.stringify({ since: since.toISOString(), ...rest }));
}

/** Has the notices of a group shown anew, and looked for whom to tell. */
async function look(rows: Transaction, groupId: number): Promise<void> {
  await markViews(rows, groupId, [view]);
  await wake(rows, groupId, job);
}

const prefix = 'refusal/';
const rowOf = (name: string) => `${prefix}${name}`;
const aboutOf = ({ name, since, notice }: Refusal) => notice ?? `${prefix}${name}/${since.getTime()}`;
