// Spaces requests out, so that Discord's limit of 50 in a second holds wherever its second begins.
import { setTimeout as sleep } from 'node:timers/promises';

/** 47 a second: discord.js counts 50 in a second of its own, of which Discord may see 100 in one of its. */
const spacingMilliseconds = 21;

/**
 * Answers a function that resolves when the next request may be sent, one after the other; whoever comes alone never
 * waits. A process that was held up makes up for one request, as timers are always late, and does not send a heap.
 */
export function pace(): () => Promise<void> {
  let mayGoAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  async function turn(): Promise<void> {
    const wait = mayGoAt - performance.now();
    if (wait > 0) await sleep(Math.ceil(wait));
    mayGoAt = Math.max(mayGoAt + spacingMilliseconds, performance.now());
  }
  return () => {
    last = last.then(turn);
    return last;
  };
}
