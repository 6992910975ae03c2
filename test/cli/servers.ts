// The servers that Docent talks to, for tests that start it as a real process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDiscord } from '../../sandbox/discord/index.ts';
import { startDiscourse } from '../../sandbox/discourse/index.ts';
import { startGitHub } from '../../sandbox/github/index.ts';

/** The three servers, with the keys that point the bot at them and a new SQLite file. `speed`: that of their limits. */
export async function openServers(clock = () => new Date(), speed = 60) {
  const [discord, discourse, github] = await Promise.all([
    startDiscord({ clock, speed }),
    startDiscourse({ clock, speed }),
    startGitHub({ clock, speed }),
  ]);
  const guild = discord.addGuild('Docs');
  const organisers = discord.addRole('organisers', 1n << 5n);
  discord.addMember(discord.addUser('prague'), [organisers]);
  discord.addMember(discord.addUser('tokyo'));
  discord.addChannel('meetings');
  discourse.addUser('prague', { staff: true });
  const category = discourse.addCategory('Documentation');
  const folder = mkdtempSync(join(tmpdir(), 'docent-test-'));
  return {
    discord,
    discourse,
    github,
    guild,
    category,
    env: {
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.url,
      DISCOURSE_URL: discourse.url,
      DISCOURSE_API_KEY: discourse.apiKey,
      DISCOURSE_API_USERNAME: discourse.apiUsername,
      GITHUB_TOKEN: github.token,
      GITHUB_API_URL: github.url,
      DATABASE_URL: join(folder, 'docent.db'),
      PORT: '0',
    },
    async close() {
      await Promise.all([discord.close(), discourse.close(), github.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
