// How long something takes by the work that it is: on a busy machine the clock measures the others too.

/** Milliseconds of this process's work since an earlier call's answer. */
export function workSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** Begins to measure. */
export const beginWork = (): NodeJS.CpuUsage => process.cpuUsage();
