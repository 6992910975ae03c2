// Connecting: which database a URL means, how its file is kept, and how writers wait for each other.
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigError, OutsideError } from '../../src/core/errors.ts';
import {
  connect,
  type Database,
  databaseKind,
  isDuplicate,
  orDisconnect,
  sqlitePath,
  transaction,
} from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe('a URL', () => {
  it.each([
    ['./docent.db', 'sqlite'],
    ['/var/lib/docent/docent.db', 'sqlite'],
    ['file:docent.db', 'sqlite'],
    ['file:///var/lib/docent.db', 'sqlite'],
    ['C:\\docent.db', 'sqlite'],
    ['postgresql://docent@localhost/docent', 'postgresql'],
    ['postgres://docent@localhost/docent', 'postgresql'],
  ])('%s means %s', (url, kind) => {
    expect(databaseKind(url)).toBe(kind);
  });

  it.each(['mysql://docent@localhost/docent', 'https://example.org/docent.db'])('%s is refused', (url) => {
    expect(() => databaseKind(url)).toThrow(ConfigError);
    expect(() => databaseKind(url)).toThrow(/Use a file such as \.\/docent\.db, or postgresql:/u);
  });

  it.each([':memory:', 'file::memory:'])('%s is refused, and leaves no file of that name', async (url) => {
    await expect(connect(url)).rejects.toThrow(/all would be lost at the end/u);
    expect(existsSync(':memory:')).toBe(false);
  });

  it.each([
    ['./docent.db', './docent.db'],
    ['file:docent.db', 'docent.db'],
    ['file:///var/lib/do%20cent.db', '/var/lib/do cent.db'],
  ])('%s is the file %s', (url, path) => {
    expect(sqlitePath(url)).toBe(path);
  });
});

describe('the file of a SQLite database', () => {
  let folder: string;
  let path: string;
  let database: Database | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'docent-'));
    path = join(folder, 'docent.db');
  });
  afterEach(async () => {
    await database?.$disconnect();
    database = undefined;
    rmSync(folder, { recursive: true });
  });

  const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);

  it('is read by its owner alone, and so are those beside it', async () => {
    database = await connect(path);
    await migrate(database, path);
    await database.group.create({ data: { name: 'Docs' } });
    expect(mode(path)).toBe('600');
    expect(existsSync(`${path}-wal`)).toBe(true);
    expect(mode(`${path}-wal`)).toBe('600');
    expect(mode(`${path}-shm`)).toBe('600');
  });

  it('that others could read is closed to them', async () => {
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    database = await connect(path);
    expect(mode(path)).toBe('600');
  });

  it('is written ahead', async () => {
    database = await connect(path);
    expect(await database.$queryRawUnsafe('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it.each([
    [
      'in a folder that is not there',
      () => join(folder, 'none', 'docent.db'),
      'it and its folder must exist and',
    ],
    ['that is a folder', () => folder, 'it and its folder must exist and'],
    [
      'that is something else',
      () => {
        writeFileSync(path, 'Once upon a time. '.repeat(200));
        return path;
      },
      'restore a backup: docent restore FILE.',
    ],
  ])('%s is refused with its cure', async (_, place, cure) => {
    const file = place();
    await expect(connect(file)).rejects.toThrow(ConfigError);
    await expect(connect(file)).rejects.toThrow(`${file} cannot be used as a database`);
    await expect(connect(file)).rejects.toThrow(cure);
  });
});

it('a PostgreSQL that does not answer is a fault with its cure, and the password is not in it', async () => {
  const error = await connect('postgresql://docent:hunter2@127.0.0.1:1/docent').catch((thrown) => thrown);
  expect(error).toBeInstanceOf(OutsideError);
  expect(error.message).toMatch(/^PostgreSQL at 127\.0\.0\.1:1 does not answer: .*See that it runs there/u);
  expect(error.message).not.toContain('hunter2');
});

