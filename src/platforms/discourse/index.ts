// Discourse as a platform: publishes topics and posts, reads replies and likes, and takes commands by mention.

import type { Cursors } from '../../core/cursors.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { insteadIf, isLasting, messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Followed, Platform } from '../../core/platform.ts';
import { accountOf } from './accounts.ts';
import { api } from './api.ts';
import { isMuted, personNamed } from './askers.ts';
import { standingOn } from './away.ts';
import { capabilities } from './capabilities.ts';
import { check } from './check.ts';
import { type ClientOptions, client, impatient } from './client.ts';
import { conversations } from './conversations.ts';
import { edits as editsOn } from './edits.ts';
import { keyWatch } from './key-watch.ts';
import { mentions } from './mentions.ts';
import { nameWatch } from './names.ts';
import { nativeEvents } from './native-events.ts';
import { openCategories } from './open-categories.ts';
import { fetchFile, holdsFile } from './posted.ts';
import { publish } from './publish.ts';
import { type PublishParts, topicIdOf } from './publish-inside.ts';
import { DiscourseError, isGone } from './refusal.ts';
import { topicReader } from './topic-reader.ts';
import { type Notice, webhookReader } from './webhook.ts';

/** What Discourse needs: the forum and the bot's account there, and where its reading position is kept. */
interface DiscourseOptions extends ClientOptions {
  readonly cursors: Cursors;
  /** Of several bots, one at a time runs commands; without it this one is alone. */
  readonly lock?: Lock;
  readonly log: Log;
  /** A name for what this bot posts in answer to a post, which no other bot's answers have. */
  replyIdentity(postId: string): string;
  /** A name for what this bot says to somebody in private, which no other bot's conversations have. */
  conversationIdentity(who: string): string;
  readonly webhookSecret?: string | undefined;
  /** The number of whom the bot knows by a user name, if it knows it. */
  stableIdOf(username: string): Promise<string | undefined>;
  /** Those of some topics that are followed. */
  followedAmong(topicIds: readonly string[]): Promise<readonly Followed[]>;
}

/** See `storage/lock.ts`. */
export interface Lock {
  runExclusive(work: () => Promise<void>): Promise<boolean>;
  release(): Promise<void>;
}

/** Discourse as a platform, with its list of categories and its webhook. */
export type DiscoursePlatform = Platform &
  Required<Pick<Platform, 'handleWebhook' | 'isOpenPlace' | 'listedPlaces'>>;

/** Up to when commands were read. */
const readUntil = 'discourse/read-until';

