// Which publications a meeting has, where they go, and which of them should exist at a moment.
import { type Destination, idAbout, type Wanted, wantedOf } from '../../core/publication.ts';
import type { ActionItem, Found, Meeting, PersonalReminder, Rsvp, Series } from './facts.ts';
import {
  agendaLead,
  defaultReminders,
  dueReminder,
  eventLead,
  isAbout,
  isLeftAlone,
  isPersonalDue,
  reminderAt,
  toRemind,
} from './rules.ts';

/** The key of one of a meeting's publications. */
export const keyOf = ({ uid }: Pick<Meeting, 'uid'>, name: string): string => `meeting/${uid}/${name}`;

/** By which all publications of a meeting are found. */
export function aboutOf({ id, groupId }: Pick<Meeting, 'id' | 'groupId'>) {
  return { groupId, about: `meeting/${id}` };
}

/** The meeting's id of what a publication is about; undefined when it is about something else. */
export const meetingOf = (about: string): number | undefined => idAbout('meeting', about);

/** Everything that should exist at `now`, of which some may exist already. */
export function wantedNow(
  found: Found,
  told: {
    personals: readonly PersonalReminder[];
    rsvps: readonly Rsvp[];
    /** Whether it is among the nearest, for which there is room among the events. */
    hasEvent?: boolean;
  },
  now: Date,
): Wanted[] {
  const { personals, rsvps, hasEvent = true } = told;
  const { meeting, series } = found;
  if (meeting.phase === 'over') return [];
  const wanted = meeting.announcedAt ? [announcement(found)] : [];
  if (meeting.status !== 'scheduled') return wanted;
  // Of a paused series only what was brought back by hand takes place.
  if (series?.state === 'paused' && !meeting.announcedAt) return wanted;
  const hasStarted = now >= meeting.startsAt;
  if (hasEvent && !hasStarted && now >= reminderAt(meeting, eventLead)) wanted.push(...event(found));
  if (!meeting.announcedAt) return wanted;
  const due = dueReminder(meeting, series?.reminders ?? defaultReminders, now);
  const about = personals.filter((one) => isAbout(meeting, one));
  const withOwn = new Set(about.map(({ personId }) => personId));
  const pinged = rsvps.filter(({ reminding, personId }) => reminding === 'on' || !withOwn.has(personId));
  if (due !== undefined) wanted.push(...reminders(found, due, pinged));
  const inside = { kind: 'inside', key: keyOf(meeting, 'announcement') } as const;
  if (!hasStarted && now >= reminderAt(meeting, agendaLead))
    wanted.push(publication(meeting, 'agenda', inside));
  if (hasStarted) wanted.push(publication(meeting, 'minutes', inside));
  const answers = new Map(rsvps.map((one) => [one.personId, one]));
  const own = about.filter(
    (one) => isPersonalDue(meeting, one, now) && !isLeftAlone(answers.get(one.personId)),
  );
  return [...wanted, ...own.map((one) => personalReminder(meeting, one))];
}

/** What shows an announced meeting for as long as it exists: a message, or a topic. */
export function announcement(found: Found): Wanted {
  return publication(found.meeting, 'announcement', placesOf(found));
}

/**
 * A change of a meeting: told where it is announced, by a reply where that is a topic, and privately to those concerned who
 * are not pinged there. One that has no topic yet is told in that of `beside`, the one of its series that has.
 */
export function changeNotice(found: Found, rsvps: readonly Rsvp[], beside?: Meeting): Wanted[] {
  const { meeting } = found;
  const concerned = rsvps.filter(({ answer }) => answer === 'going' || answer === 'maybe');
  const notices = once(found, { view: 'change', details: [meeting.sequence], concerned });
  const shown = meeting.announcedAt === null ? beside : meeting;
  if (!shown) return notices;
  const inside = { kind: 'inside', key: keyOf(shown, 'announcement') } as const;
  return [...notices, { ...publication(meeting, 'reply', inside, [meeting.sequence]), isOnce: true }];
}

/** The topics of a meeting that was started: who speaks now, and who is next. */
export function talk(meeting: Meeting): Wanted {
  return publication(meeting, 'talk', { kind: 'inside', key: keyOf(meeting, 'announcement') });
}

/** That somebody who waited for a seat has one now, or waits who had one. */
export function seatNotice(
  meeting: Meeting,
  { personId }: Rsvp,
  { hasSeat, now }: { readonly hasSeat: boolean; readonly now: Date },
): Wanted {
  const details = [personId, Math.floor(now.getTime() / 1000)];
  const wanted = publication(meeting, hasSeat ? 'seat' : 'noSeat', { kind: 'person', personId }, details);
  return { ...wanted, isOnce: true };
}