describe.each(freshDatabases())('on $name', ({ name, open }) => {
  let fresh: Fresh;
  const others: Database[] = [];

  beforeEach(async () => {
    fresh = await open();
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.$disconnect();
    await fresh.close();
  });

  async function another(): Promise<Database> {
    const other = await connect(fresh.url);
    others.push(other);
    return other;
  }

  it('is disconnected when the first steps fail, so that no connection keeps the process alive', async () => {
    const other = await another();
    const disconnected = vi.spyOn(other, '$disconnect');
    await expect(orDisconnect(other, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(disconnected).toHaveBeenCalledOnce();
  });

  it('a row of a group that is not there is refused, also after a transaction', async () => {
    const orphan = () => fresh.database.person.create({ data: { groupId: 99, name: 'nobody' } });
    await expect(orphan()).rejects.toMatchObject({ code: 'P2003' });
    await transaction(fresh.database, (rows) => rows.group.create({ data: { name: 'Docs' } }));
    await expect(orphan()).rejects.toMatchObject({ code: 'P2003' });
    await expect(
      transaction(fresh.database, (rows) => rows.person.create({ data: { groupId: 99, name: 'nobody' } })),
    ).rejects.toMatchObject({ code: 'P2003' });
  });

  it('what goes with a group goes when it goes', async () => {
    const group = await fresh.database.group.create({ data: { name: 'Docs' } });
    await fresh.database.person.create({ data: { groupId: group.id, name: 'lagos' } });
    await fresh.database.group.delete({ where: { id: group.id } });
    expect(await fresh.database.person.count()).toBe(0);
  });

  it('a second row with the same unique values is told apart from other faults', async () => {
    const { id: groupId } = await fresh.database.group.create({ data: { name: 'Docs' } });
    const make = () => fresh.database.space.create({ data: { groupId, platform: 'chat', spaceId: '1' } });
    await make();
    expect(isDuplicate(await make().catch((error) => error))).toBe(true);
    const orphan = fresh.database.person.create({ data: { groupId: 99, name: 'nobody' } });
    expect(isDuplicate(await orphan.catch((error) => error))).toBe(false);
    expect(isDuplicate(undefined)).toBe(false);
  });

  it('a fault tells where a call came from by its stack alone, and quotes no code', async () => {
    const { id } = await fresh.database.group.create({ data: { name: 'Docs' } });
    const fault = await fresh.database.group.create({ data: { id, name: 'Docs' } }).catch((error) => error);
    expect(fault.message).toContain('Unique constraint failed');
    expect(fault.message).not.toMatch(/client\.test\.ts|create\(\{/u);
    expect(fault.stack).toContain('client.test.ts');
  });

  it('a transaction that throws leaves nothing', async () => {
    const failed = transaction(fresh.database, async (rows) => {
      await rows.group.create({ data: { name: 'Docs' } });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await fresh.database.group.count()).toBe(0);
    await transaction(fresh.database, (rows) => rows.group.create({ data: { name: 'Docs' } }));
    expect(await fresh.database.group.count()).toBe(1);
  });

  it('what a transaction has read is still true when it writes: of forty at once, five find room for five', async () => {
    const clients = [fresh.database, ...(await Promise.all([another(), another(), another()]))];
    const group = await fresh.database.group.create({ data: { name: 'Docs' } });
    const joined = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        transaction(clients[i % clients.length] ?? fresh.database, async (rows) => {
          if ((await rows.person.count({ where: { groupId: group.id } })) >= 5) return false;
          await rows.person.create({ data: { groupId: group.id, name: `guest-${i}` } });
          return true;
        }),
      ),
    );
    expect(joined.filter((one) => one)).toHaveLength(5);
    expect(await fresh.database.person.count()).toBe(5);
  });

  it('a write waits for another process, and this one goes on meanwhile', async () => {
    const other = await another();
    const group = await fresh.database.group.create({ data: { name: 'Docs' } });
    const held = Promise.withResolvers<void>();
    const enough = Promise.withResolvers<void>();
    const holding = transaction(other, async (rows) => {
      await rows.group.update({ where: { id: group.id }, data: { name: 'Held' } });
      held.resolve();
      await enough.promise;
    });
    await held.promise;
    let isWritten = false;
    const writing = fresh.database.group
      .update({ where: { id: group.id }, data: { zone: 'Europe/Prague' } })
      .then(() => {
        isWritten = true;
      });
    // Were it waited for without letting anything else run, the other would never be done.
    for (let beat = 0; beat < 30; beat += 1) await setTimeout(10);
    expect(isWritten).toBe(false);
    enough.resolve();
    await Promise.all([holding, writing]);
    expect(await fresh.database.group.findFirst()).toMatchObject({ name: 'Held', zone: 'Europe/Prague' });
  });

  it('reads go on while another process writes', async () => {
    const other = await another();
    await fresh.database.group.create({ data: { name: 'Docs' } });
    const written = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const writing = transaction(other, async (rows) => {
      await rows.group.updateMany({ data: { name: 'Changed' } });
      written.resolve();
      await goOn.promise;
    });
    await written.promise;
    expect(await fresh.database.group.findFirst(), name).toMatchObject({ name: 'Docs' });
    goOn.resolve();
    await writing;
    expect(await fresh.database.group.findFirst()).toMatchObject({ name: 'Changed' });
  });
});
