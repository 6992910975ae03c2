// Backups: one SQLite file, of either database, as it was at one moment while bots go on writing.

import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError, isForPeople, messageOf, UserError } from '../core/errors.ts';
import { type Database, databaseKind, sqlitePath, using } from './client.ts';
import { copyAll } from './copy.ts';
import { keepValue, keptValue } from './cursors.ts';
import { migrate, migrateWithout, missingMigrations, refuseNewer } from './migrate.ts';
import { isDiskFull } from './outage.ts';
import { reasonOf } from './reason.ts';
import { forgetBots } from './running.ts';
import { openConnection } from './sqlite/connection.ts';
import { isWithoutRoom, unusableFile } from './unusable-file.ts';

const takenAtName = 'backed-up-at';
/** What SQLite may keep beside a database's file. */
const beside = ['', '-wal', '-shm'] as const;

/**
 * Writes a backup, readable by its owner alone (0600), and answers its path: in a folder it gets a name of its own. What
 * is there already is never overwritten (`UserError`); a backup that fails leaves nothing behind.
 */
export async function backUp(url: string, to: string, now: Date): Promise<string> {
  if (to.trim() === '') throw new UserError('Where to? Give a new file, or a folder: docent backup FILE.');
  const isFolder = existsSync(to) && statSync(to).isDirectory();
  const path = isFolder ? join(to, `docent-${now.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}.db`) : to;
  if (existsSync(path))
    throw new UserError(`There is a file ${path} already. Give another name, or a folder.`);
  const partial = `${path}.partial`;
  makePrivate(partial);
  try {
    if (databaseKind(url) === 'sqlite') copySqlite(sqlitePath(url), partial);
    else await copyPostgresql(url, partial);
    await finish(partial, now);
    renameSync(partial, path);
    if (isFolder) discardAbandoned(to, now);
  } catch (error) {
    discard(partial);
    const reason = reasonOf(error);
    if (isDiskFull(reason))
      throw new UserError(
        `${path} was not written: the disk is full there. Make room, or choose a folder on another disk.`,
      );
    if (isForPeople(error) || databaseKind(url) !== 'sqlite') throw error;
    const { saw, cure } = unusableFile(sqlitePath(url), reason);
    throw new ConfigError(`${saw}. ${cure}.`, { cause: error });
  }
  return path;
}

/** Takes away what backups to a folder left behind that were killed: nobody has written to it for a day. */
function discardAbandoned(folder: string, now: Date): void {
  try {
    const left = readdirSync(folder).filter((name) =>
      /^docent-\w{16}\.db\.partial(?:-journal)?$/u.test(name),
    );
    for (const path of left.map((name) => join(folder, name)))
      if (now.getTime() - statSync(path).mtimeMs > 86_400_000) discard(path);
  } catch {
    // The backup is there all the same.
  }
}

/** Makes an empty file that only its owner may read. Throws `UserError` where none can be made. */
function makePrivate(path: string): void {
  try {
    rmSync(path, { force: true });
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const shown = path.replace(/\.partial$/u, '');
    throw new UserError(
      `${shown} cannot be written: ${reasonOf(error).replaceAll(path, shown)}. Choose a folder that exists and that you may write to.`,
    );
  }
}

/** Copies a SQLite database as it is at this moment to a new private file, and changes nothing in either. */
export function copyToLookAt(path: string, to: string): void {
  makePrivate(to);
  copySqlite(path, to);
}

