// Gathers what the views of a meeting show.
import type { GroupFacts, PersonFacts } from '../../core/directory.ts';
import { type Agenda, type NotesTurn, owned, ownersOf, partOrder } from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Guest, Meeting, Series } from './facts.ts';
import { folderUrl, type MinutesFacts, rollCall } from './minutes.ts';
import { topicKey } from './publications.ts';
import { nextNotesTaker } from './rules.ts';
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
  const calendarUrl = series && deps.calendarUrl(calendarOf(series));
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

/** What the address of a series' calendar is made of; that of a private one cannot be guessed. */
export function calendarOf(series: Series): { slug: string; token?: string } {
  return { slug: series.slug, ...(series.privateRole && { token: series.feedToken }) };
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

/** What an agenda shows. */
export async function agendaOf(deps: MeetingsDeps, meeting: Meeting, now: Date): Promise<Agenda> {
  const [followUps, topics] = await Promise.all([deps.store.followUps(meeting), deps.store.topics(meeting)]);
  const people = await deps.people.byIds(meeting.groupId, ownersOf(followUps, topics));
  const parts = await Promise.all(partOrder.map((name) => deps.agendaParts[name]?.(meeting.groupId, now)));
  return {
    followUps: owned(followUps, people),
    topics: owned(topics, people),
    notes: await notesTurn(deps, meeting),
    parts: parts.filter((part) => part !== undefined),
  };
}

/** What minutes say. */
export async function minutesFacts(deps: MeetingsDeps, meeting: Meeting): Promise<MinutesFacts> {
  const { store, people } = deps;
  const found = await store.find(meeting.groupId, meeting.id);
  const [topics, actions, open, rsvps, seen, coming] = await Promise.all([
    store.topics(meeting),
    store.actionsOf(meeting.id),
    store.followUps(meeting),
    store.rsvps(meeting.id),
    store.attendance(meeting.id),
    store.coming(meeting.groupId, meeting.endsAt, meeting.seriesId ? { seriesId: meeting.seriesId } : {}),
  ]);
  const going = rsvps.filter(({ answer }) => answer === 'going').map(({ personId }) => personId);
  const followUps = open.filter(({ meetingId }) => meetingId !== meeting.id);
  const owners = await people.byIds(meeting.groupId, ownersOf(topics, actions, followUps));
  const next = coming.find((one) => one.meeting.status === 'scheduled')?.meeting;
  const { topicUrl, calendarUrl } = await announcementFacts(deps, found ?? { meeting });
  return {
    meeting,
    present: await people.byIds(meeting.groupId, rollCall(seen, going)),
    topics: owned(topics, owners),
    actions: owned(actions, owners),
    followUps: owned(followUps, owners),
    notes: await notesTurn(deps, meeting),
    ...(next && { next }),
    ...(topicUrl && { topicUrl }),
    ...(calendarUrl && { calendarUrl }),
    ...(found?.series?.minutesFolder && { pastUrl: folderUrl(found.series.minutesFolder) }),
  };
}

/** Who takes notes in a meeting, or whose turn it is. */
async function notesTurn(deps: MeetingsDeps, meeting: Meeting): Promise<NotesTurn> {
  if (meeting.notesTakerId !== undefined) {
    const [taker] = await deps.people.byIds(meeting.groupId, [meeting.notesTakerId]);
    return taker ? { taker } : {};
  }
  const turn = await suggestedNotesTaker(deps, meeting);
  return turn ? { turn } : {};
}

/** Whose turn it is to take notes in a meeting. */
export async function suggestedNotesTaker(
  deps: MeetingsDeps,
  meeting: Meeting,
): Promise<PersonFacts | undefined> {
  const members = await deps.people.members(meeting.groupId);
  const rsvps = await deps.store.rsvps(meeting.id);
  const isGoing = (id: number) => rsvps.some(({ personId, answer }) => personId === id && answer === 'going');
  const last = await deps.store.lastNotes(meeting.groupId, {
    before: meeting.startsAt,
    ...(meeting.seriesId !== undefined && { seriesId: meeting.seriesId }),
  });
  const turn = nextNotesTaker(
    members.map(({ id }) => ({ personId: id, isGoing: isGoing(id) })),
    last,
  );
  return members.find(({ id }) => id === turn);
}
