// The version after this one, with a migration more, on rows of 0.1.0: how it upgrades, and how this version meets that.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/client.ts';
import { bundled } from '../cli/bundled.ts';
import { largerNursery } from '../cli/larger-nursery.ts';
import { isInFull, isWhole } from '../in-full.ts';
import { freshDatabases } from './database.ts';
import { counted, fixture } from './fixtures.ts';

const root = join(import.meta.dirname, '..', '..');
const release = fixture('0.1.0');

describe.skipIf(!isInFull)('the version after this one', () => {
  const later = mkdtempSync(join(tmpdir(), 'docent-later-'));
  const added = '9998_later';
  /** What it changes: a table more, and one that is made anew, as Prisma does it where a table cannot be altered. */
  const change =
    'CREATE TABLE "Colour" ("id" INTEGER NOT NULL PRIMARY KEY);\nALTER TABLE "Group" ADD COLUMN "colour" TEXT;';

  beforeAll(async () => {
    // Today's program with a migration more, as its package would be.
    cpSync(join(root, 'src'), join(later, 'src'), {
      recursive: true,
      filter: (path) => !path.startsWith(join(root, 'src', 'storage', 'generated')),
    });
    symlinkSync(join(root, 'src', 'storage', 'generated'), join(later, 'src', 'storage', 'generated'));
    symlinkSync(join(root, 'node_modules'), join(later, 'node_modules'));
    for (const name of ['sandbox', 'package.json']) symlinkSync(join(root, name), join(later, name));
    const bundle = dirname(await bundled());
    for (const name of readdirSync(bundle).filter((one) => one.endsWith('.js')))
      writeFileSync(
        join(later, name),
        readFileSync(join(bundle, name), 'utf8').replaceAll(`${root}/`, `${later}/`),
      );
    cpSync(join(root, 'prisma', 'migrations'), join(later, 'prisma', 'migrations'), { recursive: true });
    for (const kind of ['sqlite', 'postgresql']) migration(kind, change);
  });
  afterAll(() => rmSync(later, { recursive: true }));

  function migration(kind: string, sql: string): void {
    const folder = join(later, 'prisma', 'migrations', kind, added);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), sql);
  }

  /** `docent groups` connects to no platform, and brings the database up to date. */
  const environment = (url: string) => ({
    PATH: process.env.PATH ?? '',
    DATABASE_URL: url,
    DISCORD_TOKEN: 'not.asked.here',
    DISCORD_API_URL: 'http://127.0.0.1:1/api',
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  });

  /** What the later program does at its start, and nothing else: it says when it begins. */
  const migrating = (url: string) => [
    '--input-type=module',
    '--eval',
    `const { connect } = await import('${join(later, 'src/storage/client.ts')}');
    const { migrate } = await import('${join(later, 'src/storage/migrate.ts')}');
    const database = await connect(process.argv[1]);
    process.stdout.write('connected');
    await migrate(database, process.argv[1]);
    await database.$disconnect();`,
    url,
  ];

  /** Runs a command of today's program, or of the later one; answers what it said and how it ended. */
  async function run(program: string, argv: readonly string[], url: string) {
    const main = program === root ? await bundled() : join(program, 'main.js');
    const env = environment(url);
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [largerNursery, main, ...argv], {
        cwd: later,
        env,
      });
      return { status: 0, said: stdout };
    } catch (error) {
      if (!(error instanceof Error && 'stdout' in error && 'stderr' in error && 'code' in error)) throw error;
      return { status: error.code, said: `${error.stdout}${error.stderr}` };
    }
  }

  describe.each(freshDatabases())('on $name', ({ url: newAddress }) => {
    let address: Awaited<ReturnType<typeof newAddress>>;
    beforeEach(async () => {
      address = await newAddress();
      await release.open(address.url);
    });
    afterEach(() => address.remove());

    async function isUpgraded(): Promise<boolean> {
      const database = await connect(address.url);
      const found = await database.$queryRawUnsafe<unknown[]>(
        `SELECT migration_name FROM _prisma_migrations WHERE migration_name = '${added}'`,
      );
      await database.$disconnect();
      return found.length > 0;
    }

    test('tries the upgrade first and changes nothing; then it is done, and this version refuses with words', async () => {
      const before = await counted(address.url);
      const looked = await run(later, ['doctor', '--upgrade', '--json'], address.url);
      expect(looked.said).toMatch(/it was tried and undone again, and will succeed \([^)]*9998_later\)/u);
      expect([await isUpgraded(), await counted(address.url)]).toEqual([false, before]);
      expect((await run(later, ['groups', 'list'], address.url)).status).toBe(0);
      expect(await isUpgraded()).toBe(true);
      expect([...(await counted(address.url))]).toEqual(expect.arrayContaining([...before, ['Colour', 0]]));
      const refused = await run(root, ['groups', 'list'], address.url);
      expect(refused.status).toBe(1);
      expect(refused.said).toMatch(/newer version of Docent .*9998_later.*restore a backup from before/u);
      expect([...(await counted(address.url))]).toEqual(expect.arrayContaining([...before, ['Colour', 0]]));
    });

    test('killed in the middle it has done all or nothing, and the next start does it', async () => {
      const before = await counted(address.url);
      for (let i = 0; i < (isWhole ? 3 : 1); i += 1) {
        const child = spawn(process.execPath, migrating(address.url), {
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        const ended = once(child, 'exit');
        await once(child.stdout, 'data');
        await setTimeout(Math.random() * 250);
        child.kill('SIGKILL');
        await ended;
        const hasColour = (await counted(address.url)).has('Colour');
        expect(hasColour).toBe(await isUpgraded());
      }
      await promisify(execFile)(process.execPath, migrating(address.url));
      expect([...(await counted(address.url))]).toEqual(expect.arrayContaining([...before, ['Colour', 0]]));
    });
  });

  test('a migration that cannot be done is found by the doctor, and changes nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'docent-upgrade-'));
    const url = join(folder, 'docent.db');
    await release.open(url);
    migration('sqlite', `${change}\nCREATE TABLE "Group" ("id" INTEGER NOT NULL PRIMARY KEY);`);
    const before = readFileSync(url);
    const { status, said } = await run(later, ['doctor', '--upgrade'], url);
    migration('sqlite', change);
    expect(status).toBe(1);
    expect(said).toMatch(
      /✗ Upgrade: .*could not be brought up to date[^\n]*\n {2}→ Stay with the version that runs/u,
    );
    expect(readFileSync(url).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['docent.db']);
    rmSync(folder, { recursive: true });
  });

  test('after a backup that was made before it, this version goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'docent-rollback-'));
    const [url, backup] = [join(folder, 'docent.db'), join(folder, 'before.db')];
    await release.open(url);
    const before = await counted(url);
    expect((await run(root, ['backup', backup], url)).status).toBe(0);
    await promisify(execFile)(process.execPath, migrating(url));
    const back = await run(root, ['restore', backup], url);
    expect(back.said).toMatch(/is what .*before\.db was/u);
    expect((await run(root, ['groups', 'list'], url)).said).toContain('Docs work group');
    const after = await counted(url);
    for (const [table, count] of before) if (table !== 'Cursor') expect(after.get(table), table).toBe(count);
    rmSync(folder, { recursive: true });
  });
});
