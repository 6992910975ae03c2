// How far each poll has come, by its name.
import type { Cursors } from '../core/cursors.ts';
import { beginningWith, type Database, isDuplicate, type Transaction } from './client.ts';

/** Opens the positions. */
export function cursors(database: Database): Cursors {
  return {
    read: (name) => keptValue(database, name),
    list: (prefix, most) =>
      database.cursor.findMany({
        where: { name: beginningWith(database, prefix) },
        select: { name: true, value: true },
        orderBy: { name: 'asc' },
        take: most,
      }),
    write: (name, value) => againIfMade(() => keepValue(database, name, value)),
  };
}

/** What stands under a name; undefined where nothing does. */
export async function keptValue(rows: Database | Transaction, name: string): Promise<string | undefined> {
  return (await rows.cursor.findUnique({ where: { name } }))?.value;
}

/** Writes a value down under a name, in place of what stood there. */
export async function keepValue(rows: Database | Transaction, name: string, value: string): Promise<void> {
  await rows.cursor.upsert({ where: { name }, create: { name, value }, update: { value } });
}

/** Writes a value down, unless there is one of this name already; answers what stands there. */
export async function firstWritten(database: Database, name: string, value: string): Promise<string> {
  const write = () => database.cursor.upsert({ where: { name }, create: { name, value }, update: {} });
  return (await againIfMade(write)).value;
}

/** Writes once more where another process has just made the same row. */
async function againIfMade<T>(write: () => Promise<T>): Promise<T> {
  return await write().catch(async (error: unknown) => {
    if (!isDuplicate(error)) throw error;
    return await write();
  });
}

/** Removes all whose names begin so, but for some. */
export async function keepOnly(database: Database, prefix: string, names: readonly string[]): Promise<void> {
  await database.cursor.deleteMany({
    where: { name: beginningWith(database, prefix), NOT: { name: { in: [...names] } } },
  });
}
