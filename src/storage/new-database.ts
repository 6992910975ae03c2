// An empty SQLite file gets its tables as Prisma's schema engine would make them, without a thread and an engine of 20 MB.
import { createHash, randomUUID } from 'node:crypto';
import { openConnection } from './sqlite/connection.ts';

/** How long the process stands still while another one makes the same file. */
const standstillMilliseconds = 10_000;

/** Prisma's list of what was applied, as its engine makes it. */
const migrationsTable = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;
const now = `strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')`;
const applied = `INSERT INTO "_prisma_migrations"
  ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count") VALUES (?, ?, ?, ${now}, ${now}, 1)`;
const text = { arity: 'scalar', scalarType: 'string' } as const;

/**
 * Applies all migrations to a file in which there is nothing yet, in one transaction. False when there is something: that
 * is the engine's to judge. Throws SQLite's error, and then nothing was changed.
 */
export function makeTables(
  path: string,
  migrations: readonly { readonly name: string; readonly sql: string }[],
): boolean {
  const connection = openConnection(path, {
    enableForeignKeyConstraints: false,
    timeout: standstillMilliseconds,
  });
  try {
    connection.script('BEGIN IMMEDIATE');
    const there = connection.query({ sql: 'SELECT 1 FROM sqlite_master LIMIT 1', args: [], argTypes: [] });
    if (there.rows.length > 0) return false;
    connection.script(migrationsTable);
    for (const { name, sql } of migrations) {
      connection.script(sql);
      const checksum = createHash('sha256').update(sql).digest('hex');
      connection.execute({
        sql: applied,
        args: [randomUUID(), checksum, name],
        argTypes: [text, text, text],
      });
    }
    connection.script('COMMIT');
    return true;
  } finally {
    // What was not committed is undone.
    connection.close();
  }
}
