// Troubles that last on the REST side: what a program gets in place of an answer, and that it ends when it should.
import { expect, test } from 'vitest';
import { startDiscourse } from '../../sandbox/discourse/index.ts';
import { openSeeded } from './discord/seed.ts';

test('a page in place of every answer of Discord: neither JSON nor counted as one of its own', async () => {
  const seed = await openSeeded();
  const get = (path: string) =>
    fetch(`${seed.discord.url}/v10${path}`, { headers: { authorization: `Bot ${seed.discord.botToken}` } });
  seed.discord.failRest({ kind: 'html', status: 403, until: new Date(seed.clock.now.getTime() + 60_000) });
  const refused = await get('/users/@me');
  expect([refused.status, refused.headers.get('content-type'), refused.headers.get('via')]).toEqual([
    403,
    'text/html; charset=UTF-8',
    null,
  ]);
  expect(await refused.text()).toMatch(/^<!DOCTYPE html>/u);
  seed.clock.forward(1);
  expect((await get('/users/@me')).status).toBe(200);
  seed.discord.failRest({ kind: 'html', status: 502 });
  seed.clock.forward(600);
  expect((await get('/users/@me')).status).toBe(502);
  seed.discord.restoreRest();
  expect((await get('/users/@me')).status).toBe(200);
  await seed.discord.close();
});

test('a forum that is another site, and one that lets wait ten hours, and one that is slow', async () => {
  const forum = await startDiscourse({ clock: () => new Date() });
  const get = () =>
    fetch(`${forum.url}/latest.json`, { headers: { 'api-key': forum.apiKey, 'api-username': 'docent' } });
  forum.fail({ kind: 'html', status: 404 });
  const page = await get();
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  forum.fail({ kind: 'wait', seconds: 36_000 });
  const wait = await get();
  expect([wait.status, wait.headers.get('retry-after')]).toEqual([429, '36000']);
  expect(await wait.json()).toMatchObject({ error_type: 'rate_limit', extras: { wait_seconds: 36_000 } });
  forum.restore();
  expect((await get()).status).toBe(200);
  forum.fail({ kind: 'slow', seconds: 0.2 });
  const from = performance.now();
  expect((await get()).status).toBe(200);
  expect(performance.now() - from).toBeGreaterThan(190);
  await forum.close();
});
