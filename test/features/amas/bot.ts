// A small bot for this feature's tests: a real database, the dispatcher, the reconciler, and two recorded platforms.
import type { Account, PlatformName } from '../../../src/core/account.ts';
import { confirmAction } from '../../../src/core/command/confirmation.ts';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import type { OptionValue } from '../../../src/core/command.ts';
import type { Content } from '../../../src/core/content.ts';
import { createDispatcher, type Dispatcher } from '../../../src/core/dispatcher.ts';
import { plain } from '../../../src/core/document.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import type { Platform, TopicPost } from '../../../src/core/platform.ts';
import type { Capabilities, Order, Remote } from '../../../src/core/publication.ts';
import type { Button, Reply, Said } from '../../../src/core/reply.ts';
import { type AmasDeps, amas } from '../../../src/features/amas/index.ts';
import { amasStore } from '../../../src/features/amas/store.ts';
import { capabilities as onDiscord } from '../../../src/platforms/discord/capabilities.ts';
import { capabilities as onDiscourse } from '../../../src/platforms/discourse/capabilities.ts';
import { aboutOf } from '../../../src/publishing/shown.ts';
import type { Database } from '../../../src/storage/client.ts';
import { makeGroup, type Places } from '../../group.ts';
import { type MemberStore, memberStore } from '../../roster.ts';
import { runnerOf } from '../../runner.ts';
import { type Forum, openForum } from './forum.ts';

type Recorded = 'discord' | 'discourse' | 'repository';

