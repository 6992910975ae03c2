// A disk that is full, or a database that can only be read: people are told so, nothing is half done, and it goes on by itself.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutsideError } from '../../src/core/errors.ts';
import { databaseOutage } from '../../src/database-outage.ts';
import { createLog } from '../../src/log.ts';
import { backUp } from '../../src/storage/backup.ts';
import { checkDatabase } from '../../src/storage/check.ts';
import { change } from '../../src/storage/client.ts';
import { outageOf } from '../../src/storage/outage.ts';
import { reasonOf } from '../../src/storage/reason.ts';
import { unusableFile } from '../../src/storage/unusable-file.ts';
import { type Fresh, freshDatabases } from './database.ts';

const sqlite = freshDatabases().filter(({ name }) => name === 'SQLite');

describe.each(sqlite)('a database on $name that takes nothing', ({ open }) => {
  let fresh: Fresh;
  let groupId: number;
  beforeEach(async () => {
    fresh = await open();
    groupId = (await fresh.database.group.create({ data: { name: 'Docs' } })).id;
  });
  afterEach(() => fresh.close());

  /** Sets the connection that writes, as changes use it. */
  const limit = async (pragma: string) => {
    await change(fresh.database, groupId, async (rows) => void (await rows.$queryRawUnsafe(pragma)));
  };
  /** Two writes, of which the second does not fit. */
  const write = () =>
    change(fresh.database, groupId, async (rows) => {
      await rows.group.update({ where: { id: groupId }, data: { name: 'Half' } });
      await rows.cursor.create({ data: { name: 'much', value: 'x'.repeat(200_000) } });
    });
  const failure = async () =>
    await write().then(
      () => undefined,
      (error: unknown) => error,
    );
  const nameNow = async () => (await fresh.database.group.findUniqueOrThrow({ where: { id: groupId } })).name;

  test('a full disk is called so, undoes all, and takes everything once there is room', async () => {
    const [pages] = await fresh.database.$queryRawUnsafe<{ page_count: bigint }[]>('PRAGMA page_count');
    await limit(`PRAGMA max_page_count = ${Number(pages?.page_count) + 2}`);
    const error = await failure();
    expect(outageOf(error)?.message).toContain('My disk is full');
    expect(await nameNow()).toBe('Docs');
    await limit('PRAGMA max_page_count = 1000000');
    await write();
    expect(await nameNow()).toBe('Half');
  });

  test('whoever asks how things are is told of it until it is over, though everything can be read', async () => {
    let fault: string | undefined = 'database or disk is full';
    const log = createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} });
    const outage = databaseOutage({ log, fault: async () => fault, over: () => {}, isLeaving: () => false });
    await outage.fault();
    const look = async () => await checkDatabase(fresh.database, 'docent.db', outage.still());
    expect(await look()).toMatchObject([{ isOk: false, saw: fault }]);
    fault = undefined;
    expect(await look()).toMatchObject([{ isOk: true }]);
  });

  test('what fails as the bot leaves is no outage', async () => {
    const lines: string[] = [];
    const log = createLog({
      level: 'error',
      isTerminal: false,
      secrets: [],
      write: (line) => lines.push(line),
    });
    let isLeaving = true;
    const parts = { log, fault: async () => undefined, over: () => {}, isLeaving: () => isLeaving };
    const cut = new Error('P1017', { cause: new Error('disk I/O error') });
    expect(databaseOutage(parts).isPartOfOutage(cut)).toBe(true);
    expect(lines).toEqual([]);
    isLeaving = false;
    databaseOutage(parts).isPartOfOutage(cut);
    expect(lines).toHaveLength(1);
  });

  test.each([
    ['attempt to write a readonly database', 'can only be read'],
    ['disk I/O error', 'cannot get at my database'],
    ['unable to open database file', 'cannot get at my database'],
  ])('%s: %s', (said, words) => {
    const wrapped = new Error('Invalid invocation', { cause: new Error(`Message: \`${said}\``) });
    expect(outageOf(wrapped)?.message).toContain(words);
  });

  test.each([
    ['P1001', "Can't reach database server at 10.0.0.7:5432", 'cannot reach my database'],
    [
      'P2037',
      'Too many database connections opened: sorry, too many clients already',
      'cannot reach my database',
    ],
    [
      'P2010',
      'Code: `57P01`. Message: `terminating connection due to administrator command`',
      'I lost my database',
    ],
    ['P1017', 'Server has closed the connection.', 'I lost my database'],
    [
      'P2039',
      'Code: `25006`. Message: `cannot execute UPDATE in a read-only transaction`',
      'can only be read',
    ],
    ['P1008', 'Operation has timed out', 'is busy'],
    ['P2010', 'Raw query failed. Code: `5`. Message: `database is locked`', 'is busy'],
    ['P1010', 'User was denied access on the database `(not available)`', 'does not let me in'],
    ['P1003', 'Database `docs` does not exist on the database server', 'does not let me in'],
    [
      'P2010',
      'Raw query failed. Code: `28P01`. Message: `password authentication failed for user "docent"`',
      'does not let me in',
    ],
  ])('%s of the client, %s: %s', (code, message, words) => {
    const error = Object.assign(new Error(`Invalid invocation\n${message}`), { code });
    error.name = 'PrismaClientKnownRequestError';
    expect(outageOf(error)?.message).toContain(words);
    expect(outageOf(error)?.message).toMatch(/nothing was changed/iu);
    // Of a platform or a source the same words mean that one.
    const outside = new OutsideError('The forum does not answer.', { cause: new Error('ECONNREFUSED') });
    expect(outageOf(outside)).toBeUndefined();
  });

  test('why nobody is let in is told as the server says it', () => {
    const cause = { originalCode: '28000', originalMessage: 'role "docs" is not permitted to log in' };
    const meta = { modelName: 'Group', driverAdapterError: { name: 'DriverAdapterError', cause } };
    const denied =
      'Invalid `prisma.group.findMany()` invocation:\n\nUser was denied access on the database `(not available)`';
    expect(reasonOf(Object.assign(new Error(denied), { code: 'P1010', meta }))).toBe(cause.originalMessage);
  });

  test.each([
    ['Query read timeout', 'I lost my database'],
    ['Connection terminated due to connection timeout', 'cannot reach my database'],
    ['Connection terminated unexpectedly', 'I lost my database'],
    ['Client has encountered a connection error and is not queryable', 'I lost my database'],
  ])('a server that answers nothing, %s: %s', (said, words) => {
    expect(outageOf(new Error(said))?.message).toContain(words);
  });

  test('a transaction that waited for too long is a database that is busy', async () => {
    const late = fresh.database.$transaction(
      async (rows) => {
        await expect.poll(() => rows.group.count().catch((error: unknown) => error)).toBeInstanceOf(Error);
        await rows.group.update({ where: { id: groupId }, data: { name: 'Half' } });
      },
      { timeout: 1 },
    );
    const error = await late.catch((thrown: unknown) => thrown);
    expect(outageOf(error)?.message).toMatch(/is busy.*nothing was changed/u);
    expect(await nameNow()).toBe('Docs');
  });

  test('other errors are not explained so', () => {
    expect(outageOf(new Error('Unique constraint failed'))).toBeUndefined();
    expect(outageOf('full')).toBeUndefined();
  });
});

