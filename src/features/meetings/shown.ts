// Gathers what the views of a meeting show.
import type { PlatformName } from '../../core/account.ts';
import type { Request } from '../../core/command.ts';
import type { PersonFacts } from '../../core/directory.ts';
import type { Link } from '../../core/publication.ts';
import {
  type Agenda,
  type AgendaTopic,
  type NotesTurn,
  type Owned,
  owned,
  ownersOf,
  partOrder,
} from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import type { ActionItem, Found, Guest, Meeting, Series, Topic } from './facts.ts';
import type { MinutesFacts } from './minutes.ts';
import { keyOf } from './publications.ts';
import { isOpenSeries, sharedSeries } from './readers.ts';
import { isTakingPlace, nextNotesTaker, toRemind } from './rules.ts';
import type { AnnouncementFacts, Whereabouts } from './views/announcement.ts';

/** On which platform something is read, and how to learn where else something stands. */
interface Reader {
  readonly platform: PlatformName;
  links(key: string): Promise<readonly Link[]>;
}

/** Who asked, as the reader of what a command answers. */
export const readerOf = ({ store }: Pick<MeetingsDeps, 'store'>, { platform }: Request): Reader => ({
  platform,
  links: store.links,
});

/** Everything that an announcement of a meeting shows. */
export async function announcementFacts(
  deps: MeetingsDeps,
  { meeting, series }: Found,
  reader: Reader,
): Promise<AnnouncementFacts> {
  const [host] = meeting.hostId === null ? [] : await deps.people.byIds(meeting.groupId, [meeting.hostId]);
  return {
    meeting,
    guests: await guestsOf(deps, meeting),
    topics: await deps.store.topics(meeting),
    host,
    ...(await whereabouts(deps, meeting, reader)),
    minutesUrl: await minutesUrl(meeting, reader),
    calendarUrl: series && (await openCalendarUrl(deps, series)),
  };
}

/** Where a meeting is held and talked about. */
export async function whereabouts(
  deps: MeetingsDeps,
  meeting: Meeting,
  reader: Reader,
): Promise<Whereabouts> {
  const { place } = meeting;
  const placeUrl =
    place?.kind === 'voice' ? deps.placeUrl(place, await deps.groups.find(meeting.groupId)) : undefined;
  return { placeUrl, topicUrl: (await announced(deps, meeting, reader)).topicUrl };
}

/** Where a meeting is talked about, and where it was announced to those who have no topics. */
async function announced(deps: MeetingsDeps, meeting: Meeting, { links }: Reader) {
  const all = await links(keyOf(meeting, 'announcement'));
  const withTopics = deps.platforms.filter(({ can }) => can.topics).map(({ name }) => name);
  const isTopic = ({ platform }: Link) => withTopics.includes(platform);
  return { topicUrl: all.find(isTopic)?.url, announcementUrl: all.find((one) => !isTopic(one))?.url };
}

/** The pull request with the minutes, once it is open. */
export async function minutesUrl(
  meeting: Meeting,
  { links }: Pick<Reader, 'links'>,
): Promise<string | undefined> {
  return (await links(keyOf(meeting, 'file')))[0]?.url;
}

/**
 * The address of a series' calendar for places where anybody may read it: undefined where it would need a token, which is
 * given in private only (`/meeting calendar`).
 */
async function openCalendarUrl(deps: MeetingsDeps, series: Series): Promise<string | undefined> {
  const { groupId, slug } = series;
  const isOpen = await isOpenSeries(deps, await deps.groups.find(groupId), series);
  return isOpen ? deps.calendarUrl({ groupId, slug }) : undefined;
}

