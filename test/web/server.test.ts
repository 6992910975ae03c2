// What is served over HTTP: health, calendars with their caching, webhooks, and pages for the public.
import { connect } from 'node:net';
import performanceHooks from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import type { Webhook } from '../../src/core/platform.ts';
import { tryListening } from '../../src/web/listening.ts';
import { type Measured, metrics } from '../../src/web/metrics.ts';
import type { PageServer } from '../../src/web/pages.ts';
import { serveWeb, type WebParts, webApp } from '../../src/web/server.ts';
import { statusOf } from '../../src/web/status.ts';

const file = { ics: 'BEGIN:VCALENDAR', etag: '"abc"' };

const fileOf = (html: string) => ({ text: html, gzip: gzipSync(html), etag: '"d1"' });

/** Pages by their address; all else is not there. */
const servedPages = (files: Readonly<Record<string, string>>): PageServer => ({
  async get({ path }) {
    const html = files[path];
    const rest = { kind: 'file', type: 'html', isPersonal: path.startsWith('/my/'), hasForm: false } as const;
    return html === undefined
      ? { ...rest, status: 404, file: fileOf('<h1>There is no such page</h1>') }
      : { ...rest, status: 200, file: fileOf(html) };
  },
  async post(_, values) {
    const rest = { kind: 'file', type: 'html', isPersonal: true, hasForm: true } as const;
    return values
      ? { ...rest, status: 200, file: fileOf([...values].map(([name, value]) => `${name}=${value}`).join()) }
      : { ...rest, status: 403, file: fileOf('Not sent') };
  },
  async stop() {},
});

const parts = (extra: Partial<WebParts> = {}): WebParts => ({
  unready: async () => undefined,
  status: async () => ({ isOk: true, database: { isReady: true }, platforms: {} }),
  webhooks: new Map(),
  calendar: async () => file,
  metrics: async () => ({ text: 'docent_up 1\n', contentType: 'text/plain; version=0.0.4' }),
  pages: servedPages({}),
  file: async () => undefined,
  failed: () => false,
  ...extra,
});

const webhooks = (take: Webhook) => new Map([['discourse', take]]);

