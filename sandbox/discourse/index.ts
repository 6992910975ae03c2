// A wire-level Discourse on 127.0.0.1, with its people at hand in the same process.
import { randomBytes } from 'node:crypto';
import { listen } from '../listening.ts';
import { restyle } from './editing.ts';
import { Forum } from './forum.ts';
import { type ForumFault, Gate, type Matcher } from './gate.ts';
import type { ApiKey, Scope } from './keys.ts';
import { Windows } from './limits.ts';
import {
  type Category,
  type Happening,
  type MembersMay,
  type Notification,
  type Pending,
  type Post,
  shown,
  type Topic,
  type User,
} from './model.ts';
import type { EventsPlugin } from './native-events.ts';
import { routes } from './routes.ts';
import { keep, markOf } from './uploads.ts';
import { type Delivery, Webhook } from './webhooks.ts';

export type { Category, Delivery, ForumFault, Happening, Matcher, Notification, Pending, Post, Topic, User };
export { shown, Webhook };

/** What to start. `speed` makes the rate limits' windows pass faster than the real clock. */
export interface DiscourseOptions {
  readonly clock: () => Date;
  readonly speed?: number;
  readonly port?: number;
  /** `forum` serves everything under /forum/. */
  readonly subfolder?: string;
  /** Requests a minute that all API keys of the site share; Discourse's default is 60. */
  readonly apiPerMinute?: number;
}

/** The running forum. Topics may be named by their id, by themselves, or by a part of their title. */
export interface SandboxDiscourse {
  /** Without a slash at its end: `http://127.0.0.1:4000/forum`. */
  readonly url: string;
  readonly port: number;
  /** A key for the bot's account, which is staff, with all rights. */
  readonly apiKey: string;
  readonly apiUsername: string;
  readonly forum: Forum;
  close(): Promise<void>;
  addUser(
    username: string,
    options?: { staff?: boolean; needsApproval?: boolean; name?: string; id?: number },
  ): User;
  addCategory(
    name: string,
    options?: { private?: boolean; needsApproval?: boolean; membersMay?: MembersMay },
  ): Category;
  /** Gives an account another name. */
  renameUser(username: string, to: string): User;
  /** Takes from an account all that tells whose it is; answers it under its made-up name. */
  anonymise(username: string): User;
  /** Deletes an account with its posts; its name is free. */
  deleteUser(username: string): void;
  /** Makes one account of two: what the first had is the second's, and the first is gone. */
  mergeUsers(username: string, into: string): User;
  /** Lets somebody in no more, or again. */
  suspend(username: string, isSuspended?: boolean): void;
  /** Lets somebody post no more, or again. */
  silence(username: string, isSilenced?: boolean): void;
  /** Makes somebody one who was made of an e-mail and never logged in, or has now. */
  stage(username: string, isStaged?: boolean): void;
  /** Lets members write to somebody no more, or again. */
  closeMessages(username: string, areClosed?: boolean): void;
  /** Lets members wait between two posts in a topic. */
  slowMode(topic: Topic | number | string, seconds: number): void;
  /** Hides a post as the community's flags do, or shows it again. */
  hide(post: Post | number, isHidden?: boolean): void;
  /** Lets everybody edit a post, or its author and staff alone again. */
  makeWiki(post: Post | number, isWiki?: boolean, by?: string): void;
  /** Gives a post another owner, as staff may. */
  changeOwner(username: string, post: Post | number, to: string): void;
  /** Says something that staff alone reads. */
  whisper(username: string, topic: Topic | number | string, raw: string): Post;
  /** Moves a post to the end of another topic, as staff does. */
  move(post: Post | number, to: Topic | number | string, by?: string): void;
  /** Moves all posts of a topic to another, as staff does. */
  mergeTopic(username: string, from: Topic | number | string, to: Topic | number | string): void;
  addKey(options?: { username?: string; scopes?: readonly Scope[] }): string;
  revokeKey(key: string): void;
  restoreKey(key: string): void;
  /** Makes a topic as a person does in the browser: content rules hold, rate limits do not. */
  createTopic(username: string, category: string, post: { title: string; raw: string }): Post | Pending;
  reply(
    username: string,
    topic: Topic | number | string,
    post: { raw: string; replyTo?: number },
  ): Post | Pending;
  /** Uploads a file; answers what the composer writes for it. */
  upload(username: string, file: { name: string; type: string; content: Uint8Array<ArrayBuffer> }): string;
  message(username: string, to: readonly string[], post: { title: string; raw: string }): Post;
  edit(username: string, post: Post | number, raw: string): Post;
  remove(username: string, post: Post | number): void;
  like(username: string, post: Post | number): void;
  unlike(username: string, post: Post | number): void;
  approve(pending: Pending | number): Post;
  /** A moderator does not let it through. */
  turnDown(pending: Pending | number): void;
  /** The newest topic whose title contains the text, as that person may see it (all without a person). */
  findTopic(text: string, username?: string): Topic | undefined;
  /** The newest post whose text contains the text, in any topic that the person sees. */
  findPost(text: string, username?: string): Post | undefined;
  topicsFor(username: string): Topic[];
  notifications(username: string): Notification[];
  messagesOf(username: string): Topic[];
  onHappening(listener: (happening: Happening) => void): () => void;
  addWebhook(url: string, secret: string): Webhook;
  /** Answers 502 to everything. */
  down(isDown: boolean): void;
  readOnly(isReadOnly: boolean): void;
  /** Installs the events plugin, with or without the right for the bot to make events, or takes it away. */
  haveEvents(plugin: EventsPlugin): void;
  /** Lets every request meet the same trouble for a while. */
  fail(fault: ForumFault): void;
  /** Ends what `fail` began. */
  restore(): void;
  failNext(
    matcher: Matcher,
    answer: { status: number; body?: unknown; headers?: Record<string, string> },
    times?: number,
  ): void;
  /** How many requests each route got, and how many answers had each status. */
  counters(): { requests: Record<string, number>; statuses: Record<string, number>; total: number };
  resetCounters(): void;
  /** Empties the rate limits' windows. */
  resetLimits(): void;
}

