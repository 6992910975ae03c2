// The guide for operators, followed: every block marked `sh` is run in a fresh folder, in its order, against the sandbox's servers.
// What needs the network is stood in for: `npm ci` does nothing, and `npm install FILE` unpacks the package and links its needs;
// `npm pack` takes the package that other tests of this run look at too, and `npx` runs what is installed.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largerNursery } from './cli/larger-nursery.ts';
import { openServers } from './cli/servers.ts';
import { isInFull } from './in-full.ts';
import { makingMilliseconds } from './once.ts';
import { linkDependencies, packed } from './package.ts';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'docs', 'operating.md'), 'utf8');

/** The commands of the blocks in `sh`, line by line. */
const commands = [...guide.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gmu)].flatMap(
  ([, indent = '', block = '']) =>
    block
      .split('\n')
      .map((line) => line.slice(indent.length))
      .filter((line) => line.trim() !== ''),
);

const folder = mkdtempSync(join(tmpdir(), 'docent-guide-'));
const installed = join(folder, 'node_modules', 'docent');
let servers: Awaited<ReturnType<typeof openServers>>;
let path = '';

beforeAll(async () => {
  servers = await openServers();
  // A system's npm and node, as the guide means them, with this Node.
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  // What npx does where a package is installed, without npm's own half second.
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\nname=$1\nshift\nexec "./node_modules/.bin/$name" "$@"\n', {
    mode: 0o755,
  });
  path = `${bin}:${process.env.PATH ?? ''}`;
});
afterAll(async () => {
  await servers.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => ({
  PATH: path,
  HOME: folder,
  TMPDIR: tmpdir(),
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
});

/** Runs a line; not synchronously, since the servers that it asks live in this process. */
async function run(line: string): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', line], { cwd: folder, env: environment() });
  return stdout;
}

/** Starts what runs until it is stopped; answers the process and its words so far. */
function start(argv: readonly string[] = ['start']) {
  const child = spawn(process.execPath, [largerNursery, join(installed, 'bin', 'docent.js'), ...argv], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const ended = new Promise<{ status: number | null; out: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, out })),
  );
  return { child, ended, until: (words: string) => until(child, () => out, words) };
}

