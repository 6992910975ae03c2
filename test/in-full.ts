// What takes long. A bare `npm test`, for which people wait while they work, takes a share of it. All of it is taken where everything
// must run (`DOCENT_REQUIRE_ALL=1`, as in `.ci/run`), and with `DOCENT_TEST_EVERYTHING=1`.

/** Whether everything is tried, with samples of its own in each run. */
export const isWhole = process.env.DOCENT_TEST_EVERYTHING !== undefined;
/** Whether all of what takes long is taken. */
export const isInFull = isWhole || process.env.DOCENT_REQUIRE_ALL === '1';

/** One in so many of the steps of a walk, the first one too; in full, all of them. */
export function shareOf<Step>(steps: readonly Step[], oneIn: number): Step[] {
  return steps.filter((_, i) => isInFull || i % oneIn === 0);
}
