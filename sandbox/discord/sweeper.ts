// What happens by itself as time goes by: quiet threads are archived, scheduled events begin and end.
import { settleEvents } from './scheduled-events.ts';
import { archiveQuietThreads } from './threads.ts';
import type { World } from './world.ts';

/** Nothing of this is exact to the second, and looking at every thread is not free. */
const pauseMilliseconds = 1000;

/** Builds what does all that is due; it looks once a second of the world's clock at most. */
export function sweeper(world: World): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = world.clock().getTime();
    if (now >= last && now - last < pauseMilliseconds) return;
    last = now;
    archiveQuietThreads(world);
    settleEvents(world);
  };
}
