// PostgreSQL databases that tests use one after the other, since making one costs ten times as much as emptying one.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/storage/client.ts';

/** What a migrated database consists of, apart from rows: changed by whatever changes tables, and alike in each copy. */
export const shapeOf = `
  SELECT concat_ws(' ',
    (SELECT concat(count(*), ' ', max(oid), ' ', sum(relnatts), ' ', sum(relchecks)) FROM pg_class),
    (SELECT concat(count(*), ' ', max(oid)) FROM pg_constraint),
    (SELECT concat(count(*), ' ', max(oid)) FROM pg_trigger),
    (SELECT concat(count(*), ' ', max(oid)) FROM pg_proc),
    (SELECT md5(string_agg(m::text, ' ' ORDER BY m.id)) FROM _prisma_migrations m)) AS shape`;

/** Deletes all rows and begins to count anew; fails when the tables are not as they were made. */
const emptyIf = (shape: string) => `
  DO $$
  DECLARE one text;
  BEGIN
    IF (${shapeOf}) <> '${shape}' THEN RAISE EXCEPTION 'its tables were changed'; END IF;
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT format('%I', tablename) FROM pg_tables
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    LOOP
      -- Much is quicker thrown away than deleted row by row.
      IF pg_relation_size(one::regclass) > 1000000 THEN EXECUTE 'TRUNCATE ' || one || ' CASCADE';
      ELSE EXECUTE 'DELETE FROM ' || one;
      END IF;
    END LOOP;
    FOR one IN SELECT format('%I', sequencename) FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
      PERFORM setval(one::regclass, 1, false);
    END LOOP;
  END $$`;

/** The databases that are free, each a file of its name in a folder, so that all workers see them. */
export function freeDatabases(folder: string, shape: string) {
  mkdirSync(folder, { recursive: true });
  return {
    /** One that nobody else has from now on, or undefined. It is as it was left: `empty` it. */
    take(): string | undefined {
      return readdirSync(folder).find((name) => {
        try {
          // Not `rmSync`, which looks first and then removes: of two at once, both would have it.
          unlinkSync(join(folder, name));
          return true;
        } catch {
          // Another worker was first.
          return false;
        }
      });
    },
    /** Whether it is now as if it had just been made. */
    async empty(database: Database): Promise<boolean> {
      return await database.$executeRawUnsafe(emptyIf(shape)).then(
        () => true,
        () => false,
      );
    },
    /** Sets it free under a name that nothing of its test knows; `execute` does so on the server. */
    async give(name: string, execute: (statement: string) => Promise<unknown>): Promise<void> {
      const renamed = `docent_${randomUUID().replaceAll('-', '')}`;
      for (let triesLeft = 5; triesLeft > 0; triesLeft -= 1) {
        await execute(
          `SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = '${name}'`,
        );
        try {
          await execute(`ALTER DATABASE ${name} RENAME TO ${renamed}`);
          break;
        } catch (error) {
          // On a busy computer a connection takes longer to end, or was just begun.
          if (triesLeft === 1 || !String(error).includes('55006')) throw error;
        }
      }
      writeFileSync(join(folder, renamed), '');
    },
  };
}
