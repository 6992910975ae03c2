// A page as HTML, in parts of less than 30 KB, the long ones with a table of contents.

import type { Document } from '../core/document.ts';
import type { Page } from '../core/page.ts';
import { shortened } from '../core/text/shortened.ts';
import { formHtml, searchHtml, type Typed } from './form.ts';
import { attribute, escaped, type Layout, layout } from './layout.ts';
import { blocksOf, type RenderedBlock } from './render.ts';

/** Everything that a page shows, as it can be handed to another thread. */
export interface Sheet extends Omit<Layout, 'body'>, Pick<Page, 'search' | 'form'> {
  readonly document: Document;
  /** Its own address, with what was searched for. */
  readonly href: string;
  /** What became of the form that was sent. */
  readonly answer?: { readonly said: string; readonly isRefused: boolean };
  readonly typed?: Typed;
}

/** So much of a page's body fits beside the rest of it. */
const mostBytes = 23_000;
/** Lists longer than this are shown as several, so that a part can end between two of their items. */
const longestList = 8_000;
/** With more parts than this, not each of them is named below every one. */
const mostNumbered = 40;
/** A body of more than this has a table of contents, if it has at least so many headings. */
const contents = { fromBytes: 7_000, headings: 4, most: 60 };

const sizeOf = (html: string) => Buffer.byteLength(html);

/** The parts of a page, each a whole HTML file; nearly always one. */
export function sheetParts(sheet: Sheet): string[] {
  const { search, form, href, answer } = sheet;
  const blocks = blocksOf(sheet.document, { mostBytes: longestList });
  const listed = headingsOf(blocks);
  const head = [answer && answerHtml(answer), search && searchHtml(search)].filter(
    (one) => one !== undefined,
  );
  const tail = form ? [formHtml(form, sheet.typed ?? new Map())] : [];
  // The ways to other parts are made when it is known which headings those have; they are all of one length.
  const used = sizeOf(contentsHtml(listed, () => `${href}?page=10`)) + sizeOf([...head, ...tail].join('\n'));
  const parts = packed(blocks, Math.max(mostBytes - used, mostBytes / 3));
  const partOf = (block: RenderedBlock) => parts.findIndex((part) => part.includes(block));
  return parts.map((part, at) => {
    const isFirst = at === 0;
    const way = (block: RenderedBlock) => {
      const id = `#${encodeURIComponent(block.heading?.id ?? '')}`;
      return partOf(block) === at ? id : `${partAddress(href, partOf(block))}${id}`;
    };
    const body = [
      ...(isFirst ? head : []),
      ...(isFirst ? [contentsHtml(listed, way)] : []),
      ...part.map((block) => (listed.includes(block) ? linkable(block) : block.html)),
      ...(at === parts.length - 1 ? tail : []),
      parts.length > 1 ? partsHtml(href, at, parts.length) : '',
    ].filter((one) => one !== '');
    const title = isFirst ? sheet.title : `${sheet.title}, part ${at + 1} of ${parts.length}`;
    return layout({ ...sheet, title, body: body.join('\n') });
  });
}

/** A heading that the table of contents leads to. */
function linkable({ html, heading }: RenderedBlock): string {
  return html.replace(/^<h\d/u, (tag) => `${tag} id="${attribute(heading?.id ?? '')}"`);
}

function answerHtml({ said, isRefused }: NonNullable<Sheet['answer']>): string {
  return `<p role="${isRefused ? 'alert' : 'status'}">${escaped(said)}</p>`;
}

/** The headings that a table of contents lists; none for a short page. */
function headingsOf(blocks: readonly RenderedBlock[]): RenderedBlock[] {
  const size = blocks.reduce((sum, { html }) => sum + sizeOf(html), 0);
  if (size < contents.fromBytes) return [];
  const found = blocks.filter(({ heading }) => heading?.rank === 2);
  const listed = found.length < 2 ? blocks.filter(({ heading }) => heading) : found;
  return listed.length < contents.headings ? [] : listed.slice(0, contents.most);
}

function contentsHtml(listed: readonly RenderedBlock[], hrefOf: (block: RenderedBlock) => string): string {
  if (listed.length === 0) return '';
  const items = listed.map(
    (one) =>
      `<li><a href="${attribute(hrefOf(one))}">${escaped(shortened(one.heading?.text ?? '', 80))}</a></li>`,
  );
  return `<nav class="contents" aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
}

/** Puts blocks together as long as they fit; a heading stays with what follows it. */
function packed(blocks: readonly RenderedBlock[], first: number): RenderedBlock[][] {
  const parts: RenderedBlock[][] = [[]];
  let left = first;
  for (const block of blocks) {
    const size = sizeOf(block.html) + 1;
    const part = parts.at(-1) ?? [];
    if (size > left && part.length > 0) {
      const moved: RenderedBlock[] = [];
      while (part.length > 1 && part.at(-1)?.heading) moved.unshift(...part.splice(-1));
      parts.push([...moved, block]);
      left = mostBytes - moved.reduce((sum, { html }) => sum + sizeOf(html) + 1, size);
    } else {
      part.push(block);
      left -= size;
    }
  }
  return parts;
}

function partAddress(href: string, at: number): string {
  if (at === 0) return href;
  return `${href}${href.includes('?') ? '&' : '?'}page=${at + 1}`;
}

function partsHtml(href: string, at: number, count: number): string {
  const way = (to: number, words: string) =>
    to < 0 || to >= count ? [] : [`<a href="${attribute(partAddress(href, to))}">${words}</a>`];
  const ways = [...way(at - 1, 'The part before'), ...way(at + 1, 'The next part')];
  const others = Array.from({ length: count }, (_, to) =>
    to === at ? `<b aria-current="page">${to + 1}</b>` : (way(to, String(to + 1))[0] ?? ''),
  );
  const all = count > 2 && count <= mostNumbered ? `<p>${others.join(' ')}</p>` : '';
  return `<nav aria-label="Parts"><p>Part ${at + 1} of ${count} · ${ways.join(' · ')}</p>${all}</nav>`;
}
