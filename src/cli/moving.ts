// `docent backup`, `restore`, `copy` and `new-identity`: the database as a whole, kept, brought back and moved.

import { existsSync, realpathSync } from 'node:fs';
import { parseDatabaseUrl } from '../config.ts';
import { knownPlatforms } from '../config-keys.ts';
import { UserError } from '../core/errors.ts';
import { counted } from '../core/text/counted.ts';
import { makeReady, takeNewIdentity } from '../publishing/restored.ts';
import { backUp, discard, nothingThere, putInPlace, takenAt, unpack } from '../storage/backup.ts';
import { type Database, databaseKind, sqlitePath, using } from '../storage/client.ts';
import { type Counted, copyAll } from '../storage/copy.ts';
import { migrate, missingMigrations } from '../storage/migrate.ts';
import { type RunningBot, refuseRetired, retire, runningBots } from '../storage/running.ts';
import { refuseMissing } from './missing-database.ts';
import type { Surroundings } from './surroundings.ts';

/** The environment, the clock and where words go. */
type Around = Pick<Surroundings, 'env' | 'now' | 'write'>;

/** Writes a backup while the bot goes on. Throws `UserError` or `ConfigError`. */
export async function backupCommand(file: string, { env, write, now }: Around): Promise<void> {
  const path = await backUp(parseDatabaseUrl(env), file, now());
  write(
    `${path} holds everything as it is now. It has names, zones and votes in it: keep it as safe as the database.\n`,
  );
}

/** Puts a backup in the place of the database, which is kept beside it. Throws `UserError` or `ConfigError`. */
export async function restoreCommand(
  file: string,
  { force }: { readonly force?: boolean },
  { env, write, now }: Around,
): Promise<void> {
  const url = parseDatabaseUrl(env);
  const isSqlite = databaseKind(url) === 'sqlite';
  if (isSqlite && isSameFile(file, sqlitePath(url)))
    throw new UserError(
      `${file} is the database itself, which DATABASE_URL names. Give a file that \`docent backup\` wrote.`,
    );
  const unpacked = await unpack(file, isSqlite ? sqlitePath(url) : file);
  try {
    const made = await using(unpacked, takenAt);
    if (isSqlite) {
      if (!force) await refuseRunningOn(url);
      const known = await using(unpacked, (database) => makeReady(database, now(), knownPlatforms));
      const old = putInPlace(unpacked, sqlitePath(url), now());
      write(`${sqlitePath(url)} is what ${file} was${atWords(made)}.\n`);
      if (old !== undefined) write(`What was there before is kept as ${old}.\n`);
      write(knownWords(known));
    } else {
      const known = await using(url, async (database) => {
        await migrate(database, url);
        await using(unpacked, (backup) => copyAll(backup, database, 'still'));
        return await makeReady(database, now(), knownPlatforms);
      });
      write(`In ${shownUrl(url)} is what was in ${file}${atWords(made)}.\n${knownWords(known)}`);
    }
    write(
      `Not known to it is what was done and published since${made ? ` ${minuteWords(made)}` : ''}. It leaves that alone: look for it in your channels and topics, and remove what then stands there twice.\n`,
    );
  } finally {
    discard(unpacked);
  }
}

/** Copies the database into another one, which must be empty, and retires it. Throws `UserError` or `ConfigError`. */
export async function copyCommand(
  { to, force }: { readonly to: string; readonly force?: boolean },
  { env, write, now }: Around,
): Promise<void> {
  const url = parseDatabaseUrl(env);
  const target = targetOf(to);
  if (url === target || isSameFile(sqlitePath(url), sqlitePath(target)))
    throw new UserError('--to is the database that DATABASE_URL names. Give another one.');
  refuseMissing(url);
  const isNew = databaseKind(target) === 'sqlite' && !existsSync(sqlitePath(target));
  try {
    const tables = await using(url, async (from) => {
      await update(from, url);
      await refuseRetired(from);
      if (!force) refuseRunning(await runningBots(from));
      return await using(target, async (database) => {
        await migrate(database, target);
        const copied = await copyAll(from, database, 'still', (rows) => retire(rows.from, shownUrl(target)));
        await makeReady(database, now(), knownPlatforms);
        return copied;
      });
    });
    write(countedWords(tables));
    write(
      `Everything is in ${shownUrl(target)} now, and ${shownUrl(url)} is retired: no bot starts on it any more.\nGive DATABASE_URL the new address${databaseKind(target) === 'sqlite' ? `, ${target},` : ''} in your configuration and start the bot.\n`,
    );
  } catch (error) {
    if (isNew) discard(sqlitePath(target));
    throw error;
  }
}

