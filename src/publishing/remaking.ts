// Makes publications again: what was removed outside, what is no longer known, and what has been said wrongly everywhere.
import type { PlatformEvent } from '../core/platform.ts';
import { change, type Database, type Transaction } from '../storage/client.ts';
import { wake } from '../storage/schedule.ts';
import { readRemote } from './place.ts';
import { madeAs } from './shown.ts';
import { type About, again, publishing, remark } from './store.ts';
import { faults } from './work.ts';

/** What is corrected when a name is taken out of everything. */
interface Correction {
  readonly groupId: number;
  readonly now: Date;
  /** Views of what was said once that say it as well at any later time. */
  readonly saidOnce: readonly string[];
}

/** Has everything of a group made true once more, as when a name is taken out of all: what ended long ago and was said once too. */
export async function republishAll(rows: Transaction, { groupId, now, saidOnce }: Correction): Promise<void> {
  const stands = { remote: { not: null } };
  await rows.publication.updateMany({
    where: { groupId, state: 'archived', isOnce: false, ...stands },
    data: { state: 'done', attempts: 0, endedAt: now },
  });
  await rows.publication.updateMany({
    where: {
      groupId,
      view: { in: [...saidOnce] },
      isOnce: true,
      state: { in: ['done', 'skipped', 'archived'] },
      NOT: { place: { contains: '"person"' } },
      ...stands,
    },
    data: { ...again, attempts: 0, endedAt: now },
  });
  // Also what was merged (`Order.isCorrected`).
  const isFile = { place: { contains: '"repository"' }, ...stands };
  await remark(rows, groupId, { groupId, ...isFile }, { hash: null });
  await remark(rows, groupId, { groupId, OR: [{ endedAt: null }, stands] });
  // What goes inside of a topic has an address of the topic's title, which is corrected first.
  await rows.publication.updateMany({
    where: { groupId, state: 'wanted', home: { not: null }, hash: null, ...stands },
    data: { nextAttemptAt: new Date(now.getTime() + 60_000) },
  });
  await wake(rows, groupId, publishing);
}

/**
 * Has everything that stands of a group shown anew when two people became one: they are counted once, and what waited for
 * both may wait for nobody.
 */
export async function republishAfterMerge(rows: Transaction, groupId: number): Promise<void> {
  await remark(rows, groupId, { groupId, endedAt: null });
  for (const job of ['polls', 'votes', 'members']) await wake(rows, groupId, job);
}

/** Has everything of a group that is not over looked at again: what is as it was stays untouched. */
export async function showAnew(database: Database, groupId: number): Promise<void> {
  await change(database, groupId, (rows) => remark(rows, groupId, { groupId, endedAt: null }));
}

/**
 * Has what was said once looked at again, so that its view can have it taken away: of a thing, by views, but for some keys.
 * Private messages stay.
 */
export async function recall(
  rows: Transaction,
  { groupId, about, views, except }: About & { readonly except: readonly string[] },
): Promise<void> {
  const said = await rows.publication.findMany({
    where: {
      groupId,
      about,
      view: { in: [...(views ?? [])] },
      isOnce: true,
      // What was left standing when it was asked last is skipped.
      state: { in: ['done', 'skipped'] },
      remote: { not: null },
      key: { notIn: [...except] },
      NOT: { place: { contains: '"person"' } },
    },
    select: { id: true },
  });
  if (said.length === 0) return;
  await rows.publication.updateMany({
    where: { id: { in: said.map(({ id }) => id) } },
    data: { ...again, endedAt: null },
  });
  await wake(rows, groupId, publishing);
}

/** What a platform says of what a publication had made there (`PlatformEvent`). */
type Removed = Omit<Extract<PlatformEvent, { kind: 'removed' }>, 'kind'>;

/** What organisers read of what was removed for the second time. */
const removedTwice =
  'Somebody removed it by hand, and once more when I had made it again. So I leave it, until there is something new to show. `/docent retry` makes it again.';

/**
 * Has what people removed by hand made again, as far as it should still be visible: once, as it may have been an accident.
 * Whoever removes it a second time means it, so it is left and organisers are told. What is there is looked at again.
 */
export async function remakeRemoved(
  database: Database,
  { platform, remoteId, isThere }: Removed,
): Promise<void> {
  for (const { id, groupId } of await madeAs(database, platform, remoteId)) {
    await change(database, groupId, async (rows) => {
      const row = await rows.publication.findUnique({ where: { id } });
      const remote = row && readRemote(row.remote);
      // Of what is worked on now, the bot itself may have taken something away.
      const isStanding = row?.state === 'done' || (row?.state === 'failed' && !remote?.isRemade);
      if (isThere || !remote || !isStanding || row.isOnce) {
        if (row?.state !== 'failed') await remark(rows, groupId, { id }, { hash: null });
      } else if (remote.isRemade && row.endedAt === null) {
        const left = { state: 'failed', error: removedTwice, toldAt: null, hash: null };
        await rows.publication.update({ where: { id }, data: { ...left, revision: { increment: 1 } } });
        await wake(rows, groupId, faults);
      } else {
        await rows.publication.update({
          where: { id },
          data: { remote: JSON.stringify({ ...remote, isRemade: true }) },
        });
        await remark(rows, groupId, { id }, { hash: null });
      }
    });
  }
}

/** Nothing was ever made of it. */
const unmade = { remote: null, hash: null, kind: null } as const;

/** Forgets all that was made, so that what should be visible is made again on platforms that are empty. */
export async function forgetMade(rows: Database): Promise<void> {
  await rows.made.deleteMany();
  const open = { isOnce: false, state: { not: 'archived' } };
  await rows.publication.updateMany({
    where: open,
    data: { ...again, ...unmade, attempts: 0 },
  });
  await rows.publication.updateMany({ where: { state: 'archived' }, data: unmade });
  for (const { id } of await rows.group.findMany({ select: { id: true } })) await wake(rows, id, publishing);
}
