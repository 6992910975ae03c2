// Whether a repository can be written to, asked before somebody names it for files to come.
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import type { WritableRepository } from '../../core/github/repository-folder.ts';
import { type GitHubAccess, githubClient } from './client.ts';

const shape = z.object({
  full_name: z.string(),
  archived: z.boolean().nullish(),
  private: z.boolean().nullish(),
  has_issues: z.boolean().nullish(),
  permissions: z.object({ pull: z.boolean().nullish(), push: z.boolean().nullish() }).nullish(),
});

/** Somebody waits for the answer to a command. */
const timeoutMilliseconds = 4000;

/**
 * Builds what tells how a repository (`owner/name`) stands to the token (REST: GET /repos/{owner}/{repo}); undefined when
 * there is none, or none to be seen. Throws `OutsideError` when GitHub does not tell it within a few seconds.
 */
export function writingSource(access: GitHubAccess) {
  return async (repository: string): Promise<WritableRepository | undefined> => {
    const client = githubClient({
      ...access,
      timeoutMilliseconds,
      wait: async () => {
        throw new OutsideError('GitHub asks for a pause.');
      },
    });
    const found = await client.find(`/repos/${repository}`, shape);
    if (!found) return undefined;
    const { pull, push } = found.permissions ?? {};
    return {
      name: found.full_name,
      isArchived: found.archived === true,
      isPrivate: found.private === true,
      // An app's token is told neither, whatever it may do.
      isReadOnly: pull === true && push === false,
      isWithoutIssues: found.has_issues === false,
    };
  };
}
