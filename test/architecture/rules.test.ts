// The bot as a whole: the dependency rule, files that say what they are, names given once, and every key explained.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandBody } from '../../sandbox/discord/check/commands.ts';
import { openOffline } from '../../src/app.ts';
import { configurationKeys, parseConfig } from '../../src/config.ts';
import { command } from '../../src/core/command.ts';
import { createDispatcher, type DispatcherParts } from '../../src/core/dispatcher.ts';
import { doc } from '../../src/core/document.ts';
import { openForm, whisper } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { slashCommands } from '../../src/platforms/discord/commands.ts';
import { circlesOf, faultsOf, isPure } from './rules.ts';
import { factsOf } from './source.ts';

const root = join(import.meta.dirname, '../..');

function sources(...folders: string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'));
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const faults = (path: string, text: string) => faultsOf(factsOf({ path, text }));

describe('the rules can tell right from wrong', () => {
  const wrong: readonly (readonly [path: string, code: string, fault: RegExp])[] = [
    ['src/core/a.ts', "import { b } from '../config.ts';", /core imports nothing of ours/u],
    [
      'src/core/a.ts',
      "export type { B } from '../features/amas/lookup.ts';",
      /core imports nothing of ours/u,
    ],
    ['src/core/a.ts', "type B = import('../config.ts').B;", /core imports nothing of ours/u],
    ['src/storage/a.ts', "import { b } from '../publishing/store.ts';", /storage imports core only/u],
    [
      'src/features/amas/index.ts',
      "import { b } from '../roster/store.ts';",
      /features never import features/u,
    ],
    [
      'src/features/amas/index.ts',
      "import type { B } from '../roster/store.ts';",
      /features never import features/u,
    ],
    [
      'src/features/amas/index.ts',
      "const b = () => import('../roster/store.ts');",
      /features never import features/u,
    ],
    [
      'src/features/amas/commands.ts',
      "import { b } from '../../storage/client.ts';",
      /only a feature's store/u,
    ],
    [
      'src/features/amas/commands.ts',
      "import { mark } from '../../publishing/store.ts';",
      /only a feature's store/u,
    ],
    [
      'src/features/amas/views.ts',
      "import { b } from '../../platforms/discord/render.ts';",
      /a feature imports core/u,
    ],
    ['src/features/amas/index.ts', "import { Client } from 'discord.js';", /outside its folder/u],
    ['src/platforms/discord/a.ts', "import { b } from '../discourse/api.ts';", /core and their vendor/u],
    [
      'src/sources/github/a.ts',
      "import { b } from '../../features/digests/rules.ts';",
      /core and their vendor/u,
    ],
    ['sandbox/discord/a.ts', "import { b } from '../../platforms/discord/render.ts';", /nothing of the bot/u],
    ['src/features/amas/rules.ts', 'export const b = async () => {};', /is pure/u],
    [
      'src/features/amas/new-thing.ts',
      'export function b(c: Promise<void>) { return async () => await c; }',
      /is pure/u,
    ],
    ['src/features/amas/rules.ts', "import { readFileSync } from 'node:fs';", /is pure/u],
    ['src/features/amas/rules.ts', 'export const b = () => Date.now();', /reads the clock/u],
    ['src/features/amas/commands.ts', 'export const b = () => new Date();', /reads the clock/u],
    ['src/features/amas/store.ts', 'export const b = () => DateTime.now();', /reads the clock/u],
    ['src/features/amas/store.ts', 'export const b = () => process.env.HOME;', /touches process\.env/u],
    ['src/app.ts', 'export const b = () => process.argv;', /touches process\.argv/u],
    ['src/publishing/store.ts', 'export const b = () => process.env;', /touches process\.env/u],
    ['src/app.ts', "console.log('hello');", /when it is imported/u],
    ['src/app.ts', "export const b = await import('./config.ts');", /when it is imported/u],
    ['src/app.ts', 'let count = 0;', /when it is imported/u],
    ['src/app.ts', 'if (b) c();', /when it is imported/u],
    ['src/app.ts', 'export const b = c as D;', /casts/u],
    ['src/app.ts', 'export const b = c!;', /casts/u],
    ['src/someThing.ts', 'export const b = 1;', /kebab-case/u],
    ['src/features/amas/rules.ts', "export const b = (c: string) => c === 'discord';", /names a platform/u],
    ['src/core/a.ts', 'export const b = (discourseName: string) => discourseName;', /names a platform/u],
    ['sandbox/a.ts', "import { b } from '../src/core/time.ts';", /composition root/u],
  ];

  it.each(wrong)('%s must not have: %s', (path, code, fault) => {
    const found = faults(path, `// Says what lives here.\n${code}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(fault);
  });

  const right: readonly (readonly [path: string, code: string])[] = [
    ['src/features/amas/store.ts', "import { mark } from '../../publishing/store.ts';"],
    ['src/features/amas/store/rows.ts', "import { b } from '../../../storage/client.ts';"],
    ['src/features/amas/commands.ts', "import type { B } from '../../publishing/store.ts';"],
    ['src/features/amas/rules.ts', 'export const b = (now: Date) => new Date(now.getTime() + 1);'],
    ['src/features/amas/rules.ts', "export const await_ = 'async Date.now() process.env as any';"],
    ['src/main.ts', 'await run(process.env, process.argv);'],
    ['src/app.ts', "export const b = ['a'] as const;"],
    ['src/app.ts', 'export const b = async () => await import("./main.ts");'],
    ['src/storage/migration-worker.ts', 'await work();'],
  ];

  it.each(right)('%s may have: %s', (path, code) => {
    expect(faults(path, `// Says what lives here.\n${code}\n`)).toEqual([]);
  });

  it('a file that does not say what it is, is found', () => {
    expect(faults('src/app.ts', "import { b } from './config.ts';\n")).toEqual([
      'src/app.ts: does not open with a sentence',
    ]);
  });
});

/** A row that is written by itself, outside of a transaction. */
const writtenOutside = /\bdatabase\s*\.(\w+)\s*\.(?:create|update|upsert|delete)/gu;
/** Where that is right, and why. */
const writtenAlone: Readonly<Record<string, string>> = {
  'src/features/amas/store/hosts.ts: amaHost':
    'who a host is, learned when they come; the same however often',
  'src/features/digests/store/digests.ts: digestRun': 'what was read, kept to be shown again',
  'src/features/digests/store/memory.ts: knownPage': 'what GitHub answered, kept to ask for less',
  'src/features/digests/store/memory.ts: knownPull': 'what GitHub answered, kept to ask for less',
  'src/features/digests/store/runs.ts: digestRun': 'a claim, by its revision',
  'src/features/members/store/groups.ts: group': 'there is no group yet that could be locked',
  'src/features/members/store/groups.ts: space': 'a space is taken by its unique row',
  'src/features/members/store/served.ts: grant': 'by the operator, at the terminal; the same however often',
  'src/features/members/store/served.ts: group': 'there is no group yet that could be locked',
};

describe('every file keeps the rules', () => {
  const files = sources('src', 'sandbox', 'test', 'bench', 'prisma');

  it('there are files, and pure ones among them', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter(isPure).length).toBeGreaterThan(60);
    for (const path of ['src/features/meetings/rules.ts', 'src/features/amas/views.ts', 'src/core/time.ts']) {
      expect(isPure(path)).toBe(true);
    }
  });

  it('no fault is found', () => {
    expect(files.flatMap((path) => faults(path, read(path)))).toEqual([]);
  });

  it('no column of the schema names a platform', () => {
    const columns = read('prisma/schema.prisma').match(/^\s+\w+ .*$/gmu) ?? [];
    expect(columns.length).toBeGreaterThan(100);
    expect(columns.filter((line) => /discord|discourse/iu.test(line.split('//')[0] ?? ''))).toEqual([]);
  });

  it('features change facts in `change` alone, under its locks and once for a request', () => {
    const written = files.flatMap((path) => {
      const found = path.startsWith('src/features/') ? read(path).matchAll(writtenOutside) : [];
      return [...found].map(([, model = '']) => `${path}: ${model}`);
    });
    expect(written.filter((one) => !(one in writtenAlone))).toEqual([]);
    expect(Object.keys(writtenAlone).filter((one) => !written.includes(one))).toEqual([]);
  });

  it('files make no circles', () => {
    const ours = files.filter((path) => /^(src|sandbox)\//u.test(path));
    const facts = ours.map((path) => factsOf({ path, text: read(path) }));
    expect(circlesOf(facts)).toEqual([]);
    const circle = ['a', 'b', 'c'].map((name, i) =>
      factsOf({ path: `src/${name}.ts`, text: `import { x } from './${'bca'[i]}.ts';` }),
    );
    expect(circlesOf(circle)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
  });
});

describe('all features together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-'));
  const config = parseConfig({
    DATABASE_URL: join(folder, 'docent.db'),
    DISCORD_TOKEN: 'nobody-logs-in',
    DISCORD_API_URL: 'http://127.0.0.1:1/api',
    DISCOURSE_URL: 'http://127.0.0.1:1',
    DISCOURSE_API_KEY: 'nobody-asks',
    DISCOURSE_API_USERNAME: 'docent',
  });
  const log = createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} });
  const bot = await openOffline({ config, log });
  const { commands } = bot.dispatcher;
  await bot.close();
  rmSync(folder, { recursive: true });

  const slash = slashCommands(commands);

  it('have their commands in one set that Discord takes', () => {
    expect(commands.length).toBeGreaterThan(40);
    for (const feature of ['meeting', 'prs', 'ama', 'member', 'docent']) {
      expect(slash.map(({ name }) => name)).toContain(feature);
    }
    expect(slash.length).toBeLessThanOrEqual(100);
  });

  it.each(slash.map((one) => [one.name, one] as const))('/%s is inside every limit', (_, command) => {
    expect(commandBody.safeParse(command).error?.issues ?? []).toEqual([]);
  });
});

