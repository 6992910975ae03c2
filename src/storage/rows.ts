// What is read of rows in every store: a table's row as a type, without what is empty, and words that must be known.
import type { Database } from './client.ts';

type Table = Exclude<keyof Database, `$${string}` | symbol>;

/** A row of a table with all its columns: `Row<'poll'>`. */
export type Row<T extends Table> = NonNullable<Awaited<ReturnType<Database[T]['findUnique']>>>;

/** See `withoutNulls`. */
type WithoutNulls<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** What a table's rows say, as features know it: what is empty is absent, and what a column means stands in `schema.prisma`. */
export type Facts<T extends Table> = Readonly<WithoutNulls<Row<T>>>;

/** A row whose empty columns are left out, as facts have them; the others are as they were. */
export function withoutNulls<T extends object>(row: T): WithoutNulls<T>;
export function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

/** The one of the known words that a column holds. Throws for any other. */
export function oneOf<const T extends string>(known: readonly T[], word: string): T {
  const found = known.find((one) => one === word);
  if (found === undefined) throw new Error(`The database holds "${word}" where one of ${known} belongs.`);
  return found;
}

/** What is read of the row that was asked for; undefined where there is none. */
export async function readIf<R, T>(
  asked: PromiseLike<R | null>,
  read: (row: R) => T,
): Promise<T | undefined> {
  const row = await asked;
  return row === null ? undefined : read(row);
}
