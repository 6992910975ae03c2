// The publications' rows: marked by features, claimed with a lease, and recorded as done, skipped or failed.
import type { Place, Remote, Wanted } from '../core/publication.ts';
import type { Database, Transaction } from '../storage/client.ts';
import { isGone } from '../storage/processes.ts';

export { leaseOwner, ownerGone } from '../storage/processes.ts';

/** A row of the table. */
export type PublicationRow = NonNullable<Awaited<ReturnType<Database['publication']['findUnique']>>>;

/** How long a claim holds when its process says nothing more. */
export const leaseMilliseconds = 30_000;

/**
 * Marks publications, so that they are looked at again: makes those that are new, and lets failed ones try again.
 * Call it in the `transaction` that changes the facts: none runs beside it. One that is sent once and was sent stays as it is. What an
 * earlier attempt may have made is not forgotten, nor that organisers were told of a failure.
 */
export async function mark(rows: Transaction, wanted: readonly Wanted[]): Promise<void> {
  for (const one of wanted) {
    const place = JSON.stringify(one.place);
    const changed = await rows.publication.updateMany({
      where: { key: one.key, NOT: { isOnce: true, state: { in: ['done', 'skipped'] } } },
      data: {
        place,
        isMarked: true,
        revision: { increment: 1 },
        state: 'wanted',
        nextAttemptAt: null,
        error: null,
      },
    });
    if (changed.count > 0) continue;
    const exists = await rows.publication.count({ where: { key: one.key } });
    if (exists > 0) continue;
    await rows.publication.create({
      data: {
        groupId: one.groupId,
        key: one.key,
        platform: one.platform,
        place,
        view: one.view,
        subject: one.subject,
        isOnce: one.isOnce ?? false,
      },
    });
  }
}

/** Marks all publications whose key begins so and that exist already, as when a fact changed that they all show. */
export async function markAll(rows: Transaction | Database, keyPrefix: string): Promise<void> {
  await remark(rows, { key: { startsWith: keyPrefix } });
}

/** Has all that exists under keys that begin so made in another channel, category or forum. */
export async function moveAll(rows: Transaction | Database, keyPrefix: string, id: string): Promise<void> {
  const place: Place = { kind: 'channel', id };
  const to = JSON.stringify(place);
  await remark(rows, { key: { startsWith: keyPrefix }, NOT: { place: to } }, { place: to });
}

/** Has a publication made again, whose thread or topic turned out to be gone. */
export async function remake(rows: Transaction | Database, key: string): Promise<void> {
  await remark(rows, { key, remote: { not: null } }, { hash: null });
}

/** The group that published this message, thread or event, or a part of it; undefined when it is not published. */
export async function groupOfRemote(
  rows: Database,
  platform: string,
  remoteId: string,
): Promise<number | undefined> {
  const row = await rows.publication.findFirst({
    where: { platform, ...madeAs(remoteId) },
    select: { groupId: true },
  });
  return row?.groupId;
}

/** Has what people removed by hand made again, as far as it should still be visible. */
export async function remakeRemoved(
  rows: Transaction | Database,
  platform: string,
  remoteId: string,
): Promise<void> {
  await remark(rows, { platform, ...madeAs(remoteId) }, { hash: null });
}

/** Which rows were made as a thing with this id, whole or in part. */
function madeAs(remoteId: string) {
  return { remote: { contains: `"id":${JSON.stringify(remoteId)}` } };
}

async function remark(
  rows: Transaction | Database,
  which: Parameters<Database['publication']['updateMany']>[0]['where'],
  change: { place?: string; hash?: null } = {},
): Promise<void> {
  await rows.publication.updateMany({
    where: { ...which, isOnce: false },
    data: {
      ...change,
      isMarked: true,
      revision: { increment: 1 },
      state: 'wanted',
      nextAttemptAt: null,
      error: null,
    },
  });
}

/** What was made of a publication, if it was made. */
export async function remoteOf(rows: Transaction | Database, key: string): Promise<Remote | undefined> {
  const row = await rows.publication.findUnique({ where: { key }, select: { remote: true } });
  return readRemote(row?.remote ?? null);
}

