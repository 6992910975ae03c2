// The feature's decisions about time: what is due when, and who is told.
import { earliest } from '../../core/time.ts';
import type { Change, Found, Meeting, MeetingPlace, PersonalReminder, Rsvp, Series } from './facts.ts';
import { isOfDays } from './series-dates.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** How long before a meeting its agenda appears, in minutes. */
export const agendaLead = 3 * 24 * 60;
/** How long replies in the topic of a meeting that is over are read. */
const followedAfterwards = 14 * day;
/** How long before a meeting it is shown among the events: two months, in minutes. */
export const eventLead = 62 * 24 * 60;
/** A reminder that comes no later than this needs no excuse. */
const punctualMilliseconds = 5 * minute;
/** Somebody who was in the voice channel so many minutes before the start counts as having come. */
const early = 30;

/** A week, a day and an hour before, and at the start. */
export const defaultReminders: readonly number[] = [7 * 24 * 60, 24 * 60, 60, 0];

/** Why a paused series' meetings are cancelled; they come back when it goes on. */
export const pausedReason = 'The series is paused.';

/** No meeting is longer, in minutes. */
export const longest = 12 * 60;

/** Where a meeting is held, in words. */
export const placeWords = (place: MeetingPlace): string => (place.kind === 'voice' ? place.name : place.text);

/** Where a meeting stands at `now`. */
export function phaseAt(meeting: Pick<Meeting, 'startsAt' | 'endsAt'>, now: Date): Meeting['phase'] {
  if (now >= meeting.endsAt) return 'over';
  return now >= meeting.startsAt ? 'live' : 'upcoming';
}

/** Whether a meeting took place or is on, if only until it was cancelled: one that is cancelled is not changed any more. */
export function hasBegun(
  { startsAt, status, changedAt }: Pick<Meeting, 'startsAt' | 'status' | 'changedAt'>,
  now: Date,
): boolean {
  return startsAt <= now && (status === 'scheduled' || changedAt > startsAt);
}

/** Whether its agenda stays as it is from now on: what is known later has no place in it. */
export function isRecord(meeting: Pick<Meeting, 'endsAt'>, now: Date): boolean {
  return now.getTime() > meeting.endsAt.getTime() + day;
}

/** Whether replies in its topic are read: for two weeks after it, what they ask for goes to the next meeting. */
export function isFollowed(meeting: Pick<Meeting, 'endsAt'>, now: Date): boolean {
  return now.getTime() < meeting.endsAt.getTime() + followedAfterwards;
}

/** When what comes so many minutes before is due, such as a reminder. */
export function reminderAt(meeting: Pick<Meeting, 'startsAt'>, minutes: number): Date {
  return new Date(meeting.startsAt.getTime() - minutes * minute);
}

/**
 * The reminder, in minutes before the start, that should have been sent by `now`. Of several only the latest: after
 * a long silence one reminder says it all. None that was due before the time was set or the meeting was announced (people
 * were told just then), and none when the meeting is over.
 */
export function dueReminder(
  meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'timedAt' | 'announcedAt'>,
  reminders: readonly number[],
  now: Date,
): number | undefined {
  if (now >= meeting.endsAt) return undefined;
  const passed = reminders.filter((minutes) => {
    const at = reminderAt(meeting, minutes);
    return at <= now && at > meeting.timedAt && (meeting.announcedAt === null || at > meeting.announcedAt);
  });
  return passed.length > 0 ? Math.min(...passed) : undefined;
}

/** Whether the channel is told that a meeting starts; the draft of its minutes says it there. */
export function isToldAtStart(
  meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'timedAt' | 'announcedAt'>,
  series: Pick<Series, 'reminders' | 'messages'> | undefined,
): boolean {
  const reminders = series?.reminders ?? defaultReminders;
  return !isQuiet(series) && dueReminder(meeting, reminders, meeting.startsAt) === 0;
}

/** Whether a channel wants so few messages that reminders are told in private only. */
export function isQuiet(series: Pick<Series, 'messages'> | undefined): boolean {
  return (series?.messages ?? 'usual') !== 'usual';
}

/** Whether somebody's own reminder should have been sent by `now`; not once the meeting has begun. */
export function isPersonalDue(
  meeting: Pick<Meeting, 'id' | 'seriesId' | 'startsAt'>,
  personal: PersonalReminder,
  now: Date,
): boolean {
  const at = reminderAt(meeting, personal.minutes);
  return isAbout(meeting, personal) && at <= now && at > personal.createdAt && now < meeting.startsAt;
}

/** Whether a private reminder is about a meeting or its series. */
export function isAbout(
  { id, seriesId }: Pick<Meeting, 'id' | 'seriesId'>,
  personal: Pick<PersonalReminder, 'meetingId' | 'seriesId'>,
): boolean {
  return personal.meetingId === id || (personal.seriesId !== null && personal.seriesId === seriesId);
}

/** Whether somebody is to be reminded: because they asked, or because they come and did not ask for silence. */
export function isReminded({ answer, reminding }: Pick<Rsvp, 'answer' | 'reminding'>): boolean {
  return reminding === 'on' || (reminding === 'auto' && answer === 'going');
}

/** Whether somebody who asked for private reminders of a series wants none of this meeting: they cannot come. */
export function isLeftAlone(rsvp: Pick<Rsvp, 'answer' | 'reminding'> | undefined): boolean {
  return rsvp?.answer === 'cant' && rsvp.reminding !== 'on';
}

