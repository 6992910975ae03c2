// The topics that features follow and that have been made.
import type { Feature } from '../core/feature.ts';
import type { Followed } from '../core/platform.ts';
import type { Database } from '../storage/client.ts';
import { remoteOf } from './store.ts';

/** Asks each feature what it follows now. */
export async function followed(database: Database, features: readonly Feature[]): Promise<Followed[]> {
  const keys = (await Promise.all(features.map(async (feature) => (await feature.follows?.()) ?? []))).flat();
  const rows = await database.publication.findMany({
    where: { key: { in: [...new Set(keys)] } },
    select: { key: true, groupId: true },
  });
  const found = await Promise.all(
    rows.map(async (row) => ({ ...row, remote: await remoteOf(database, row.key) })),
  );
  return found.flatMap(({ remote, ...row }) => (remote ? [{ ...row, remote }] : []));
}
