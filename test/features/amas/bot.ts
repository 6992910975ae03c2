// A small bot for this feature's tests: a real database, the dispatcher, the reconciler, and two recorded platforms.
import type { Account, PlatformName } from '../../../src/core/account.ts';
import { customId, type OptionValue, type Reply, type Said } from '../../../src/core/command.ts';
import { createDispatcher, type Dispatcher, type Invocation } from '../../../src/core/dispatcher.ts';
import { plain } from '../../../src/core/document.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import type { Platform, TopicPost } from '../../../src/core/platform.ts';
import type { Content, Order, Remote } from '../../../src/core/publication.ts';
import { type AmasDeps, amas } from '../../../src/features/amas/index.ts';
import { amasStore } from '../../../src/features/amas/store.ts';
import { type RosterStore, rosterStore } from '../../../src/features/roster/store.ts';
import { reconciler } from '../../../src/publishing/reconciler.ts';
import { leaseOwner } from '../../../src/publishing/store.ts';
import type { Database } from '../../../src/storage/client.ts';
import { type Forum, openForum } from './forum.ts';

/** One thing as it was published, with all that was ever said there. */
export interface Shown {
  readonly platform: PlatformName;
  readonly order: Order;
  readonly remote: Remote;
  readonly texts: string[];
}

/** A bot over a database; several may share one. */
export interface Bot {
  readonly groupId: number;
  readonly dispatcher: Dispatcher;
  readonly roster: RosterStore;
  readonly faults: unknown[];
  now: Date;
  /** What is visible, by key. */
  readonly shown: Map<string, Shown>;
  run(who: string, name: string, values?: Record<string, OptionValue>): Promise<Reply>;
  press(who: string, action: string, ...args: string[]): Promise<Reply>;
  fill(who: string, form: string, args: readonly string[], values: Record<string, string>): Promise<Reply>;
  /** Lets the clock and the reconciler do what is due. */
  runUntilIdle(): Promise<void>;
  at(iso: string): Promise<void>;
  /** What is visible now under keys that begin so, as plain text in the order of publication. */
  texts(prefix: string, platform?: PlatformName): string[];
  ingest(key: string, posts: readonly TopicPost[]): Promise<void>;
  /** The AMA's topic. */
  readonly forum: Forum;
  /** Reads the followed topics as they are now. */
  poll(): Promise<void>;
  /** Places that do not answer: a platform's name, or a channel's id that is gone for good. */
  readonly down: Set<string>;
}

/** The words of a reply. */
export function words(reply: Reply): string {
  return reply.kind === 'said' ? plain(reply.document) : `form ${reply.form}`;
}

/** A reply that was said, not a form. */
export function said(reply: Reply): Said {
  if (reply.kind !== 'said') throw new Error(`Instead of words there was the form ${reply.form}.`);
  return reply;
}

/** `lagos@discord` as an account; the name alone means Discord. */
export function accountOf(who: string): Account {
  const [name = '', platform] = who.split('@');
  return platform === 'discourse'
    ? { platform: 'discourse', id: name, name }
    : { platform: 'discord', id: `1${Buffer.from(name).toString('hex')}`, name };
}

const organisers = ['prague', 'vancouver'];

