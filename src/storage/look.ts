// What `docent doctor` sees of a database before anything is connected to it: it looks, and changes nothing.

import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError, messageOf } from '../core/errors.ts';
import { inTime } from '../core/outside/in-time.ts';
import { type Finding, faultFinding, okFinding } from '../core/platform.ts';
import { copyToLookAt } from './backup.ts';
import { connect, type Database, databaseKind, longTransaction, sqlitePath, using } from './client.ts';
import { migrateWithout, missingMigrations, tryMigrations } from './migrate.ts';
import { isDiskFull } from './outage.ts';
import { reasonOf } from './reason.ts';
import { refuseRetired } from './running.ts';
import { insertRows, pagesOf } from './tables.ts';
import { isWithoutRoom, unusableFile } from './unusable-file.ts';

/** What was seen. */
interface Seen {
  readonly findings: readonly Finding[];
  /** An address at which its rows can be read without touching it; undefined when there are none to be read. */
  readonly readable?: string;
}

const what = 'Database';
const patienceMilliseconds = 5_000;
/** Larger files are not copied, only to be looked at. */
const mostBytesCopied = 500 * 1024 * 1024;

/** Where a SQLite file may be copied to, and whether an upgrade is tried there. */
interface Looking {
  readonly copy: string;
  readonly isUpgrade: boolean;
}

/** Looks. */
export async function lookAtDatabase(url: string, how: Looking): Promise<Seen> {
  return databaseKind(url) === 'sqlite'
    ? await lookAtFile(sqlitePath(url), how)
    : await lookAtServer(url, how);
}

async function lookAtFile(path: string, { copy, isUpgrade }: Looking): Promise<Seen> {
  const stats = existsSync(path) ? statSync(path) : undefined;
  if (!stats) return { findings: [lookAtFolder(path)] };
  if (stats.isDirectory())
    return unusable(
      `${path} is a folder.`,
      'DATABASE_URL names the file: add a name to it, such as /docent.db.',
    );
  const open = [...lookAtWriting(path, stats), ...lookAtRoom(path), ...lookAtMode(path, stats)];
  if (stats.size > mostBytesCopied) {
    const found = [okFinding(what, `${path} is there`), ...open];
    return { findings: found, ...(open.length === 0 && { readable: path }) };
  }
  try {
    copyToLookAt(path, copy);
    const inside = await lookInside(await connect(copy), copy, { shown: path, isUpgrade });
    // A copy is brought up to date before its rows are read; where that fails nothing can be read.
    return {
      findings: [inside.finding, ...open],
      ...(inside.finding.isOk && { readable: copy }),
    };
  } catch (error) {
    const reason = reasonOf(error);
    if (isDiskFull(reason) && !isWithoutRoom(path))
      return unusable(
        `${path} could not be looked at: the disk of ${dirname(copy)} is full, where it is copied to for a moment.`,
        'Make room there, or name a folder on another disk in TMPDIR; the rest is looked at then.',
      );
    if (error instanceof ConfigError) return unusableAsIs(error.message);
    const { saw, cure } = unusableFile(path, reason);
    return unusable(`${saw}.`, `${cure}.`);
  }
}

function lookAtFolder(path: string): Finding {
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const [full] = lookAtRoom(path);
    return full ?? okFinding(what, `${path} is made at the first start`);
  } catch {
    return faultFinding(
      what,
      `${path} cannot be made: its folder must exist and be writable for this user`,
      `Make the folder ${folder}, let this user write in it, or name another file in DATABASE_URL.`,
    );
  }
}

function lookAtRoom(path: string): Finding[] {
  if (!isWithoutRoom(path)) return [];
  return [faultFinding('Disk', `the disk of ${path} is full, so nothing could be kept`, 'Make room on it.')];
}

