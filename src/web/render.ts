// Documents as safe HTML: what people typed is text in it, never tags, scripts, or changes of reading direction.
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { DateTime } from 'luxon';
import type { Code, Heading, Link, List, ListItem, RootContent } from 'mdast';
import { defaultHandlers, type Handlers, type State, toHast } from 'mdast-util-to-hast';
import { type Document, type LocalTime, type Person, plain, type Spoiler } from '../core/document.ts';
import { cleaned } from '../core/text/cleaned.ts';
import { instantWords } from '../core/time-words.ts';

/** How a document is rendered. */
interface RenderOptions {
  /** Put before addresses that begin with a slash, for readers elsewhere: feeds. */
  readonly origin?: string;
}

/** HTML of a document. */
export function render(document: Document, options: RenderOptions = {}): string {
  return blocksOf(document, options)
    .map(({ html }) => html)
    .join('\n');
}

/** A block as HTML; headings with a name by which they can be linked to. */
export interface RenderedBlock {
  readonly html: string;
  readonly heading?: { readonly id: string; readonly text: string; readonly rank: number };
}

/** A document's blocks one by one, each list in as many lists as keep it below `mostBytes`. */
export function blocksOf(
  document: Document,
  options: RenderOptions & { readonly mostBytes?: number } = {},
): RenderedBlock[] {
  const { mostBytes = Number.POSITIVE_INFINITY, origin } = options;
  const depths = document.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  const highest = Math.min(...depths);
  const used = new Map<string, number>();
  // The page's title is its only heading of the first rank, and no rank is left out below it.
  const rankOf = ({ depth }: Heading) => Math.min(depth - highest + 2, 6);
  const idOf = (node: Heading) => {
    const slug = slugOf(plain(node));
    const count = (used.get(slug) ?? 0) + 1;
    used.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  };
  const html = (node: RootContent) =>
    toHtml(
      toHast(
        { type: 'root', children: [node] },
        {
          handlers: {
            ...handlers,
            heading: (state: State, one: Heading) => element(`h${rankOf(one)}`, {}, state.all(one)),
            link: (state: State, one: Link) => linkOf(state, one, origin),
          },
        },
      ),
    );
  const split = (list: List): List[] => {
    const { children } = list;
    if (children.length < 2 || Buffer.byteLength(html(list)) <= mostBytes) return [list];
    const middle = Math.ceil(children.length / 2);
    const start = (list.start ?? 1) + middle;
    const halves = [
      { ...list, children: children.slice(0, middle) },
      { ...list, ...(list.ordered && { start }), children: children.slice(middle) },
    ];
    return halves.flatMap(split);
  };
  return document.children.flatMap((node): RenderedBlock[] => {
    if (node.type === 'list') return split(node).map((one) => ({ html: html(one) }));
    if (node.type !== 'heading') return [{ html: html(node) }];
    const id = idOf(node);
    return [{ html: html(node), heading: { id, text: cleaned(plain(node)), rank: rankOf(node) } }];
  });
}

/** By which a heading is linked to. */
function slugOf(words: string): string {
  const slug = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 50);
  return `s-${slug}`;
}

/**
 * In an element of its own, right-to-left words do not reorder what stands beside them; a number before them, and what
 * separates them from that, stays outside.
 */
function isolated(value: string): ElementContent[] {
  const text = (words: string): ElementContent[] => (words === '' ? [] : [{ type: 'text', value: words }]);
  if (!/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(value)) return text(value);
  const before = /^(?:[\s·:,;–(]|\d{1,6}[.:]\s)*/u.exec(value)?.[0] ?? '';
  const after = /[\s·(]*$/u.exec(value.slice(before.length))?.[0] ?? '';
  const words = value.slice(before.length, value.length - after.length);
  return [...text(before), element('bdi', {}, text(words)), ...text(after)];
}

const handlers: Handlers = {
  text: (_, node: { value: string }) => isolated(cleaned(node.value)),
  html: (_, node: { value: string }) => ({ type: 'text', value: cleaned(node.value) }),
  inlineCode: (_, node: { value: string }) =>
    element('code', {}, [{ type: 'text', value: cleaned(node.value) }]),
  code: (_, node: Code) => {
    const language =
      node.lang && /^[\w+#.-]+$/u.test(node.lang) ? { className: [`language-${node.lang}`] } : {};
    // What scrolls must be reached by the keyboard.
    const block = element('pre', { tabIndex: 0 }, [
      element('code', language, [{ type: 'text', value: `${cleaned(node.value)}\n` }]),
    ]);
    return node.data?.isHidden
      ? element('details', {}, [element('summary', {}, [{ type: 'text', value: 'Spoiler' }]), block])
      : block;
  },
  listItem: (state, node: ListItem, parent) => {
    const made = defaultHandlers.listItem(state, node, parent);
    if (typeof node.checked === 'boolean') nameBox(made, node.checked ? 'done' : 'to do');
    return made;
  },
  image: (_, node: { alt?: string | null }) => ({ type: 'text', value: cleaned(node.alt ?? '') }),
  localTime: (_, node: LocalTime) =>
    element('time', { dateTime: node.at.toISOString(), 'data-style': node.style }, [
      { type: 'text', value: timeWords(node) },
    ]),
  spoiler: (state, node: Spoiler) => [
    { type: 'text', value: '(spoiler: ' },
    ...state.all(node),
    { type: 'text', value: ')' },
  ],
  person: (_, node: Person) => element('bdi', {}, [{ type: 'text', value: cleaned(node.name) }]),
};

/** Says what a box means to those who cannot see it. */
function nameBox(within: Element, ariaLabel: string): void {
  for (const child of within.children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'input') Object.assign(child.properties, { ariaLabel });
    else if (child.tagName === 'p') nameBox(child, ariaLabel);
  }
}

function linkOf(state: State, node: Link, origin = ''): Element | ElementContent[] {
  if (!isAddress(node.url)) return state.all(node);
  const href = cleaned(node.url);
  const isOurs = href.startsWith('/');
  return element(
    'a',
    { href: isOurs ? `${origin}${href}` : href, ...(!isOurs && { rel: ['noopener', 'nofollow'] }) },
    state.all(node),
  );
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function isAddress(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/iu.test(url) ? URL.canParse(url) : /^\/(?!\/)|^#[\w-]/u.test(url);
}

/** What stands there without scripts: the time in the zone that it was planned in. */
function timeWords({ at, zone, style: wanted }: LocalTime): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale('en-GB');
  if (wanted === 'date') return local.toFormat('cccc d LLLL yyyy');
  if (wanted === 'time') return `${local.toFormat('HH:mm')} ${zone.replaceAll('_', ' ')}`;
  const utc = local.toUTC();
  if (utc.offset === local.offset) return instantWords(at, zone);
  // So that whoever reads without scripts, or in a feed, finds their own time from what they know: how far they are from UTC.
  return `${instantWords(at, zone)} (${utc.toFormat(utc.day === local.day ? 'HH:mm' : 'cccc HH:mm')} UTC)`;
}
