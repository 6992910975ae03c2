// A database that was restored or copied: what it had published is still its own, or is none of its business any more.

import { type Database, type Transaction, transaction } from '../storage/client.ts';
import { keepValue, keptValue } from '../storage/cursors.ts';
import { forgetBots, unretire } from '../storage/running.ts';
import { renewSecret } from '../storage/secret.ts';

const restoredAtName = 'restored-at';
/** How long after a restore everything new is looked for first: what was due meanwhile may have been published. */
const lookFirstMilliseconds = 48 * 60 * 60_000;

/**
 * Makes a restored database ready for its bot: it is looked for everything that may have been published since the backup
 * before it is published; nothing is read again that people did meanwhile. Answers how many publications stand on their platforms,
 * how many wait to be published, and how many could not be published before.
 */
export async function makeReady(database: Database, now: Date, platforms: readonly string[]) {
  return await transaction(database, async (rows) => {
    await forgetLife(rows, platforms);
    await rows.schedule.updateMany({
      data: { dueAt: new Date(0), leaseOwner: null, leaseUntil: null, revision: { increment: 1 } },
    });
    await rows.publication.updateMany({
      where: { remote: null, state: 'wanted', attempts: 0 },
      data: { attempts: 1 },
    });
    await keepValue(rows, restoredAtName, now.toISOString());
    return {
      standing: await rows.publication.count({ where: { remote: { not: null } } }),
      waiting: await rows.publication.count({ where: { remote: null, state: 'wanted' } }),
      failed: await rows.publication.count({ where: { state: 'failed' } }),
    };
  });
}

/** Which bots ran on it, what they held, and how far they had read on their platforms is another life's. */
async function forgetLife(rows: Transaction, platforms: readonly string[]): Promise<void> {
  await forgetBots(rows);
  await unretire(rows);
  await rows.lease.deleteMany();
  for (const platform of platforms)
    await rows.cursor.deleteMany({ where: { name: { startsWith: `${platform}/` } } });
}

/** When a database was restored the last time; undefined where it never was. */
export async function lastRestore(database: Database): Promise<Date | undefined> {
  const at = await keptValue(database, restoredAtName);
  return at === undefined ? undefined : new Date(at);
}

/** Until when what is new may have been published already, by the bot's life before a restore. */
export function lookFirstUntil(restoredAt: Date | undefined): Date | undefined {
  return restoredAt && new Date(restoredAt.getTime() + lookFirstMilliseconds);
}

/**
 * Makes a copy a bot of its own, beside the one it was copied from: it knows nothing of what that one published, has no
 * places, and publishes nothing until somebody chooses some.
 */
export async function takeNewIdentity(database: Database, platforms: readonly string[]): Promise<void> {
  await renewSecret(database);
  await transaction(database, async (rows) => {
    await forgetLife(rows, platforms);
    await rows.conversation.deleteMany();
    await rows.cursor.deleteMany({ where: { name: restoredAtName } });
    await rows.made.deleteMany();
    await rows.place.deleteMany();
    await rows.space.deleteMany();
    const forgotten = { remote: null, hash: null, kind: null, isFollowed: false, attempts: 0 };
    await rows.publication.updateMany({
      where: { state: { not: 'archived' } },
      data: { ...forgotten, state: 'skipped', nextAttemptAt: null, error: null },
    });
    await rows.publication.updateMany({ where: { state: 'archived' }, data: { remote: null, hash: null } });
  });
}
