// The rows of claims ("I'll review") and of the wranglers' rota.
import { mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { oneOf, type Row, readIf } from '../../../storage/rows.ts';
import { wake } from '../../../storage/schedule.ts';
import type { Claim } from '../facts.ts';
import { claimReminder } from '../publications.ts';
import { markRecent } from './runs.ts';

/** One place of the rota, in its order. */
interface RotaPlace {
  readonly personId: number;
  readonly name: string;
}

/** The rota; `startsOn` is the Monday of its first week. */
export interface Rota {
  readonly startsOn: string;
  readonly places: readonly RotaPlace[];
}

/** What is to be reminded of so soon is said along with what is due. */
const remindTogetherMilliseconds = 24 * 60 * 60_000;

/** Opens the rows. */
export function peopleStore(database: Database) {
  return {
    /** Claims that hold at `now`. */
    async claims(groupId: number, now: Date) {
      const rows = await database.reviewClaim.findMany({
        where: { groupId, until: { gt: now } },
        orderBy: { until: 'asc' },
      });
      return (await namedNow(database, rows)).map(readClaim);
    },
    claimById: (claimId: number) =>
      readIf(database.reviewClaim.findUnique({ where: { id: claimId } }), readClaim),
    /** Claims a pull request unless somebody else has it; answers whose it is. */
    async claim(wanted: Omit<Claim, 'id' | 'uid' | 'isReminded'>, now: Date) {
      const { groupId, repo, number } = wanted;
      return await change(database, groupId, async (rows) => {
        const known = await rows.reviewClaim.findUnique({
          where: { groupId_repo_number: { groupId, repo, number } },
        });
        if (known && known.personId !== wanted.personId && known.until > now)
          return (await namedNow(rows, [known])).map(readClaim)[0] ?? readClaim(known);
        const made = known
          ? await rows.reviewClaim.update({ where: { id: known.id }, data: { ...wanted, isReminded: false } })
          : await rows.reviewClaim.create({ data: wanted });
        await markRecent(rows, groupId, now);
        await wake(rows, groupId, 'digests');
        return readClaim(made);
      });
    },
    /** Gives a claim up; false when it is not this person's. */
    release: (
      groupId: number,
      { now, ...claim }: { repo: string; number: number; personId: number; now: Date },
    ) =>
      change(database, groupId, async (rows) => {
        const { count } = await rows.reviewClaim.deleteMany({ where: { groupId, ...claim } });
        if (count > 0) await markRecent(rows, groupId, now);
        return count > 0;
      }),
    /** Marks a group's reminders that are due, and releases what has run out. */
    advanceClaims: (groupId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        const due = { groupId, isReminded: false, remindAt: { lte: now }, until: { gt: now } };
        const reminded = await rows.reviewClaim.findMany({ where: due });
        for (const [personId, those] of Map.groupBy(reminded, (row) => row.personId)) {
          // What they took on beside it comes along, so that they are not written to every few minutes.
          const soon = {
            personId,
            remindAt: { gt: now, lte: new Date(now.getTime() + remindTogetherMilliseconds) },
          };
          const others = await rows.reviewClaim.findMany({ where: { groupId, isReminded: false, ...soon } });
          const [first, ...more] = [...those, ...others].map(readClaim);
          if (!first) continue;
          await mark(rows, [claimReminder([first, ...more])]);
          const ids = [first, ...more].map(({ id }) => id);
          await rows.reviewClaim.updateMany({ where: { id: { in: ids } }, data: { isReminded: true } });
        }
        const over = await rows.reviewClaim.deleteMany({ where: { groupId, until: { lte: now } } });
        if (over.count > 0) await markRecent(rows, groupId, now);
      }),
    async rota(groupId: number): Promise<Rota | undefined> {
      const rows = await database.rotaPlace.findMany({ where: { groupId }, orderBy: { position: 'asc' } });
      const places = (await namedNow(database, rows)).map(({ personId, name }) => ({ personId, name }));
      return rows[0] && { startsOn: rows[0].startsOn, places };
    },
    setRota: (groupId: number, { startsOn, places }: Rota) =>
      change(database, groupId, async (rows) => {
        await rows.rotaPlace.deleteMany({ where: { groupId } });
        for (const [position, { personId, name }] of places.entries()) {
          await rows.rotaPlace.create({ data: { groupId, personId, name, position, startsOn } });
        }
      }),
  };
}

/** Rows with the names that people have by now. */
async function namedNow<R extends RotaPlace>({ person }: Pick<Transaction, 'person'>, rows: readonly R[]) {
  const where = { id: { in: rows.map(({ personId }) => personId) } };
  const people = rows.length === 0 ? [] : await person.findMany({ where, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, name: names.get(row.personId) ?? row.name }));
}

function readClaim({ kind, ...row }: Row<'reviewClaim'>): Claim {
  return { ...row, kind: oneOf(['review', 'work'], kind) };
}
