// Which categories everybody may read, without an account: known for ten minutes at a time. Of a forum that asks everybody
// to log in, none.
import type { Category } from './api.ts';

const keptMilliseconds = 10 * 60_000;

interface Open {
  readonly open: ReadonlySet<string>;
  readonly isSure: boolean;
}

/** Builds what tells whether a category is open; one that is not known is not; undefined where the forum does not answer. */
export function openCategories(
  forum: { categories(): Promise<readonly Category[]>; isLoginRequired(): Promise<boolean> },
  now: () => Date,
) {
  let known: { readonly until: number; readonly open: Promise<Open | undefined> } | undefined;

  async function ask(): Promise<Open | undefined> {
    try {
      // A category that only some may read is closed, whether or not the forum says who must log in.
      const isLoginRequired = await forum.isLoginRequired().catch(() => undefined);
      if (isLoginRequired === true) return { open: new Set(), isSure: true };
      const all = await forum.categories();
      const open = new Set(all.filter((one) => one.read_restricted === false).map(({ id }) => String(id)));
      return { open, isSure: isLoginRequired === false };
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
    const all = await known.open;
    return all && (all.open.has(id) ? all.isSure || undefined : false);
  };
}
