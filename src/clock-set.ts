// Notices that the computer's clock was set, or that the computer slept.

/** How often it is looked, and how far the clock must have jumped. */
const lookMilliseconds = 5_000;
const jumpMilliseconds = 10_000;

/** Calls back when the clock shows another time than the one that has passed; answers what ends that. */
export function onClockSet(listener: () => void): () => void {
  let before = { shown: Date.now(), passed: performance.now() };
  const looking = setInterval(() => {
    const at = { shown: Date.now(), passed: performance.now() };
    const jump = at.shown - before.shown - (at.passed - before.passed);
    before = at;
    if (Math.abs(jump) >= jumpMilliseconds) listener();
  }, lookMilliseconds);
  looking.unref();
  return () => clearInterval(looking);
}
