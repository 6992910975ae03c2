// The package that `npm pack` makes: what is in it, and that it runs where npm installs it, with what it names as needed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInFull } from './in-full.ts';
import { makingMilliseconds } from './once.ts';
import { linkDependencies, packed } from './package.ts';

const root = join(import.meta.dirname, '..');
const packageFacts: { engines: { node: string } } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

describe.skipIf(!isInFull)('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-package-'));
  const installed = join(folder, 'node_modules', 'docent');
  let files: string[] = [];
  const compiled = process.env.NODE_COMPILE_CACHE ?? '';

  beforeAll(async () => {
    const tarball = await packed();
    files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
    linkDependencies(folder);
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  }, makingMilliseconds);
  afterAll(() => rmSync(folder, { recursive: true }));

  function docent(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(installed, 'bin', 'docent.js'), ...argv],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...env },
      },
    );
    return { status, stdout, stderr };
  }

  test('holds JavaScript, migrations, guides and notices; no tests, no source, no databases', () => {
    const has = (path: string) => files.includes(`package/${path}`);
    for (const path of [
      'bin/docent.js',
      'dist/src/main.js',
      'docs/third-party.md',
      'LICENSE',
      '.env.example',
    ])
      expect(has(path), path).toBe(true);
    expect(files.some((path) => /migrations\/sqlite\/0001[^/]*\/migration\.sql$/u.test(path))).toBe(true);
    expect(files.some((path) => /migrations\/postgresql\/0001[^/]*\/migration\.sql$/u.test(path))).toBe(true);
    expect(files.filter((path) => /\.ts$|\.db$|^package\/test|\/test\/|\.env$/u.test(path))).toEqual([]);
  });

  test('runs nothing when it is installed that needs a checkout', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(installed, 'packaging', 'prepare.js')], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('runs below node_modules: commands without a bot', () => {
    const words = ['--rule', 'first tuesday', '--times', '18:00', '--zone', 'Europe/Prague'];
    const { status, stdout } = docent(['dates', ...words, '--from', '2027-01', '--count', '1']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Tuesday 5 January 2027, 18:00 Europe/Prague  17:00 UTC\n',
    });
  });

  test('runs below node_modules: the bot with its database, in the sandbox and with the planning thread', () => {
    const story = join(folder, 'story.txt');
    writeFileSync(story, 'at 2027-01-01T09:00Z\nprague@discord #meetings: /meeting next\n');
    expect(docent(['sandbox', '--play', story])).toMatchObject({ status: 0, stderr: '' });
    const members = join(folder, 'members.json');
    writeFileSync(members, '[{"name": "Ada", "zone": "Europe/London"}]');
    const plan = [
      'plan',
      '--members',
      members,
      '--rule',
      'first tuesday',
      '--from',
      '2027-01',
      '--months',
      '2',
    ];
    expect(docent(plan)).toMatchObject({ status: 0, stderr: '' });
  });

  test('names what is missing when it is started without a configuration', () => {
    const { status, stderr } = docent(['start']);
    expect(status).toBe(1);
    expect(stderr).toContain('DISCORD_TOKEN');
    expect(stderr).not.toMatch(/^\s+at /mu);
  });
});

test('no thread is started by a name that only a checkout has', () => {
  const named = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .filter((path) => /new URL\('[^']*\.ts'/u.test(readFileSync(join(root, 'src', path), 'utf8')));
  expect(named, 'take the ending from extname(import.meta.filename)').toEqual([]);
});

describe('the oldest Node', () => {
  function asNode(version: string) {
    const pretend = `Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${version}'}})`;
    const argv = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
    return spawnSync(process.execPath, [...argv, join(root, 'bin', 'docent.js'), '--help'], {
      encoding: 'utf8',
    });
  }

  test.each(['18.20.8', '20.20.2', '22.18.0', '23.11.1', '24.4.1'])(
    '%s is refused in one sentence',
    (version) => {
      const { status, stdout, stderr } = asNode(version);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toBe(
        `Docent needs Node 24.5 or newer, or 22.19 or newer of the 22 series, and this is Node ${version}: install Node 24 from https://nodejs.org and run it again.\n`,
      );
    },
  );

  test.each(['22.19.0', '22.22.1', '24.5.0', '24.21.0', '25.0.0', '26.1.0'])('%s is taken', (version) => {
    expect(asNode(version)).toMatchObject({ status: 0, stderr: '' });
  });

  test('is the one that package.json names', () => {
    expect(packageFacts.engines.node).toBe('^22.19 || >=24.5');
  });
});
