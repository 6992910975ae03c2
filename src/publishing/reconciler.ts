// Makes what is published match the facts: takes what is marked, asks its view, and has the platform make it so.

import { createHash } from 'node:crypto';
import type { Content, PostedFile } from '../core/content.ts';
import { insteadIf, OutsideError } from '../core/errors.ts';
import type { Platform } from '../core/platform.ts';
import { type Order, pressable, type Remote, type ResolvedPlace, type View } from '../core/publication.ts';
import { earliest } from '../core/time.ts';
import { change } from '../storage/client.ts';
import { outageOf } from '../storage/outage.ts';
import { identityOf } from '../storage/secret.ts';
import { type AddresseeParts, addressees } from './addressees.ts';
import { tryDueAgain } from './failed.ts';
import { readPlace, readRemote, readShown } from './place.ts';
import { type FileHolder, fetchPosted, withKnownFiles } from './posted-files.ts';
import { type PublicationRow, remark } from './store.ts';
import { contextOf } from './view-context.ts';
import { archive, begin, dueOf, dueRow, nextAttempt, type Outcome, recordOutcome } from './work.ts';
import { workThrough } from './work-through.ts';

/** What the reconciler works with. */
interface ReconcilerParts extends AddresseeParts {
  /** The database's secret (`databaseSecret`). */
  readonly secret: string;
  /** The files that the bot keeps itself. */
  readonly ownFiles?: FileHolder | undefined;
  /** By `feature/view`. */
  readonly views: ReadonlyMap<string, View>;
  now(): Date;
  /** Until when what is new may have been published already, in the database's life before it was restored. */
  readonly lookFirstUntil?: Date | undefined;
  /** Whether the bot is leaving: nothing more is begun with, and what fails now is no fault of a platform's. */
  isLeaving(): boolean;
  /** Told of each publication that was tried in vain, once for each reason, and of what was thrown if it was no platform's refusal. */
  failed(row: PublicationRow, outcome: Outcome, cause?: unknown): void;
}

/** How long something waits at least for what it goes inside, by which it is woken, or for people who let it through. */
const waitSeconds = 60;

/** Who has not let something through after about a day is in no hurry: from then on it is looked for as seldom as what failed. */
const mostLooks = 150;

/** How soon it is looked again for a platform that is not ready. */
const notReadySeconds = 30;

/** What organisers read when the fault is not a platform's. */
const ours = 'Something is wrong in me, not in your set-up; my log says more, and I keep trying.';

/** What they read when it is the database's. */
const away = 'My database was away or busy just then; I keep trying.';

/** What organisers read of what people did not let through. */
const turnedDownWords = ({ title }: Platform): string =>
  `Moderators on ${title} did not let it through. Ask them what has to be otherwise. I send it to them again with \`/docent retry\`, or when there is something new to show.`;

const skipped: Outcome = { kind: 'skipped' };

const isTurnedDown = (fault: unknown) => fault instanceof OutsideError && fault.isTurnedDown;

function whatIsOutside(fault: unknown): OutsideError {
  if (fault instanceof OutsideError) return fault;
  throw fault;
}

