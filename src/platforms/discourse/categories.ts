// All categories of a forum, however deep they stand in each other and on however many pages Discourse tells them.
import { z } from 'zod';
import type { Client } from './client.ts';
import { type Category, category } from './shapes.ts';

/** A forum with lazily loaded categories tells so many at a time (`CategoryList::CATEGORIES_PER_PAGE`). */
const perPage = 20;
const mostPages = 25;
/** Of so many categories the rest of their subcategories is asked for. */
const mostParents = 25;

const list = z.object({ category_list: z.object({ categories: z.array(category) }) });

/** Reads them, subcategories after their parents. Throws `DiscourseError`. */
export async function allCategories(client: Client): Promise<Category[]> {
  const found = new Map<number, Category>();
  const add = (categories: readonly Category[]): number => {
    const before = found.size;
    for (const one of categories.flatMap(withDescendants)) if (!found.has(one.id)) found.set(one.id, one);
    return found.size - before;
  };
  const page = async (query: string): Promise<Category[]> =>
    (await client.request({ path: `categories.json?include_subcategories=true${query}` }, list)).category_list
      .categories;

  let read = await page('');
  add(read);
  // One page is all of it, unless it is full: then a forum that does not page answers the next one with nothing.
  for (let number = 2; number <= mostPages && topOf(read) >= perPage; number += 1) {
    read = await page(`&page=${number}`);
    if (add(read) === 0) break;
  }
  const isWanting = ({ subcategory_ids: ids = [] }: Category) => ids.some((id) => !found.has(id));
  const asked = new Set<number>();
  for (let next = 0; next < mostParents; next += 1) {
    const parent = [...found.values()].find((one) => isWanting(one) && !asked.has(one.id));
    if (!parent) break;
    asked.add(parent.id);
    add(await page(`&parent_category_id=${parent.id}`));
  }
  return inOrder([...found.values()]);
}

function topOf(categories: readonly Category[]): number {
  return categories.filter((one) => one.parent_category_id === undefined).length;
}

function withDescendants(one: Category): Category[] {
  return [one, ...(one.subcategory_list ?? []).flatMap(withDescendants)];
}

/** Each after its parent, where that is known. */
function inOrder(all: readonly Category[]): Category[] {
  const parentOf = new Map(
    all.flatMap(({ id, subcategory_list: nested, subcategory_ids: ids }) =>
      [...(nested ?? []).map((one) => one.id), ...(ids ?? [])].map((child) => [child, id] as const),
    ),
  );
  const children = Map.groupBy(all, (one) => {
    const parent = one.parent_category_id ?? parentOf.get(one.id);
    return all.some(({ id }) => id === parent) ? parent : undefined;
  });
  const below = (parent: number | undefined): Category[] =>
    (children.get(parent) ?? []).flatMap((one) => [one, ...below(one.id)]);
  return below(undefined);
}
