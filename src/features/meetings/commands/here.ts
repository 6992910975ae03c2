// What the place of a request is about: its meeting, its series.

import type { Request } from '../../../core/command.ts';
import { isIn, placesFor } from '../../../core/directory.ts';
import { idsAbout } from '../../../core/publication.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Series } from '../facts.ts';
import { maySee, visibleSeries } from './sight.ts';

/** The meeting that the place of a request is about, that the caller may see. */
export async function meetingAbout(deps: MeetingsDeps, request: Request): Promise<Found | undefined> {
  for (const id of idsAbout('meeting', await request.about())) {
    const found = await deps.store.find(request.groupId, id);
    if (found && (await maySee(deps, whoIsThere(request), found.series))) return found;
  }
  return undefined;
}

/**
 * The series that a channel belongs to: the one talked about, or the only one that is announced there by its own choice; none
 * where the group announces all that chose no other channel.
 */
export async function seriesHere(deps: MeetingsDeps, request: Request): Promise<Series | undefined> {
  const all = await visibleSeries(deps, request);
  const [about] = idsAbout('series', await request.about()).flatMap(
    (one) => all.find(({ id }) => id === one) ?? [],
  );
  if (about) return about;
  if (isIn(request.place, placesFor(await deps.groups.find(request.groupId), 'meetings'))) return undefined;
  const own = all.filter(({ state, chosen }) => state !== 'ended' && isIn(request.place, chosen));
  return own.length === 1 ? own[0] : undefined;
}

/** Somebody who asks where a meeting stands: they read it, but for a series that is for a role. */
export const whoIsThere = (request: Request): Request => ({ ...request, isMember: true });
