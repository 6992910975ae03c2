// Rows of partners as facts.
import type { PlaceId } from '../../core/publication.ts';
import type { Database } from '../../storage/client.ts';
import type { Partner } from './facts.ts';

type PartnerRow = NonNullable<Awaited<ReturnType<Database['partner']['findUnique']>>>;

/** A partner as its row says. */
export function partnerOf(row: PartnerRow): Partner {
  const place: PlaceId | undefined = row.place === null ? undefined : JSON.parse(row.place);
  return {
    id: row.id,
    uid: row.uid,
    groupId: row.groupId,
    name: row.name,
    language: row.language,
    contact: row.contact,
    code: row.code,
    ...(row.zone !== null && { zone: row.zone }),
    ...(place && { place }),
    ...(row.placeName !== null && { placeName: row.placeName }),
    ...(row.askedId !== null && { askedId: row.askedId }),
    ...(row.agreedAt && { agreedAt: row.agreedAt }),
    ...(row.refusedAt && { refusedAt: row.refusedAt }),
    ...(row.ownerId !== null && { ownerId: row.ownerId }),
    ...(row.lastAt && { lastAt: row.lastAt }),
  };
}
