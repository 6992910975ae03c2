// Finds the meetings of a calendar feed, for whoever may read it.
import type { CalendarEntry } from '../../core/calendar-entry.ts';
import type { GroupFacts } from '../../core/directory.ts';
import type { PlaceId } from '../../core/publication.ts';
import { isSameSecret } from '../../core/same-secret.ts';
import { type Feed, feed, type Listed, type Way } from './calendar.ts';
import type { Found, Series } from './facts.ts';
import { keyOf } from './publications.ts';
import type { MeetingsStore } from './store.ts';

/** How many meetings before now are listed. */
const past = 12;
/** How far ahead a feed looks. */
const aheadMilliseconds = 366 * 24 * 60 * 60_000;

/** Where a meeting can be looked at before it is announced. */
type LinkOf = (found: Found) => Way | undefined;

/** Which feed: all series, or one by the name in its address; what is not for all only with a token. */
interface FeedAddress {
  readonly series?: string;
  readonly token?: string;
}

/** The group whose feed it is. */
type Of = Pick<GroupFacts, 'id' | 'name' | 'createdAt'>;

/** What a feed is made with beside the meetings. */
interface FeedParts {
  /** Where a group's meetings can be looked at before they are announced. */
  linksOf(groupId: number): Promise<LinkOf>;
  /** What else the group holds for everybody, which stands in the feed of all series. */
  others(groupId: number): Promise<readonly CalendarEntry[]>;
  /** Whether everybody may read what stands in a group's places for meetings, or in those that a series took instead. */
  isForAll(groupId: number, chosen: readonly PlaceId[]): Promise<boolean>;
  /** What a group's feed is asked for with where it is not for all. */
  tokenOf(group: Of): Promise<string>;
}

/**
 * Builds what the web server asks for a group's feed; undefined when there is no such feed for the asker. `identity` makes
 * a name that is unique in the world of a kind of thing and a meeting's uid.
 */
export function calendarFeed(
  store: MeetingsStore,
  identity: (kind: string, uid: string) => string,
  { linksOf, others, isForAll, tokenOf }: FeedParts,
) {
  return async (group: Of, address: FeedAddress, now: Date): Promise<Feed | undefined> => {
    const { token } = address;
    const isOpen = async ({ privateRole, chosen }: Series) =>
      !privateRole && (await isForAll(group.id, chosen));
    const all = await store.series(group.id);
    const one = all.find(({ slug }) => slug === address.series);
    if (
      address.series !== undefined &&
      (!one || !(isSameSecret(token, one.feedToken) || (await isOpen(one))))
    )
      return undefined;
    const isMembers = token !== undefined && isSameSecret(token, await tokenOf(group));
    if (!one && !isMembers && !(await isForAll(group.id, []))) return undefined;
    const exceptSeries: number[] = [];
    for (const series of one ? [] : all) {
      if (!(isMembers ? !series.privateRole : await isOpen(series))) exceptSeries.push(series.id);
    }
    const found = await store.around(group.id, now, {
      count: past,
      until: new Date(now.getTime() + aheadMilliseconds),
      ...(one ? { seriesId: one.id } : { exceptSeries }),
    });
    const linkOf = await linksOf(group.id);
    return feed(one?.name ?? group.name, await Promise.all(found.map((each) => listed(each, linkOf(each)))), {
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
