// What an address leads to: a page, a feed, or another address; nothing is rendered yet.
import type { GroupFacts, PersonFacts } from '../core/directory.ts';
import type { FeaturePages, Page, PageRequest } from '../core/page.ts';
import type { FeedFacts } from './atom.ts';
import type { Way } from './layout.ts';
import type { Sheet } from './sheet.ts';

/** What a browser asks for. */
export interface WebRequest {
  /** Without the folder in which a proxy serves the bot: `/projects/3`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `http://host` as the browser sees it: where feeds say they are when no public address is set. */
  readonly origin: string;
}

/** How a page is answered. */
export type Status = 200 | 400 | 403 | 404 | 410;

/** What becomes of a request. `key` is equal as long as all that it shows is. */
export type Found =
  | {
      readonly kind: 'page';
      readonly status: Status;
      readonly key: string;
      readonly isPersonal: boolean;
      readonly hasForm: boolean;
      sheet(): Promise<Sheet>;
    }
  | { readonly kind: 'feed'; readonly key: string; readonly feed: FeedFacts }
  | { readonly kind: 'moved'; readonly to: string };

/** What the pages are made of. */
export interface PagesParts {
  readonly pages: readonly FeaturePages[];
  groups(): Promise<readonly GroupFacts[]>;
  /** Whether a group has anything for strangers; of one that has not, they learn neither name nor pages. */
  isOpen(group: GroupFacts): Promise<boolean>;
  person(groupId: number, personId: number): Promise<PersonFacts | undefined>;
  readonly publicUrl: string | undefined;
  sign(...parts: readonly string[]): string;
  /** When the database was restored the last time, if it ever was: personal links from before mean nothing any more. */
  readonly restoredAt: Date | undefined;
  now(): Date;
}

/** A group whose pages are asked for, and what stands before their addresses: `/bot`, `/bot/groups/2`. */
export interface Asked {
  readonly group: GroupFacts;
  readonly prefix: string;
}

const longestQuery = 200;

/** A request as a feature gets it. */
export function requestOf(
  { group, prefix }: Asked,
  { query, path, now }: { readonly query: URLSearchParams; readonly path: string; readonly now: Date },
): PageRequest {
  return {
    group,
    path,
    now,
    // The last letter may be cut in two, which no address can have.
    query: (name) => query.get(name)?.slice(0, longestQuery).toWellFormed(),
    href: (to) => (to === '' ? prefix || '/' : `${prefix}/${to}`),
  };
}

/** The ways that stand above each page of a group. */
export function waysOf(
  pages: readonly FeaturePages[],
  { group, prefix }: Asked,
  here?: string,
): { readonly home: Way; readonly ways: readonly Way[] } {
  return {
    home: { title: group.name, href: prefix || '/', isHere: here === '' },
    ways: pages.flatMap(({ name, title }) =>
      title === undefined ? [] : [{ title, href: `${prefix}/${name}`, isHere: name === here }],
    ),
  };
}

/** A page whose document is made and compared each time. */
export function pageOf(
  sheet: Sheet,
  { status = 200, isPersonal = false }: { readonly status?: Status; readonly isPersonal?: boolean } = {},
): Found {
  return {
    kind: 'page',
    status,
    key: JSON.stringify(sheet),
    isPersonal,
    hasForm: sheet.form !== undefined || sheet.search !== undefined,
    sheet: async () => sheet,
  };
}

/** A page as its feature tells of it; its document is made only when it is not known by its version. */
export async function featurePage(
  page: Page,
  frame: Omit<Sheet, 'title' | 'document'>,
  { name, zone }: Pick<GroupFacts, 'name' | 'zone'>,
): Promise<Found> {
  const { title, search, version } = page;
  const known = { ...frame, title, ...(search && { search }) };
  if (version === undefined) return pageOf({ ...known, document: await page.document() });
  return {
    kind: 'page',
    status: 200,
    key: JSON.stringify([known, name, zone, version]),
    isPersonal: false,
    hasForm: search !== undefined,
    sheet: async () => ({ ...known, document: await page.document() }),
  };
}
