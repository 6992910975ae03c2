// Pages as they are served: rendered once for each version, with the tag by which browsers know them.
import { createHash } from 'node:crypto';
import type { Document } from '../core/document.ts';
import { page, render } from './render.ts';
import type { PageFile, WebParts } from './server.ts';

/** A page that is not yet rendered. */
export interface Page {
  /** Equal as long as the page is. */
  readonly version: string;
  readonly title: string;
  document(): Promise<Document>;
}

/** How many pages are kept in memory; that of 1,451 pull requests has half a megabyte. */
const kept = 8;

/** Builds what the server asks for its pages. */
export function pages(find: (path: string) => Promise<Page | undefined>): WebParts['page'] {
  const rendered = new Map<string, PageFile & { readonly version: string }>();
  return async (path) => {
    const found = await find(path);
    if (!found) return undefined;
    const known = rendered.get(path);
    rendered.delete(path);
    const file =
      known?.version === found.version
        ? known
        : { version: found.version, ...fileOf(page(found.title, render(await found.document()))) };
    rendered.set(path, file);
    for (const oldest of [...rendered.keys()].slice(0, -kept)) rendered.delete(oldest);
    return file;
  };
}

function fileOf(html: string): PageFile {
  return { html, etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"` };
}
