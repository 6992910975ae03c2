// Cooks Markdown with Discourse's BBCode into HTML, and says whom the text mentions and quotes.
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { IANAZone } from 'luxon';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { type Block, blocksOf } from './blocks.ts';

/** A quote found in a text: whom it names and, when it says so, which post of which topic. */
export interface Quote {
  readonly username: string;
  readonly postNumber?: number;
  readonly topicId?: number;
}

/** What a text becomes. `mentions` are existing users only; `dates` and `polls` count what was converted. */
export interface Cooked {
  readonly html: string;
  readonly mentions: readonly string[];
  readonly quotes: readonly Quote[];
  readonly dates: number;
  readonly polls: number;
}

interface Kitchen {
  readonly isUser: (name: string) => boolean;
  readonly base: string;
  readonly mentions: Set<string>;
  readonly quotes: Quote[];
  dates: number;
  polls: number;
}

/** Cooks a text. `base` is the forum's subfolder with a slash at its end. */
export function cook(raw: string, base: string, isUser: (name: string) => boolean): Cooked {
  const kitchen: Kitchen = { isUser, base, mentions: new Set(), quotes: [], dates: 0, polls: 0 };
  const html = cookBlocks(blocksOf(raw), kitchen, false);
  return {
    html,
    mentions: [...kitchen.mentions],
    quotes: kitchen.quotes,
    dates: kitchen.dates,
    polls: kitchen.polls,
  };
}

function cookBlocks(blocks: readonly Block[], kitchen: Kitchen, isQuoted: boolean): string {
  return blocks
    .map((block) => cookBlock(block, kitchen, isQuoted))
    .filter((html) => html !== '')
    .join('\n');
}

function cookBlock(block: Block, kitchen: Kitchen, isQuoted: boolean): string {
  switch (block.kind) {
    case 'markdown':
      return cookMarkdown(block.text, kitchen, isQuoted);
    case 'quote': {
      const quote = readQuote(block.argument);
      if (quote && !isQuoted) kitchen.quotes.push(quote);
      const inner = cookBlocks(block.children, kitchen, true);
      const data = quote
        ? ` data-username="${escapeHtml(quote.username)}"${attribute('data-post', quote.postNumber)}${attribute('data-topic', quote.topicId)}`
        : '';
      const title = quote ? `<div class="title">${escapeHtml(quote.username)}:</div>\n` : '';
      return `<aside class="quote no-group"${data}>\n${title}<blockquote>\n${inner}\n</blockquote>\n</aside>`;
    }
    case 'details': {
      const inner = cookBlocks(block.children, kitchen, isQuoted);
      return `<details>\n<summary>\n${escapeHtml(unquote(block.argument) || 'Summary')}</summary>\n${inner}\n</details>`;
    }
    case 'poll':
      kitchen.polls += 1;
      return `<div class="poll" data-poll-name="poll" data-poll-status="open">\n${cookBlocks(block.children, kitchen, isQuoted)}\n</div>`;
    case 'table': {
      const cell = (tag: string, text: string) =>
        `<${tag}>${cookMarkdown(text, kitchen, isQuoted).replace(/^<p>|<\/p>$/g, '')}</${tag}>`;
      const row = (tag: string, cells: readonly string[]) =>
        `<tr>\n${cells.map((text) => cell(tag, text)).join('\n')}\n</tr>`;
      const body = block.rows.map((cells) => row('td', cells)).join('\n');
      return `<div class="md-table">\n<table>\n<thead>\n${row('th', block.head)}\n</thead>\n<tbody>\n${body}\n</tbody>\n</table>\n</div>`;
    }
    default:
      return block satisfies never;
  }
}

/** Beside CommonMark, two tildes strike through what stands between them, other marks and dates included. */
const dialect = {
  extensions: [gfmStrikethrough({ singleTilde: false })],
  mdastExtensions: gfmFromMarkdown().filter(({ enter }) => 'strikethrough' in (enter ?? {})),
};

function cookMarkdown(text: string, kitchen: Kitchen, isQuoted: boolean): string {
  const tree = toHast(fromMarkdown(text, dialect), { allowDangerousHtml: true });
  if (tree.type !== 'root') return '';
  const cooked: Root = {
    type: 'root',
    children: tree.children.flatMap((node) => rework(node, kitchen, isQuoted)),
  };
  return toHtml(cooked, { allowDangerousHtml: true }).trim();
}

/** Blank text between blocks is layout; within a paragraph, a line break that was typed. */
function rework(node: RootContent, kitchen: Kitchen, isQuoted: boolean, isInLine = false): ElementContent[] {
  if (node.type === 'raw') return cleanHtml(node.value);
  if (node.type === 'text')
    return node.value.trim() === '' && !isInLine ? [node] : reworkText(node.value, kitchen, isQuoted);
  if (node.type !== 'element') return [];
  if (['code', 'pre'].includes(node.tagName)) return [node];
  if (node.tagName === 'a') {
    const children = node.children.flatMap((child) =>
      child.type === 'raw' ? cleanHtml(child.value) : [child],
    );
    return [{ ...node, children }];
  }
  const tagName = node.tagName === 'del' ? 's' : node.tagName;
  const isLine = isInLine || node.tagName === 'p';
  const children = node.children.flatMap((child, i) => {
    // A hard break is a `br` and the end of its line.
    const [before, text] = [node.children[i - 1], child.type === 'text' ? child.value : undefined];
    const isBroken = before?.type === 'element' && before.tagName === 'br' && text === '\n';
    return isBroken ? [child] : rework(child, kitchen, isQuoted, isLine);
  });
  return [{ ...node, tagName, children }];
}

