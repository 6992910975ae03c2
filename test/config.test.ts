// The configuration: what is read, and every fault at once with its cure.
import { describe, expect, it, test } from 'vitest';
import { nobodyElsesUrl } from '../src/cli/unknown-keys.ts';
import { configurationKeys, parseConfig, parseGitHub, secretsOf } from '../src/config.ts';
import { ConfigError } from '../src/core/errors.ts';

function faultsIn(env: Record<string, string>): string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').filter((line) => line.startsWith('- '));
  }
}

const discord = { DISCORD_TOKEN: 'abc' };
const discourse = {
  DISCOURSE_URL: 'https://forum.example',
  DISCOURSE_API_KEY: 'k'.repeat(64),
  DISCOURSE_API_USERNAME: 'docent',
};

describe('the configuration', () => {
  it('needs one platform only; the rest has defaults, and blanks count as absent', () => {
    expect(parseConfig({ DISCORD_TOKEN: 'abc', PORT: ' ', DISCOURSE_URL: '', GITHUB_TOKEN: '\t' })).toEqual({
      databaseUrl: './docent.db',
      host: '127.0.0.1',
      port: 8080,
      metricsPort: undefined,
      publicUrl: undefined,
      logLevel: 'info',
      organisers: [],
      discord: { token: 'abc', apiUrl: 'https://discord.com/api', guilds: [] },
      discourse: undefined,
      github: { token: undefined, apiUrl: 'https://api.github.com' },
    });
    expect(parseConfig(discourse).discord).toBeUndefined();
    expect(parseConfig({ ...discourse, LOG_LEVEL: 'WARN' }).logLevel).toBe('warn');
  });

  it('takes what was copied with white space around it', () => {
    const read = parseConfig({
      DISCORD_TOKEN: ' abc\n',
      PORT: '8081 ',
      PUBLIC_URL: 'https://docs.example/ ',
    });
    expect(read).toMatchObject({ discord: { token: 'abc' }, port: 8081, publicUrl: 'https://docs.example' });
  });

  it('reads organisers of both platforms', () => {
    const ORGANISERS = 'discord:123456789012345678, discourse:prague';
    expect(parseConfig({ ...discord, ORGANISERS }).organisers).toEqual([
      { platform: 'discord', id: '123456789012345678' },
      { platform: 'discourse', id: 'prague' },
    ]);
  });

  test.each([
    ['nothing', {}, [/DISCORD_TOKEN and DISCOURSE_URL are both missing.*npm run sandbox/u]],
    ['a port that there is not', { ...discord, PORT: '99999' }, [/PORT is "99999".*65535/u]],
    ['a port in words', { ...discord, PORT: 'http' }, [/PORT is "http".*8080/u]],
    [
      'another database',
      { ...discord, DATABASE_URL: 'mysql://u:p4ss@h/d' },
      [/DATABASE_URL.*"mysql:".*postgresql:/u],
    ],
    ['no file at all', { ...discord, DATABASE_URL: 'file:' }, [/DATABASE_URL names no file.*docent\.db/u]],
    [
      'a PostgreSQL without a host',
      { ...discord, DATABASE_URL: 'postgresql:///d' },
      [/DATABASE_URL.*user:password@host/u],
    ],
    [
      'a password that breaks the address',
      { ...discord, DATABASE_URL: 'postgresql://u:p4/ss@h/d' },
      [/DATABASE_URL.*%2F/u],
    ],
    [
      'an address without its beginning',
      { ...discord, PUBLIC_URL: 'docs.example' },
      [/PUBLIC_URL is "docs.example".*https:/u],
    ],
    [
      'an address of another kind',
      { ...discord, GITHUB_API_URL: 'ftp://x' },
      [/GITHUB_API_URL is "ftp:\/\/x".*api\.github/u],
    ],
    [
      'an API without /api',
      { ...discord, DISCORD_API_URL: 'https://discord.com' },
      [/DISCORD_API_URL.*ends in \/api/u],
    ],
    ['a level that there is not', { ...discord, LOG_LEVEL: 'loud' }, [/LOG_LEVEL is "loud".*debug, info/u]],
    [
      'an organiser without a platform',
      { ...discord, ORGANISERS: 'discourse:tokyo, prague' },
      [/ORGANISERS has "prague"\..*discord:\d+/u],
    ],
    [
      'a token with "Bot" before it',
      { DISCORD_TOKEN: 'Bot p4ss' },
      [/DISCORD_TOKEN has a space.*without "Bot"/u],
    ],
    [
      'a token with a quotation mark that nothing closes',
      { DISCORD_TOKEN: '"p4ss' },
      [/DISCORD_TOKEN begins with a quotation mark/u],
    ],
    [
      'a token in the place of the user name',
      { ...discourse, DISCOURSE_API_USERNAME: 'p4ss'.repeat(6).concat('.Gabcde.', 'p4ss'.repeat(8)) },
      [/DISCOURSE_API_USERNAME is something long/u],
    ],
    [
      'a key in two lines',
      { ...discourse, DISCOURSE_API_KEY: 'p4\nss' },
      [/DISCOURSE_API_KEY has .*Admin → API/u],
    ],
    [
      'a forum without key and user',
      { DISCOURSE_URL: 'https://f.example' },
      [/DISCOURSE_API_KEY is missing.*New API key/u, /DISCOURSE_API_USERNAME is missing/u],
    ],
    [
      'a key without a forum',
      { ...discord, DISCOURSE_API_KEY: 'p4ss' },
      [/DISCOURSE_URL is missing.*forum's address/u, /DISCOURSE_API_USERNAME is missing/u],
    ],
  ])('%s is named with its cure', (_, env: Record<string, string>, expected) => {
    const said = faultsIn(env);
    expect(said).toHaveLength(expected.length);
    for (const [i, line] of expected.entries()) expect(said[i]).toMatch(line);
    expect(said.join()).not.toMatch(/p4/u);
  });

  it('names all faults at once, also a faulty value beside a missing key', () => {
    const said = faultsIn({
      DISCOURSE_URL: 'forum',
      DISCOURSE_API_USERNAME: 'docent',
      PORT: '99999',
      DATABASE_URL: 'mysql://h/d',
      LOG_LEVEL: 'loud',
      GITHUB_API_URL: 'github',
    });
    const keys = said.map((line) => line.split(' ')[1]).toSorted();
    expect(keys).toEqual([
      'DATABASE_URL',
      'DISCOURSE_API_KEY',
      'DISCOURSE_URL',
      'GITHUB_API_URL',
      'LOG_LEVEL',
      'PORT',
    ]);
  });

  it('shows no secret, not even one in the wrong place', () => {
    const key = 'f00dfeed'.repeat(8);
    const wrong = ['PORT', 'LOG_LEVEL', 'PUBLIC_URL', 'ORGANISERS', 'DISCOURSE_URL', 'DISCORD_API_URL'];
    const said = faultsIn({ ...discord, ...Object.fromEntries(wrong.map((one) => [one, key])) }).join('\n');
    for (const one of wrong) expect(said).toContain(`- ${one} `);
    expect(said).not.toContain('f00dfeed');
    expect(faultsIn({ ...discord, PUBLIC_URL: 'ftp://me:hunter2@docs.example' }).join()).not.toContain(
      'hunter2',
    );
  });

  it('knows what must never be logged, a password as it is written and as it is meant', () => {
    const read = parseConfig({
      ...discord,
      ...discourse,
      DISCOURSE_WEBHOOK_SECRET: 'hook',
      GITHUB_TOKEN: 'git',
      DATABASE_URL: 'postgresql://u:p%40ss@h/d',
    });
    const secrets = ['abc', 'k'.repeat(64), 'hook', 'git', 'p%40ss', 'p@ss'];
    expect(secretsOf(read).toSorted()).toEqual(secrets.toSorted());
    expect(secretsOf({ ...read, databaseUrl: 'postgresql://u:50%@h/d' })).toContain('50%');
  });

  const keys = configurationKeys.filter((key) => /_(?:KEY|TOKEN|SECRET|PASSWORD)$/u.test(key));
  it.each(keys)('%s is among what must never be logged (`secretsOf` in config.ts)', (key) => {
    const secrets = secretsOf(parseConfig({ ...discord, ...discourse, [key]: 'of-this-key' }));
    expect(secrets).toContain('of-this-key');
  });

  it('of GitHub alone asks for nothing else', () => {
    expect(parseGitHub({ GITHUB_TOKEN: 'git ' })).toEqual({ token: 'git', apiUrl: 'https://api.github.com' });
    expect(() => parseGitHub({ GITHUB_API_URL: 'github' })).toThrow(/GITHUB_API_URL is "github"/u);
  });
});

test.each([
  ['http://localhost:8080', true],
  ['http://127.0.0.1:8080/docs', true],
  ['http://[::1]:8080', true],
  ['https://docent.example.org', false],
  ['https://localhost.example.org', false],
])('a PUBLIC_URL that only this computer can open deserves a remark: %s', (PUBLIC_URL, isRemarked) => {
  const found = nobodyElsesUrl({ PUBLIC_URL, DISCOURSE_URL: 'https://forum.example.org' });
  expect(found.map(({ isOk }) => isOk)).toEqual(isRemarked ? [true] : []);
  // The sandbox's forum is here too.
  expect(nobodyElsesUrl({ PUBLIC_URL, DISCOURSE_URL: 'http://127.0.0.1:4000' })).toEqual([]);
});
