// A repository that is named for files to come: whether they could be written there.
import { UserError } from '../errors.ts';
import type { Remote } from '../publication.ts';

/** A repository as it stands to the bot's token. */
export interface WritableRepository {
  /** `owner/name`, as it is called now. */
  readonly name: string;
  /** Whether nothing can be changed in it any more. */
  readonly isArchived: boolean;
  /** Whether the token may read it and not write. */
  readonly isReadOnly: boolean;
  /** Whether only some may see it. */
  readonly isPrivate?: boolean;
  /** Whether it keeps no issues. */
  readonly isWithoutIssues?: boolean;
}

/** Where a publication stands, and of a file what came of it; absent while that is not known. */
export interface Proposed extends Pick<Remote, 'url' | 'became'> {
  /** Why it stands there as it was before: a sentence. */
  readonly trouble?: string;
  /** The group may not write there any more. */
  readonly isHeld?: boolean;
}

/** Tells how a repository (`owner/name`) stands; undefined when none is to be seen. Throws `OutsideError`. */
export type FindWritable = (repository: string) => Promise<WritableRepository | undefined>;

/** Throws a UserError when nothing can be written to a repository, as it was found; undefined for one that was not. */
export function refuseUnwritable(repository: string, found: WritableRepository | undefined): void {
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
}
