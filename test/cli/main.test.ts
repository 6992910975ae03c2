// The command line as people use it: help, clear errors with status 1, and chat commands at the terminal.
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { bundled } from './bundled.ts';
import { docent } from './running.ts';
import { openServers } from './servers.ts';

test.each([[[]], [['--help']]])('%j shows what there is', async (argv) => {
  const { out, err } = await docent(argv).ended;
  const words = out + err;
  for (const name of ['start', 'doctor', 'sandbox', 'dates', 'plan', 'digest']) expect(words).toContain(name);
  expect(words).toContain('docent meeting next');
});

test.each([
  [
    'a file that is not there',
    ['plan', '--members', '/nowhere.json', '--rule', 'first tuesday', '--from', '2027-01'],
    '/nowhere.json',
  ],
  [
    'an abbreviation for a zone',
    ['dates', '--rule', 'first tuesday', '--times', '18:00', '--zone', 'EST', '--from', '2026-01'],
    'America/New_York',
  ],
  ['a missing option', ['dates', '--rule', 'first tuesday'], "--times <times>' not specified\nAdd --help"],
  ['a command that there is not', ['groups', 'list-all'], "unknown command 'list-all'\nAdd --help"],
  ['an option that there is not', ['doctor', '--fix'], "unknown option '--fix'\nAdd --help"],
  ['keys that are not there', ['doctor', '--env', '/nowhere.env'], '/nowhere.env. Check the path'],
  ['no configuration', ['start'], 'npm run sandbox'],
  ['no configuration for a chat command', ['meeting', 'next'], 'DISCORD_TOKEN'],
])('%s is said on stderr, with status 1 and no stack', async (_, argv, words) => {
  const { status, out, err } = await docent(argv).ended;
  expect(status).toBe(1);
  expect(err).toContain(words);
  expect(out + err).not.toMatch(/^\s+at /mu);
});

test('what keeps the bot from starting is a line of JSON where the log is', async () => {
  const { status, err } = await docent(['start'], { DISCORD_TOKEN: 'short-lived-token', PORT: '99999' })
    .ended;
  expect(status).toBe(1);
  const [line = '', ...others] = err.trim().split('\n');
  expect(others).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({ level: 50, msg: expect.stringContaining('PORT is "99999"') });
});

describe('with a set-up', () => {
  let servers: Awaited<ReturnType<typeof openServers>>;
  beforeAll(async () => {
    servers = await openServers();
  });
  afterAll(() => servers.close());

  test('a database whose name is mistyped is not made; it is said which commands make one', async () => {
    for (const argv of [
      ['meeting', 'next'],
      ['projects'],
      ['groups', 'list'],
      ['people', 'export', 'discourse:tokyo'],
    ]) {
      const { status, err } = await docent(argv, { ...servers.env, DATABASE_URL: './mistyped.db' }).ended;
      expect(status).toBe(1);
      expect(err).toMatch(/^There is no database \.\/mistyped\.db\. .*`docent start`/u);
    }
    const unknown = await docent(['meetng', 'next'], { ...servers.env, DATABASE_URL: './mistyped.db' }).ended;
    expect(unknown.err).toContain('There is no command');
  });

  test('start is ready, registers commands, and leaves cleanly on SIGTERM', async () => {
    const warning =
      "data:text/javascript,process.on('SIGUSR2',()=>process.emitWarning('Old','DeprecationWarning'))";
    const running = docent(['start'], { ...servers.env, NODE_OPTIONS: `--import=${warning}` });
    await running.until('Docent is ready');
    running.child.kill('SIGUSR2');
    await running.until('Node warns: Old');
    expect(servers.discord.people.commands('tokyo', '#meetings').length).toBeGreaterThan(20);
    running.child.kill('SIGTERM');
    const { status, out, err } = await running.ended;
    expect([status, err]).toEqual([0, '']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg);
    expect(lines.at(-1)).toBe('Stopped');
    expect(out).not.toContain(servers.env.DISCORD_TOKEN);
  });

  test('a disk that takes no more is said in words at the terminal, too', async () => {
    const path = join(dirname(servers.env.DATABASE_URL), 'full.db');
    // Kept open: what was written ahead stays beside the file, and is longer than the process below may write.
    const database = await connect(path);
    await migrate(database, path);
    const env = { PATH: process.env.PATH, ...servers.env, DATABASE_URL: path };
    const limited = [
      '-c',
      'ulimit -f 128; exec "$0" "$@"',
      process.execPath,
      await bundled(),
      'member',
      'list',
    ];
    const failed = await promisify(execFile)('sh', limited, { env }).catch((error: unknown) => error);
    await database.$disconnect();
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^I cannot get at my database.*disk\.\n$/u),
    });
  });

  test('chat commands work at the terminal, and say what is wrong', async () => {
    const made = await docent(
      [
        'meeting',
        'series',
        'create',
        'name:Docs call',
        'rule:first tuesday',
        'times:18:00',
        'zone:Europe/Prague',
        'confirmed:true',
      ],
      servers.env,
    ).ended;
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(made.out).toContain('Docs call');
    const list = await docent(['meeting', 'series', 'list'], servers.env).ended;
    expect(list.out).toContain('Docs call');
    const help = await docent(['meeting', 'series', '--help'], servers.env).ended;
    expect(help).toMatchObject({ status: 0, err: '' });
    expect(help.out).toContain('docent meeting series create');
    expect(help.out).not.toContain('docent ama');
    const wrong = await docent(['meeting', 'nxt'], servers.env).ended;
    expect(wrong.status).toBe(1);
    expect(wrong.out).toContain('meeting next');
  });

  test('doctor says that all is well, or what to mend; secrets never show', async () => {
    const well = await docent(['doctor'], servers.env).ended;
    expect(well.out).toContain('✓ Discord token: accepted');
    expect(well.out).toContain('✓ GitHub');
    const ill = await docent(['doctor'], {
      ...servers.env,
      DISCORD_TOKEN: 'wrong-token',
      GITHUB_TOKEN: 'wrong',
    }).ended;
    expect(ill.status).toBe(1);
    expect(ill.out).toContain('✗ Discord token');
    expect(ill.out).toContain('Reset Token');
    expect(ill.out).toContain('✗ GitHub');
    expect(ill.out + ill.err).not.toContain('wrong-token');
    expect(well.out + ill.out).not.toContain(servers.env.DISCOURSE_API_KEY);
  });
});
