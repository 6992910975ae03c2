// Rows of partners as facts.
import type { PlaceId } from '../../core/publication.ts';
import { type Row, withoutNulls } from '../../storage/rows.ts';
import type { Partner } from './facts.ts';

/** A partner as its row says. */
export function partnerOf(row: Row<'partner'>): Partner {
  const { place, ...rest } = withoutNulls(row);
  const placeId: PlaceId | undefined = place === undefined ? undefined : JSON.parse(place);
  return { ...rest, ...(placeId && { place: placeId }) };
}
