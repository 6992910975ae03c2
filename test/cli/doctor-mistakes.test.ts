// Single mistakes of a set-up, and pairs of them: `docent doctor` names each, with its cure, and complains of nothing else.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bits } from '../../sandbox/discord/index.ts';
import { startDiscourse } from '../../sandbox/discourse/index.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { connect, databaseKind } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { retire } from '../../src/storage/running.ts';
import { tableNames } from '../../src/storage/tables.ts';
import { makeGroup } from '../group.ts';
import { freshDatabases } from '../storage/database.ts';
import { beginBeats } from '../work-time.ts';
import { openServers } from './servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'docent-mistakes-'));
const somebodyElses = createServer((_, answer) => answer.end('I am another program.'));
let servers: Awaited<ReturnType<typeof openServers>>;
let forum: Awaited<ReturnType<typeof startDiscourse>>;
let well: Record<string, string>;
let takenPort = '';

interface Mistake {
  readonly env?: Record<string, string>;
  readonly envFile?: string;
  /** Makes the mistake where it is not in the environment, and answers what unmakes it. */
  make?(): Promise<() => Promise<void> | void> | (() => void);
  readonly finding: RegExp;
}

beforeAll(async () => {
  servers = await openServers();
  forum = await startDiscourse({ clock: () => new Date(), speed: 60, subfolder: 'forum' });
  await new Promise<void>((resolve) => somebodyElses.listen(0, '127.0.0.1', resolve));
  const address = somebodyElses.address();
  takenPort = typeof address === 'object' && address ? String(address.port) : '';
  const DATABASE_URL = join(folder, 'docent.db');
  const database = await connect(DATABASE_URL);
  await migrate(database, DATABASE_URL);
  await makeGroup(database, {
    name: 'Docs',
    spaces: `discord:${servers.guild.id}`,
    meetings: `discord:${servers.discord.people.channel('#meetings').id}`,
  });
  await database.$disconnect();
  well = { ...servers.env, DATABASE_URL };
});
afterAll(async () => {
  await Promise.all([servers.close(), forum.close()]);
  somebodyElses.close();
  rmSync(folder, { recursive: true });
});

async function examined(env: Record<string, string>, envFile?: string) {
  let out = '';
  // Nobody runs it dozens of times in some seconds.
  servers.discourse.resetLimits();
  forum.resetLimits();
  const beats = beginBeats();
  const status = await doctor(env, {
    isJson: true,
    envFile,
    write: (text) => {
      out += text;
    },
  });
  expect(beats()).toBeLessThan(20_000);
  const { findings }: { findings: { what: string; isOk: boolean; saw: string; cure?: string }[] } =
    JSON.parse(out);
  const wrong = findings
    .filter(({ isOk, cure }) => !isOk || cure !== undefined)
    .map(({ what, saw, cure }) => `${what}: ${saw} → ${cure ?? ''}`);
  return { status, wrong, out };
}

const readable = (name: string) => {
  const path = join(folder, name);
  writeFileSync(path, 'DISCORD_TOKEN=something', { mode: 0o644 });
  chmodSync(path, 0o644);
  return path;
};

/** A file of keys of which one mistake is tried; the keys themselves come from the environment. */
const written = (name: string, text: string | Buffer) => {
  const envFile = join(folder, name);
  const make = () => {
    writeFileSync(envFile, text, { mode: 0o600 });
    return () => {};
  };
  return { envFile, make };
};

