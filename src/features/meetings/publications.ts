// Which publications a meeting has, where they go, and which of them should exist at a moment.
import type { GroupFacts } from '../../core/directory.ts';
import type { Place, Wanted } from '../../core/publication.ts';
import type { Meeting, PersonalReminder, Rsvp, Series } from './facts.ts';
import { agendaAt, dueReminder, eventFrom, isPersonalDue } from './rules.ts';

/** What decides where a meeting is published. */
export interface PublishedMeeting {
  readonly group: GroupFacts;
  readonly meeting: Meeting;
  /** Absent for a one-off. */
  readonly series?: Series;
}

/** All publications of a meeting have keys that begin so. */
export function meetingKey(meetingId: number): string {
  return `meeting/${meetingId}/`;
}

/** The key of a meeting's Discord event; a cancelled event cannot come back, so each restoration has a new one. */
export function eventKey(meeting: Pick<Meeting, 'id' | 'eventRound'>): string {
  return `${meetingKey(meeting.id)}event${meeting.eventRound === 0 ? '' : `/${meeting.eventRound}`}`;
}

/** The key of a meeting's Discourse topic. */
export function topicKey(meetingId: number): string {
  return `${meetingKey(meetingId)}topic`;
}

/** The meeting of a topic's key; undefined when the key is another feature's. */
export function meetingOfTopic(key: string): number | undefined {
  const found = /^meeting\/(\d+)\/topic$/u.exec(key);
  return found ? Number(found[1]) : undefined;
}

/** The Discord channel in which a meeting is announced, if there is one. */
export function channelOf({ group, series }: Pick<PublishedMeeting, 'group' | 'series'>): string | undefined {
  if (series?.privateRole) return series.channel;
  return series?.channel ?? group.meetingsChannel;
}

/** Whether a meeting has a Discourse topic: the group has a category and the series is not private. */
export function hasTopic({ group, series }: Pick<PublishedMeeting, 'group' | 'series'>): boolean {
  return group.discourseCategory !== undefined && !series?.privateRole;
}

/** What shows an announced meeting for as long as it exists. */
export function standing(published: PublishedMeeting): Wanted[] {
  const channel = channelOf(published);
  const { group } = published;
  return [
    ...(channel ? [wanted(published, 'announcement', { kind: 'channel', id: channel })] : []),
    ...(hasTopic(published) && group.discourseCategory
      ? [topical(published, 'topic', { kind: 'channel', id: group.discourseCategory })]
      : []),
  ];
}

/** Everything that should exist at `now`, of which some may exist already. */
export function wantedNow(
  published: PublishedMeeting,
  { personals, rsvps }: { personals: readonly PersonalReminder[]; rsvps: readonly Rsvp[] },
  now: Date,
): Wanted[] {
  const { meeting } = published;
  if (meeting.phase === 'over') return [];
  const found: Wanted[] = meeting.announcedAt ? standing(published) : [];
  if (meeting.status !== 'scheduled') return found;
  // Of a paused series only what was brought back by hand takes place.
  if (published.series?.state === 'paused' && !meeting.announcedAt) return found;
  const hasStarted = now >= meeting.startsAt;
  if (!hasStarted && now >= eventFrom(meeting)) found.push(...event(published));
  if (!meeting.announcedAt) return found;
  const due = dueReminder(meeting, published.series?.reminders ?? defaultReminders, now);
  if (due !== undefined) found.push(...reminders(published, due, rsvps));
  if (!hasStarted && now >= agendaAt(meeting)) found.push(...both(published, 'agenda'));
  if (hasStarted) found.push(...both(published, 'minutes'));
  found.push(
    ...personals
      .filter((one) => isPersonalDue(meeting, one, now))
      .map((one) => personalReminder(published, one)),
  );
  return found;
}

/** A week, a day and an hour before, and at the start. */
export const defaultReminders: readonly number[] = [7 * 24 * 60, 24 * 60, 60, 0];