/** What keeps it from being written: its mode, its folder's, where a journal is laid beside it, or the file system's. */
function lookAtWriting(path: string, { mode }: Stats): Finding[] {
  const refused = [path, dirname(path)].find((one) => !isWritable(one));
  if (refused === undefined && (mode & 0o200) !== 0) return [];
  return [
    faultFinding(
      'Database file',
      `${refused ?? path} can only be read, so nothing could be kept`,
      `Let this user write ${path} and its folder, and see that the disk is not mounted for reading only.`,
    ),
  ];
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Others on this computer should not read who voted how. */
function lookAtMode(path: string, { mode }: Stats): Finding[] {
  if ((mode & 0o077) === 0) return [];
  return [faultFinding('Database file', 'other users of this computer can read it', `chmod 600 ${path}`)];
}

async function lookAtServer(url: string, { copy, isUpgrade }: Looking): Promise<Seen> {
  try {
    const database = await connectInTime(url);
    const { finding, isCurrent, hasCopy } = await lookInside(database, url, {
      shown: 'PostgreSQL',
      isUpgrade,
      copy,
    });
    // Whoever opens another one brings it up to date, which looking must not do.
    const readable = isCurrent ? url : hasCopy ? copy : undefined;
    return { findings: [finding], ...(readable !== undefined && { readable }) };
  } catch (error) {
    return unusable(messageOf(error), 'Mend this first; what depends on it is looked at then.');
  }
}

/** Connects to PostgreSQL; throws `ConfigError` when it does not answer in time. */
async function connectInTime(url: string): Promise<Database> {
  const connecting = connect(url);
  const database = await inTime(patienceMilliseconds, connecting);
  if (database) return database;
  connecting.then((one) => one.$disconnect()).catch(() => {});
  throw new ConfigError(
    `PostgreSQL at ${new URL(url).host} does not answer. See that it runs there and can be reached from here.`,
  );
}

/**
 * Reads which migrations a database has, and whether none is missing, and disconnects it. Throws `ConfigError` when it
 * cannot be used.
 */
async function lookInside(
  database: Database,
  url: string,
  { shown, isUpgrade, copy }: { shown: string; isUpgrade: boolean; copy?: string },
): Promise<{ finding: Finding; isCurrent: boolean; hasCopy: boolean }> {
  try {
    const missing = await missingMigrations(database, url);
    if (missing === 'all') {
      const finding = okFinding(what, `${shown} is empty; its tables are made at the first start`);
      return { finding, isCurrent: false, hasCopy: false };
    }
    await refuseRetired(database);
    if (missing.length > 0) {
      if (copy !== undefined) await copyGroups(database, copy, missing);
      const finding = await upgradeFinding(url, { missing, isUpgrade });
      return { finding, isCurrent: false, hasCopy: copy !== undefined };
    }
    const finding = okFinding(what, `${shown} answers, and its tables are up to date`);
    return { finding, isCurrent: true, hasCopy: false };
  } finally {
    await database.$disconnect();
  }
}

/** Copies the groups with their places, as an older version wrote them, to a new file: enough to look at what they use. */
async function copyGroups(database: Database, copy: string, missing: readonly string[]): Promise<void> {
  await using(copy, async (target) => {
    await migrateWithout(copy, missing);
    await longTransaction(target, async (rows) => {
      for (const table of ['Group', 'Space', 'Grant', 'Place'])
        for await (const some of pagesOf(database, table)) await insertRows(rows, table, some);
    });
  });
}

async function upgradeFinding(
  url: string,
  { missing, isUpgrade }: { missing: readonly string[]; isUpgrade: boolean },
): Promise<Finding> {
  const names = missing.join(', ');
  if (!isUpgrade)
    return okFinding(
      what,
      `of an older version; the next start brings it up to date (${names})`,
      'Before that: `docent backup FILE`, and `docent doctor --upgrade` tries it.',
    );
  try {
    await tryMigrations(url);
    return okFinding('Upgrade', `it was tried and undone again, and will succeed (${names})`);
  } catch (error) {
    const cure = 'Stay with the version that runs, and report this: nothing was changed.';
    return faultFinding('Upgrade', messageOf(error), cure);
  }
}

/** What refuses a database for what is in it says what happened first, and what to do about it in the sentences after that. */
function unusableAsIs(words: string): Seen {
  const [saw = words, ...cure] = words.split(/(?<=\.) (?=[A-Z])/u);
  return unusable(saw.replace(/\.$/u, ''), cure.join(' ') || 'Mend this first.');
}

function unusable(saw: string, cure: string): Seen {
  return { findings: [faultFinding(what, saw, cure)] };
}
