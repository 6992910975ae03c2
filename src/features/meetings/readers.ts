// Who reads of a series' meetings: everybody, or whoever reads of the group's.
import { type GroupFacts, isIn, orUsual, placesFor } from '../../core/directory.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Series } from './facts.ts';
import type { MeetingsStore } from './store.ts';

type SeriesDeps = Pick<MeetingsDeps, 'isForAll'> & { readonly store: Pick<MeetingsStore, 'series'> };

/** Whether everybody may know of a series' meetings, members or not. */
export async function isOpenSeries(
  { isForAll }: Pick<MeetingsDeps, 'isForAll'>,
  group: GroupFacts,
  { privateRole, chosen }: Series,
): Promise<boolean> {
  return !privateRole && (await isForAll(group, chosen));
}

/** The places of a series' meetings: those that it chose, each instead of the group's own on its platform. */
export function placesOf(group: GroupFacts, chosen: readonly PlaceId[]): PlaceId[] {
  return orUsual(chosen, placesFor(group, 'meetings'));
}

/** The series of a group of whose meetings whoever reads where the group's stand may know. */
export async function sharedSeries(
  { store, groups, isForAll }: SeriesDeps & Pick<MeetingsDeps, 'groups'>,
  groupId: number,
): Promise<number[]> {
  const group = await groups.find(groupId);
  const own = placesFor(group, 'meetings');
  const shared = (await store.series(groupId)).map(async ({ id, privateRole, chosen }) => {
    const places = placesOf(group, chosen);
    const isThere = own.length > 0 && own.every((place) => isIn(place, places));
    return !privateRole && (isThere || (await isForAll(group, chosen))) ? [id] : [];
  });
  return (await Promise.all(shared)).flat();
}

/** The series of a group of whose meetings not everybody may know. */
export async function closedSeries({ store, isForAll }: SeriesDeps, group: GroupFacts): Promise<Series[]> {
  const all = await store.series(group.id);
  const open = await Promise.all(all.map((series) => isOpenSeries({ isForAll }, group, series)));
  return all.filter((_, at) => !open[at]);
}

/** Whether a calendar of the group, or of one of its series, is not for everybody. */
export async function hasClosedCalendar(deps: SeriesDeps, group: GroupFacts): Promise<boolean> {
  return !(await deps.isForAll(group)) || (await closedSeries(deps, group)).length > 0;
}