/** Whether what has this id on its platform is what was made of another publication. */
export async function isRemote(rows: Database, id: string, { except }: { except: string }): Promise<boolean> {
  const others = { remote: { startsWith: `{"id":${JSON.stringify(id)},` }, NOT: { key: except } };
  return (await rows.publication.count({ where: others })) > 0;
}

/** Reads a stored `Remote`. */
export function readRemote(json: string | null): Remote | undefined {
  if (json === null) return undefined;
  const remote: Remote = JSON.parse(json);
  return remote;
}

/** Reads a stored `Place`. */
export function readPlace(json: string): Place {
  const place: Place = JSON.parse(json);
  return place;
}

/** Which rows can be worked on at `now`. */
function isDue(now: Date) {
  return {
    isMarked: true,
    AND: [
      { OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] },
      { OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }] },
    ],
  };
}

/** A place on a platform. */
export type Spot = Pick<PublicationRow, 'platform' | 'place'>;

/** Where something can be worked on at `now`, on all platforms `except` these; those with the oldest rows first. */
export async function due(
  rows: Database,
  now: Date,
  { except, limit }: { except: readonly string[]; limit?: number },
): Promise<Spot[]> {
  const found = await rows.publication.groupBy({
    by: ['platform', 'place'],
    where: { ...isDue(now), platform: { notIn: [...except] } },
    orderBy: { _min: { id: 'asc' } },
    ...(limit !== undefined && { take: limit }),
  });
  return found;
}