/** That somebody wrote down an action for its owner; only the owner reads it. */
export function promiseNotice(
  action: Pick<ActionItem, 'id' | 'groupId' | 'createdAt'> & { readonly ownerId: number | null },
  meeting: Meeting | undefined,
): Wanted {
  const { id, groupId, ownerId, createdAt } = action;
  return {
    groupId,
    // After a restore its number is another's.
    key: `action/${id}/${createdAt.getTime()}`,
    about: meeting ? aboutOf(meeting).about : `action/${id}`,
    to: { kind: 'person', personId: ownerId ?? 0 },
    view: 'meetings/promise',
    subject: String(id),
    isOnce: true,
  };
}

/** The answer to a reply that came when the meeting was over. */
export function lateAnswer(meeting: Meeting, { id, number }: { id: string; number: number }): Wanted {
  const answer = publication(meeting, 'late', { kind: 'inside', key: keyOf(meeting, 'announcement') });
  return { ...answer, key: `${answer.key}/${id}`, subject: `${answer.subject}/${id}/${number}` };
}

/** The file with a meeting's minutes; `path` is that within the repository. */
export function minutesFile(meeting: Meeting, { repository, path }: { repository: string; path: string }) {
  const file = publication(meeting, 'file', { kind: 'file', repository });
  return { ...file, subject: `${meeting.id}/${path}` };
}

/** The note to the organisers that whoever leads a meeting cannot come: once for each host and start. */
export function hostAwayNote({ meeting, series }: Found): Wanted {
  const details = [meeting.hostId ?? 0, startSeconds(meeting)];
  const note = publication(meeting, 'hostAway', toOrganisers(series), details);
  return { ...note, isOnce: true };
}

/** The note to the organisers that the planned months come to an end. */
export function replanNote(series: Series, last: Meeting): Wanted {
  const note = publication(last, 'replan', toOrganisers(series));
  return { ...note, about: `series/${series.id}`, subject: String(series.id), isOnce: true };
}

/** Where organisers read; of a private series its people alone do. */
function toOrganisers(series: Series | undefined): Destination {
  return series?.privateRole
    ? { kind: 'places', places: series.chosen }
    : { kind: 'purpose', purpose: ['organisers', 'moderation', 'meetings'] };
}

/** Where a meeting is announced. */
function placesOf({ series }: Found): Destination {
  const chosen = series?.chosen ?? [];
  return series?.privateRole
    ? { kind: 'places', places: chosen }
    : { kind: 'purpose', purpose: 'meetings', chosen };
}

function event({ meeting, series }: Found): Wanted[] {
  // Everybody in the space sees an event, unless it is held in a voice channel that they may not enter.
  if (series?.privateRole && meeting.place?.kind !== 'voice') return [];
  return [publication(meeting, 'event', { kind: 'spaces' })];
}

function reminders(found: Found, minutes: number, rsvps: readonly Rsvp[]): Wanted[] {
  const due = reminderAt(found.meeting, minutes);
  const concerned = toRemind(rsvps, found.meeting.seats).filter(
    ({ remindSince }) => remindSince !== null && remindSince < due,
  );
  return once(found, { view: 'reminder', details: [startSeconds(found.meeting), minutes], concerned });
}

/** Said once where the meeting is announced, and privately to each of those concerned whom that does not reach. */
function once(
  found: Found,
  what: { view: string; details: readonly number[]; concerned: readonly Pick<Rsvp, 'personId'>[] },
): Wanted[] {
  const { view, details, concerned } = what;
  const toAll = publication(found.meeting, view, placesOf(found), details);
  const toEach = concerned.map(({ personId }) => ({
    ...toAll,
    key: `${toAll.key}/person/${personId}`,
    subject: `${toAll.subject}/${personId}`,
    to: { kind: 'person', personId } as const,
  }));
  return [toAll, ...toEach].map((one) => ({ ...one, isOnce: true }));
}

function personalReminder(meeting: Meeting, { personId, minutes }: PersonalReminder): Wanted {
  const details = [startSeconds(meeting), minutes];
  const wanted = publication(meeting, 'personal', { kind: 'person', personId }, details);
  return { ...wanted, key: `${wanted.key}/person/${personId}`, isOnce: true };
}

/** For which start something was meant; a meeting that has moved has other reminders. */
function startSeconds({ startsAt }: Pick<Meeting, 'startsAt'>): number {
  return Math.floor(startsAt.getTime() / 1000);
}

const ofMeeting = wantedOf('meetings', 'meeting');

function publication(meeting: Meeting, view: string, to: Destination, details: readonly number[] = []) {
  return { ...ofMeeting(meeting, view, { key: [view, ...details].join('/'), more: details }), to };
}
