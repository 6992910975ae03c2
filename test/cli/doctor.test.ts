// `docent doctor` as a newcomer runs it: each fault is named with what to do, and nothing else is complained of.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bits } from '../../sandbox/discord/index.ts';
import { doctor as look } from '../../src/cli/doctor.ts';
import { connect } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeGroup } from '../group.ts';
import { docent } from './running.ts';
import { openServers } from './servers.ts';

/** A database as a first start would have made it. */
async function migrated(url: string) {
  const database = await connect(url);
  await migrate(database, url);
  return database;
}

describe('docent doctor', () => {
  let servers: Awaited<ReturnType<typeof openServers>>;
  beforeAll(async () => {
    servers = await openServers();
  });
  afterAll(() => servers.close());

  async function doctor(env: Record<string, string> = {}) {
    let out = '';
    const write = (text: string) => {
      out += text;
    };
    const status = await look({ ...servers.env, ...env }, { write });
    return examined({ status, out });
  }
  function examined({ status, out }: { status: number | null; out: string }) {
    for (const secret of [
      servers.env.DISCORD_TOKEN,
      servers.env.DISCOURSE_API_KEY,
      servers.env.GITHUB_TOKEN,
    ]) {
      expect(out).not.toContain(secret);
    }
    const faults = out
      .split('\n✗ ')
      .slice(1)
      .map((fault) => (fault.split(/\n[✓\d]/u)[0] ?? '').trim());
    return { status, out, faults };
  }
  /** Every fault has a line with its cure. */
  const isCured = (fault: string) => /\n {2}→ ./u.test(fault);

  test('of a complete set-up says that all is well, before the first start too', async () => {
    const { err, ...ended } = await docent(['doctor'], servers.env).ended;
    expect(err).toBe('');
    const { status, out } = examined(ended);
    expect(status).toBe(0);
    expect(out).toContain('All is well.');
    expect(await doctor()).toMatchObject({ status: 0, faults: [] });
    for (const what of [
      'Database',
      'GitHub',
      'Discord token',
      'Discord intents',
      'Server Docs',
      'Discourse: key',
    ]) {
      expect(out).toContain(`✓ ${what}: `);
    }
  });

  test.each([
    ['a wrong Discord token', { DISCORD_TOKEN: 'wrong' }, /^Discord token: .*not accept[\s\S]*Reset Token/u],
    [
      'a Discord that is not there',
      { DISCORD_API_URL: 'http://127.0.0.1:1/api' },
      /^Discord token: .*does not answer[\s\S]*DISCORD_API_URL/u,
    ],
    ['a wrong Discourse key', { DISCOURSE_API_KEY: 'wrong' }, /^Discourse: key: [\s\S]*DISCOURSE_API_KEY/u],
    [
      'a user that Discourse does not know',
      { DISCOURSE_API_USERNAME: 'nobody' },
      /^Discourse: key: .*DISCOURSE_API_USERNAME/u,
    ],
    [
      'a forum that is not there',
      { DISCOURSE_URL: 'http://127.0.0.1:1' },
      /^Discourse: address: [\s\S]*Check DISCOURSE_URL/u,
    ],
    ['a wrong GitHub token', { GITHUB_TOKEN: 'wrong' }, /^GitHub: .*GITHUB_TOKEN[\s\S]*fine-grained token/u],
    [
      'a GitHub that is not there',
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      /^GitHub: .*not be reached[\s\S]*GITHUB_API_URL/u,
    ],
  ])('%s', async (_, env: Record<string, string>, words) => {
    const { status, faults } = await doctor(env);
    expect(faults).toEqual([expect.stringMatching(words)]);
    expect(faults.every(isCured)).toBe(true);
    expect(status).toBe(1);
  });

  test('several faults are told at once', async () => {
    const { faults, out } = await doctor({
      DISCORD_TOKEN: 'wrong',
      DISCOURSE_API_KEY: 'wrong',
      GITHUB_TOKEN: 'wrong',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['GitHub', 'Discord token', 'Discourse']);
    expect(faults.every(isCured)).toBe(true);
    expect(out).toContain('3 to mend.');
  });

  test('both platforms are down: it is not said that their keys are wrong', async () => {
    servers.discord.down(true);
    servers.discourse.down(true);
    const { faults } = await doctor();
    servers.discord.down(false);
    servers.discourse.down(false);
    expect(faults).toEqual([
      expect.stringMatching(/^Discord token: .*does not answer[\s\S]*discordstatus/u),
      expect.stringMatching(/^Discourse: address: [\s\S]*the forum is up/u),
    ]);
  });

  test('an expired GitHub token', async () => {
    const token = servers.github.addToken({ login: 'old', canWrite: false });
    servers.github.expireToken(token);
    const { faults } = await doctor({ GITHUB_TOKEN: token });
    expect(faults).toEqual([expect.stringMatching(/^GitHub: .*expired[\s\S]*Make a new/u)]);
  });

  test('a permission that is missing in a channel, and a channel that is gone', async () => {
    const database = await migrated(servers.env.DATABASE_URL);
    await makeGroup(database, {
      spaces: `discord:${servers.guild.id}`,
      meetings: `discord:${servers.discord.people.channel('#meetings').id}`,
      amas: 'discord:999999999999999999',
    });
    servers.discord.removePermission('#meetings', bits.SendMessages | bits.EmbedLinks);
    const { faults } = await doctor();
    servers.discord.restorePermissions('#meetings');
    await database.group.deleteMany();
    await database.$disconnect();
    expect(faults).toEqual([
      expect.stringMatching(
        /^Channel #meetings \(meetings\): I lack Send Messages, Embed Links\n.*Give my role/u,
      ),
      expect.stringMatching(/^Channel for AMAs: .*not there[\s\S]*\/docent setup/u),
    ]);
  });

  test('a server that the bot was not invited to comes with the invitation', async () => {
    servers.discord.removeBot();
    const { faults } = await doctor();
    servers.discord.addGuild('Another');
    expect(faults).toEqual([
      expect.stringMatching(/^Discord servers: none\n.*oauth2\/authorize\?client_id=\d+/u),
    ]);
  });

  describe('a database', () => {
    const folder = mkdtempSync(join(tmpdir(), 'docent-doctor-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    test('of a newer version is refused and left as it is', async () => {
      const DATABASE_URL = join(folder, 'newer.db');
      const database = await migrated(DATABASE_URL);
      const newer =
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '9999_later', 1, 1)";
      await database.$executeRawUnsafe(newer);
      const { faults, status } = await doctor({ DATABASE_URL });
      expect(faults).toEqual([
        expect.stringMatching(/^Database: .*newer version [\s\S]*→ Start that version/u),
      ]);
      expect(status).toBe(1);
      const left = await database.$queryRawUnsafe<unknown[]>(
        "SELECT id FROM _prisma_migrations WHERE id = 'x'",
      );
      expect(left).toHaveLength(1);
      await database.$disconnect();
    });

    test.each([
      [
        'in a folder that is not there',
        join(folder, 'nowhere', 'docent.db'),
        /folder must exist and be writable/u,
      ],
      ['that is a folder', folder, /DATABASE_URL names the file/u],
      [
        'that is something else',
        join(folder, 'notes.txt'),
        /not a database[\s\S]*DATABASE_URL names the file/u,
      ],
      [
        'that is another program’s',
        join(folder, 'other.db'),
        /^Database: This database belongs to another program \(it has "dashboards"\)\n.*Name one of Docent's own/u,
      ],
      [
        'on a PostgreSQL that is down',
        'postgresql://docent:hunter2@127.0.0.1:1/docent',
        /127\.0\.0\.1:1 .*See that it runs there/u,
      ],
    ])('%s', async (_, DATABASE_URL, words) => {
      writeFileSync(join(folder, 'notes.txt'), 'These are notes, and no database at all.');
      const other = new DatabaseSync(join(folder, 'other.db'));
      other.exec('CREATE TABLE IF NOT EXISTS dashboards (id INTEGER)');
      other.close();
      const { faults, status, out } = await doctor({ DATABASE_URL });
      expect(faults).toEqual([expect.stringMatching(words)]);
      expect(faults[0]).toMatch(/^Database: /u);
      expect(status).toBe(1);
      expect(out).not.toContain('hunter2');
    });
  });
});
