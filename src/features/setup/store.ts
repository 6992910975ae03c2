// What could not be published, and who refuses the bot, for those who look after the group.
import type { Destination } from '../../core/publication.ts';
import { attemptsBeforeTelling, faultOf } from '../../publishing/failed.ts';
import { readDestination, readPlace, readShown } from '../../publishing/place.ts';
import { end, mark, markViews, type PublicationRow, placesChanged } from '../../publishing/store.ts';
import { failures, retryFailed } from '../../publishing/waiting.ts';
import { beginningWith, change, type Database, type Transaction, transaction } from '../../storage/client.ts';
import { keepValue, keptValue } from '../../storage/cursors.ts';
import { wake } from '../../storage/schedule.ts';

/** Something that could not be published. */
export interface Fault {
  readonly id: number;
  readonly groupId: number;
  /** The thing that it shows: `meeting/12`. */
  readonly about: string;
  readonly platform: string;
  /** The purposes and the place that it was to be in, as far as it was one of the group's. */
  readonly destination: Destination | undefined;
  /** What went wrong, in words. */
  readonly error: string;
  /** Whether it is still being tried, since the cause may pass. */
  readonly isRetried: boolean;
  /** Whether it is tried by itself all the same, seldom. */
  readonly isTriedAgain: boolean;
  readonly since: Date;
}

/** Something that could not be published, and is now or need not be. */
export interface FormerFault extends Omit<Fault, 'error'> {
  readonly error?: never;
  readonly isPublished: boolean;
  /** Where it stands, if that has an address. */
  readonly url?: string;
}

/** The rows of faults. */
export type SetupStore = ReturnType<typeof setupStore>;

const faultView = 'setup/fault';
const refusalView = 'setup/refusal';
/** What has an error has one of these states: it clears when it goes well. */
const unpublished = ['failed', 'wanted'];

/** Opens the rows. */
export function setupStore(database: Database) {
  return {
    /** What could not be published, newest first. */
    async faults(groupId: number) {
      const failed = await failures(database, groupId);
      const retried = await database.publication.findMany({
        where: { groupId, state: 'wanted', error: { not: null } },
        orderBy: { updatedAt: 'desc' },
        take: 20,
      });
      return [...failed, ...retried].map(asFault);
    },
    /** What is or was a fault; undefined when it is not known any more. */
    async fault(id: number): Promise<Fault | FormerFault | undefined> {
      const row = await database.publication.findUnique({ where: { id } });
      if (!row || row.error !== null) return row ? asFault(row) : undefined;
      const { error, ...rest } = asFault(row);
      const shown = readShown(row.remote);
      // Where somebody reads in private tells who it is: they may have asked for it anonymously.
      const url = readPlace(row.place).kind === 'person' ? undefined : shown?.url;
      return { ...rest, isPublished: shown !== undefined, ...(url && { url }) };
    },
    /** Faults of a group of which nobody was told. */
    async untold(groupId: number) {
      const rows = await database.publication.findMany({
        where: {
          groupId,
          state: { in: unpublished },
          toldAt: null,
          error: { not: null },
          // Notices are no faults to be told of themselves.
          NOT: { view: { in: [faultView, refusalView] } },
          OR: [{ state: 'failed' }, { attempts: { gte: attemptsBeforeTelling } }],
        },
        take: 20,
      });
      return rows.map(asFault);
    },
    /** Whether organisers know of the same trouble with the same platform. */
    async isToldOf({ id, groupId, platform, error }: Fault) {
      const alike = { id: { not: id }, groupId, state: { in: unpublished }, platform, error };
      return (await database.publication.count({ where: { ...alike, toldAt: { not: null } } })) > 0;
    },
    /** Tells of a fault, once. */
    tell: (fault: Fault, to: readonly Destination[], now: Date) =>
      change(database, fault.groupId, async (rows) => {
        const told = await rows.publication.updateMany({
          where: { id: fault.id, toldAt: null },
          data: { toldAt: now },
        });
        if (told.count === 0) return;
        await mark(
          rows,
          to.map((destination, i) => ({
            groupId: fault.groupId,
            key: `fault/${fault.id}/${now.getTime()}/${i}`,
            about: faultOf(fault.id),
            to: destination,
            view: faultView,
            subject: String(fault.id),
          })),
        );
      }),
    /** How many publications wait for their turn, and have not been tried in vain. */
    waiting: (groupId: number): Promise<number> =>
      database.publication.count({ where: { groupId, state: 'wanted', error: null } }),
    /** Tries again what `faults` tells, in the places that the group has now; answers how much that is. */
    retry: (groupId: number) =>
      change(database, groupId, async (rows) => {
        // Counted first, as `faults` counts: what other places mark has no longer failed.
        const failed = { groupId, state: { in: unpublished }, error: { not: null } };
        const count = await rows.publication.count({ where: failed });
        await retryFailed(rows, groupId);
        await placesChanged(rows, groupId);
        return count;
      }),
  };
}

function asFault(row: PublicationRow): Fault {
  return {
    id: row.id,
    groupId: row.groupId,
    about: row.about,
    platform: row.platform,
    destination: row.destination === '' ? undefined : readDestination(row.destination),
    error: row.error ?? '',
    isRetried: row.state !== 'failed',
    isTriedAgain: row.state !== 'failed' || row.nextAttemptAt !== null,
    since: row.updatedAt,
  };
}

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
    current: async () => (await standing(database)).map(({ name }) => name),
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
            view: refusalView,
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
async function standing(rows: Database | Transaction): Promise<Refusal[]> {
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
  await markViews(rows, groupId, [refusalView]);
  await wake(rows, groupId, 'setup');
}

const prefix = 'refusal/';
const rowOf = (name: string) => `${prefix}${name}`;
const aboutOf = ({ name, since, notice }: Refusal) => notice ?? `${prefix}${name}/${since.getTime()}`;
