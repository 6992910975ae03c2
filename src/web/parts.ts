// What the server is given, made from the bot.
import type { Platform } from '../core/platform.ts';
import type { PlatformState } from '../core/platform-state.ts';
import { type Measured, metrics } from './metrics.ts';
import type { PageServer } from './pages.ts';
import type { CalendarAddress, CalendarFile, WebParts } from './server.ts';
import { statusOf } from './status.ts';

/** What is served, as the bot knows it. */
interface ServedApp<Group extends { readonly id: number }> {
  /** What is wrong with the database now, in words. */
  databaseFault(): Promise<string | undefined>;
  now(): Date;
  readonly platforms: readonly Platform[];
  stateOf(platform: Platform): PlatformState;
  readonly measured: Omit<Measured, 'platforms'>;
  groups(): Promise<readonly Group[]>;
  calendar(group: Group, address: CalendarAddress): Promise<CalendarFile | undefined>;
  readonly pages: PageServer;
  readonly file: WebParts['file'];
  readonly publicUrl: string | undefined;
  failed(error: unknown, path: string): void;
  readonly webhooks: WebParts['webhooks'];
}

/** Builds it. */
export function webParts<Group extends { readonly id: number }>(app: ServedApp<Group>): WebParts {
  return {
    unready: () => app.databaseFault(),
    status: () =>
      statusOf({
        ...app,
        platforms: app.platforms.map((platform) => ({
          name: platform.name,
          isReady: () => platform.isReady(),
          state: () => app.stateOf(platform),
        })),
      }),
    async calendar({ group: wanted, ...address }) {
      const groups = await app.groups();
      // One group's meetings are not another's, and a subscription would not notice.
      if (wanted === undefined && groups.length > 1) return 'of which group';
      const group = wanted === undefined ? groups[0] : groups.find(({ id }) => String(id) === wanted);
      return group && (await app.calendar(group, address));
    },
    metrics: metrics({ ...app.measured, platforms: () => app.platforms }),
    pages: app.pages,
    file: app.file,
    publicUrl: app.publicUrl,
    failed: (error, path) => app.failed(error, path),
    webhooks: app.webhooks,
  };
}
