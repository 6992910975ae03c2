// Which categories everybody may read, without an account: known for ten minutes at a time. Of a forum that asks everybody
// to log in, none.
import type { Category } from './api.ts';

const keptMilliseconds = 10 * 60_000;

/** Builds what tells whether a category is open; one that is not known is not; undefined where the forum does not answer. */
export function openCategories(
  forum: { categories(): Promise<readonly Category[]>; isLoginRequired(): Promise<boolean> },
  now: () => Date,
) {
  let known: { readonly until: number; readonly open: Promise<ReadonlySet<string> | undefined> } | undefined;

  async function ask(): Promise<ReadonlySet<string> | undefined> {
    try {
      if (await forum.isLoginRequired()) return new Set();
      const all = await forum.categories();
      return new Set(all.filter((one) => one.read_restricted === false).map(({ id }) => String(id)));
    } catch {
      // Asked again in a while.
      return undefined;
    }
  }

  return async (id: string): Promise<boolean | undefined> => {
    const at = now().getTime();
    if (!known || known.until <= at || at < known.until - keptMilliseconds) {
      known = { until: at + keptMilliseconds, open: ask() };
    }
    return (await known.open)?.has(id);
  };
}
