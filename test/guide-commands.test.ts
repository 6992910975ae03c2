// What README and the guides for users tell people to type exists: each command among the bot's, with its options. The
// numbers in docs/limits.md are those in the code.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffline } from '../src/app.ts';
import { parseWhatIsRight } from '../src/config.ts';
import type { Command } from '../src/core/command.ts';
import { createLog } from '../src/log.ts';
import { slashCommands } from '../src/platforms/discord/commands.ts';
import { docent } from './cli/running.ts';

const root = join(import.meta.dirname, '..');
const pages = ['using', 'using-visitors', 'using-members', 'using-organisers', 'limits'];
const guides = ['README.md', ...pages.map((name) => `docs/${name}.md`)].map((name) => ({
  name,
  lines: readFileSync(join(root, name), 'utf8').split('\n'),
}));

/** Code in a line of a guide. In a block, it is the line itself. */
function codeOf(line: string): string[] {
  if (/^(npm|npx) /u.test(line)) return [line.replace(/\s+#.*$/u, '')];
  return [...line.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);
}

/** The chat commands of a line as they are typed. After `/vote open`, a bare `cast` is `/vote cast`. */
function chatCommands(line: string): string[] {
  let first = '';
  return codeOf(line).flatMap((code) => {
    const typed = code.replace(/^(?:@docent |npm run (?:-s )?docent -- |(?:npx )?docent )/u, '/');
    if (/^\/[a-z]/u.test(typed)) {
      first = /^\/\S+/u.exec(typed)?.[0] ?? '';
      return [typed];
    }
    return first !== '' && /^[a-z-]+$/u.test(typed) ? [`${first} ${typed}`] : [];
  });
}

const typed = guides.flatMap(({ name, lines }) =>
  lines.flatMap((line, at) => chatCommands(line).map((text) => ({ text, where: `${name}:${at + 1}` }))),
);

const folder = mkdtempSync(join(tmpdir(), 'docent-guides-'));
let commands: readonly Command[];
beforeAll(async () => {
  const { config } = parseWhatIsRight({});
  const log = createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} });
  const app = await openOffline({ config: { ...config, databaseUrl: join(folder, 'none.db') }, log });
  commands = app.dispatcher.commands;
  await app.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the program itself can do, beside the chat commands. */
const own = new Set([
  'dates',
  'plan',
  'digest',
  'doctor',
  'start',
  'backup',
  'restore',
  'copy',
  'new-identity',
]);
for (const name of ['sandbox', 'groups', 'people', 'completion']) own.add(name);
const isOwn = (text: string) => own.has(/^\/(\S+)/u.exec(text)?.[1] ?? '');

/** Of the guide for operators, only what the program itself can do: addresses look like commands there. */
const operating = readFileSync(join(root, 'docs/operating.md'), 'utf8')
  .split('\n')
  .flatMap((line) => codeOf(line.trim()).filter((code) => /^(?:[A-Z_]+=\S+ )?(?:npx )?docent /u.test(code)))
  .map((code) => code.replace(/^(?:[A-Z_]+=\S+ )?(?:npx )?docent /u, '/'))
  .filter(isOwn)
  .map((text) => ({ text, where: 'docs/operating.md' }));

test('the guides name many commands', () => {
  expect(typed.length).toBeGreaterThan(45);
  expect(new Set(typed.map(({ where }) => where.split(':')[0]))).toEqual(
    new Set(guides.map(({ name }) => name)),
  );
});

describe('a chat command that the guides name is one of the bot', () => {
  test.each(typed.filter(({ text }) => !isOwn(text)))('$where: $text', ({ text }) => {
    const words = text
      .slice(1)
      .replaceAll(/"[^"]*"/gu, 'value')
      .split(/\s+/u);
    const name = words.filter((word) => !word.includes(':')).join(' ');
    const command = commands.find((one) => one.name === name || one.name === `docent ${name}`);
    expect(command, `there is no command ${name}`).toBeDefined();
    const options = words.filter((word) => word.includes(':')).map((word) => word.split(':')[0] ?? '');
    expect(Object.keys(command?.options ?? {})).toEqual(expect.arrayContaining(options));
    if (options.length === 0) return;
    const required = Object.entries(command?.options ?? {}).filter(([, { required }]) => required === true);
    expect(options).toEqual(expect.arrayContaining(required.map(([one]) => one)));
  });
});

test('`confirmed:true`, which the guide promises, is an option of commands that ask', () => {
  const asking = commands.filter(({ confirm }) => confirm !== undefined);
  expect(asking.map(({ name }) => name)).toEqual(expect.arrayContaining(['meeting move', 'meeting cancel']));
  for (const { options } of asking) expect(options).toHaveProperty('confirmed');
});

describe('a command of the program that the guides name takes its options', () => {
  const named = [...typed.filter(({ text }) => isOwn(text)), ...operating];
  const once = named.filter(({ text }, at) => named.findIndex((one) => one.text === text) === at);
  test.concurrent.each(once)(
    '$where: $text',
    async ({ text }) => {
      const [name = '', second = '', ...rest] = text.slice(1).split(/\s+/u);
      const path = name === 'groups' || name === 'people' ? [name, second].filter(Boolean) : [name];
      const { status, out } = await docent([...path, '--help']).ended;
      expect(status).toBe(0);
      expect(out).toContain(`Usage: docent ${path.join(' ')} `);
      for (const option of [second, ...rest].filter((word) => word.startsWith('--')))
        expect(out).toContain(`${option} `);
    },
    60_000,
  );

  test('the guide for operators names what serves groups and people, and how to limit it', () => {
    const names = operating.map(({ text }) => text.split(' ').slice(0, 2).join(' '));
    for (const name of ['list', 'serve', 'grant', 'revoke', 'leave'])
      expect(names).toContain(`/groups ${name}`);
    for (const name of ['export', 'forget']) expect(names).toContain(`/people ${name}`);
    const guide = readFileSync(join(root, 'docs/operating.md'), 'utf8');
    for (const words of ['DISCORD_GUILDS=', 'npm run torture']) expect(guide).toContain(words);
  });
});

test('what the guides run with npm is a script of the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const operators = readFileSync(join(root, 'docs/operating.md'), 'utf8').split('\n');
  const lines = [...guides.flatMap(({ lines }) => lines), ...operators].flatMap(codeOf);
  const named = lines.flatMap((code) =>
    [...code.matchAll(/npm run (?:-s )?([a-z:]+)/gu)].map(([, one]) => one),
  );
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect(scripts).toHaveProperty([name ?? '']);
});