/** Starts it and resolves when it listens. */
export async function startDiscourse(options: DiscourseOptions): Promise<SandboxDiscourse> {
  const folder = (options.subfolder ?? '').replace(/^\/+|\/+$/gu, '');
  const base = folder === '' ? '/' : `/${folder}/`;
  const forum = new Forum(options.clock, base);
  const windows = new Windows(options.speed ?? 1);
  const gate = new Gate(forum, windows, options.apiPerMinute ?? 60);
  const hooks: Webhook[] = [];
  forum.onEvent((event) => {
    for (const hook of hooks) hook.send(forum, event);
  });
  forum.addUser('system', { staff: true, id: -1 });
  forum.addUser('docent', { staff: true, name: 'Docent' });
  const addKey = (wanted: { username?: string; scopes?: readonly Scope[] } = {}) => {
    const key: ApiKey = {
      key: randomBytes(32).toString('hex'),
      username: wanted.username,
      scopes: wanted.scopes,
      isRevoked: false,
    };
    gate.keys.push(key);
    return key.key;
  };
  const apiKey = addKey({ username: 'docent' });
  const app = routes(forum, gate);
  const { port, close, ...served } = await listen(
    {
      async fetch(request, env) {
        const answer = await app.fetch(request, env);
        // The time of each answer is the forum's own.
        answer.headers.set('date', forum.clock().toUTCString());
        return answer;
      },
    },
    options.port ?? 0,
  );
  const setRevoked = (key: string, isRevoked: boolean) => {
    for (const one of gate.keys) if (one.key === key) one.isRevoked = isRevoked;
  };
  return {
    url: `${served.url}${folder === '' ? '' : `/${folder}`}`,
    port,
    apiKey,
    apiUsername: 'docent',
    forum,
    close,
    addKey,
    revokeKey: (key) => setRevoked(key, true),
    restoreKey: (key) => setRevoked(key, false),
    onHappening: (listener) => forum.onHappening(listener),
    addWebhook: (url, secret) => {
      const hook = new Webhook(url, secret);
      hooks.push(hook);
      return hook;
    },
    down: (isDown) => {
      gate.isDown = isDown;
    },
    readOnly: (isReadOnly) => {
      gate.isReadOnly = isReadOnly;
    },
    haveEvents: (plugin) => {
      forum.events = plugin;
    },
    fail: (fault) => gate.lasting.begin(fault),
    restore: () => gate.lasting.end(),
    failNext: (matcher, answer, times = 1) => {
      const isText = typeof answer.body === 'string';
      const body = isText
        ? String(answer.body)
        : JSON.stringify(answer.body ?? { errors: ['Scripted failure'] });
      const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
      gate.failures.push({
        matcher,
        status: answer.status,
        body,
        headers: { 'content-type': type, ...answer.headers },
        left: times,
      });
    },
    counters: () => ({
      requests: Object.fromEntries(gate.requests),
      statuses: Object.fromEntries(gate.answers),
      total: [...gate.requests.values()].reduce((sum, n) => sum + n, 0),
    }),
    resetCounters: () => {
      gate.requests.clear();
      gate.answers.clear();
    },
    resetLimits: () => windows.clear(),
    ...peopleOf(forum),
  };
}

