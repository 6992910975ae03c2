// Finds the meetings of a calendar feed, for whoever may read it.
import { type Feed, feed } from './calendar.ts';
import type { Series } from './facts.ts';
import type { MeetingsStore } from './store.ts';

/** How many meetings before, and how many after now. */
const each = 12;

/** Which feed: all public series, or one by the name in its address; a private one only with its token. */
export interface FeedAddress {
  readonly series?: string;
  readonly token?: string;
}

/**
 * Builds what the web server asks for a group's feed; undefined when there is no such feed for the asker. `identity` makes
 * a name that is unique in the world of a kind of thing and a meeting's uid.
 */
export function calendarFeed(store: MeetingsStore, identity: (kind: string, uid: string) => string) {
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
      { now, uidOf: ({ uid }) => identity('calendar', uid) },
    );
  };
}

function mayRead(series: Series, token: string | undefined): boolean {
  return !series.privateRole || token === series.feedToken;
}

function publicOnly(all: readonly Series[]) {
  return { exceptSeries: all.filter(({ privateRole }) => privateRole).map(({ id }) => id) };
}
