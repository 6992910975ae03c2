// Whether what a group keeps to some places is for everybody, or for those who can read there.

import { type GroupFacts, placesFor } from '../core/directory.ts';
import type { PlaceId, Purpose } from '../core/publication.ts';
import { chosenOf } from '../publishing/place.ts';
import type { Platforms } from './platforms.ts';

/** What is shown on pages, by the purpose of the places in which it stands. */
const shownOn: readonly Purpose[] = ['meetings', 'digests', 'amas', 'decisions', 'projects'];

/** Builds what the features, the pages and the calendar ask. */
export function readersOf({ isOpenPlace }: Pick<Platforms, 'isOpenPlace'>) {
  const isOneOpen = async (places: readonly PlaceId[]): Promise<boolean> =>
    places.length === 0 || (await Promise.all(places.map(isOpenPlace))).includes(true);
  /** Whether what stands in chosen places, or else in those for a purpose, is for everybody. */
  const isChosenForAll =
    (purpose: Purpose) =>
    (group: GroupFacts, chosen: readonly PlaceId[] = []): Promise<boolean> =>
      isOneOpen(chosenOf({ purpose, chosen }, group.places));
  return {
    /** Whether a group keeps something to no place that only some can read; of several purposes the first with places counts. */
    async isForAll(group: GroupFacts, ...purposes: readonly Purpose[]): Promise<boolean> {
      const all = purposes.map((purpose) => placesFor(group, purpose));
      return await isOneOpen(all.find(({ length }) => length > 0) ?? []);
    },
    /** Whether votes, which stand on each platform by themselves, are for everybody on one. */
    areVotesForAll: (group: GroupFacts): Promise<boolean> =>
      isOneOpen(chosenOf({ purpose: ['decisions', 'meetings'], isByPlatform: true }, group.places)),
    /** Likewise of meetings, of which some stand in places of their own. */
    isMeetingForAll: isChosenForAll('meetings'),
    /** Likewise of what is watched. */
    isWatchForAll: isChosenForAll('digests'),
    /** Whether a group has a place that strangers read, or none yet. */
    async isOpen(group: GroupFacts): Promise<boolean> {
      return await isOneOpen(shownOn.flatMap((purpose) => placesFor(group, purpose)));
    },
  };
}
