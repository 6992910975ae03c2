// Where a meeting would be announced, for who is asked before it is.
import { placesFor, spaceOn } from '../../../core/directory.ts';
import type { PlaceId } from '../../../core/publication.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Shown } from '../views/preview.ts';

/** Where meetings with these places of their own are announced. */
export async function announcedOn(
  deps: MeetingsDeps,
  groupId: number,
  { isPublic, chosen }: { isPublic: boolean; chosen: readonly PlaceId[] },
): Promise<Shown[]> {
  const group = await deps.groups.find(groupId);
  return deps.platforms.flatMap(({ name, title, can }): Shown[] => {
    const own = chosen.filter(({ platform }) => platform === name);
    const usual = isPublic ? placesFor(group, 'meetings').filter(({ platform }) => platform === name) : [];
    const places = own.length > 0 ? own : usual;
    const urls = places.flatMap((place) => deps.placeUrl(place, group) ?? []);
    const what = can.topics ? 'topic' : 'message';
    return [
      ...(places.length > 0 && (can.topics || can.messages) ? [{ title, what, urls } as const] : []),
      ...(isPublic && can.events && spaceOn(group, name) !== undefined
        ? [{ title, what: 'event', urls: [] } as const]
        : []),
    ];
  });
}
