// Where what was published stands: by the ids that platforms gave it, and at which address.
import type { Remote } from '../core/publication.ts';
import type { Database, Transaction } from '../storage/client.ts';
import { readShown } from './place.ts';
import type { PublicationRow } from './store.ts';

/** A publication that something on a platform was made of. */
type MadeOf = Pick<PublicationRow, 'id' | 'groupId' | 'key' | 'about' | 'view' | 'subject'>;

/** The publications that were made as something with this id, whole or in part. */
export async function madeAs(rows: Database, platform: string, remoteId: string): Promise<MadeOf[]> {
  const found = await rows.made.findMany({
    where: { platform, remoteId },
    select: {
      publication: {
        select: { id: true, groupId: true, key: true, about: true, view: true, subject: true },
      },
    },
  });
  return found.map(({ publication }) => publication);
}

/**
 * What is shown there, nearest first: `meeting/12`. `messages` are ids of messages and posts, `place` that of a channel, a
 * thread or a topic: on some platforms a post and a topic may have the same number. Only what belongs to the group.
 */
export async function aboutOf(
  rows: Database,
  groupId: number,
  { platform, messages, place }: { platform: string; messages: readonly string[]; place?: string },
): Promise<string[]> {
  const ids = place === undefined ? messages : [...messages, place];
  const made = await rows.made.findMany({
    where: { platform, remoteId: { in: [...ids] } },
    select: { remoteId: true, isPart: true, publicationId: true },
    orderBy: { id: 'asc' },
  });
  // Most requests stand where nothing was published: for them this is all.
  if (made.length === 0) return [];
  const publications = await rows.publication.findMany({
    where: { id: { in: made.map(({ publicationId }) => publicationId) } },
    select: { id: true, groupId: true, kind: true, about: true },
  });
  const byId = new Map(publications.map((one) => [one.id, one]));
  const ours = made.flatMap(({ publicationId, ...one }) => {
    const publication = byId.get(publicationId);
    return publication?.groupId === groupId ? [{ ...one, publication }] : [];
  });
  const asMessages = ours.filter(({ isPart, publication }) => isPart || publication.kind !== 'topic');
  const asPlaces = ours.filter(({ isPart, publication }) => !isPart && publication.kind !== 'post');
  const nearest = [
    ...messages.flatMap((id) => asMessages.filter(({ remoteId }) => remoteId === id)),
    ...asPlaces.filter(({ remoteId }) => remoteId === place),
  ];
  return [...new Set(nearest.map(({ publication }) => publication.about))];
}

/** Whether a message or post, or else a place, is something that was published, in whichever group. */
export async function isKnown(
  rows: Database,
  { platform, message, place = '' }: { platform: string; message?: string; place?: string },
): Promise<boolean> {
  const found = await rows.made.findMany({
    where: { platform, remoteId: message ?? place },
    select: { isPart: true, publication: { select: { kind: true } } },
  });
  return found.some(({ isPart, publication: { kind } }) =>
    message === undefined ? !isPart && kind !== 'post' : isPart || kind !== 'topic',
  );
}

/** The address of the first that is shown of a thing in a place, not to a person: on a platform, or else on another. */
export async function addressOf(
  rows: Database,
  { about, platform }: { about: string; platform: string },
): Promise<string | undefined> {
  const found = await rows.publication.findMany({
    where: { about, remote: { not: null }, place: { contains: '"channel"' } },
    select: { platform: true, remote: true },
    orderBy: { id: 'asc' },
  });
  const [here] = found.filter((one) => one.platform === platform);
  return readShown((here ?? found[0])?.remote ?? null)?.url;
}

/** What stands of a publication, in each of its places. */
export async function whereShown(
  rows: Database | Transaction,
  key: string,
): Promise<{ readonly slot: string; readonly platform: string; readonly remote: Remote }[]> {
  const found = await rows.publication.findMany({
    where: { key, remote: { not: null } },
    select: { slot: true, platform: true, remote: true },
    orderBy: { id: 'asc' },
  });
  return found.flatMap(({ remote, ...row }) => {
    const read = readShown(remote);
    return read ? [{ ...row, remote: read }] : [];
  });
}
