// SQLite through Node's own library: nothing is left open, nobody's rows are lost, and waiting stops nothing else.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { connect, type Database, transaction } from '../../../src/storage/client.ts';
import { PrismaClient } from '../../../src/storage/generated/sqlite/client.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { sqliteAdapter } from '../../../src/storage/sqlite/adapter.ts';
import { recordStatements } from '../plans.ts';

const run = promisify(execFile);
const source = join(import.meta.dirname, '..', '..', '..', 'src', 'storage');

let folder: string;
let path: string;
let database: Database;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'docent-'));
  path = join(folder, 'test.db');
  copyFileSync(inject('templates').sqlite, path);
  database = await connect(path);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

it('two thousand more transactions leave no descriptor and no memory', async () => {
  const script = `
    import { readdirSync } from 'node:fs';
    const { connect, transaction } = await import('${source}/client.ts');
    const database = await connect(process.argv[1]);
    const used = () => {
      gc();
      return { descriptors: readdirSync('/proc/self/fd').length, megabytes: process.memoryUsage.rss() / 1e6 };
    };
    const many = async (count) => {
      for (let i = 0; i < count; i++) await transaction(database, (rows) => rows.group.count());
    };
    await many(2000);
    const before = used();
    await many(2000);
    const after = used();
    await database.$disconnect();
    process.stdout.write(JSON.stringify({
      descriptors: after.descriptors - before.descriptors,
      megabytes: after.megabytes - before.megabytes,
    }));`;
  const flags = ['--expose-gc', '--max-semi-space-size=1', '--input-type=module', '--eval', script, path];
  const { stdout } = await run(process.execPath, flags);
  const left: { descriptors: number; megabytes: number } = JSON.parse(stdout);
  expect(left.descriptors).toBeLessThanOrEqual(5);
  expect(left.megabytes).toBeLessThan(20);
});

it('a database that was closed has nothing open and nothing beside its file, and can be opened again', async () => {
  await database.group.create({ data: { name: 'Docs' } });
  expect(openFiles()).not.toEqual([]);
  await database.$disconnect();
  expect(openFiles()).toEqual([]);
  expect(await database.group.count()).toBe(1);
  await database.$disconnect();
  const other = join(folder, 'other.db');
  const migrated = await connect(other);
  await migrate(migrated, other);
  await migrated.$disconnect();
  expect(readdirSync(folder)).toEqual(['other.db', 'test.db']);
});

function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    const descriptor = `/proc/self/fd/${name}`;
    const file = existsSync(descriptor) ? readlinkSync(descriptor) : '';
    return file.startsWith(folder) ? [file] : [];
  });
}

it('a transaction that is undone takes no row of those who write beside it, and leaves none of its own', async () => {
  const half = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const undone = transaction(database, async (rows) => {
    await rows.group.create({ data: { name: 'undone' } });
    half.resolve();
    await goOn.promise;
    await rows.group.create({ data: { name: 'undone' } });
    throw new Error('no');
  });
  await half.promise;
  const beside = Array.from({ length: 20 }, (_, i) =>
    i % 2 === 0
      ? database.group.create({ data: { name: 'beside' } })
      : transaction(database, (rows) => rows.group.create({ data: { name: 'beside' } })),
  );
  goOn.resolve();
  await expect(undone).rejects.toThrow('no');
  await Promise.all(beside);
  const names = (await database.group.findMany()).map(({ name }) => name);
  expect(names).toEqual(Array.from({ length: 20 }, () => 'beside'));
});

it('while a transaction is open, others read what is committed, and it reads its own', async () => {
  await transaction(database, async (rows) => {
    await rows.group.create({ data: { name: 'Docs' } });
    expect(await rows.group.count()).toBe(1);
    expect(await database.group.count()).toBe(0);
  });
  expect(await database.group.count()).toBe(1);
});

