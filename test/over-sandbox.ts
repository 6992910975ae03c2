// The whole bot over the sandbox's servers, with a clock that the test moves; for the tests of what people see there.
import { startServers } from '../sandbox/servers.ts';
import { createLog, startApp } from '../src/app.ts';
import { parseConfig } from '../src/config.ts';
import type { Purpose } from '../src/core/publication.ts';
import { makeGroup } from './group.ts';
import { movedClock } from './moved-clock.ts';
import type { Fresh } from './storage/database.ts';

/** Opens a group in Prague with one channel and one category for a purpose; prague is its organiser. */
export async function openOverSandbox(
  fresh: Fresh,
  { purpose, channel: name, people }: { purpose: Purpose; channel: string; people: readonly string[] },
) {
  const { now: clock, advanceTo } = movedClock('2026-11-20T09:00:00Z');
  const servers = await startServers(clock, { speed: 60 });
  const { discord, discourse, github } = servers;
  const guild = discord.addGuild('Docs');
  const channel = discord.addChannel(name);
  const voice = discord.addChannel('Meeting room', 'voice');
  for (const one of people) {
    discord.addMember(discord.addUser(one));
    discourse.addUser(one);
  }
  const category = String(discourse.addCategory('Documentation').id);
  await makeGroup(fresh.database, {
    name: 'Docs work group',
    zone: 'Europe/Prague',
    spaces: `discord:${guild.id} discourse:${category}`,
    [purpose]: `discord:${channel.id} discourse:${category}`,
  });
  const failures: string[] = [];
  const app = await startApp({
    config: parseConfig({
      DATABASE_URL: fresh.url,
      ...servers.keys,
      PUBLIC_URL: 'https://docent.example.org',
      ORGANISERS: `discord:${discord.people.user('prague').id}, discourse:prague`,
    }),
    log: createLog({
      level: 'warn',
      isTerminal: false,
      secrets: [],
      write: (line) => failures.push(line),
    }),
    now: clock,
    ticks: 'manual',
    web: { port: 0, hostname: '127.0.0.1' },
    discourseRequestsPerMinute: 3600,
  });
  const runUntilIdle = async () => {
    await discord.heard();
    return await app.runUntilIdle();
  };
  return {
    database: fresh.database,
    discord,
    discourse,
    github,
    channel,
    voice,
    failures,
    webUrl: app.webUrl,
    dispatcher: app.dispatcher,
    runUntilIdle,
    advanceTo: (instant: string) => advanceTo(instant, runUntilIdle),
    async close(): Promise<void> {
      await app.stop();
      await servers.close();
    },
  };
}
