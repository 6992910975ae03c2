// The pages that are no feature's: a group's front page and feed, the list of groups, and what is said when there is none.
import type { GroupFacts } from '../core/directory.ts';
import { type Document, doc, heading, link, list, p } from '../core/document.ts';
import { type FeaturePages, frontOrder, type PageRequest } from '../core/page.ts';
import { mostEntries } from './atom.ts';
import { type Asked, type Found, pageOf, waysOf } from './found.ts';

const wording = {
  groups: 'Docs work groups',
  which: 'Which group?',
  noGroup: 'No group is set up here yet. An organiser begins in chat with `/docent setup`.',
  nothing: 'There is nothing to show yet. What the group does will be found here.',
  missing: 'There is no such page',
  missingWhy:
    'It may have been removed or become private, or a letter of its address is missing. Try one of these:',
  front: 'The front page',
};

/** A group's front page: what every feature has to say there, in the order of `frontOrder`. */
export async function frontPage(
  pages: readonly FeaturePages[],
  asked: Asked,
  request: PageRequest,
): Promise<Found> {
  const parts = (await Promise.all(pages.map((one) => one.front?.(request)))).filter(
    (part) => part !== undefined,
  );
  const shown = frontOrder.flatMap((order) => parts.filter((part) => part.order === order));
  return pageOf({
    title: asked.group.name,
    document: doc(
      shown.length === 0 ? p(wording.nothing) : undefined,
      shown.flatMap(({ title, blocks }) => [heading(2, title), ...blocks]),
    ),
    href: request.href(''),
    ...waysOf(pages, asked, ''),
    ...(pages.some(({ feed }) => feed) && { feed: request.href('feed.atom') }),
  });
}

/** The feed of one feature's pages, or of all of a group. `origin` stands before the addresses. */
export async function feedOf(
  pages: readonly FeaturePages[],
  { title, path, origin, request }: { title: string; path: string; origin: string; request: PageRequest },
): Promise<Found> {
  const found = await Promise.all(pages.map((one) => one.feed?.(request) ?? []));
  const entries = found
    .flat()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, mostEntries)
    .map((entry) => ({ ...entry, url: `${origin}${request.href(entry.path)}` }));
  const feed = {
    title,
    page: `${origin}${request.href(path)}`,
    self: `${origin}${request.href(path === '' ? 'feed.atom' : `${path}/feed.atom`)}`,
    entries,
    origin,
  };
  return { kind: 'feed', key: JSON.stringify(feed), feed };
}

/** The groups, or those that have a page at an address. */
export function groupsPage(groups: readonly GroupFacts[], base: string, rest = ''): Found {
  const to = (id: number) => `${base}/groups/${id}${rest === '' ? '' : `/${rest}`}`;
  const document =
    groups.length === 0
      ? doc(p(wording.noGroup))
      : doc(list(...groups.map(({ id, name }) => [link(to(id), name)])));
  return pageOf({ title: rest === '' ? wording.groups : wording.which, document, href: `${base}/${rest}` });
}

/** Says that there is no page, and where to go on: the front page, and the list that it may have stood in. */
export function missingPage(
  pages: readonly FeaturePages[],
  { base, asked, name }: { readonly base: string; readonly asked?: Asked; readonly name?: string },
): Found {
  const inList = pages.find((one) => one.name === name && one.title !== undefined);
  const prefix = asked?.prefix ?? base;
  const document: Document = doc(
    p(wording.missingWhy),
    list(
      ...(asked && inList ? [[link(`${prefix}/${inList.name}`, `All ${inList.title?.toLowerCase()}`)]] : []),
      [link(prefix || '/', asked ? `${wording.front} of ${asked.group.name}` : wording.front)],
    ),
  );
  const sheet = { title: wording.missing, document, href: prefix || '/' };
  return pageOf({ ...sheet, ...(asked && waysOf(pages, asked)) }, { status: 404 });
}
