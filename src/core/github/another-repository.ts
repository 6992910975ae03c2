// A name on GitHub that another repository has now than the one that was read under it before.
import { OutsideError } from '../errors.ts';

/** What was read of the former one says nothing of this one. */
export class AnotherRepositoryError extends OutsideError {
  constructor(repository: string) {
    super(
      `Another repository is called ${repository} now than the one that was read until now, which was renamed or deleted. If the new one is meant, an organiser names it anew with /prs watch edit.`,
      { isPermanent: true },
    );
  }
}
