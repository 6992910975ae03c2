// Asks, before a repository is named for files or issues to come, whether they could be written there.
import { insteadOf, OutsideError, UserError } from '../errors.ts';
import { type FindWritable, refuseUnwritable, type WritableRepository } from './repository-folder.ts';

/**
 * The repository of a folder (`owner/name/docs/minutes`). Throws a UserError when nothing can be written to it, or without
 * access to any; undefined while GitHub is away, when it is taken as it was typed.
 */
export async function checkedFolder(
  folder: string,
  find: FindWritable | undefined,
): Promise<WritableRepository | undefined> {
  if (!find)
    throw new UserError('I have no access to GitHub to write files. Whoever runs me sets GITHUB_TOKEN.');
  const repository = folder.split('/').slice(0, 2).join('/');
  return await asked(find, repository, (found) => refuseUnwritable(repository, found));
}

/** The same of a repository in which issues are to be opened. */
export async function checkedForIssues(
  repository: string,
  find: FindWritable,
): Promise<WritableRepository | undefined> {
  return await asked(find, repository, (found) => {
    // Issues may be opened by who may not push.
    refuseUnwritable(repository, found && { ...found, isReadOnly: false });
    if (found?.isWithoutIssues)
      throw new UserError(
        `\`${found.name}\` keeps no issues. Name another repository, or switch them on in its settings.`,
      );
  });
}

async function asked(
  find: FindWritable,
  repository: string,
  refuse: (found: WritableRepository | undefined) => void,
): Promise<WritableRepository | undefined> {
  const found = find(repository).then((one) => {
    refuse(one);
    return one;
  });
  return await found.catch(insteadOf(OutsideError, undefined));
}
