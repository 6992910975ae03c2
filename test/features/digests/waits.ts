// Whom a pull request waits on, as the tests ask it.
import type { PullRequest } from '../../../src/core/pull-request.ts';
import type { Vocabulary } from '../../../src/features/digests/vocabulary.ts';
import { reviewState } from '../../../src/features/digests/waiting-on.ts';

/** Whom it waits on; without a vocabulary, by what its own labels give away. */
export const waitingOn = (pull: PullRequest, words?: Vocabulary) => reviewState(pull, words).waitingOn;
