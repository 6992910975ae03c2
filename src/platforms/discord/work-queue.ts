// Bounds how much is worked on at once, so that whatever arrives meanwhile is acknowledged before work goes on.

/** Thrown for work that comes when too much waits already. */
export class TooBusyError extends Error {}

/** What work is taken on, and how it waits. */
export type WorkQueue = ReturnType<typeof workQueue>;

/** How work waits. */
interface WorkOptions {
  readonly isUrgent?: boolean;
  /** The space that it is done for. */
  readonly space?: string | undefined;
}

/** How much is done at once, and how much may wait. */
interface WorkQueueOptions {
  readonly atOnce: number;
  readonly mostWaiting: number;
}

/** Work that takes longer waits for others rather than for this computer: it keeps nobody from beginning. */
const slotMilliseconds = 1_000;

/** So much urgent work is done at once, beside the other and in turn with it: neither keeps the other waiting. */
const urgentAtOnce = 2;

/** In a storm of arrivals, some work is begun all the same. */
const mostRoundsGivenWay = 20;

/** Builds a queue. Between two pieces of work the event loop goes round once. */
export function workQueue({ atOnce, mostWaiting }: WorkQueueOptions) {
  const urgent = { atOnce: urgentAtOnce, slotsTaken: 0, waiting: new Map<string, (() => void)[]>() };
  const usual = { ...urgent, atOnce, waiting: new Map<string, (() => void)[]>() };
  let wasUrgent = false;
  let running = 0;
  let isAboutToBegin = false;
  let hasArrived = false;
  let roundsGivenWay = 0;

  function beginSoon(): void {
    if (isAboutToBegin) return;
    isAboutToBegin = true;
    setImmediate(() => {
      isAboutToBegin = false;
      if (hasArrived && roundsGivenWay < mostRoundsGivenWay) {
        hasArrived = false;
        roundsGivenWay += 1;
        return beginSoon();
      }
      roundsGivenWay = 0;
      const begin = wasUrgent ? (next(usual) ?? next(urgent)) : (next(urgent) ?? next(usual));
      if (!begin) return;
      begin();
      beginSoon();
    });
  }

  /** The first that waits of the space whose turn it is; that space comes last then. */
  function next({ atOnce, slotsTaken, waiting }: typeof usual): (() => void) | undefined {
    const [first] = waiting;
    if (!first || slotsTaken >= atOnce) return undefined;
    const [space, list] = first;
    const begin = list.shift();
    waiting.delete(space);
    if (list.length > 0) waiting.set(space, list);
    return begin;
  }

  const countWaiting = () =>
    [...urgent.waiting.values(), ...usual.waiting.values()].reduce((count, list) => count + list.length, 0);

  /** Takes a slot; answers how to give it back. */
  function takeSlot(lane: typeof usual): () => void {
    lane.slotsTaken += 1;
    wasUrgent = lane === urgent;
    running += 1;
    let isHeld = true;
    const giveBack = (): void => {
      if (!isHeld) return;
      isHeld = false;
      lane.slotsTaken -= 1;
      beginSoon();
    };
    const timer = setTimeout(giveBack, slotMilliseconds);
    return () => {
      clearTimeout(timer);
      running -= 1;
      giveBack();
    };
  }

  return {
    /** Something arrived that goes before all work: none begins until the event loop went round without such a thing. */
    giveWay(): void {
      hasArrived = true;
    },
    /** Whether nothing is worked on or waits. */
    isIdle: (): boolean => running === 0 && countWaiting() === 0,
    /**
     * Runs work when there is capacity. Urgent work goes first, the other in turn with it, and of both each space in turn: many
     * who ask in one keep nobody in another waiting. Throws `TooBusyError` when too much waits.
     */
    async run<T>(work: () => Promise<T>, { isUrgent = false, space = '' }: WorkOptions = {}): Promise<T> {
      if (running + countWaiting() >= mostWaiting) throw new TooBusyError();
      const { promise, resolve } = Promise.withResolvers<() => void>();
      const lane = isUrgent ? urgent : usual;
      const list = lane.waiting.get(space) ?? [];
      lane.waiting.set(space, list);
      list.push(() => resolve(takeSlot(lane)));
      beginSoon();
      const done = await promise;
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
