// Makes what is published match the facts: claims what is marked, asks its view, and has the platform make it so.
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { PlatformName } from '../core/account.ts';
import { OutsideError } from '../core/errors.ts';
import type { Platform } from '../core/platform.ts';
import type { Content, Place, ResolvedPlace, View } from '../core/publication.ts';
import type { Database } from '../storage/client.ts';
import {
  claim,
  due,
  dueAt,
  isRemote,
  leaseMilliseconds,
  nextAttempt,
  type Outcome,
  type PublicationRow,
  readPlace,
  readRemote,
  recordOutcome,
  releaseDead,
  remake,
  remoteOf,
  renew,
  type Spot,
  wakeIfThere,
} from './store.ts';

/** What the reconciler works with. */
export interface ReconcilerParts {
  readonly database: Database;
  /** The name under which claims are made (`leaseOwner()`). */
  readonly owner: string;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  /** By `feature/view`. */
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

/** How many publications of one place are worked on before others have their turn. */
const turn = 5;
/** How many places of one platform are worked on at once. */
const atOnce = 4;
/** How often it is looked for what was marked while something slow goes on. */
const lookAgainMilliseconds = 500;
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
    await recordOutcome(database, row, { owner, outcome });
    if (outcome.kind === 'retry' || outcome.kind === 'failed') parts.failed(row, outcome, cause);
    if (outcome.kind !== 'waiting') return true;
    return await wakeIfThere(database, readPlace(row.place));
  }

  /** Keeps the claim while the work lasts, as when a platform lets us wait. */
  async function held<T>(row: PublicationRow, doWork: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      renew(database, row, { owner, now: parts.now() }).catch(() => {
        // The next one may succeed; a lost claim shows when the outcome is recorded.
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
      const place = readPlace(row.place);
      const isHomeless = error.isPlaceGone && place.kind === 'inside';
      // What it goes inside was removed by hand: it is made again, and this one is woken when it is there.
      if (isHomeless) await remake(database, place.key);
      else if (error.isPermanent) return { outcome: { kind: 'failed', error: error.message } };
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
    if (!view) throw new Error(`No feature has the view ${row.view}`);
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
      isAnothers: (id) => isRemote(database, id, { except: row.key }),
    });
    return { kind: 'done', remote: made, hash };
  }

  async function resolve(place: Place): Promise<ResolvedPlace | undefined> {
    if (place.kind !== 'inside') return place;
    const remote = await remoteOf(database, place.key);
    return remote && { kind: 'inside', remote };
  }

  /** Works on what waits longest in one place, in its order; answers whether anything was done. */
  async function workAt(spot: Spot): Promise<boolean> {
    let hasWorked = false;
    for (const row of await dueAt(database, spot, { now: parts.now(), limit: turn })) {
      hasWorked = (await work(row)) || hasWorked;
    }
    return hasWorked;
  }

  /** The places where something is to be done, those first that waited longest for their turn. */
  async function waiting(served: ReadonlyMap<string, number>): Promise<Spot[]> {
    const notReady = [...parts.platforms.values()].filter((platform) => !platform.isReady());
    const except = notReady.map(({ name }) => name);
    const spots = await due(database, parts.now(), { except });
    return spots.sort((a, b) => (served.get(nameOf(a)) ?? -1) - (served.get(nameOf(b)) ?? -1));
  }

  /**
   * Places take turns, several at once on each platform: neither a long queue nor a slow platform holds up what goes
   * elsewhere, even if that is marked meanwhile.
   */
  async function runAll(): Promise<void> {
    const busy = new Map<string, { readonly platform: string; readonly done: Promise<void> }>();
    const served = new Map<string, number>();
    const idle = new Set<string>();
    let worked = 0;
    // What is made somewhere may be what another place waits for.
    const looked = (name: string, hasWorked: boolean, before: number): void => {
      if (hasWorked) {
        worked += 1;
        idle.clear();
      } else if (worked === before) idle.add(name);
    };
    const failures: unknown[] = [];
    const failed = (error: unknown): Spot[] => {
      failures.push(error);
      return [];
    };
    for (let round = 0; failures.length === 0; round++) {
      for (const spot of await waiting(served).catch(failed)) {
        const name = nameOf(spot);
        const beside = [...busy.values()].filter(({ platform }) => platform === spot.platform);
        if (busy.has(name) || idle.has(name) || beside.length >= atOnce) continue;
        served.set(name, round);
        const before = worked;
        const done = workAt(spot)
          .then((hasWorked) => looked(name, hasWorked, before))
          .catch((error: unknown) => void failed(error))
          .finally(() => busy.delete(name));
        busy.set(name, { platform: spot.platform, done });
      }
      if (busy.size === 0) break;
      const soon = setTimeout(lookAgainMilliseconds, undefined, { ref: false });
      await Promise.race([soon, ...[...busy.values()].map(({ done }) => done)]);
    }
    await Promise.all([...busy.values()].map(({ done }) => done));
    if (failures.length > 0) throw failures[0];
  }

  return {
    takeOver: () => releaseDead(database),
    async run() {
      await runAll();
      return await nextAttempt(database, parts.now());
    },
  };
}

const nameOf = ({ platform, place }: Spot) => `${platform} ${place}`;

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
