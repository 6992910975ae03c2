// Whether what was typed is there: labels and paths that a repository does not have are refused, with what was meant.
import { OutsideError, UserError } from '../../../core/errors.ts';
import type { PullSource } from '../../../core/pull-request.ts';
import { didYouMean } from '../spelling.ts';

/** GitHub's answer is worth a short wait; without one, what was typed is believed. */
async function told<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof OutsideError) return undefined;
    throw error;
  }
}

/** Throws a UserError for a label that none of the repositories has. */
export async function refuseUnknownLabels(
  source: PullSource,
  repositories: readonly string[],
  wanted: readonly string[],
): Promise<void> {
  if (wanted.length === 0) return;
  const known: string[] = [];
  for (const repository of repositories) {
    const labels = await told(source.labels(repository));
    // None at all, or more than were read: nothing can be said of one that is not among them.
    if (!labels || labels.length === 0) return;
    known.push(...labels);
  }
  const names = new Set(known.map((label) => label.toLowerCase()));
  const unknown = wanted.find((label) => !names.has(label.toLowerCase()));
  if (unknown === undefined) return;
  throw new UserError(
    `${repositories.join(' and ')} ${repositories.length === 1 ? 'has' : 'have'} no label \`${unknown}\`.${orCheck(didYouMean(unknown, known))}`,
  );
}

/** Throws a UserError for a path that begins with a folder which none of the repositories has. */
export async function refuseUnknownPaths(
  source: PullSource,
  repositories: readonly string[],
  globs: readonly string[],
): Promise<void> {
  for (const glob of globs) {
    const folder = folderOf(glob);
    if (folder === '') continue;
    const near: string[] = [];
    let isThere = false;
    for (const repository of repositories) {
      const found = await told(source.folder({ repository, path: folder }));
      isThere ||= found === undefined || found.isThere;
      near.push(...(found?.beside ?? []));
    }
    if (isThere) continue;
    throw new UserError(
      `${repositories.join(' and ')} ${repositories.length === 1 ? 'has' : 'have'} nothing in \`${folder}\`.${orCheck(didYouMean(folder.split('/')[0] ?? '', near))}`,
    );
  }
}

/** The folders or the file with which a glob begins before its first wildcard. */
function folderOf(glob: string): string {
  const names = glob.split('/');
  const wild = names.findIndex((name) => /[*?[\]{}!]/u.test(name));
  return (wild < 0 ? names : names.slice(0, wild)).join('/');
}

function orCheck(meant: string): string {
  return ` ${meant || 'Check the spelling.'}`;
}
