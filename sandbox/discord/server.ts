// The REST side over HTTP: finds the route, checks token and limits, reads the body, writes the answer.
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { broken } from '../broken-answer.ts';
import { pageHeaders, proxyPage } from '../proxy-page.ts';
import { fileAt } from './attachments.ts';
import { invalidForm, Refusal, refusal } from './errors.ts';
import type { Faults } from './faults.ts';
import type { Asked, Host, Route, Upload } from './host.ts';
import type { RateLimits } from './rate-limits.ts';
import { accountRoutes } from './routes/account.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { eventRoutes } from './routes/events.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { pinRoutes } from './routes/pins.ts';
import { sweeper } from './sweeper.ts';

/** All routes. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...messageRoutes,
  ...pinRoutes,
  ...channelRoutes,
  ...eventRoutes,
  ...guildRoutes,
].toSorted((one, other) => literal(other.path) - literal(one.path));

type Bindings = { Bindings: HttpBindings };

const usualLimit = [50, 1] as const;

/** Hears what was asked and answered, for tests that judge both. */
export type Listener = (exchange: Exchange) => void;

/** A request and its answer. */
export interface Exchange {
  readonly method: string;
  /** Without `/api/v10`. */
  readonly path: string;
  readonly request: unknown;
  readonly status: number;
  readonly response: unknown;
}

/** Builds the application. */
export function restApp(
  host: Host,
  { faults, limits, listeners }: { faults: Faults; limits: RateLimits; listeners: ReadonlySet<Listener> },
): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const sweep = sweeper(host.world);
  for (const folder of [
    '/attachments',
    '/ephemeral-attachments',
    '/api/attachments',
    '/api/ephemeral-attachments',
  ]) {
    app.get(`${folder}/:channel/:attachment/:filename`, (context) => download(host, context));
  }
  for (const route of routes) {
    app.on(route.method, `/api/v10${route.path}`, async (context) => {
      const name = `${route.method} ${route.path}`;
      const path = context.req.path.replace('/api/v10', '');
      const drop = (): Response => {
        context.env.incoming.socket.destroy();
        return new Response(null, { status: 500 });
      };
      const fault = faults.take(route.method, path);
      if (fault && 'drop' in fault && fault.drop === 'before') return drop();
      let asked: Asked | undefined;
      const answer = await (async (): Promise<Reply> => {
        if (faults.isDown)
          return { status: 503, body: { message: '503: Service Unavailable', code: 0 }, headers: {} };
        if (limits.banSeconds > 0) return banned(limits.banSeconds);
        const wrong = faults.lasting.now;
        if (wrong?.kind === 'html')
          return { status: wrong.status, body: proxyPage(wrong.status), headers: pageHeaders };
        if (wrong?.kind === 'wait') return slowedDown(wrong.seconds);
        if (fault && 'status' in fault) {
          const body = fault.body ?? { message: `${fault.status}: Scripted failure`, code: 0 };
          return { status: fault.status, body, headers: fault.headers ?? {} };
        }
        const isRefused = wrong?.kind === 'token' || !isAuthorised(host, context);
        if (!route.isInteraction && isRefused) return refused(refusal('unauthorized'), {});
        const params: Readonly<Record<string, string>> = context.req.param();
        const major = ['channel', 'guild', 'application', 'token'].map((key) => params[key] ?? '').join('/');
        const verdict = limits.take(name, major, route.limit ?? usualLimit, route.isInteraction ?? false);
        if (!verdict.isAllowed) return { status: 429, body: verdict.body, headers: verdict.headers };
        try {
          demandIds(params);
          asked = await read(context);
          sweep();
          const { status, body } = route.handle(host, asked);
          return { status: status ?? (body === undefined ? 204 : 200), body, headers: verdict.headers };
        } catch (error) {
          if (error instanceof Refusal) return refused(error, verdict.headers);
          throw error;
        }
      })();
      faults.count(name, answer.status);
      limits.note(answer.status);
      for (const listener of listeners) {
        listener({
          method: route.method,
          path,
          request: asked?.body,
          status: answer.status,
          response: answer.body,
        });
      }
      if (fault && 'drop' in fault) return drop();
      const wrong = faults.lasting.now;
      return wrong?.kind === 'broken'
        ? await broken(respond(answer), wrong.how, context.env)
        : respond(answer);
    });
  }
  app.all('/api/*', (context) => {
    faults.count(`${context.req.method} unknown`, 404);
    return respond(refused(refusal('notFound'), {}));
  });
  app.onError((error) => {
    // A fault of the sandbox itself, shown as what it is.
    const message = error.stack ?? error.message;
    faults.count('sandbox', 500);
    return respond({ status: 500, body: { message, code: 0 }, headers: {} });
  });
  return app;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function respond({ status, body, headers }: Reply): Response {
  if (body === undefined) return new Response(null, { status, headers });
  // A page, or a text, comes from something before Discord.
  if (typeof body === 'string' && 'content-type' in headers) return new Response(body, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', via: '1.1 google', ...headers },
  });
}