/** A change of a meeting: told in the channel, and privately to those concerned who are not pinged there. */
export function changeNotice(published: PublishedMeeting, rsvps: readonly Rsvp[]): Wanted[] {
  const concerned = rsvps.filter(({ answer }) => answer === 'going' || answer === 'maybe');
  return once(published, { view: 'change', detail: String(published.meeting.sequence), concerned });
}

/** The note to the organisers that the planned months come to an end. */
export function replanNote(series: Series, group: GroupFacts, lastMonth: string): Wanted[] {
  const channel = group.organisersChannel ?? group.moderatorsChannel ?? channelOf({ group, series });
  if (!channel) return [];
  return [
    {
      groupId: group.id,
      key: `series/${series.id}/replan/${lastMonth}`,
      platform: 'discord',
      place: { kind: 'channel', id: channel },
      view: 'meetings/replan',
      subject: String(series.id),
      isOnce: true,
    },
  ];
}

function event(published: PublishedMeeting): Wanted[] {
  const { group, series, meeting } = published;
  if (!group.discordGuild) return [];
  // Everybody in the guild sees an event, unless it is held in a voice channel that they may not enter.
  if (series?.privateRole && meeting.place?.kind !== 'voice') return [];
  return [
    {
      ...wanted(published, 'event', { kind: 'space', id: group.discordGuild }),
      key: eventKey(meeting),
    },
  ];
}

function reminders(published: PublishedMeeting, minutes: number, rsvps: readonly Rsvp[]): Wanted[] {
  const concerned = rsvps.filter(({ wantsReminder }) => wantsReminder);
  return once(published, { view: 'reminder', detail: `${seconds(published.meeting)}/${minutes}`, concerned });
}

/** Said once in the channel, where those concerned are pinged; to the others of them privately. */
function once(
  published: PublishedMeeting,
  { view, detail, concerned }: { view: string; detail: string; concerned: readonly Rsvp[] },
): Wanted[] {
  const channel = channelOf(published);
  const key = `${meetingKey(published.meeting.id)}${view}/${detail}`;
  const apart = concerned.filter(
    (rsvp) => rsvp.platform !== 'terminal' && !(channel && rsvp.platform === 'discord'),
  );
  const all: Wanted[] = [
    ...(channel ? [{ ...wanted(published, view, { kind: 'channel', id: channel }), key }] : []),
    ...apart.map((rsvp) => ({
      ...wanted(published, view, { kind: 'person', id: rsvp.accountId }),
      platform: rsvp.platform,
      key: `${key}/person/${rsvp.personId}`,
    })),
  ];
  return all.map((one) => ({ ...one, isOnce: true }));
}

function seconds({ startsAt }: Pick<Meeting, 'startsAt'>): number {
  return Math.floor(startsAt.getTime() / 1000);
}

function personalReminder(published: PublishedMeeting, one: PersonalReminder): Wanted {
  const { meeting, group } = published;
  return {
    groupId: group.id,
    key: `${meetingKey(meeting.id)}personal/${one.personId}/${seconds(meeting)}/${one.minutes}`,
    platform: one.platform,
    place: { kind: 'person', id: one.accountId },
    view: 'meetings/personal',
    subject: String(meeting.id),
    isOnce: true,
  };
}

/** In the channel, and as a reply in the topic. */
function both(published: PublishedMeeting, name: string): Wanted[] {
  const { meeting } = published;
  const channel = channelOf(published);
  const key = `${meetingKey(meeting.id)}${name}`;
  return [
    ...(channel ? [{ ...wanted(published, name, { kind: 'channel', id: channel }), key }] : []),
    ...(hasTopic(published)
      ? [
          {
            ...topical(published, name, { kind: 'inside', key: topicKey(meeting.id) }),
            key: `${key}/topic`,
          },
        ]
      : []),
  ];
}

function wanted({ meeting, group }: PublishedMeeting, name: string, place: Place): Wanted {
  return {
    groupId: group.id,
    key: `${meetingKey(meeting.id)}${name}`,
    platform: 'discord',
    place,
    view: `meetings/${name}`,
    subject: String(meeting.id),
  };
}

function topical(published: PublishedMeeting, name: string, place: Place): Wanted {
  return { ...wanted(published, name, place), platform: 'discourse' };
}
