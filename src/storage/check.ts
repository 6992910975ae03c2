// Whether the database answers and keeps what is written.

import { statSync } from 'node:fs';
import { inTime } from '../core/outside/in-time.ts';
import { faultFinding, okFinding } from '../core/platform.ts';
import { type Database, databaseKind, sqlitePath } from './client.ts';
import { keepValue } from './cursors.ts';
import { reasonOf } from './reason.ts';

/** How long an answer may take. */
const deadlineMilliseconds = 5_000;
const name = 'health/written';

/**
 * Builds a question to a database that was just opened: what is wrong with it now, in words; undefined when it answers,
 * takes what is written, and, as a file, is still the one that was opened. Several that ask at once share an answer.
 */
export function databaseWatch(
  database: Database,
  { url, now }: { url: string; now(): Date },
): () => Promise<string | undefined> {
  const path = databaseKind(url) === 'sqlite' ? sqlitePath(url) : undefined;
  const opened = path === undefined ? undefined : inode(path);
  let asking: Promise<string | undefined> | undefined;

  async function look(): Promise<string | undefined> {
    if (path !== undefined && inode(path) !== opened)
      return `${path} was removed or replaced while I had it open; what is written now is lost. Stop me, put the file back and start me again.`;
    const value = now().toISOString();
    return await faultOf(keepValue(database, name, value));
  }

  return () => {
    asking ??= look().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/** What `docent doctor` finds. `known` is what a bot knows to be wrong with writing, though the database can be read. */
export async function checkDatabase(database: Database, url: string, known: Promise<string | undefined>) {
  const what = 'Database';
  const fault = (await known) ?? (await faultOf(database.$queryRawUnsafe('SELECT 1')));
  if (fault !== undefined)
    return [faultFinding(what, fault, 'Check DATABASE_URL, and the disk or server behind it.')];
  return [okFinding(what, url.startsWith('postgres') ? 'PostgreSQL answers' : `${url} is open`)];
}

/** What is wrong with an answer: why it failed, or that it is late; undefined when it came. */
async function faultOf(answer: Promise<unknown>): Promise<string | undefined> {
  const late = { fault: `it did not answer within ${deadlineMilliseconds / 1000} s` };
  const told = answer.then(
    () => ({ fault: undefined }),
    (error: unknown) => ({ fault: reasonOf(error) }),
  );
  return ((await inTime(deadlineMilliseconds, told)) ?? late).fault;
}

function inode(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
