// What takes long. A bare `npm test`, for which people wait while they work, takes a share of it. No file is left out where everything
// must run (`DOCENT_REQUIRE_ALL=1`, as in `.ci/run`), which takes a larger share of the longest walks and of samples;
// `DOCENT_TEST_EVERYTHING=1` takes all of them, the largest crowds, the longest texts and the stories that are put together from
// what others tell.

/** Whether everything is tried, with samples of its own in each run. */
export const isWhole = process.env.DOCENT_TEST_EVERYTHING !== undefined;
/** Whether all of what takes long is taken. */
export const isInFull = isWhole || process.env.DOCENT_REQUIRE_ALL === '1';

/**
 * Files that a bare run leaves out, in which nothing is named: long ones about bad days of what is outside, about several processes,
 * about a new schema and about the sandbox itself, which hardly any change breaks. Whoever names one of them, or its folder, runs it.
 */
export const rarelyBroken = [
  'cli/doctor-mistakes',
  'cli/door',
  'cli/groups',
  'cli/process',
  'cli/superseded',
  'features/amas/bad-days',
  'features/amas/given-files',
  'features/amas/two-bots',
  'features/digests/cost',
  'features/digests/existing',
  'features/digests/failing',
  'features/digests/renamed',
  'platforms/discord/load',
  'platforms/discord/login',
  'platforms/discord/pace',
  'platforms/second-tries',
  'publishing/asked-anew',
  'sandbox/discord/gateway-faults',
  'sandbox/discord/interactions',
  'sandbox/github/github',
  'sandbox/page/browser',
  'sandbox/play/faults',
  'sandbox/play/outages',
  'storage/migrate',
  'web/hostile',
  'web/whole',
];

/**
 * Stories that CI leaves out, too: each goes through a year or a month, or lives by a charter, and puts together what shorter stories and
 * the features' own tests try one by one. `DOCENT_TEST_EVERYTHING=1` plays them.
 */
export const putTogether = [
  'charter-board',
  'charter-work-group',
  'first-month',
  'group-year',
  'meetings-year',
  'real-groups',
];

/** Whether a run of these arguments is bare: in full is nothing left out, nor is what somebody names. */
export const isBare = (argv: readonly string[]): boolean => !isInFull && argv.slice(2).join(' ') === 'run';

/** One in how many: a bare run's, that of CI, and every one where everything is tried. */
export const oneOf = (oneIn: number, oneInFull = 1): number => (isWhole ? 1 : isInFull ? oneInFull : oneIn);

/** One in so many of the steps of a walk, the first one too; in full one in `oneInFull`, with everything all of them. */
export function shareOf<Step>(steps: readonly Step[], oneIn: number, oneInFull?: number): Step[] {
  return steps.filter((_, i) => i % oneOf(oneIn, oneInFull) === 0);
}
