// A queue in which one at a time has something, and nobody waits for ever.

/** Gives something to one at a time, in the order in which they asked. */
export type Queue = ReturnType<typeof queue>;

interface Waiting {
  answer(release?: () => void): void;
  refuse(reason: Error): void;
}

/** An empty queue. */
export function queue() {
  const waiting = new Set<Waiting>();
  let isTaken = false;
  let closed: Error | undefined;

  function take(): () => void {
    isTaken = true;
    let isMine = true;
    return () => {
      if (!isMine) return;
      isMine = false;
      isTaken = false;
      const [next] = waiting;
      next?.answer(take());
    };
  }

  return {
    /**
     * Waits until it is free, and answers the function that gives it back (calling that again does nothing); undefined
     * when it was not free within `milliseconds`. Throws the reason of a queue that is closed.
     */
    async acquire(milliseconds: number): Promise<(() => void) | undefined> {
      if (closed) throw closed;
      if (!isTaken) return take();
      const { promise, resolve, reject } = Promise.withResolvers<(() => void) | undefined>();
      const left = () => {
        clearTimeout(timer);
        waiting.delete(one);
      };
      const one: Waiting = {
        answer(release) {
          left();
          resolve(release);
        },
        refuse(reason) {
          left();
          reject(reason);
        },
      };
      const timer = setTimeout(() => one.answer(), milliseconds);
      waiting.add(one);
      return await promise;
    },
    /** Sends away everybody who waits, and whoever comes later. */
    close(reason: Error): void {
      closed = reason;
      for (const one of waiting) one.refuse(reason);
    },
  };
}
