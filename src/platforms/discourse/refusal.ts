// What Discourse refuses, and what keeps it from answering, as errors that say what to do.
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import { counted } from '../../core/text/counted.ts';

/** A refusal or failure; `status` is 0 when there was no answer, `errors` are the forum's own words, which the message ends with. */
export class DiscourseError extends OutsideError {
  readonly status: number;
  readonly errors: readonly string[];
  /** Ours of the message alone, without the forum's. */
  readonly ours: string;
  /** The forum does not take the key, or not for the bot's account: nothing will go until somebody mends that. */
  readonly isKeyRefused: boolean;
  /** It would be so with every request now, whatever it asks for. */
  readonly isForAll: boolean;
  /** The status of a page that came in place of an answer. */
  readonly page: number | undefined;
  /**
   * Why a topic or post was not taken, where that can be seen: another topic has the external id, the topic is closed or
   * gone, or the person cannot be written to.
   */
  readonly reason: 'external-id' | 'shut' | 'nobody' | undefined;

  constructor(
    message: string,
    options: {
      status: number;
      errors?: readonly string[];
      isPermanent?: boolean;
      retryAfterSeconds?: number | undefined;
      isKeyRefused?: boolean;
      isForAll?: boolean;
      isPlaceGone?: boolean;
      page?: number | undefined;
      reason?: DiscourseError['reason'] | undefined;
      cause?: unknown;
    },
  ) {
    const { errors = [] } = options;
    const said = errors.length > 0 ? ` It says: ${errors.join(' ')}` : '';
    const isPlaceGone = options.isPlaceGone ?? [404, 410].includes(options.status);
    super(`${message}${said}`, { ...options, isPlaceGone });
    this.ours = message;
    this.status = options.status;
    this.errors = errors;
    this.isKeyRefused = options.isKeyRefused ?? false;
    this.isForAll = options.isForAll ?? this.isKeyRefused;
    this.page = options.page;
    this.reason = options.reason;
  }
}

/** The same without the forum's own words, which may name whom it was for, and that may be who asked anonymously. */
export function withoutItsWords(error: DiscourseError): DiscourseError {
  return new DiscourseError(error.ours, { ...error, errors: [], cause: undefined });
}

/** Whether the account may not do or see something. */
export function isForbidden(error: unknown): boolean {
  return error instanceof DiscourseError && error.status === 403;
}

/** Whether something was refused because it is not there (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof DiscourseError && (error.status === 404 || error.status === 410);
}

/**
 * Whether a thing that the bot can do without is not to be had: the forum refuses it, or a page stands there, as a forum
 * answers that does not have it at all.
 */
export function isUnserved(error: unknown): boolean {
  if (!(error instanceof DiscourseError) || error.isKeyRefused) return false;
  return error.isPermanent || [403, 404, 405, 410].includes(error.page ?? 0);
}

/**
 * Whether a forum that can be read takes nothing now, whatever it is: it slows everybody down, is read-only, or does not take the key.
 * (Anything else, as what stands before it in its stead, may be for one post alone.)
 */
export function takesNothing(error: unknown): boolean {
  if (!(error instanceof DiscourseError) || !error.isForAll) return false;
  return error.isKeyRefused || error.status === 429 || (error.status === 503 && error.errors.length > 0);
}

/** Whether the forum did not take the bot's key, or not for its account. */
export function isKeyRefused(error: unknown): boolean {
  return error instanceof DiscourseError && error.isKeyRefused;
}

/** Whether something cannot be written in (any more): it is gone, closed, or the bot may not. */
export function isShut(error: unknown): boolean {
  if (!(error instanceof DiscourseError) || error.isKeyRefused) return false;
  return isGone(error) || isForbidden(error) || error.reason === 'shut';
}

/** Whether Discourse did not take what was sent, and no reason for that is to be seen from outside. */
export function isUnexplained(error: unknown): error is DiscourseError {
  return (
    error instanceof DiscourseError && error.status === 422 && error.isPermanent && error.reason === undefined
  );
}

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Its JSON; undefined when it has none: then it is another's than Discourse's. */
  readonly json: unknown;
}

