// A forum with some people and a clock, asked over HTTP as anybody.
import { type SandboxDiscourse, startDiscourse } from '../../../sandbox/discourse/index.ts';

/** An answer, read. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a forum answers is looked at by the tests.
  readonly json: any;
}

/** The forum with its helpers. */
export interface Seed {
  readonly forum: SandboxDiscourse;
  readonly category: number;
  clock: Date;
  /** Asks as somebody (the bot when nobody is named). */
  ask(method: string, path: string, body?: object, as?: string): Promise<Answer>;
  /** Moves the clock. */
  forward(minutes: number): void;
}

/** Opens a forum with the members `tokyo` and `lagos`, the moderator `prague` and the bot; its limits pass at once. */
export async function openForum(): Promise<Seed> {
  const seed = { clock: new Date('2026-11-20T09:00:00Z') };
  const forum = await startDiscourse({ clock: () => seed.clock, speed: 100_000 });
  const keys = new Map([['docent', forum.apiKey]]);
  for (const name of ['tokyo', 'lagos']) {
    forum.addUser(name);
    keys.set(name, forum.addKey({ username: name }));
  }
  forum.addUser('prague', { staff: true });
  keys.set('prague', forum.addKey({ username: 'prague' }));
  return Object.assign(seed, {
    forum,
    category: forum.addCategory('Documentation').id,
    async ask(method: string, path: string, body?: object, as = 'docent'): Promise<Answer> {
      const response = await fetch(`${forum.url}${path}`, {
        method,
        redirect: 'manual',
        headers: { 'api-key': keys.get(as) ?? '', 'api-username': as, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, json: text.startsWith('{') ? JSON.parse(text) : undefined };
    },
    forward(minutes: number): void {
      seed.clock = new Date(seed.clock.getTime() + minutes * 60_000);
    },
  });
}