/** Builds a reconciler. One process at a time runs it for one group. */
export function reconciler(parts: ReconcilerParts) {
  const { database } = parts;
  const { addressed, shownIn } = addressees(parts);

  /** Works on a row; answers whether anything was done. */
  async function work(before: PublicationRow): Promise<boolean> {
    if (!(await begin(database, before))) return false;
    const asked = new Set<string>();
    const { row, outcome, cause } = await outcomeOf(before, asked);
    // Whoever comes next tries again at once, and looks first whether it is there.
    if (parts.isLeaving() && (outcome.kind === 'retry' || outcome.kind === 'failed')) return false;
    const now = parts.now();
    await recordOutcome(database, row, {
      outcome,
      now,
      ...((outcome.kind === 'done' || outcome.kind === 'skipped') && { asked }),
    });
    const isFailure = outcome.kind === 'retry' || outcome.kind === 'failed' || outcome.kind === 'turned-down';
    // What is known already is no news, however often it is tried meanwhile; a fault of ours may be another one.
    const isTold = outcome.kind === 'retry' && before.toldAt !== null;
    if (isFailure && ((outcome.error !== before.error && !isTold) || cause !== undefined))
      parts.failed(before, outcome, cause);
    return outcome.kind !== 'waiting';
  }

  /** What came of a row, with the account to which it goes. */
  async function outcomeOf(
    before: PublicationRow,
    asked: Set<string>,
  ): Promise<{ row: PublicationRow; outcome: Outcome; cause?: unknown }> {
    let row: PublicationRow | undefined = before;
    try {
      row = await addressed(before);
      // Where nobody can be told there is nothing to be mended: a terminal has no private messages.
      return { row: row ?? before, outcome: row ? await publish(row, asked) : skipped };
    } catch (error) {
      row ??= before;
      if (error instanceof OutsideError) return { row, outcome: await faultOutcome(row, error) };
      const at = laterBy(backoffSeconds(row.attempts));
      return { row, outcome: { kind: 'retry', at, error: outageOf(error) ? away : ours }, cause: error };
    }
  }

  /** What comes of something that could not be published for a reason outside. */
  async function faultOutcome(row: PublicationRow, error: OutsideError): Promise<Outcome> {
    const place = readPlace(row.place);
    // What showed a thing that is over was removed by hand: there is nothing to be corrected.
    if (error.isPlaceGone && row.remote !== null && row.endedAt !== null) return { kind: 'removed' };
    const isHomeless = error.isPlaceGone && place.kind === 'inside';
    // What it goes inside was removed by hand: it is made again, and this one is woken when it is there.
    if (isHomeless)
      await change(database, row.groupId, (rows) =>
        remark(
          rows,
          row.groupId,
          { key: place.key, slot: place.slot, remote: { not: null } },
          { hash: null },
        ),
      );
    else if (error.isPermanent) {
      const next = error.isPlaceGone ? await addressed(row, true).catch(whatIsOutside) : undefined;
      if (next instanceof OutsideError) return retried(row, next);
      if (next) return { kind: 'retry', at: parts.now(), error: error.message };
      // Whoever cannot be written to mends nothing for a bot's sake, and is not to be rung for ever.
      const isLasting = error.isPlaceGone && place.kind === 'person';
      return { kind: 'failed', error: error.message, isLasting };
    }
    return retried(row, error);
  }

  function retried(row: PublicationRow, { message, retryAfterSeconds = 0 }: OutsideError): Outcome {
    const seconds = Math.max(retryAfterSeconds, backoffSeconds(row.attempts));
    return { kind: 'retry', at: laterBy(seconds), error: message };
  }

  function laterBy(seconds: number): Date {
    return new Date(parts.now().getTime() + seconds * 1000);
  }

  async function publish(row: PublicationRow, asked: Set<string>): Promise<Outcome> {
    const platform = parts.platforms.get(row.platform);
    if (!platform)
      return {
        kind: 'failed',
        error: `I am not connected to ${row.platform}. Whoever runs me gives its keys (\`docent doctor\` says which), or an organiser chooses other places with \`/docent setup\`.`,
      };
    if (!canPublishTo(platform)) {
      const trouble = platform.trouble?.();
      if (trouble === undefined) return { kind: 'waiting', until: laterBy(notReadySeconds) };
      // It goes on being tried, and organisers are told what it waits for.
      const seconds = Math.max(notReadySeconds, backoffSeconds(row.attempts));
      return { kind: 'retry', at: laterBy(seconds), error: trouble };
    }
    const view = parts.views.get(row.view);
    // It was marked by an older version; what stands of it stays, and nothing new is to be shown.
    if (!view) return skipped;
    const wanted = await view(
      row.subject,
      contextOf(database, row, { platform, platforms: parts.platforms, now: parts.now(), asked }),
    );
    if (!wanted) return skipped;
    if (wanted === 'gone') return await takenAway(row, platform);
    const content = shownIn(row.groupId, withKnownFiles(wanted, holderOf));
    const place = await resolve(row);
    if (place === 'nowhere') return skipped;
    if (!place) return { kind: 'waiting', until: laterBy(waitSeconds) };
    const remote = readRemote(row.remote);
    // What goes inside another thing goes anew into what was made in its stead.
    const home = place.kind === 'inside' ? `${row.place} ${place.remote.id}` : JSON.stringify(place);
    // What nobody sees is nothing new to be shown.
    const hash = hashOf(home, pressable(content, platform.can));
    const isFollowed = 'isFollowed' in content && content.isFollowed === true;
    const turnedDown: Outcome = { kind: 'turned-down', hash, error: turnedDownWords(platform) };
    // Nothing of it stands, so it was these words that were not let through.
    if (row.hash === hash && !remote) return turnedDown;
    // A try in vain may have changed something before it failed.
    if (row.hash === hash && !remote?.isAsked && row.attempts === 0) return { kind: 'done', hash };
    const order: Order = {
      key: row.key,
      identity: identityOf(parts.secret, 'publication', row.key, row.slot),
      place,
      content,
      ...(remote && {
        remote: isJustRestored() ? withoutWishes(remote) : remote,
        isOver: row.endedAt !== null,
        isCorrected: row.hash === null,
      }),
      ...(row.error !== null && { error: row.error }),
      mayExist: row.attempts > 0 || (!remote && isLookedForFirst(row)),
      fetchPosted: async (file, signal) =>
        await fetchPosted(holderOf(file), { file, attempts: row.attempts }, signal),
      isAnothers: async (id) => {
        const others = { platform: row.platform, remoteId: id, NOT: { publicationId: row.id } };
        return (await database.made.count({ where: others })) > 0;
      },
    };
    const made = await platform.publish(order).catch(insteadIf(isTurnedDown, undefined));
    if (!made) return turnedDown;
    const unseen = made.awaits ?? made.awaitsPart;
    if (remote && unseen !== undefined && row.attempts >= mostLooks) return { kind: 'failed', error: unseen };
    return {
      kind: 'done',
      remote: remote?.isRemade ? { ...made, isRemade: true } : made,
      hash,
      content: { kind: content.kind, isFollowed },
      ...(unseen !== undefined && {
        awaits: { until: laterBy(Math.max(waitSeconds, backoffSeconds(row.attempts))), error: unseen },
      }),
    };
  }

  const holderOf = ({ platform }: PostedFile): FileHolder | undefined =>
    platform === undefined ? parts.ownFiles : parts.platforms.get(platform);

  /** What stands of a row is taken away; where its platform cannot do that, it stays as it is. */
  async function takenAway(row: PublicationRow, platform: Platform): Promise<Outcome> {
    const remote = readRemote(row.remote);
    if (!remote || !platform.remove) return skipped;
    await platform.remove(remote);
    return { kind: 'removed' };
  }

  /** Of what is otherwise than it was to be, some may be this bot's own doing after the backup was made. */
  function isJustRestored(): boolean {
    return parts.lookFirstUntil !== undefined && parts.now() < parts.lookFirstUntil;
  }

  function isLookedForFirst({ createdAt }: PublicationRow): boolean {
    return parts.lookFirstUntil !== undefined && createdAt < parts.lookFirstUntil;
  }

  /** Where a row goes; undefined while what it goes inside is not there, `nowhere` when that is not to be shown. */
  async function resolve(row: PublicationRow): Promise<ResolvedPlace | 'nowhere' | undefined> {
    const place = readPlace(row.place);
    if (place.kind === 'somebody') return undefined;
    if (place.kind !== 'inside') return place;
    const { slot, otherwise } = place;
    const keys = otherwise === undefined ? [place.key] : [place.key, otherwise];
    for (const key of keys) {
      const home = await database.publication.findUnique({ where: { key_slot: { key, slot } } });
      const remote = home && readShown(home.remote);
      if (!home || home.state === 'skipped') continue;
      if (!remote) return undefined;
      // Nothing can be said inside a message or post, so it is said beside it.
      return home.kind === 'thread' || home.kind === 'topic'
        ? { kind: 'inside', remote }
        : await resolve(home);
    }
    return 'nowhere';
  }

  return {
    /**
     * Publishes some of what a group has marked; answers when there is more to do, if there is: at once, or when what failed
     * may be tried again.
     */
    async run(groupId: number): Promise<Date | undefined> {
      const notReady = [...parts.platforms.values()].filter(
        (platform) => !canPublishTo(platform) && platform.trouble?.() === undefined,
      );
      const except = notReady.map(({ name }) => name);
      await tryDueAgain(database, groupId, parts.now());
      const hasMore = await workThrough({
        due: (limit) => dueOf(database, groupId, { now: parts.now(), except, limit }),
        async workOn(id) {
          const row = await dueRow(database, id, parts.now());
          return row !== null && (await work(row));
        },
        isLeaving: parts.isLeaving,
      });
      const now = parts.now();
      if (hasMore || parts.isLeaving()) return now;
      await archive(database, groupId, now);
      const held = except.length > 0 && (await dueOf(database, groupId, { now, except: [], limit: 1 }));
      const next = await nextAttempt(database, groupId, now);
      return earliest([held && held.length > 0 ? laterBy(notReadySeconds) : undefined, next]);
    },
  };
}

/** Five seconds, doubling, at most ten minutes. */
function backoffSeconds(attempts: number): number {
  return Math.min(5 * 2 ** attempts, 600);
}

/** What was made, without what it was to be like the last time. */
function withoutWishes({ title, isClosed, isPinned, isArchived, ...remote }: Remote): Remote {
  return remote;
}

/** Whether a platform can be published to now. */
export function canPublishTo(platform: Platform): boolean {
  return platform.canPublish?.() ?? platform.isReady();
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
