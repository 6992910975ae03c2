// Asks, before a repository is named for files or issues to come, whether they could be written there.
import { insteadOf, OutsideError, UserError } from './errors.ts';
import { type FindWritable, refuseUnwritable, type WritableRepository } from './repository-folder.ts';

/**
 * Throws a UserError when nothing can be written to the repository of a folder (`owner/name/docs/minutes`). Answers whether
 * that could be asked: while GitHub is away, it is taken as it was typed.
 */
export async function isCheckedFolder(folder: string, find: FindWritable): Promise<boolean> {
  const repository = repositoryIn(folder);
  return await isAsked(find, repository, (found) => refuseUnwritable(repository, found));
}

/** The same of a repository in which issues are to be opened. */
export async function isCheckedForIssues(repository: string, find: FindWritable): Promise<boolean> {
  return await isAsked(find, repository, (found) => {
    // Issues may be opened by who may not push.
    refuseUnwritable(repository, found && { ...found, isReadOnly: false });
    if (found?.isWithoutIssues)
      throw new UserError(
        `\`${found.name}\` keeps no issues. Name another repository, or switch them on in its settings.`,
      );
  });
}

const repositoryIn = (folder: string) => folder.split('/').slice(0, 2).join('/');

async function isAsked(
  find: FindWritable,
  repository: string,
  refuse: (found: WritableRepository | undefined) => void,
): Promise<boolean> {
  const asked = find(repository).then((found) => refuse(found));
  return await asked.then(() => true, insteadOf(OutsideError, false));
}
