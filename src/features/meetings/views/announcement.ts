// What announces a meeting for as long as it exists: the channel's message, the forum's topic and the event.

import type { NativeEvent } from '../../../core/content.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import {
  type Block,
  br,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  p,
  person,
  sentence,
  strong,
  struck,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Capabilities } from '../../../core/publication.ts';
import type { Button, LinkButton } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { minutesWords } from '../../../core/time-words.ts';
import type { Answer, Guest, Meeting, MeetingPlace, Topic } from '../facts.ts';
import { placeWords, seated } from '../rules.ts';

const answerWords: Readonly<Record<Answer, string>> = { going: 'Going', maybe: 'Maybe', cant: 'Can’t' };

/** Everything that an announcement shows. */
export interface AnnouncementFacts extends Whereabouts {
  readonly meeting: Meeting;
  readonly guests: readonly Guest[];
  /** What people have put on its agenda. */
  readonly topics: readonly Pick<Topic, 'title'>[];
  readonly host: PersonFacts | undefined;
  readonly calendarUrl: string | undefined;
  /** The pull request with the minutes, once it is open. */
  readonly minutesUrl: string | undefined;
}

/** Where a meeting is held and talked about, as far as that has addresses. */
export interface Whereabouts {
  readonly placeUrl: string | undefined;
  readonly topicUrl: string | undefined;
}

/** The announcement in a channel. */
export function announcement(facts: AnnouncementFacts, can: Pick<Capabilities, 'buttons'>): Document {
  const { meeting } = facts;
  return doc(
    heading(2, titleOf(meeting)),
    ...state(meeting),
    p(...whenAndWhere(facts)),
    meeting.description && formatted(meeting.description),
    agendaLine(facts),
    attendance(meeting, facts.guests),
    isOpen(meeting) && !can.buttons && p(...howToAnswer),
    footer({ 'Topic and agenda': facts.topicUrl, Calendar: facts.calendarUrl, Minutes: facts.minutesUrl }),
  );
}

/** What a command shows everybody: no buttons, which would outlive the meeting, but where the announcement stands. */
export function shownAnnouncement(
  facts: AnnouncementFacts,
  can: Pick<Capabilities, 'buttons'>,
  keptUrl: string | undefined,
): Document {
  const answers = keptUrl
    ? p('Say whether you come below ', link(keptUrl, 'the announcement'), ', which is kept true.')
    : p(...howToAnswer);
  return doc(announcement(facts, can).children, isOpen(facts.meeting) && can.buttons && answers);
}

/** The first post of a meeting's topic. */
export function topicBody(facts: AnnouncementFacts, can: Pick<Capabilities, 'buttons'>): Document {
  const { meeting, minutesUrl } = facts;
  return doc(
    ...state(meeting),
    p(...whenAndWhere(facts)),
    meeting.description && formatted(meeting.description),
    minutesUrl && p(strong('Minutes:'), ' ', link(minutesUrl, minutesUrl)),
    agendaLine(facts),
    attendance(meeting, facts.guests),
    isOpen(meeting) &&
      p`${can.buttons ? '' : [...howToAnswer, ' ']}Put something on the agenda: answer with
        ${code('/topic: what it is about')}.`,
    footer({ Calendar: facts.calendarUrl }),
  );
}

/** So many topics are named; the agenda itself has them all. */
const mostTopics = 10;

/** What is on the agenda so far; the minutes have it once the meeting is over. */
function agendaLine({ meeting, topics }: AnnouncementFacts): Block | undefined {
  if (topics.length === 0 || meeting.status === 'cancelled' || meeting.phase === 'over') return undefined;
  const rest = topics.length - mostTopics;
  const titles = topics.slice(0, mostTopics).flatMap(({ title }, i) => [i === 0 ? ' ' : '; ', title]);
  return p(strong('On the agenda:'), ...titles, rest > 0 ? `; and ${rest} more` : '');
}

const isOpen = ({ status, phase }: Meeting) => status === 'scheduled' && phase === 'upcoming';

/** How to answer where there is no button for it. */
const howToAnswer: readonly Inline[] = sentence`Say whether you come: answer with
  ${code('/meeting rsvp answer:going')}, ${code('/meeting rsvp answer:maybe')} or
  ${code('/meeting rsvp answer:cant')}. Who comes is reminded; to stop that:
  ${code('/meeting remind-me before:off')}.`;

/** The title of a meeting's topic (15–255 characters); `day` is the day as words. */
export function topicTitle(meeting: Meeting, day: string): string {
  return `${titleOf({ ...meeting, name: shortened(meeting.name, 180) })}: ${day}`;
}

/** What a scheduled event says below its name and time. */
export function eventBody({ meeting, host, topicUrl, calendarUrl }: AnnouncementFacts): Document {
  const length = minutesWords(meeting.durationMinutes);
  return doc(
    p(`It takes ${length}.${host ? ` Host: ${host.name}.` : ''}`),
    meeting.description && formatted(meeting.description),
    footer({ 'Topic and agenda': topicUrl, Calendar: calendarUrl }),
  );
}

/** The buttons below an announcement; the same on its reminders. */
export function rsvpButtons(meeting: Meeting): (Button | LinkButton)[] {
  if (meeting.status === 'cancelled' || meeting.phase === 'over') return [];
  const id = String(meeting.id);
  const answers = (['going', 'maybe', 'cant'] as const).map((answer): Button => {
    const label = answer === 'cant' ? "Can't" : answerWords[answer];
    const style = answer === 'going' ? 'success' : 'secondary';
    return { label, action: 'meetings/rsvp', args: [id, answer], style };
  });
  return [...answers, { label: 'Remind me', action: 'meetings/remind', args: [id], style: 'primary' }];
}

