// The open issues that commands speak of: those of the repositories that are meant, and the one of a number.
import { wholeNumber } from '../../../core/command/arguments.ts';
import { refuseStrangeRepository } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import type { IssueLabels } from '../../../core/github/pull-labels.ts';
import type { Issue, IssueQuery } from '../../../core/github/pull-request.ts';
import type { Watch } from '../facts.ts';
import { haveWords } from '../lost-labels.ts';
import { issuesAsked } from '../scope.ts';
import { archivedWords } from '../views/line.ts';
import type { Asked } from './asked.ts';
import { type MeantRepositories, meantAmong, type Numbered, repositoriesMeant } from './lookup.ts';
import { readIssue, refusePull } from './other-kind.ts';
import { notesOf, readEach } from './patience.ts';

/**
 * The newest open issues of some repositories with the group's labels, as far as GitHub tells them in time, and how many
 * there are. Throws `OutsideError`, and `UserError` when none of them has issues at all, or all are archived.
 */
export async function openIssues(
  asked: Asked,
  meant: MeantRepositories,
  order: Pick<IssueQuery, 'isNewestFirst' | 'beside'> = { isNewestFirst: true },
): Promise<{ readonly issues: readonly Issue[]; readonly total: number; readonly notes: readonly string[] }> {
  const { repositories } = meant;
  const watches = await asked.watches();
  const answers = await readEach(asked, meant, (one) =>
    asked.source.readIssues({
      ...one,
      ...issuesOfAll(watches.filter(({ scope }) => scope.repositories.includes(one.repository))),
      ...order,
    }),
  );
  const readings = answers.flatMap(({ read }) => read ?? []);
  const living = readings.filter(({ isArchived }) => !isArchived);
  const found = living.flatMap(({ issues }) => issues);
  const failed = answers.find(({ failure }) => failure);
  if (failed && found.length === 0) throw failed.failure;
  if (living.length === 0) throw allArchived(repositories);
  if (living.length === repositories.length && living.every(({ isOff }) => isOff))
    throw switchedOff(repositories);
  // A repository may be known by a former name too.
  const once = new Map(found.map((issue) => [`${issue.repo}#${issue.number}`, issue]));
  return {
    issues: [...once.values()],
    total: living.reduce((sum, { total }) => sum + total, 0),
    notes: await notesOf(asked, answers),
  };
}

/** The labels of the issues of several watches together, as far as one search can ask for them: else those of the first. */
function issuesOfAll(watches: readonly Pick<Watch, 'scope'>[]): IssueLabels {
  const all: IssueLabels = { anyOf: [], allOf: [] };
  const asked = watches.map(({ scope }) => issuesAsked(scope) ?? all);
  if (asked.some(({ anyOf, allOf }) => anyOf.length + allOf.length === 0)) return all;
  // Of one label, all of them are any of them.
  const isAnyOf = ({ anyOf, allOf }: IssueLabels) => Math.min(anyOf.length, 1) + allOf.length === 1;
  if (!asked.every(isAnyOf)) return asked[0] ?? all;
  return { anyOf: [...new Set(asked.flatMap(({ anyOf, allOf }) => [...anyOf, ...allOf]))], allOf: [] };
}

/** That repositories have no issues at all. */
export function switchedOff(repositories: readonly string[]): UserError {
  const theirs = repositories.length === 1 ? `those of ${repositories[0]}` : 'theirs';
  return new UserError(
    `${haveWords(repositories)} issues switched off on GitHub, so there is nothing to show. Name the repository where ${theirs} are, as \`repository\`.`,
  );
}

/** That nothing can be done in repositories any more. */
function allArchived(repositories: readonly string[]): UserError {
  const their = repositories.length === 1 ? 'its' : 'their';
  return new UserError(
    `${archivedWords(repositories)}. Name the repository that took ${their} place, as \`repository\`.`,
  );
}

/** The open issue of a number. Throws `UserError` when there is none, or nothing can be done about it. */
export async function issueNumbered(asked: Asked, { repository, number }: Numbered): Promise<Issue> {
  if (wholeNumber(String(number)) === undefined)
    throw new UserError('That is no number of an issue. Write it like `number:128`.');
  const where = await repositoriesMeant(asked, repository);
  const answers = await readEach(asked, where, (one) => readIssue(asked, { ...one, number }));
  const failed = answers.find(({ failure }) => failure);
  if (failed) throw failed.failure;
  const found = answers.flatMap(({ read }) => read ?? []);
  const meant = await meantAmong(asked, found, ({ isClosed }) => isClosed !== true);
  if (meant?.isMoved) refuseStrangeRepository(await asked.group(), meant.repo);
  if (meant?.isArchived) throw allArchived([meant.repo]);
  if (meant && !meant.isClosed) return meant;
  if (meant)
    throw new UserError(
      `${meant.repo}#${meant.number} is closed already, so nothing is left to do. \`/issues for-me\` shows some that are open.`,
    );
  await refusePull(asked, where, number);
  throw new UserError(
    `There is no open issue #${number} in ${where.repositories.join(', ')}. Check the number; \`/issues for-me\` shows some that are.`,
  );
}
