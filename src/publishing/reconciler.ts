// Makes what is published match the facts: claims what is marked, asks its view, and has the platform make it so.
import { createHash } from 'node:crypto';
import type { PlatformName } from '../core/account.ts';
import { messageOf, OutsideError } from '../core/errors.ts';
import type { Platform } from '../core/platform.ts';
import type { Content, Place, ResolvedPlace, View } from '../core/publication.ts';
import type { Database } from '../storage/client.ts';
import {
  claim,
  due,
  nextAttempt,
  type Outcome,
  type PublicationRow,
  readPlace,
  readRemote,
  releaseDead,
  remoteOf,
  settle,
  wakeIfThere,
} from './store.ts';

/** What the reconciler works with. */
export interface ReconcilerParts {
  readonly database: Database;
  /** The name under which claims are made (`leaseOwner()`). */
  readonly owner: string;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  /** By `room/view`. */
  readonly views: ReadonlyMap<string, View>;
  now(): Date;
  /** Told of each publication that was tried in vain. */
  failed(row: PublicationRow, outcome: Outcome): void;
}

/** Runs over what is marked until nothing more can be done now. */
export interface Reconciler {
  /** Frees what a run that was killed had claimed; call it once at start. */
  takeOver(): Promise<void>;
  /** Answers when something waiting may be tried again, if anything waits. */
  run(): Promise<Date | undefined>;
}

const batch = 50;
const atOnce = 4;
/** How long something waits for what it goes inside; it is woken as soon as that is there. */
const waitMilliseconds = 60_000;

/** Builds a reconciler. Several processes may run one each on the same database. */
export function reconciler(parts: ReconcilerParts): Reconciler {
  const { database, owner } = parts;

  async function work(row: PublicationRow): Promise<boolean> {
    if (!(await claim(database, row, { owner, now: parts.now() }))) return false;
    const outcome = await outcomeOf(row);
    await settle(database, row, { owner, outcome });
    if (outcome.kind === 'retry' || outcome.kind === 'failed') parts.failed(row, outcome);
    if (outcome.kind !== 'waiting') return true;
    return await wakeIfThere(database, readPlace(row.place));
  }

  async function outcomeOf(row: PublicationRow): Promise<Outcome> {
    try {
      return await publish(row);
    } catch (error) {
      const error_ = `${messageOf(error)}`;
      if (error instanceof OutsideError && error.isPermanent) return { kind: 'failed', error: error_ };
      const asked = error instanceof OutsideError ? error.retryAfterSeconds : undefined;
      const seconds = Math.max(asked ?? 0, backoffSeconds(row.attempts));
      return { kind: 'retry', at: new Date(parts.now().getTime() + seconds * 1000), error: error_ };
    }
  }

  async function publish(row: PublicationRow): Promise<Outcome> {
    const platform = parts.platforms.get(isPlatform(row.platform) ? row.platform : 'terminal');
    if (!platform) return { kind: 'failed', error: `${row.platform} is not set up.` };
    const remote = readRemote(row.remote);
    const place = await resolve(readPlace(row.place));
    if (!place) return { kind: 'waiting', until: new Date(parts.now().getTime() + waitMilliseconds) };
    const view = parts.views.get(row.view);
    if (!view) throw new Error(`No room has the view ${row.view}`);
    const content = await view(row.subject, {
      groupId: row.groupId,
      key: row.key,
      platform: platform.name,
      now: parts.now(),
    });
    if (!content) return { kind: 'skipped' };
    const hash = hashOf(row.place, content);
    if (remote && row.hash === hash) return { kind: 'done', hash };
    const made = await platform.publish({
      key: row.key,
      place,
      content,
      ...(remote && { remote }),
      mayExist: !remote && row.attempts > 0,
    });
    return { kind: 'done', remote: made, hash };
  }

  async function resolve(place: Place): Promise<ResolvedPlace | undefined> {
    if (place.kind !== 'inside') return place;
    const remote = await remoteOf(database, place.key);
    return remote && { kind: 'inside', remote };
  }

  async function pass(): Promise<boolean> {
    const notReady = [...parts.platforms.values()].filter((platform) => !platform.isReady());
    const rows = await due(database, parts.now(), { limit: batch, except: notReady.map(({ name }) => name) });
    // One place after the other in its order, several places at once.
    const places = [...Map.groupBy(rows, (row) => row.place).values()];
    let hasWorked = false;
    const lanes = Array.from({ length: atOnce }, async () => {
      for (let place = places.shift(); place; place = places.shift()) {
        for (const row of place) hasWorked = (await work(row)) || hasWorked;
      }
    });
    await Promise.all(lanes);
    return hasWorked;
  }

  return {
    takeOver: () => releaseDead(database),
    async run() {
      while (await pass());
      return await nextAttempt(database, parts.now());
    },
  };
}

function isPlatform(name: string): name is PlatformName {
  return name === 'discord' || name === 'discourse' || name === 'terminal';
}

/** Five seconds, doubling, at most ten minutes. */
function backoffSeconds(attempts: number): number {
  return Math.min(5 * 2 ** attempts, 600);
}

/** Equal for equal content in the same place. */
export function hashOf(place: string, content: Content): string {
  const json = JSON.stringify(content, (_, value: unknown) =>
    Buffer.isBuffer(value) ? createHash('sha256').update(value).digest('hex') : value,
  );
  return createHash('sha256').update(place).update(json).digest('hex');
}
