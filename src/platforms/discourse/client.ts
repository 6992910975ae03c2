// A thin client of the Discourse API: joins paths, signs requests, obeys limits, and says failures in plain words.

import type { z } from 'zod';
import { isLasting, OutsideError } from '../../core/errors.ts';
import { download } from '../../core/outside/download.ts';
import { retryUnlessDown } from '../../core/outside/second-tries.ts';
import { wholeBody } from '../../core/outside/whole-body.ts';
import { limiter, type TakePlace, type Urgency } from './limiter.ts';
import { type Answer, asksToWait, DiscourseError, isAboutKey, refusal, slowdownOf } from './refusal.ts';
import { jsonOf } from './shapes.ts';

/** What a client needs; `requestsPerMinute` follows the forum's own setting (60 unless its admins changed it). */
export interface ClientOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly username: string;
  readonly requestsPerMinute?: number | undefined;
  /** The places of all bots that share the forum's limit; without it this one is alone. */
  readonly takePlace?: TakePlace | undefined;
  readonly fetch?: typeof fetch;
  now(): Date;
  /** Told of each answer: the error with which the forum refused the key, if it did. */
  heard?(refusal: Error | undefined): void;
}

/** One request. `path` is relative to the forum's base, without a slash at its beginning. */
interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>> | FormData;
  readonly urgency?: Urgency;
  /** Whether to say at once that the forum takes no request now, rather than to wait until it does. */
  readonly isImpatient?: boolean;
  /** Asked as anybody may, without the key: its scopes may leave out what everybody is told. */
  readonly isOpen?: boolean;
}

/** Sends requests to one forum. */
export type Client = ReturnType<typeof client>;

/** Where forums that are hosted by Discourse's makers keep their files. */
const hostedFiles = 'discourse-cdn.com';
/** Longest pause that is waited out on the spot; a longer one is for the caller to come back after. */
const patienceSeconds = 10;
const timeoutMilliseconds = 20_000;
/** How long a turn is waited for by who only wants to know how things are. */
const impatientMilliseconds = 3_000;

/** A forum's address with exactly one slash at its end, so that paths can be joined to it. */
export function baseOf(url: string): string {
  return `${url.replace(/[?#].*$/u, '').replace(/\/+$/u, '')}/`;
}

