// Property tests. The samples are the same in each run, so that a run fails for what was changed and not by chance;
// `DOCENT_TEST_EVERYTHING=1` takes new ones, and as many as it takes minutes to try. A failure prints its seed.
import fc from 'fast-check';

/** Whether everything is tried, with samples of its own in each run. */
export const isWhole = process.env.DOCENT_TEST_EVERYTHING !== undefined;

if (!isWhole) fc.configureGlobal({ seed: 2021 });

export default fc;
