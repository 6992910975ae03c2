// Spaces requests out, so that Discord's limit of 50 in a second holds wherever its second begins.
import { setTimeout as sleep } from 'node:timers/promises';

/** 47 a second: discord.js counts 50 in a second of its own, of which Discord may see 100 in one of its. */
const spacingMilliseconds = 21;

/** Answers a function that resolves when the next request may be sent; whoever comes alone never waits. */
export function pace(): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + spacingMilliseconds;
    if (at > now) await sleep(at - now);
  };
}
