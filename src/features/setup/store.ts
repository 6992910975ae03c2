// What could not be published, for those who look after the group.
import type { Destination } from '../../core/publication.ts';
import { attemptsBeforeTelling, faultOf } from '../../publishing/failed.ts';
import { readDestination, readPlace, readShown } from '../../publishing/place.ts';
import { mark, type PublicationRow, placesChanged } from '../../publishing/store.ts';
import { failures, retryFailed } from '../../publishing/waiting.ts';
import { change, type Database } from '../../storage/client.ts';

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

const view = 'setup/fault';
/** The views of notices, which are no faults to be told of themselves. */
const notices = [view, 'setup/refusal'];
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
          NOT: { view: { in: notices } },
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
            view,
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
