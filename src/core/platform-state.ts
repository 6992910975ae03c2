// How a platform stands: whether it can be worked with, since when, and why not.

/** How a platform stands now. */
export interface PlatformState {
  readonly isReady: boolean;
  /** Since when it has been ready, or away. */
  readonly since: Date;
  /** Why it is away, in the reader's words; absent while it is ready. */
  readonly why?: string;
  /** Whether it stays away until a person does something, although it is tried again. */
  readonly isRefused?: boolean;
}

/** Begins as away; `changed` is told when it becomes ready, goes away, or begins or ceases to be refused. */
export function keepState(parts: { now(): Date; changed(state: PlatformState): void }) {
  let state: PlatformState = { isReady: false, since: parts.now(), why: 'I have not connected yet.' };

  function become(next: PlatformState): void {
    const isOther =
      next.isReady !== state.isReady || (next.isRefused ?? false) !== (state.isRefused ?? false);
    state = next;
    if (isOther) parts.changed(state);
  }

  return {
    get state() {
      return state;
    },
    /** It can be worked with. */
    ready() {
      if (!state.isReady) become({ isReady: true, since: parts.now() });
    },
    /** It cannot; said again with other words, it has been away since the first time. */
    away(why: string, { isRefused = false }: { readonly isRefused?: boolean } = {}): void {
      const since = state.isReady ? parts.now() : state.since;
      become({ isReady: false, since, why, ...(isRefused && { isRefused }) });
    },
  };
}

/** Words for the log and for pages: `for 5 min`, `for 2 h`. */
export function lasting(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) return `for ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `for ${minutes} min` : `for ${Math.round(minutes / 60)} h`;
}
