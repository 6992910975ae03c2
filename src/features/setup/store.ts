// The set-up's rows: what could not be published, and who was told of it.

import type { PlatformName } from '../../core/account.ts';
import type { Place } from '../../core/publication.ts';
import { failures, mark, type PublicationRow, readPlace, retryFailed } from '../../publishing/store.ts';
import { type Database, transaction } from '../../storage/client.ts';

/** Something that could not be published. */
export interface Fault {
  readonly id: number;
  readonly groupId: number;
  readonly key: string;
  readonly platform: string;
  readonly error: string;
  readonly place: Place;
  /** Whether it is still tried; otherwise somebody must change something first. */
  readonly isRetried: boolean;
  readonly since: Date;
}

/** The store. */
export interface SetupStore {
  faults(groupId: number): Promise<Fault[]>;
  fault(id: number): Promise<Fault | undefined>;
  /** Faults of any group that organisers have not been told of. */
  untold(): Promise<Fault[]>;
  /** Whether the same is wrong with something else, and was told. */
  isToldOf(fault: Fault): Promise<boolean>;
  /** Marks the notices of a fault, and remembers that it was told. */
  tell(fault: Fault, notices: readonly Notice[], now: Date): Promise<void>;
  /** How many publications wait to be made so. */
  waiting(groupId: number): Promise<number>;
  retry(groupId: number): Promise<number>;
}

/** Where a fault is told. */
export interface Notice {
  readonly platform: PlatformName;
  readonly place: Place;
}

/** Attempts in vain after which organisers are told although trying goes on (some five minutes). */
const attemptsBeforeTelling = 6;

/** Opens the rows. */
export function setupStore(database: Database): SetupStore {
  return {
    async faults(groupId) {
      const failed = await failures(database, groupId);
      const retried = await database.publication.findMany({
        where: { groupId, state: 'wanted', error: { not: null } },
        orderBy: { updatedAt: 'desc' },
        take: 20,
      });
      return [...failed, ...retried].map(asFault);
    },
    async fault(id) {
      const row = await database.publication.findUnique({ where: { id } });
      return row && row.error !== null ? asFault(row) : undefined;
    },
    async untold() {
      const rows = await database.publication.findMany({
        where: {
          toldAt: null,
          error: { not: null },
          NOT: { key: { startsWith: 'fault/' } },
          OR: [{ state: 'failed' }, { state: 'wanted', attempts: { gte: attemptsBeforeTelling } }],
        },
        take: 20,
      });
      return rows.map(asFault);
    },
    async isToldOf({ id, groupId, platform, error }) {
      const alike = { id: { not: id }, groupId, platform, error };
      return (await database.publication.count({ where: { ...alike, toldAt: { not: null } } })) > 0;
    },
    async tell(fault, notices, now) {
      await transaction(database, async (rows) => {
        const told = await rows.publication.updateMany({
          where: { id: fault.id, toldAt: null },
          data: { toldAt: now },
        });
        if (told.count === 0) return;
        await mark(
          rows,
          notices.map(({ platform, place }, i) => ({
            groupId: fault.groupId,
            key: `fault/${fault.id}/${now.getTime()}/${i}`,
            platform,
            place,
            view: 'setup/fault',
            subject: String(fault.id),
            isOnce: true,
          })),
        );
      });
    },
    waiting: (groupId) => database.publication.count({ where: { groupId, isMarked: true } }),
    retry: (groupId) => retryFailed(database, groupId),
  };
}

function asFault(row: PublicationRow): Fault {
  return {
    id: row.id,
    groupId: row.groupId,
    key: row.key,
    platform: row.platform,
    error: row.error ?? '',
    place: readPlace(row.place),
    isRetried: row.state !== 'failed',
    since: row.updatedAt,
  };
}
