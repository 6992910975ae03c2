// What a view is told: where it is shown, what can be done there, and where other publications stand.
import type { Platform } from '../core/platform.ts';
import type { Link, ViewContext } from '../core/publication.ts';
import type { Database } from '../storage/client.ts';
import { readPlace, readRemote, readShown } from './place.ts';
import type { PublicationRow } from './store.ts';

/** What a context is made with; the keys that the view asks for are added to `asked`. */
interface ContextParts {
  readonly platform: Platform;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly now: Date;
  readonly asked: Set<string>;
}

/** Builds the context of a row. */
export function contextOf(
  database: Database,
  row: PublicationRow,
  { platform, platforms, now, asked }: ContextParts,
): ViewContext {
  /** Remembers that this row shows another, before that is read: what is made from then on marks this one again. */
  async function ask(key: string): Promise<void> {
    if (asked.has(key)) return;
    asked.add(key);
    await database.$executeRaw`
      INSERT INTO "Link" ("publicationId", "key") VALUES (${row.id}, ${key})
      ON CONFLICT ("key", "publicationId") DO NOTHING`;
  }

  const place = readPlace(row.place);
  return {
    groupId: row.groupId,
    key: row.key,
    platform: platform.name,
    channel: place.kind === 'channel' ? place.id : undefined,
    repository: place.kind === 'repository' ? place.id : undefined,
    can: platform.can,
    now,
    isPublished: isInItsPlace(row),
    async links(key) {
      await ask(key);
      const found = await database.publication.findMany({
        where: { key },
        select: { groupId: true, platform: true, remote: true },
        orderBy: { id: 'asc' },
      });
      return found.flatMap((one): Link[] => {
        const remote = one.groupId === row.groupId && readShown(one.remote);
        if (!remote) return [];
        const { id, url, reference, number, within } = remote;
        return [{ platform: one.platform, id, url, reference, number, within }];
      });
    },
    async wasMade(key) {
      const { groupId, platform: name } = row;
      const made = { key, groupId, platform: name, kind: { not: null } };
      return (await database.publication.count({ where: made })) > 0;
    },
    async reaches(key, accounts) {
      await ask(key);
      const found = await database.publication.findMany({
        where: { key },
        select: { groupId: true, platform: true, state: true },
      });
      return found.some(
        (one) =>
          one.groupId === row.groupId &&
          (one.state === 'wanted' || one.state === 'done') &&
          (platforms.get(one.platform)?.can.messages ?? false) &&
          accounts.some((account) => account.platform === one.platform),
      );
    },
  };
}

/** Whether a row stands where it belongs by now; in the channel that it is to leave, it does not. */
function isInItsPlace({ remote: json, place: of }: Pick<PublicationRow, 'remote' | 'place'>): boolean {
  const remote = readRemote(json);
  const place = readPlace(of);
  if (!remote) return false;
  return place.kind !== 'channel' || remote.within === undefined || remote.within === place.id;
}
