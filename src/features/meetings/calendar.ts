// The calendar feed: the meetings before and after now, as other calendars subscribe to them.
import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Meeting } from './facts.ts';

/** Calendars are asked to look again so often; Google looks every 8 to 24 hours whatever we ask. */
const refreshSeconds = 60 * 60;

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
  meetings: readonly Meeting[],
  { now, uidOf }: { now: Date; uidOf: (meeting: Meeting) => string },
): Feed {
  const calendar = ical({
    name,
    prodId: { company: 'docent', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const meeting of meetings) {
    calendar.createEvent({
      id: `${uidOf(meeting)}@docent`,
      sequence: meeting.sequence,
      start: meeting.startsAt,
      end: meeting.endsAt,
      stamp: meeting.changedAt,
      lastModified: meeting.changedAt,
      summary: meeting.name,
      status: meeting.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(meeting.place && {
        location: meeting.place.kind === 'voice' ? meeting.place.name : meeting.place.text,
      }),
      ...(meeting.cancelReason && { description: meeting.cancelReason }),
    });
  }
  const ics = calendar.toString();
  const changed = meetings
    .flatMap(({ changedAt, endsAt }) => [changedAt.getTime(), endsAt.getTime()])
    .filter((at) => at <= now.getTime());
  return {
    ics,
    etag: `"${createHash('sha256').update(ics).digest('base64url').slice(0, 27)}"`,
    lastModified: new Date(Math.max(0, ...changed)),
  };
}