/** Makes the database that of another bot than the one it was copied from. Throws `UserError` or `ConfigError`. */
export async function newIdentityCommand(
  { force, confirmed }: { readonly force?: boolean; readonly confirmed?: boolean },
  { env, write }: Around,
): Promise<void> {
  const url = parseDatabaseUrl(env);
  refuseMissing(url);
  if (!confirmed)
    throw new UserError(
      `This is for a copy: ${shownUrl(url)} would lose its places and all that it knows of what was published. If DATABASE_URL names the copy, send it again with --confirmed.`,
    );
  await using(url, async (database) => {
    await update(database, url);
    if (!force) refuseRunning(await runningBots(database));
    await takeNewIdentity(database, knownPlatforms);
  });
  write(
    'This copy is a bot of its own now. It knows nothing of what the original published and has no places, so it publishes nothing yet.\nStart it with a token of its own, and choose its channels with /docent setup.\n',
  );
}

/** Brings a database that somebody has begun up to date. */
async function update(database: Database, url: string): Promise<void> {
  if ((await missingMigrations(database, url)) === 'all') throw nothingThere();
  await migrate(database, url);
}

function targetOf(to: string): string {
  try {
    return parseDatabaseUrl({ DATABASE_URL: to });
  } catch {
    throw new UserError(
      `--to: ${to.split(':')[0]} is no database that I can use. Give a new file such as ./docent.db, or postgresql://user:password@host/database.`,
    );
  }
}

function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

/** Asks a database that is about to be replaced; one that cannot be read, or has another schema, has no bot running. */
async function refuseRunningOn(url: string): Promise<void> {
  if (!existsSync(sqlitePath(url))) return;
  const running = await using(url, runningBots).catch(() => []);
  refuseRunning(running);
}

function refuseRunning([bot]: readonly RunningBot[]): void {
  if (!bot) return;
  throw new UserError(
    `A bot is running on this database: process ${bot.pid} on ${bot.host}, since ${minuteWords(new Date(bot.startedAt))}. Stop it first. If it is certainly gone, add --force.`,
  );
}

/** An address without its password. */
function shownUrl(url: string): string {
  if (databaseKind(url) === 'sqlite') return sqlitePath(url);
  const { host, pathname } = new URL(url);
  return `the PostgreSQL database ${pathname.slice(1)} on ${host}`;
}

function knownWords({ standing, waiting, failed }: Awaited<ReturnType<typeof makeReady>>): string {
  const lines = [
    `What it had published, in ${counted(standing, 'place')}, is known: none of it is made again.`,
  ];
  if (waiting > 0) lines.push(`${waiting} were waiting: each is looked for before it is published.`);
  if (failed > 0) lines.push(`${failed} could not be published before; /docent status says why.`);
  return `${lines.join('\n')}\n`;
}

function countedWords(tables: Counted): string {
  const rows = [...tables.values()].reduce((sum, count) => sum + count, 0);
  return `${counted(rows, 'row')} of ${counted(tables.size, 'table')} ${rows === 1 ? 'was' : 'were'} copied and counted.\n`;
}

function atWords(at: Date | undefined): string {
  return at ? ` at ${minuteWords(at)}` : '';
}

function minuteWords(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