const allowedTags =
  /^<\/?(?:b|i|em|strong|s|del|ins|sub|sup|small|big|kbd|br|hr|p|div|span|details|summary|blockquote|ul|ol|li|mark|table|thead|tbody|tr|td|th|h[1-6]|pre|code)\b[^>]*>$/iu;

/** HTML that a person typed: comments go, allowed tags stay without attributes, all else is dropped. */
function cleanHtml(value: string): ElementContent[] {
  const kept = value
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, '')
    .replace(/<[^>]*>/gu, (tag) =>
      allowedTags.test(tag) ? tag.replace(/^(<\/?[a-z0-9]+)[^>]*>$/iu, '$1>') : '',
    );
  return kept.trim() === '' ? [] : [{ type: 'raw', value: kept }];
}

// What Discourse finds in text after all escapes are resolved: so `\@x` and `&#64;x` mention too.
const special =
  /(?<=^|[^\p{L}\p{N}_@/])@(?<name>[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,58}[\p{L}\p{N}_]|[\p{L}\p{N}_])|(?<=^|\s)\[date(?<range>-range)?=?(?<date>[^\]\n]*)\]|(?<url>https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(?<br>\n)/gu;

function reworkText(value: string, kitchen: Kitchen, isQuoted: boolean): ElementContent[] {
  const out: ElementContent[] = [];
  let from = 0;
  for (const match of value.matchAll(special)) {
    const made = makeSpecial(match.groups ?? {}, kitchen, isQuoted);
    if (made === undefined) continue;
    if (match.index > from) out.push({ type: 'text', value: value.slice(from, match.index) });
    out.push(...made);
    from = match.index + match[0].length;
  }
  if (from < value.length) out.push({ type: 'text', value: value.slice(from) });
  return out;
}

function makeSpecial(
  groups: Readonly<Record<string, string | undefined>>,
  kitchen: Kitchen,
  isQuoted: boolean,
): ElementContent[] | undefined {
  if (groups.br !== undefined) return [element('br', {}, ''), { type: 'text', value: '\n' }];
  if (groups.url !== undefined) return [element('a', { href: groups.url }, groups.url)];
  if (groups.name !== undefined) {
    const name = groups.name;
    if (!kitchen.isUser(name)) return [element('span', { className: ['mention'] }, `@${name}`)];
    if (!isQuoted) kitchen.mentions.add(name.toLowerCase());
    const href = `${kitchen.base}u/${name.toLowerCase()}`;
    return [element('a', { className: ['mention'], href }, `@${name}`)];
  }
  if (groups.date !== undefined) {
    const made = makeDate(groups.date);
    if (made !== undefined) kitchen.dates += 1;
    return made === undefined ? undefined : [made];
  }
  return undefined;
}

/** `[date=2026-12-01 time=18:00:00 timezone="Europe/Warsaw"]`; an unknown zone silently becomes UTC. */
function makeDate(text: string): Element | undefined {
  const [date = ''] = text.split(/\s/u);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) return undefined;
  const options = Object.fromEntries(
    [...text.matchAll(/(?<key>\w+)=(?:["“”](?<quoted>[^"“”]*)["“”]|(?<plain>\S+))/gu)].map((m) => [
      m.groups?.key ?? '',
      m.groups?.quoted ?? m.groups?.plain ?? '',
    ]),
  );
  const zone = isZone(options.timezone) ? options.timezone : undefined;
  const properties: Record<string, string> = { 'data-date': date };
  if (options.time !== undefined) properties['data-time'] = options.time;
  if (zone !== undefined) properties['data-timezone'] = zone;
  if (options.format !== undefined) properties['data-format'] = options.format;
  const shown = new Date(`${date}T${options.time ?? '00:00:00'}Z`);
  if (Number.isNaN(shown.getTime())) return undefined;
  const label = options.time === undefined ? `${date}` : `${date} ${options.time} ${zone ?? 'UTC'}`;
  return element('span', { className: ['discourse-local-date'], ...properties }, label);
}

function isZone(zone: string | undefined): zone is string {
  return zone !== undefined && zone !== '' && IANAZone.create(zone).isValid;
}

function element(tagName: string, properties: Element['properties'], text: string): Element {
  return {
    type: 'element',
    tagName,
    properties,
    children: text === '' ? [] : [{ type: 'text', value: text }],
  };
}

function readQuote(argument: string): Quote | undefined {
  const [username = '', ...rest] = unquote(argument)
    .split(',')
    .map((part) => part.trim());
  if (username === '') return undefined;
  const numberOf = (name: string) => {
    const found = rest.find((part) => part.startsWith(`${name}:`))?.slice(name.length + 1);
    return found !== undefined && /^\d+$/u.test(found) ? Number(found) : undefined;
  };
  const postNumber = numberOf('post');
  const topicId = numberOf('topic');
  return {
    username,
    ...(postNumber === undefined ? {} : { postNumber }),
    ...(topicId === undefined ? {} : { topicId }),
  };
}

const attribute = (name: string, value: number | undefined) =>
  value === undefined ? '' : ` ${name}="${value}"`;
const unquote = (text: string) => text.trim().replace(/^["“”']|["“”']$/gu, '');
/** Text as it stands in HTML. */
export const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
