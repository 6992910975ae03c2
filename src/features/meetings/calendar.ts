// The calendar feed: the meetings before and after now, as other calendars subscribe to them.
import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from '../../core/calendar-entry.ts';
import { cleaned, cleanedLine } from '../../core/cleaned.ts';
import type { Meeting, MeetingPlace } from './facts.ts';

/** Calendars are asked to look again so often; Google looks every 8 to 24 hours whatever we ask. */
const refreshSeconds = 60 * 60;

/** A meeting with what a calendar shows beside it. */
export interface Listed {
  readonly meeting: Meeting;
  /** Where it is talked about. */
  readonly url: string | undefined;
  /** The titles of its topics. */
  readonly topics: readonly string[];
}

/** A feed, ready to be served. */
export interface Feed {
  readonly ics: string;
  /** In quotes, as the header wants it. */
  readonly etag: string;
  readonly lastModified: Date;
}

/**
 * Writes a feed of these meetings, as it is at `now`: it changes too when a meeting is over and another one comes in.
 * `uidOf` says by what other calendars know a meeting for ever.
 */
export function feed(
  name: string,
  listed: readonly Listed[],
  {
    now,
    uidOf,
    others = [],
  }: { now: Date; uidOf: (of: { uid: string }) => string; others?: readonly CalendarEntry[] },
): Feed {
  const calendar = ical({
    name: cleanedLine(name),
    prodId: { company: 'docent', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const one of listed) {
    const { meeting, url } = one;
    const isCancelled = meeting.status === 'cancelled';
    calendar.createEvent({
      id: `${uidOf(meeting)}@docent`,
      sequence: meeting.sequence,
      start: meeting.startsAt,
      end: meeting.endsAt,
      stamp: meeting.changedAt,
      lastModified: meeting.changedAt,
      summary: `${isCancelled ? 'Cancelled: ' : ''}${cleanedLine(meeting.name)}`,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(meeting.place && {
        location: cleanedLine(placeWords(meeting.place)),
      }),
      ...(url && { url }),
      description: descriptionOf(one),
    });
  }
  for (const one of others) {
    calendar.createEvent({
      id: `${uidOf(one)}@docent`,
      sequence: one.sequence,
      start: one.startsAt,
      end: one.endsAt,
      stamp: one.changedAt,
      lastModified: one.changedAt,
      summary: `${one.isCancelled ? 'Cancelled: ' : ''}${cleanedLine(one.name)}`,
      status: one.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(one.url !== undefined && { url: one.url }),
      description: cleaned(one.description),
    });
  }
  const ics = calendar.toString();
  const changed = [...listed.map(({ meeting }) => meeting), ...others]
    .flatMap(({ changedAt, endsAt }) => [changedAt.getTime(), endsAt.getTime()])
    .filter((at) => at <= now.getTime());
  return {
    ics,
    etag: `"${createHash('sha256').update(ics).digest('base64url').slice(0, 27)}"`,
    lastModified: new Date(Math.max(0, ...changed)),
  };
}

/** What it is about, how to come, and where it is talked about; of a cancelled one why. */
function descriptionOf({ meeting, url, topics }: Listed): string {
  const { place, description, cancelReason } = meeting;
  const parts =
    meeting.status === 'cancelled'
      ? ['This meeting is cancelled.', cancelReason ?? '']
      : [
          description ?? '',
          place ? `How to join: ${placeWords(place)}` : '',
          topics.length > 0 ? `On the agenda:\n${topics.map((title) => `- ${title}`).join('\n')}` : '',
        ];
  return cleaned([...parts, url ? `Topic and agenda: ${url}` : ''].filter(Boolean).join('\n\n'));
}

function placeWords(place: MeetingPlace): string {
  return place.kind === 'voice' ? place.name : place.text;
}
