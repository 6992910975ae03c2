// The terminal as a door to the bot: help without any configuration, several groups, and servers for a bot of one's own.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lend } from '../../sandbox/lending.ts';
import { connect } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeGroup } from '../group.ts';
import { isInFull } from '../in-full.ts';
import { docent } from './running.ts';
import { openServers } from './servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'docent-door-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [['meeting', '--help'], 'docent meeting series create'],
  [['docent', 'help'], 'docent meeting next'],
  [['help'], 'docent meeting next'],
  [['completion', 'fish'], 'complete -c docent'],
])('%j needs no configuration', async (argv, words) => {
  const { status, out, err } = await docent(argv).ended;
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain(words);
});

test.each([
  [['docter'], /no command `docter`. Did you mean `docent doctor`/u],
  [['nonsense'], /no command `nonsense`. `docent --help`/u],
  [['meeting', 'next'], /The configuration cannot be used.*in the folder that you are in/su],
  [['status'], /The configuration cannot be used/u],
])('%j, with nothing configured, is told what is wrong with it', async (argv, words) => {
  const { status, err } = await docent(argv).ended;
  expect(status).toBe(1);
  expect(err).toMatch(words);
});

test('bash completes what comes next', async () => {
  const { status, out, err } = await docent(['completion', 'bash']).ended;
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain('meeting series create');
  const script = join(folder, 'completion.bash');
  writeFileSync(script, out);
  const next = (words: string, current: number) =>
    execFileSync(
      'bash',
      [
        '-c',
        `source ${script}; COMP_WORDS=(${words}); COMP_CWORD=${current}; _docent; echo "\${COMPREPLY[@]}"`,
      ],
      { encoding: 'utf8' },
    ).trim();
  expect(next('docent meeting ser', 2)).toBe('series');
  expect(next('docent meeting series cre', 3)).toBe('create');
  expect(next('docent doc', 1)).toBe('docent doctor');
});

describe('several groups', () => {
  let servers: Awaited<ReturnType<typeof openServers>>;
  beforeAll(async () => {
    servers = await openServers();
    const database = await connect(servers.env.DATABASE_URL);
    await migrate(database, servers.env.DATABASE_URL);
    await makeGroup(database, { name: 'Docs', zone: 'Europe/Prague' });
    await makeGroup(database, { name: 'Translators', zone: 'Asia/Tokyo' });
    await database.$disconnect();
  });
  afterAll(() => servers.close());
  const series = [
    'meeting',
    'series',
    'create',
    'name:Call',
    'rule:first tuesday',
    'times:18:00',
    'zone:UTC',
    'confirmed:true',
  ];

  test('are told apart with --group, by name or number, wherever it stands', async () => {
    const made = await docent(['--group', 'translators', ...series], servers.env).ended;
    expect(made).toMatchObject({ status: 0, err: '' });
    const there = await docent(['meeting', 'series', 'list', '--group=2'], servers.env).ended;
    expect(there.out).toContain('Call');
    const elsewhere = await docent(['meeting', 'series', 'list', '--group', 'Docs'], servers.env).ended;
    expect(elsewhere.out).not.toContain('Call');
  });

  test.each([[['meeting', 'next']], [['meeting', 'next', '--group', 'nobody']]])(
    '%j says which there are',
    async (argv) => {
      const { status, out, err } = await docent(argv, servers.env).ended;
      expect(status).toBe(1);
      expect(out + err).toMatch(/--group: which one\? There are: 1 \(Docs\), 2 \(Translators\)/u);
    },
  );
});