/** Builds a client. Sends nothing by itself. */
export function client(options: ClientOptions) {
  const base = baseOf(options.url);
  const send = options.fetch ?? fetch;
  // A little below the forum's limit, since its minute and ours do not begin together.
  const perMinute = options.requestsPerMinute ?? 60;
  const longestPauseSeconds = Math.max(1, 3_600 / perMinute);
  const pace = limiter(Math.max(1, Math.floor(perMinute * 0.9)), options.takePlace);

  const keyHeaders = { 'api-key': options.apiKey, 'api-username': options.username };
  const again = retryUnlessDown();
  let lastHeard: { readonly there: Date; readonly here: Date } | undefined;

  async function once({ method = 'GET', path, body, isOpen = false }: Call): Promise<Answer> {
    const isForm = body instanceof FormData;
    try {
      const response = await send(new URL(path, base), {
        method,
        headers: {
          accept: 'application/json',
          ...(!isOpen && keyHeaders),
          ...(body && !isForm && { 'content-type': 'application/json' }),
        },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
        // A key must not follow a redirect to another host.
        redirect: 'manual',
        // The body counts as well.
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      const { status, headers } = response;
      const there = new Date(headers.get('date') ?? Number.NaN);
      if (!Number.isNaN(there.getTime())) lastHeard = { there, here: options.now() };
      return { status, headers, json: jsonOf((await wholeBody(response.body)).toString()) };
    } catch (cause) {
      throw new DiscourseError(`Discourse (${base}) does not answer.${certificateWords(cause)}`, {
        status: 0,
        isForAll: true,
        cause,
      });
    }
  }

  /** Once, and what only reads once more where it failed in passing; who asks without the key asks with it instead. */
  async function twice(call: Call): Promise<Answer> {
    const urgency = call.urgency ?? 'now';
    const attempt = async () => {
      await pace.turn(urgency, call.isImpatient ? impatientMilliseconds : undefined);
      return await once(call);
    };
    if (call.isOpen || (call.method ?? 'GET') !== 'GET') return await attempt();
    return await again(attempt, {
      isPassing: (error) => error instanceof DiscourseError && !isTimeout(error.cause),
      isFailure: ({ status }) => status >= 500,
    });
  }

  async function retryWhenLimited(call: Call): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await twice(call);
      if (answer.status !== 429) return answer;
      const { seconds, isForAll } = slowdownOf(answer);
      // What one limit forbids, a post by somebody, an edit, or who has no key, stops nothing else.
      if (isForAll && !call.isOpen) pace.pause(Math.min(seconds, longestPauseSeconds));
      if (seconds > patienceSeconds || tries === 3 || call.isImpatient) throw asksToWait(seconds, isForAll);
      if (!isForAll) await pace.rest(seconds);
    }
  }

  /**
   * Whether the forum takes the key. Of what a key's scopes do not cover it says that the key is invalid, so a refusal does
   * not tell; what its scopes are may be asked with every key that is taken (`ApiKey#request_allowed?`).
   */
  async function isKeyTaken(): Promise<boolean> {
    return !isAboutKey(await retryWhenLimited({ path: 'session/scopes.json' }));
  }

  async function followed(call: Call): Promise<Answer> {
    const answer = await retryWhenLimited(call);
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || !location) return answer;
    const target = new URL(location, base);
    if (target.origin === new URL(base).origin && (call.method ?? 'GET') === 'GET')
      return await retryWhenLimited({ ...call, path: target.href });
    throw new DiscourseError(
      `Discourse (${base}) sends requests on to ${target.origin}. Put the forum's final address into DISCOURSE_URL.`,
      // A page to log in at, or of somebody who works on the forum, is no answer of it.
      { status: answer.status, isForAll: true },
    );
  }

  async function checked<T>(call: Call, answer: z.ZodType<T>): Promise<T> {
    const response = await followed(call);
    // What is asked without the key says nothing of it.
    const { heard } = call.isOpen ? {} : options;
    if (response.status < 200 || response.status > 299) {
      const isKeyRefused = !call.isOpen && isAboutKey(response) && !(await isKeyTaken());
      const refused = refusal(response, { isKeyRefused, username: options.username, base });
      if (refused.status !== 0) heard?.(isKeyRefused ? refused : undefined);
      throw refused;
    }
    heard?.(undefined);
    const parsed = answer.safeParse(response.json);
    if (parsed.success) return parsed.data;
    const fault = parsed.error.issues[0];
    const where = fault && fault.path.length > 0 ? ` (${fault.path.join('.')}: ${fault.message})` : '';
    throw new DiscourseError(
      `${base} answered ${call.path.split('?')[0]} with something that is not Discourse's${where}. Check that DISCOURSE_URL is the forum's address${where && ', and, if the forum was just brought up to date, whether there is a newer Docent'}.`,
      { status: response.status, isForAll: response.json === undefined },
    );
  }

  return {
    /** The forum's address, ending in a slash. */
    base,
    /** The account in whose name it asks. */
    username: options.username,
    /** What time it was at the forum when it last answered, and when that was heard by the clock of here. */
    lastHeard: () => lastHeard,
    /** Lets what waits for its turn fail now, as retryable. */
    close: () => pace.close(),
    /** The bytes of a file of the forum: as everybody may fetch it, else as this account may. Throws `OutsideError`. */
    async download(path: string, name: string, signal: AbortSignal) {
      const own = new URL(base);
      const isOwn = ({ protocol, hostname, origin }: URL) =>
        origin === own.origin || (protocol === 'https:' && hostname.endsWith(`.${hostedFiles}`));
      const how = { isOwn, name, signal, ...(options.fetch && { fetch: options.fetch }) };
      await pace.turn('background');
      try {
        return await download(new URL(path, base), how);
      } catch (error) {
        if (!isLasting(error)) throw error;
        await pace.turn('background');
        // Only members may see it. The key stays here, wherever the forum sends on to.
        const isOwnAlone = ({ origin }: URL) => origin === own.origin;
        return await download(new URL(path, base), { ...how, isOwn: isOwnAlone, headers: keyHeaders });
      }
    },
    /** The answer, checked. Throws `DiscourseError`. */
    async request<T>(call: Call, answer: z.ZodType<T>): Promise<T> {
      try {
        return await checked(call, answer);
      } catch (error) {
        if (error instanceof OutsideError)
          error.call = { method: call.method ?? 'GET', url: `${base}${call.path.replace(/\?.*$/su, '')}` };
        throw error;
      }
    },
  };
}

/** The same client, for who wants to know how things are: nothing is waited for that the forum or its limit asks to wait. */
export function impatient(patient: Client): Client {
  return { ...patient, request: (call, answer) => patient.request({ ...call, isImpatient: true }, answer) };
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

/** That a certificate is the reason, which only a person can mend; nothing when it is not. */
function certificateWords(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (/CERT|UNABLE_TO_VERIFY|SELF_SIGNED/u.test(code)) return ` Its certificate is not accepted (${code}).`;
  }
  return '';
}
