// Posts that are still to be answered: kept until their answer is there, over a restart too.
import { z } from 'zod';
import type { Cursors } from '../../core/cursors.ts';
import type { Said } from '../../core/reply.ts';

/** A post whose command was run, or is still to be run. */
export interface Unsent<Asked> {
  readonly postId: number;
  readonly topicId: number;
  readonly isPrivate: boolean;
  /** Whether its command was begun with: then it is never run again. */
  readonly isBegun: boolean;
  /** As it was read; known to the process that read it. */
  readonly asked?: Asked;
  /** What is to be answered; known to the process that ran it. */
  readonly said?: Said;
  readonly tries: number;
  readonly notBefore: Date;
}

const name = 'discourse/unsent';
/** With more than these, the oldest are given up. */
const most = 100;
/** So long after its time, what another process had to answer is taken over: that process has ended. */
const takenOverMilliseconds = 5 * 60_000;

const stored = z.array(
  z.object({
    postId: z.number(),
    topicId: z.number(),
    isPrivate: z.boolean(),
    isBegun: z.boolean(),
    notBefore: z.coerce.date(),
  }),
);

/** Opens them; `isAlone` says that no other process answers posts, so that what is not known is from before a restart. */
export function unsentAnswers<Asked>(cursors: Cursors, { isAlone }: { isAlone: boolean }) {
  let own = new Map<number, Unsent<Asked>>();

  /** All there are; what another process has done meanwhile is no longer among them. */
  async function all(): Promise<Map<number, Unsent<Asked>>> {
    const found = stored.safeParse(JSON.parse((await cursors.read(name)) || '[]'));
    const known = found.success ? found.data : [];
    const those = new Map(known.map((one) => [one.postId, own.get(one.postId) ?? { ...one, tries: 0 }]));
    own = new Map([...own].filter(([id]) => those.has(id)));
    return those;
  }

  async function write(those: ReadonlyMap<number, Unsent<Asked>>): Promise<void> {
    await cursors.write(name, JSON.stringify(stored.parse([...those.values()])));
  }

  return {
    /** Those that may be tried now, oldest first. */
    async due(now: Date): Promise<Unsent<Asked>[]> {
      return [...(await all()).values()].filter(({ postId, notBefore }) => {
        const patience = isAlone || own.has(postId) ? 0 : takenOverMilliseconds;
        return notBefore.getTime() + patience <= now.getTime() || (isAlone && !own.has(postId));
      });
    },
    has: async (postId: number): Promise<boolean> => (await all()).has(postId),
    async keep(one: Unsent<Asked>): Promise<void> {
      const those = await all();
      those.set(one.postId, one);
      own.set(one.postId, one);
      const [oldest] = those.keys();
      if (those.size > most && oldest !== undefined) those.delete(oldest);
      await write(those);
    },
    async done(postId: number): Promise<void> {
      const those = await all();
      own.delete(postId);
      if (those.delete(postId)) await write(those);
    },
  };
}
