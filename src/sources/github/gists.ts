// Whether somebody on GitHub has published a code in a gist of theirs, which shows that the account is theirs.
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import { type GitHubAccess, githubClient } from './client.ts';
import { statusOf } from './failures.ts';

const filesShape = z.record(z.string(), z.object({ content: z.string().nullish() }).nullish());
const listShape = z.array(
  z.object({ id: z.string().regex(/^\w+$/u), description: z.string().nullish(), files: filesShape }),
);
const gistShape = z.object({ files: filesShape });

/** So many of the newest gists are opened; their descriptions and files' names come with the list. */
const mostOpened = 3;

/** Builds the answer (REST: gists of a user). Throws `OutsideError`. */
export function gistSource(access: GitHubAccess): (login: string, code: string) => Promise<boolean> {
  return async (login, code) => {
    const client = githubClient(access);
    const gists = await found(async () => listShape.parse((await client.get(`/users/${login}/gists`)).body));
    for (const { description, files } of gists ?? []) {
      if (description?.includes(code) || Object.keys(files).some((name) => name.includes(code))) return true;
    }
    for (const { id } of (gists ?? []).slice(0, mostOpened)) {
      const gist = await found(async () => gistShape.parse((await client.get(`/gists/${id}`)).body));
      if (Object.values(gist?.files ?? {}).some((file) => file?.content?.includes(code))) return true;
    }
    return false;
  };
}

async function found<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OutsideError && statusOf(error.cause) === 404) return undefined;
    if (!(error instanceof z.ZodError)) throw error;
    throw new OutsideError('GitHub answered in a way that I do not understand.', { cause: error });
  }
}
