// Reads pages as a browser gets them, without a server between; for the tests of what features show.
import type { GroupFacts, PersonFacts } from '../../src/core/directory.ts';
import type { FeaturePages, PageValues } from '../../src/core/page.ts';
import { atom } from '../../src/web/atom.ts';
import type { Served } from '../../src/web/pages.ts';
import { pageServer } from '../../src/web/pages.ts';
import type { Rendering } from '../../src/web/rendering.ts';
import { sheetParts } from '../../src/web/sheet.ts';

/** Renders in this thread, and counts how often. */
export function renderingHere(): Rendering & { readonly count: () => number } {
  let count = 0;
  return {
    count: () => count,
    async render(work) {
      count += 1;
      const texts = 'sheet' in work ? sheetParts(work.sheet) : [atom(work.feed)];
      return texts.map((text) => ({ text, gzip: new Uint8Array(), etag: `"${hashed(text)}"` }));
    },
    async stop() {},
  };
}

const hashed = (text: string) => {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 2 ** 48;
  return hash.toString(36);
};

/** Builds a reader of features' pages. */
export function readerOf(parts: {
  readonly pages: readonly FeaturePages[];
  groups(): Promise<readonly GroupFacts[]>;
  now(): Date;
  readonly publicUrl?: string | undefined;
  isOpen?(group: GroupFacts): Promise<boolean>;
  person?(groupId: number, personId: number): Promise<PersonFacts | undefined>;
  sign?(...parts: readonly string[]): string;
  readonly rendering?: Rendering;
}) {
  const rendering = parts.rendering ?? renderingHere();
  const server = pageServer(
    {
      person: async () => undefined,
      restoredAt: undefined,
      sign: (...signed) => signed.join(' ').padEnd(22, 'x'),
      publicUrl: undefined,
      isOpen: async () => true,
      ...parts,
    },
    rendering,
  );
  const read = (served: Served) => {
    if (served.kind !== 'file')
      return { ...served, status: served.kind === 'busy' ? 503 : 302, html: '', etag: '' };
    return { ...served, html: served.file.text, etag: served.file.etag };
  };
  const requestOf = (address: string) => {
    const { pathname, searchParams } = new URL(address, 'http://reader');
    return { path: pathname, query: searchParams, origin: 'http://reader' };
  };
  return {
    server,
    /** Whatever is answered. */
    get: async (address: string) => read(await server.get(requestOf(address))),
    post: async (address: string, values: PageValues | undefined) =>
      read(await server.post(requestOf(address), values)),
    /** The page, if there is one. */
    async page(address: string) {
      const answer = read(await server.get(requestOf(address)));
      return answer.status === 200 ? answer : undefined;
    },
  };
}