/** Rows of one place that can be worked on at `now`, oldest first. */
export async function dueAt(
  rows: Database,
  { platform, place }: Spot,
  { now, limit }: { now: Date; limit: number },
): Promise<PublicationRow[]> {
  return await rows.publication.findMany({
    where: { ...isDue(now), platform, place },
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** The earliest instant at which what went wrong may be tried again, or what another bot has claimed is free. */
export async function nextAttempt(rows: Database, now: Date): Promise<Date | undefined> {
  const failed = await rows.publication.aggregate({
    where: { isMarked: true, nextAttemptAt: { gt: now }, error: { not: null } },
    _min: { nextAttemptAt: true },
  });
  const held = await rows.publication.aggregate({
    where: { isMarked: true, leaseUntil: { gte: now } },
    _min: { leaseUntil: true },
  });
  const retryAt = failed._min.nextAttemptAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const freeAt = held._min.leaseUntil?.getTime() ?? Number.POSITIVE_INFINITY;
  const next = Math.min(retryAt, freeAt + 1);
  return Number.isFinite(next) ? new Date(next) : undefined;
}

/** Takes a row for this process in one conditional UPDATE; false when another was first. */
export async function claim(
  rows: Database,
  row: Pick<PublicationRow, 'id' | 'revision'>,
  { owner, now }: { owner: string; now: Date },
): Promise<boolean> {
  const taken = await rows.publication.updateMany({
    where: {
      id: row.id,
      isMarked: true,
      revision: row.revision,
      OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }],
    },
    data: {
      leaseOwner: owner,
      leaseUntil: new Date(now.getTime() + leaseMilliseconds),
      attempts: { increment: 1 },
    },
  });
  return taken.count === 1;
}

/** Holds a claim for longer, while its work goes on. */
export async function renew(
  rows: Database,
  row: Pick<PublicationRow, 'id'>,
  { owner, now }: { owner: string; now: Date },
): Promise<void> {
  await rows.publication.updateMany({
    where: { id: row.id, leaseOwner: owner },
    data: { leaseUntil: new Date(now.getTime() + leaseMilliseconds) },
  });
}

/** What came of working on a row. */
export type Outcome =
  | { readonly kind: 'done'; readonly remote?: Remote; readonly hash: string }
  | { readonly kind: 'skipped' }
  /** What it goes inside is not there yet. */
  | { readonly kind: 'waiting'; readonly until: Date }
  | { readonly kind: 'retry'; readonly at: Date; readonly error: string }
  | { readonly kind: 'failed'; readonly error: string };

/**
 * Writes down what came of a row and gives it back; a mark made meanwhile keeps it marked. When the claim was lost,
 * nothing is written: whoever has it now looks for what was made.
 */
export async function recordOutcome(
  rows: Database,
  row: Pick<PublicationRow, 'id' | 'key' | 'remote' | 'revision'>,
  { owner, outcome }: { owner: string; outcome: Outcome },
): Promise<void> {
  const free = { leaseOwner: null, leaseUntil: null };
  const mine = { id: row.id, leaseOwner: owner };
  const made =
    outcome.kind === 'done'
      ? { hash: outcome.hash, ...(outcome.remote && { remote: JSON.stringify(outcome.remote) }) }
      : {};
  const recorded = await rows.publication.updateMany({
    where: { ...mine, revision: row.revision },
    data: { ...free, ...made, ...afterwards(outcome) },
  });
  if (recorded.count === 0) {
    await rows.publication.updateMany({ where: mine, data: { ...free, ...made } });
  }
  if (outcome.kind !== 'done') return;
  const inside: Place = { kind: 'inside', key: row.key };
  const before = readRemote(row.remote);
  if (!before) await wakeIfThere(rows, inside);
  else if (outcome.remote && outcome.remote.id !== before.id) {
    // It was made anew, and what was inside comes along.
    await remark(rows, { place: JSON.stringify(inside) });
  }
}

/** Lets what waits for a place go on, if the place is there now; answers whether it is. */
export async function wakeIfThere(rows: Database, place: Place): Promise<boolean> {
  if (place.kind !== 'inside' || !(await remoteOf(rows, place.key))) return false;
  await rows.publication.updateMany({
    where: { isMarked: true, state: 'wanted', place: JSON.stringify(place) },
    data: { nextAttemptAt: null },
  });
  return true;
}

function afterwards(outcome: Outcome) {
  const cleared = { isMarked: false, nextAttemptAt: null, error: null, toldAt: null };
  switch (outcome.kind) {
    case 'done':
      return { ...cleared, attempts: 0, state: 'done' };
    case 'skipped':
      return { ...cleared, attempts: { decrement: 1 }, state: 'skipped' };
    case 'waiting':
      return { attempts: { decrement: 1 }, nextAttemptAt: outcome.until };
    case 'retry':
      return { nextAttemptAt: outcome.at, error: outcome.error };
    case 'failed':
      return { isMarked: false, state: 'failed', error: outcome.error };
  }
}

/** Frees what bots had claimed that are certainly gone, so that a restart need not wait for their leases. */
export async function releaseDead(rows: Database): Promise<void> {
  const claimed = await rows.publication.findMany({
    where: { leaseOwner: { not: null } },
    select: { leaseOwner: true },
    distinct: ['leaseOwner'],
  });
  const gone = claimed.flatMap(({ leaseOwner: other }) => (other !== null && isGone(other) ? [other] : []));
  await rows.publication.updateMany({
    where: { leaseOwner: { in: gone } },
    data: { leaseOwner: null, leaseUntil: null },
  });
}

/** Failed publications of a group, newest first. */
export async function failures(rows: Database, groupId: number): Promise<PublicationRow[]> {
  return await rows.publication.findMany({
    where: { groupId, state: 'failed' },
    orderBy: { updatedAt: 'desc' },
    take: 50,
  });
}

/** Lets all failed publications of a group try again; answers how many. */
export async function retryFailed(rows: Database, groupId: number): Promise<number> {
  const { count } = await rows.publication.updateMany({
    where: { groupId, state: 'failed' },
    data: {
      isMarked: true,
      revision: { increment: 1 },
      state: 'wanted',
      attempts: 1,
      nextAttemptAt: null,
      toldAt: null,
    },
  });
  return count;
}

/** How many publications are in each state, by platform. */
export async function counts(
  rows: Database,
): Promise<{ readonly platform: string; readonly state: string; readonly count: number }[]> {
  const grouped = await rows.publication.groupBy({ by: ['platform', 'state'], _count: true });
  return grouped.map(({ platform, state, _count }) => ({ platform, state, count: _count }));
}
