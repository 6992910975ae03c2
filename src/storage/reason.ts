// Why a database refused, in its own words.

/** What the database's own driver said, without Prisma's frame around it. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // What Prisma puts before it tells of its own calls, and nothing of the database.
  const plain = message.replace(/^\s*Invalid `[^`]*` invocation[^\n]*\n/u, '');
  const said = saidByDriver(error) ?? /Message: `([^`]*)`/u.exec(plain)?.[1] ?? plain;
  return said.trim().replace(/[.\s]+$/u, '');
}

/** Where Prisma keeps it, also of what it says in other words. */
function saidByDriver(error: unknown): string | undefined {
  let one: unknown = error;
  for (const name of ['meta', 'driverAdapterError', 'cause', 'originalMessage'])
    one = typeof one === 'object' && one !== null ? Reflect.get(one, name) : undefined;
  return typeof one === 'string' ? one : undefined;
}
