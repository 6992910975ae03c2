// Meetings as pages of the web: what is coming and how to come, what was held, and one meeting with its agenda or minutes.
import {
  type Block,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  strong,
  struck,
  time,
} from '../../../core/document.ts';
import { minutesWords } from '../../../core/time-words.ts';
import type { Owned } from '../agenda.ts';
import type { ActionItem, Found, Meeting, Topic } from '../facts.ts';
import { placeLine, titleOf, type Whereabouts } from './announcement.ts';

type Href = (path: string) => string;

/** A meeting for everybody, with how to come. */
export interface OpenMeeting extends Whereabouts {
  readonly meeting: Meeting;
  readonly calendarUrl: string | undefined;
}

/** The list: coming meetings first, then those that were held, newest first, and the way to those before them. */
export function meetingsPage(
  shown: { readonly coming?: readonly Found[]; readonly held: readonly Found[]; readonly earlierThan?: Date },
  { href, calendarUrl }: { readonly href: Href; readonly calendarUrl: string | undefined },
): Document {
  const { coming, held, earlierThan } = shown;
  const line = ({ meeting }: Found): Inline[] => {
    const when = time(meeting.startsAt, meeting.zone);
    const way = link(href(`meetings/${meeting.id}`), meeting.name);
    if (meeting.status === 'cancelled') return [struck(way, ' · ', when), ' cancelled'];
    return [way, ' · ', when, ...(meeting.minutesAt ? [' · minutes'] : [])];
  };
  return doc(
    coming && heading(2, 'Coming'),
    coming && (coming.length > 0 ? list(...coming.map(line)) : p('No meeting is planned.')),
    coming && calendarUrl !== undefined && p(link(calendarUrl, 'All of them as a calendar (ICS)')),
    held.length > 0 && [heading(2, 'Held'), list(...held.map(line))],
    earlierThan && p(link(href(`meetings/before/${earlierThan.toISOString()}`), 'Earlier meetings')),
  );
}

/** The next meeting and how to come, for the front page. */
export function nextBlocks(open: OpenMeeting, href: Href): Block[] {
  const { meeting } = open;
  return [
    p`${link(href(`meetings/${meeting.id}`), strong(meeting.name))} ·
      ${time(meeting.startsAt, meeting.zone)}`,
    list(...howToCome(open)),
  ];
}

function howToCome({ meeting, placeUrl, topicUrl, calendarUrl }: OpenMeeting, isOver = false): Inline[][] {
  if (isOver) return topicUrl ? [[link(topicUrl, 'Topic and agenda')]] : [];
  return [
    ...(meeting.place ? [[strong('Where:'), ' ', placeLine(meeting.place, placeUrl)]] : []),
    [strong('How long:'), ` ${minutesWords(meeting.durationMinutes)}`],
    ...(topicUrl ? [[link(topicUrl, 'Topic and agenda: say that you come, or what to talk about')]] : []),
    ...(calendarUrl ? [[link(calendarUrl, 'Put it into your calendar (ICS)')]] : []),
  ];
}

/** A meeting without minutes: when, what is on the agenda so far, and how to come as long as one can. */
export function comingPage(
  open: OpenMeeting,
  agenda: { readonly topics: readonly Owned<Topic>[]; readonly followUps: readonly Owned<ActionItem>[] },
  isOver: boolean,
): Document {
  const { meeting } = open;
  const isCancelled = meeting.status === 'cancelled';
  const ways = isCancelled ? [] : howToCome(open, isOver);
  const owned = (words: string, owner: { readonly name: string } | undefined) => [
    `${owner ? `[${owner.name}] ` : ''}${words}`,
  ];
  return doc(
    isCancelled && p(strong('This meeting is cancelled.'), ` ${meeting.cancelReason ?? ''}`.trimEnd()),
    isOver && !isCancelled && p('This meeting is over.'),
    p(strong('When:'), ' ', time(meeting.startsAt, meeting.zone)),
    ways.length > 0 && list(...ways),
    agenda.topics.length > 0 && [
      heading(2, 'Topics'),
      list(...agenda.topics.map(({ thing, owner }) => owned(thing.title, owner))),
    ],
    agenda.followUps.length > 0 && [
      heading(2, 'Follow-ups'),
      list(...agenda.followUps.map(({ thing, owner }) => owned(thing.text, owner))),
    ],
  );
}

/** What a feed says of a meeting. */
export function feedMeeting(meeting: Meeting, url: string): Document {
  return doc(
    p(titleOf(meeting), ' · ', time(meeting.startsAt, meeting.zone)),
    p(link(url, meeting.minutesAt ? 'Read the minutes' : 'How to come')),
  );
}
