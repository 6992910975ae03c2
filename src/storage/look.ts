// What `docent doctor` sees of a database before anything is connected to it: it looks, and changes nothing.
import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ConfigError, messageOf } from '../core/errors.ts';
import type { Finding } from '../core/platform.ts';
import { copyToLookAt } from './backup.ts';
import { connect, databaseKind, reasonOf, sqlitePath } from './client.ts';
import { missingMigrations, tryMigrations } from './migrate.ts';
import { refuseRetired } from './running.ts';

/** What was seen. */
export interface Seen {
  readonly findings: readonly Finding[];
  /** An address at which its rows can be read without touching it; undefined when there are none to be read. */
  readonly readable?: string;
}

const what = 'Database';
const patienceMilliseconds = 5_000;
/** Larger files are not copied, only to be looked at. */
const mostBytesCopied = 500 * 1024 * 1024;

/** Looks; `copy` is where a SQLite file may be copied to, and `isUpgrade` whether an upgrade is tried there. */
export async function lookAtDatabase(
  url: string,
  { copy, isUpgrade }: { copy: string; isUpgrade: boolean },
): Promise<Seen> {
  return databaseKind(url) === 'sqlite'
    ? await lookAtFile(sqlitePath(url), { copy, isUpgrade })
    : await lookAtServer(url, isUpgrade);
}

async function lookAtFile(
  path: string,
  { copy, isUpgrade }: { copy: string; isUpgrade: boolean },
): Promise<Seen> {
  const stats = existsSync(path) ? statSync(path) : undefined;
  if (!stats) return { findings: [lookAtFolder(path)] };
  if (stats.isDirectory()) {
    return unusable(
      `${path} is a folder.`,
      'DATABASE_URL names the file: add a name to it, such as /docent.db.',
    );
  }
  const open = [...lookAtWriting(path, stats), ...lookAtMode(path, stats)];
  if (stats.size > mostBytesCopied) {
    const found = [{ what, isOk: true, saw: `${path} is there` }, ...open];
    return { findings: found, ...(open.length === 0 && { readable: path }) };
  }
  try {
    copyToLookAt(path, copy);
    const inside = await lookInside(copy, { shown: path, isUpgrade });
    // A copy is brought up to date before its rows are read; where that fails nothing can be read.
    return {
      findings: [inside.finding, ...open],
      ...(inside.finding.isOk && { readable: copy }),
    };
  } catch (error) {
    return unusable(
      error instanceof ConfigError
        ? error.message
        : `${path} cannot be used as a database: ${reasonOf(error)}.`,
      'DATABASE_URL names the file, which this user must be able to read. Or restore a backup: docent restore FILE.',
    );
  }
}

function lookAtFolder(path: string): Finding {
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return { what, isOk: true, saw: `${path} is made at the first start` };
  } catch {
    return {
      what,
      isOk: false,
      saw: `${path} cannot be made: its folder must exist and be writable for this user`,
      cure: `Make the folder ${folder}, or name another file in DATABASE_URL.`,
    };
  }
}

/** What keeps it from being written: its mode, its folder's, where a journal is laid beside it, or the file system's. */
function lookAtWriting(path: string, { mode }: Stats): Finding[] {
  const refused = [path, dirname(path)].find((one) => !isWritable(one));
  if (refused === undefined && (mode & 0o200) !== 0) return [];
  return [
    {
      what: 'Database file',
      isOk: false,
      saw: `${refused ?? path} can only be read, so nothing could be kept`,
      cure: `Let this user write ${path} and its folder, and see that the disk is not mounted for reading only.`,
    },
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
  return [
    {
      what: 'Database file',
      isOk: false,
      saw: 'other users of this computer can read it',
      cure: `chmod 600 ${path}`,
    },
  ];
}

async function lookAtServer(url: string, isUpgrade: boolean): Promise<Seen> {
  const late = setTimeout(patienceMilliseconds, undefined, { ref: false }).then(() => {
    throw new ConfigError(
      `PostgreSQL at ${new URL(url).host} does not answer. See that it runs there and can be reached from here.`,
    );
  });
  late.catch(() => {});
  try {
    const { finding, isCurrent } = await Promise.race([
      lookInside(url, { shown: 'PostgreSQL', isUpgrade }),
      late,
    ]);
    // Whoever opens another one brings it up to date, which looking must not do.
    return { findings: [finding], ...(isCurrent && { readable: url }) };
  } catch (error) {
    return unusable(messageOf(error), 'Mend this first; what depends on it is looked at then.');
  }
}

/** Reads which migrations a database has, and whether none is missing. Throws `ConfigError` when it cannot be used. */
async function lookInside(
  url: string,
  { shown, isUpgrade }: { shown: string; isUpgrade: boolean },
): Promise<{ finding: Finding; isCurrent: boolean }> {
  const database = await connect(url);
  try {
    const missing = await missingMigrations(database, url);
    if (missing === 'all') {
      const saw = `${shown} is empty; its tables are made at the first start`;
      return { finding: { what, isOk: true, saw }, isCurrent: false };
    }
    await refuseRetired(database);
    if (missing.length > 0)
      return { finding: await upgradeFinding(url, { missing, isUpgrade }), isCurrent: false };
    const saw = `${shown} answers, and its tables are up to date`;
    return { finding: { what, isOk: true, saw }, isCurrent: true };
  } finally {
    await database.$disconnect();
  }
}

async function upgradeFinding(
  url: string,
  { missing, isUpgrade }: { missing: readonly string[]; isUpgrade: boolean },
): Promise<Finding> {
  const saw = `of an older version; the next start brings it up to date (${missing.join(', ')})`;
  if (!isUpgrade)
    return {
      what,
      isOk: true,
      saw,
      cure: 'Before that: `docent backup FILE`, and `docent doctor --upgrade` tries it.',
    };
  try {
    await tryMigrations(url);
    return {
      what: 'Upgrade',
      isOk: true,
      saw: `it was tried and undone again, and will succeed (${missing.join(', ')})`,
    };
  } catch (error) {
    return {
      what: 'Upgrade',
      isOk: false,
      saw: messageOf(error),
      cure: 'Stay with the version that runs, and report this: nothing was changed.',
    };
  }
}

function unusable(saw: string, cure: string): Seen {
  return { findings: [{ what, isOk: false, saw, cure }] };
}
