// The publications' rows: marked by features in the transaction that changes the facts.
import type { Wanted } from '../core/publication.ts';
import { inBatches } from '../storage/batches.ts';
import type { Database, Transaction } from '../storage/client.ts';
import { noteAbout } from '../storage/current-request.ts';
import type { Row } from '../storage/rows.ts';
import { wake } from '../storage/schedule.ts';
import { makeRows, missingAmong, newRow } from './make.ts';
import { readDestination, readRemote, readShown, type Spot, spotsOf } from './place.ts';

export { readShown } from './place.ts';

/** A row of the table. */
export type PublicationRow = Row<'publication'>;

/** Which rows. */
type Which = NonNullable<Parameters<Database['publication']['updateMany']>[0]['where']>;

/** The job under which publishing stands in the schedule. */
export const publishing = 'publishing';

/** What it means that a row is looked at again. What went wrong last is known until it goes well. */
export const again = {
  state: 'wanted',
  revision: { increment: 1 },
  nextAttemptAt: null,
} as const;

/**
 * Marks publications, so that they are looked at again: makes those that are new in each place that the group has for
 * them, and lets failed ones try again. Call it in the transaction that changes the facts. One that is sent once and was
 * sent, or turned down, stays as it is, and so does what was archived. What an earlier attempt may have made is not forgotten, nor that
 * organisers were told of a failure.
 */
export async function mark(rows: Transaction, wanted: readonly Wanted[]): Promise<void> {
  noteAbout(wanted[0]?.about);
  for (const one of wanted) {
    for (const spot of await spotsOf(rows, one.groupId, one.to)) await markOne(rows, one, spot);
  }
  await wakePublishing(rows, wanted);
}

/** Marks those that do not exist yet; what exists stays as it is. */
export async function ensure(rows: Transaction, wanted: readonly Wanted[]): Promise<void> {
  const missing = await missingAmong(rows, wanted);
  if (missing.length === 0) return;
  await makeRows(rows, missing);
  await wakePublishing(rows, missing);
}

/** What people did not let through: nothing of it stands, and it is known in which words it was sent. */
const isTurnedDown = { state: 'failed', remote: null, hash: { not: null } } as const;

async function markOne(rows: Transaction, one: Wanted, spot: Spot): Promise<void> {
  const made = newRow(one, spot);
  const { key, slot, destination, platform, home, place, view, subject } = made;
  // Whose account it went to stays, whatever they use now.
  const where = spot.place.kind === 'somebody' ? {} : { platform, home, place };
  const changed = await rows.publication.updateMany({
    where: {
      key,
      slot,
      state: { not: 'archived' },
      NOT: { isOnce: true, OR: [{ state: { in: ['done', 'skipped'] } }, isTurnedDown] },
    },
    data: { ...again, destination, ...where, view, subject, endedAt: null },
  });
  if (changed.count > 0) return;
  const exists = await rows.publication.count({ where: { key, slot } });
  if (exists === 0) await rows.publication.create({ data: made });
}

async function wakePublishing(rows: Transaction, of: readonly { readonly groupId: number }[]): Promise<void> {
  for (const groupId of new Set(of.map((one) => one.groupId))) await wake(rows, groupId, publishing);
}

/** What of a thing's publications is meant: all, or those of some views. */
export interface About {
  readonly groupId: number;
  /** `meeting/12`. */
  readonly about: string;
  readonly views?: readonly string[];
}

/**
 * Has a file looked at where it stands as somebody asks for it anew: also if nothing changed, it was declined, or is archived.
 * Who names the repository as well (`isNamed`) means what is called so now, whatever was before.
 */
export async function askAnew(
  rows: Transaction,
  { groupId, key }: Pick<Wanted, 'groupId' | 'key'>,
  { isNamed = false } = {},
): Promise<void> {
  for (const { id, remote } of await rows.publication.findMany({ where: { groupId, key } })) {
    const made = readRemote(remote);
    const asked = made && JSON.stringify({ ...made, isAsked: true, ...(isNamed && { within: undefined }) });
    await rows.publication.update({ where: { id }, data: { ...again, remote: asked ?? null } });
  }
  await wakePublishing(rows, [{ groupId }]);
}

/** Marks all publications of a thing that exist already, as when a fact changed that they all show. */
export async function markAll(rows: Transaction, { views, ...about }: About): Promise<void> {
  noteAbout(about.about);
  await remark(rows, about.groupId, { ...about, ...(views && { view: { in: [...views] } }) });
}

/** Marks what is shown by some views of a group, and has not ended. */
export async function markViews(rows: Transaction, groupId: number, views: readonly string[]): Promise<void> {
  await remark(rows, groupId, { groupId, view: { in: [...views] }, endedAt: null });
}

/** Where what was said once stands, for all to see: of things, by views; the newest first. */
export async function oneOffLocations(
  rows: Transaction,
  { groupId, about, views }: { groupId: number; about: readonly string[]; views: readonly string[] },
): Promise<string[]> {
  const found: { id: number; remote: string | null }[] = [];
  for (const some of inBatches([...about])) {
    found.push(
      ...(await rows.publication.findMany({
        where: {
          about: { in: some },
          AND: [{ groupId }, { view: { in: [...views] } }],
          remote: { not: null },
          NOT: { place: { contains: '"person"' } },
        },
        select: { id: true, remote: true },
      })),
    );
  }
  return found
    .toSorted((one, other) => other.id - one.id)
    .flatMap(({ remote }) => readShown(remote)?.url ?? []);
}

