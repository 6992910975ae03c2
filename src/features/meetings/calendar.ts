// The calendar feed: the meetings before and after now, as other calendars subscribe to them.
import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Meeting, Series } from './facts.ts';
import type { MeetingsStore } from './store.ts';

/** How many meetings before, and how many after now. */
const each = 12;
/** Calendars are asked to look again so often; Google looks every 8 to 24 hours whatever we ask. */
const refreshSeconds = 60 * 60;

/** A feed, ready to be served. */
export interface Feed {
  readonly ics: string;
  /** In quotes, as the header wants it. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** Which feed: all public series, or one by the name in its address; a private one only with its token. */
export interface FeedAddress {
  readonly series?: string;
  readonly token?: string;
}

/** Builds what the web server asks for a group's feed; undefined when there is no such feed for the asker. */
export function calendarFeed(store: MeetingsStore) {
  return async (
    group: { id: number; name: string },
    address: FeedAddress,
    now: Date,
  ): Promise<Feed | undefined> => {
    const all = await store.series(group.id);
    const one = all.find(({ slug }) => slug === address.series);
    if (address.series !== undefined && (!one || !mayRead(one, address.token))) return undefined;
    const found = await store.around(group.id, now, {
      count: each,
      ...(one ? { seriesId: one.id } : publicOnly(all)),
    });
    return feed(
      one?.name ?? group.name,
      found.map(({ meeting }) => meeting),
    );
  };
}

/** Writes a feed of these meetings. */
export function feed(name: string, meetings: readonly Meeting[]): Feed {
  const calendar = ical({
    name,
    prodId: { company: 'docent', product: 'meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const meeting of meetings) {
    calendar.createEvent({
      id: `meeting-${meeting.id}@docent`,
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
  const changed = meetings.map(({ changedAt }) => changedAt.getTime());
  return {
    ics,
    etag: `"${createHash('sha256').update(ics).digest('base64url').slice(0, 27)}"`,
    lastModified: new Date(Math.max(0, ...changed)),
  };
}

function mayRead(series: Series, token: string | undefined): boolean {
  return !series.privateRole || token === series.feedToken;
}

function publicOnly(all: readonly Series[]) {
  return { exceptSeries: all.filter(({ privateRole }) => privateRole).map(({ id }) => id) };
}
