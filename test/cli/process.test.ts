// Docent as a real process on bad days: what is away keeps nothing else from running, and SIGTERM always ends it.
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { shareOf } from '../in-full.ts';
import { freshDatabases } from '../storage/database.ts';
import { docent, type Running, source } from './running.ts';
import { openServers } from './servers.ts';

let servers: Awaited<ReturnType<typeof openServers>>;
const running: Running[] = [];

async function start(
  env: Readonly<Record<string, string>> = {},
  program?: string,
): Promise<Running & { web: string }> {
  const one = docent(['start'], { ...servers.env, ...env }, program);
  running.push(one);
  await one.until('Docent is ready');
  const web = /"web":"([^"]+)"/u.exec(one.printed())?.[1] ?? '';
  return { ...one, web };
}

const status = z.object({
  isOk: z.boolean(),
  platforms: z.record(z.string(), z.object({ isReady: z.boolean(), why: z.string().optional() })),
});

async function statusOf(web: string) {
  return status.parse(await (await fetch(`${web}/status`)).json());
}

/** Sends SIGTERM and answers after how many seconds it had ended; its status must be 0. */
async function secondsToEnd({ child, ended }: Running, again = false): Promise<number> {
  const begun = performance.now();
  child.kill('SIGTERM');
  if (again) await setTimeout(100).then(() => child.kill('SIGTERM'));
  const { status: code, out, err } = await ended;
  expect(/"msg":"Stopped("| before)/u.test(out), out).toBe(true);
  expect(err).toBe('');
  // A second signal may come when all is done, and the process about to be gone by itself.
  expect(again ? (code ?? 0) : code).toBe(0);
  return (performance.now() - begun) / 1000;
}

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
  }
  await servers.close();
});

describe('a platform that is away at the start', () => {
  test('keeps neither the web nor the other platform from running, and is connected to when it is back', async () => {
    servers = await openServers();
    servers.discord.down(true);
    const bot = await start();
    expect(bot.printed()).toContain('Discord is not there yet; everything else runs');
    expect((await fetch(`${bot.web}/readyz`)).status).toBe(200);
    expect((await fetch(`${bot.web}/calendar.ics`)).status).toBeLessThan(500);
    await expect
      .poll(async () => (await statusOf(bot.web)).platforms, { timeout: 60_000 })
      .toMatchObject({
        discord: { isReady: false, why: expect.stringMatching(/does not answer/u) },
        discourse: { isReady: true },
      });
    servers.discord.down(false);
    await bot.until('Discord: connected');
    await expect.poll(async () => (await statusOf(bot.web)).platforms.discord?.isReady).toBe(true);
    const counted = servers.discord.counters();
    expect(counted.identified).toBe(1);
    expect(await secondsToEnd(bot)).toBeLessThan(10);
  });

  test('a refused token is said with its cure, never shown, and ends nothing', async () => {
    servers = await openServers();
    const bot = await start({ DISCORD_TOKEN: 'no-such-token' }, source);
    expect(bot.printed()).toMatch(/DISCORD_TOKEN is not accepted.*developer portal/u);
    expect(bot.printed()).not.toContain('no-such-token');
    expect((await fetch(`${bot.web}/readyz`)).status).toBe(200);
    expect((await statusOf(bot.web)).platforms.discord?.isReady).toBe(false);
    expect(await secondsToEnd(bot)).toBeLessThan(10);
  });
});

