// Copying all rows from one database into another, whichever of the two kinds each is.
import { ConfigError, UserError } from '../core/errors.ts';
import { type Database, kindOf, lockEverything, longTransaction, type Transaction } from './client.ts';
import { continueNumbers, countRows, insertRows, pagesOf, tableNames } from './tables.ts';

/** How many rows each table has. */
export type Counted = ReadonlyMap<string, number>;

/** How the source is read: `still` lets nobody write it meanwhile; `as-it-was` reads one moment of it while others write. */
type Reading = 'still' | 'as-it-was';

/**
 * Copies every row into a migrated database without rows, in one transaction, and compares the counts; `afterwards` is
 * called in the transactions of both before they end. Throws `UserError` when there are rows already.
 */
export async function copyAll(
  from: Database,
  to: Database,
  reading: Reading,
  afterwards: (rows: {
    readonly from: Transaction;
    readonly to: Transaction;
  }) => Promise<void> = async () => {},
): Promise<Counted> {
  return await longTransaction(from, async (source) => {
    if (kindOf(from) === 'postgresql') {
      await source.$executeRawUnsafe(
        reading === 'still' ? lockEverything : 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY',
      );
    }
    return await longTransaction(to, async (target) => {
      const counted = await copyTables(source, target);
      await afterwards({ from: source, to: target });
      return counted;
    });
  });
}

async function copyTables(from: Transaction, to: Transaction): Promise<Counted> {
  const tables = await tableNames(to);
  for (const table of tables) {
    if ((await countRows(to, table)) > 0)
      throw new UserError('There are rows in the database that should be written to. Give it an empty one.');
  }
  const counted = new Map<string, number>();
  for (const table of tables) {
    for await (const rows of pagesOf(from, table)) await insertRows(to, table, rows);
    await continueNumbers(from, to, table);
    const [read, written] = [await countRows(from, table), await countRows(to, table)];
    if (read !== written)
      throw new ConfigError(
        `${table} has ${read} rows, of which ${written} arrived; nothing was kept. Try again; if it stays so, please report it.`,
      );
    counted.set(table, written);
  }
  return counted;
}
