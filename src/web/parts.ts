// What the server is given, made from the house.
import type { Platform } from '../core/platform.ts';
import { metrics, type PublicationCounts } from './metrics.ts';
import { type Page, pages } from './pages.ts';
import type { CalendarAddress, CalendarFile, WebParts } from './server.ts';

/** What is served, as the house knows it. */
export interface ServedHouse<Group extends { readonly id: number }> {
  isDatabaseUp(): Promise<boolean>;
  readonly platforms: readonly Platform[];
  counts(): Promise<PublicationCounts>;
  groups(): Promise<readonly Group[]>;
  calendar(group: Group, address: CalendarAddress): Promise<CalendarFile | undefined>;
  page(path: string): Promise<Page | undefined>;
  readonly webhook?: WebParts['webhook'];
}

/** Builds it. */
export function webParts<Group extends { readonly id: number }>(house: ServedHouse<Group>): WebParts {
  return {
    async unready() {
      const isUp = await house.isDatabaseUp();
      const waiting = house.platforms.filter((platform) => !platform.isReady()).map(({ name }) => name);
      return isUp ? waiting : ['database', ...waiting];
    },
    async calendar({ group: wanted, ...address }) {
      const groups = await house.groups();
      const group = wanted === undefined ? groups[0] : groups.find(({ id }) => String(id) === wanted);
      return group && (await house.calendar(group, address));
    },
    metrics: metrics(() => house.counts()),
    page: pages((path) => house.page(path)),
    ...(house.webhook && { webhook: house.webhook }),
  };
}
