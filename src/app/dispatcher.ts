// Builds the dispatcher over the features and the database; and tells features what happened outside.

import type { Config } from '../config.ts';
import { refuseStrangePlace, refuseStrangeRepository } from '../core/directory.ts';
import { createDispatcher, type Dispatcher } from '../core/dispatcher.ts';
import { asOne } from '../core/errors.ts';
import type { Feature } from '../core/feature.ts';
import type { PlatformEvent } from '../core/platform.ts';
import type { DatabaseOutage } from '../database-outage.ts';
import { mergeSeats } from '../features/meetings/store/seats.ts';
import { callerContext } from '../features/members/membership.ts';
import type { MemberStore } from '../features/members/store.ts';
import { mendedOn } from '../publishing/failed.ts';
import { remakeRemoved, republishAfterMerge } from '../publishing/remaking.ts';
import { aboutOf, addressOf, isKnown } from '../publishing/shown.ts';
import { renameAccount } from '../storage/accounts.ts';
import type { Database } from '../storage/client.ts';
import { formDrafts } from '../storage/drafts.ts';
import { outageOf } from '../storage/outage.ts';
import { requests } from '../storage/requests.ts';
import type { Platforms } from './platforms.ts';

/** What the dispatcher of a bot is made of. */
interface AppDispatcherParts {
  readonly config: Pick<Config, 'organisers'>;
  readonly outage: Pick<DatabaseOutage, 'logged'>;
  now(): Date;
  readonly database: Database;
  /** By which what was answered is known to be of this database. */
  readonly stamp: string;
  /** This process, among those that share the database. */
  readonly owner: string;
  readonly roster: MemberStore;
  readonly platforms: Pick<Platforms, 'canOf' | 'isAbsent'>;
  readonly features: readonly Feature[];
}

/** Builds the dispatcher of all features. */
export function dispatcherOf(parts: AppDispatcherParts): Dispatcher {
  const { config, now, database, stamp, owner, roster, platforms, features } = parts;
  const { once, hasChanged, changedAbout } = requests(database, { owner, now });
  const mended = mendedOn(database, now);
  return createDispatcher({
    commands: features.flatMap(({ commands }) => commands),
    actions: features.flatMap(({ actions }) => actions),
    forms: features.flatMap(({ forms }) => forms),
    drafts: formDrafts(database, now),
    now,
    stamp,
    contextOf: callerContext(roster, config.organisers),
    about: (groupId, where) => aboutOf(database, groupId, where),
    isKnown: (where) => isKnown(database, where),
    groupOf: (platform, space) => roster.knownGroup(platform, space),
    async refuseStrange(groupId, chosen) {
      const group = await roster.find(groupId);
      if (typeof chosen === 'string') refuseStrangeRepository(group, chosen);
      // In a space of its own, a group can only choose what is in it.
      else if (!platforms.canOf(chosen.platform)?.invitations) refuseStrangePlace(group, chosen);
    },
    async ingest(event) {
      if (event.kind === 'mended') await mended(event);
      else await ingest(parts, event);
    },
    isAbsent: platforms.isAbsent,
    explained: outageOf,
    once,
    hasChanged,
    async changedAt(id, platform) {
      const about = await changedAbout(id);
      return about === undefined ? undefined : await addressOf(database, { about, platform });
    },
    failed: (error, { id }) => void parts.outage.logged(error, { what: 'request', invocation: id }),
  });
}

/** Tells every feature; what fails in one keeps nothing from the others. Throws what failed. */
async function ingest(
  { database, features, now }: Pick<AppDispatcherParts, 'database' | 'features' | 'now'>,
  event: PlatformEvent,
): Promise<void> {
  const told: Parameters<typeof renameAccount>[2] = {
    changed: republishAfterMerge,
    merging: (rows, two, merge) => mergeSeats(rows, { ...two, now: now() }, merge),
  };
  if (event.kind === 'renamed') await renameAccount(database, event, told);
  if (event.kind === 'seen') {
    await renameAccount(database, { from: event.account.id, account: event.account }, told);
  }
  if (event.kind === 'removed') await remakeRemoved(database, event);
  const heard = await Promise.allSettled(features.map((feature) => feature.ingest?.(event)));
  const faults: unknown[] = heard.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (faults.length > 0) throw asOne(faults);
}