/**
 * The thing has ended: what shows it stays where it is and is still kept true, but goes to no new place, and a year later
 * it is archived.
 */
export async function end(rows: Transaction, { groupId, about }: About, at: Date): Promise<void> {
  await rows.publication.updateMany({ where: { groupId, about, endedAt: null }, data: { endedAt: at } });
}

/** What is said in what shows a thing is not read any more. */
export async function stopFollowing(rows: Transaction, { groupId, about }: About): Promise<void> {
  await rows.publication.updateMany({
    where: { groupId, about, isFollowed: true },
    data: { isFollowed: false },
  });
}

/** Of what is said once in a place, that which could not be said so far. */
export async function unsaid(rows: Transaction, once: readonly Wanted[]): Promise<Wanted[]> {
  const waiting = await rows.publication.findMany({
    where: { key: { in: once.map(({ key }) => key) }, ...isUnsaid },
    select: { key: true },
  });
  const keys = new Set(waiting.map(({ key }) => key));
  return once.filter(({ key }) => keys.has(key));
}

/** What could not be said so far of what is said once of a thing, and where it was to go. */
export async function unsaidAbout(rows: Transaction, { groupId, about }: About): Promise<Wanted[]> {
  const waiting = await rows.publication.findMany({
    where: { groupId, about, ...isUnsaid },
    distinct: ['key'],
    select: { key: true, about: true, view: true, subject: true, destination: true, isOnce: true },
  });
  return waiting.map(({ destination, ...row }) => ({ groupId, ...row, to: readDestination(destination) }));
}

const isUnsaid = { isOnce: true, state: { in: ['wanted', 'failed'] }, slot: { not: 'person' } };

/**
 * The group has other places: whatever shows what has not ended goes there, also what could not be published or said. What was to
 * go where the group has no place any more is not tried there again.
 */
export async function placesChanged(rows: Transaction, groupId: number): Promise<void> {
  const isOpen = { groupId, endedAt: null };
  const waits = ['wanted', 'failed'];
  const open = await rows.publication.findMany({
    where: {
      ...isOpen,
      state: { in: [...waits, 'done', 'skipped'] },
      NOT: { isOnce: true, OR: [{ state: { in: ['done', 'skipped'] } }, { slot: 'person' }] },
    },
    distinct: ['key'],
    orderBy: { id: 'asc' },
    select: { key: true, about: true, view: true, subject: true, destination: true, isOnce: true },
  });
  await mark(
    rows,
    open.map(({ destination, ...row }) => ({ groupId, ...row, to: readDestination(destination) })),
  );
  const unpublished = await rows.publication.findMany({
    where: { ...isOpen, state: { in: waits } },
    select: { id: true, slot: true, remote: true, error: true, destination: true },
  });
  for (const { id, slot, remote, error, destination } of unpublished) {
    const to = readDestination(destination);
    if (to.kind !== 'purpose' || (remote !== null && error === null)) continue;
    if ((await spotsOf(rows, groupId, to)).some((spot) => spot.slot === slot)) continue;
    await rows.publication.update({ where: { id }, data: { state: 'skipped', error: null } });
  }
}

/** Marks rows that show where others stand, since one of those was made, moved or made again. */
export async function markAskers(rows: Transaction, key: string): Promise<void> {
  const links = await rows.link.findMany({
    where: { key },
    select: { publication: { select: { id: true, groupId: true } } },
  });
  for (const [groupId, those] of Map.groupBy(links, ({ publication }) => publication.groupId)) {
    // One place may be shown by the messages to a thousand people.
    const ids = those.map(({ publication }) => publication.id);
    for (const some of inBatches(ids)) await remark(rows, groupId, { id: { in: some } });
  }
}

/** The groups that have such rows. */
export async function groupsWith(rows: Database, which: Which): Promise<number[]> {
  const found = await rows.publication.findMany({
    where: which,
    select: { groupId: true },
    distinct: ['groupId'],
  });
  return found.map(({ groupId }) => groupId);
}

/** By what rows of one group are found. Beside ids or keys the group would only have SQLite read all that it has. */
type OfOneGroup =
  | { readonly groupId: number }
  | { readonly id: number | { in: number[] } }
  | { readonly key: string }
  | { readonly home: string; readonly slot: string };

/** Marks rows of a group; what is sent once and what is archived stays. */
export async function remark(
  rows: Transaction,
  groupId: number,
  which: Which & OfOneGroup,
  change: { readonly hash?: null; readonly remote?: null } = {},
): Promise<void> {
  const { count } = await rows.publication.updateMany({
    where: { AND: [which, { isOnce: false, state: { not: 'archived' } }] },
    data: { ...again, ...change },
  });
  if (count > 0) await wake(rows, groupId, publishing);
}
