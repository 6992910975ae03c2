// Which series' meetings somebody may know of: those that stand where everybody reads, where they are, or among their own.
import type { Request } from '../../../core/command.ts';
import { isIn } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Series } from '../facts.ts';
import { placesOf } from '../readers.ts';

type SightDeps = Pick<MeetingsDeps, 'groups' | 'isForAll'>;
type Asker = Pick<Request, 'groupId' | 'platform' | 'roles' | 'isMember' | 'isOrganiser' | 'place'>;

/** Whether somebody has the role that a private series is for, on its platform. Organisers need none. */
function hasRole(
  { platform, roles, isOrganiser }: Asker,
  { privateRole, chosen }: Pick<Series, 'privateRole' | 'chosen'>,
): boolean {
  if (!privateRole || isOrganiser) return true;
  return chosen.some((one) => one.platform === platform) && roles.includes(privateRole);
}

/** Whether somebody belongs to the group, or asks in one of these places, or in a thread or topic of one. */
export function isAmong({ isMember, isOrganiser, place }: Asker, places: readonly PlaceId[]): boolean {
  return isMember || isOrganiser || isIn(place, places);
}

/**
 * Whether a caller may know of a series' meetings, undefined standing for those of none: private ones with their role only;
 * what stands where only some read, as the group's member or when asked there.
 */
export async function maySee(deps: SightDeps, request: Asker, series: Series | undefined): Promise<boolean> {
  if (series && !hasRole(request, series)) return false;
  // Who has the role of a private series found it by that.
  if (series?.privateRole || request.isMember || request.isOrganiser) return true;
  return await isReadable(deps, request, series?.chosen);
}

/** Whether what stands in these places is for an asker: as one of the group, as asked there, or as for everybody. */
async function isReadable(deps: SightDeps, request: Asker, chosen: readonly PlaceId[] = []) {
  const group = await deps.groups.recent(request.groupId);
  return isAmong(request, placesOf(group, chosen)) || (await deps.isForAll(group, chosen));
}

/** The things of series that a caller may know of. */
export async function seen<T>(
  deps: SightDeps,
  request: Asker,
  { things, seriesOf }: { things: readonly T[]; seriesOf(thing: T): Series | undefined },
): Promise<T[]> {
  const known = new Map<number | undefined, boolean>();
  const found: T[] = [];
  for (const thing of things) {
    const series = seriesOf(thing);
    const may = known.get(series?.id) ?? (await maySee(deps, request, series));
    known.set(series?.id, may);
    if (may) found.push(thing);
  }
  return found;
}

/** The first `most` meetings that a caller may know of; so many rows are read as that takes, `most` at first. */
export async function firstSeen(
  deps: SightDeps,
  request: Asker,
  which: {
    readonly most?: number | undefined;
    readonly limit?: number | undefined;
    read(limit?: number): Promise<Found[]>;
    isMeant(found: Found): boolean;
  },
): Promise<Found[]> {
  const { most, limit = most, ...of } = which;
  const rows = await of.read(limit);
  const shown = await seen(deps, request, {
    things: rows.filter(of.isMeant),
    seriesOf: ({ series }) => series,
  });
  if (!most || !limit || shown.length >= most || rows.length < limit) return shown.slice(0, most);
  return await firstSeen(deps, request, { most, limit: 8 * limit, ...of });
}

/** Whether what a caller is shown of a series may be read by everybody where they ask. */
export async function isReadHere(
  deps: SightDeps,
  request: Asker,
  series: Series | undefined,
): Promise<boolean> {
  if (series?.privateRole) return false;
  return await isReadable(deps, { ...request, isMember: false, isOrganiser: false }, series?.chosen);
}

/** Throws a UserError for a stranger, of what is kept to the group's or a series' places for meetings. */
export async function refuseStranger(
  deps: SightDeps,
  request: Asker,
  chosen?: readonly PlaceId[],
): Promise<void> {
  if (await isReadable(deps, request, chosen)) return;
  throw new UserError(
    'These meetings are not for everybody. Ask once more in the channel of the meetings, or ask an organiser to make you a member: `/member role`.',
  );
}

/** All series of the group that the caller may see. */
export async function visibleSeries(deps: MeetingsDeps, request: Request): Promise<Series[]> {
  const things = await deps.store.series(request.groupId);
  return await seen(deps, request, { things, seriesOf: (one) => one });
}
