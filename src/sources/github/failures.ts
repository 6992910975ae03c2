// What goes wrong with GitHub, in plain words, with how long it lasts.
import { z } from 'zod';
import { insteadIf, messageOf, OutsideError } from '../../core/errors.ts';
import { TokenError } from './access-watch.ts';

/** The page was too much for GitHub (502, 504, no answer in time): ask for less. */
export class TooMuchError extends OutsideError {}

/** The requests that one reading may make are spent. */
export class BudgetError extends OutsideError {}

/** It is not there, or not for whoever asks (404, 410, 451). */
export class GoneError extends OutsideError {}

/** The same as `unseenRepository`, for those who come without a token. */
export const unseen = 'GitHub does not have that repository, or does not show it without a token.';

/** What those read who can mend nothing about the token; it names no repository, since not everybody may know of it. */
const shut = { isPermanent: true, toOthers: 'GitHub does not let me in at the moment.' };

/** That GitHub answered without the repository, and why if it said so: an organisation keeps some tokens out. */
export function untold(repository: string, { fault = '' }: { readonly fault?: string }): OutsideError {
  const isUnread = /not accessible by/iu.test(fault);
  const isKeptOut = /\bSAML\b|single sign-on/iu.test(fault);
  const words = isUnread
    ? `The token may not read what was asked of ${repository}: whoever made it gives it "pull requests" and "issues" (read) there.`
    : `GitHub told nothing of ${repository}${fault === '' ? '.' : `: ${fault}`}`;
  const isLasting = isKeptOut || isUnread || /IP allow list|forbids access|access blocked/iu.test(fault);
  return new OutsideError(isKeptOut ? keptOut(repository) : words, isLasting ? shut : {});
}

function keptOut(what: string): string {
  return `${what} belongs to an organisation with single sign-on, which does not let the token in. Whoever made it opens it on GitHub (Settings, Developer settings) and chooses "Configure SSO".`;
}

/** That GitHub does not take the token. */
export function tokenRefused(): TokenError {
  return new TokenError(
    'GitHub does not accept the token (GITHUB_TOKEN): it may have expired. Make a new one.',
    shut,
  );
}

/** The HTTP status of an error of Octokit's. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;
}

const refusal = z.object({
  response: z.object({
    headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
    data: z.unknown(),
  }),
});
const told = z.object({ message: z.string() }).transform(({ message }) => [message]);
const explained = z.object({
  message: z.string(),
  errors: z.array(z.union([z.string(), told]).catch([])).nullish(),
});

/** What GitHub itself says went wrong, on one line; without the address of its documentation, which Octokit adds. */
export function saidBy(error: unknown): string {
  const { data } = explained.safeParse(refusal.safeParse(error).data?.response.data);
  if (!data) return messageOf(error);
  return [data.message, ...(data.errors ?? []).flat()].join(': ').replaceAll(/\s+/gu, ' ').trim();
}

/** What stands in for GitHub, if its answer is none of GitHub's, whose API says even its refusals in JSON. */
export function anothers(error: unknown): OutsideError | undefined {
  const status = statusOf(error);
  const type = refusal.safeParse(error).data?.response.headers['content-type'];
  if (status === undefined || status < 400 || status >= 500) return undefined;
  if (type === undefined || /\bjson\b/iu.test(String(type))) return undefined;
  return new OutsideError(
    `Something in front of GitHub answers in its stead, with a page (${status}). If it stays so, see to the proxy, and to GITHUB_API_URL.`,
    { toOthers: 'GitHub cannot be reached from here at the moment.' },
  );
}

/** Lets an expected refusal pass as "nothing". */
export const unless = (status: number, words = /(?:)/u) =>
  insteadIf(
    (error) => statusOf(error) === status && !anothers(error) && words.test(messageOf(error)),
    undefined,
  );

