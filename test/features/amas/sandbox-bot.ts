// The whole bot, in one or more processes' worth, over the sandbox's Discord and Discourse; for this feature's tests.

import { type Message, startDiscord, textOf } from '../../../sandbox/discord/index.ts';
import { shown, startDiscourse } from '../../../sandbox/discourse/index.ts';
import { madeUpFile } from '../../../sandbox/play/made-up-file.ts';
import { beginRunningTime } from '../../../sandbox/running-time.ts';
import { type App, startApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/log.ts';
import { makeGroup } from '../../group.ts';
import { memberStore } from '../../roster.ts';
import type { Fresh } from '../../storage/database.ts';

/** How a bot is opened. */
export interface SandboxOptions {
  /** How many bots work on the database; 1 when not given. */
  readonly bots?: number;
  /** How much faster than real the limits' windows pass; 60 when not given. */
  readonly speed?: number;
  /** People on both platforms beside the usual ones. */
  readonly guests?: number;
  /** Whether the clock is the computer's and the bots' schedulers tick by themselves. */
  readonly isReal?: boolean;
  /** Whether Discourse tells each bot by a webhook what happens, twice. */
  readonly hasWebhooks?: boolean;
  /** Whether the organisers have a channel of their own. */
  readonly hasOrganisersChannel?: boolean;
  /** Where browsers know the bot. */
  readonly publicUrl?: string;
}

const webhookSecret = 'a secret of the webhook';

/** A bot over the sandbox. */
export type SandboxBot = Awaited<ReturnType<typeof openSandboxBot>>;

/** Opens it on Friday 20 November 2026, 09:00 UTC, with a group that is set up. */
export async function openSandboxBot(fresh: Fresh, options: SandboxOptions = {}) {
  const { speed = 60, bots = 1, guests = 0, hasOrganisersChannel = false, isReal = false } = options;
  let now = new Date('2026-11-20T09:00:00Z');
  const clock = () => (isReal ? new Date() : now);
  const discord = await startDiscord({ clock, speed });
  const discourse = await startDiscourse({ clock, speed });
  const guild = discord.addGuild('Docs');
  const organisers = discord.addRole('organiser', 32n);
  const ids = new Map<string, string>();
  const crowd = Array.from({ length: guests }, (_, i) => `guest-${i + 1}`);
  for (const name of ['prague', 'vancouver', 'london', 'helsinki', 'tokyo', 'visitor', 'shy', ...crowd]) {
    const isOrganiser = name === 'prague' || name === 'vancouver';
    const user = discord.addUser(name);
    ids.set(name, user.id);
    discord.addMember(user, isOrganiser ? [organisers] : []);
    discourse.addUser(name, { staff: isOrganiser });
  }
  const channel = discord.addChannel('ama');
  const moderators = discord.addChannel('moderators', 'text', { private: [organisers] });
  const own = discord.addChannel('organisers', 'text', { private: [organisers] });
  const category = discourse.addCategory('Documentation');
  const { database } = fresh;
  const groupId = await makeGroup(database, {
    name: 'Docs work group',
    spaces: `discord:${guild.id} discourse:${category.id}`,
    amas: `discord:${channel.id} discourse:${category.id}`,
    meetings: `discourse:${category.id}`,
    moderation: `discord:${moderators.id}`,
    ...(hasOrganisersChannel && { organisers: `discord:${own.id}` }),
  });

  // Members who are known by both accounts.
  const roster = memberStore(database, { isInvited: () => false });
  for (const name of ['prague', 'helsinki']) {
    const who = await roster.of(groupId, { platform: 'discord', id: ids.get(name) ?? '', name });
    await roster.joinAccount(groupId, who.id, { platform: 'discourse', id: name, name });
    await roster.changePerson(groupId, who.id, { role: 'member' });
  }

  const logged: string[] = [];
  const log = createLog({
    level: 'debug',
    isTerminal: false,
    secrets: [],
    write: (line) => logged.push(line),
  });
  const config = parseConfig({
    DATABASE_URL: fresh.url,
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.url,
    DISCOURSE_URL: discourse.url,
    DISCOURSE_API_KEY: discourse.apiKey,
    DISCOURSE_API_USERNAME: discourse.apiUsername,
    DISCOURSE_WEBHOOK_SECRET: webhookSecret,
    ...(options.publicUrl !== undefined && { PUBLIC_URL: options.publicUrl }),
  });
  let requestsPerMinute = 60 * speed;
  const start = () =>
    startApp({
      config,
      log,
      now: clock,
      ticks: isReal ? 'cron' : 'manual',
      web: { port: 0, hostname: '127.0.0.1' },
      discourseRequestsPerMinute: requestsPerMinute,
    });
  const apps: App[] = [];
  for (let i = 0; i < bots; i++) apps.push(await start());
  for (const { webUrl } of options.hasWebhooks ? apps : []) {
    discourse.addWebhook(`${webUrl}/discourse/webhook`, webhookSecret).isTwice = true;
  }
  const { people } = discord;
  // Somebody who receives no messages sees public topics only.
  const topic = (title: string) =>
    discourse
      .topicsFor('prague')
      .findLast((one) => one.recipients === undefined && one.title.includes(title));

  const bot = {
    discord,
    discourse,
    database,
    people,
    apps,
    logged,
    /** Every bot does all that it can do now, what one has made due for another too; answers when something is due next. */
    async runUntilIdle(): Promise<Date | undefined> {
      // Longer than a lease, which one that was killed leaves behind.
      const ran = beginRunningTime();
      for (;;) {
        const due = await Promise.all(apps.map((app) => app.runUntilIdle()));
        // One that was idle first may have been woken by another since, and have in its hands what that one waits for.
        const isDone =
          apps.length < 2 || (await database.schedule.count({ where: unfinished(clock()) })) === 0;
        if (isDone)
          return due.filter((at) => at !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];
        if (ran() > 60_000) throw new Error('Two bots never have nothing left to do.');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    /** Moves the clock, with everything that is due on the way. */
    async moveTo(iso: string): Promise<void> {
      const end = new Date(iso);
      for (let steps = 0; ; steps++) {
        const next = await bot.runUntilIdle();
        if (!next || next > end) break;
        if (steps > 1000) throw new Error(`Time does not pass: ${logged.slice(-5).join('')}`);
        now = next > now ? next : new Date(Math.min(now.getTime() + 60_000, end.getTime()));
      }
      now = end;
      await bot.runUntilIdle();
    },
    /** All bots are dropped without a goodbye and started again. */
    async restart(): Promise<void> {
      const count = apps.length;
      for (const app of apps.splice(0)) await app.kill();
      for (let i = 0; i < count; i++) apps.push(await start());
    },
    /** From now on no limit holds anybody up; the bots are started again. Answers how to stop that. */
    async hurry(): Promise<() => void> {
      requestsPerMinute = 60_000;
      const timer = setInterval(() => {
        discord.resetLimits();
        discourse.resetLimits();
      }, 20);
      await bot.restart();
      return () => clearInterval(timer);
    },
    /** Types a command in #ama; answers what is seen. */
    type: async (who: string, text: string, where = '#ama', files: readonly string[] = []) =>
      (await people.commandText(who, where, text, files.map(madeUpFile))).text,
    /** Presses a button on the newest visible message that contains the words. */
    async press(who: string, button: string, words: string): Promise<string> {
      const found = people.findFor(who, words, button);
      if (!found) throw new Error(`${who} sees no "${words}" with the button "${button}".`);
      return (await people.press(who, found.id, button)).text;
    },
    /** Asks by the button and the form; answers what is seen and after how long, by this process's running time. */
    async ask(who: string, question: string, more: Record<string, string> = {}) {
      const prompt = people.findFor(who, '', 'Ask a question');
      if (!prompt) throw new Error(`${who} sees no button to ask.`);
      const ofForm = beginRunningTime();
      const opened = await people.press(who, prompt.id, 'Ask a question');
      const formMilliseconds = ofForm();
      if (opened.kind !== 'form') return { text: opened.text, slowest: formMilliseconds };
      const ofReply = beginRunningTime();
      const { text } = await people.submit(who, { 'Your question': question, ...more });
      return { text, slowest: Math.max(formMilliseconds, ofReply()) };
    },
    texts: (place: string) => discord.messages(place).map(textOf),
    thread: (title: string): string[] => {
      const found = discord.threads().find(({ name }) => name === title);
      return found ? discord.messages(found.id).map(textOf) : [];
    },
    dms: (who: string): string[] => discord.dms(who).map(textOf),
    /** The AMA's topic. */
    topic,
    posts: (title: string): string[] =>
      (topic(title)?.posts ?? [])
        .filter(({ deletedAt, raw }) => !deletedAt && raw !== '')
        .map(({ raw }) => shown(raw)),
    message: (id: string): Message => people.findMessage(id),
    async close(): Promise<void> {
      for (const app of apps) await app.stop();
      await discord.close();
      await discourse.close();
    },
  };
  return bot;
}

/** Rows that are due, or that a bot has in its hands. */
const unfinished = (now: Date) => ({ OR: [{ dueAt: { lte: now } }, { leaseOwner: { not: null } }] });

/** Waits until something is so, for longer than it ever takes by the time in which this process ran. */
export async function until(isSo: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  const ran = beginRunningTime();
  while (ran() < milliseconds) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come to pass.');
}
