// Works through what is due for a group: its places beside each other, and only a share before others have their turn.
import { setTimeout } from 'node:timers/promises';
import type { DueRow } from './work.ts';

/** What is worked through. */
interface Work {
  /** So many rows that can be worked on now, oldest first. */
  due(limit: number): Promise<readonly DueRow[]>;
  /** Works on one, if it still can be; answers whether anything was done. */
  workOn(id: number): Promise<boolean>;
  /** Whether nothing more is to be begun with. */
  isLeaving(): boolean;
}

/** How many publications of a group are worked on before other groups have their turn. */
const share = 100;
/** How many places of one platform are written to at once, for one group. */
const atOnce = 8;
/** How many rows are looked at together. */
const page = 2_000;
/** How often it is looked for what was marked while something slow goes on. */
const lookAgainMilliseconds = 500;

/**
 * Works through what is due: in one place one after the other, places beside each other, so that neither a long queue
 * nor a slow place holds up what goes elsewhere. Answers whether its share was used up.
 */
export async function workThrough({ due, workOn, isLeaving }: Work): Promise<boolean> {
  const queues = new Map<string, Queue>();
  const known = new Set<number>();
  const failures: unknown[] = [];
  let started = 0;
  let worked = 0;

  async function load(): Promise<void> {
    for (const row of await due(page)) {
      if (known.has(row.id)) continue;
      known.add(row.id);
      const name = `${row.platform} ${row.place}`;
      const queue = queues.get(name) ?? { platform: row.platform, ids: [] };
      queue.ids.push(row.id);
      queues.set(name, queue);
    }
  }

  async function workOnOne(id: number): Promise<void> {
    if (await workOn(id)) worked += 1;
  }

  /** Begins with the next thing in each place that is free. */
  function begin(): void {
    if (isLeaving()) return;
    const busy = Map.groupBy(
      [...queues.values()].filter(({ running }) => running),
      ({ platform }) => platform,
    );
    const free = new Map([...busy].map(([platform, { length }]) => [platform, atOnce - length]));
    for (const [name, queue] of queues) {
      const spare = free.get(queue.platform) ?? atOnce;
      const [id] = queue.ids;
      if (queue.running || spare <= 0 || started >= share) continue;
      if (id === undefined) {
        queues.delete(name);
        continue;
      }
      free.set(queue.platform, spare - 1);
      started += 1;
      queue.ids.shift();
      // It goes to the end, so that the places take turns.
      queues.delete(name);
      queues.set(name, queue);
      queue.running = workOnOne(id)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          known.delete(id);
          delete queue.running;
        });
    }
  }

  await load();
  // Where nothing is due it is looked for once.
  for (let before = queues.size > 0 ? -1 : 0; failures.length === 0; ) {
    begin();
    const running = [...queues.values()].flatMap((queue) => queue.running ?? []);
    if (running.length === 0) {
      if (started >= share || worked === before) break;
      before = worked;
      await load();
      continue;
    }
    const soon = setTimeout(lookAgainMilliseconds, 'late', { ref: false });
    if ((await Promise.race([soon, ...running])) === 'late') await load();
  }
  await Promise.all([...queues.values()].map(({ running }) => running));
  if (failures.length > 0) throw failures[0];
  return started >= share;
}

/** What is to be done in one place, in its order. */
interface Queue {
  readonly platform: string;
  readonly ids: number[];
  /** What is being done there now. */
  running?: Promise<void>;
}