async function until(child: ChildProcess, out: () => string, words: string): Promise<void> {
  for (let tries = 0; !out().includes(words); tries += 1) {
    if (child.exitCode !== null || tries > 1_200) throw new Error(`It did not say "${words}":\n${out()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function install(line: string): void {
  const tarball = join(folder, line.split(' ').at(-1) ?? '');
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  // As npm does with every command of a package.
  chmodSync(join(installed, 'bin', 'docent.js'), 0o755);
  const link = join(folder, 'node_modules', '.bin', 'docent');
  mkdirSync(dirname(link), { recursive: true });
  if (!existsSync(link)) symlinkSync('../docent/bin/docent.js', link);
}

/** Follows one line of the guide as it stands there. */
async function follow(line: string): Promise<void> {
  if (line === 'npm ci') return;
  if (line === 'npm pack') {
    const tarball = await packed();
    copyFileSync(tarball, join(folder, basename(tarball)));
    return;
  }
  if (line.startsWith('npm install ')) {
    if (!existsSync(join(folder, 'node_modules'))) linkDependencies(folder);
    install(line);
    return;
  }
  if (line === 'npx docent start') {
    const bot = start();
    await bot.until('Docent is ready');
    bot.child.kill('SIGINT');
    expect((await bot.ended).status).toBe(0);
    return;
  }
  const out = await run(line);
  if (line === 'npx docent doctor') expect(out).toContain('All is well.');
  if (line === 'chmod 600 .env') {
    // Filling it in is for people: here the sandbox's keys are put where the copied file has none.
    const keys = { ...servers.env, DATABASE_URL: './docent.db' };
    const filled = readFileSync(join(folder, '.env'), 'utf8').replaceAll(
      /^([A-Z_]+)=$/gmu,
      (empty, name: string) => (name in keys ? `${name}=${Reflect.get(keys, name)}` : empty),
    );
    writeFileSync(join(folder, '.env'), filled);
  }
}

test('there are commands to follow, from installing to upgrading', () => {
  for (const line of [
    'npm pack',
    'npx docent doctor',
    'npx docent start',
    'npx docent restore backups/before.db',
  ])
    expect(commands).toContain(line);
});

describe.skipIf(!isInFull)('the guide', () => {
  test.each(commands.map((line) => [line]))('%s', async (line) => await follow(line), makingMilliseconds);

  test('leaves what it says: private keys, a private database, backups, and what a restore replaced', () => {
    const mode = (name: string) => statSync(join(folder, name)).mode & 0o777;
    expect([mode('.env'), mode('docent.db'), mode('backups/before.db')]).toEqual([0o600, 0o600, 0o600]);
    expect(readdirSync(join(folder, 'backups')).length).toBe(3);
    expect(readdirSync(folder).some((name) => name.startsWith('docent.db.replaced-'))).toBe(true);
  });
});

// One bot after the other, each on what the one before has left.
describe.skipIf(!isInFull)('stopping it', () => {
  test('while it runs the database is neither copied away nor replaced; killed, it starts again at once; SIGTERM twice cuts nothing short', async () => {
    const bot = start();
    await bot.until('Docent is ready');
    for (const line of ['npx docent restore backups/before.db', 'npx docent copy --to elsewhere.db'])
      await expect(run(line)).rejects.toThrow(/A bot is running on this database[\s\S]*Stop it first/u);
    bot.child.kill('SIGKILL');
    await bot.ended;
    const again = start();
    await again.until('Docent is ready');
    again.child.kill('SIGTERM');
    again.child.kill('SIGTERM');
    const { status, out } = await again.ended;
    expect(status).toBe(0);
    expect(out).toContain('Stopped');
  });

  test('after a copy the database is retired', async () => {
    await run('npx docent copy --to elsewhere.db');
    const { status, out } = await start().ended;
    expect(status).toBe(1);
    expect(out).toContain('retired');
  });
});

describe('what it is run by', () => {
  const read = (name: string) => readFileSync(join(root, 'deploy', name), 'utf8');

  test('the unit starts node itself, after the network, with limits and without rights', () => {
    const unit = read('docent.service');
    for (const line of [
      'After=network-online.target',
      'ExecStart=/usr/bin/node node_modules/docent/bin/docent.js start',
      'RestartSec=5',
      'MemoryMax=384M',
      'NoNewPrivileges=true',
      'ProtectSystem=strict',
    ])
      expect(unit).toContain(`\n${line}\n`);
    expect(unit).not.toMatch(/^\s*MemoryDenyWriteExecute/mu);
  });

  test('a linter finds nothing in the Dockerfile', () => {
    const faults = validate(read('Dockerfile'));
    expect(faults.map(({ message }) => message)).toEqual([]);
    expect(validate('FROM scratch\nUSR node')).not.toEqual([]);
  });

  test('the container is an ordinary user, whose process is node, and copies what the package needs', () => {
    const image = read('Dockerfile');
    expect(image).toMatch(/^USER node$/mu);
    expect(image).toMatch(/^CMD \["node", "bin\/docent\.js", "start"\]$/mu);
    expect(image).toMatch(/^HEALTHCHECK /mu);
    expect(image).toMatch(/^VOLUME \/data$/mu);
    for (const [, source = ''] of image.matchAll(/^COPY (?!--from)(.+) \S+$/gmu))
      for (const name of source.split(' ')) expect(existsSync(join(root, name)), name).toBe(true);
  });

  test('compose waits for PostgreSQL, mounts nothing that can be written, and listens for a proxy alone', () => {
    const compose = read('compose.yaml');
    for (const words of [
      'condition: service_healthy',
      'read_only: true',
      '"127.0.0.1:8080:8080"',
      'pg_isready',
      'cap_drop',
    ])
      expect(compose).toContain(words);
  });
});
