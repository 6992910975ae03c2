// Builds the calendar and the pages that are no feature's alone.

import type { Config } from '../config.ts';
import { placesFor } from '../core/directory.ts';
import { githubSite } from '../core/github/site.ts';
import { amaCalendar, amaPages } from '../features/amas/pages.ts';
import { archiveStore } from '../features/amas/store/archive.ts';
import { calendarFeed } from '../features/meetings/index.ts';
import { memberPages } from '../features/members/pages.ts';
import type { Database } from '../storage/client.ts';
import { identityOf } from '../storage/secret.ts';
import { calendarToken, pageUrl } from '../web/addresses.ts';
import type { Sign } from '../web/personal-link.ts';
import type { Platforms } from './platforms.ts';
import type { readersOf } from './readers.ts';
import type { Stores } from './stores.ts';

/** What the calendar and the pages are made of. */
export interface PageParts {
  readonly config: Config;
  readonly database: Database;
  readonly secret: string;
  readonly sign: Sign;
  readonly restoredAt: Date | undefined;
  readonly stores: Stores;
  readonly platforms: Platforms;
}

/** Builds the calendar and the pages of what is over and of who is here. */
export function pagesOf(
  { config, database, secret, sign, stores, platforms }: PageParts,
  { isForAll, isMeetingForAll }: ReturnType<typeof readersOf>,
) {
  const { titleOf, isOpenPlace } = platforms;
  const site = githubSite(config.github.apiUrl);
  const amasInCalendar = amaCalendar({ store: stores.amas, isOpenPlace }, (id) =>
    pageUrl(config.publicUrl, `amas/${id}`),
  );
  const feed = calendarFeed(stores.meetings, (kind, uid) => identityOf(secret, kind, uid), {
    async linksOf(groupId) {
      const group = await stores.roster.find(groupId);
      const hasPages = await isForAll(group, 'meetings');
      return ({ meeting, series }) => {
        if (hasPages && !series?.privateRole)
          return { url: pageUrl(config.publicUrl, `meetings/${meeting.id}`) };
        const [place] = [...(series?.chosen ?? []), ...placesFor(group, 'meetings')];
        return place && { url: platforms.placeUrl(place, group), isPlace: true };
      };
    },
    others: async (groupId) => amasInCalendar(await stores.roster.find(groupId)),
    isForAll: async (groupId, chosen) => isMeetingForAll(await stores.roster.find(groupId), chosen),
    tokenOf: async (group) => calendarToken(sign, group, await stores.meetings.calendarRenewal(group.id)),
  });
  const archive = amaPages({
    store: stores.amas,
    archive: archiveStore(database),
    people: stores.roster,
    titleOf,
    isOpenPlace,
  });
  return {
    feed,
    otherPages: [archive, memberPages({ all: (groupId) => stores.roster.all(groupId), site })],
  };
}
