// A Discourse of the sandbox with the platform started on it, for the tests of this folder.

import { type SandboxDiscourse, startDiscourse } from '../../../sandbox/discourse/index.ts';
import type { Scope } from '../../../sandbox/discourse/keys.ts';
import type { Account } from '../../../src/core/account.ts';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import type { Command } from '../../../src/core/command.ts';
import type { Dispatcher } from '../../../src/core/dispatcher.ts';
import type { Followed, PlatformEvent } from '../../../src/core/platform.ts';
import type { Reply } from '../../../src/core/reply.ts';
import {
  type DiscoursePlatform,
  discoursePlatform,
  type Lock,
} from '../../../src/platforms/discourse/index.ts';

/** Everything that a test needs to look at. */
export interface World {
  readonly discourse: SandboxDiscourse;
  readonly platform: DiscoursePlatform;
  readonly category: string;
  /** All but who was seen for the first time. */
  readonly events: PlatformEvent[];
  readonly seen: Account[];
  /** Whom the bot knows by a user name. */
  readonly stableIds: Map<string, string>;
  readonly asked: { name: string; invocation: Invocation; values: Readonly<Record<string, unknown>> }[];
  readonly cursors: Map<string, string>;
  readonly warnings: string[];
  /** What the features do with an event, if anything. */
  accepts: (() => void) | undefined;
  /** Whether anything was changed for the requests, where that is kept. */
  hasChanged: boolean | undefined;
  /** What is followed, for whoever asks by the topics' ids. */
  followed: readonly Followed[];
  /** Moves the clock of the platform and of the forum. */
  advance(minutes: number): void;
  /** Sets the clock of the platform alone, so many minutes ahead of the forum's. */
  goWrong(minutes: number): void;
  /** The platform again, as after a restart. */
  restart(): Promise<DiscoursePlatform>;
  close(): Promise<void>;
}

/** Starts a world; `commands` answer with `reply`. */
export async function openWorld(
  options: {
    commands?: readonly Command[];
    reply?: (name: string, values: Readonly<Record<string, unknown>>) => Promise<Reply>;
    press?: (invocation: Invocation, id: string) => Promise<Reply>;
    fromWords?: () => Promise<undefined>;
    submit?: (id: string, values: Readonly<Record<string, string>>) => Promise<Reply>;
    subfolder?: string;
    /** What the bot's key is narrowed to. */
    scopes?: readonly Scope[];
    webhookSecret?: string;
    fetch?: typeof fetch;
    lock?: Lock;
    speed?: number;
  } = {},
): Promise<World> {
  let now = new Date('2026-11-24T09:00:00Z');
  const clock = () => now;
  let minutesAhead = 0;
  const discourse = await startDiscourse({
    clock,
    speed: options.speed ?? 60,
    ...(options.subfolder !== undefined && { subfolder: options.subfolder }),
  });
  const { scopes } = options;
  const apiKey = scopes ? discourse.addKey({ username: discourse.apiUsername, scopes }) : discourse.apiKey;
  const category = String(discourse.addCategory('Documentation').id);
  for (const name of ['prague', 'lagos', 'tokyo']) discourse.addUser(name);
  const events: PlatformEvent[] = [];
  const seen: Account[] = [];
  const asked: World['asked'] = [];
  const cursors = new Map<string, string>();
  const warnings: string[] = [];
  const nobody = async (..._: readonly unknown[]): Promise<never> => {
    throw new Error('Nobody scripted this');
  };
  const dispatcher: Dispatcher = {
    actions: [],
    forms: [],
    commands: options.commands ?? [],
    async run(invocation, name, values) {
      asked.push({ name, invocation, values });
      return await (options.reply ?? nobody)(name, values);
    },
    commandFromWords: async () => await options.fromWords?.(),
    spokenHint: async () => undefined,
    press: async (invocation, id) => await (options.press ?? nobody)(invocation, id),
    submit: async (_invocation, id, values) => await (options.submit ?? nobody)(id, values),
    suggest: async () => [],
    opensForm: (id) => id.endsWith('/edit'),
    ingest: async (one) => {
      if (one.kind === 'seen') return void seen.push(one.account);
      events.push(one);
      world.accepts?.();
    },
    groupOf: async () => 1,
    hasChanged: async () => world.hasChanged,
    changedAt: async () => 'https://forum.example/t/monthly/12/1',
  };
  const make = async () => {
    const platform = discoursePlatform({
      url: discourse.url,
      apiKey,
      username: discourse.apiUsername,
      requestsPerMinute: 60 * (options.speed ?? 60),
      now: () => new Date(now.getTime() + minutesAhead * 60_000),
      replyIdentity: (postId) => `reply-${postId}`,
      stableIdOf: async (name) => world.stableIds.get(name),
      conversationIdentity: (who) => `conversation-${who}`,
      cursors: {
        read: async (name) => cursors.get(name),
        list: async (prefix) =>
          [...cursors].flatMap(([name, value]) => (name.startsWith(prefix) ? [{ name, value }] : [])),
        write: async (name, value) => {
          cursors.set(name, value);
        },
      },
      followedAmong: async (ids) => world.followed.filter(({ remote }) => ids.includes(remote.id)),
      log: { info() {}, warn: (_facts, words) => warnings.push(words), error() {} },
      ...(options.webhookSecret !== undefined && { webhookSecret: options.webhookSecret }),
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.lock && { lock: options.lock }),
    });
    await platform.start(dispatcher);
    return platform;
  };
  const platform = await make();
  const world: World = {
    accepts: undefined,
    followed: [],
    hasChanged: undefined,
    discourse,
    platform,
    category,
    events,
    seen,
    stableIds: new Map(),
    asked,
    cursors,
    warnings,
    advance: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    goWrong: (minutes) => {
      minutesAhead = minutes;
    },
    restart: make,
    async close() {
      await platform.stop();
      await discourse.close();
    },
  };
  return world;
}

/** Words of cooked HTML, as people read them. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/giu, '')
    .replaceAll(/<br\s*\/?>/giu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu, (whole, hex, decimal, name) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return named[String(name)] ?? whole;
    });
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', amp: '&' };
