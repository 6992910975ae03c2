// What an AMA does as time passes: its timed steps.

import { earliest } from '../../core/time.ts';
import type { AmaLookup } from './commands/lookup.ts';
import type { AmaFacts } from './facts.ts';
import { dueState, followedUntil, lastHourAt, nextStepAt } from './rules.ts';

/** Builds what does what is due for a group's AMAs; answers when something is due next. */
export function clock({ store }: Pick<AmaLookup, 'store'>) {
  async function step(ama: AmaFacts, now: Date): Promise<AmaFacts> {
    const to = dueState(ama, now);
    if (!to) return ama;
    await store.move(ama, to, { now, isByHand: false });
    return (await store.ama(ama.id)) ?? ama;
  }

  return async (groupId: number, now: Date): Promise<Date | undefined> => {
    const next: Date[] = [];
    for (const before of await store.unfinished(groupId)) {
      const ama = await step(before, now);
      const at = nextStepAt(ama, now);
      if (at) next.push(at);
      const lastAt = lastHourAt(ama);
      if (!lastAt) continue;
      if (lastAt > now) next.push(lastAt);
      else if (now < ama.closesAt && (ama.state === 'live' || ama.state === 'wrapping'))
        await store.lastHour(ama);
    }
    for (const ama of await store.stillFollowed(groupId, now)) {
      const until = followedUntil(ama);
      if (until > now) next.push(until);
      else {
        await store.dropFiles(ama, now);
        await store.stopFollowing(ama);
      }
    }
    return earliest(next);
  };
}
