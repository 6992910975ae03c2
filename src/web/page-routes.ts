// The routes of the public pages: headers, compression, and forms that come from our own pages only.
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PageValues } from '../core/page.ts';
import { storable } from '../core/text/cleaned.ts';
import type { WebRequest } from './found.ts';
import { contentSecurityPolicy } from './layout.ts';
import type { PageServer, Served } from './pages.ts';

const longest = { form: 64 * 1024, fields: 500 };
const busy = 'Many people are reading at the moment. Please try again in a few seconds.\n';

/** Adds them; `publicUrl` is where browsers know the bot. They are the last: what they don't find is nowhere. */
export function addPages(
  app: Hono,
  pages: Pick<PageServer, 'get' | 'post'>,
  parts: { readonly publicUrl?: string | undefined; failed(error: unknown, path: string): void },
): void {
  const { publicUrl, failed } = parts;
  app.get('*', (c) => answered(c, () => pages.get(requestOf(c))));
  app.post('/my/*', bodyLimit({ maxSize: longest.form }), (c) =>
    answered(
      c,
      async () => await pages.post(requestOf(c), isOurs(c, publicUrl) ? await valuesOf(c) : undefined),
    ),
  );
  app.all('*', (c) => c.text('Pages are only read: use GET.\n', 405, { allow: 'GET, HEAD' }));

  async function answered(c: Context, work: () => Promise<Served>): Promise<Response> {
    try {
      return respond(c, await work());
    } catch (error) {
      // What is only read is answered as whatever else fails.
      if (c.req.method !== 'POST') throw error;
      failed(error, c.req.path);
      return c.text(
        'This could not be saved just now. Go back in your browser: what you filled in is still there. Send it again in a minute.\n',
        503,
        { 'retry-after': '60' },
      );
    }
  }
}

function requestOf(c: Context): WebRequest {
  const { origin, searchParams } = new URL(c.req.url);
  return { path: c.req.path, query: searchParams, origin };
}

function respond(c: Context, served: Served): Response {
  if (served.kind === 'moved') return c.redirect(served.to, 302);
  if (served.kind === 'busy') return c.text(busy, 503, { 'retry-after': '5' });
  const { file, isPersonal, status, hasForm, type } = served;
  const headers = {
    // Weak, since the same page is sent compressed and not (RFC 9110, 8.8.1).
    etag: `W/${file.etag}`,
    // Asked for anew each time, which costs no page: what it shows changes at once, or becomes private.
    'cache-control': isPersonal ? 'private, no-store' : 'public, no-cache',
    vary: 'accept-encoding',
  };
  if (status === 200 && isKnown(c, file)) return c.body(null, 304, headers);
  const isZipped = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/iu.test(c.req.header('accept-encoding') ?? '');
  return c.body(isZipped ? new Uint8Array(file.gzip) : file.text, status, {
    ...headers,
    'content-type': type === 'atom' ? 'application/atom+xml; charset=utf-8' : 'text/html; charset=UTF-8',
    ...(isZipped && { 'content-encoding': 'gzip' }),
    'content-security-policy': contentSecurityPolicy({ hasForm }),
    'x-content-type-options': 'nosniff',
    // A form tells where it comes from only if the page may say so.
    'referrer-policy': isPersonal ? 'same-origin' : 'no-referrer',
  });
}

/** Whether the asker has it already. Dates do not tell: what is taken away, or renamed elsewhere, is newer and has none. */
export function isKnown(c: Context, { etag }: { readonly etag: string }): boolean {
  const tags = c.req.header('if-none-match')?.split(',') ?? [];
  return tags.some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//u, '')));
}

/** Whether a form comes from a page of ours, as the browser says it (Fetch: Origin, Sec-Fetch-Site). */
function isOurs(c: Context, publicUrl: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = c.req.header('origin');
  if (origin === undefined) return site === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === c.req.header('host') || (publicUrl !== undefined && origin === new URL(publicUrl).origin);
}

async function valuesOf(c: Context): Promise<PageValues> {
  const values = new Map<string, string[]>();
  const sent = new URLSearchParams(await c.req.text());
  for (const [name, value] of [...sent].slice(0, longest.fields)) {
    // A browser counts a line break as one character and sends two.
    values.set(name, [...(values.get(name) ?? []), storable(value).replaceAll('\r\n', '\n')]);
  }
  return values;
}
