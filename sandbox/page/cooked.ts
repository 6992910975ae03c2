// A forum post's cooked HTML made safe: only known tags and attributes are built anew, all else becomes text or goes.
import { anchor } from './discord-inline.ts';
import { el, htmlOf } from './html.ts';
import { discourseDate, type Watch } from './moments.ts';

/** What a post needs to know of the world around it. */
export interface ForumSurroundings {
  readonly watch: Watch;
  /** Where an address leads on this page, if it leads to a place on it. */
  inner(url: string): string | undefined;
  /** Where the picture of an upload is served on this page. */
  picture(src: string): string | undefined;
}

const plainTags = new Set(
  'p br hr strong em b i s u del ins sub sup small big kbd mark code pre blockquote aside div span ul ol li table thead tbody tr th td details summary'.split(
    ' ',
  ),
);
const classes = new Set(['quote', 'title', 'mention', 'md-table', 'poll']);

const date = /<span class="discourse-local-date"((?: [a-z-]+="[^"]*")*)>([^<]*)<\/span>/gu;
const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/giu;

/** Safe HTML of a post; every tag in it is closed. */
export function safePost(cooked: string, around: ForumSurroundings): string {
  const open: string[] = [];
  const outside = (text: string) => pieces(text, tag, (match) => rebuilt(match, around, open), textOnly);
  const made = pieces(cooked, date, (match) => dateOf(match, around), outside);
  return made + endTags(open, 0);
}

function dateOf([, written = '', words = '']: readonly string[], { watch }: ForumSurroundings): string {
  const given = attributesOf(written);
  const date = given['data-date'] ?? '';
  const shown = discourseDate({ date, time: given['data-time'], zone: given['data-timezone'] }, watch);
  return shown ? htmlOf(shown) : textOnly(words);
}

function rebuilt(
  [, slash = '', name = '', written = '']: readonly string[],
  around: ForumSurroundings,
  open: string[],
): string {
  const level = Number(/^h([1-6])$/iu.exec(name)?.[1] ?? 0);
  // The page's own headings stand above those of a post.
  const tagName = level > 0 ? `h${Math.min(level + 2, 6)}` : name.toLowerCase();
  if (slash !== '') {
    const from = open.lastIndexOf(tagName);
    return from === -1 ? '' : endTags(open, from);
  }
  const given = attributesOf(written);
  if (tagName === 'img') return pictureOf(given, around);
  if (!plainTags.has(tagName) && tagName !== 'a' && level === 0) return '';
  if (tagName !== 'br' && tagName !== 'hr') open.push(tagName);
  if (tagName === 'a') return openingOf(anchorOf(given, around));
  const kept = (given.class ?? '').split(/\s+/u).filter((one) => classes.has(one));
  return openingOf(htmlOf(el(tagName, kept.length > 0 ? { className: kept } : {})));
}

function endTags(open: string[], from: number): string {
  return open
    .splice(from)
    .reverse()
    .map((tagName) => `</${tagName}>`)
    .join('');
}

function anchorOf(given: Readonly<Record<string, string>>, around: ForumSurroundings): string {
  const isMention = given.class === 'mention';
  if (isMention) return htmlOf(el('a', { className: ['mention'] }));
  const shown = anchor(given.href ?? '', [], around);
  // The end tag that follows is that of an anchor, also where the address is refused.
  return htmlOf(shown.type === 'element' && shown.tagName === 'a' ? shown : el('a', {}));
}

function pictureOf(given: Readonly<Record<string, string>>, around: ForumSurroundings): string {
  const src = around.picture(given.src ?? '');
  const [alt = ''] = (given.alt ?? '').split('|');
  return src === undefined ? htmlOf(alt) : htmlOf(el('img', { src, alt, loading: 'lazy' }));
}

const openingOf = (html: string): string => html.replace(/<\/[a-z0-9]+>$/u, '');

function attributesOf(written: string): Record<string, string> {
  return Object.fromEntries(
    [...written.matchAll(/([a-z-]+)="([^"]*)"/giu)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      decoded(value),
    ]),
  );
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(value: string): string {
  return value.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/giu,
    (whole, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

/** Text between tags; its entities stay, and what looks like a tag is none. */
const textOnly = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function pieces(
  text: string,
  pattern: RegExp,
  make: (match: RegExpExecArray) => string,
  between: (text: string) => string,
): string {
  let made = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    made += between(text.slice(from, match.index)) + make(match);
    from = match.index + match[0].length;
  }
  return made + between(text.slice(from));
}
