// How long something takes by the work that it is: on a busy machine the clock measures the others too.

/** Milliseconds of this process's work since an earlier call's answer. */
export function workSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** Begins to measure. */
export const beginWork = (): NodeJS.CpuUsage => process.cpuUsage();

/**
 * Begins to measure by a clock that stands still while this process does not get to run; the answer says how many
 * milliseconds it shows, and stops it. What a computer does in time on a quiet day takes no longer by it on a busy one.
 */
export function beginBeats(): () => number {
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
  }, beatMilliseconds);
  return () => {
    clearInterval(timer);
    return beats * beatMilliseconds;
  };
}

const beatMilliseconds = 10;

/**
 * Begins to measure how many times longer than on a quiet machine this process takes for its work; the answer says it:
 * for how long it was busy by the clock, compared with the work that it did. 1 where nobody else is at work.
 */
export function beginSlowness(): () => number {
  const [loop, work] = [performance.eventLoopUtilization(), beginWork()];
  return () => Math.max(1, performance.eventLoopUtilization(loop).active / workSince(work));
}
