// Posts that are still to be answered: kept until their answer is there, over a restart too.
import { z } from 'zod';
import type { Said } from '../../core/command.ts';
import type { Cursors } from './cursors.ts';

/** A post whose command was run, or is still to be run. */
export interface Unsent<Asked> {
  readonly postId: number;
  readonly topicId: number;
  readonly isPrivate: boolean;
  /** Whether its command was begun with: then it is never run again. */
  readonly isBegun: boolean;
  /** As it was read; not known after a restart. */
  readonly asked?: Asked;
  /** What is to be answered; not known after a restart. */
  readonly said?: Said;
  readonly tries: number;
  readonly notBefore: Date;
}

const name = 'discourse/unsent';
/** With more than these, the oldest are given up. */
const most = 100;

const stored = z.array(
  z.object({ postId: z.number(), topicId: z.number(), isPrivate: z.boolean(), isBegun: z.boolean() }),
);

/** Opens them. */
export function unsentAnswers<Asked>(cursors: Cursors) {
  let waiting: Map<number, Unsent<Asked>> | undefined;

  async function all(): Promise<Map<number, Unsent<Asked>>> {
    if (waiting) return waiting;
    const found = stored.safeParse(JSON.parse((await cursors.read(name)) || '[]'));
    const known = found.success ? found.data : [];
    waiting = new Map(known.map((one) => [one.postId, { ...one, tries: 0, notBefore: new Date(0) }]));
    return waiting;
  }

  async function write(those: Map<number, Unsent<Asked>>): Promise<void> {
    const list = [...those.values()].map(({ postId, topicId, isPrivate, isBegun }) => ({
      postId,
      topicId,
      isPrivate,
      isBegun,
    }));
    await cursors.write(name, JSON.stringify(list));
  }

  return {
    /** Those that may be tried now, oldest first. */
    async due(now: Date): Promise<Unsent<Asked>[]> {
      return [...(await all()).values()].filter(({ notBefore }) => notBefore <= now);
    },
    async has(postId: number): Promise<boolean> {
      return (await all()).has(postId);
    },
    async keep(one: Unsent<Asked>): Promise<void> {
      const those = await all();
      those.set(one.postId, one);
      const [oldest] = those.keys();
      if (those.size > most && oldest !== undefined) those.delete(oldest);
      await write(those);
    },
    async done(postId: number): Promise<void> {
      const those = await all();
      if (those.delete(postId)) await write(those);
    },
  };
}
