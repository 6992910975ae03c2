// Databases of released versions, with the platforms as they stood then: kept as files, opened by today's code.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Sandbox } from '../../sandbox/index.ts';
import { connect, databaseKind } from '../../src/storage/client.ts';
import { copyAll } from '../../src/storage/copy.ts';
import { apply, type MigrationJob } from '../../src/storage/migrate.ts';
import { countRows, tableNames } from '../../src/storage/tables.ts';

const root = join(import.meta.dirname, '..', '..');

/** The rows of a SQLite file as SQL, tables and indexes included. */
export function dump(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const things = database
      .prepare(
        "SELECT name, sql, type FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .all();
    const tables = things.filter(({ type }) => type === 'table').map(({ name }) => String(name));
    const rows = (table: string) =>
      database
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => `INSERT INTO "${table}" VALUES (${Object.values(row).map(literal).join(', ')});`);
    const numbers = ['DELETE FROM sqlite_sequence;', ...rows('sqlite_sequence')];
    return [...things.map(({ sql }) => `${sql};`), ...tables.flatMap(rows), ...numbers, ''].join('\n');
  } finally {
    database.close();
  }
}

function literal(value: SQLOutputValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return `x'${Buffer.from(value).toString('hex')}'`;
}

/** What stands on the platforms of a sandbox, as a file keeps it; without what is in files there. */
export function keptPlatforms({ discord, discourse }: Sandbox): Buffer {
  for (const { messages } of discord.world.channels.values())
    for (const message of messages.values())
      message.attachments = message.attachments.map((one) => ({ ...one, content: new Uint8Array() }));
  return brotliCompressSync(serialize({ discord: discord.world.kept(), forum: discourse.forum.kept() }));
}

/** A released version's database and platforms. */
export function fixture(version: string) {
  const folder = join(import.meta.dirname, version);
  return {
    /** Makes the database where nothing is yet, as that version left it; on PostgreSQL by copying its rows. */
    async open(url: string): Promise<void> {
      const script = readFileSync(join(folder, 'rows.sql'), 'utf8');
      if (databaseKind(url) === 'sqlite') {
        load(url, script);
        return;
      }
      const place = mkdtempSync(join(tmpdir(), 'docent-fixture-'));
      const file = join(place, 'rows.db');
      load(file, script);
      const [from, to] = [await connect(file), await connect(url)];
      try {
        const applied = await from.$queryRawUnsafe<{ migration_name: string }[]>(
          'SELECT migration_name FROM _prisma_migrations ORDER BY migration_name',
        );
        await apply(
          jobOf(
            url,
            applied.map(({ migration_name }) => migration_name),
          ),
        );
        await copyAll(from, to, 'still');
      } finally {
        await Promise.all([from.$disconnect(), to.$disconnect()]);
        rmSync(place, { recursive: true });
      }
    },
    /** Has the platforms of a sandbox stand as they stood for that version. */
    standOn({ discord, discourse }: Sandbox): void {
      const kept: Kept = deserialize(brotliDecompressSync(readFileSync(join(folder, 'platforms.bin'))));
      discord.world.goOnFrom(kept.discord);
      discourse.forum.goOnFrom(kept.forum);
    },
  };
}

interface Kept {
  readonly discord: ReturnType<Sandbox['discord']['world']['kept']>;
  readonly forum: ReturnType<Sandbox['discourse']['forum']['kept']>;
}

/** How many rows each table has. */
export async function counted(url: string): Promise<Map<string, number>> {
  const database = await connect(url);
  try {
    const counts = new Map<string, number>();
    for (const table of await tableNames(database)) counts.set(table, await countRows(database, table));
    return counts;
  } finally {
    await database.$disconnect();
  }
}

function load(path: string, script: string): void {
  closeSync(openSync(path, 'wx', 0o600));
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  try {
    database.exec(`BEGIN;\n${script}\nCOMMIT;`);
  } finally {
    database.close();
  }
}

/** Some of the migrations that there are. */
function jobOf(url: string, names: readonly string[]): MigrationJob {
  const kind = databaseKind(url);
  const folder = join(root, 'prisma', 'migrations', kind);
  const migrations = names.map((name) => ({
    name,
    sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8'),
  }));
  return { url, root: folder, migrations };
}
