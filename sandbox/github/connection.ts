// Cursors and pages of a list, as GraphQL's connections have them.
import { GraphQLError } from 'graphql';

/** The arguments that every connection takes. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const cursorOf = (index: number) => Buffer.from(`cursor:${index}`).toString('base64url');

function indexOf(cursor: string): number {
  const index = /^cursor:(?<index>\d+)$/u.exec(Buffer.from(cursor, 'base64url').toString())?.groups?.index;
  if (index === undefined)
    throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`, {
      extensions: { type: 'INVALID_CURSOR_ARGUMENTS' },
    });
  return Number(index);
}

/** One page of `items`; only what is on it is turned into nodes. */
export function connection<T>(
  items: readonly T[],
  page: PageArguments,
  view: (item: T) => object | null,
): Record<string, unknown> {
  const from = page.after ? indexOf(page.after) + 1 : 0;
  const to = page.before ? indexOf(page.before) : items.length;
  let start = from;
  let end = Math.min(to, items.length);
  if (typeof page.first === 'number') end = Math.min(end, start + page.first);
  else if (typeof page.last === 'number') start = Math.max(start, end - page.last);
  const slice = items.slice(start, end);
  const nodes = slice.map(view);
  return {
    totalCount: items.length,
    filteredCount: items.length,
    pageCount: slice.length,
    nodes,
    edges: nodes.map((node, i) => ({ node, cursor: cursorOf(start + i) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: slice.length > 0 ? cursorOf(start) : null,
      endCursor: slice.length > 0 ? cursorOf(end - 1) : null,
    },
  };
}
