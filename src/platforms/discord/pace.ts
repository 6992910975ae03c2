// Spaces requests out, so that Discord's limit of 50 in a second holds wherever its second begins, for all bots of one token.
// Those that are under way count as well: many may arrive at once after something held them up.

import { setTimeout as sleep } from 'node:timers/promises';
import { inTime } from '../../core/outside/in-time.ts';

/** 47 a second: discord.js counts 50 in a second of its own, of which Discord may see 100 in one of its. */
const spacingMilliseconds = 21;
/**
 * Slots that are so late are others' by now: of slots that are at most 29 ms late, whoever has them, 50 are in any second,
 * and some milliseconds are for the way.
 */
const lateMilliseconds = 20;
/** On a computer as busy as that, being late is better than never. */
const mostTries = 4;
/** So many slots are taken together at most: half a second's, so that no other bot waits long. */
const mostSlots = 24;
/** Discord counts so many requests in a second. */
const mostInSecond = 50;
/** What several bots agree on is not waited for longer. */
const patienceMilliseconds = 1_000;

/** Takes slots among all bots that share the limit; answers in how many milliseconds the first of them is. */
export type TakeSlots = (count: number, spacingMilliseconds: number) => Promise<number>;

/**
 * Answers a function that makes requests one after the other, each when it may be sent; whoever comes alone never waits.
 * A process that was held up makes up for one request, as timers are always late, and does not send a heap. While the
 * others cannot be asked, it keeps the limit for itself.
 */
export function pace(takeSlots?: TakeSlots): <T>(send: () => Promise<T>) => Promise<T> {
  let mayGoAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  const ownSlot = takeSlots && slotsAmongBots(takeSlots, () => waiting);
  const counted = countedInSecond();

  async function nextSlot(): Promise<void> {
    await counted.below(mostInSecond);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const at = ownSlot ? await ownSlot() : 0;
      const wait = Math.max(mayGoAt, at) - performance.now();
      if (wait > 0) await sleep(Math.ceil(wait));
      // Who overslept among several bots takes another slot.
      if (!ownSlot || performance.now() <= at + lateMilliseconds) break;
    }
    mayGoAt = Math.max(mayGoAt + spacingMilliseconds, performance.now());
    waiting -= 1;
  }

  return async (send) => {
    waiting += 1;
    last = last.then(nextSlot);
    await last;
    return await counted.during(send);
  };
}

/**
 * How many requests Discord may have counted in the second up to now: those under way, and those that were answered in it,
 * since it counts a request before it answers. What is sent while these are fewer than the limit cannot break it, however
 * long requests are on their way.
 */
function countedInSecond() {
  let flying = 0;
  let answeredAt: number[] = [];
  let landed = Promise.withResolvers<void>();

  return {
    /** Resolves when they are fewer than so many. */
    async below(most: number): Promise<void> {
      for (;;) {
        const now = performance.now();
        answeredAt = answeredAt.filter((at) => at > now - 1000);
        if (flying + answeredAt.length < most) return;
        const [first] = answeredAt;
        await (first === undefined ? landed.promise : sleep(Math.ceil(first + 1000 - now)));
      }
    },
    /** Counts a request while it is made, and for a second after its answer. */
    async during<T>(send: () => Promise<T>): Promise<T> {
      flying += 1;
      try {
        return await send();
      } finally {
        flying -= 1;
        answeredAt.push(performance.now());
        landed.resolve();
        landed = Promise.withResolvers();
      }
    },
  };
}

/**
 * Answers a function that tells when the next slot of this bot among all is. As many are taken together as requests wait,
 * and the next ones while the last of those is being waited for, so that none passes by while the database is asked.
 */
function slotsAmongBots(take: TakeSlots, waiting: () => number): () => Promise<number> {
  let taken: number[] = [];
  let ahead: Promise<number[]> | undefined;

  async function more(count: number): Promise<number[]> {
    const wait = await inTime(
      patienceMilliseconds,
      take(count, spacingMilliseconds).catch(() => 0),
    );
    const first = performance.now() + (wait ?? 0);
    return Array.from({ length: count }, (_, i) => first + i * spacingMilliseconds);
  }

  return async () => {
    const dropLate = () => {
      taken = taken.filter((at) => at >= performance.now() - lateMilliseconds);
    };
    dropLate();
    if (taken.length === 0 && ahead) {
      taken = await ahead;
      ahead = undefined;
      dropLate();
    }
    if (taken.length === 0) taken = await more(Math.min(waiting(), mostSlots));
    const next = taken.shift() ?? 0;
    const rest = waiting() - 1;
    if (taken.length === 0 && rest > 0) ahead ??= more(Math.min(rest, mostSlots));
    return next;
  };
}
