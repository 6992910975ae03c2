// A clock that stands still while a busy computer keeps this process waiting for its turn.

/** Begins to measure; the answer says for how many milliseconds this process has worked or had nothing to do since. */
export function beginRunningTime(): () => number {
  const [began, loop, work] = [performance.now(), performance.eventLoopUtilization(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(work);
    const ran = performance.eventLoopUtilization(loop).idle + (user + system) / 1000;
    // Its other threads may have worked beside.
    return Math.min(ran, performance.now() - began);
  };
}
