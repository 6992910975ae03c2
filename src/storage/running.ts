// Which bots run on a database, and whether it may be run on: a database that was moved away starts no bot any more.

import { hostname } from 'node:os';
import { ConfigError } from '../core/errors.ts';
import { beginningWith, type Database, type Transaction, transaction } from './client.ts';
import { keepValue, keptValue } from './cursors.ts';
import { isGone, pidOf } from './processes.ts';

/** Rows of cursors that say which bots run: this, and the bot's name. */
const prefix = 'running/';
const retiredName = 'retired';

/** A bot that runs on a database, as far as can be seen from here. */
export interface RunningBot {
  readonly host: string;
  readonly pid: number;
  readonly startedAt: string;
}

/** Writes down that a bot runs from now on, in place of those that are gone. Throws `ConfigError` on a retired database. */
export async function enter(database: Database, owner: string, now: Date): Promise<void> {
  await transaction(database, async (rows) => {
    await refuseRetired(rows);
    await runningBots(rows);
    const bot: RunningBot = { host: hostname(), pid: pidOf(owner), startedAt: now.toISOString() };
    await rows.cursor.create({ data: { name: `${prefix}${owner}`, value: JSON.stringify(bot) } });
  });
}

/** The bot has left. */
export async function leave(database: Database, owner: string): Promise<void> {
  await database.cursor.deleteMany({ where: { name: `${prefix}${owner}` } });
}

/** The bots that may run on a database; those that are certainly gone are forgotten. */
export async function runningBots(rows: Database | Transaction): Promise<RunningBot[]> {
  const found = await rows.cursor.findMany({ where: { name: beginningWith(rows, prefix) } });
  const gone = found.filter(({ name }) => isGone(name.slice(prefix.length)));
  if (gone.length > 0)
    await rows.cursor.deleteMany({ where: { name: { in: gone.map(({ name }) => name) } } });
  return found.filter((row) => !gone.includes(row)).map(({ value }): RunningBot => JSON.parse(value));
}

/** Forgets every bot that ran on the database of which this one is a copy. */
export async function forgetBots(rows: Database | Transaction): Promise<void> {
  await rows.cursor.deleteMany({ where: { name: beginningWith(rows, prefix) } });
}

/** The group's life goes on in another database, which `where` names: no bot starts on this one any more. */
export async function retire(rows: Transaction, where: string): Promise<void> {
  await keepValue(rows, retiredName, where);
}

/** Takes the mark of `retire` away. */
export async function unretire(rows: Transaction): Promise<void> {
  await rows.cursor.deleteMany({ where: { name: retiredName } });
}

/** Throws `ConfigError` when the database was retired. */
export async function refuseRetired(rows: Database | Transaction): Promise<void> {
  const where = await keptValue(rows, retiredName);
  if (where === undefined) return;
  throw new ConfigError(
    `This database was copied to ${where} and retired, so that nothing is published twice. Put the new address into DATABASE_URL; to go on with this one after all, copy that one back into a new file with \`docent copy --to\`.`,
  );
}