/** What is committed, the part that is written ahead included, read in one go while others write. */
function copySqlite(path: string, to: string): void {
  if (!existsSync(path))
    throw new UserError(
      `There is no database ${path}: nothing to back up. Check DATABASE_URL: it names the file.`,
    );
  const connection = openConnection(addressOf(path), { readOnly: true, timeout: 30_000 });
  try {
    connection.script(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
  } finally {
    connection.close();
  }
}

/** With nothing written ahead nobody has the file open, and it is read without leaving anything beside it. */
function addressOf(path: string): string | URL {
  if (existsSync(`${path}-wal`)) return path;
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}

async function copyPostgresql(url: string, to: string): Promise<void> {
  await using(url, async (from) => {
    const missing = await missingMigrations(from, url);
    if (missing === 'all') throw nothingThere();
    await using(to, async (target) => {
      // Of an older version it stays so: who backs it up does not bring it up to date.
      await migrateWithout(to, missing);
      await copyAll(from, target, 'as-it-was');
    });
  });
}

/** Why a database that nobody has begun is neither kept nor moved: whoever mistypes its name gets no empty one in its place. */
export function nothingThere(): UserError {
  return new UserError(
    "There is nothing of Docent's in the database. Check that DATABASE_URL names the right one.",
  );
}

/** Looks whether the file is whole, notes when it was made, and has it on the disk. */
async function finish(path: string, now: Date): Promise<void> {
  await using(path, async (database) => {
    const fault = await damageOf(database);
    if (fault !== undefined)
      throw new UserError(`The database is damaged (${fault}), so no backup was made. Restore the last one.`);
    if (!(await isDocents(database))) throw nothingThere();
    await forgetBots(database);
    await keepValue(database, takenAtName, now.toISOString());
  });
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** What SQLite finds broken in a file; undefined when it is whole. */
async function damageOf(database: Database): Promise<string | undefined> {
  const found = await database.$queryRawUnsafe<{ integrity_check: string }[]>('PRAGMA integrity_check');
  const words = found.map((row) => row.integrity_check).find((one) => one !== 'ok');
  // It begins with a line that names the database, as SQLite calls it.
  return words?.replace(/^\*\*\*.*\*\*\*\s*/u, '').replaceAll(/\s+/gu, ' ');
}

/** Whether there is a list of what was applied to a SQLite file. */
async function isDocents(database: Database): Promise<boolean> {
  const known = await database.$queryRawUnsafe<unknown[]>(
    "SELECT 1 FROM sqlite_schema WHERE name = '_prisma_migrations'",
  );
  return known.length > 0;
}

/** When the backup was made of which this database is; undefined for any other database. */
export async function takenAt(database: Database): Promise<Date | undefined> {
  const at = await keptValue(database, takenAtName);
  return at === undefined ? undefined : new Date(at);
}

/**
 * Copies a backup, or a SQLite database with what is written ahead of it, to a new file beside `target`, brings that to
 * the newest schema, and answers its path. The backup itself is not touched. Throws `UserError` when it is none.
 */
export async function unpack(backup: string, target: string): Promise<string> {
  if (!existsSync(backup))
    throw new UserError(`There is no backup ${backup}: give the file that \`docent backup\` wrote.`);
  if (statSync(backup).isDirectory())
    throw new UserError(`${backup} is a folder: give one of the files in it that \`docent backup\` wrote.`);
  const path = join(dirname(target), `.docent-restoring-${randomUUID()}.db`);
  discard(path);
  for (const ending of ['', '-wal'] as const) {
    if (existsSync(`${backup}${ending}`)) copyBeside(`${backup}${ending}`, `${path}${ending}`);
  }
  try {
    await using(path, async (database) => {
      if (!(await isDocents(database)))
        throw new UserError(
          `${backup} is no database of Docent's: nothing was changed. Give the file that \`docent backup\` wrote.`,
        );
      const fault = await damageOf(database);
      if (fault !== undefined) throw new UserError(notRestored(backup, `it is damaged (${fault})`));
      await refuseNewer(database, path).catch((error: unknown) => {
        const [why] = messageOf(error).split(/(?<=\.) (?=[A-Z])/u);
        throw new UserError(
          `${backup} cannot be restored by this version. ${why} Nothing was changed. Install the version that made it, or give an older backup.`,
        );
      });
      await migrate(database, path);
    });
  } catch (error) {
    const reason = reasonOf(error);
    const isFull = isDiskFull(reason) || isWithoutRoom(path);
    discard(path);
    if (error instanceof UserError) throw error;
    if (isFull)
      throw new UserError(
        `${backup} cannot be unpacked in the folder ${dirname(path)}: its disk is full. Nothing was changed. Make room there, and try again.`,
      );
    // What is said of a database that is configured, and helps there, is not true of a file that was given.
    const [why = ''] = reason.split(/\. (?=[A-Z])/u);
    throw new UserError(notRestored(backup, why.replaceAll(path, backup)));
  }
  return path;
}

/** Copies a file for its owner alone. Throws `UserError` where one may not be read, or the other not be written. */
function copyBeside(from: string, to: string): void {
  try {
    copyFileSync(from, to);
    chmodSync(to, 0o600);
  } catch (error) {
    throw new UserError(
      `${from} cannot be unpacked in the folder ${dirname(to)}: ${reasonOf(error).replace(/, copyfile.*$/u, '')}. Nothing was changed. Let this user read the backup and write to that folder, and see that the disk is not full.`,
    );
  }
}

function notRestored(backup: string, why: string): string {
  return `${backup} cannot be restored: ${why}. Nothing was changed. Check the file, or try an older backup.`;
}

/** Removes a database's file and what is beside it. */
export function discard(path: string): void {
  for (const ending of beside) rmSync(`${path}${ending}`, { force: true });
}

/** Puts a database's file in the place of another, which is kept; answers under which name, if there was one. */
export function putInPlace(path: string, target: string, now: Date): string | undefined {
  const old = `${target}.replaced-${now.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`;
  const wasThere = existsSync(target);
  for (const ending of beside) {
    if (existsSync(`${target}${ending}`)) renameSync(`${target}${ending}`, `${old}${ending}`);
  }
  renameSync(path, target);
  return wasThere ? old : undefined;
}
