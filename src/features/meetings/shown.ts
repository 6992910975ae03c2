// Gathers what the views of a meeting show.
import type { GroupFacts } from '../../core/house.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Guest } from './facts.ts';
import { topicKey } from './publications.ts';
import type { Found } from './store.ts';
import type { AnnouncementFacts } from './views/announcement.ts';

/** Everything that an announcement of a meeting shows. */
export async function announcementFacts(
  deps: MeetingsDeps,
  { meeting, series }: Found,
): Promise<AnnouncementFacts & { readonly group: GroupFacts }> {
  const group = await deps.groups.find(meeting.groupId);
  const [host] = meeting.hostId ? await deps.people.byIds(group.id, [meeting.hostId]) : [];
  const topicUrl = await deps.store.urlOf(topicKey(meeting.id));
  const calendarUrl =
    series && deps.calendarUrl(series.privateRole ? { slug: series.slug, token: series.feedToken } : series);
  return {
    meeting,
    group,
    guests: await guestsOf(deps, { meeting }),
    ...(host && { host }),
    ...(group.discordGuild && { guild: group.discordGuild }),
    ...(topicUrl && { topicUrl }),
    ...(calendarUrl && { calendarUrl }),
  };
}

/** Who answered, with who they are, in the order of their first answer. */
export async function guestsOf(deps: MeetingsDeps, { meeting }: Pick<Found, 'meeting'>): Promise<Guest[]> {
  const rsvps = await deps.store.rsvps(meeting.id);
  const people = await deps.people.byIds(
    meeting.groupId,
    rsvps.map(({ personId }) => personId),
  );
  return rsvps.flatMap((rsvp) => {
    const person = people.find(({ id }) => id === rsvp.personId);
    return person ? [{ person, rsvp }] : [];
  });
}
