// Documents as Discord Markdown: the title, and a description in parts that each fit.
import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { type Handle, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { Document, LocalTime, Person } from '../../core/document.ts';
import { escaped, escapedLabel, escapedLine, inCode, isAddress, safeUrl } from './escape.ts';
import { simplified } from './simplify.ts';
import { cutBlock } from './split.ts';
import { wordsOf } from './words.ts';

/** A document on Discord. */
export interface Rendered {
  /** Markdown of one line, ≤ 256 characters. */
  readonly title?: string;
  /** Markdown, each within the limit asked for; at least one, which is empty for an empty document. */
  readonly parts: readonly string[];
}

const titleLimit = 256;

/** Renders a document; each part of the description holds at most `limit` characters. */
export function render(document: Document, limit = 4096): Rendered {
  const [first, ...rest] = document.children;
  const title = first?.type === 'heading' ? escapedLine(wordsOf(first)) : '';
  const hasTitle = title !== '' && title.length <= titleLimit;
  const parts = pack(hasTitle ? rest : document.children, limit);
  return hasTitle ? { title, parts } : { parts };
}

/** Renders a document into one text of at most `limit` characters; what does not fit is left out, with a mark. */
export function renderShort(document: Document, limit: number): string {
  const { title, parts } = render(document, limit);
  const [only = ''] = parts;
  if (parts.length === 1) return only || (title ?? '').slice(0, limit);
  return `${pack(document.children, limit - 2)[0] ?? ''}\n…`;
}

/** Markdown of one block, without a line break at its end. */
export function markdownOf(block: RootContent): string {
  return toMarkdown({ type: 'root', children: [block] }, dialect).replace(/\n$/u, '');
}

function pack(blocks: readonly RootContent[], limit: number): string[] {
  const parts: string[] = [];
  let current = '';
  let previous: RootContent | undefined;
  const left = blocks.map(simplified);
  for (let block = left.shift(); block; block = left.shift()) {
    const made = markdownOf(block);
    if (made.trim() === '') continue;
    const glue = current === '' ? '' : glueBetween(previous, block);
    const room = limit - current.length - glue.length;
    if (made.length <= room) {
      current += glue + made;
      previous = block;
    } else if (made.length <= limit && room < limit) {
      left.unshift(block);
      parts.push(current);
      current = '';
    } else {
      // Nothing is gained by a sliver at the end of a part, or by an item that is whole in the next.
      const isWorthIt = room >= limit / 4 && !wouldTear(block, { room, limit });
      const cut = cutBlock(block, {
        limit: isWorthIt ? room : limit,
        lengthOf: (one) => markdownOf(one).length,
      });
      if (isWorthIt) current += glue;
      else if (current !== '') parts.push(current);
      parts.push((isWorthIt ? current : '') + markdownOf(cut.head));
      current = '';
      left.unshift(...cut.rest);
    }
  }
  if (current !== '' || parts.length === 0) parts.push(current);
  return parts;
}

/** Whether a list would have its first item cut, though it fits a part of its own. */
function wouldTear(block: RootContent, { room, limit }: { room: number; limit: number }): boolean {
  if (block.type !== 'list') return false;
  const first = markdownOf({ ...block, children: block.children.slice(0, 1) }).length;
  return first > room && first <= limit;
}

/** Discord leaves space around headings by itself, and shows each empty line. */
function glueBetween(left: RootContent | undefined, right: RootContent): string {
  if (left?.type === 'heading' || right.type === 'heading') return '\n';
  if (left?.type === 'paragraph' && right.type === 'list') return '\n';
  return '\n\n';
}

const nowhere = { before: '', after: '', now: { line: 1, column: 1 }, lineShift: 0 };

/** Marks must touch the words they format, so white space at the ends goes outside. */
function marked(mark: string): Handle {
  return (node: { children: PhrasingContent[] }, _, state: State) => {
    const inner = inlines(node, state);
    const words = inner.trim();
    if (words === '') return inner;
    const from = inner.indexOf(words);
    const made = `${mark}${words}${mark}`;
    return inner.slice(0, from) + made + inner.slice(from + words.length);
  };
}

/** Between two formats that touch, so that their marks are not read as one. */
function joined(pieces: readonly string[]): string {
  return pieces.reduce((all, piece) => {
    const touches = /(?<!\\)[*~]$/u.test(all) && /^[*~]/u.test(piece);
    return touches ? `${all}\u200b${piece}` : all + piece;
  }, '');
}

const inlines = (node: { children: PhrasingContent[] }, state: State): string =>
  joined(node.children.map((child) => state.handle(child, undefined, state, nowhere)));

const oneLine = (markdown: string): string => markdown.replaceAll(/\s*\n\s*/gu, ' ').trim();

const dialect: Options = {
  join: [(_left, right, parent) => ('spread' in parent || right.type === 'list' ? 0 : undefined)],
  handlers: {
    text: (node: { value: string }) => escaped(node.value),
    html: (node: { value: string }) => escaped(node.value),
    break: () => '\n',
    strong: marked('**'),
    emphasis: marked('*'),
    delete: marked('~~'),
    inlineCode: (node: { value: string }) => codeSpan(node.value),
    code: (node: { value: string; lang?: string | null }) => fenced(node.value, node.lang ?? ''),
    link: (node: { url: string; children: PhrasingContent[] }) =>
      linked(node.url, node.children.map(wordsOf).join('')),
    image: (node: { url: string; alt?: string | null }) => linked(node.url, node.alt ?? ''),
    paragraph: (node: { children: PhrasingContent[] }, _, state: State) => inlines(node, state),
    heading: (node: { depth: number; children: PhrasingContent[] }, _, state: State) => {
      const line = oneLine(inlines(node, state));
      return node.depth <= 3 ? `${'#'.repeat(node.depth)} ${line}` : `**${line}**`;
    },
    thematicBreak: () => '─'.repeat(12),
    blockquote: (node, _, state: State, info) =>
      state
        .containerFlow(node, info)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    list: (node: { ordered?: boolean; start?: number | null; children: ListItem[] }, _, state: State, info) =>
      node.children
        .map((item, i) => {
          const mark = node.ordered ? `${(node.start ?? 1) + i}. ` : '- ';
          const box = item.checked === true ? '☑ ' : item.checked === false ? '☐ ' : '';
          const [first = '', ...rest] = (box + state.containerFlow(item, info)).split('\n');
          return [mark + first, ...rest.map((line) => ' '.repeat(node.ordered ? 3 : 2) + line)].join('\n');
        })
        .join('\n'),
    localTime: (node: LocalTime) => `<t:${Math.floor(node.at.getTime() / 1000)}:${styles[node.style]}>`,
    person: (node: Person) => {
      const id = node.accounts.find(({ platform }) => platform === 'discord')?.id;
      return id !== undefined && /^\d+$/u.test(id) ? `<@${id}>` : escaped(node.name);
    },
  },
};

const styles = { full: 'F', date: 'D', time: 't', relative: 'R' };

function codeSpan(value: string): string {
  const words = inCode(value).replaceAll('\n', ' ');
  if (words.trim() === '') return words;
  if (!words.includes('`')) return `\`${words}\``;
  const apart = words.replaceAll(/`(?=`)/gu, '`\u200b');
  return `\`\` ${apart} \`\``;
}

function fenced(value: string, lang: string): string {
  const name = /^[\w+#-]*$/u.test(lang) ? lang : '';
  return `\`\`\`${name}\n${inCode(value).replaceAll(/`(?=`)/gu, '`\u200b')}\n\`\`\``;
}

/** A link whose words are seen; where the words are the address itself, the bare address. */
function linked(url: string, words: string): string {
  const bare = words.trim();
  if (!isAddress(url)) return escaped(bare === '' ? url : bare);
  const target = safeUrl(url);
  if (bare === '' || bare === url) return `<${target}>`;
  return `[${balanced(escapedLabel(bare))}](${target})`;
}

/** Brackets that do not pair would end the label early; they become their full-width likenesses. */
function balanced(label: string): string {
  let isOpen = false;
  for (const { 0: bracket } of label.matchAll(/[[\]]/gu)) {
    if ((bracket === '[') === isOpen) {
      return label.replaceAll('\\[', '［').replaceAll('\\]', '］');
    }
    isOpen = !isOpen;
  }
  return isOpen ? label.replaceAll('\\[', '［').replaceAll('\\]', '］') : label;
}