/** Builds the platform. Nothing is sent before `start`, which needs no answer from the forum. */
export function discoursePlatform(options: DiscourseOptions): DiscoursePlatform {
  const { username, log, now } = options;
  const key = keyWatch({ username, log, now });
  const connection = client({ ...options, heard: key.heard });
  const forum = api(connection, now);
  const talks = conversations({ api: forum, username, cursors: options.cursors, now });
  const events = nativeEvents({ siteSettings: () => forum.siteSettings(), now, log });
  const names = nameWatch({
    cursors: options.cursors,
    conversations: talks,
    api: forum,
    log,
  });
  const { noticed } = names;
  const lookedFor: PublishParts['lookedFor'] = async (lost) =>
    dispatcher && (await names.lookedFor(dispatcher, lost));
  const edits = editsOn({ api: forum, log, now });
  const isOpenPlace = openCategories(forum, now);
  const standingOf = standingOn({ base: forum.base, isOpen: isOpenPlace });
  const topics = topicReader({
    ...{ api: forum, username, log, now, noticed },
    ...{ called: names.called, edits, standingOf },
    isOpen: isOpenPlace,
  });
  const commands = mentions({
    ...options,
    api: forum,
    conversations: talks,
    edits,
    noticed,
    lookedFor,
    standingOf,
    atForum,
    isAlone: options.lock === undefined,
  });
  const readWebhook = options.webhookSecret === undefined ? undefined : webhookReader(options.webhookSecret);
  let dispatcher: Dispatcher | undefined;
  /** Reading happens one after the other, so that no state is told out of order. */
  let reading: Promise<void> = Promise.resolve();
  const inFlight = new Set<Promise<unknown>>();

  function inTurn(work: (dispatcher: Dispatcher) => Promise<void>): Promise<void> {
    const next = reading.then(async () => {
      if (dispatcher) await work(dispatcher);
    });
    reading = next.catch(() => {});
    return next;
  }

  function kept<T>(work: Promise<T>): Promise<T> {
    const done: Promise<unknown> = work.catch(() => {}).finally(() => inFlight.delete(done));
    inFlight.add(done);
    return work;
  }

  /** Of several bots one reads at a time: they share the forum's limit. */
  async function alone(work: () => Promise<void>): Promise<void> {
    await (options.lock ? options.lock.runExclusive(work) : work());
  }

  function atForum(at: Date): Date {
    const heard = connection.lastHeard();
    return heard ? new Date(at.getTime() + heard.there.getTime() - heard.here.getTime()) : at;
  }

  /** Answers in which topics people have written since the last time. */
  async function readCommands(entrance: Dispatcher): Promise<ReadonlySet<number>> {
    const at = now();
    const before = await options.cursors.read(readUntil);
    const written = await commands.read(entrance, before === undefined ? undefined : new Date(before));
    await options.cursors.write(readUntil, at.toISOString());
    return written;
  }

  /** Reads topics; one that cannot be read, or taken in, keeps nobody from the others. */
  async function readTopics(
    entrance: Dispatcher,
    wanted: readonly Followed[],
    told?: ReadonlyMap<number, ReadonlySet<number>>,
  ): Promise<{ read: ReadonlySet<number | undefined>; faults: readonly unknown[] }> {
    const faults: unknown[] = [];
    const read = new Set<number | undefined>();
    for (const followed of wanted) {
      try {
        const id = topicIdOf(followed.remote);
        const news = id === undefined ? undefined : told?.get(id);
        if (await topics.read(entrance, followed, news)) read.add(id);
      } catch (error) {
        // What keeps the forum from answering at all is not waited for at each topic.
        if (error instanceof DiscourseError && error.isForAll) throw error;
        if (!isLasting(error)) faults.push(error);
        else log.warn({ key: followed.key, error: error.message }, 'A topic cannot be read on Discourse');
      }
    }
    return { read, faults };
  }

  /**
   * Reads those of some topics that are followed, since there is something new in them, in these posts as far as that is known;
   * answers what went wrong.
   */
  async function readNews(entrance: Dispatcher, news: ReadonlyMap<number, ReadonlySet<number>>) {
    if (news.size === 0) return [];
    const wanted = await options.followedAmong([...news.keys()].map(String));
    return (await readTopics(entrance, wanted, news)).faults;
  }

  /** What webhooks told of since the last look: topics named twice are read once. */
  let told: { readonly news: Map<number, Set<number>>; isPost: boolean } | undefined;

  async function look({ topicId, postId, isPost }: Notice): Promise<void> {
    const isFirst = told === undefined;
    told ??= { news: new Map(), isPost };
    told.isPost ||= isPost;
    const posts = told.news.get(topicId) ?? new Set();
    told.news.set(topicId, postId === undefined ? posts : posts.add(postId));
    if (!isFirst) return;
    await inTurn(async (entrance) => {
      const notices = told;
      told = undefined;
      const faults = await readNews(entrance, notices?.news ?? new Map());
      if (notices?.isPost) await alone(async () => void (await readCommands(entrance)));
      if (faults.length > 0) throw faults[0];
    });
  }

  /** Undefined when nobody has this user name. */
  const userCalled = (name: string) => forum.user(name).catch(insteadIf(isGone, undefined));

  return {
    name: 'discourse',
    title: 'Discourse',
    can: capabilities,
    async start(entrance) {
      dispatcher = entrance;
    },
    async stop() {
      dispatcher = undefined;
      connection.close();
      await Promise.allSettled([reading, ...inFlight]);
      await options.lock?.release();
    },
    isReady: () => dispatcher !== undefined && !key.isRefused(),
    trouble: key.trouble,
    isAccepted: key.isTaken,
    lookAgain: key.lookAgain,
    publish: (order) =>
      kept(publish(order, { ...options, api: forum, conversations: talks, events, lookedFor, standingOf })),
    holdsFile: (file) => holdsFile(file, forum.base),
    fetchFile: (file, signal) => kept(fetchFile(file, forum, signal)),
    async poll(wanted) {
      await inTurn(async (entrance) => {
        const faults: unknown[] = [];
        await alone(async () => {
          const found = await readTopics(entrance, wanted).catch((error: unknown) => void faults.push(error));
          if (!found) return;
          faults.push(...found.faults);
          const written = await readCommands(entrance);
          // Those whose turn did not come, and those of what has ended.
          const more = new Map(
            [...written].flatMap((id) => (found.read.has(id) ? [] : [[id, new Set<number>()]])),
          );
          faults.push(...(await readNews(entrance, more).catch((error: unknown) => [error])));
        });
        for (const fault of faults) throw fault;
      });
    },
    async readUntil() {
      const at = await options.cursors.read(readUntil);
      return at === undefined ? undefined : new Date(at);
    },
    check: () => check(impatient(connection), now),
    async accountNamed(_, name) {
      const account = await personNamed(forum, { name, self: username }).catch(
        insteadIf(isLasting, undefined),
      );
      if (account) await dispatcher?.ingest({ kind: 'seen', account });
      return account;
    },
    async isMember(_, name, stableId) {
      const user = await userCalled(name);
      const isTheirs = user !== undefined && (stableId ?? String(user.id)) === String(user.id);
      if (user && dispatcher && stableId !== String(user.id)) {
        await dispatcher.ingest({ kind: 'seen', account: accountOf(user) });
      }
      if (isTheirs) return !isMuted(user, now());
      if (stableId === undefined) return false;
      const called = await lookedFor({ id: Number(stableId), name });
      const there = called === undefined ? undefined : await userCalled(called);
      return there !== undefined && !isMuted(there, now());
    },
    hasTypedNames: true,
    async listedPlaces() {
      const found = await forum.categories();
      return found
        .filter(({ permission }) => permission === undefined || permission === 1)
        .map(({ id, name }) => ({ platform: 'discourse', id: String(id), name }));
    },
    isOpenPlace,
    /** Answers at once and looks at the topic afterwards. */
    handleWebhook(headers, rawBody) {
      if (!readWebhook)
        return { status: 404, body: 'Webhooks are off: DISCOURSE_WEBHOOK_SECRET is not set.' };
      const delivery = readWebhook(headers, rawBody);
      if (delivery.kind === 'refused') return { status: 403, body: delivery.why };
      if (delivery.kind === 'notice') {
        look(delivery.notice).catch((error: unknown) => {
          if (dispatcher)
            log.warn(
              { error: messageOf(error) },
              'What a webhook told of could not be read; the next poll will',
            );
        });
      }
      return { status: 200, body: 'ok' };
    },
  };
}
