// A number of the other kind: of an issue where a pull request was meant, and the other way round.
import { mayUseRepository } from '../../../core/directory.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import type { Issue, Named } from '../../../core/github/pull-request.ts';
import type { Asked } from './asked.ts';
import type { MeantRepositories } from './lookup.ts';
import { patienceMilliseconds, patiently } from './patience.ts';

type Query = Named & { readonly number: number };

/** An issue of a number; one that was transferred to a private repository that the group may not use is not there. */
export async function readIssue({ source, group }: Asked, query: Query): Promise<Issue | undefined> {
  const found = await source.readIssue(query);
  if (!found?.isMoved || mayUseRepository(await group(), found.repo)) return found;
  return await source.readIssue({ ...query, isPublicOnly: true });
}

/** Throws a UserError where a pull request was meant and the number is an issue's. */
export async function refuseIssue(asked: Asked, where: MeantRepositories, number: number): Promise<void> {
  const found = await first(asked, where, (one) => readIssue(asked, { ...one, number }));
  if (!found) return;
  throw new UserError(
    found.isClosed
      ? `${found.repo}#${number} is an issue that is closed already, and no pull request. \`/prs for-me\` shows some to review.`
      : `${found.repo}#${number} is an issue, and no pull request. \`/issues take number:${number} repository:${found.repo}\` says that you work on it.`,
  );
}

/** Throws a UserError where an issue was meant and the number is a pull request's. */
export async function refusePull(asked: Asked, where: MeantRepositories, number: number): Promise<void> {
  const found = await first(asked, where, (one) => asked.source.readPull({ ...one, number }));
  if (!found) return;
  throw new UserError(
    found.ended
      ? `${found.repo}#${number} is a pull request that is ${found.ended} already, and no issue. \`/issues for-me\` shows some to work on.`
      : `${found.repo}#${number} is a pull request, and no issue. \`/prs show number:${number} repository:${found.repo}\` shows whom it waits on.`,
  );
}

/** The first that is there; what GitHub does not tell in time is not there, since this is only about the words. */
async function first<T>(
  { patienceMilliseconds: patience = patienceMilliseconds }: Asked,
  { repositories, query }: MeantRepositories,
  read: (query: Named) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const repository of repositories) {
    const found = await patiently(() => read(query(repository)), patience / repositories.length / 2).catch(
      insteadOf(OutsideError, undefined),
    );
    if (found) return found;
  }
  return undefined;
}
