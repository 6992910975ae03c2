// Makes what is published match the facts: claims what is marked, asks its view, and has the platform make it so.
import { createHash } from 'node:crypto';
import type { PlatformName } from '../core/account.ts';
import { OutsideError } from '../core/errors.ts';
import type { Platform } from '../core/platform.ts';
import type { Content, Place, ResolvedPlace, View } from '../core/publication.ts';
import type { Database } from '../storage/client.ts';
import {
  claim,
  due,
  leaseMilliseconds,
  nextAttempt,
  type Outcome,
  type PublicationRow,
  readPlace,
  readRemote,
  releaseDead,
  remoteOf,
  renew,
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
  /** Told of each publication that was tried in vain, and of what was thrown if it was no platform's refusal. */
  failed(row: PublicationRow, outcome: Outcome, cause?: unknown): void;
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
const waitSeconds = 60;
/** What organisers read when the fault is not a platform's. */
const ours = 'Something is wrong in me, not in your set-up; my log says more, and I keep trying.';

/** Builds a reconciler. Several processes may run one each on the same database. */
export function reconciler(parts: ReconcilerParts): Reconciler {
  const { database, owner } = parts;

  async function work(row: PublicationRow): Promise<boolean> {
    if (!(await claim(database, row, { owner, now: parts.now() }))) return false;
    const { outcome, cause } = await held(row, () => outcomeOf(row));
    await settle(database, row, { owner, outcome });
    if (outcome.kind === 'retry' || outcome.kind === 'failed') parts.failed(row, outcome, cause);
    if (outcome.kind !== 'waiting') return true;
    return await wakeIfThere(database, readPlace(row.place));
  }

  /** Keeps the claim while the work lasts, as when a platform lets us wait. */
  async function held<T>(row: PublicationRow, doWork: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      renew(database, row, { owner, now: parts.now() }).catch(() => {
        // The next one may succeed; a lost claim shows when the work is settled.
      });
    }, leaseMilliseconds / 3);
    try {
      return await doWork();
    } finally {
      clearInterval(timer);
    }
  }

  async function outcomeOf(row: PublicationRow): Promise<{ outcome: Outcome; cause?: unknown }> {
    try {
      return { outcome: await publish(row) };
    } catch (error) {
      if (!(error instanceof OutsideError)) {
        return {
          outcome: { kind: 'retry', at: laterBy(backoffSeconds(row.attempts)), error: ours },
          cause: error,
        };
      }
      if (error.isPermanent) return { outcome: { kind: 'failed', error: error.message } };
      const seconds = Math.max(error.retryAfterSeconds ?? 0, backoffSeconds(row.attempts));
      return { outcome: { kind: 'retry', at: laterBy(seconds), error: error.message } };
    }
  }

  function laterBy(seconds: number): Date {
    return new Date(parts.now().getTime() + seconds * 1000);
  }

  async function publish(row: PublicationRow): Promise<Outcome> {
    const platform = parts.platforms.get(isPlatform(row.platform) ? row.platform : 'terminal');
    if (!platform) return { kind: 'failed', error: `${row.platform} is not set up.` };
    const view = parts.views.get(row.view);
    if (!view) throw new Error(`No room has the view ${row.view}`);
    const content = await view(row.subject, {
      groupId: row.groupId,
      key: row.key,
      platform: platform.name,
      now: parts.now(),
    });
    if (!content) return { kind: 'skipped' };
    const place = await resolve(readPlace(row.place));
    if (!place) return { kind: 'waiting', until: laterBy(waitSeconds) };
    const remote = readRemote(row.remote);
    // What goes inside another thing goes anew into what was made in its stead.
    const home = place.kind === 'inside' ? `${row.place} ${place.remote.id}` : row.place;
    const hash = hashOf(home, content);
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
  const json = JSON.stringify(content, function (this: Record<string, unknown>, name, value: unknown) {
    // Buffers have become lists of numbers by now.
    const before = this[name];
    return Buffer.isBuffer(before) ? createHash('sha256').update(before).digest('hex') : value;
  });
  return createHash('sha256').update(place).update(json).digest('hex');
}
