// A group with a database, two platforms that do what the test says, and views whose words the test changes.
import { setTimeout } from 'node:timers/promises';
import type { Content } from '../../src/core/content.ts';
import { doc, p, plain } from '../../src/core/document.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Capabilities, Order, Remote, ViewContext, Wanted } from '../../src/core/publication.ts';
import { reconciler } from '../../src/publishing/reconciler.ts';
import { mark, publishing } from '../../src/publishing/store.ts';
import { createScheduler, type Scheduler } from '../../src/scheduler.ts';
import { type Database, transaction } from '../../src/storage/client.ts';
import { leaseOwner, ownerGone } from '../../src/storage/processes.ts';
import { dueRows, releaseDead } from '../../src/storage/schedule.ts';

/** A thing that is visible on a platform. */
export interface Made {
  readonly identity: string;
  readonly remote: Remote;
  text: string;
  edits: number;
}

/** A platform that keeps what is published; it finds by key what may exist, as the real ones do. */
export interface ScriptedPlatform extends Platform {
  readonly made: Made[];
  readonly orders: Order[];
  isUp: boolean;
  /** Runs before something is made. */
  before: (order: Order) => Promise<void> | void;
  /** Runs when it is made, before the bot is told so. */
  after: (order: Order) => Promise<void> | void;
}

/** What a scripted platform can do, unless it is told otherwise. */
export const can: Capabilities = {
  messages: true,
  threads: true,
  topics: false,
  events: true,
  buttons: true,
  forms: false,
  privateMessages: true,
  invitations: false,
  files: false,
};

export function scriptedPlatform(name: string, differs: Partial<Capabilities> = {}): ScriptedPlatform {
  const platform: ScriptedPlatform = {
    name,
    title: name,
    can: { ...can, ...differs },
    made: [],
    orders: [],
    isUp: true,
    before: () => {},
    after: () => {},
    start: async () => {},
    stop: async () => {},
    check: async () => [],
    isReady: () => platform.isUp,
    async publish(order) {
      platform.orders.push(order);
      await platform.before(order);
      await setTimeout(1);
      const known = platform.made.find(
        (one) => one.identity === order.identity && (order.remote?.id === one.remote.id || order.mayExist),
      );
      const text = 'document' in order.content ? plain(order.content.document) : order.content.text;
      if (known) {
        known.text = text;
        known.edits += 1;
      } else {
        const id = String(platform.made.length + 1);
        const remote = { id, url: `https://${name}.example/${id}` };
        platform.made.push({ identity: order.identity, remote, text, edits: 0 });
      }
      await platform.after(order);
      const remote = known?.remote ?? platform.made.at(-1)?.remote;
      if (!remote) throw new Error('It was made a moment ago.');
      return remote;
    },
  };
  return platform;
}

/** No fault, for now. */
const none = (): Error | undefined => undefined;

/** Opens a group on a database, at an instant. */
export async function openWorld(database: Database, start = '2026-12-01T12:00:00Z') {
  const { id: groupId } = await database.group.create({ data: { name: 'Docs' } });
  const chat = scriptedPlatform('chat');
  const forum = scriptedPlatform('forum', { messages: false, threads: false, topics: true, events: false });
  const platforms = new Map<string, Platform>([chat, forum].map((one) => [one.name, one]));
  /** What the view says of each subject; a subject without words should not be visible. */
  const words = new Map<string, string>();
  /** How the view shows the words of a subject, if not as a message. */
  const shows = new Map<string, (context: ViewContext, text: string) => Promise<Content | undefined>>();
  const failures: { key: string; kind: string; cause: unknown }[] = [];
  const owners: string[] = [];
  const schedulers: Scheduler[] = [];

  const world = {
    groupId,
    chat,
    forum,
    words,
    shows,
    failures,
    now: new Date(start),
    isLeaving: false,
    /** Ids of accounts that were gone when they were looked for, and of those who still are. */
    absent: new Set<string>(),
    stillAbsent: new Set<string>(),
    /** Throws instead of answering, as a fault in a view does. */
    viewFault: none(),
    /** Thrown where it is looked for an account that was gone. */
    lookFault: none(),
    wanted(subject: string, extra: Partial<Wanted> = {}): Wanted {
      return {
        groupId,
        key: `note/${subject}`,
        about: `note/${subject}`,
        to: { kind: 'places', places: [{ platform: 'chat', id: '100' }] },
        view: 'notes/note',
        subject,
        ...extra,
      };
    },
    /** Changes what a subject says, and marks it. */
    async say(subject: string, text: string | undefined, extra: Partial<Wanted> = {}): Promise<void> {
      if (text === undefined) words.delete(subject);
      else words.set(subject, text);
      await transaction(database, (rows) => mark(rows, [world.wanted(subject, extra)]));
    },
    /** One more process on a database, as it were: it publishes until it is idle, and answers when more is due. */
    reconciler(rows: Database = database) {
      const owner = leaseOwner();
      owners.push(owner);
      const publisher = reconciler({
        database: rows,
        secret: 'secret',
        platforms,
        views: new Map([['notes/note', view]]),
        now: () => world.now,
        isLeaving: () => world.isLeaving,
        isAbsent: ({ id }) => world.absent.has(id),
        isStillAbsent: async ({ id }) => {
          if (world.lookFault) throw world.lookFault;
          return world.stillAbsent.has(id);
        },
        failed: ({ key }, { kind }, cause) => failures.push({ key, kind, cause }),
      });
      const scheduler = createScheduler({
        jobs: new Map([[publishing, (group) => publisher.run(group)]]),
        rows: dueRows(rows, owner),
        platforms: [],
        follows: async () => [],
        now: () => world.now,
        failed: (where, error) => failures.push({ key: where, kind: 'thrown', cause: error }),
      });
      schedulers.push(scheduler);
      return { run: () => scheduler.runUntilIdle(), takeOver: () => releaseDead(rows) };
    },
    /** The last reconciler that was built is gone, as after a crash. */
    dies(): void {
      ownerGone(owners.at(-1) ?? '');
    },
    later(seconds: number): void {
      world.now = new Date(world.now.getTime() + seconds * 1000);
    },
    row: (subject: string) =>
      database.publication.findFirstOrThrow({ where: { key: world.wanted(subject).key } }),
    close(): void {
      for (const scheduler of schedulers) scheduler.halt();
      for (const owner of owners) ownerGone(owner);
    },
  };

  async function view(subject: string, context: ViewContext): Promise<Content | undefined> {
    if (world.viewFault) throw world.viewFault;
    const text = words.get(subject);
    if (text === undefined) return undefined;
    const show = shows.get(subject);
    return show ? await show(context, text) : { kind: 'message', document: doc(p(text)) };
  }

  return world;
}
