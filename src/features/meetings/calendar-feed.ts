// Finds the meetings of a calendar feed, for whoever may read it.
import type { CalendarEntry } from '../../core/calendar-entry.ts';
import { type Feed, feed, type Listed, type Way } from './calendar.ts';
import type { Found, Series } from './facts.ts';
import { keyOf } from './publications.ts';
import type { MeetingsStore } from './store.ts';

/** How many meetings before now are listed. */
const past = 12;
/** How far ahead a feed looks. */
const aheadMilliseconds = 366 * 24 * 60 * 60_000;

/** Where a meeting can be looked at before it is announced. */
export type LinkOf = (found: Found) => Way | undefined;

/** Which feed: all public series, or one by the name in its address; a private one only with its token. */
export interface FeedAddress {
  readonly series?: string;
  readonly token?: string;
}

/**
 * Builds what the web server asks for a group's feed; undefined when there is no such feed for the asker. `identity` makes
 * a name that is unique in the world of a kind of thing and a meeting's uid; `linksOf` knows where a group's meetings can be
 * looked at before they are announced; `others` are what else the group holds, which stand in the feed of all series.
 */
export function calendarFeed(
  store: MeetingsStore,
  identity: (kind: string, uid: string) => string,
  linksOf: (groupId: number) => Promise<LinkOf> = async () => () => undefined,
  others: (groupId: number) => Promise<readonly CalendarEntry[]> = async () => [],
) {
  return async (
    group: { id: number; name: string },
    address: FeedAddress,
    now: Date,
  ): Promise<Feed | undefined> => {
    const all = await store.series(group.id);
    const one = all.find(({ slug }) => slug === address.series);
    if (address.series !== undefined && (!one || !mayRead(one, address.token))) return undefined;
    const found = await store.around(group.id, now, {
      count: past,
      until: new Date(now.getTime() + aheadMilliseconds),
      ...(one ? { seriesId: one.id } : publicOnly(all)),
    });
    const linkOf = await linksOf(group.id);
    return feed(one?.name ?? group.name, await Promise.all(found.map((each) => listed(each, linkOf(each)))), {
      now,
      uidOf: ({ uid }) => identity('calendar', uid),
      others: one ? [] : await others(group.id),
    });
  };

  /** A meeting with where it is talked about, and its topics. */
  async function listed({ meeting }: Found, link: Way | undefined): Promise<Listed> {
    if (meeting.announcedAt === null) return { meeting, ...link, topics: [] };
    const links = await store.links(keyOf(meeting, 'announcement'));
    const topic = links.find(({ reference }) => reference !== undefined) ?? links[0];
    const topics = await store.topics(meeting);
    return { meeting, ...(topic?.url ? { url: topic.url } : link), topics };
  }
}

function mayRead(series: Series, token: string | undefined): boolean {
  return !series.privateRole || token === series.feedToken;
}

function publicOnly(all: readonly Series[]) {
  return { exceptSeries: all.filter(({ privateRole }) => privateRole).map(({ id }) => id) };
}
