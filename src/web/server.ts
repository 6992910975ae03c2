// What Docent serves over HTTP: health, metrics, calendars, public pages, and the webhooks of platforms.
import { type ServerType, serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { getPath } from 'hono/utils/url';
import type { Webhook } from '../core/platform.ts';
import { type FindFile, fileResponse } from './files.ts';
import { cannotListen } from './listening.ts';
import { addPages, isKnown } from './page-routes.ts';
import type { PageServer } from './pages.ts';
import { type Status, withoutReasons } from './status.ts';

/** A calendar as it is served. */
interface CalendarFile {
  readonly ics: string;
  readonly etag: string;
}

/** Which calendar is asked for: all public series, or one; a private one only with its token. */
interface CalendarAddress {
  readonly series?: string;
  readonly token?: string;
  /** Of which group, where the bot serves several. */
  readonly group?: string;
}

/** What the server asks the bot. */
export interface WebParts {
  /** Why nobody can be served now; undefined when everybody can. */
  unready(): Promise<string | undefined>;
  /** How everything is, now and since when. */
  status(): Promise<Status>;
  /** The calendar, if there is such a one; `of which group` when there are several and none was named. */
  calendar(address: CalendarAddress): Promise<CalendarFile | 'of which group' | undefined>;
  /** Prometheus' text. */
  metrics(): Promise<{ readonly text: string; readonly contentType: string }>;
  /** What takes each platform's webhooks at `/PLATFORM/webhook`, by the platform's name. */
  readonly webhooks: ReadonlyMap<string, Webhook>;
  /** The public pages. */
  readonly pages: PageServer;
  /** The files that the bot keeps. */
  readonly file: FindFile;
  /** Where browsers know the bot, if it has a public address. */
  readonly publicUrl?: string | undefined;
  /** Told of what could not be shown or answered; says whether that passes by itself. */
  failed(error: unknown, path: string): boolean;
}

const largestWebhook = 1024 * 1024;

/** Where it is served; metrics beside the pages when they have no port of their own. */
interface ServedAt {
  readonly port: number;
  readonly hostname?: string;
  readonly metricsPort?: number | undefined;
}

/** Starts to serve on a port (0 for any), on all addresses or one. Throws `ConfigError` when it is taken. */
export async function serveWeb(parts: WebParts, { port, hostname = '127.0.0.1', metricsPort }: ServedAt) {
  const pages = await listen(webApp(parts, { hasMetrics: metricsPort === undefined }), { port, hostname });
  try {
    const numbers =
      metricsPort === undefined
        ? undefined
        : await listen(metricsApp(parts), { port: metricsPort, hostname });
    return {
      /** `http://127.0.0.1:8080`, without a slash at the end. */
      url: `http://127.0.0.1:${pages.port}`,
      /** Where metrics are, when they have a port of their own. */
      ...(numbers && { metricsUrl: `http://127.0.0.1:${numbers.port}/metrics` }),
      async stop(): Promise<void> {
        await Promise.all([pages.stop(), numbers?.stop()]);
        await parts.pages.stop();
      },
    };
  } catch (error) {
    await pages.stop();
    throw error;
  }
}

async function listen(app: Hono, { port, hostname }: { port: number; hostname: string }) {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server: ServerType = serve({ fetch: app.fetch, port, hostname }, (info) => resolve(info.port));
  // A proxy that thinks a connection is still open must not be the one who finds out that it is not.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = keepAliveMilliseconds;
  server.on('error', reject);
  const actual = await promise.catch((error: unknown) => {
    throw cannotListen(error, { port, hostname });
  });
  return {
    port: actual,
    async stop() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed.promise;
    },
  };
}

/** Longer than common proxies keep an idle connection: nginx and load balancers 60 s, Caddy two minutes. */
const keepAliveMilliseconds = 125_000;

/** Numbers and signs of life, on a port of their own. */
function metricsApp(parts: WebParts): Hono {
  const app = new Hono();
  app.get('/livez', (c) => c.text('ok\n'));
  app.get('/metrics', async (c) => await numbers(c, parts));
  return app;
}

async function numbers(c: Context, parts: WebParts): Promise<Response> {
  const { text, contentType } = await parts.metrics();
  return c.body(text, 200, { 'content-type': contentType });
}