describe('SIGTERM ends it within ten seconds', () => {
  test.each(shareOf(['refuse', 'vanish'] as const, 2))(
    'when the gateway is away (%s), at the first signal or the second',
    async (kind) => {
      servers = await openServers();
      const bot = await start();
      servers.discord.failGateway({ kind });
      await setTimeout(1_500);
      expect(await secondsToEnd(bot, true)).toBeLessThan(10);
      expect(servers.discord.isConnected).toBe(false);
    },
  );

  test.each(shareOf(['refuse', 'vanish'] as const, 2))(
    'while it starts, with the gateway away (%s)',
    async (kind) => {
      servers = await openServers();
      servers.discord.failGateway({ kind });
      const bot = docent(['start'], servers.env);
      running.push(bot);
      await expect
        .poll(() => servers.discord.counters().requests['GET /gateway/bot'] ?? 0)
        .toBeGreaterThan(0);
      expect(await secondsToEnd(bot)).toBeLessThan(10);
    },
  );

  test('with everything outside away: it is ready, says of both platforms that they are not, and ends', async () => {
    servers = await openServers();
    servers.discourse.down(true);
    servers.github.fail({ kind: 'hang' });
    servers.discord.down(true);
    servers.discord.failGateway({ kind: 'refuse' });
    const bot = await start();
    await expect
      .poll(async () => (await statusOf(bot.web)).platforms, { timeout: 60_000 })
      .toMatchObject({ discord: { isReady: false }, discourse: { isReady: false } });
    expect((await fetch(`${bot.web}/readyz`)).status).toBe(200);
    expect(await secondsToEnd(bot)).toBeLessThan(10);
  });

  test('while Discord asks to wait for an hour: at once, and not as if something were left', async () => {
    servers = await openServers();
    const headers = { 'retry-after': '3600', 'x-ratelimit-global': 'true' };
    const body = { message: 'You are being rate limited.', retry_after: 3600, global: true };
    servers.discord.failNext('PUT /applications', { status: 429, body, headers }, 9);
    const bot = await start();
    servers.discord.failGateway({ kind: 'close', code: 4000 });
    await bot.until('Asking again in 300 s');
    expect(await secondsToEnd(bot)).toBeLessThan(9);
    expect(bot.printed()).not.toContain('Stopped before');
  });

  test('while a database does not answer', async () => {
    servers = await openServers();
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const bot = docent(['start'], {
      ...servers.env,
      DATABASE_URL: `postgresql://me:secret@127.0.0.1:${port}/docent`,
    });
    running.push(bot);
    await bot.until('Docent starts');
    await setTimeout(500);
    expect(await secondsToEnd(bot)).toBeLessThan(10);
    silent.close();
  });
});

test('an unreachable PostgreSQL is waited for', async () => {
  servers = await openServers();
  const bot = docent(['start'], {
    ...servers.env,
    DATABASE_URL: 'postgresql://me:secret@127.0.0.1:9/docent',
  });
  running.push(bot);
  await bot.until('Cannot start yet');
  expect(bot.printed()).toMatch(/PostgreSQL at 127\.0\.0\.1:9.*Trying again in 5 s/u);
  expect(bot.printed()).not.toContain('secret');
  expect(await secondsToEnd(bot)).toBeLessThan(10);
});

test.each(freshDatabases().filter(({ name }) => name === 'PostgreSQL'))(
  'a $name that goes away in the midst of a start is waited for',
  async ({ open }) => {
    servers = await openServers();
    const fresh = await open();
    const at = new URL(fresh.url);
    let away = 0;
    const sockets = new Set<Socket>();
    const between = createServer((near) => {
      const far = connect(Number(at.port), at.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => {}).on('close', () => sockets.delete(socket));
      }
      far.pipe(near).on('close', () => far.destroy());
      near.on('data', (sent: Buffer) => {
        // The row that says that a bot runs is written when all else is built.
        if (away === 0 && sent.includes('running/')) {
          away += 1;
          for (const socket of sockets) socket.destroy();
        } else far.write(sent);
      });
    }).listen(0, '127.0.0.1');
    await once(between, 'listening');
    const address = between.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const bot = await start({ DATABASE_URL: Object.assign(new URL(fresh.url), { port }).href });
    expect(away).toBe(1);
    expect(bot.printed()).toMatch(/Cannot start yet: I lost my database.*Trying again in 5 s/u);
    expect(await secondsToEnd(bot)).toBeLessThan(10);
    between.close();
    await fresh.close();
  },
);

test('a database file that was removed is not ready', async () => {
  servers = await openServers();
  const bot = await start();
  expect((await fetch(`${bot.web}/readyz`)).status).toBe(200);
  renameSync(servers.env.DATABASE_URL, `${servers.env.DATABASE_URL}.away`);
  const answer = await fetch(`${bot.web}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('was removed');
  expect((await fetch(`${bot.web}/status`)).status).toBe(503);
});