/** The buttons below a reminder that was written to somebody: where it stands, no command can be given. */
export function writtenButtons(meeting: Meeting): (Button | LinkButton)[] {
  const answers = rsvpButtons(meeting).slice(0, 3);
  const args = [String(meeting.id), 'reminder'];
  return [...answers, { label: 'No reminders', action: 'meetings/silence', args, style: 'secondary' }];
}

/** A meeting's name as a title; a cancelled one says so first. */
export function titleOf(meeting: Meeting): string {
  return meeting.status === 'cancelled' ? `Cancelled: ${meeting.name}` : meeting.name;
}

/** Where a meeting is held; a voice channel is a link to it where it has an address. */
export function placeLine(place: MeetingPlace, url?: string | undefined): Inline {
  if (place.kind === 'voice') return url ? link(url, place.name) : place.name;
  return /^https?:\/\/\S+$/u.test(place.text) ? link(place.text, place.text) : place.text;
}

function state(meeting: Meeting) {
  if (meeting.status === 'cancelled') {
    const reason = meeting.cancelReason;
    return [p(strong('This meeting is cancelled.'), ...(reason ? [' ', reason] : []))];
  }
  return meeting.phase === 'over' ? [p('This meeting is over.')] : [];
}

function whenAndWhere({ meeting, host, guests, placeUrl }: AnnouncementFacts): Inline[] {
  const when = time(meeting.startsAt, meeting.zone);
  const isAway =
    isOpen(meeting) && guests.some(({ rsvp }) => rsvp.personId === meeting.hostId && rsvp.answer === 'cant');
  const lines: Inline[][] = [
    [strong('When:'), ' ', meeting.status === 'cancelled' ? struck(when) : when],
    [strong('How long:'), ' ', minutesWords(meeting.durationMinutes)],
    ...(meeting.place ? [[strong('Where:'), ' ', placeLine(meeting.place, placeUrl)]] : []),
    ...(host
      ? [
          [
            strong('Host:'),
            ' ',
            person(host.name, host.accounts),
            ...(isAway ? [', who answered Can’t'] : []),
          ],
        ]
      : []),
  ];
  return inLines(lines);
}

/** Each in a line of its own. */
export function inLines(lines: readonly (readonly Inline[])[]): Inline[] {
  return lines.flatMap((line, i) => (i === 0 ? line : [br(), ...line]));
}

function attendance(meeting: Meeting, guests: readonly Guest[]) {
  if (meeting.status === 'cancelled') return undefined;
  const { seated: coming, waiting } = seated(
    guests.map((guest) => ({ ...guest.rsvp, guest })),
    meeting.seats,
  );
  const who = (answer: Answer) => guests.filter(({ rsvp }) => rsvp.answer === answer);
  const counted: [string, Guest[], string][] = [
    [answerWords.going, coming.map(({ guest }) => guest), freeWords(coming.length, meeting)],
    ['Waiting for a seat', waiting.map(({ guest }) => guest), ''],
    [answerWords.maybe, who('maybe'), ''],
    [answerWords.cant, who('cant'), ''],
  ];
  const lines = counted.flatMap(([label, those, note]): Inline[][] =>
    those.length === 0 ? [] : [[strong(`${label} (${those.length}):`), ' ', ...names(those), note]],
  );
  if (lines.length === 0)
    return meeting.phase === 'upcoming'
      ? p(`Nobody has answered yet. Will you come?${seatWords(meeting.seats)}`)
      : undefined;
  return p(...inLines(lines));
}

function freeWords(taken: number, { seats, phase }: Meeting): string {
  if (phase === 'over' || seats === null) return '';
  const free = seats - taken;
  if (free > 0) return ` · ${free} of ${counted(seats, 'seat')} ${free === 1 ? 'is' : 'are'} free`;
  return ' · no seat is free: who comes now waits for one';
}

function seatWords(seats: number | null): string {
  if (seats === null) return '';
  return seats === 1 ? ' There is one seat.' : ` There are ${seats} seats.`;
}

/** Names in one line; beyond thirty only how many more. */
function names(guests: readonly Guest[]): Inline[] {
  const shown = guests.slice(0, 30);
  const rest = guests.length - shown.length;
  const list = shown.flatMap(({ person: who }, i): Inline[] => [
    i === 0 ? '' : ', ',
    person(who.name, who.accounts),
  ]);
  return rest > 0 ? [...list, ` and ${rest} more`] : list;
}

/** Links by what they are called, as far as they are known. */
function footer(links: Readonly<Record<string, string | undefined>>) {
  const known = Object.entries(links).flatMap(([words, url]) => (url ? [link(url, words)] : []));
  return known.length === 0
    ? undefined
    : p(...known.flatMap((one, i): Inline[] => (i === 0 ? [one] : [' · ', one])));
}

/** The event that a meeting's topic carries where there are such; a cancelled meeting has none. */
export function nativeEvent({ name, startsAt, endsAt, zone, place }: Meeting): NativeEvent {
  return { name, startsAt, endsAt, zone, ...(place?.kind === 'text' && { url: place.text }) };
}

/** The place of an event, at most as long as one may be. */
export const placeText = ({ place }: Meeting): string => shortened(place ? placeWords(place) : 'Here', 100);