const proxyHeaders = 'forwarded x-forwarded-for x-forwarded-host x-forwarded-proto x-real-ip via'.split(' ');

/** Addresses, and names that nobody can have on the internet; any other may be made to lead here by whoever has it. */
const ownHost = /^(?:[\d.]+|\[[\da-f:.]+\]|[^.]+|.+\.(?:localhost|local|internal|svc))$/iu;

/** Whether who asks is the public rather than the operator: through a proxy, or from a page whose name leads here. */
function isPublic(c: Context): boolean {
  return (
    proxyHeaders.some((name) => c.req.header(name) !== undefined) ||
    !ownHost.test(new URL(c.req.url).hostname)
  );
}

/** The routes. The path of the public address may be there or not, as proxies do one or the other. */
export function webApp(parts: WebParts, { hasMetrics = true }: { hasMetrics?: boolean } = {}): Hono {
  const base = parts.publicUrl === undefined ? '' : new URL(parts.publicUrl).pathname.replace(/\/+$/u, '');
  const app = new Hono({ getPath: (request) => withoutBase(getPath(request), base) });
  // No address of ours has one, and PostgreSQL takes none.
  app.use(async (c, next) =>
    /%00/u.test(c.req.url) ? c.text('There is no such address.\n', 400) : await next(),
  );
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/livez', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    const why = await parts.unready();
    if (why === undefined) return c.text('ready\n');
    return c.text(isPublic(c) ? 'not ready: database\n' : `not ready: database: ${why}\n`, 503);
  });
  app.get('/status', async (c) => {
    const status = await parts.status();
    return c.json(isPublic(c) ? withoutReasons(status) : status, status.isOk ? 200 : 503);
  });
  if (hasMetrics) {
    app.get('/metrics', async (c) => {
      if (isPublic(c)) return c.notFound();
      return await numbers(c, parts);
    });
  }
  app.get('/calendar.ics', async (c) => await calendar(c, {}));
  app.get(
    '/calendar/:file{.+\\.ics}',
    async (c) => await calendar(c, { series: c.req.param('file').replace(/\.ics$/u, '') }),
  );
  app.post('/:platform/webhook', bodyLimit({ maxSize: largestWebhook }), async (c) => {
    const take = parts.webhooks.get(c.req.param('platform'));
    if (!take) return c.text('No such platform is set up.', 404);
    const answer = take(c.req.header(), Buffer.from(await c.req.arrayBuffer()));
    return c.text(answer.body, answer.status);
  });
  app.get('/files/:id/:name', async (c) => {
    const found = await parts.file(c.req.param('id'));
    return found ? fileResponse(found) : c.text('This file is not there, or not any more.\n', 404);
  });
  addPages(app, parts.pages, { publicUrl: parts.publicUrl, failed });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    return failed(error, c.req.path)
      ? c.text('I cannot get at this just now. Try again in a minute.\n', 503, { 'retry-after': '60' })
      : c.text('This could not be shown: a fault of mine, which I have noted. Try again later.\n', 500);
  });

  /** Who reads the log does not get the address of a personal page from it. */
  function failed(error: unknown, path: string): boolean {
    return parts.failed(error, path.startsWith('/my/') ? '/my/[secret]' : path);
  }

  async function calendar(c: Context, address: CalendarAddress): Promise<Response> {
    const token = c.req.query('token');
    const group = c.req.query('group');
    const file = await parts.calendar({
      ...address,
      ...(token !== undefined && { token }),
      ...(group !== undefined && { group }),
    });
    if (file === 'of which group') return c.text(whichGroup, 404);
    if (!file) return c.text('There is no such calendar. /meeting calendar in chat gives the link.', 404);
    const headers = {
      etag: file.etag,
      'cache-control': token === undefined ? 'public, max-age=300' : 'private, max-age=300',
    };
    return isKnown(c, file)
      ? c.body(null, 304, headers)
      : c.body(file.ics, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
  }
  return app;
}

const whichGroup =
  'Several groups have their calendars here, each at an address of its own that ends in ?group= and its number. /meeting calendar in your group’s chat gives the link.';

function withoutBase(path: string, base: string): string {
  if (base === '' || (path !== base && !path.startsWith(`${base}/`))) return path;
  return path.slice(base.length) || '/';
}
