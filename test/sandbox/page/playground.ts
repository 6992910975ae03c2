// A small sandbox with the whole bot in it, for the page: people, channels, a forum, and a clock that is moved by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../../../src/app.ts';
import { type Config, parseConfig } from '../../../src/config.ts';
import { startDiscord } from '../../../src/sandbox/discord/index.ts';
import { startDiscourse } from '../../../src/sandbox/discourse/index.ts';
import type { Playground } from '../../../src/sandbox/page/index.ts';
import { connect } from '../../../src/storage/client.ts';
import { migrate } from '../../../src/storage/migrate.ts';

const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Opens it at 20 November 2026, 09:00 UTC. */
export async function openPlayground(): Promise<Playground & { close(): Promise<void> }> {
  let now = new Date('2026-11-20T09:00:00Z');
  const clock = () => now;
  const discord = await startDiscord({ clock, speed: 60 });
  const discourse = await startDiscourse({ clock, speed: 60 });
  const guild = discord.addGuild('Docs');
  const organisers = discord.addRole('organiser', 32n);
  for (const name of ['prague', 'tokyo', 'new-york', 'visitor', 'guest-1']) {
    discord.addMember(discord.addUser(name), name === 'prague' ? [organisers] : []);
    discourse.addUser(name, { staff: name === 'prague' });
  }
  const [general, meetings, pullRequests, ama] = ['general', 'meetings', 'pull-requests', 'ama'].map((name) =>
    discord.addChannel(name),
  );
  discord.addChannel('moderators', 'text', { private: [organisers] });
  discord.addChannel('Meeting room', 'voice');
  const category = String(discourse.addCategory('Documentation').id);

  const folder = mkdtempSync(join(tmpdir(), 'docent-page-'));
  const databaseUrl = join(folder, 'test.db');
  const database = await connect(databaseUrl);
  await migrate(database, databaseUrl);
  await database.group.create({
    data: {
      name: 'Docs work group',
      zone: 'Europe/Prague',
      discordGuild: guild.id,
      discourseCategory: category,
      meetingsChannel: meetings?.id ?? null,
      pullRequestsChannel: pullRequests?.id ?? null,
      amaChannel: ama?.id ?? null,
      organisersChannel: general?.id ?? null,
    },
  });
  await database.$disconnect();

  const config: Config = parseConfig({
    DATABASE_URL: databaseUrl,
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.url,
    DISCOURSE_URL: discourse.url,
    DISCOURSE_API_KEY: discourse.apiKey,
    DISCOURSE_API_USERNAME: discourse.apiUsername,
  });
  const start = () =>
    startApp({
      config,
      log,
      now: clock,
      heartbeat: 'manual',
      web: { port: 0, hostname: '127.0.0.1' },
      discourseRequestsPerMinute: 3600,
    });
  let app: App = await start();

  return {
    discord,
    discourse,
    now: clock,
    settle: () => app.settle(),
    async moveTo(at) {
      for (;;) {
        const next = await app.settle();
        if (!next || next > at) break;
        if (next > now) now = next;
        else now = new Date(Math.min(now.getTime() + 60_000, at.getTime()));
      }
      now = at;
      await app.settle();
    },
    async restart() {
      await app.kill();
      app = await start();
    },
    onHappening(listener) {
      const stops = [discord.onHappening(listener), discourse.onHappening(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async close() {
      await app.stop();
      await discord.close();
      await discourse.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
