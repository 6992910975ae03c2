// In whose name the bot's commits are made and signed off: that of the account whose token it has.
import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { githubSite } from '../../core/github/site.ts';
import { unless } from './failures.ts';

/** The author of a commit. */
interface Author {
  readonly name: string;
  readonly email: string;
}

/** What a commit's message and author are; without an author it is GitHub's own choice. */
interface Signed {
  readonly message: string;
  readonly author?: Author;
}

/** Signs the message of a commit. */
export type SignOff = (message: string) => Promise<Signed>;

const account = z.object({ login: z.string(), id: z.number(), name: z.string().nullish() });

/**
 * Builds it. The author is named too, since a check of sign-offs (https://github.com/dcoapp/app#how-it-works) compares both. The
 * token of an app tells no account: its commits are those of a bot, of which no such check asks a sign-off. See ADR 14.
 */
export function signOff(octokit: Octokit, apiUrl: string): SignOff {
  let known: { author: Author | undefined } | undefined;
  const { host } = new URL(githubSite(apiUrl).url);

  async function authorOf(): Promise<Author | undefined> {
    const found = await octokit
      .request('GET /user', { request: { signal: AbortSignal.timeout(15_000) } })
      .catch(unless(403, /not accessible by integration/iu));
    if (!found) return undefined;
    const { login, id, name } = account.parse(found.data);
    // What the address would be taken for ends the name.
    const words = (name ?? '').replaceAll(/[<>\s]+/gu, ' ').trim();
    return { name: words === '' ? login : words, email: `${id}+${login}@users.noreply.${host}` };
  }

  return async (message) => {
    known ??= { author: await authorOf() };
    const { author } = known;
    if (!author) return { message };
    return { message: `${message}\n\nSigned-off-by: ${author.name} <${author.email}>`, author };
  };
}
