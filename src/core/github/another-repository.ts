// A name on GitHub under which nothing is seen, or another repository now than was read before.
import { OutsideError } from '../errors.ts';

/** That a repository is not there, or not for whoever asks. */
export function unseenRepository(repository: string): OutsideError {
  return new OutsideError(
    `I can't see ${repository} on GitHub. Check the name, or give my token access to it.`,
    { isPermanent: true },
  );
}

/** What was read of the former one says nothing of this one. */
export class AnotherRepositoryError extends OutsideError {
  constructor(repository: string) {
    super(
      `Another repository is called ${repository} now than the one that was read until now, which was renamed or deleted. If the new one is meant, an organiser names it anew with /prs watch edit.`,
      { isPermanent: true },
    );
  }
}