test.skipIf(!isInFull)(
  'the sandbox lends its servers to a bot that is started by hand, and takes the keys back at the end',
  async () => {
    const file = join(folder, 'sandbox.env');
    // As the guide has it: the list of keys is copied, and nobody has filled anything in.
    const list = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
    writeFileSync(file, list);
    const sandbox = docent(['sandbox', '--env', file, '--port', '0']);
    await sandbox.until('The sandbox is open');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^DISCORD_TOKEN=\S+$/mu);
    // Somebody opens a second one beside it.
    const port = /127\.0\.0\.1:(\d+)/u.exec(sandbox.printed())?.[1] ?? '';
    const second = await docent(['sandbox', '--env', join(folder, 'second.env'), '--port', port]).ended;
    expect([second.status, second.out]).toEqual([1, '']);
    expect(second.err).toMatch(/^--port: \d+ is taken.*docent sandbox --port \d+\n$/u);
    expect(existsSync(join(folder, 'second.env'))).toBe(false);
    const same = await docent(['sandbox', '--env', file, '--port', '0']).ended;
    expect([same.status, same.out]).toEqual([1, '']);
    expect(same.err).toMatch(/has the keys of a sandbox that runs already/u);
    expect(readFileSync(file, 'utf8')).toMatch(/^DISCORD_TOKEN=\S+$/mu);
    const own = { DATABASE_URL: join(folder, 'own.db'), PORT: '0' };
    const looked = await docent(['doctor', `--env=${file}`], own).ended;
    expect(looked.out).toContain('All is well.');
    const bot = docent(['start', '--env', file], own);
    await bot.until('Docent is ready');
    bot.child.kill('SIGTERM');
    expect((await bot.ended).status).toBe(0);
    sandbox.child.kill('SIGTERM');
    expect((await sandbox.ended).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(list);
  },
);

// The same file beside sandboxes of this process: only how their keys come and go.
test('keys that are lent leave what somebody wrote into their file, whether the sandbox was stopped or killed', async () => {
  const file = join(folder, 'lent.env');
  const list = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
  const text = () => readFileSync(file, 'utf8');
  writeFileSync(file, list);
  const killed = await lend(file, {});
  appendFileSync(file, 'ORGANISERS=discourse:prague\n');
  const left = text();
  await killed.close();
  // As one leaves it that was killed.
  writeFileSync(file, left);
  const next = await lend(file, {});
  expect(text()).toMatch(/^DISCORD_TOKEN=\S+$[\s\S]*^ORGANISERS=discourse:prague$/mu);
  await next.close();
  expect(text()).toBe('ORGANISERS=discourse:prague\n');
  writeFileSync(file, list);
  const last = await lend(file, {});
  writeFileSync(file, text().replace(/^PUBLIC_URL=.*$/mu, 'PUBLIC_URL=http://[::1]:8080'));
  appendFileSync(file, 'ORGANISERS=discourse:prague\nTZ=UTC\n');
  await last.close();
  expect(text()).toBe(
    `${list.replace(/^PUBLIC_URL=$/mu, 'PUBLIC_URL=http://[::1]:8080').replace(/^ORGANISERS=$/mu, 'ORGANISERS=discourse:prague')}TZ=UTC\n`,
  );
  // It is lent again with the lines that are not the sandbox's, also with a comment above all.
  const before = text().replace(/^PUBLIC_URL=.*$/mu, 'PUBLIC_URL=');
  writeFileSync(file, before);
  const again = await lend(file, {});
  const lent = text();
  expect(lent).toMatch(/^DISCORD_TOKEN=\S+$[\s\S]*^ORGANISERS=discourse:prague\nTZ=UTC$/mu);
  writeFileSync(file, `# Mine.\n${lent.replace('TZ=UTC', 'TZ=Europe/Prague')}`);
  await again.close();
  expect(text()).toBe(`${before.replace('TZ=UTC', 'TZ=Europe/Prague')}# Mine.\n`);
  const mine = lent.replace(/^DISCORD_TOKEN=.*$/mu, 'DISCORD_TOKEN=mine');
  for (const filled of ['DISCORD_TOKEN=mine\n', mine]) {
    writeFileSync(file, filled);
    await expect(lend(file, {})).rejects.toThrow(
      /has keys in it, which I leave as they are: DISCORD_TOKEN.*Give the name of a new file/u,
    );
    expect(text()).toBe(filled);
  }
});
