// Many people who want to be told in private when an AMA goes live, on a Discord with its real limits.
import { startDiscord } from '../../../sandbox/discord/index.ts';
import { createLog, startApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import type { Database } from '../../../src/storage/client.ts';
import { makeGroup } from '../../group.ts';

/** What came of telling everybody. */
export interface Reminded {
  readonly seconds: number;
  /** Requests that count for Discord's limit of 50 a second, and how many were refused for being too many. */
  readonly requests: number;
  readonly refused: number;
  /** How many private messages people have got by it. */
  readonly told: number;
}

/**
 * Opens a group with so many people. The bot has written to each of them before, and knows where: Discord has it open few
 * conversations, 10 in ten seconds of which 40 in ten minutes with strangers.
 */
export async function openReminders({ database, url }: { database: Database; url: string }, people: number) {
  let now = new Date('2026-11-20T09:00:00Z');
  const discord = await startDiscord({ clock: () => now });
  const guild = discord.addGuild('Docs');
  const channel = discord.addChannel('ama');
  const users = Array.from({ length: people }, (_, i) => discord.addUser(`guest-${i}`));
  for (const user of [discord.addUser('prague'), ...users]) discord.addMember(user);
  const conversations = new Map(
    users.map(({ name }) => [name, discord.people.message(name, 'dm', 'Hello.').channel]),
  );
  await database.conversation.createMany({
    data: users.map(({ id: accountId, name }) => ({
      platform: 'discord',
      accountId,
      remoteId: conversations.get(name)?.id ?? '',
    })),
  });
  const groupId = await makeGroup(database, {
    spaces: `discord:${guild.id}`,
    amas: `discord:${channel.id}`,
  });
  await database.person.createMany({ data: users.map(({ name }) => ({ groupId, name })) });
  const persons = await database.person.findMany({ orderBy: { id: 'asc' } });
  await database.account.createMany({
    data: persons.map(({ id: personId, name }, i) => {
      const accountId = users[i]?.id ?? '';
      return { groupId, personId, platform: 'discord', accountId, foldedId: accountId, name };
    }),
  });
  const app = await startApp({
    config: parseConfig({
      DATABASE_URL: url,
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.url,
      ORGANISERS: `discord:${discord.people.user('prague').id}`,
    }),
    log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    now: () => now,
    ticks: 'manual',
    web: { port: 0, hostname: '127.0.0.1' },
  });
  let serial = 0;

  /** Plans an AMA that opens a day later, has everybody want to be told, and lets it open. */
  async function remind(): Promise<Reminded> {
    serial += 1;
    const opens = new Date(now.getTime() + 24 * 60 * 60_000);
    const at = (date: Date) => date.toISOString().slice(0, 16).replace('T', ' ');
    const closes = new Date(opens.getTime() + 60 * 60_000);
    await discord.people.commandText(
      'prague',
      'ama',
      `/ama create title:"Ask us ${serial}" hosts:prague opens:"${at(opens)}" closes:"${at(closes)}" confirmed:true`,
    );
    await app.runUntilIdle();
    const { id: amaId } = await database.ama.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await database.amaReminder.createMany({
      data: persons.map(({ id: personId }) => ({ amaId, personId })),
    });
    const seen = { requests: 0, refused: 0, told: 0 };
    const forget = discord.onExchange(({ method, path, status }) => {
      if (path.includes('/interactions/')) return;
      seen.requests += 1;
      if (status === 429) seen.refused += 1;
      if (method === 'POST' && status < 300 && path.endsWith('/messages')) seen.told += 1;
    });
    now = new Date(opens.getTime() + 60_000);
    const began = performance.now();
    await app.runUntilIdle();
    const seconds = (performance.now() - began) / 1000;
    forget();
    return { seconds, ...seen };
  }

  return {
    remind,
    /** What the bot has said to somebody in private. */
    toldTo(name: string): string[] {
      const messages = [...(conversations.get(name)?.messages.values() ?? [])];
      return messages.filter(({ author }) => author.isBot).map(({ content }) => content);
    },
    async close(): Promise<void> {
      await app.stop();
      await discord.close();
    },
  };
}