const mistakes: Record<string, Mistake> = {
  'a key twice in the file': {
    ...written('twice.env', 'export PORT=hunter2\n# PORT=1\nHOST="127.0.0.1\nPORT=3"\r\n\r\nPORT=\n'),
    finding: /^Configuration: PORT stands more than once in .* \(lines 1, 6\).*→ Keep the right one/u,
  },
  'keys as another program writes them': {
    ...written('colons.env', 'PORT: hunter2\nHOST=\n'),
    finding: /^Configuration: Line 1 of .*colons\.env is not of the form KEY=value.*→ Write "="/u,
  },
  'keys as a batch file sets them': {
    ...written('set.env', 'set PORT=1\nset HOST=hunter2\n'),
    finding: /^Configuration: Lines 1, 2 of .*set\.env are not .*→ Take "set" away/u,
  },
  'a value that goes on in the next line': {
    ...written('torn.env', 'PORT=1\nhunter2\n'),
    finding: /^Configuration: Line 2 of .*torn\.env is not .*→ .*in one line/u,
  },
  'a key of another bot in the file': {
    ...written('other.env', 'BOT_TOKEN=hunter2\nTZ=UTC\nHTTPS_PROXY=\n'),
    finding: /^Configuration: BOT_TOKEN in .*other\.env is none of the keys.*→ If it is meant for me/u,
  },
  'a misspelled key in a file with two bytes to a letter': {
    ...written('wide.env', Buffer.from('\uFEFFDISCORD_TOKE=hunter2\r\n', 'utf16le')),
    finding: /^Configuration: DISCORD_TOKE in .*→ Write DISCORD_TOKEN instead/u,
  },
  'the key in the place of the user name': {
    env: { DISCOURSE_API_USERNAME: `${'0123456789abcdef'.repeat(4)}` },
    finding: /^Configuration: DISCOURSE_API_USERNAME is something long .*→ .*swapped/u,
  },
  'a path that a shell would fill in': {
    env: { DATABASE_URL: '~/docent.db' },
    finding: /^Configuration: DATABASE_URL is "~\/docent\.db".*→ Write the whole path/u,
  },
  'a port for metrics on which another Docent has its pages': {
    make: async () => {
      const other = createServer((_, answer) => answer.end('ok\n'));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const address = other.address();
      well = { ...well, METRICS_PORT: typeof address === 'object' ? String(address?.port) : '' };
      return () => {
        const { METRICS_PORT: _, ...rest } = well;
        well = rest;
        other.close();
      };
    },
    finding: /^Metrics port: a Docent that runs serves its pages on \d+ → Give METRICS_PORT another/u,
  },

  'a wrong token': { env: { DISCORD_TOKEN: 'wrong' }, finding: /^Discord token: .*→ .*DISCORD_TOKEN/u },
  'a token with "Bot" before it': {
    env: { DISCORD_TOKEN: 'Bot abc.def.ghi' },
    finding: /^Configuration: DISCORD_TOKEN has a space.*→ Copy it again/u,
  },
  "an address of Discord's that does not end in /api": {
    env: { DISCORD_API_URL: 'https://discord.com' },
    finding: /^Configuration: DISCORD_API_URL .*→ It ends in \/api/u,
  },
  'a Discord that is not there': {
    env: { DISCORD_API_URL: 'http://127.0.0.1:1/api' },
    finding: /^Discord token: .*does not answer.*→ .*DISCORD_API_URL/u,
  },
  'a wrong key of the forum': {
    env: { DISCOURSE_API_KEY: 'wrong' },
    finding: /^Discourse: key: .*→ .*DISCOURSE_API_KEY/u,
  },
  'a key that is missing': {
    env: { DISCOURSE_API_KEY: '' },
    finding: /^Configuration: DISCOURSE_API_KEY is missing.*→ .*Admin → API/u,
  },
  'a user that is missing': {
    env: { DISCOURSE_API_USERNAME: '' },
    finding: /^Configuration: DISCOURSE_API_USERNAME is missing.*→ .*user name/u,
  },
  'an unknown user': {
    env: { DISCOURSE_API_USERNAME: 'nobody' },
    finding: /^Discourse: key: .*DISCOURSE_API_USERNAME/u,
  },
  'a forum that is not there': {
    env: { DISCOURSE_URL: 'http://127.0.0.1:1' },
    finding: /^Discourse: address: .*→ Check DISCOURSE_URL/u,
  },
  'a folder that the forum is not in': {
    make: () => {
      well = { ...well, DISCOURSE_URL: `${servers.env.DISCOURSE_URL}/forum` };
      return () => {
        well = { ...well, DISCOURSE_URL: servers.env.DISCOURSE_URL };
      };
    },
    finding: /^Discourse: address: .*no forum is there → .*folder/u,
  },
  'no folder, although the forum is in one': {
    make: () => {
      const { origin } = new URL(forum.url);
      well = { ...well, DISCOURSE_URL: origin, DISCOURSE_API_KEY: forum.apiKey };
      return () => {
        well = {
          ...well,
          DISCOURSE_URL: servers.env.DISCOURSE_URL,
          DISCOURSE_API_KEY: servers.env.DISCOURSE_API_KEY,
        };
      };
    },
    finding: /^Discourse: address: .*no forum is there → .*folder/u,
  },
  'a wrong token of GitHub': { env: { GITHUB_TOKEN: 'wrong' }, finding: /^GitHub: .*→ .*GITHUB_TOKEN/u },
  'an address of GitHub that is none': {
    env: { GITHUB_API_URL: 'github.com' },
    finding: /^Configuration: GITHUB_API_URL is "github\.com".*→ Leave it out/u,
  },
  'a page in place of GitHub': {
    make: () => {
      well = { ...well, GITHUB_API_URL: `http://127.0.0.1:${takenPort}` };
      return () => {
        well = { ...well, GITHUB_API_URL: servers.env.GITHUB_API_URL };
      };
    },
    finding: /^GitHub: .*is a page.*Check GITHUB_API_URL/u,
  },
  'a page in place of Discord': {
    make: () => {
      well = { ...well, DISCORD_API_URL: `http://127.0.0.1:${takenPort}/api` };
      return () => {
        well = { ...well, DISCORD_API_URL: servers.env.DISCORD_API_URL };
      };
    },
    finding: /^Discord token: .*not Discord → Check DISCORD_API_URL/u,
  },
  'a misspelled key': {
    env: { DISCORD_GUILD: '123456789012345678' },
    finding: /^Configuration: DISCORD_GUILD in the environment .*→ Write DISCORD_GUILDS instead/u,
  },
  'a misspelled key in the file': {
    make: () => {
      writeFileSync(join(folder, 'misspelled.env'), 'Public_Url=\nPOSTGRES_PASSWORD=x\n', { mode: 0o600 });
      return () => {};
    },
    envFile: join(folder, 'misspelled.env'),
    finding: /^Configuration: Public_Url in .*misspelled\.env .*→ Write PUBLIC_URL instead/u,
  },
  'a server that the bot is not in': {
    env: { DISCORD_GUILDS: '123456789012345678' },
    finding:
      /^Discord servers: I am not in 123456789012345678, which DISCORD_GUILDS names → .*client_id=\d+/u,
  },
  'servers, and no token': {
    env: { DISCORD_GUILDS: '123456789012345678', DISCORD_TOKEN: '' },
    finding: /^Configuration: DISCORD_GUILDS is given, but without DISCORD_TOKEN .*→ Fill in DISCORD_TOKEN/u,
  },
  'an organiser whom nobody knows': {
    env: { ORGANISERS: 'discourse:prague, discourse:nobody_here' },
    finding: /^Configuration: ORGANISERS names discourse:nobody_here.*→ Correct it/u,
  },
  'a user name with an @ before it': {
    env: { DISCOURSE_API_USERNAME: '@docent' },
    finding: /^Configuration: DISCOURSE_API_USERNAME is "@docent" → .*no "@"/u,
  },
  'the same port for metrics': {
    env: { METRICS_PORT: '8123', PORT: '8123' },
    finding: /^Configuration: METRICS_PORT is 8123, and so is PORT → Give METRICS_PORT another/u,
  },
  'a public address with a question in it': {
    env: { PUBLIC_URL: 'https://docent.example.org/?from=mail' },
    finding: /^Configuration: PUBLIC_URL is .*→ Give it without "\?"/u,
  },
  'a password with a # in it': {
    env: { DATABASE_URL: 'postgresql://docent:hunter2#x@127.0.0.1/docent' },
    finding: /^Configuration: DATABASE_URL is not an address.*→ .*%23/u,
  },
  'a port that is no number': {
    env: { PORT: '80a' },
    finding: /^Configuration: PORT is "80a".*→ Give a number/u,
  },
  'a taken port': {
    make: () => {
      well = { ...well, PORT: takenPort };
      return () => {
        well = { ...well, PORT: '0' };
      };
    },
    finding: /^Port: Port \d+ on 127\.0\.0\.1 is taken.*→ Stop that one, or give another PORT/u,
  },
  'an address that this computer does not have': {
    env: { HOST: '192.0.2.7' },
    finding: /^Port: This computer has no address 192\.0\.2\.7.*→ HOST is 127\.0\.0\.1/u,
  },
  'a public address that is none': {
    env: { PUBLIC_URL: 'docent.example.org' },
    finding: /^Configuration: PUBLIC_URL .*→ .*https:\/\/docent\.example\.org/u,
  },
  'a level that there is not': {
    env: { LOG_LEVEL: 'loud' },
    finding: /^Configuration: LOG_LEVEL is "loud".*→ Choose debug, info, warn or error/u,
  },
  'organisers without their platform': {
    env: { ORGANISERS: 'prague' },
    finding: /^Configuration: ORGANISERS has "prague".*→ List accounts with commas/u,
  },
  'a database of a kind that is not known': {
    env: { DATABASE_URL: 'mysql://localhost/docent' },
    finding: /^Configuration: DATABASE_URL starts with "mysql:".*→ Use a file/u,
  },
  'a folder as the database': {
    env: { DATABASE_URL: folder },
    finding: /^Database: .* is a folder.*→ .*names the file/u,
  },
  'a database in a folder that is not there': {
    env: { DATABASE_URL: join(folder, 'nowhere', 'docent.db') },
    finding: /^Database: .*folder must exist and be writable.*→ Make the folder/u,
  },
  'something else as the database': {
    env: { DATABASE_URL: join(folder, 'notes.txt') },
    finding: /^Database: .*not a database.*→ .*names the file/u,
  },
  'a PostgreSQL that is down': {
    env: { DATABASE_URL: 'postgresql://docent:hunter2@127.0.0.1:1/docent' },
    finding: /^Database: PostgreSQL at 127\.0\.0\.1:1 .*See that it runs there/u,
  },
  'a database that was copied elsewhere': {
    env: { DATABASE_URL: join(folder, 'retired.db') },
    finding: /^Database: This database was copied to .*and retired.*DATABASE_URL/u,
  },
  'keys that others can read': {
    envFile: join(folder, '.env'),
    finding: /^Keys in .*\.env: other users.*→ chmod 600/u,
  },
  'a database that can only be read': {
    make: () => {
      chmodSync(well.DATABASE_URL ?? '', 0o400);
      return () => chmodSync(well.DATABASE_URL ?? '', 0o600);
    },
    finding: /^Database file: .*can only be read, so nothing could be kept.*→ Let this user write/u,
  },
  'a database that others can read': {
    make: () => {
      chmodSync(well.DATABASE_URL ?? '', 0o644);
      return () => chmodSync(well.DATABASE_URL ?? '', 0o600);
    },
    finding: /^Database file: other users.*→ chmod 600/u,
  },
  'an application that anybody can invite': {
    make: () => {
      servers.discord.world.application.isPublic = true;
      return () => {
        servers.discord.world.application.isPublic = false;
      };
    },
    finding: /^Discord application: public.*→ .*Public Bot off/u,
  },
  'a missing permission in a channel': {
    make: () => {
      servers.discord.removePermission('#meetings', bits.SendMessagesInThreads | bits.CreatePublicThreads);
      return () => servers.discord.restorePermissions('#meetings');
    },
    finding:
      /^Channel #meetings \(meetings\): I lack Create Public Threads, Send Messages in Threads → Give my role/u,
  },
};

