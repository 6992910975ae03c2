// The open issues that commands speak of: those of the repositories that are meant, and the one of a number.
import { wholeNumber } from '../../../core/arguments.ts';
import type { Request } from '../../../core/command.ts';
import { refuseStrangeRepository } from '../../../core/directory.ts';
import { OutsideError, UserError } from '../../../core/errors.ts';
import type { Issue, IssueQuery } from '../../../core/pull-request.ts';
import type { DigestsParts } from '../deps.ts';
import { issuesAsked, readRepositories } from '../scope.ts';
import { knownRepositories, meantAmong } from './lookup.ts';
import { pullInstead } from './other-kind.ts';
import { patienceMilliseconds, patiently } from './patience.ts';
import { isOwn, readable, refuseUnreadable } from './readers.ts';

/** Open issues, and how many there are with those that were not read. */
interface OpenIssues {
  readonly issues: readonly Issue[];
  readonly total: number;
}

/**
 * The newest open issues of some repositories with the group's labels, as far as GitHub tells them in time. Throws
 * `OutsideError`, and `UserError` when none of them has issues at all, or all are archived.
 */
export async function openIssues(
  deps: DigestsParts,
  request: Request,
  repositories: readonly string[],
  order: Pick<IssueQuery, 'isNewestFirst' | 'beside'> = { isNewestFirst: true },
): Promise<OpenIssues> {
  const watches = await deps.store.watches(request.groupId);
  const found: Issue[] = [];
  const off: string[] = [];
  const archived: string[] = [];
  let total = 0;
  let failure: OutsideError | undefined;
  for (const repository of repositories) {
    const watch = watches.find(({ scope }) => scope.repositories.includes(repository));
    const labels = (watch && issuesAsked(watch.scope)) ?? { anyOf: [], allOf: [] };
    try {
      const reading = await patiently(
        () => deps.source.readIssues({ repository, isPublicOnly: !isOwn(request), ...labels, ...order }),
        (deps.patienceMilliseconds ?? patienceMilliseconds) / repositories.length,
      );
      if (reading.isArchived) {
        archived.push(repository);
        continue;
      }
      found.push(...reading.issues);
      total += reading.total;
      if (reading.isOff) off.push(repository);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      failure ??= error;
    }
  }
  if (failure && found.length === 0) throw failure;
  if (archived.length > 0 && archived.length === repositories.length) throw allArchived(archived);
  if (off.length > 0 && off.length === repositories.length) throw switchedOff(off);
  // A repository may be known by a former name too.
  const once = new Map(found.map((issue) => [`${issue.repo}#${issue.number}`, issue]));
  return { issues: [...once.values()], total };
}

/** That repositories have no issues at all. */
export function switchedOff(repositories: readonly string[]): UserError {
  const [one, ...others] = repositories;
  return new UserError(
    `${repositories.join(' and ')} ${others.length === 0 ? 'has' : 'have'} issues switched off on GitHub, so there is nothing to show. Name the repository where ${others.length === 0 ? `those of ${one}` : 'theirs'} are, as \`repository\`.`,
  );
}

/** That nothing can be done in repositories any more. */
function allArchived(repositories: readonly string[]): UserError {
  const [, ...others] = repositories;
  return new UserError(
    `${repositories.join(' and ')} ${others.length === 0 ? 'is' : 'are'} archived on GitHub: nothing can change there any more. Name the repository that took ${others.length === 0 ? 'its' : 'their'} place, as \`repository\`.`,
  );
}

/** The repositories that were named, else those that are known here. Throws `UserError`. */
export async function repositoriesOf(
  deps: DigestsParts,
  request: Request,
  typed: string | undefined,
): Promise<string[]> {
  const known = await readable(deps, request, await knownRepositories(deps, request.groupId), {
    named: typed,
  });
  const repositories = typed === undefined ? known : readRepositories(typed, known);
  if (repositories.length === 0)
    throw new UserError('Of which repository? Write it as `repository`, such as `python/cpython`.');
  const group = await deps.groups.find(request.groupId);
  for (const one of repositories) if (!known.includes(one)) refuseStrangeRepository(group, one);
  await refuseUnreadable(deps, request, repositories);
  return repositories;
}

/** The open issue of a number. Throws `UserError` when there is none, or nothing can be done about it. */
export async function issueNumbered(
  deps: DigestsParts,
  request: Request,
  { repository, number }: { repository?: string | undefined; number: number },
): Promise<Issue> {
  const repositories = await repositoriesOf(deps, request, repository);
  if (wholeNumber(String(number)) === undefined)
    throw new UserError('That is no number of an issue. Write it like `number:128`.');
  const found: Issue[] = [];
  for (const one of repositories) {
    const read = await patiently(
      () => deps.source.readIssue({ repository: one, number, isPublicOnly: !isOwn(request) }),
      (deps.patienceMilliseconds ?? patienceMilliseconds) / repositories.length,
    );
    if (read) found.push(read);
  }
  const meant = await meantAmong(deps, request, found, { isOpen: ({ isClosed }) => isClosed !== true });
  if (meant?.isArchived) throw allArchived([meant.repo]);
  if (meant && !meant.isClosed) return meant;
  if (meant)
    throw new UserError(
      `${meant.repo}#${number} is closed already, so nothing is left to do. \`/issues for-me\` shows some that are open.`,
    );
  const isPublicOnly = () => !isOwn(request);
  const instead = await pullInstead(deps, { number, repositories, isPublicOnly });
  if (instead) throw instead;
  throw new UserError(
    `There is no open issue #${number} in ${repositories.join(', ')}. Check the number; \`/issues for-me\` shows some that are.`,
  );
}
