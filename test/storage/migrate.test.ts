// Migrations: applied at start, by whoever comes first; a newer database is left as it is; derived files in step.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { backUp } from '../../src/storage/backup.ts';
import { connect, type Database, databaseKind } from '../../src/storage/client.ts';
import { apply, migrate, migrateWithout, migrationNames } from '../../src/storage/migrate.ts';
import { tableNames } from '../../src/storage/tables.ts';
import { freshDatabases } from './database.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

describe.each(freshDatabases())('on $name', ({ url: newAddress }) => {
  let address: Awaited<ReturnType<typeof newAddress>>;
  let database: Database;

  beforeEach(async () => {
    address = await newAddress();
    database = await connect(address.url);
  });
  afterEach(async () => {
    await database.$disconnect();
    await address.remove();
  });

  const applied = () =>
    database.$queryRawUnsafe<{ migration_name: string }[]>(
      'SELECT migration_name FROM _prisma_migrations ORDER BY migration_name',
    );

  it('an empty database gets every migration, and the same again changes nothing', async () => {
    await migrate(database, address.url);
    const names = (await applied()).map(({ migration_name }) => migration_name);
    expect(names).toEqual(migrationNames(databaseKind(address.url)));
    await database.group.create({ data: { name: 'Docs' } });
    await migrate(database, address.url);
    expect(await applied()).toHaveLength(names.length);
    expect(await database.group.count()).toBe(1);
  });

  it('an empty file is made at once as the engine makes it, and the engine finds nothing to do in it', async () => {
    if (databaseKind(address.url) !== 'sqlite') return;
    await migrate(database, address.url);
    const other = join(mkdtempSync(join(tmpdir(), 'docent-engine-')), 'docent.db');
    await migrateWithout(other, []);
    const made = await connect(other);
    const look = async (one: Database) => ({
      tables: await one.$queryRawUnsafe('SELECT type, name, sql FROM sqlite_master ORDER BY type, name'),
      applied: await one.$queryRawUnsafe(
        `SELECT "checksum", "migration_name", "logs", "rolled_back_at", "applied_steps_count",
           length("id") AS "id", length("started_at") AS "started", length("finished_at") AS "finished"
         FROM _prisma_migrations ORDER BY "migration_name"`,
      ),
    });
    const before = await look(database);
    expect(before).toEqual(await look(made));
    await migrateWithout(address.url, []);
    expect(await look(database)).toEqual(before);
    await made.$disconnect();
    rmSync(dirname(other), { recursive: true });
  });

  const script = `
    const { connect } = await import('${join(root, 'src/storage/client.ts')}');
    const { migrate } = await import('${join(root, 'src/storage/migrate.ts')}');
    const url = process.argv[1];
    const database = await connect(url);
    process.stdout.write('connected');
    await migrate(database, url);
    await database.group.create({ data: { name: 'Docs' } });
    await database.$disconnect();`;
  const scriptArguments = () => ['--input-type=module', '--eval', script, address.url];

  it('of three processes that start at once, all find the database ready', async () => {
    const start = () => run(process.execPath, scriptArguments(), { cwd: root });
    await Promise.all([start(), start(), start()]);
    expect(await database.group.count()).toBe(3);
    expect(await applied()).toHaveLength(migrationNames(databaseKind(address.url)).length);
  });

  it('a process that is killed in the middle leaves a database that the next one can use', async () => {
    for (let i = 0; i < 6; i++) {
      const child = spawn(process.execPath, scriptArguments(), {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const end = once(child, 'exit');
      await once(child.stdout, 'data');
      await setTimeout(Math.random() * 250);
      child.kill('SIGKILL');
      await end;
    }
    await migrate(database, address.url);
    expect(await applied()).toHaveLength(migrationNames(databaseKind(address.url)).length);
    await database.group.create({ data: { name: 'Docs' } });
  });

  it('one migration that fails undoes those before it, and says that nothing was changed', async () => {
    await migrate(database, address.url);
    await database.group.create({ data: { name: 'Docs' } });
    const before = await contents();
    const job = withMore([
      ['9998_good', 'CREATE TABLE "Colour" ("id" INTEGER NOT NULL PRIMARY KEY);'],
      ['9999_bad', 'CREATE TABLE "Group" ("id" INTEGER NOT NULL PRIMARY KEY);'],
    ]);
    await expect(apply(job)).rejects.toThrow(/could not be brought up to date and is as it was before/u);
    expect(await contents()).toEqual(before);
    await apply(withMore([['9998_good', 'CREATE TABLE "Colour" ("id" INTEGER NOT NULL PRIMARY KEY);']]));
    expect((await applied()).at(-1)).toEqual({ migration_name: '9998_good' });
  });

  it('a migration that makes a table anew keeps what belongs to its rows', async () => {
    await migrate(database, address.url);
    const { id: groupId } = await database.group.create({ data: { name: 'Docs' } });
    await database.publication.create({
      data: {
        groupId,
        key: 'a',
        slot: 'x',
        about: 'a',
        destination: '{}',
        platform: 'x',
        place: '{}',
        view: 'a/b',
        subject: '1',
      },
    });
    const sql =
      databaseKind(address.url) === 'sqlite'
        ? await sqliteRebuild()
        : 'ALTER TABLE "Group" ADD COLUMN "colour" TEXT;';
    await apply(withMore([['9998_colour', sql]]));
    expect(await database.publication.count()).toBe(1);
    expect(await database.group.count()).toBe(1);
  });

  /** As Prisma writes it when a table cannot be altered. */
  async function sqliteRebuild(): Promise<string> {
    const [table] = await database.$queryRawUnsafe<{ sql: string }[]>(
      "SELECT sql FROM sqlite_master WHERE name = 'Group'",
    );
    return `
      PRAGMA defer_foreign_keys=ON;
      PRAGMA foreign_keys=OFF;
      ${table?.sql.replace('"Group"', '"new_Group"')};
      INSERT INTO "new_Group" SELECT * FROM "Group";
      DROP TABLE "Group";
      ALTER TABLE "new_Group" RENAME TO "Group";
      PRAGMA foreign_keys=ON;
      PRAGMA defer_foreign_keys=OFF;`;
  }

  /** The migrations that there are, and more. */
  function withMore(more: readonly (readonly [name: string, sql: string])[]) {
    const kind = databaseKind(address.url);
    const folder = join(root, 'prisma', 'migrations', kind);
    const known = migrationNames(kind).map((name) => ({
      name,
      sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8'),
    }));
    return {
      url: address.url,
      root: folder,
      migrations: [...known, ...more.map(([name, sql]) => ({ name, sql }))],
    };
  }

  it('a database from a newer version is refused with a cure, and left as it is', async () => {
    await migrate(database, address.url);
    await database.group.create({ data: { name: 'Docs' } });
    await database.$executeRawUnsafe(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at)
       VALUES ('later', 'x', '9999_later', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)`,
    );
    const before = await contents();
    const error = await migrate(database, address.url).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain('newer version of Docent (it has "9999_later")');
    expect(error.message).toContain('Start that version, or restore a backup');
    expect(await contents()).toEqual(before);
  });

  it.each([
    ['its tables', 'CREATE TABLE dashboards (id INTEGER)', 'dashboards'],
    [
      'its own migrations by Prisma',
      "CREATE TABLE _prisma_migrations AS SELECT '20240101_init' AS migration_name, 1 AS finished_at",
      '20240101_init',
    ],
  ])(
    'a database of another program, with %s, is refused in words for that, and left as it is',
    async (_, sql, sign) => {
      await database.$executeRawUnsafe(sql);
      await expect(migrate(database, address.url)).rejects.toThrow(
        `This database belongs to another program (it has "${sign}"). Name one of Docent's own in DATABASE_URL`,
      );
      expect(await tableNames(database)).toEqual(['dashboards'].filter((name) => name === sign));
    },
  );

  it('a database in which there is nothing is not backed up, and gets no tables by that', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'docent-nothing-'));
    await expect(backUp(address.url, folder, new Date())).rejects.toThrow(
      /nothing of Docent's in the database/u,
    );
    expect(readdirSync(folder)).toEqual([]);
    expect(await tableNames(database)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  async function contents() {
    const sqlite =
      "SELECT name AS thing, sql AS what FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY 1";
    const postgresql =
      "SELECT table_name || '.' || column_name AS thing, data_type AS what FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1";
    return {
      schema: await database.$queryRawUnsafe(databaseKind(address.url) === 'sqlite' ? sqlite : postgresql),
      applied: await applied(),
      groups: await database.group.findMany(),
    };
  }
});

describe('what is derived from the schema', () => {
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'docent-prisma-'));
    cpSync(join(root, 'prisma'), join(copy, 'prisma'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  async function check(): Promise<string> {
    const derive = join(copy, 'prisma', 'derive.ts');
    try {
      await run(process.execPath, ['--disable-warning=ExperimentalWarning', derive, '--check']);
      return '';
    } catch (error) {
      return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    }
  }

  function change(file: string, from: string, to: string): void {
    const path = join(copy, 'prisma', file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  }

  it('is in step', async () => {
    expect(await check()).toBe('');
  });

  it('a change of the model without a migration is found, for both databases', async () => {
    change('schema.prisma', 'model FormDraft {', 'model FormDraft {\n  colour String?');
    expect(await check()).toMatchInlineSnapshot(`
      "prisma/postgresql/schema.prisma is out of step: npm run db:derive
      sqlite has no migration for the last change of the schema: npm run db:migration NAME
      postgresql has no migration for the last change of the schema: npm run db:migration NAME
      "
    `);
  });

  it('an edit of the derived schema is found', async () => {
    change('postgresql/schema.prisma', 'model FormDraft {', 'model FormDraft {\n  colour String?');
    expect(await check()).toBe('prisma/postgresql/schema.prisma is out of step: npm run db:derive\n');
  });
});