test.each([
  ['database or disk is full', 'its disk is full', 'Make room on that disk'],
  ["EROFS: read-only file system, chmod 'docent.db'", 'it can only be read', 'not mounted for reading only'],
  ['file is not a database', 'file is not a database', 'docent restore FILE'],
  ['database disk image is malformed', 'is malformed', 'docent restore FILE'],
  ['unable to open database file', 'unable to open', 'must exist and be writable for this user'],
  [
    "EACCES: permission denied, open '/mnt/encrypted/read-only/docent.db'",
    'permission denied',
    'must exist and be writable for this user',
  ],
])('a file of which is said "%s" is told of with its own cure', (said, saw, cure) => {
  const told = unusableFile(join(tmpdir(), 'docent.db'), said);
  expect([told.saw, told.cure]).toEqual([expect.stringContaining(saw), expect.stringContaining(cure)]);
});

test('a backup of what is no database is refused with words, and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-full-'));
  const path = join(folder, 'docent.db');
  writeFileSync(path, 'Once upon a time. '.repeat(200));
  const failed = backUp(path, join(folder, 'backup.db'), new Date());
  await expect(failed).rejects.toThrow(/^\S+ cannot be used as a database: .*restore a backup/u);
  expect(readdirSync(folder)).toEqual(['docent.db']);
  rmSync(folder, { recursive: true });
});
