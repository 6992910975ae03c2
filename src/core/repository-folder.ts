// A folder in a repository that is named for files to come: whether they could be written there.
import { OutsideError, UserError } from './errors.ts';

/** A repository as it stands to the bot's token. */
export interface WritableRepository {
  /** `owner/name`, as it is called now. */
  readonly name: string;
  /** Whether nothing can be changed in it any more. */
  readonly isArchived: boolean;
  /** Whether the token may read it and not write. */
  readonly isReadOnly: boolean;
}

/** Tells how a repository (`owner/name`) stands; undefined when none is to be seen. Throws `OutsideError`. */
export type FindWritable = (repository: string) => Promise<WritableRepository | undefined>;

/**
 * Throws a UserError when nothing can be written to the repository of a folder (`owner/name/docs/minutes`). Answers whether
 * that could be asked: while GitHub is away, it is taken as it was typed.
 */
export async function isCheckedFolder(folder: string, find: FindWritable): Promise<boolean> {
  const repository = folder.split('/').slice(0, 2).join('/');
  let found: WritableRepository | undefined;
  try {
    found = await find(repository);
  } catch (error) {
    if (error instanceof OutsideError) return false;
    throw error;
  }
  if (!found)
    throw new UserError(
      `I can't see \`${repository}\` on GitHub. Check the spelling, or have whoever runs me give my token access.`,
    );
  if (found.isArchived)
    throw new UserError(
      `\`${found.name}\` is archived: nothing can be written there any more. Name the repository that took its place.`,
    );
  if (found.isReadOnly)
    throw new UserError(
      `I may read \`${found.name}\` and not write there. Whoever runs me gives the token "contents" and "pull requests" (write) for it; then send this again.`,
    );
  return true;
}
