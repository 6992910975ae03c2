// Tries once more what failed in passing: a connection that was cut, a server that stumbled.
import { setTimeout as sleep } from 'node:timers/promises';

/** Which failures may pass within a moment. */
interface Passing<T> {
  isPassing(error: unknown): boolean;
  /** Whether an answer is none, such as a status of 502. */
  isFailure?(answer: T): boolean;
}

const pauseMilliseconds = 300;

/** What the work answers or throws, at a second try if the first failed in passing. Only for work that may be done twice. */
export async function retryOnce<T>(work: () => Promise<T>, how: Passing<T>): Promise<T> {
  try {
    const answer = await work();
    if (!how.isFailure?.(answer)) return answer;
  } catch (error) {
    if (!how.isPassing(error)) throw error;
  }
  await sleep(pauseMilliseconds);
  return await work();
}

/** The same for a client's readings, of which none is tried again while the one before failed too: that is an outage. */
export function retryUnlessDown(): typeof retryOnce {
  let isWell = true;
  return async (work, how) => {
    try {
      const answer = isWell ? await retryOnce(work, how) : await work();
      isWell = !how.isFailure?.(answer);
      return answer;
    } catch (error) {
      isWell = !how.isPassing(error);
      throw error;
    }
  };
}
