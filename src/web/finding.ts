// Finds what an address leads to: a group, a feature of it, and that feature's page.
import type { GroupFacts } from '../core/directory.ts';
import {
  type Asked,
  type Found,
  featurePage,
  type PagesParts,
  requestOf,
  type WebRequest,
  waysOf,
} from './found.ts';
import { feedOf, frontPage, groupsPage, missingPage } from './own-pages.ts';

const longestPath = 300;

/** A path for an address of ours: nothing in it can lead elsewhere (`\\host`, a tab before a slash) or end the header it stands in. */
function escapedPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
}

/** Builds what finds public pages; `base` is the folder of the public address: empty, or `/bot`. */
export function findingOf({ pages, groups, isOpen, publicUrl, sign, now }: PagesParts, base: string) {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;

  async function ofGroup(asked: Asked, rest: string, web: WebRequest): Promise<Found> {
    if (await isOpen(asked.group)) return await ofOpen(asked, rest, web);
    // What it showed in a place that it chose for once has its page nevertheless; everything else is nowhere.
    const [name, id] = rest.split('/');
    const feature = pages.find((one) => one.name === name);
    if (!feature?.find || !/^\d/u.test(id ?? '')) return missingPage(pages, { base });
    const found = await ofOpen(asked, rest, web);
    return found.kind === 'page' && found.status === 200 ? found : missingPage(pages, { base });
  }

  async function ofOpen(asked: Asked, rest: string, { query, origin }: WebRequest): Promise<Found> {
    const request = (path: string) => requestOf(asked, { query, path, now: now() });
    if (rest === '') return await frontPage(pages, asked, request(''));
    const feed = { origin: publicOrigin ?? origin, request: request(''), sign };
    if (rest === 'feed.atom') return await feedOf(pages, { ...feed, title: asked.group.name, path: '' });
    const [name = '', ...more] = rest.split('/');
    const path = more.join('/');
    const feature = pages.find((one) => one.name === name);
    if (feature?.feed && path === 'feed.atom') {
      const title = `${asked.group.name}: ${feature.title ?? name}`;
      return await feedOf([feature], { ...feed, title, path: name });
    }
    const own = request(path);
    const page = await feature?.find?.(own);
    if (!feature || !page) return missingPage(pages, { base, asked, name });
    const { href } = own;
    const searched = page.search && own.query('q');
    const frame = {
      href: searched ? `${href(rest)}?q=${encodeURIComponent(searched)}` : href(rest),
      ...waysOf(pages, asked, rest),
      ...(feature.feed && path === '' && { feed: href(`${name}/feed.atom`) }),
    };
    return await featurePage(page, frame, asked.group);
  }

  /** What an address without a group means where there are several: the one group that has it, or a choice. */
  async function ofSome(all: readonly GroupFacts[], rest: string, request: WebRequest): Promise<Found> {
    const having: GroupFacts[] = [];
    for (const group of all) {
      const found = await ofGroup({ group, prefix: `${base}/groups/${group.id}` }, rest, request);
      if (found.kind !== 'page' || found.status === 200) having.push(group);
    }
    const [only] = having;
    if (!only) return missingPage(pages, { base });
    // A feed was followed when there was one group: the first. Its reader can choose nothing.
    if (having.length === 1 || rest.split('/').at(-1) === 'feed.atom')
      return { kind: 'moved', to: `${base}/groups/${only.id}/${escapedPath(rest)}` };
    return groupsPage(having, base, { rest });
  }

  return async (request: WebRequest): Promise<Found> => {
    const path = request.path.slice(1);
    if (path.length > longestPath) return missingPage(pages, { base });
    if (path.endsWith('/')) return { kind: 'moved', to: `${base}/${escapedPath(path)}` };
    const all = await groups();
    const [, id, rest = ''] = /^groups\/(\d{1,9})(?:\/(.+))?$/u.exec(path) ?? [];
    if (id !== undefined) {
      const group = all.find((one) => String(one.id) === id);
      if (!group) return missingPage(pages, { base });
      return await ofGroup({ group, prefix: `${base}/groups/${id}` }, rest, request);
    }
    const [only] = all;
    if (path === '') {
      const open = await Promise.all(all.map(isOpen));
      const shown = all.filter((_, i) => open[i]);
      if (!only || all.length > 1 || shown.length === 0) return groupsPage(shown, base, { isNew: !only });
    }
    if (only && all.length === 1) return await ofGroup({ group: only, prefix: base }, path, request);
    return await ofSome(all, path, request);
  };
}