it('two features cannot take the same name: the bot does not open', () => {
  const parts: DispatcherParts = {
    commands: [],
    actions: [],
    forms: [],
    drafts: { keep: async () => '', find: async () => undefined, take: async () => undefined },
    now: () => new Date(0),
    contextOf: async () => ({ groupId: 1, isOrganiser: false, isMember: false, zone: 'UTC' }),
    about: async () => [],
    groupOf: async () => 1,
    refuseStrange: async () => {},
    ingest: async () => {},
    failed: () => {},
  };
  const reply = async () => whisper(doc());
  const access = 'everyone';
  const one = command({ name: 'docent status', description: 'Shows how things are', access, run: reply });
  const action = { name: 'amas/vote', args: [], access, run: reply } as const;
  const form = {
    name: 'amas/question',
    args: [],
    access,
    run: reply,
    open: async () => openForm('amas/question', { title: 'Question', fields: [] }),
  } as const;
  expect(() => createDispatcher({ ...parts, commands: [one, one] })).toThrow(/docent status/u);
  expect(() => createDispatcher({ ...parts, actions: [action, action] })).toThrow(/amas\/vote/u);
  expect(() => createDispatcher({ ...parts, forms: [form, form] })).toThrow(/amas\/question/u);
  expect(() =>
    createDispatcher({ ...parts, commands: [one], actions: [action], forms: [form] }),
  ).not.toThrow();
});

it('every configuration key is explained in .env.example, and none that is not', () => {
  const explained = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gmu)].map(([, key]) => key);
  expect(explained.toSorted()).toEqual(configurationKeys.toSorted());
});