test('what is well is complained of by nobody', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'These are notes, and no database at all.', { mode: 0o600 });
  readable('.env');
  const retired = await connect(join(folder, 'retired.db'));
  await migrate(retired, join(folder, 'retired.db'));
  await retired.$transaction((rows) => retire(rows, 'postgresql://elsewhere'));
  await retired.$disconnect();
  expect(await examined(well)).toMatchObject({ status: 0, wrong: [] });
});

test.each(Object.entries(mistakes))('%s', async (_, { env = {}, envFile, make, finding }) => {
  const undo = await make?.();
  const { wrong, out } = await examined({ ...well, ...env }, envFile);
  await undo?.();
  expect(wrong).toEqual([expect.stringMatching(finding)]);
  expect(out).not.toContain('hunter2');
  for (const secret of [servers.env.DISCORD_TOKEN, servers.env.DISCOURSE_API_KEY, servers.env.GITHUB_TOKEN])
    expect(out).not.toContain(secret);
});

test('of what is at fault, nothing is said as it would be by default', async () => {
  const { out } = await examined({ ...well, DATABASE_URL: 'mysql://localhost/docent', PORT: '80a' });
  const { findings }: { findings: { what: string }[] } = JSON.parse(out);
  expect(findings.filter(({ what }) => what === 'Database' || what === 'Port')).toEqual([]);
});

