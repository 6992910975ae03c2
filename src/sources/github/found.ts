// The repository in an answer: there, gone, kept from whoever asks, or another one than was read before.
import { z } from 'zod';
import { AnotherRepositoryError } from '../../core/github/another-repository.ts';
import type { Named } from '../../core/github/pull-request.ts';
import type { Answer } from './client.ts';
import { untold } from './failures.ts';

/** What every question asks of its repository; see `repositoryFields`. */
export const foundShape = z.object({
  databaseId: z.number().nullish(),
  nameWithOwner: z.string(),
  isPrivate: z.boolean().nullish(),
  isArchived: z.boolean().nullish(),
});

/**
 * The repository that was asked for; undefined when it is not there, or not for whoever asks. Throws `OutsideError` when GitHub
 * does not tell, and when another one has its name now.
 */
export function foundIn<T extends z.infer<typeof foundShape>>(
  found: T | null | undefined,
  answer: Pick<Answer<unknown>, 'isGone' | 'fault'>,
  { repository, isPublicOnly, id }: Named,
): T | undefined {
  if (!found && !answer.isGone) throw untold(repository, answer);
  if (!found || (isPublicOnly && found.isPrivate)) return undefined;
  if (id === undefined || !found.databaseId || id === found.databaseId) return found;
  throw new AnotherRepositoryError(repository);
}
