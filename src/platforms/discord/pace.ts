// Spaces requests out, so that Discord's limit of 50 in a second holds wherever its second begins, for all bots of one token.
import { setTimeout as sleep } from 'node:timers/promises';

/** 47 a second: discord.js counts 50 in a second of its own, of which Discord may see 100 in one of its. */
const spacingMilliseconds = 21;
/** Among several bots 41 a second, since each may be a little late with its turns. */
const sharedSpacingMilliseconds = 24;
/** Turns that are so late are others' by now. */
const lateMilliseconds = 60;
/** So many turns are taken together at most: half a second's, so that no other bot waits long. */
const mostTurns = 24;
/** What several bots agree on is not waited for longer. */
const patienceMilliseconds = 1_000;

/** Takes turns among all bots that share the limit; answers in how many milliseconds the first of them is. */
export type TakeTurns = (count: number, spacingMilliseconds: number) => Promise<number>;

/**
 * Answers a function that resolves when the next request may be sent, one after the other; whoever comes alone never
 * waits. A process that was held up makes up for one request, as timers are always late, and does not send a heap. While
 * the others cannot be asked, it keeps the limit for itself.
 */
export function pace(takeTurns?: TakeTurns): () => Promise<void> {
  let mayGoAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let taken: number[] = [];

  /** When the next turn of this bot among all is. */
  async function ownTurn(take: TakeTurns): Promise<number> {
    if ((taken[0] ?? 0) < performance.now() - lateMilliseconds) taken = [];
    if (taken.length === 0) {
      const count = Math.min(waiting, mostTurns);
      const late = sleep(patienceMilliseconds, 0, { ref: false });
      const wait = await Promise.race([take(count, sharedSpacingMilliseconds).catch(() => 0), late]);
      const first = performance.now() + wait;
      taken = Array.from({ length: count }, (_, i) => first + i * sharedSpacingMilliseconds);
    }
    return taken.shift() ?? 0;
  }

  async function turn(): Promise<void> {
    const at = takeTurns ? await ownTurn(takeTurns) : 0;
    const wait = Math.max(mayGoAt, at) - performance.now();
    if (wait > 0) await sleep(Math.ceil(wait));
    mayGoAt = Math.max(mayGoAt + spacingMilliseconds, performance.now());
    waiting -= 1;
  }

  return () => {
    waiting += 1;
    last = last.then(turn);
    return last;
  };
}