const refusalBody = z.object({
  errors: z.array(z.string()).nullish(),
  error_type: z.string().nullish(),
  failed: z.string().nullish(),
  extras: z.object({ wait_seconds: z.number().nullish() }).nullish(),
});

/** How long a 429 asks to wait, and whether that is for every request: the limits of an address and of API keys are. */
export function slowdownOf({ headers, json }: Answer): { seconds: number; isForAll: boolean } {
  const body = refusalBody.safeParse(json);
  const inBody = body.success ? body.data.extras?.wait_seconds : undefined;
  const inHeader = Number(headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(inHeader) && inHeader > 0 ? inHeader : (inBody ?? 5);
  const limit = headers.get('discourse-rate-limit-error-code') ?? '';
  return {
    seconds: Math.max(1, Math.ceil(seconds)),
    isForAll: json === undefined || /_secs?_limit$|^ip_|api_key|_api_/u.test(limit),
  };
}

/** That the forum takes no request for so long, or none of one kind. */
export function asksToWait(seconds: number, isForAll: boolean): DiscourseError {
  return new DiscourseError(`Discourse asks to wait ${counted(seconds, 'second')} before the next request.`, {
    status: 429,
    isForAll,
    retryAfterSeconds: isForAll ? Math.min(seconds, mostSecondsForAll) : seconds,
  });
}

/** Whether an answer of the forum itself may mean that it does not take the key, or not for the bot's account. */
export function isAboutKey({ status, json }: Answer): boolean {
  return json !== undefined && (status === 401 || status === 403);
}

/** What a refusal means for the people who run the bot. */
export function refusal(
  { status, json }: Answer,
  { isKeyRefused, username, base }: { isKeyRefused: boolean; username: string; base: string },
): DiscourseError {
  const body = refusalBody.safeParse(json);
  const errors = body.success ? (body.data.errors ?? []) : [];
  // What Discourse does not find it says in its own way; a gateway's JSON has other words.
  const isNamed = errors.length > 0 || (body.success && (body.data.error_type ?? body.data.failed));
  if (status < 500 && (json === undefined || (status === 404 && !isNamed))) {
    // A proxy's, or another site's: of what is on the forum it says nothing.
    return new DiscourseError(
      `Something in front of Discourse (${base}) answers in its stead, with a page (${status}). If it stays so, see to the proxy, and that DISCOURSE_URL is the forum's address.`,
      { status: 0, isForAll: true, page: status },
    );
  }
  if (status >= 500) {
    const why =
      status === 503 ? 'is in read-only mode or being maintained' : `has trouble of its own (${status})`;
    return new DiscourseError(`Discourse (${base}) ${why}.`, { status, errors, isForAll: true });
  }
  if (isKeyRefused)
    return new DiscourseError(
      `Discourse does not accept the API key for ${username}. Check DISCOURSE_API_KEY and DISCOURSE_API_USERNAME, that the account is not suspended, or make a new key under Admin → API.`,
      { status, errors, isKeyRefused: true, retryAfterSeconds: keyPatienceSeconds },
    );
  return new DiscourseError(cureOf(status, username), { status, errors, isPermanent: true });
}

/** However long a forum asks everybody to wait, so soon it is tried again whether it still does. */
const mostSecondsForAll = 300;

/** How soon a key that was refused is tried again. */
export const keyPatienceSeconds = 60;

/** The same for reading and writing, so that who may do neither is told once. */
function cureOf(status: number, username: string): string {
  if (status === 403)
    return `The account ${username} may not read or write there on Discourse, or it is not there any more. Let it do both in that category, with the scopes for topics and posts if its API key has any, or choose another category with \`/docent setup\`.`;
  if (status === 404 || status === 410)
    return `What was looked for is not on Discourse (any more), or ${username} may not see it. Let it see that category, or choose another one with \`/docent setup\`.`;
  return `Discourse refused what the bot sent (${status}). When that is mended, \`/docent retry\` sends it again.`;
}