test.each([
  ['a wrong token', 'a wrong key of the forum'],
  ['a wrong token of GitHub', 'a taken port'],
  ['a forum that is not there', 'a folder as the database'],
  ['a port that is no number', 'a PostgreSQL that is down'],
  ['a key that is missing', 'a missing permission in a channel'],
  ['keys that others can read', 'an application that anybody can invite'],
  ['a misspelled key', 'an organiser whom nobody knows'],
  ['the same port for metrics', 'a page in place of GitHub'],
])('%s and %s are both told', async (one, other) => {
  const both = [mistakes[one], mistakes[other]].filter((mistake) => mistake !== undefined);
  const undo = [];
  for (const { make } of both) undo.push(await make?.());
  const env = Object.assign({}, well, ...both.map((mistake) => mistake.env ?? {}));
  const { wrong } = await examined(env, both.find(({ envFile }) => envFile)?.envFile);
  for (const one of undo) await one?.();
  expect(wrong, wrong.join('\n')).toHaveLength(2);
  for (const { finding } of both) expect(wrong).toContainEqual(expect.stringMatching(finding));
});

test('a server that the bot has left is named with its group and the invitation', async () => {
  const database = await connect(well.DATABASE_URL ?? '');
  await makeGroup(database, {
    name: 'Translators',
    spaces: 'discord:999999999999999999',
    meetings: 'discord:888888888888888888',
  });
  await database.$disconnect();
  // Named by the operator, too, it is told once.
  const { wrong } = await examined({
    ...well,
    DISCORD_GUILDS: `${servers.guild.id},999999999999999999`,
  });
  expect(wrong).toEqual([
    expect.stringMatching(
      /^Server of Translators: I am not in 9{18}.*→ Invite me again: https:.*client_id=\d+/u,
    ),
  ]);
});

