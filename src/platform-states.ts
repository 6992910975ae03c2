// How each platform stands: as it says itself, or by whether it can be read; and what is said of that in the log.
import { isLasting, messageOf, OutsideError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import { hourlyNews } from './core/outside/hourly-news.ts';
import type { Platform } from './core/platform.ts';
import type { PlatformState } from './core/platform-state.ts';

/** Begins with every platform as ready, but for those that are read: they have to answer first. */
export function platformStates(now: () => Date, log: Log) {
  const begunAt = now();
  const known = new Map<string, PlatformState>();
  const said = new Map<string, ReturnType<typeof hourlyNews>>();

  function away(name: string, why: string): PlatformState {
    const before = known.get(name);
    const state = { isReady: false, since: before?.isReady === false ? before.since : now(), why };
    known.set(name, state);
    return state;
  }

  return {
    /** Told of each reading: what it came to. Answers whether the platform is back after it was away. */
    polled(name: string, error?: unknown): boolean {
      const wasAway = known.get(name)?.isReady === false;
      if (error === undefined && said.delete(name)) log.info({ where: name }, `${name}: can be read again`);
      // What is wrong in the bot itself says nothing of the platform.
      if (error instanceof OutsideError && !error.isPermanent) away(name, messageOf(error));
      else if (error === undefined ? known.get(name)?.isReady !== true : isLasting(error) && !known.has(name))
        known.set(name, { isReady: true, since: now() });
      return wasAway && known.get(name)?.isReady === true;
    },
    /** Whether what went wrong is in the log already: that a platform cannot be read, for this reason, is said once in an hour. */
    isSaid(name: string, error: unknown): boolean {
      if (known.get(name)?.isReady !== false) return false;
      const news = said.get(name) ?? hourlyNews(now);
      said.set(name, news);
      return !news.isNews(messageOf(error));
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
