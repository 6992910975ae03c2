// Whom a pull request waits on, as the tests ask it.
import type { PullRequest } from '../../../src/core/github/pull-request.ts';
import type { Vocabulary } from '../../../src/features/digests/vocabulary.ts';
import { reviewState } from '../../../src/features/digests/waiting-on.ts';
import { day } from './pulls.ts';

/** Whom it waits on, on 2 November; without a vocabulary, by what its own labels give away. */
export const waitingOn = (pull: PullRequest, words?: Vocabulary, now = day(2)) =>
  reviewState(pull, { now, words }).waitingOn;