/** What repositories take: files, issues and comments on them. */
const inRepositories: Capabilities = {
  ...onDiscord,
  ...{ messages: false, threads: false, topics: false, events: false, buttons: false, forms: false },
  ...{ privateMessages: false, pins: false, invitations: false, files: true },
};

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
  readonly roster: MemberStore;
  readonly faults: unknown[];
  now: Date;
  /** What is visible, by key. */
  readonly shown: Map<string, Shown>;
  run(who: string, name: string, values?: Record<string, OptionValue>): Promise<Reply>;
  /** As somebody asks, for the dispatcher itself. */
  invocation(who: string): Invocation;
  /** Presses a button, and says yes where it asks. */
  press(who: string, action: string, ...args: string[]): Promise<Reply>;
  fill(who: string, form: string, args: readonly string[], values: Record<string, string>): Promise<Reply>;
  /** Lets the clock and the reconciler do what is due. */
  runUntilIdle(): Promise<void>;
  at(iso: string): Promise<void>;
  /** What is visible now under keys that begin so, as plain text in the order of publication. */
  texts(prefix: string, platform?: PlatformName): string[];
  /** With `isRead` the posts are the latest of a thread, of which those are read. */
  ingest(key: string, posts: readonly TopicPost[], isRead?: (postId: string) => boolean): Promise<void>;
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
    /** The zone of whoever asks; UTC if left out. */
    zone?: string;
    /** The group's places, instead of the usual ones. */
    group?: Places & { readonly spaces?: string };
    /** What an earlier bot had made visible. */
    shown?: Map<string, Shown>;
    forum?: Forum;
  } = {},
): Promise<Bot> {
  const { group: places, ...more } = extra;
  const roster = memberStore(database, { isInvited: (name) => name === 'discord' });
  const groupId =
    (await database.group.findFirst())?.id ??
    (await makeGroup(database, {
      spaces: 'discord:1 discourse:5',
      amas: 'discord:100 discourse:5',
      moderation: 'discord:200',
      organisers: 'discord:300',
      ...places,
    }));
  const feature = amas({
    store: amasStore(database),
    groups: roster,
    people: roster,
    platforms: () => [
      { name: 'discord', title: 'Discord', can: onDiscord },
      { name: 'discourse', title: 'Discourse', can: onDiscourse },
    ],
    organisers: async (group) => (await roster.members(group)).filter(({ role }) => role === 'organiser'),
    accountsNamed: async (_, name) =>
      name.startsWith('chat-')
        ? [accountOf(name.slice('chat-'.length))]
        : ['london', 'helsinki', 'prague', 'vancouver'].includes(name)
          ? [accountOf(`${name}@discourse`)]
          : [],
    findWritable: undefined,
    opened: async () => undefined,
    fileUrl: () => undefined,
    isOpenPlace: async () => true,
    topicsForNextMeeting: async () => undefined,
    listedPlaces: async () => [{ platform: 'discourse', id: '5', name: 'Documentation' }],
    ...more,
  });
  const shown = extra.shown ?? new Map<string, Shown>();
  const faults: unknown[] = [];
  let count = shown.size * 10;
  const clock = { now: extra.now ?? new Date('2026-11-20T09:00:00Z') };

  const forum = extra.forum ?? openForum(() => bot.now);
  const down = new Set<string>();
  function remoteFor(name: Recorded, order: Order): Remote {
    if (name === 'discourse' && order.place.kind !== 'person') {
      const post = forum.ours(order.key, wordsOf(order.content));
      const url = `https://forum.example/t/ama/50/${post.number}`;
      const { number } = post;
      const reference = `docent, post:${number}, topic:50`;
      return order.content.kind === 'topic' ? { id: '50', url } : { id: post.id, url, number, reference };
    }
    const id = String(1000 + ++count);
    return { id, url: `https://${name}.example/${id}` };
  }

  /** A key as people read it: `ama/1/question/3/discord`. */
  async function readable(name: string, { key, content, place }: Order): Promise<string> {
    const { about, view, subject } = await database.publication.findFirstOrThrow({ where: { key } });
    const what = view.replace('amas/', '');
    if (what.startsWith('issue')) return `${about}/${what}/${subject}`;
    if (what === 'thread') return `${about}/${content.kind === 'topic' ? 'topic' : 'thread'}`;
    if (what === 'summary') return `${about}/summary/${name}`;
    if (what === 'question' || what === 'answer') return `${about}/${what}/${subject}/${name}`;
    if (what === 'hostLeft') return `${about}/host-left/${subject.split('/')[1]}`;
    if (what.startsWith('told')) return `${about}/told/${subject.split('/')[1]}/${name}`;
    if (place.kind === 'person' && /^(?:host|reminder$|calledOff$|drafts$|handed$)/u.test(what))
      return `${about}/to-${what}/${place.id}`;
    if (place.kind === 'person' && what === 'hint') return `${about}/hint/${place.id}`;
    if (place.kind === 'person') return `${about}/notice/${subject}/${what}`;
    return what === 'card' ? `${about}/card/${subject}` : `${about}/${what}`;
  }

  const recorded = (name: Recorded): Platform => ({
    name,
    title: name,
    can: name === 'discord' ? onDiscord : name === 'discourse' ? onDiscourse : inRepositories,
    start: async () => {},
    stop: async () => {},
    isReady: () => true,
    check: async () => [],
    async publish(order) {
      const key = await readable(name, order);
      const before = shown.get(key);
      if (down.has(name)) throw new OutsideError(`${name} does not answer.`);
      if (order.place.kind === 'channel' && down.has(order.place.id)) {
        throw new OutsideError('The channel is gone.', { isPermanent: true });
      }
      const remote = before?.remote ?? remoteFor(name, order);
      shown.set(key, {
        platform: name,
        order,
        remote,
        texts: [...(before?.texts ?? []), textOf(order.content)],
      });
      return remote;
    },
  });

  let kept = 1;
  const drafts = new Map<string, { form: string; args: readonly string[]; values: Record<string, string> }>();
  const dispatcher = createDispatcher({
    commands: feature.commands,
    actions: feature.actions,
    forms: feature.forms,
    drafts: {
      async keep(_, draft) {
        const id = `draft-${kept}`;
        kept += 1;
        drafts.set(id, { ...draft, values: { ...draft.values } });
        return id;
      },
      find: async (_, id) => drafts.get(id),
      async take(_, id) {
        const draft = drafts.get(id);
        drafts.delete(id);
        return draft;
      },
    },
    now: () => clock.now,
    contextOf: async (invocation) => ({
      groupId,
      isOrganiser: organisers.includes(invocation.caller.name),
      isMember: organisers.includes(invocation.caller.name),
      zone: extra.zone ?? 'UTC',
    }),
    about: (group, where) => aboutOf(database, group, where),
    groupOf: async () => groupId,
    refuseStrange: async () => {},
    ingest: async (event) => feature.ingest?.(event),
    failed: (error) => faults.push(error),
  });
  const platforms = [
    recorded('discord'),
    recorded('discourse'),
    ...(more.findWritable ? [recorded('repository')] : []),
  ];
  const runner = runnerOf({
    database,
    features: [feature],
    platforms,
    now: () => clock.now,
    failed: (_, error) => faults.push(error),
  });
  const invocation = (who: string): Invocation => {
    const [name = '', id, within] = who.split(/ in | of /u);
    const caller = accountOf(name);
    return {
      id: `${caller.platform}:${Math.random()}`,
      platform: caller.platform,
      can: caller.platform === 'discord' ? onDiscord : onDiscourse,
      caller,
      roles: [],
      isManager: false,
      ...(id !== undefined && {
        place: { platform: caller.platform, id, name: id, ...(within !== undefined && { within }) },
      }),
    };
  };

  const bot: Bot = {
    groupId,
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
    invocation,
    run(who, name, values = {}) {
      const asks = dispatcher.commands.find((one) => one.name === name)?.confirm !== undefined;
      return dispatcher.run(invocation(who), name, { ...(asks && { confirmed: true }), ...values });
    },
    async press(who, action, ...args) {
      const reply = await dispatcher.press(invocation(who), customId(action, args));
      const isYes = (one: object): one is Button => 'action' in one && one.action === confirmAction;
      const yes = reply.kind === 'said' ? (reply.buttons ?? []).find(isYes) : undefined;
      if (!yes) return reply;
      return await dispatcher.press(invocation(who), customId(yes.action, yes.args));
    },
    fill: (who, form, args, values) => dispatcher.submit(invocation(who), customId(form, args), values),
    async runUntilIdle() {
      await runner.run();
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
      for (const { about } of await runner.follows('discourse'))
        await bot.ingest(`${about}/topic`, forum.posts());
    },
    async ingest(name, posts, isRead) {
      const about = name.replace('/topic', '');
      const { key } = await database.publication.findFirstOrThrow({ where: { about, view: 'amas/thread' } });
      await dispatcher.ingest({
        kind: 'topic',
        platform: 'discourse',
        groupId,
        key,
        about,
        posts,
        ...(isRead && { isRead }),
      });
    },
  };
  return bot;
}

/** All that a content says, titles and labels too. */
export function textOf(content: Content): string {
  const title = 'name' in content ? content.name : 'title' in content ? content.title : '';
  const buttons = 'buttons' in content ? (content.buttons ?? []).map(({ label }) => `[${label}]`) : [];
  return [title, wordsOf(content), ...buttons].filter((part) => part !== '').join('\n');
}

function wordsOf(content: Content): string {
  return 'document' in content ? plain(content.document) : content.text;
}
