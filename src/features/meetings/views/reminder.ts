// What is told once: reminders, and that a meeting was moved, cancelled or restored.
import {
  br,
  code,
  type Document,
  doc,
  type Inline,
  link,
  p,
  strong,
  struck,
  time,
} from '../../../core/document.ts';
import { counted } from '../../../core/text/counted.ts';
import { minutesWords } from '../../../core/time-words.ts';
import type { Change, Meeting } from '../facts.ts';
import { lateBy, reminderAt } from '../rules.ts';
import { inLines, placeLine, type Whereabouts } from './announcement.ts';

/** A line for notifications and what stands below it. */
export interface Told {
  readonly summary: string;
  readonly document: Document;
}

/** What a reminder needs to know. */
interface ReminderFacts extends Whereabouts {
  readonly meeting: Meeting;
  /** How many minutes before the start it is due. */
  readonly minutes: number;
  readonly now: Date;
}

/** A reminder. One that is late counts from now, and says that it is late. */
export function reminder({ meeting, minutes, now, placeUrl, topicUrl }: ReminderFacts): Told {
  const late = lateBy(reminderAt(meeting, minutes), now);
  const left = Math.round((meeting.startsAt.getTime() - now.getTime()) / 60_000);
  return {
    summary: `${meeting.name} ${startWords(late === undefined ? minutes : left)}`,
    document: doc(
      whenAndWhere(meeting, { placeUrl, topicUrl }),
      late !== undefined && p('Sorry that this comes late: I was away when it was due.'),
    ),
  };
}

/** The same with how to stop them, for those who are pinged or have no buttons. */
export function withStop({ summary, document }: Told): Told {
  return {
    summary,
    document: doc(...document.children, p('To stop reminders: ', code('/meeting remind-me before:off'), '.')),
  };
}

/** What stands above the draft of the minutes while a meeting is on; `isFirst` when that is said for the first time. */
export function startNotice(facts: Omit<ReminderFacts, 'minutes'>, { isFirst }: { isFirst: boolean }): Told {
  const { meeting, now } = facts;
  const isLate = lateBy(meeting.startsAt, now) !== undefined;
  if (isFirst || !isLate) return reminder({ ...facts, minutes: 0 });
  return { summary: `${meeting.name} is on`, document: doc(whenAndWhere(meeting, facts)) };
}

function whenAndWhere(meeting: Meeting, { placeUrl, topicUrl }: Whereabouts) {
  const lines: Inline[][] = [
    [time(meeting.startsAt, meeting.zone)],
    ...(meeting.place ? [[strong('Where:'), ' ', placeLine(meeting.place, placeUrl)]] : []),
    ...(topicUrl ? [[link(topicUrl, 'Topic and agenda')]] : []),
  ];
  return p(...inLines(lines));
}

/** `starts in 1 hour`, `starts now`, `started 10 minutes ago`. */
export function startWords(minutes: number): string {
  if (minutes < 0) return `started ${minutesWords(-minutes)} ago`;
  return minutes === 0 ? 'starts now' : `starts in ${minutesWords(rounded(minutes))}`;
}

/** `1 hour before`, `at the start`. */
export function reminderWords(minutes: number): string {
  return minutes === 0 ? 'at the start' : `${minutesWords(minutes)} before`;
}

/** Beyond two days whole days are enough, beyond one whole hours. */
function rounded(minutes: number): number {
  const step = minutes > 2 * 24 * 60 ? 24 * 60 : minutes > 24 * 60 ? 60 : 1;
  return Math.round(minutes / step) * step;
}

/** That a seat has become free, to the one who waited for it, and whether reminders follow. */
export function seatNotice(meeting: Meeting, isReminded: boolean): Told {
  return {
    summary: `You have a seat at ${meeting.name}`,
    document: doc(
      p(time(meeting.startsAt, meeting.zone)),
      p('A seat has become free. If you cannot come, say so, and the next in the queue has it.'),
      isReminded &&
        p('I remind you before it starts; to stop that: ', code('/meeting remind-me before:off'), '.'),
    ),
  };
}

/** That the seat of somebody is gone, since there are fewer, to whom that leaves `place` in the queue. */
export function noSeatNotice(meeting: Meeting, place: number): Told {
  return {
    summary: `You have no seat at ${meeting.name} any more`,
    document: doc(
      p(time(meeting.startsAt, meeting.zone)),
      p`There are fewer seats now, and those who said earlier that they come have them. You are number ${String(place)}
        in the queue, and I tell you when you have one. Until then only reminders that
        you asked for come.`,
    ),
  };
}

/** What is said of a change. */
export function changeNotice(facts: {
  readonly meeting: Meeting;
  readonly change: Change;
  /** The next of its series that takes place, where it has one. */
  readonly next?: Meeting | undefined;
  /** Later ones that are cancelled with it. */
  readonly also?: readonly Meeting[] | undefined;
  /** How many later ones it is the same with, where they are not named. */
  readonly alike?: number;
  /** Whether one command moved it and gave it another place or length. */
  readonly isElsewhere?: boolean;
  /** The start that people know of. */
  readonly knownAt: Date;
  readonly placeUrl: string | undefined;
}): Told {
  const { meeting, change, knownAt, placeUrl, next, also = [], alike = 0, isElsewhere } = facts;
  const verb = {
    moved: 'has moved',
    cancelled: 'is cancelled',
    restored: 'takes place after all',
    changed: 'has changed',
  };
  const summary = `${meeting.name} ${verb[change.kind]}`;
  const now = time(meeting.startsAt, meeting.zone);
  const known = struck(time(knownAt, meeting.zone));
  const where: Inline[][] = [
    [strong('How long:'), ' ', minutesWords(meeting.durationMinutes)],
    [strong('Where:'), ' ', meeting.place ? placeLine(meeting.place, placeUrl) : 'not said yet'],
  ];
  const lines: Record<Change['kind'], Inline[]> = {
    moved: inLines([[known], [strong('Now:'), ' ', now], ...(isElsewhere ? where : [])]),
    cancelled: [known, ...alsoCancelled(also)],
    restored: [strong('When:'), ' ', now],
    changed: inLines([[strong('When:'), ' ', now], ...where]),
  };
  return {
    summary,
    document: doc(
      p(...lines[change.kind]),
      alike > 0 && alikeWords(alike, change),
      change.reason && p(change.reason),
      change.kind === 'cancelled' && next && p(strong('Next:'), ' ', time(next.startsAt, next.zone)),
      change.kind === 'moved' && p('If you had answered, please look whether you can still come.'),
    ),
  };
}

function alikeWords(count: number, { kind }: Change) {
  const dates = counted(count, 'later date');
  // Of those some may have moved, and some take place after all.
  return kind === 'cancelled'
    ? p(`The same goes for ${dates}.`)
    : p(`${dates} changed too: `, code('/meeting next'), ' lists the next ones.');
}

/** So many dates that are cancelled at once are named. */
const mostNamed = 10;

function alsoCancelled(also: readonly Meeting[]): Inline[] {
  const rest = also.length - mostNamed;
  return [
    ...also.slice(0, mostNamed).flatMap((one): Inline[] => [br(), struck(time(one.startsAt, one.zone))]),
    ...(rest > 0 ? [br(), `and ${rest} more`] : []),
  ];
}

/** A change as a post in a topic: the meeting's own, or that of an earlier one of its series while it has none. */
export function changeReply({ summary, document }: Told, { isAhead }: { isAhead: boolean }): Document {
  return doc(p(strong(isAhead ? `A later meeting: ${summary}` : summary)), ...document.children);
}
