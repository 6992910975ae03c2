// Working on rows: which are due, who has begun with one, and what came of it.

import type { Remote } from '../core/publication.ts';
import { earliest } from '../core/time.ts';
import { change, type Database, type Transaction } from '../storage/client.ts';
import { wake } from '../storage/schedule.ts';
import { attemptsBeforeTelling, faultOf, recovered, triedAgainAt } from './failed.ts';
import { readRemote } from './place.ts';
import { markAll, markAskers, type PublicationRow, publishing, remark } from './store.ts';

/** The job that tells organisers what could not be published. */
export const faults = 'setup';

/** A row that can be worked on, and where it goes. */
export type DueRow = Pick<PublicationRow, 'id' | 'platform' | 'place'>;

/** Rows of a group that can be worked on at `now`, on all platforms but some, oldest first. */
export async function dueOf(
  rows: Database,
  groupId: number,
  { now, except, limit }: { now: Date; except: readonly string[]; limit: number },
): Promise<DueRow[]> {
  return await rows.publication.findMany({
    where: { groupId, ...isDue(now), platform: { notIn: [...except] } },
    select: { id: true, platform: true, place: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** A row as it is now, if it can still be worked on. */
export async function dueRow(rows: Database, id: number, now: Date): Promise<PublicationRow | null> {
  return await rows.publication.findFirst({ where: { id, ...isDue(now) } });
}

function isDue(now: Date) {
  return { state: 'wanted', OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }] };
}

/** When something of a group that waits or failed may be tried again; `undefined` when nothing is. */
export async function nextAttempt(rows: Database, groupId: number, now: Date): Promise<Date | undefined> {
  const times: Date[] = [];
  for (const state of ['wanted', 'failed']) {
    const row = await rows.publication.findFirst({
      where: { groupId, state, nextAttemptAt: { gt: now } },
      orderBy: { nextAttemptAt: 'asc' },
      select: { nextAttemptAt: true },
    });
    if (row?.nextAttemptAt) times.push(row.nextAttemptAt);
  }
  return earliest(times);
}

/**
 * Begins with a row in one conditional UPDATE; false when it was marked or begun with since it was read. From here on it
 * may exist on its platform, and whoever tries next looks for it first.
 */
export async function begin(
  rows: Database,
  row: Pick<PublicationRow, 'id' | 'revision' | 'attempts'>,
): Promise<boolean> {
  const begun = await rows.publication.updateMany({
    where: { id: row.id, state: 'wanted', revision: row.revision, attempts: row.attempts },
    data: { attempts: { increment: 1 } },
  });
  return begun.count === 1;
}

/** What came of working on a row. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly hash: string;
      /** What kind of content it is; absent when nothing had to be done. */
      readonly content?: { readonly kind: string; readonly isFollowed: boolean };
      readonly remote?: Remote;
      /** It was sent, and people cannot see it, or all of it, yet: when to look again, and what somebody has to do. */
      readonly awaits?: { readonly until: Date; readonly error: string };
    }
  | { readonly kind: 'skipped' }
  /** What stood there was taken away. */
  | { readonly kind: 'removed' }
  /** What it goes inside is not there yet, or no account can be written to now. */
  | { readonly kind: 'waiting'; readonly until: Date }
  /** People did not let it through: what was sent is over, and its words are not sent again by themselves. */
  | { readonly kind: 'turned-down'; readonly hash: string; readonly error: string }
  | { readonly kind: 'retry'; readonly at: Date; readonly error: string }
  /** Somebody has to mend something; it is tried by itself all the same, seldom, unless it `isLasting`. */
  | { readonly kind: 'failed'; readonly error: string; readonly isLasting?: boolean };

/**
 * Writes down what came of a row as `begin` found it, which keys its view asked for, and what was made; a mark made meanwhile keeps it marked,
 * but what was made is never forgotten. Nothing is written when another process has begun with it since.
 */
export async function recordOutcome(
  database: Database,
  row: PublicationRow,
  { outcome, now, asked }: { outcome: Outcome; now: Date; asked?: ReadonlySet<string> },
): Promise<void> {
  await change(database, row.groupId, async (rows) => {
    const mine = { id: row.id, attempts: row.attempts + 1 };
    const made =
      outcome.kind === 'done'
        ? {
            ...(outcome.awaits ? { hash: null } : { hash: outcome.hash, attempts: 0 }),
            ...(outcome.content && {
              kind: outcome.content.kind,
              isFollowed: outcome.content.isFollowed,
            }),
            ...(outcome.remote && { remote: JSON.stringify(outcome.remote), platform: row.platform }),
          }
        : outcome.kind === 'removed'
          ? { remote: null, hash: null }
          : outcome.kind === 'turned-down'
            ? { remote: null, hash: outcome.hash }
            : {};
    const isKnown = row.toldAt !== null && row.error !== null && !readRemote(row.remote)?.isAsked;
    const isPassing = outcome.kind === 'retry' && isKnown;
    const recorded = await rows.publication.updateMany({
      where: { ...mine, revision: row.revision },
      data: {
        ...made,
        ...afterwards(outcome, row.attempts + 1, now),
        ...(row.isOnce && isFinal(outcome) && { endedAt: now }),
        // It is shown some other day, and not because somebody asked for it today.
        ...(outcome.kind === 'skipped' && { remote: asAsked(row.remote) }),
        // What passes does not take the place of what organisers were told; whoever asks is told it.
        ...(isPassing && { error: row.error }),
        // Another reason is news; the same one is not, however often it is tried.
        ...(isFailure(outcome) && outcome.error !== row.error && { toldAt: null }),
      },
    });
    if (recorded.count === 0) {
      const { remote } = (await rows.publication.findUnique({ where: { id: row.id } })) ?? row;
      // Whoever asked for it anew meanwhile is still to be heard.
      const isAsked = !readRemote(row.remote)?.isAsked && readRemote(remote)?.isAsked;
      const wish = isAsked && made.remote && { remote: asAsked(made.remote, true) };
      const kept = await rows.publication.updateMany({ where: mine, data: { ...made, ...wish } });
      if (kept.count === 0) return;
    }
    if (asked) await dropLinks(rows, row.id, asked);
    if (
      isFailure(outcome) ||
      ((outcome.kind === 'retry' || isAwaiting(outcome)) && row.attempts + 1 >= attemptsBeforeTelling)
    ) {
      await wake(rows, row.groupId, faults);
    }
    if (row.error !== null && isFinal(outcome)) {
      await recovered(rows, row, { now, isPublished: outcome.kind === 'done' });
    } else if (row.error !== null && isFailure(outcome)) {
      // It may have failed for another reason, or was to be tried when it was told.
      await markAll(rows, { groupId: row.groupId, about: faultOf(row.id) });
    }
    if (outcome.kind === 'done' && outcome.remote) await recordMade(rows, row, outcome.remote);
    // What was to go inside finds another place, or none.
    if (outcome.kind === 'skipped') await wakeWaitingForPlace(rows, row);
  });
}

/** A stored `Remote`, as one that somebody asked for anew, or nobody did. */
function asAsked(remote: string | null, isAsked?: true): string | null {
  return remote && JSON.stringify({ ...readRemote(remote), isAsked });
}

/** Forgets what is not shown any more; what is, is remembered as soon as a view asks for it. */
async function dropLinks(rows: Transaction, id: number, asked: ReadonlySet<string>): Promise<void> {
  const known = await rows.link.findMany({ where: { publicationId: id }, select: { id: true, key: true } });
  const gone = known.filter(({ key }) => !asked.has(key));
  // By their ids alone, of which there may be any number.
  if (gone.length > 0) await rows.link.deleteMany({ where: { id: { in: gone.map((one) => one.id) } } });
}

async function recordMade(rows: Transaction, row: PublicationRow, remote: Remote): Promise<void> {
  const before = readRemote(row.remote);
  const ids = [...new Set([remote.id, ...(remote.parts ?? []).map(({ id }) => id)])];
  const old = new Set(before ? [before.id, ...(before.parts ?? []).map(({ id }) => id)] : []);
  if (ids.some((id) => !old.has(id)) || ids.length !== old.size) {
    await rows.made.deleteMany({ where: { publicationId: row.id } });
    await rows.made.createMany({
      data: ids.map((remoteId) => ({
        publicationId: row.id,
        platform: row.platform,
        remoteId,
        isPart: remoteId !== remote.id,
      })),
    });
  }
  if (!before) {
    await wakeWaitingForPlace(rows, row);
    await remark(rows, row.groupId, { home: row.key, slot: row.slot, state: 'skipped' });
  }
  // It was made anew, and what was inside comes along, also for want of a nearer place.
  else if (before.id !== remote.id) {
    const further = { place: { contains: `"otherwise":${JSON.stringify(row.key)}` } };
    const { groupId, key: home, slot } = row;
    await remark(rows, groupId, { groupId, slot, OR: [{ home }, further] });
  }
  if (before?.url !== remote.url) await markAskers(rows, row.key);
}

/** Lets what waited for a place go on; what looks for that place at this moment looks again. */
async function wakeWaitingForPlace(rows: Transaction, { groupId, key, slot }: PublicationRow): Promise<void> {
  const { count } = await rows.publication.updateMany({
    where: { home: key, slot, state: 'wanted' },
    data: { nextAttemptAt: null, revision: { increment: 1 } },
  });
  if (count > 0) await wake(rows, groupId, publishing);
}

function isAwaiting(outcome: Outcome): boolean {
  return outcome.kind === 'done' && outcome.awaits !== undefined;
}

/** Whether somebody has to do something before it can be published. */
function isFailure(outcome: Outcome): outcome is Extract<Outcome, { kind: 'failed' | 'turned-down' }> {
  return outcome.kind === 'failed' || outcome.kind === 'turned-down';
}

/** Whether what is said once has been said, or will not be. */
function isFinal(outcome: Outcome): boolean {
  const { kind } = outcome;
  return (kind === 'done' && !isAwaiting(outcome)) || kind === 'skipped' || kind === 'removed';
}

function afterwards(outcome: Outcome, attempts: number, now: Date) {
  const cleared = { nextAttemptAt: null, error: null, toldAt: null };
  switch (outcome.kind) {
    case 'done':
      return outcome.awaits
        ? { nextAttemptAt: outcome.awaits.until, error: outcome.awaits.error }
        : { ...cleared, state: 'done' };
    case 'skipped':
    case 'removed':
      return { ...cleared, attempts: { decrement: 1 }, state: 'skipped' };
    case 'waiting':
      return { attempts: { decrement: 1 }, nextAttemptAt: outcome.until };
    case 'retry':
      return { nextAttemptAt: outcome.at, error: outcome.error };
    case 'turned-down':
      return { state: 'failed', error: outcome.error, nextAttemptAt: null };
    case 'failed':
      return {
        state: 'failed',
        error: outcome.error,
        nextAttemptAt: outcome.isLasting ? null : triedAgainAt(attempts, now),
      };
  }
}

/** How long the rows of what has ended are kept whole. */
const keptMilliseconds = 366 * 24 * 60 * 60_000;

/**
 * Makes tombstones of a group's rows that ended a year ago: nothing is edited any more, and no mark makes it anew. Where
 * it stands is kept, so that a name can still be taken out of it; of what went to somebody in private nothing is.
 */
export async function archive(rows: Database, groupId: number, now: Date): Promise<void> {
  const old = await rows.publication.findMany({
    where: {
      groupId,
      endedAt: { lt: new Date(now.getTime() - keptMilliseconds) },
      state: { not: 'wanted' },
    },
    select: { id: true },
    take: 200,
  });
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await rows.made.deleteMany({ where: { publicationId: { in: ids } } });
  await rows.link.deleteMany({ where: { publicationId: { in: ids } } });
  const still = { id: { in: ids }, state: { not: 'wanted' } };
  await rows.publication.updateMany({
    where: { ...still, OR: [{ remote: null }, { place: { contains: '"person"' } }] },
    data: { destination: '', place: '', remote: null, hash: null },
  });
  await rows.publication.updateMany({
    where: still,
    data: { state: 'archived', endedAt: null, error: null, isFollowed: false },
  });
}
