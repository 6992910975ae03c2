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
  const urgent: (() => void)[] = [];
  const usual = new Map<string, (() => void)[]>();
  const slotsTaken = { urgent: 0, usual: 0 };
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
      const begin = wasUrgent ? (nextUsual() ?? nextUrgent()) : (nextUrgent() ?? nextUsual());
      if (!begin) return;
      begin();
      beginSoon();
    });
  }

  const nextUrgent = () => (slotsTaken.urgent < urgentAtOnce ? urgent.shift() : undefined);

  /** The first that waits of the space whose turn it is; that space comes last then. */
  function nextUsual(): (() => void) | undefined {
    const [first] = usual;
    if (!first || slotsTaken.usual >= atOnce) return undefined;
    const [space, waiting] = first;
    const next = waiting.shift();
    usual.delete(space);
    if (waiting.length > 0) usual.set(space, waiting);
    return next;
  }

  const countWaiting = () =>
    urgent.length + [...usual.values()].reduce((count, waiting) => count + waiting.length, 0);

  /** Takes a slot; answers how to give it back. */
  function takeSlot(kind: keyof typeof slotsTaken): () => void {
    slotsTaken[kind] += 1;
    wasUrgent = kind === 'urgent';
    running += 1;
    let isHeld = true;
    const giveBack = (): void => {
      if (!isHeld) return;
      isHeld = false;
      slotsTaken[kind] -= 1;
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
     * Runs work when there is capacity. Urgent work goes first, the other in turn with it, and of each space in turn: many who
     * ask in one keep nobody in another waiting. Throws `TooBusyError` when too much waits.
     */
    async run<T>(work: () => Promise<T>, { isUrgent = false, space = '' }: WorkOptions = {}): Promise<T> {
      if (running + countWaiting() >= mostWaiting) throw new TooBusyError();
      const { promise, resolve } = Promise.withResolvers<() => void>();
      const list = isUrgent ? urgent : (usual.get(space) ?? []);
      if (!isUrgent) usual.set(space, list);
      list.push(() => resolve(takeSlot(isUrgent ? 'urgent' : 'usual')));
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
