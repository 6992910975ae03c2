// Facts that were read some seconds ago, where many requests ask for the same and none needs them fresher.

const keptMilliseconds = 5_000;
const mostKept = 1_000;

/** A small memory of what was read. */
interface RecentlyRead<T> {
  /** What was read under this key at most five seconds ago, else what `load` finds; that nothing was found is not kept. */
  read(key: string, load: () => Promise<T | undefined>): Promise<T | undefined>;
  /** Something has changed: everything is read anew, also what is being read at this moment. */
  forget(): void;
}

/** Opens a memory of at most 1,000 things. */
export function recentlyRead<T>(): RecentlyRead<T> {
  let kept = new Map<string, T>();
  let expiry: NodeJS.Timeout | undefined;

  function forget(): void {
    kept = new Map();
    clearTimeout(expiry);
    expiry = undefined;
  }

  return {
    async read(key, load) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      const into = kept;
      const found = await load();
      if (found === undefined || into !== kept) return found;
      if (kept.size >= mostKept) forget();
      kept.set(key, found);
      expiry ??= setTimeout(forget, keptMilliseconds).unref();
      return found;
    },
    forget,
  };
}