/** Who answered, with who they are, in the order of their first answer. */
export async function guestsOf(deps: MeetingsDeps, meeting: Meeting): Promise<Guest[]> {
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

/** Those who are reminded of a meeting. */
export async function remindedOf(deps: MeetingsDeps, meeting: Meeting): Promise<Guest[]> {
  const guests = await guestsOf(deps, meeting);
  const wanted = toRemind(
    guests.map((guest) => ({ ...guest.rsvp, guest })),
    meeting.seats,
  );
  return wanted.map(({ guest }) => guest);
}

/** The topics of a meeting in order, each with whose it is, and where it was answered meanwhile. */
export async function topicsOf(deps: MeetingsDeps, meeting: Meeting, reader: Reader): Promise<AgendaTopic[]> {
  const topics = await deps.store.topics(meeting);
  const people = await deps.people.byIds(meeting.groupId, ownersOf(topics));
  return await withAnswers(deps, owned(topics, people), reader);
}

async function withAnswers(deps: MeetingsDeps, topics: readonly Owned<Topic>[], { platform, links }: Reader) {
  return await Promise.all(
    topics.map(async (topic): Promise<AgendaTopic> => {
      const { source, groupId, ownerId } = topic.thing;
      if (source === null || ownerId !== null) return topic;
      // Whoever shows it is asked to show it again when it is answered.
      await links(source);
      const answered = await deps.answeredTopic(groupId, source);
      if (!answered) return topic;
      const { title, key } = answered;
      const there = key === undefined ? [] : await links(key);
      const url = there.find((one) => one.platform === platform)?.url ?? answered.url ?? there[0]?.url;
      return { ...topic, answered: { title, ...(url !== undefined && { url }) } };
    }),
  );
}

/**
 * Open actions that come back in a meeting: those of its series and of none. A meeting that stands alone takes those of all
 * series but those that are private or have places of their own that not everybody reads.
 */
export async function followUpsOf(deps: MeetingsDeps, meeting: Meeting): Promise<ActionItem[]> {
  const { groupId, seriesId } = meeting;
  return await deps.store.followUps(
    meeting,
    seriesId === null ? await sharedSeries(deps, groupId) : [seriesId],
  );
}

/** What an agenda shows. */
export async function agendaOf(
  deps: MeetingsDeps,
  meeting: Meeting,
  { now, ...reader }: Reader & { readonly now: Date },
): Promise<Agenda> {
  const [followUps, topics] = await Promise.all([followUpsOf(deps, meeting), deps.store.topics(meeting)]);
  const people = await deps.people.byIds(meeting.groupId, ownersOf(followUps, topics));
  // Once the meeting has begun, its agenda tells of what was before it, not of what came since.
  const at = now < meeting.startsAt ? now : new Date(meeting.startsAt.getTime() - 1);
  const parts = await Promise.all(partOrder.map((name) => deps.agendaParts[name]?.(meeting.groupId, at)));
  return {
    followUps: owned(followUps, people),
    topics: await withAnswers(deps, owned(topics, people), reader),
    notes: await notesTurn(deps, meeting),
    parts: parts.filter((part) => part !== undefined),
  };
}

/** What minutes say. */
export async function minutesFacts(
  deps: MeetingsDeps,
  { meeting, series }: Found,
  reader: Reader,
): Promise<MinutesFacts> {
  const { store, people } = deps;
  const [topics, actions, open, seen, coming] = await Promise.all([
    store.topics(meeting),
    store.actionsOf(meeting.id),
    followUpsOf(deps, meeting),
    store.attendance(meeting.id),
    store.coming(meeting.groupId, meeting.endsAt, series ? { seriesId: series.id } : {}),
  ]);
  const followUps = open.filter(({ meetingId }) => meetingId !== meeting.id);
  const owners = await people.byIds(meeting.groupId, ownersOf(topics, actions, followUps));
  const [present, githubNames] = await Promise.all([
    people.byIds(meeting.groupId, seen),
    deps.githubNames(meeting.groupId),
  ]);
  const chats = deps.platforms.filter(({ can }) => can.messages);
  // As in the agenda: what is achieved from the start on belongs to the next meeting.
  const before = new Date(meeting.startsAt.getTime() - 1);
  return {
    meeting,
    template: series?.template ?? 'monthly',
    present: present.map((who) => {
      const github = githubNames.get(who.id);
      const accounts = who.accounts.filter(({ platform }) => chats.some(({ name }) => name === platform));
      return { ...who, accounts, ...(github !== undefined && { github }) };
    }),
    chats: chats.map(({ title }) => title),
    celebrations: (await deps.agendaParts.achievements?.(meeting.groupId, before))?.blocks ?? [],
    topics: owned(topics, owners),
    actions: owned(actions, owners),
    followUps: owned(followUps, owners),
    notes: await notesTurn(deps, meeting),
    next: coming.find(isTakingPlace)?.meeting,
    ...(await announced(deps, meeting, reader)),
    calendarUrl: series && (await openCalendarUrl(deps, series)),
    pastUrl: series?.minutesFolder ? deps.site.folder(series.minutesFolder) : undefined,
  };
}

/** Who takes notes in a meeting, or whose turn it is. */
async function notesTurn(deps: MeetingsDeps, meeting: Meeting): Promise<NotesTurn> {
  if (meeting.notesTakerId !== null) {
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
  const turn = nextNotesTaker(
    members.map(({ id }) => ({ personId: id, isGoing: isGoing(id) })),
    await deps.store.lastNotes(meeting),
  );
  return members.find(({ id }) => id === turn);
}
