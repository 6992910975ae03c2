// A group with a database, two platforms that do what the test says, and views whose words the test changes.
import { setTimeout } from 'node:timers/promises';
import type { PlatformName } from '../../src/core/account.ts';
import { doc, p, plain } from '../../src/core/document.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Content, Order, Place, Remote, Wanted } from '../../src/core/publication.ts';
import { type Reconciler, reconciler } from '../../src/publishing/reconciler.ts';
import { leaseOwner, mark, ownerGone } from '../../src/publishing/store.ts';
import { type Database, transaction } from '../../src/storage/client.ts';

/** A thing that is visible on a platform. */
export interface Made {
  readonly key: string;
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

export function scriptedPlatform(name: PlatformName): ScriptedPlatform {
  const platform: ScriptedPlatform = {
    name,
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
        (one) => one.key === order.key && (order.remote?.id === one.remote.id || order.mayExist),
      );
      const text = plain(order.content.document);
      if (known) {
        known.text = text;
        known.edits += 1;
      } else {
        const id = String(platform.made.length + 1);
        const remote = { id, url: `https://${name}.example/${id}` };
        platform.made.push({ key: order.key, remote, text, edits: 0 });
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
  const discord = scriptedPlatform('discord');
  const discourse = scriptedPlatform('discourse');
  const platforms = new Map<PlatformName, Platform>([
    ['discord', discord],
    ['discourse', discourse],
  ]);
  /** What the view says of each subject; a subject without words should not be visible. */
  const words = new Map<string, string>();
  const failures: { key: string; kind: string; cause: unknown }[] = [];
  const owners: string[] = [];

  const world = {
    groupId,
    discord,
    discourse,
    words,
    failures,
    now: new Date(start),
    /** Throws instead of answering, as a fault in a view does. */
    viewFault: none(),
    wanted(subject: string, extra: Partial<Wanted> = {}): Wanted {
      const place: Place = { kind: 'channel', id: '100' };
      return {
        groupId,
        key: `note/${subject}/discord`,
        platform: 'discord',
        place,
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
    /** One more process on a database, as it were. */
    reconciler(rows: Database = database): Reconciler {
      const owner = leaseOwner();
      owners.push(owner);
      return reconciler({
        database: rows,
        owner,
        platforms,
        views: new Map([['notes/note', view]]),
        now: () => world.now,
        failed: ({ key }, { kind }, cause) => failures.push({ key, kind, cause }),
      });
    },
    /** The last reconciler that was built is gone, as after a crash. */
    dies(): void {
      ownerGone(owners.at(-1) ?? '');
    },
    later(seconds: number): void {
      world.now = new Date(world.now.getTime() + seconds * 1000);
    },
    row: (subject: string) =>
      database.publication.findUniqueOrThrow({ where: { key: world.wanted(subject).key } }),
    close(): void {
      for (const owner of owners) ownerGone(owner);
    },
  };

  async function view(subject: string): Promise<Content | undefined> {
    if (world.viewFault) throw world.viewFault;
    const text = words.get(subject);
    return text === undefined ? undefined : { kind: 'message', document: doc(p(text)) };
  }

  return world;
}