test('health is the process alone; readiness says why nobody can be served', async () => {
  const app = webApp(parts({ unready: async () => 'the disk is full' }));
  expect((await app.request('/healthz')).status).toBe(200);
  const ready = await app.request('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.text()).toBe('not ready: database: the disk is full\n');
  const fromOutside = await app.request('/readyz', { headers: { 'x-forwarded-for': '192.0.2.1' } });
  expect(await fromOutside.text()).toBe('not ready: database\n');
  const well = await webApp(parts()).request('/readyz');
  expect([well.status, await well.text()]).toEqual([200, 'ready\n']);
});

describe('the status', () => {
  const now = new Date('2026-11-20T09:10:00Z');
  const state = (awaySince?: string) => ({
    isReady: awaySince === undefined,
    since: new Date(awaySince ?? '2026-11-20T09:00:00Z'),
    ...(awaySince !== undefined && { why: 'The connection broke' }),
  });
  const statusWith = (awaySince?: string, fault?: string) =>
    statusOf({
      now: () => now,
      databaseFault: async () => fault,
      platforms: [
        ['chat', state()],
        ['forum', state(awaySince)],
      ],
    });

  test('tells of each platform since when it is ready or away, and why', async () => {
    expect(await statusWith('2026-11-20T09:06:00Z')).toEqual({
      isOk: true,
      database: { isReady: true },
      platforms: {
        chat: { isReady: true, since: '2026-11-20T09:00:00.000Z' },
        forum: {
          isReady: false,
          since: '2026-11-20T09:06:00.000Z',
          awaySeconds: 240,
          why: 'The connection broke',
        },
      },
    });
  });

  test('fails when a platform has been away for five minutes, or without the database', async () => {
    expect(await statusWith('2026-11-20T09:05:00Z')).toMatchObject({ isOk: false });
    expect(await statusWith(undefined, 'the disk is full')).toMatchObject({
      isOk: false,
      database: { isReady: false, why: 'the disk is full' },
    });
    const app = webApp(parts({ status: () => statusWith('2026-11-20T09:05:00Z') }));
    expect((await app.request('/status')).status).toBe(503);
    expect((await webApp(parts({ status: () => statusWith() })).request('/status')).status).toBe(200);
  });

  test('who comes through a proxy is not told why', async () => {
    const app = webApp(parts({ status: () => statusWith('2026-11-20T09:05:00Z') }));
    const answer = await app.request('/status', { headers: { via: '1.1 caddy' } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('broke');
  });
});

describe('calendars', () => {
  test('are served with their type and ETag', async () => {
    const answer = await webApp(parts()).request('/calendar.ics');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      etag: '"abc"',
    });
  });

  test.each([
    ['the same ETag', { 'if-none-match': '"abc"' }, 304],
    ['a weak one among several', { 'if-none-match': '"x", W/"abc"' }, 304],
    ['another ETag', { 'if-none-match': '"x"' }, 200],
    ['a date alone', { 'if-modified-since': 'Sat, 01 Jan 2028 00:00:00 GMT' }, 200],
  ])('asked with %s', async (_, headers, status) => {
    expect((await webApp(parts()).request('/calendar.ics', { headers })).status).toBe(status);
  });

  test('of several groups none is served in another’s stead: the words say where each has its own', async () => {
    const app = webApp(parts({ calendar: async () => 'of which group' }));
    const answer = await app.request('/calendar.ics');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Several groups have their calendars here');
  });

  test('that are asked for with a token are kept by their reader alone', async () => {
    const kept = async (address: string) =>
      (await webApp(parts()).request(address)).headers.get('cache-control');
    expect(await kept('/calendar.ics')).toMatch(/^public/u);
    expect(await kept('/calendar.ics?token=t0')).toMatch(/^private/u);
  });

  test('a series is asked for by its name and token', async () => {
    const asked: unknown[] = [];
    const app = webApp(
      parts({
        calendar: async (address) => {
          asked.push(address);
          return undefined;
        },
      }),
    );
    const answer = await app.request('/calendar/editorial-board.ics?token=t0');
    expect(asked).toEqual([{ series: 'editorial-board', token: 't0' }]);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('/meeting calendar');
  });
});

test.each([
  '/%00',
  '/files/%00/x.png',
  '/calendar/%00.ics',
  '/calendar.ics?token=a%00',
  '/amas?q=%00',
  '/my/polls/%00',
])('%s, which no database can look for, is not looked for', async (address) => {
  const never = async () => {
    throw new Error('asked');
  };
  const app = webApp(
    parts({ calendar: never, file: never, pages: { get: never, post: never, stop: never } }),
  );
  expect((await app.request(address)).status).toBe(400);
});

test('a webhook gets the raw body and its headers in lower case', async () => {
  const got: unknown[] = [];
  const app = webApp(
    parts({
      webhooks: webhooks((headers, body) => {
        got.push(headers['x-discourse-event'], body.toString());
        return { status: 200, body: 'ok' };
      }),
    }),
  );
  const answer = await app.request('/discourse/webhook', {
    method: 'POST',
    body: '{"a": 1}',
    headers: { 'X-Discourse-Event': 'post_created' },
  });
  expect(answer.status).toBe(200);
  expect(got).toEqual(['post_created', '{"a": 1}']);
});

test('a webhook of more than a megabyte is refused', async () => {
  const app = webApp(parts({ webhooks: webhooks(() => ({ status: 200, body: 'ok' })) }));
  const answer = await app.request('/discourse/webhook', {
    method: 'POST',
    body: 'x'.repeat(1024 * 1024 + 1),
  });
  expect(answer.status).toBe(413);
});

describe('pages', () => {
  const app = webApp(
    parts({ pages: servedPages({ '/digests/1': '<p>Digest</p>', '/my/polls/1/x': 'Mine' }) }),
  );

  test('come with a policy that lets nothing else in; others are not there', async () => {
    const page = await app.request('/digests/1');
    expect(await page.text()).toBe('<p>Digest</p>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const missing = await app.request('/digests/2');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(await missing.text()).toContain('There is no such page');
    const posted = await app.request('/digests/1', { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('are not sent again to those who have them', async () => {
    const known = await app.request('/digests/1', { headers: { 'if-none-match': 'W/"d1"' } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    expect((await app.request('/digests/1', { headers: { 'if-none-match': '"d0"' } })).status).toBe(200);
  });
});

describe('personal pages', () => {
  const app = webApp(
    parts({ pages: servedPages({ '/my/polls/1/x': 'Mine' }), publicUrl: 'https://docent.example/bot' }),
  );

  test('are kept by nobody, and tell their address to nobody else', async () => {
    const { headers } = await app.request('/my/polls/1/x');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  test.each([
    ['our own address', { origin: 'https://docent.example', 'sec-fetch-site': 'same-origin' }, 200],
    ['the host that was asked', { origin: 'http://localhost', host: 'localhost' }, 200],
    ['a browser that names no origin', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['another site, in an old browser', { origin: 'https://evil.example' }, 403],
    ['a site beside it', { origin: 'https://docent.example', 'sec-fetch-site': 'same-site' }, 403],
    ['nowhere', { origin: 'null' }, 403],
    ['something that says nothing', {}, 403],
  ])('a form from %s', async (_, headers: Record<string, string>, status) => {
    const answer = await app.request('/my/polls/1/x', {
      method: 'POST',
      body: 'slot=1&slot=2&name=A%26b',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    expect(answer.status).toBe(status);
    if (status === 200) expect(await answer.text()).toBe('slot=1,2,name=A&b');
  });

  test('of a form 500 fields are read, without what no database takes', async () => {
    const body = Array.from({ length: 501 }, (_, i) => `f${i}=%00x`).join('&');
    const answer = await app.request('/my/polls/1/x', {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(await answer.text()).toBe(Array.from({ length: 500 }, (_, i) => `f${i}=x`).join(','));
  });

  test('a line break counts as one character, as the browser counts it for `maxlength`', async () => {
    const answer = await app.request('/my/polls/1/x', {
      method: 'POST',
      body: `why=${'y%0D%0A'.repeat(250)}`,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(await answer.text()).toBe(`why=${'y\n'.repeat(250)}`);
  });

  test('a form of more than 64 KB is refused', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const body = 'x'.repeat(64 * 1024 + 1);
    expect((await app.request('/my/polls/1/x', { method: 'POST', body, headers })).status).toBe(413);
  });
});

describe('the server', () => {
  let server: Awaited<ReturnType<typeof serveWeb>> | undefined;
  afterEach(() => server?.stop());

  test('listens where it is told', async () => {
    server = await serveWeb(parts(), { port: 0, hostname: '127.0.0.1' });
    expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok\n');
  });

  test('a port that is taken is an error', async () => {
    server = await serveWeb(parts(), { port: 0, hostname: '127.0.0.1' });
    const port = Number(new URL(server.url).port);
    await expect(serveWeb(parts(), { port, hostname: '127.0.0.1' })).rejects.toThrow('is taken');
  });
});

describe('an address with a path', () => {
  test.each(['/calendar.ics', '/docent/calendar.ics'])(
    '%s is found, whether the proxy strips the path or not',
    async (path) => {
      const app = webApp(parts({ publicUrl: 'https://example.org/docent' }));
      const answer = await app.request(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/calendar');
    },
  );

  test('what only begins like the path is something else', async () => {
    const app = webApp(parts({ publicUrl: 'https://example.org/docent' }));
    expect((await app.request('/docents/calendar.ics')).status).toBe(404);
    expect((await app.request('/docent/healthz')).status).toBe(200);
  });
});

describe('metrics', () => {
  test.each([['x-forwarded-for'], ['forwarded'], ['via'], ['x-real-ip'], ['x-forwarded-proto']])(
    'are not for who comes through a proxy (%s)',
    async (name) => {
      const app = webApp(parts());
      expect((await app.request('/metrics')).status).toBe(200);
      expect((await app.request('/metrics', { headers: { [name]: '192.0.2.1' } })).status).toBe(404);
    },
  );

  // A page of anybody's can be made to have the address of this computer (DNS rebinding); then it reads what is answered to it.
  test.each([
    ['127.0.0.1:8080', 200],
    ['[::1]:8080', 200],
    ['192.168.1.7', 200],
    ['localhost:8080', 200],
    ['docent:8080', 200],
    ['docent.monitoring.svc:8080', 200],
    ['nas.local', 200],
    ['evil.example:8080', 404],
    ['127.0.0.1.evil.example', 404],
    ['localhost.evil.example', 404],
  ])('and why something is away, asked for at %s: %i', async (host, status) => {
    const app = webApp(
      parts({
        unready: async () => 'the disk is full',
        status: async () => ({ isOk: true, database: { isReady: true, why: 'full' }, platforms: {} }),
      }),
    );
    expect((await app.request(`http://${host}/metrics`)).status).toBe(status);
    for (const path of ['readyz', 'status'])
      expect((await (await app.request(`http://${host}/${path}`)).text()).includes('full')).toBe(
        status === 200,
      );
  });

  test('have a port of their own when one is given, and are nowhere else then', async () => {
    const server = await serveWeb(parts(), { port: 0, metricsPort: 0 });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect(await (await fetch(server.metricsUrl ?? '')).text()).toContain('docent_up 1');
    await server.stop();
  });

  const measured = (): Measured => ({
    version: '0.1.0',
    platforms: () => [
      { name: 'discord', isReady: () => true },
      { name: 'discourse', isReady: () => false },
    ],
    counts: async () => [{ groupId: 7, platform: 'discord', state: 'wanted', count: 3 }],
    oldestWaitingSeconds: async () => 90,
    budget: () => new Map([['graphql', 4990]]),
    logged: () => new Map([['error', 2]]),
  });

  test("tell of platforms, groups, what waits, errors, the budget and the version; Node's own have no prefix", async () => {
    const { text } = await metrics(measured())();
    for (const line of [
      'docent_build_info{version="0.1.0"} 1',
      'docent_platform_connected{platform="discord"} 1',
      'docent_platform_connected{platform="discourse"} 0',
      'docent_publications{group="7",platform="discord",state="wanted"} 3',
      'docent_oldest_waiting_seconds 90',
      'docent_github_requests_left{resource="graphql"} 4990',
      'docent_log_lines_total{level="error"} 2',
      'docent_database_up 1',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/^process_resident_memory_bytes \d/mu);
  });

  test('Node is watched from the first look on: a bot that nobody looks at pays nothing for it', async () => {
    const watching = vi.spyOn(performanceHooks, 'monitorEventLoopDelay');
    const look = metrics(measured());
    expect(watching).not.toHaveBeenCalled();
    await look();
    expect((await look()).text).toMatch(/^nodejs_eventloop_lag_seconds \d/mu);
    expect(watching).toHaveBeenCalledOnce();
    watching.mockRestore();
  });

  test.each([
    ['fails', async () => Promise.reject(new Error('no database'))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('come when the database %s', async (_, counts) => {
    const { text } = await metrics({ ...measured(), counts })();
    expect(text).toContain('docent_database_up 0');
    expect(text).toContain('docent_platform_connected{platform="discord"} 1');
    expect(text).not.toMatch(/^docent_(publications|oldest_waiting_seconds)\b/mu);
  });
});

describe('what fails', () => {
  test('is told by whichever address it was asked for, to the log alone, and without what opens a personal page', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const told: string[] = [];
    let isPassing = false;
    const fails = async () => {
      throw new Error('no disk');
    };
    const app = webApp(
      parts({
        status: fails,
        calendar: fails,
        metrics: fails,
        file: fails,
        pages: { get: fails, post: fails, async stop() {} },
        webhooks: webhooks(() => {
          throw new Error('no disk');
        }),
        failed(_, path) {
          told.push(path);
          return isPassing;
        },
      }),
    );
    const paths = ['/status', '/calendar.ics?token=abc', '/metrics', '/files/abc/map.png', '/amas'];
    for (const path of [...paths, '/my/polls/12/1.7.t8qgc0.k3J', '/%6dy/polls/12/1.7.t8qgc0.k3J/']) {
      const answer = await app.request(path);
      expect(answer.status, path).toBe(500);
      expect(await answer.text(), path).toContain('a fault of mine, which I have noted');
    }
    isPassing = true;
    for (const path of ['/amas', '/calendar.ics']) {
      const answer = await app.request(path);
      expect([answer.status, answer.headers.get('retry-after')], path).toEqual([503, '60']);
      expect(await answer.text(), path).toContain('Try again in a minute');
    }
    isPassing = false;
    told.length = paths.length + 2;
    const ours = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } };
    expect((await app.request('/my/polls/12/1.7.t8qgc0.k3J', ours)).status).toBe(503);
    expect((await app.request('/discourse/webhook', ours)).status).toBe(500);
    const own = '/my/[secret]';
    expect(told).toEqual([
      ...paths.map((path) => path.replace(/\?.*/u, '')),
      own,
      own,
      own,
      '/discourse/webhook',
    ]);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});

describe('the port', () => {
  test('that is taken is named, with the cure', async () => {
    const first = await serveWeb(parts(), { port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(serveWeb(parts(), { port })).rejects.toThrow(ConfigError);
    await expect(serveWeb(parts(), { port })).rejects.toThrow(/taken[\s\S]*PORT/u);
    expect(await tryListening({ port, hostname: '127.0.0.1' })).toMatch(/taken/u);
    await first.stop();
    expect(await tryListening({ port, hostname: '127.0.0.1' })).toBeUndefined();
    await expect(serveWeb(parts(), { port: 0, hostname: '192.0.2.7' })).rejects.toThrow(/HOST/u);
  });

  test('answers a probe that speaks HTTP/1.0 and names no host', async () => {
    const server = await serveWeb(parts(), { port: 0 });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('GET /livez HTTP/1.0\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.[01] 200 /u);
    expect(answer).toContain('ok');
    await server.stop();
  });

  test('keeps connections open for longer than a proxy does', async () => {
    const server = await serveWeb(parts(), { port: 0 });
    const { headers } = await fetch(`${server.url}/livez`);
    expect(Number(/timeout=(\d+)/u.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(120);
    await server.stop();
  });
});
