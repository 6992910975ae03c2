// A number of the other kind: of an issue where a pull request was meant, and the other way round.
import type { Request } from '../../../core/command.ts';
import { mayUseRepository } from '../../../core/directory.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import type { Issue, Named } from '../../../core/github/pull-request.ts';
import type { DigestsParts } from '../deps.ts';
import type { MeantRepositories } from './lookup.ts';
import { patienceMilliseconds, patiently } from './patience.ts';

/** A number that was not found among its kind, and where it was looked for. */
interface Missed extends MeantRepositories {
  readonly number: number;
}

/** An issue of a number; one that was transferred to a private repository that the group may not use is not there. */
export async function readIssue(
  { source, groups }: DigestsParts,
  { groupId }: Request,
  query: Named & { number: number },
): Promise<Issue | undefined> {
  const found = await source.readIssue(query);
  if (!found?.isMoved || mayUseRepository(await groups.find(groupId), found.repo)) return found;
  return await source.readIssue({ ...query, isPublicOnly: true });
}

/** What is thrown where a pull request was meant: that the number is an issue's; undefined when it is not. */
export async function issueInstead(
  deps: DigestsParts,
  request: Request,
  missed: Missed,
): Promise<UserError | undefined> {
  const found = await first(deps, missed, (query) => readIssue(deps, request, query));
  if (!found) return undefined;
  const { repo, number, isClosed } = found;
  return new UserError(
    isClosed
      ? `${repo}#${number} is an issue that is closed already, and no pull request. \`/prs for-me\` shows some to review.`
      : `${repo}#${number} is an issue, and no pull request. \`/issues take ${typed(found, missed)}\` says that you work on it.`,
  );
}

/** What is thrown where an issue was meant: that the number is a pull request's; undefined when it is not. */
export async function pullInstead(deps: DigestsParts, missed: Missed): Promise<UserError | undefined> {
  const found = await first(deps, missed, (query) => deps.source.readPull(query));
  if (!found) return undefined;
  const { repo, number, ended } = found;
  return new UserError(
    ended
      ? `${repo}#${number} is a pull request that is ${ended} already, and no issue. \`/issues for-me\` shows some to work on.`
      : `${repo}#${number} is a pull request, and no issue. \`/prs show ${typed(found, missed)}\` shows whom it waits on.`,
  );
}

/** The first that is there; what GitHub does not tell in time is not there, since this is only about the words. */
async function first<T>(
  { patienceMilliseconds: patience = patienceMilliseconds }: DigestsParts,
  { number, repositories, asked }: Missed,
  read: (query: Named & { number: number }) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const repository of repositories) {
    const query = { ...asked(repository), number };
    const found = await patiently(() => read(query), patience / repositories.length / 2).catch(
      insteadOf(OutsideError, undefined),
    );
    if (found) return found;
  }
  return undefined;
}

function typed({ repo, number }: { repo: string; number: number }, { repositories }: Missed): string {
  return repositories.length > 1 || !repositories.includes(repo)
    ? `number:${number} repository:${repo}`
    : `number:${number}`;
}
