// Feeds of pages (RFC 4287).
import type { FeedEntry } from '../core/page.ts';
import { escaped as escapedHtml } from './layout.ts';
import { render } from './render.ts';

/** What a feed is of; addresses are whole. */
export interface FeedFacts {
  /** By which readers know it, wherever it is served. */
  readonly id: string;
  readonly title: string;
  /** The page that it belongs to, and its own address. */
  readonly page: string;
  readonly self: string;
  /** When there was nothing in it yet: this is said while it is empty. */
  readonly since: Date;
  readonly entries: readonly (FeedEntry & { readonly id: string; readonly url: string })[];
  /** Before addresses in documents that begin with a slash. */
  readonly origin: string;
}

/** So many entries stand in a feed, newest first. */
export const mostEntries = 20;

/** The feed. It says when its newest entry is of, or since when it is empty. */
export function atom({ id, title, page, self, since, entries, origin }: FeedFacts): string {
  const newest = identified(entries)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, mostEntries);
  const updated = newest[0]?.at ?? since;
  const parts = newest.map(
    (entry) => `<entry>
<id>${escaped(entry.id)}</id>
<title>${escaped(entry.title)}</title>
<link href="${value(entry.url)}"/>
<updated>${entry.at.toISOString()}</updated>
<content type="html">${escaped(render(entry.document, { origin }))}</content>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${escaped(id)}</id>
<title>${escaped(title)}</title>
<link href="${value(page)}"/>
<link rel="self" href="${value(self)}"/>
<updated>${updated.toISOString()}</updated>
<author><name>${escaped(title)}</name></author>
${parts.join('')}</feed>
`;
}

/** Each with an id of its own: of two that are known by one address the later one gets another. */
function identified(entries: FeedFacts['entries']): FeedFacts['entries'] {
  const times = new Map<string, number>();
  return entries
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((entry) => {
      const count = (times.get(entry.id) ?? 0) + 1;
      times.set(entry.id, count);
      return count === 1 ? entry : { ...entry, id: `${entry.id}#${count}` };
    });
}

/** As XML has it, stricter than HTML: no `]]>`, and none of the two letters that are no characters (XML 1.0, 2.2 and 2.4). */
const escaped = (text: string) =>
  escapedHtml(text)
    .replaceAll('>', '&gt;')
    .replaceAll(/[\ufffe\uffff]/gu, '');
const value = (text: string) => escaped(text).replaceAll('"', '&#x22;');
