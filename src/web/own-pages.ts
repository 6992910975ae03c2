// The pages that are no feature's: a group's front page and feed, the list of groups, and what is said when there is none.
import { createHash } from 'node:crypto';
import type { GroupFacts } from '../core/directory.ts';
import { type Document, doc, heading, link, list, p } from '../core/document.ts';
import { type FeaturePages, frontOrder, type PageRequest } from '../core/page.ts';
import { lifeOf } from './addresses.ts';
import { mostEntries } from './atom.ts';
import { type Asked, type Found, type PagesParts, pageOf, waysOf } from './found.ts';

const wording = {
  groups: 'Docs work groups',
  which: 'Which group?',
  noGroup: 'No group is set up here yet. An organiser begins in chat with `/docent setup`.',
  closed: 'What is done here is kept among those who do it. They find it in their chat.',
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
      shown.length === 0 && p(wording.nothing),
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
  page: { title: string; path: string; origin: string; request: PageRequest; sign: PagesParts['sign'] },
): Promise<Found> {
  const { title, path, origin, request, sign } = page;
  const idOf = (what: string) => uuidOf(sign('feed', ...lifeOf(request.group), what));
  const found = await Promise.all(pages.map((one) => one.feed?.(request) ?? []));
  const entries = found
    .flat()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, mostEntries)
    .map((entry) => ({
      ...entry,
      id: idOf(`entry ${entry.path}`),
      url: `${origin}${request.href(entry.path)}`,
    }));
  const feed = {
    id: idOf(`feed ${path}`),
    title,
    page: `${origin}${request.href(path)}`,
    since: request.group.createdAt ?? new Date(0),
    self: `${origin}${request.href(path === '' ? 'feed.atom' : `${path}/feed.atom`)}`,
    entries,
    origin,
  };
  return { kind: 'feed', key: JSON.stringify(feed), feed };
}

/** A signature as an id that stays when the bot moves to another address or gets a second group (RFC 9562, version 8). */
function uuidOf(signature: string): string {
  const hex = createHash('sha256').update(signature).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The groups, or those that have a page at an address. */
export function groupsPage(
  groups: readonly GroupFacts[],
  base: string,
  { rest = '', isNew = false }: { readonly rest?: string; readonly isNew?: boolean } = {},
): Found {
  const to = (id: number) => `${base}/groups/${id}${rest === '' ? '' : `/${rest}`}`;
  const document =
    groups.length === 0
      ? doc(p(isNew ? wording.noGroup : wording.closed))
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
