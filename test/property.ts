// Property tests. The samples are the same in each run, so that a run fails for what was changed and not by chance;
// `DOCENT_TEST_EVERYTHING=1` takes new ones, and as many as it takes minutes to try. A failure prints its seed.
import fc from 'fast-check';
import { isWhole, oneOf } from './in-full.ts';

/** How many samples are tried: with everything so many, in CI half, else a fifth of them. */
export const samples = (count: number): number => Math.ceil(count / oneOf(5, 2));

fc.configureGlobal({ numRuns: samples(100), ...(isWhole ? {} : { seed: 2021 }) });

export default fc;