it('while another process holds the write lock, timers go on, and then it is written', async () => {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec('BEGIN IMMEDIATE');
    process.stdout.write('locked');
    process.stdin.once('data', () => {
      database.exec('COMMIT');
      process.exit();
    });`;
  const child = spawn(process.execPath, ['--eval', script, path], { stdio: ['pipe', 'pipe', 'ignore'] });
  closing.push(() => child.kill());
  await once(child.stdout, 'data');
  let written = 0;
  const writing = [
    database.group.create({ data: { name: 'Docs' } }),
    transaction(database, (rows) => rows.group.create({ data: { name: 'Docs' } })),
  ].map((one) =>
    one.then(() => {
      written += 1;
    }),
  );
  // Were it waited for without letting anything else run, the lock would never be given up.
  for (let beat = 0; beat < 30; beat += 1) await setTimeout(10);
  expect(written).toBe(0);
  child.stdin.write('enough');
  await Promise.all(writing);
  expect(await database.group.count()).toBe(2);
});

it('statements without end let timers in', async () => {
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
  }, 1);
  closing.push(() => clearInterval(timer));
  const end = performance.now() + 10_000;
  while (beats <= 3 && performance.now() < end) await database.group.count();
  expect(beats).toBeGreaterThan(3);
});

it('a database that stays busy is P1008, for a statement as for a transaction', async () => {
  const impatient = new PrismaClient({ adapter: sqliteAdapter(path, { patienceMilliseconds: 50 }) });
  closing.push(() => impatient.$disconnect());
  await impatient.group.count();
  const other = new DatabaseSync(path);
  closing.push(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  const create = () => impatient.group.create({ data: { name: 'Docs' } });
  await expect(create()).rejects.toMatchObject({ code: 'P1008' });
  await expect(impatient.$transaction((rows) => rows.group.count())).rejects.toMatchObject({ code: 'P1008' });
  other.exec('COMMIT');
  await create();
  await impatient.$transaction(async (rows) => {
    await rows.group.count();
    await expect(create()).rejects.toMatchObject({ code: 'P1008' });
  });
});

it('a transaction whose time is over is undone and holds nobody up; what it does later does not count', async () => {
  const goOn = Promise.withResolvers<void>();
  const slow = database.$transaction(
    async (rows) => {
      await rows.group.create({ data: { name: 'slow' } });
      await goOn.promise;
      await rows.group.create({ data: { name: 'late' } });
    },
    { timeout: 50 },
  );
  const lost = expect(slow).rejects.toMatchObject({ code: 'P2028' });
  await database.group.create({ data: { name: 'beside' } });
  const open = transaction(database, async (rows) => {
    goOn.resolve();
    await lost;
    await rows.group.create({ data: { name: 'next' } });
  });
  await open;
  expect((await database.group.findMany()).map(({ name }) => name)).toEqual(['beside', 'next']);
});

it('a transaction that waited too long to begin never begins', async () => {
  const goOn = Promise.withResolvers<void>();
  const first = database.$transaction(async (rows) => {
    await rows.group.create({ data: { name: 'first' } });
    await goOn.promise;
  });
  const second = database.$transaction((rows) => rows.group.create({ data: { name: 'second' } }), {
    maxWait: 20,
  });
  await expect(second).rejects.toMatchObject({ code: 'P2028' });
  goOn.resolve();
  await first;
  await database.group.create({ data: { name: 'third' } });
  expect((await database.group.findMany()).map(({ name }) => name)).toEqual(['first', 'third']);
});

it('closing undoes an open transaction and sends away whoever waits for it', async () => {
  const adapter = await sqliteAdapter(path).connect();
  const open = await adapter.startTransaction();
  const insert = { sql: 'INSERT INTO "Group" ("name") VALUES (\'x\')', args: [], argTypes: [] };
  await open.executeRaw(insert);
  const waiting = expect(adapter.executeRaw(insert)).rejects.toMatchObject({
    cause: { kind: 'ConnectionClosed' },
  });
  await adapter.dispose();
  await waiting;
  await open.rollback();
  await expect(open.commit()).rejects.toMatchObject({ cause: { kind: 'TransactionAlreadyClosed' } });
  await expect(adapter.queryRaw({ ...insert, sql: 'SELECT 1' })).rejects.toMatchObject({
    cause: { kind: 'ConnectionClosed' },
  });
  expect(await database.group.count()).toBe(0);
});

it('a transaction that is over takes no statement, also when SQLite itself has undone it', async () => {
  const adapter = await sqliteAdapter(path).connect();
  closing.push(() => adapter.dispose());
  const insert = { sql: 'INSERT INTO "Group" ("name") VALUES (\'x\')', args: [], argTypes: [] };
  const over = { cause: { kind: 'TransactionAlreadyClosed' } };
  const first = await adapter.startTransaction();
  await first.rollback();
  await expect(first.executeRaw(insert)).rejects.toMatchObject(over);
  const second = await adapter.startTransaction();
  await second.executeRaw({ ...insert, sql: 'ROLLBACK' });
  await expect(first.executeRaw(insert)).rejects.toMatchObject(over);
  await expect(second.executeRaw(insert)).rejects.toMatchObject(over);
  await expect(second.commit()).rejects.toThrow('no transaction is active');
  await adapter.executeRaw(insert);
  expect(await database.group.count()).toBe(1);
});

it('values come back as they went in', async () => {
  await database.$executeRawUnsafe(
    'CREATE TABLE "Value" ("i" INTEGER, "k" BOOLEAN, "at" DATETIME, "s" TEXT)',
  );
  const at = new Date('2026-12-01T18:00:00.120Z');
  const row = { i: 7, k: true, at, s: 'é\u0000"' };
  await database.$executeRawUnsafe('INSERT INTO "Value" VALUES (?, ?, ?, ?)', ...Object.values(row));
  await database.$executeRawUnsafe('INSERT INTO "Value" ("i") VALUES (?)', null);
  const [first, empty] = await database.$queryRawUnsafe<Record<string, unknown>[]>('SELECT * FROM "Value"');
  expect(first).toEqual(row);
  expect(Object.values(empty ?? {})).toEqual(Array.from({ length: 4 }, () => null));
  const [counted] = await database.$queryRawUnsafe<unknown[]>(
    'SELECT COUNT(*) AS "n", AVG("i") AS "half", typeof("at") AS "kind", "at" || \'\' AS "text" FROM "Value"',
  );
  expect(counted).toEqual({
    n: 2,
    half: 7,
    kind: 'text',
    text: '2026-12-01T18:00:00.120+00:00',
  });
});

it('no table has values of another type', () => {
  const schema = readFileSync(join(source, '..', '..', 'prisma', 'schema.prisma'), 'utf8');
  const models = new Set(schema.match(/(?<=^model )\w+/gmu));
  const types = schema.match(/(?<=^ {2}\w+ +)[A-Z]\w+/gmu)?.filter((type) => !models.has(type));
  expect([...new Set(types)].toSorted()).toEqual(['Boolean', 'DateTime', 'Int', 'String']);
});

it('a read binds no limit, which would have SQLite prepare it anew each time, and keeps to the one it was given', async () => {
  const names = ['Docs', 'Editors', 'Translators', 'Web'];
  await database.group.createMany({ data: names.map((name) => ({ name })) });
  const recorded = recordStatements();
  closing.push(recorded.stop);
  const orderBy = { id: 'asc' } as const;
  const pages = [undefined, 0, 1, 3, 9].flatMap((take) => [0, 2].map((skip) => ({ take, skip })));
  for (const { take, skip } of pages) {
    const expected = names.slice(skip, take === undefined ? undefined : skip + take);
    const page = { orderBy, skip, ...(take !== undefined && { take }) };
    expect((await database.group.findMany(page)).map(({ name }) => name)).toEqual(expected);
    expect(await database.group.count(page)).toBe(expected.length);
  }
  expect(await database.group.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ name: 'Web' });
  expect(recorded.seen.size).toBeGreaterThan(5);
  expect([...recorded.seen].filter((sql) => /LIMIT \?/u.test(sql))).toEqual([]);
});

it('a statement that is kept sees what a migration has changed', async () => {
  const columns = async () => {
    const [row] = await database.$queryRawUnsafe<object[]>('SELECT * FROM "Thing"');
    return row;
  };
  await database.$executeRawUnsafe('CREATE TABLE "Thing" ("a" INTEGER)');
  await database.$executeRawUnsafe('INSERT INTO "Thing" VALUES (1)');
  expect(await columns()).toEqual({ a: 1 });
  const other = await connect(path);
  closing.push(() => other.$disconnect());
  await other.$executeRawUnsafe('ALTER TABLE "Thing" ADD COLUMN "b" TEXT DEFAULT \'x\'');
  expect(await columns()).toEqual({ a: 1, b: 'x' });
});

it('prints no warning that it is experimental, and keeps others', async () => {
  const script = `
    const { connect } = await import('${source}/client.ts');
    await (await connect(process.argv[1])).$disconnect();
    process.emitWarning('of something else', 'ExperimentalWarning');`;
  const { stderr } = await run(process.execPath, ['--input-type=module', '--eval', script, path]);
  expect(stderr).not.toMatch(/sqlite/iu);
  expect(stderr).toContain('of something else');
});

it('each copy of the template has its tables', () => {
  for (let i = 0; i < 8; i++) {
    const copy = join(folder, `copy-${i}.db`);
    copyFileSync(inject('templates').sqlite, copy);
    const copied = new DatabaseSync(copy);
    expect(copied.prepare('SELECT COUNT(*) AS "groups" FROM "Group"').get()).toEqual({ groups: 0 });
    copied.close();
  }
});
