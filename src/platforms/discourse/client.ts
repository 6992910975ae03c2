// A thin client of the Discourse API: joins paths, signs requests, obeys limits, and says failures in plain words.
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import { limiter, type Urgency } from './limiter.ts';

/** What a client needs; `requestsPerMinute` follows the forum's own setting (60 unless its admins changed it). */
export interface ClientOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly username: string;
  readonly requestsPerMinute?: number;
  readonly fetch?: typeof fetch;
}

/** One request. `path` is relative to the forum's base, without a slash at its beginning. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>> | FormData;
  readonly urgency?: Urgency;
}

/** Sends requests to one forum. */
export interface Client {
  /** The forum's address, ending in a slash. */
  readonly base: string;
  /** The account in whose name it asks. */
  readonly username: string;
  /** The answer, checked. Throws `DiscourseError`. */
  request<T>(call: Call, answer: z.ZodType<T>): Promise<T>;
  /** Lets what waits for its turn fail now, as retryable. */
  close(): void;
}

/** A refusal or failure; `status` is 0 when there was no answer, `errors` are the forum's own words. */
export class DiscourseError extends OutsideError {
  readonly status: number;
  readonly errors: readonly string[];

  constructor(
    message: string,
    options: {
      status: number;
      errors?: readonly string[];
      isPermanent?: boolean;
      retryAfterSeconds?: number;
      cause?: unknown;
    },
  ) {
    super(message, { ...options, isPlaceGone: options.status === 404 || options.status === 410 });
    this.status = options.status;
    this.errors = options.errors ?? [];
  }
}

/** Whether something was refused because it is not there (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof DiscourseError && (error.status === 404 || error.status === 410);
}

/** Longest pause that is waited out on the spot; a longer one is for the caller to come back after. */
const patienceSeconds = 10;
const timeoutMilliseconds = 20_000;

/** A forum's address with exactly one slash at its end, so that paths can be joined to it. */
export function baseOf(url: string): string {
  return `${url.replace(/[?#].*$/u, '').replace(/\/+$/u, '')}/`;
}

/** Builds a client. Sends nothing by itself. */
export function client(options: ClientOptions): Client {
  const base = baseOf(options.url);
  const send = options.fetch ?? fetch;
  // A little below the forum's limit, since its minute and ours do not begin together.
  const pace = limiter(Math.max(1, Math.floor((options.requestsPerMinute ?? 60) * 0.9)));

  async function once({ method = 'GET', path, body }: Call): Promise<Response> {
    const isForm = body instanceof FormData;
    try {
      return await send(new URL(path, base), {
        method,
        headers: {
          accept: 'application/json',
          'api-key': options.apiKey,
          'api-username': options.username,
          ...(body && !isForm && { 'content-type': 'application/json' }),
        },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
        // A key must not follow a redirect to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
    } catch (cause) {
      throw new DiscourseError(`Discourse (${base}) does not answer.`, { status: 0, cause });
    }
  }

  async function patiently(call: Call): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      await pace.turn(call.urgency ?? 'now');
      const response = await once(call);
      if (response.status !== 429) return response;
      const seconds = await secondsToWait(response);
      pace.pause(seconds);
      if (seconds > patienceSeconds || tries === 3) {
        throw new DiscourseError(`Discourse asks to wait ${seconds} seconds before the next request.`, {
          status: 429,
          retryAfterSeconds: seconds,
        });
      }
    }
  }

  async function followed(call: Call): Promise<Response> {
    const response = await patiently(call);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return response;
    const target = new URL(location, base);
    if (target.origin === new URL(base).origin && (call.method ?? 'GET') === 'GET') {
      return await patiently({ ...call, path: target.href });
    }
    throw new DiscourseError(
      `Discourse (${base}) sends requests on to ${target.origin}. Put the forum's final address into DISCOURSE_URL.`,
      { status: response.status, isPermanent: true },
    );
  }

  return {
    base,
    username: options.username,
    close: () => pace.close(),
    async request(call, answer) {
      const response = await followed(call);
      if (!response.ok) throw await refusal(response, { call, username: options.username, base });
      const parsed = answer.safeParse(await jsonOf(response));
      if (parsed.success) return parsed.data;
      const fault = parsed.error.issues[0];
      throw new DiscourseError(
        `${base} answered ${call.path.split('?')[0]} with something that is not Discourse's (${fault?.path.join('.')}: ${fault?.message}). Check that DISCOURSE_URL is the forum's address.`,
        { status: response.status },
      );
    },
  };
}

const refusalBody = z.object({
  errors: z.array(z.string()).optional(),
  error_type: z.string().optional(),
  extras: z.object({ wait_seconds: z.number().optional() }).optional(),
});

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // The caller's schema refuses this, and says what was expected.
    return undefined;
  }
}

async function secondsToWait(response: Response): Promise<number> {
  const body = refusalBody.safeParse(await jsonOf(response));
  const inBody = body.success ? body.data.extras?.wait_seconds : undefined;
  const inHeader = Number(response.headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(inHeader) && inHeader > 0 ? inHeader : (inBody ?? 5);
  return Math.max(1, Math.ceil(seconds));
}

/** What a refusal means for the people who run the bot. */
async function refusal(
  response: Response,
  { call, username, base }: { call: Call; username: string; base: string },
): Promise<DiscourseError> {
  const { status } = response;
  const body = refusalBody.safeParse(await jsonOf(response));
  const errors = body.success ? (body.data.errors ?? []) : [];
  const said = errors.length > 0 ? ` It says: ${errors.join(' ')}` : '';
  if (status >= 500) {
    const why =
      status === 503 ? 'is in read-only mode or being maintained' : `has trouble of its own (${status})`;
    return new DiscourseError(`Discourse (${base}) ${why}.${said}`, { status, errors });
  }
  if (status === 409) {
    return new DiscourseError('Somebody else changed the post at the same moment.', { status, errors });
  }
  if (status === 422 && errors.some((error) => /too similar/iu.test(error))) {
    return new DiscourseError(`Discourse takes the same words again only after a while.${said}`, {
      status,
      errors,
      retryAfterSeconds: 300,
    });
  }
  return new DiscourseError(`${cureOf(status, { errors, call, username })}${said}`, {
    status,
    errors,
    isPermanent: true,
  });
}

function cureOf(
  status: number,
  { errors, call, username }: { errors: readonly string[]; call: Call; username: string },
): string {
  if (status === 401 || errors.some((error) => /api username or key is invalid/iu.test(error))) {
    return `Discourse does not accept the API key for ${username}. Check DISCOURSE_API_KEY and DISCOURSE_API_USERNAME, or make a new key under Admin → API.`;
  }
  if (status === 403) {
    const what = call.method === undefined || call.method === 'GET' ? 'read' : 'write';
    return `The account ${username} may not ${what} there on Discourse. Let it ${what} in that category, and give its API key the scopes for topics and posts.`;
  }
  if (status === 404 || status === 410) {
    return 'What was looked for is not on Discourse (any more), or the bot may not see it.';
  }
  if (errors.some((error) => /3 times in a row|consecutive/iu.test(error))) {
    return `Discourse lets ${username} reply only three times in a row. Make it a moderator of the category.`;
  }
  return `Discourse refused what the bot sent (${status}).`;
}
