// How each platform stands: as it says itself, or by whether it can be read.
import { isLasting, messageOf, OutsideError } from './core/errors.ts';
import type { Platform } from './core/platform.ts';
import type { PlatformState } from './core/platform-state.ts';

/** Begins with every platform as ready, but for those that are read: they have to answer first. */
export function platformStates(now: () => Date) {
  const begunAt = now();
  const known = new Map<string, PlatformState>();

  function away(name: string, why: string): PlatformState {
    const before = known.get(name);
    const state = { isReady: false, since: before?.isReady === false ? before.since : now(), why };
    known.set(name, state);
    return state;
  }

  return {
    /** Told of each reading: what it came to. */
    polled(name: string, error?: unknown): void {
      // What is wrong in the bot itself says nothing of the platform.
      if (error instanceof OutsideError && !error.isPermanent) away(name, messageOf(error));
      else if (error === undefined ? known.get(name)?.isReady !== true : isLasting(error) && !known.has(name))
        known.set(name, { isReady: true, since: now() });
    },
    of(platform: Pick<Platform, 'name' | 'isReady' | 'state' | 'trouble' | 'poll'>): PlatformState {
      const own = platform.state?.();
      if (own) return own;
      if (!platform.isReady()) return away(platform.name, platform.trouble?.() ?? 'It is not ready.');
      const unheard = { isReady: false, since: begunAt, why: 'It has not answered yet.' };
      return known.get(platform.name) ?? (platform.poll ? unheard : { isReady: true, since: begunAt });
    },
  };
}
