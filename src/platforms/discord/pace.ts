// Spaces requests out, so that Discord's limit of 50 in a second holds wherever its second begins.
import { setTimeout as sleep } from 'node:timers/promises';

/** 47 a second: discord.js counts 50 in a second of its own, of which Discord may see 100 in one of its. */
const spacingMilliseconds = 21;

/**
 * Answers a function that resolves when the next request may be sent, one after the other; whoever comes alone never waits.
 * It counts from when the one before really went, so that a process that was held up does not send a heap at once.
 */
export function pace(): () => Promise<void> {
  let sentAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  async function turn(): Promise<void> {
    const wait = sentAt + spacingMilliseconds - performance.now();
    if (wait > 0) await sleep(Math.ceil(wait));
    sentAt = performance.now();
  }
  return () => {
    last = last.then(turn);
    return last;
  };
}
