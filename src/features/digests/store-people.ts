// The rows of claims ("I'll review") and of the wranglers' rota.
import type { PlatformName } from '../../core/account.ts';
import { mark } from '../../publishing/store.ts';
import { type Database, isDuplicate, transaction } from '../../storage/client.ts';
import type { Claim } from './facts.ts';
import { claimReminder } from './publications.ts';

/** One place of the rota, in its order. */
export interface RotaPlace {
  readonly personId: number;
  readonly name: string;
}

/** The rota; `startsOn` is the Monday of its first week. */
export interface Rota {
  readonly startsOn: string;
  readonly places: readonly RotaPlace[];
}

/** The rows. */
export interface PeopleStore {
  /** Claims that hold at `now`. */
  claims(groupId: number, now: Date): Promise<Claim[]>;
  claimById(claimId: number): Promise<Claim | undefined>;
  /** Claims a pull request unless somebody else has it; answers whose it is. */
  claim(wanted: Omit<Claim, 'id' | 'isReminded'>, now: Date): Promise<Claim>;
  release(groupId: number, spec: { repo: string; number: number; personId: number }): Promise<boolean>;
  /** Marks the reminders that are due and releases what has run out; answers what was released, and what comes next. */
  settleClaims(now: Date): Promise<{ releasedOf: number[]; next?: Date }>;
  rota(groupId: number): Promise<Rota | undefined>;
  setRota(groupId: number, rota: Rota): Promise<void>;
}

type ClaimRow = NonNullable<Awaited<ReturnType<Database['reviewClaim']['findUnique']>>>;

/** Opens the rows. */
export function peopleStore(database: Database): PeopleStore {
  return {
    async claims(groupId, now) {
      const rows = await database.reviewClaim.findMany({
        where: { groupId, until: { gt: now } },
        orderBy: { until: 'asc' },
      });
      return rows.map(readClaim);
    },
    async claimById(claimId) {
      const row = await database.reviewClaim.findUnique({ where: { id: claimId } });
      return row ? readClaim(row) : undefined;
    },
    async claim(wanted, now) {
      const { groupId, repo, number } = wanted;
      const where = { groupId_repo_number: { groupId, repo, number } };
      const taken = await database.reviewClaim.updateMany({
        where: { groupId, repo, number, OR: [{ personId: wanted.personId }, { until: { lte: now } }] },
        data: { ...wanted, isReminded: false },
      });
      if (taken.count === 0) {
        try {
          await database.reviewClaim.create({ data: wanted });
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
      }
      return readClaim(await database.reviewClaim.findUniqueOrThrow({ where }));
    },
    async release(groupId, { repo, number, personId }) {
      const { count } = await database.reviewClaim.deleteMany({ where: { groupId, repo, number, personId } });
      return count > 0;
    },
    async settleClaims(now) {
      const due = await database.reviewClaim.findMany({
        where: { isReminded: false, remindAt: { lte: now }, until: { gt: now } },
      });
      for (const row of due) {
        await transaction(database, async (rows) => {
          const claimed = await rows.reviewClaim.updateMany({
            where: { id: row.id, isReminded: false, until: row.until },
            data: { isReminded: true },
          });
          const claim = readClaim(row);
          // There are no private messages on a terminal.
          if (claimed.count > 0 && claim.platform !== 'terminal') await mark(rows, [claimReminder(claim)]);
        });
      }
      const over = await database.reviewClaim.findMany({ where: { until: { lte: now } } });
      await database.reviewClaim.deleteMany({
        where: { id: { in: over.map(({ id }) => id) }, until: { lte: now } },
      });
      const left = await database.reviewClaim.findMany({ where: { until: { gt: now } } });
      const instants = left.map((row) => (row.isReminded ? row.until : row.remindAt));
      const next = instants.sort((one, other) => one.getTime() - other.getTime())[0];
      return { releasedOf: [...new Set(over.map(({ groupId }) => groupId))], ...(next && { next }) };
    },
    async rota(groupId) {
      const rows = await database.rotaPlace.findMany({ where: { groupId }, orderBy: { position: 'asc' } });
      const [first] = rows;
      return (
        first && { startsOn: first.startsOn, places: rows.map(({ personId, name }) => ({ personId, name })) }
      );
    },
    async setRota(groupId, { startsOn, places }) {
      await transaction(database, async (rows) => {
        await rows.rotaPlace.deleteMany({ where: { groupId } });
        for (const [position, { personId, name }] of places.entries()) {
          await rows.rotaPlace.create({ data: { groupId, personId, name, position, startsOn } });
        }
      });
    },
  };
}

function readClaim(row: ClaimRow): Claim {
  return { ...row, platform: readPlatform(row.platform) };
}

function readPlatform(name: string): PlatformName {
  return name === 'discord' || name === 'discourse' ? name : 'terminal';
}