function refused(
  { status, code, message, errors, waitSeconds }: Refusal,
  headers: Readonly<Record<string, string>>,
): Reply {
  if (waitSeconds !== undefined) {
    return {
      status,
      body: { message, retry_after: waitSeconds, global: false, code },
      headers: { ...headers, 'retry-after': String(Math.ceil(waitSeconds)), 'x-ratelimit-scope': 'user' },
    };
  }
  return { status, body: { message, code, ...(errors && { errors }) }, headers };
}

/** The limit of a route that lasts, or one by something before Discord that does not say how long. */
function slowedDown(seconds: number): Reply {
  if (seconds === 0)
    return { status: 429, body: '<html><h1>Too Many Requests</h1></html>', headers: pageHeaders };
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global: false, code: 0 },
    headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'shared' },
  };
}

/** What Discord's proxy answers to an address that made too many invalid requests. */
function banned(seconds: number): Reply {
  const headers = { 'content-type': 'text/plain; charset=UTF-8', 'retry-after': String(seconds) };
  return { status: 429, body: 'error code: 1015', headers: { server: 'cloudflare', ...headers } };
}

const idNames = [
  'channel',
  'guild',
  'message',
  'user',
  'role',
  'event',
  'command',
  'application',
  'interaction',
];

function demandIds(params: Readonly<Record<string, string>>): void {
  const wrong = idNames.filter((name) => !/^(?:\d{1,20}|@original)$/u.test(params[name] ?? '0'));
  if (wrong.length === 0) return;
  throw invalidForm(
    wrong.map((name) => ({
      path: [`${name}_id`],
      code: 'NUMBER_TYPE_COERCE',
      message: `Value "${params[name]}" is not snowflake.`,
    })),
  );
}

function isAuthorised({ world }: Host, context: Context<Bindings>): boolean {
  return context.req.header('authorization') === `Bot ${world.application.token}`;
}

async function read(context: Context<Bindings>): Promise<Asked> {
  const type = context.req.header('content-type') ?? '';
  const common = {
    param: (name: string): string => {
      const value = context.req.param(name);
      if (value === undefined) throw new Error(`The route has no ${name}`);
      return decodeURIComponent(value);
    },
    query: (name: string) => context.req.query(name),
  };
  if (!type.startsWith('multipart/form-data')) {
    const text = await context.req.text();
    return { ...common, body: text === '' ? undefined : json(text), uploads: [] };
  }
  const form = await context.req.formData();
  const uploads: Upload[] = [];
  let body: unknown;
  for (const [key, value] of form) {
    if (typeof value === 'string') {
      if (key === 'payload_json') body = json(value);
      continue;
    }
    const number = /^files\[(\d+)\]$/u.exec(key)?.[1];
    if (number === undefined) continue;
    const content = new Uint8Array(await value.arrayBuffer());
    const contentType = value.type === '' ? undefined : value.type;
    uploads.push({ number, filename: value.name, contentType, content });
  }
  return { ...common, body, uploads };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
  }
}

function download({ world }: Host, context: Context<Bindings>): Response {
  const { channel = '', attachment: id = '' } = context.req.param();
  const file = fileAt(world, { channel, id, query: new URL(context.req.url).searchParams });
  if (!file) return new Response('This content is no longer available.', { status: 404 });
  const type = file.contentType ?? 'application/octet-stream';
  return new Response(Buffer.from(file.content), { headers: { 'content-type': type } });
}

/** Paths with more literal parts are looked at first, so that `pins` is no message's id. */
function literal(path: string): number {
  return path.split('/').filter((part) => !part.startsWith(':')).length;
}
