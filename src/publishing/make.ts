// Makes the rows of publications that are new: thousands, such as everybody's reminders, with a few statements.
import type { Wanted } from '../core/publication.ts';
import { inBatches } from '../storage/batches.ts';
import type { Transaction } from '../storage/client.ts';
import { type Spot, spotsOf } from './place.ts';

/** A statement takes a limited number of parameters. */
const atATime = 500;

/** The row of a publication in one of its places, as it begins. */
export function newRow(one: Wanted, { slot, platform, place }: Spot) {
  const { groupId, key, about, view, subject, isOnce = false } = one;
  return {
    groupId,
    key,
    slot,
    about,
    destination: JSON.stringify(one.to),
    platform,
    home: place.kind === 'inside' ? place.key : null,
    place: JSON.stringify(place),
    view,
    subject,
    isOnce,
  };
}

/** Those of which there is no row in any place. Of several with one key the last counts. */
export async function missingAmong(rows: Transaction, wanted: readonly Wanted[]): Promise<Wanted[]> {
  const missing = new Map(wanted.map((one) => [one.key, one]));
  const keys = [...missing.keys()];
  for (const some of inBatches(keys)) {
    const where = { key: { in: some } };
    for (const { key } of await rows.publication.findMany({ where, select: { key: true } }))
      missing.delete(key);
  }
  return [...missing.values()];
}

/** Makes the rows of publications of which there are none, in each place that the group has for them. */
export async function makeRows(rows: Transaction, wanted: readonly Wanted[]): Promise<void> {
  const spots = new Map<string, readonly Spot[]>();
  const waiting: ReturnType<typeof newRow>[] = [];

  async function write(): Promise<void> {
    while (waiting.length > 0) await rows.publication.createMany({ data: waiting.splice(0, atATime) });
  }

  for (const one of wanted) {
    // What it goes inside may be one of those before it.
    if (one.to.kind === 'inside') await write();
    const name = JSON.stringify([one.groupId, one.to]);
    const known = one.to.kind === 'inside' ? undefined : spots.get(name);
    const found = known ?? (await spotsOf(rows, one.groupId, one.to));
    spots.set(name, found);
    for (const spot of found) waiting.push(newRow(one, spot));
  }
  await write();
}
