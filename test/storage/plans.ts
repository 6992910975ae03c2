// Which statements SQLite was asked to run, and which of them read more than what they are about.
import { DatabaseSync, StatementSync } from 'node:sqlite';

/** Remembers each different statement that any connection of this process runs, and counts all of them, until `stop`. */
export function recordStatements(): { readonly seen: ReadonlySet<string>; count(): number; stop(): void } {
  const seen = new Set<string>();
  // Asking a statement for its SQL takes longer than most statements do.
  const known = new WeakSet<StatementSync>();
  let all = 0;
  const before = { all: StatementSync.prototype.all, run: StatementSync.prototype.run };
  const remembering = (work: (...values: never[]) => unknown) =>
    function (this: StatementSync, ...values: unknown[]) {
      if (!known.has(this)) seen.add(this.sourceSQL);
      known.add(this);
      all += 1;
      return Reflect.apply(work, this, values);
    };
  Object.assign(StatementSync.prototype, { all: remembering(before.all), run: remembering(before.run) });
  return { seen, count: () => all, stop: () => void Object.assign(StatementSync.prototype, before) };
}

/** What everything ever done is kept in: there even all of one group, or of one platform, is too much to read. */
const longTables = 'Publication|Made|Link|Meeting|AgendaTopic|Rsvp|Question|Vote|Account|Person|KnownPull';
const wholeTable = /^SCAN (?:TABLE )?(?:main\.)?(?!CONSTANT)[A-Z]/u;
const wholeGroup = new RegExp(
  `^SEARCH (?:main\\.)?(?:${longTables}) USING (?:COVERING )?INDEX \\S+ \\((?:groupId|platform|isFollowed)=\\?\\)$`,
  'u',
);

/** What is allowed to read much, and why; by what its statement contains. */
export type Allowed = readonly (readonly [statement: RegExp, why: string])[];

/** Statements whose cost follows how much there is instead of what is asked for, with SQLite's plan, over a migrated file. */
export function costlyStatements(statements: Iterable<string>, file: string, allowed: Allowed): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const isOurs = (sql: string) =>
    /^\s*(SELECT|UPDATE|DELETE)\b/iu.test(sql) && !/sqlite_|pragma_|_prisma|WHERE 1=0/iu.test(sql);
  try {
    return [...statements].filter(isOurs).flatMap((sql) => {
      const plan = database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail));
      const costly = plan.filter((step) => wholeTable.test(step) || wholeGroup.test(step));
      return costly.length === 0 || allowed.some(([one]) => one.test(sql))
        ? []
        : [`${costly.join('; ')}: ${sql}`];
    });
  } finally {
    database.close();
  }
}