/** Opens a bot; the group is made by the first one. */
export async function openOffline(
  database: Database,
  extra: Partial<AmasDeps> & {
    now?: Date;
    group?: Partial<Record<string, string | null>>;
    /** What an earlier bot had made visible. */
    shown?: Map<string, Shown>;
    forum?: Forum;
  } = {},
): Promise<Bot> {
  const roster = rosterStore(database);
  const known = await database.group.findFirst();
  const group =
    known ??
    (await database.group.create({
      data: {
        name: 'Docs',
        discordGuild: '1',
        discourseCategory: '5',
        amaChannel: '100',
        moderatorsChannel: '200',
        organisersChannel: '300',
        ...extra.group,
      },
    }));
  const feature = amas({
    store: amasStore(database),
    groups: roster,
    people: roster,
    discourseUsername: 'docent',
    ...extra,
  });
  const shown = extra.shown ?? new Map<string, Shown>();
  const faults: unknown[] = [];
  let count = shown.size * 10;
  const clock = { now: extra.now ?? new Date('2026-11-20T09:00:00Z') };

  const forum = extra.forum ?? openForum(() => bot.now);
  const down = new Set<string>();
  function remoteFor(name: 'discord' | 'discourse', order: Order): Remote {
    if (name === 'discourse' && order.place.kind !== 'person') {
      const post = forum.ours(order.key, plain(order.content.document));
      const url = `https://forum.example/t/ama/50/${post.number}`;
      return order.content.kind === 'topic' ? { id: '50', url } : { id: post.id, url };
    }
    const id = String(1000 + ++count);
    return { id, url: `https://${name}.example/${id}` };
  }

  const recorded = (name: 'discord' | 'discourse'): Platform => ({
    name,
    start: async () => {},
    stop: async () => {},
    isReady: () => true,
    check: async () => [],
    async publish(order) {
      const before = shown.get(order.key);
      if (down.has(name)) throw new OutsideError(`${name} does not answer.`);
      if (order.place.kind === 'channel' && down.has(order.place.id)) {
        throw new OutsideError('The channel is gone.', { isPermanent: true });
      }
      const remote = before?.remote ?? remoteFor(name, order);
      shown.set(order.key, {
        platform: name,
        order,
        remote,
        texts: [...(before?.texts ?? []), textOf(order.content)],
      });
      return remote;
    },
  });

  const drafts = new Map<string, { form: string; args: readonly string[]; values: Record<string, string> }>();
  const dispatcher = createDispatcher({
    commands: feature.commands,
    actions: feature.actions,
    forms: feature.forms,
    drafts: {
      async keep(_, draft) {
        const id = String(drafts.size + 1);
        drafts.set(id, { ...draft, values: { ...draft.values } });
        return id;
      },
      find: async (_, id) => drafts.get(id),
    },
    now: () => clock.now,
    standing: async (invocation) => ({
      groupId: group.id,
      isOrganiser: organisers.includes(invocation.caller.name),
      zone: 'UTC',
    }),
    groupOf: async () => group.id,
    ingest: async (event) => feature.ingest?.(event),
    changed: () => {},
    failed: (error) => faults.push(error),
  });
  const runner = reconciler({
    database,
    owner: leaseOwner(),
    platforms: new Map<PlatformName, Platform>([
      ['discord', recorded('discord')],
      ['discourse', recorded('discourse')],
    ]),
    views: new Map(Object.entries(feature.views).map(([name, view]) => [`amas/${name}`, view])),
    now: () => clock.now,
    failed: (_, outcome) => faults.push(outcome),
  });
  const invocation = (who: string): Invocation => {
    const [name = '', place] = who.split(' in ');
    const caller = accountOf(name);
    return {
      id: `${caller.platform}:${Math.random()}`,
      platform: caller.platform,
      caller,
      roles: [],
      isManager: false,
      ...(place !== undefined && { place: { platform: 'discord', id: place, name: place } }),
    };
  };

  const bot: Bot = {
    groupId: group.id,
    dispatcher,
    roster,
    faults,
    shown,
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    run: (who, name, values = {}) => dispatcher.run(invocation(who), name, values),
    press: (who, action, ...args) => dispatcher.press(invocation(who), customId(action, args)),
    fill: (who, form, args, values) => dispatcher.submit(invocation(who), customId(form, args), values),
    async runUntilIdle() {
      for (let i = 0; i < 3; i++) {
        await feature.tick?.(clock.now);
        await runner.run();
      }
    },
    async at(iso) {
      clock.now = new Date(iso);
      await bot.runUntilIdle();
    },
    texts: (prefix, platform) =>
      [...shown]
        .filter(([key, one]) => key.startsWith(prefix) && (!platform || one.platform === platform))
        .map(([, one]) => textOf(one.order.content)),
    forum,
    down,
    async poll() {
      for (const key of (await feature.follows?.()) ?? []) await bot.ingest(key, forum.posts());
    },
    ingest: (key, posts) => dispatcher.ingest({ kind: 'topic', groupId: group.id, key, posts }),
  };
  return bot;
}

/** All that a content says, titles and labels too. */
export function textOf(content: Content): string {
  const title = 'name' in content ? content.name : 'title' in content ? content.title : '';
  const buttons = 'buttons' in content ? (content.buttons ?? []).map(({ label }) => `[${label}]`) : [];
  return [title, plain(content.document), ...buttons].filter((part) => part !== '').join('\n');
}