/** What an error of Octokit's means; the secrets in its request are not repeated. */
export function failureOf(error: unknown, { hasToken }: { hasToken: boolean }): OutsideError {
  const status = statusOf(error);
  const answer = refusal.safeParse(error).data?.response;
  const headers = answer?.headers ?? {};
  if (status === 304) return new OutsideError('Nothing changed.', { cause: error });
  const other = anothers(error);
  if (other) return other;
  if (status === 401)
    return hasToken
      ? tokenRefused()
      : new OutsideError('GitHub answers only with a token here. Set GITHUB_TOKEN.', shut);
  if (status === 404 || status === 410 || status === 451)
    return new GoneError('GitHub does not have that, or does not show it with this token.', {
      isPermanent: true,
    });
  if (status === 403 || status === 429 || (status === 422 && isSecondary(messageOf(error)))) {
    const words = messageOf(error);
    if (pauseIn(headers) !== undefined) return paused(headers);
    if (headers['x-ratelimit-remaining'] === '0' || /\bAPI rate limit exceeded/iu.test(words))
      return spent(headers);
    if (status === 429 || isSecondary(words)) return paused(headers);
    if (/\bSAML\b/iu.test(words)) return new OutsideError(keptOut('What was asked for'), shut);
    return new OutsideError(`GitHub refused: ${saidBy(error)}`, { isPermanent: true });
  }
  if (status === 422) {
    const isPermanent = true;
    return /cannot be searched/iu.test(messageOf(error))
      ? new GoneError(unseen, { isPermanent })
      : new OutsideError(`GitHub refused the question: ${saidBy(error)}`, { isPermanent });
  }
  if (status !== undefined && tooMuch.has(status))
    return new TooMuchError(`GitHub could not answer in time (${status}).`);
  if (isTimeout(error)) return new TooMuchError('GitHub did not answer in time.');
  // Octokit gives what never got an answer a status of 500 too.
  if (answer && status !== undefined && status >= 500)
    return new OutsideError(`GitHub has a fault of its own (${status}).`);
  return new OutsideError(`GitHub could not be reached: ${messageOf(error)}`);
}

/** Whether GitHub's words are those of its secondary limit, which it tells with 403, 422, 429 and 200; Enterprise has others. */
export function isSecondary(words: string): boolean {
  return /secondary rate limit|abuse detection|submitted too quickly|number of login attempts/iu.test(words);
}

/** Statuses of what was too much, or of what stands between. */
const tooMuch = new Set([502, 503, 504]);

/** Whether GitHub stumbled, or the connection to it, so that the same may work in a moment. */
export function isFault(error: unknown, { asksForLess }: { asksForLess: boolean }): boolean {
  const status = statusOf(error);
  if (status === undefined || status < 500 || isTimeout(error)) return false;
  return !(asksForLess && tooMuch.has(status));
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /abort|timeout/iu.test(`${error.name} ${error.message}`);
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Seconds from `Retry-After`, which may also be a date (RFC 9110, section 10.2.3). */
function pauseIn(headers: Headers): number | undefined {
  const asked = headers['retry-after'];
  if (asked === undefined) return undefined;
  const seconds = Number(asked);
  if (Number.isFinite(seconds)) return seconds;
  const until = Date.parse(String(asked)) - Date.parse(String(headers.date ?? ''));
  return Number.isFinite(until) ? Math.max(1, Math.ceil(until / 1000)) : 60;
}

/** GitHub asks for a pause; of a minute, where it does not say how long. */
export function paused(headers: Headers): OutsideError {
  const retryAfterSeconds = pauseIn(headers) ?? 60;
  return new OutsideError('GitHub asks for a pause (its secondary limit).', { retryAfterSeconds });
}

/** The hour's points are spent; how long that lasts is told by GitHub's own clock. */
export function spent(headers: Headers): OutsideError {
  const now = Date.parse(String(headers.date ?? ''));
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  const seconds = Math.ceil((reset - now) / 1000) + 1;
  const isSearch = headers['x-ratelimit-resource'] === 'search';
  const what = isSearch ? "The minute's limit of GitHub's search" : "The hour's limit of GitHub's API";
  return new OutsideError(`${what} is spent.`, {
    retryAfterSeconds: Number.isFinite(seconds) ? Math.max(seconds, 1) : 60,
  });
}
