// Who may come in: only pages of this very server, asked for by a loopback name (against DNS rebinding and forged requests).
import type { MiddlewareHandler } from 'hono';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Says why a request is refused; undefined when it is let in. */
export function refusedBecause(headers: {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly site: string | undefined;
}): string | undefined {
  const { host, origin, site } = headers;
  const address = host === undefined ? undefined : URL.parse(`http://${host}`);
  if (
    !address ||
    address.host !== host?.toLowerCase().replace(/:80$/u, '') ||
    !loopback.has(address.hostname)
  ) {
    return `This page is served to this machine only, as http://127.0.0.1, not as "${host ?? ''}".`;
  }
  if (origin !== undefined && origin !== `http://${host}`) return `Requests from "${origin}" are not taken.`;
  return site === 'cross-site' ? 'Requests from other sites are not taken.' : undefined;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Guards all routes, and tells browsers to load and run nothing but this page's own files. */
export const dispatcher: MiddlewareHandler = async (c, next) => {
  const reason = refusedBecause({
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    // Following a link from elsewhere to the page itself is fine.
    site:
      c.req.header('sec-fetch-mode') === 'navigate' && c.req.method === 'GET'
        ? undefined
        : c.req.header('sec-fetch-site'),
  });
  if (reason !== undefined) return c.text(`${reason}\n`, 403);
  await next();
  c.header('content-security-policy', policy, { append: false });
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('cross-origin-opener-policy', 'same-origin');
  c.header('cross-origin-resource-policy', 'same-origin');
};