/** Who has a seat and who waits for one, of those who come, in the order in which they said so. */
export function seated<T extends Pick<Rsvp, 'answer' | 'goingSince' | 'id'>>(
  rsvps: readonly T[],
  seats: number | null,
): { seated: T[]; waiting: T[] } {
  const coming = rsvps
    .filter(({ answer }) => answer === 'going')
    .toSorted((a, b) => (a.goingSince?.getTime() ?? 0) - (b.goingSince?.getTime() ?? 0) || a.id - b.id);
  const count = seats ?? coming.length;
  return { seated: coming.slice(0, count), waiting: coming.slice(count) };
}

/** Who is reminded of a meeting: not who waits for a seat, unless they asked for it. */
export function toRemind<T extends Pick<Rsvp, 'answer' | 'goingSince' | 'id' | 'reminding'>>(
  rsvps: readonly T[],
  seats: number | null,
): T[] {
  const { waiting } = seated(rsvps, seats);
  return rsvps.filter((one) => isReminded(one) && (one.reminding === 'on' || !waiting.includes(one)));
}

/** How late something due at `due` is, when that needs saying; in minutes. */
export function lateBy(due: Date, now: Date): number | undefined {
  const late = now.getTime() - due.getTime();
  return late > punctualMilliseconds ? Math.round(late / minute) : undefined;
}

/** The meetings to announce: of each active series the next that takes place, and every one-off. */
export function toAnnounce(open: readonly Found[], now: Date): Meeting[] {
  const coming = open
    .filter(({ meeting }) => meeting.status === 'scheduled' && meeting.endsAt > now)
    .toSorted((a, b) => a.meeting.startsAt.getTime() - b.meeting.startsAt.getTime());
  const isNext = ({ meeting, series }: Found) =>
    series === undefined ||
    (series.state === 'active' &&
      coming.find((one) => one.series?.id === series.id)?.meeting.id === meeting.id);
  return coming
    .filter((one) => one.meeting.announcedAt === null && isNext(one))
    .map(({ meeting }) => meeting);
}

/** The later meetings that fall with one, as the same days are left out of their series. */
export function skippedWith(
  meeting: Meeting,
  series: Pick<Series, 'skips'> | undefined,
  coming: readonly Meeting[],
): Meeting[] {
  // On days that are left out it may fall for another reason, as when the series is paused.
  const span = series?.skips.find((one) => one.reason === meeting.cancelReason && isOfDays(meeting, one));
  return coming.filter(
    (one) => span && one.status === 'cancelled' && one.startsAt > meeting.startsAt && isOfDays(one, span),
  );
}

/** What of a meeting those who come have to know beside its time, as one text to compare. */
export const whereOf = ({ durationMinutes, place }: Meeting): string =>
  JSON.stringify([durationMinutes, place]);

/** The later meetings of its series that one command changed in the same way as one. */
export function changedWith(meeting: Meeting, { at, kind }: Change, coming: readonly Meeting[]): Meeting[] {
  const isChanged = kind === 'changed';
  const looks = (one: Meeting) => JSON.stringify([one.status, one.cancelReason, isChanged && whereOf(one)]);
  return coming.filter((one) => {
    const changedAt = isChanged || meeting.status === 'cancelled' ? one.changedAt : one.timedAt;
    const isAlike = one.sequence > 0 && looks(one) === looks(meeting);
    return isAlike && one.startsAt > meeting.startsAt && changedAt.getTime() === at.getTime();
  });
}

/** Whether a meeting takes place; one that nobody was told of does not while its series is paused. */
export function isTakingPlace(found: Found): boolean {
  return found.meeting.status === 'scheduled' && isKnown(found);
}

/** Whether people know of a meeting: of a paused series' only where they were told of it. */
export function isKnown({ meeting, series }: Found): boolean {
  return series === undefined || series.state === 'active' || meeting.announcedAt !== null;
}

/** The next instant after `now` at which something about a meeting will be due. */
export function nextDue(
  meeting: Meeting,
  about: {
    readonly reminders: readonly number[];
    readonly personals: readonly Pick<PersonalReminder, 'meetingId' | 'seriesId' | 'minutes'>[];
  },
  now: Date,
): Date | undefined {
  const personal = about.personals.filter((one) => isAbout(meeting, one));
  const leads = [0, agendaLead, eventLead, ...about.reminders, ...personal.map(({ minutes }) => minutes)];
  const instants = leads.map((minutes) => reminderAt(meeting, minutes));
  return earliest([meeting.endsAt, ...instants].filter((at) => at > now));
}

/** Whether somebody in the voice channel at `at` counts as having come. */
export function countsAsPresent(meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'status'>, at: Date): boolean {
  return meeting.status === 'scheduled' && at >= reminderAt(meeting, early) && at < meeting.endsAt;
}

/** Whose turn it is to take notes: who has not for the longest time, never first; those who come before others. */
export function nextNotesTaker(
  candidates: readonly { readonly personId: number; readonly isGoing: boolean }[],
  lastNotes: ReadonlyMap<number, Date>,
): number | undefined {
  const waiting = (personId: number) => lastNotes.get(personId)?.getTime() ?? 0;
  const [first] = candidates.toSorted(
    (a, b) =>
      Number(b.isGoing) - Number(a.isGoing) ||
      waiting(a.personId) - waiting(b.personId) ||
      a.personId - b.personId,
  );
  return first?.personId;
}
