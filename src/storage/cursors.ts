// How far each poll has come, by its name.
import { beginningWith, type Database, isDuplicate } from './client.ts';

/** Reading positions that outlive the process. */
export interface Cursors {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  /** Up to so many whose names begin so, with their values. */
  list(prefix: string, most: number): Promise<readonly { readonly name: string; readonly value: string }[]>;
}

/** Opens the positions. */
export function cursors(database: Database): Cursors {
  return {
    async read(name) {
      return (await database.cursor.findUnique({ where: { name } }))?.value;
    },
    list: (prefix, most) =>
      database.cursor.findMany({
        where: { name: beginningWith(database, prefix) },
        select: { name: true, value: true },
        orderBy: { name: 'asc' },
        take: most,
      }),
    async write(name, value) {
      const upsert = () =>
        database.cursor.upsert({ where: { name }, create: { name, value }, update: { value } });
      try {
        await upsert();
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await upsert();
      }
    },
  };
}

/** Writes a value down, unless there is one of this name already; answers what stands there. */
export async function firstWritten(database: Database, name: string, value: string): Promise<string> {
  const write = () => database.cursor.upsert({ where: { name }, create: { name, value }, update: {} });
  try {
    return (await write()).value;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await write()).value;
  }
}

/** Removes all whose names begin so, but for some. */
export async function keepOnly(database: Database, prefix: string, names: readonly string[]): Promise<void> {
  await database.cursor.deleteMany({
    where: { name: beginningWith(database, prefix), NOT: { name: { in: [...names] } } },
  });
}