function peopleOf(forum: Forum) {
  const topicOf = (topic: Topic | number | string): Topic => {
    if (typeof topic === 'object') return topic;
    const found = typeof topic === 'number' ? forum.topics.get(topic) : findTopic(topic);
    if (found === undefined) throw new Error(`No topic "${topic}" on the sandbox's Discourse`);
    return found;
  };
  const postOf = (post: Post | number): Post => {
    const found = typeof post === 'object' ? post : forum.posts.get(post);
    if (found === undefined) throw new Error(`No post ${String(post)} on the sandbox's Discourse`);
    return found;
  };
  const topicsFor = (username: string | undefined) => {
    const user = username === undefined ? undefined : forum.user(username);
    return [...forum.topics.values()].filter(
      (topic) => topic.deletedAt === undefined && (user === undefined || forum.canSee(user, topic)),
    );
  };
  const findTopic = (text: string, username?: string) =>
    topicsFor(username).findLast((topic) => topic.title.includes(text));
  return {
    addUser: forum.addUser.bind(forum),
    addCategory: forum.addCategory.bind(forum),
    renameUser: forum.rename.bind(forum),
    anonymise: forum.anonymise.bind(forum),
    deleteUser: forum.deleteUser.bind(forum),
    mergeUsers: forum.merge.bind(forum),
    suspend(username: string, isSuspended = true): void {
      forum.user(username).isSuspended = isSuspended;
    },
    silence(username: string, isSilenced = true): void {
      forum.user(username).isSilenced = isSilenced;
    },
    stage(username: string, isStaged = true): void {
      forum.user(username).isStaged = isStaged;
    },
    closeMessages(username: string, areClosed = true): void {
      forum.user(username).acceptsMessages = !areClosed;
    },
    slowMode(topic: Topic | number | string, seconds: number): void {
      topicOf(topic).slowModeSeconds = seconds;
    },
    hide(post: Post | number, isHidden = true): void {
      postOf(post).isHidden = isHidden;
    },
    makeWiki(post: Post | number, isWiki = true, by = 'system'): void {
      restyle(postOf(post), forum.user(by), { to: { isWiki }, now: forum.clock() });
    },
    changeOwner(username: string, post: Post | number, to: string): void {
      restyle(postOf(post), forum.user(username), { to: { by: forum.user(to) }, now: forum.clock() });
    },
    whisper: (username: string, topic: Topic | number | string, raw: string) =>
      forum.whisper(forum.user(username), topicOf(topic), raw),
    mergeTopic: (username: string, from: Topic | number | string, to: Topic | number | string) =>
      forum.mergeTopic(forum.user(username), topicOf(from), topicOf(to)),
    move: (post: Post | number, to: Topic | number | string, by = 'system') =>
      forum.move(forum.user(by), [postOf(post)], topicOf(to)),
    createTopic: (username: string, category: string, post: { title: string; raw: string }) => {
      const found = [...forum.categories.values()].find((one) => one.name === category);
      if (found === undefined) throw new Error(`No category "${category}" on the sandbox's Discourse`);
      return forum.create(forum.user(username), { ...post, category: found.id });
    },
    reply: (username: string, topic: Topic | number | string, post: { raw: string; replyTo?: number }) =>
      forum.create(forum.user(username), {
        raw: post.raw,
        replyTo: post.replyTo,
        topicId: topicOf(topic).id,
      }),
    upload: (
      username: string,
      { name, type, content }: { name: string; type: string; content: Uint8Array<ArrayBuffer> },
    ) => markOf(keep(forum, { name, type, bytes: content, by: username })),
    message: (username: string, to: readonly string[], post: { title: string; raw: string }): Post => {
      const made = forum.create(forum.user(username), { ...post, recipients: to });
      if ('draft' in made) throw new Error('Private messages never wait for approval');
      return made;
    },
    edit: (username: string, post: Post | number, raw: string) =>
      forum.edit(forum.user(username), postOf(post), raw),
    remove: (username: string, post: Post | number) => forum.remove(forum.user(username), postOf(post)),
    like: (username: string, post: Post | number) => forum.like(forum.user(username), postOf(post)),
    unlike: (username: string, post: Post | number) => forum.unlike(forum.user(username), postOf(post)),
    turnDown: (pending: Pending | number) =>
      forum.turnDown(typeof pending === 'number' ? pending : pending.id),
    approve: (pending: Pending | number) => forum.approve(typeof pending === 'number' ? pending : pending.id),
    findTopic,
    findPost: (text: string, username?: string) => {
      const topics = new Set(topicsFor(username));
      return [...forum.posts.values()].findLast(
        (post) => post.deletedAt === undefined && topics.has(post.topic) && shown(post.raw).includes(text),
      );
    },
    topicsFor: (username: string) => topicsFor(username),
    notifications: (username: string) =>
      forum.notifications.filter((one) => one.user === forum.user(username).username),
    messagesOf: (username: string) => {
      const user = forum.user(username);
      return [...forum.topics.values()].filter((topic) => topic.recipients?.includes(user));
    },
  };
}