describe('looking', () => {
  test.each(freshDatabases())('makes no table on an empty database: $name', async ({ url }) => {
    const empty = await url();
    const { out } = await examined({ ...well, DATABASE_URL: empty.url });
    expect(out).toContain('made at the first start');
    if (databaseKind(empty.url) === 'sqlite') expect(existsSync(empty.url)).toBe(false);
    else {
      const database = await connect(empty.url);
      expect(await tableNames(database)).toEqual([]);
      await database.$disconnect();
    }
    await empty.remove();
  });

  test('changes nothing: not the mode of a folder, no new database, nothing beside one that is there', async () => {
    const own = mkdtempSync(join(tmpdir(), 'docent-looked-at-'));
    chmodSync(own, 0o755);
    await examined({ ...well, DATABASE_URL: own });
    await examined({ ...well, DATABASE_URL: join(own, 'new.db') });
    expect(statSync(own).mode & 0o777).toBe(0o755);
    expect(readdirSync(own)).toEqual([]);
    rmSync(own, { recursive: true });
    const before = statSync(well.DATABASE_URL ?? '');
    await examined(well);
    const after = statSync(well.DATABASE_URL ?? '');
    expect([after.mtimeMs, after.mode]).toEqual([before.mtimeMs, before.mode]);
    expect(existsSync(`${well.DATABASE_URL}-wal`)).toBe(false);
  });

  test('ends although everything swallows what it is sent', async () => {
    const silent = createTcp(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `http://127.0.0.1:${port}`;
    const { wrong } = await examined({
      ...well,
      DISCORD_API_URL: `${url}/api`,
      DISCOURSE_URL: url,
      GITHUB_API_URL: url,
      DATABASE_URL: `postgresql://docent@127.0.0.1:${port}/docent`,
    });
    for (const what of ['Database', 'Discord', 'Discourse', 'GitHub'])
      expect(wrong.some((one) => one.startsWith(what))).toBe(true);
    silent.close();
  });
});