describe('a number of docs/limits.md is the one in the code', () => {
  const limits = readFileSync(join(root, 'docs', 'limits.md'), 'utf8');
  test.each([
    ['62 days', 'src/features/meetings/rules.ts', 'const eventLead = 62 * 24 * 60;'],
    ['nearest 60 of a group', 'src/features/meetings/store/advance.ts', 'const mostEvents = 60;'],
    ['20 topics on an agenda', 'src/features/meetings/store/agenda.ts', '{ topics: 20, actions: 50 }'],
    ['20 celebrations', 'src/features/celebrations/commands.ts', 'const mostOfOne = 20;'],
    ['50 questions that wait', 'src/features/amas/rules.ts', 'const mostOpenQuestions = 50;'],
    ['10 running votes', 'src/features/votes/commands/opening.ts', 'const mostOpen = 10;'],
    ['10 reviews and 3 issues', 'src/features/digests/commands/claims.ts', '{ review: 10, work: 3 }'],
    ['5 codes', 'src/features/members/store/accounts.ts', 'const mostClaimsADay = 5;'],
    ['10 polls', 'src/features/meetings/polls/commands/opening.ts', 'const mostPolls = 10;'],
    ['20 hosts', 'src/features/amas/hosts.ts', 'const mostHosts = 20;'],
    ['10 drafts', 'src/features/amas/store/drafts.ts', 'const mostDrafts = 10;'],
    ['20 options', 'src/features/votes/choices.ts', 'const mostOptions = 20;'],
    ['100 MB of one AMA', 'src/features/amas/store/files.ts', 'const mostBytes = 100 * 1024 * 1024;'],
    ['400 for one reading', 'src/sources/github/client.ts', 'access.maxRequests ?? 400'],
    ['60 a minute', 'src/platforms/discourse/client.ts', 'options.requestsPerMinute ?? 60'],
    ['90 days after the decision', 'src/features/members/store/rows.ts', 'keepDays: 90,'],
    ['| a day |', 'src/storage/drafts.ts', 'const keptMilliseconds = 24 * 60 * 60 * 1000;'],
    ['| 14 days;', 'src/features/members/membership-rules.ts', 'const offerDays = 14;'],
    ['| 7 days,', 'src/features/digests/commands/claims.ts', 'const claimDays = 7;'],
    ['| 60 days;', 'src/features/digests/store/runs.ts', 'const keptMilliseconds = 60 * day;'],
    ['366 days', 'src/publishing/work.ts', 'const keptMilliseconds = 366 * 24 * 60 * 60_000;'],
  ])('%s', (words, file, code) => {
    expect(limits).toContain(words);
    expect(readFileSync(join(root, file), 'utf8')).toContain(code);
  });

  test('applications may be kept as long as it says', () => {
    const option = commands.find(({ name }) => name === 'member settings')?.options['keep-days'];
    expect(option).toMatchObject({ min: 1, max: 3650 });
    expect(limits).toContain('1 to 3650');
  });
});

test('the pictures of README and guides are there, said in words, and small', () => {
  const pictures = guides.flatMap(({ name, lines }) =>
    [...lines.join('\n').matchAll(/!\[([^\]]*)\]\(([^)]+)\)/gu)].map(([, words = '', path = '']) => ({
      path: join(root, name, '..', path),
      words,
    })),
  );
  expect(pictures[0]?.words).toMatch(/meeting.*digest.*AMA/u);
  for (const { path, words } of pictures) {
    expect(words.length).toBeGreaterThan(20);
    expect(readFileSync(path).length).toBeLessThan(350_000);
  }
});

test('each command with all below it has room for one more among the 8,000 characters that Discord takes', () => {
  const sizeOf = (one: unknown): number => {
    if (Array.isArray(one)) return one.reduce((sum: number, item) => sum + sizeOf(item), 0);
    if (typeof one !== 'object' || one === null) return 0;
    return Object.entries(one).reduce((sum, [key, value]) => {
      if (key === 'options' || key === 'choices') return sum + sizeOf(value);
      return ['name', 'description', 'value'].includes(key) ? sum + String(value).length : sum;
    }, 0);
  };
  const full = slashCommands(commands).flatMap((one) => (sizeOf(one) > 7800 ? [one.name] : []));
  expect(full, 'Shorten its descriptions, or give some of its subcommands a command of their own.').toEqual(
    [],
  );
});
