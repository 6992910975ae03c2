// The servers that Docent talks to, for tests that start it as a real process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '../../sandbox/servers.ts';

/** The three servers, with the keys that point the bot at them and a new SQLite file. `speed`: that of their limits. */
export async function openServers(clock = () => new Date(), speed = 60) {
  const servers = await startServers(clock, { speed });
  const { discord, discourse, github } = servers;
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
      ...servers.keys,
      DATABASE_URL: join(folder, 'docent.db'),
      PORT: '0',
    },
    async close() {
      await servers.close();
      rmSync(folder, { recursive: true });
    },
  };
}
