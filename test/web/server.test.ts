// What is served over HTTP: health, calendars with their caching, webhooks, and pages for the public.
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { PageServer } from '../../src/web/pages.ts';
import { serveWeb, type Webhook, type WebParts, type WebServer, webApp } from '../../src/web/server.ts';

const file = { ics: 'BEGIN:VCALENDAR', etag: '"abc"', lastModified: new Date('2026-11-20T09:00:00.500Z') };

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
  unready: async () => [],
  webhooks: new Map(),
  calendar: async () => file,
  metrics: async () => ({ text: 'docent_up 1\n', contentType: 'text/plain; version=0.0.4' }),
  pages: servedPages({}),
  failed: () => {},
  ...extra,
});

const webhooks = (take: Webhook) => new Map([['discourse', take]]);

test('health is the process alone; readiness names what is missing', async () => {
  const app = webApp(parts({ unready: async () => ['database', 'discord'] }));
  expect((await app.request('/healthz')).status).toBe(200);
  const ready = await app.request('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('database, discord');
});

describe('calendars', () => {
  test('are served with their type, ETag and date', async () => {
    const answer = await webApp(parts()).request('/calendar.ics');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      etag: '"abc"',
      'last-modified': 'Fri, 20 Nov 2026 09:00:00 GMT',
    });
  });

  test.each([
    ['the same ETag', { 'if-none-match': '"abc"' }, 304],
    ['a weak one among several', { 'if-none-match': '"x", W/"abc"' }, 304],
    [
      'another ETag, whatever the date',
      { 'if-none-match': '"x"', 'if-modified-since': 'Sat, 01 Jan 2028 00:00:00 GMT' },
      200,
    ],
    ['the same date', { 'if-modified-since': 'Fri, 20 Nov 2026 09:00:00 GMT' }, 304],
    ['an older date', { 'if-modified-since': 'Thu, 19 Nov 2026 09:00:00 GMT' }, 200],
    ['a date that is none', { 'if-modified-since': 'yesterday' }, 200],
  ])('asked with %s', async (_, headers, status) => {
    expect((await webApp(parts()).request('/calendar.ics', { headers })).status).toBe(status);
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
    const missing = await app.request('/digests/2');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(await missing.text()).toContain('There is no such page');
    expect((await app.request('/digests/1', { method: 'POST' })).status).toBe(404);
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

  test('a form of more than 64 KB is refused', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const body = 'x'.repeat(64 * 1024 + 1);
    expect((await app.request('/my/polls/1/x', { method: 'POST', body, headers })).status).toBe(413);
  });
});

describe('the server', () => {
  let server: WebServer | undefined;
  afterEach(() => server?.stop());

  test('listens where it is told', async () => {
    server = await serveWeb(parts(), { port: 0, hostname: '127.0.0.1' });
    expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok\n');
  });

  test('a port that is taken is an error', async () => {
    server = await serveWeb(parts(), { port: 0, hostname: '127.0.0.1' });
    const port = Number(new URL(server.url).port);
    await expect(serveWeb(parts(), { port, hostname: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
  });
});
