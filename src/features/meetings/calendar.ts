// The calendar feed: the meetings before and after now, as other calendars subscribe to them.
import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from '../../core/calendar-entry.ts';
import { cleaned, cleanedLine } from '../../core/text/cleaned.ts';
import { minutesWords } from '../../core/time-words.ts';
import type { Meeting, Topic } from './facts.ts';
import { placeWords } from './rules.ts';

/** Calendars are asked to look again so often; Google looks every 8 to 24 hours whatever we ask. */
const refreshSeconds = 60 * 60;

/** Where more is said of a meeting. */
export interface Way {
  readonly url?: string | undefined;
  /** Whether that is only the place in which it will be announced. */
  readonly isPlace?: boolean;
}

/** A meeting with what a calendar shows beside it. */
export interface Listed extends Way {
  readonly meeting: Meeting;
  readonly topics: readonly Pick<Topic, 'title'>[];
}

/** A feed, ready to be served. */
export interface Feed {
  readonly ics: string;
  /** In quotes, as the header wants it. */
  readonly etag: string;
}

/** Writes a feed of these meetings; `uidOf` says by what other calendars know a meeting for ever. */
export function feed(
  name: string,
  listed: readonly Listed[],
  { uidOf, others = [] }: { uidOf: (of: { uid: string }) => string; others?: readonly CalendarEntry[] },
): Feed {
  const calendar = ical({
    // The library escapes all texts but this one (RFC 5545, section 3.3.11).
    name: cleanedLine(name).replaceAll(/[\\;,]/gu, '\\$&'),
    prodId: { company: 'docent', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const one of [...listed.map(entryOf), ...others]) {
    calendar.createEvent({
      id: `${uidOf(one)}@docent`,
      sequence: one.sequence,
      start: one.startsAt,
      end: one.endsAt,
      stamp: one.changedAt,
      lastModified: one.changedAt,
      summary: `${one.isCancelled ? 'Cancelled: ' : ''}${cleanedLine(one.name)}`,
      status: one.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(one.place !== undefined && { location: cleanedLine(one.place) }),
      ...(one.url && { url: one.url }),
      description: cleaned(one.description),
    });
  }
  // Every line ends so, the last one too (RFC 5545, section 3.4); the library leaves that out.
  const ics = `${calendar.toString().trimEnd()}\r\n`;
  return { ics, etag: `"${createHash('sha256').update(ics).digest('base64url').slice(0, 27)}"` };
}

function entryOf(one: Listed): CalendarEntry {
  const { meeting, url } = one;
  return {
    ...meeting,
    isCancelled: meeting.status === 'cancelled',
    description: descriptionOf(one),
    url,
    place: meeting.place ? placeWords(meeting.place) : undefined,
  };
}

/** What it is about, how to come, and where it is talked about; of a cancelled one why. */
function descriptionOf({ meeting, url, isPlace, topics }: Listed): string {
  const { place, description, cancelReason } = meeting;
  const parts =
    meeting.status === 'cancelled'
      ? ['This meeting is cancelled.', cancelReason ?? '']
      : [
          description ?? '',
          place ? `How to join: ${placeWords(place)}` : '',
          topics.length > 0 ? `On the agenda:\n${topics.map(({ title }) => `- ${title}`).join('\n')}` : '',
        ];
  const way = url ? `${isPlace ? 'It is announced in' : 'Topic and agenda'}: ${url}` : '';
  const said = [...parts, way].filter(Boolean);
  return said.join('\n\n') || `It takes ${minutesWords(meeting.durationMinutes)}.`;
}
