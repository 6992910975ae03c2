// Documents as Discord Markdown: the title, and a description in parts that each fit.
import type { Code, ListItem, PhrasingContent, RootContent } from 'mdast';
import { type Handle, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { Document, LocalTime, Person } from '../../core/document.ts';
import { partsOf } from '../../core/markdown/cut.ts';
import { needsEmptyLine } from '../../core/markdown/lists.ts';
import { cleaned } from '../../core/text/cleaned.ts';
import { bareUrl, escaped, escapedLabel, escapedLine, isAddress, safeUrl } from './escape.ts';
import { fenceFor, simplified } from './simplify.ts';
import { wordsOf } from './words.ts';

/** A document on Discord. */
interface Rendered {
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
function markdownOf(block: RootContent): string {
  return toMarkdown({ type: 'root', children: [block] }, dialect).replace(/\n$/u, '');
}

/** Parts of at most so many characters. What fits one, as most does, is made once: measuring takes as long as making. */
function pack(blocks: readonly RootContent[], limit: number): string[] {
  const all = blocks.flatMap(simplified);
  const whole = joined(all);
  if (whole.length <= limit) return [whole];
  const lengthOf = (block: RootContent) => joined([block]).length;
  return partsOf(all, { limit, lengthOf, glueBetween }).map(joined);
}

/** Blocks as one text; of what is nothing but white space, nothing. */
function joined(blocks: readonly RootContent[]): string {
  let made = '';
  let before: RootContent | undefined;
  for (const block of blocks) {
    const markdown = markdownOf(block);
    if (markdown.trim() === '') continue;
    made += (before ? glueBetween(before, block) : '') + markdown;
    before = block;
  }
  return made;
}

/** Discord leaves space around headings by itself, and shows each empty line. */
function glueBetween(left: RootContent, right: RootContent): string {
  if (left.type === 'heading' || right.type === 'heading') return '\n';
  if (left.type === 'paragraph' && right.type === 'list' && !needsEmptyLine(right)) return '\n';
  return '\n\n';
}

const nowhere = { before: '', after: '', now: { line: 1, column: 1 }, lineShift: 0 };

/** The characters on both sides of a piece, where they are known. */
interface Around {
  readonly before: string;
  readonly after: string;
}

/** A line's pieces, one after the other. */
function inlines({ children }: { children: PhrasingContent[] }, state: State, around: Around = nowhere) {
  return children.reduce((made, child, i) => {
    const next = children[i + 1];
    const piece = inline(child, state, {
      before: made === '' ? around.before : made.slice(-1),
      after: next ? firstOf(next) : around.after,
    });
    // Between two formats that touch, so that their marks are not read as one.
    const touches = /(?<!\\)[*~]$/u.test(made) && /^[*~]/u.test(piece);
    return touches ? `${made}\u200b${piece}` : made + piece;
  }, '');
}

function firstOf(node: PhrasingContent): string {
  if (node.type === 'strong' || node.type === 'emphasis') return '*';
  if (node.type === 'localTime') return '<';
  return node.type === 'text' || node.type === 'person' ? wordsOf(node).slice(0, 1) : '';
}

function inline(node: PhrasingContent, state: State, around: Around): string {
  switch (node.type) {
    case 'strong':
      return marked('**', inlines(node, state, around));
    case 'delete':
      return marked('~~', inlines(node, state, around));
    case 'spoiler':
      return marked('||', inlines(node, state, around));
    case 'emphasis': {
      const words = inlines(node, state, around);
      const isBesideStar = words.includes('**') || /\*/u.test(around.before + around.after);
      if (!isBesideStar) return marked('*', words);
      // Beside a letter only the star is read.
      return /[\p{L}\p{N}_]/u.test(around.before + around.after) ? words : marked('_', words);
    }
    default:
      return state.handle(node, undefined, state, nowhere);
  }
}

/** Marks must touch the words they format, so white space at the ends goes outside. */
function marked(mark: string, inner: string): string {
  const words = inner.trim();
  if (words === '') return inner;
  const from = inner.indexOf(words);
  return inner.slice(0, from) + mark + words + mark + inner.slice(from + words.length);
}

const formatted: Handle = (node: PhrasingContent, _, state) => inline(node, state, nowhere);

const oneLine = (markdown: string): string => markdown.replaceAll(/(?<!\s)\s*\n\s*/gu, ' ').trim();

const dialect: Options = {
  join: [
    (_left, right, parent) => {
      if (needsEmptyLine(right)) return 1;
      return 'spread' in parent || right.type === 'list' ? 0 : undefined;
    },
  ],
  handlers: {
    text: (node: { value: string }) => escaped(node.value),
    html: (node: { value: string }) => escaped(node.value),
    break: () => '\n',
    strong: formatted,
    emphasis: formatted,
    delete: formatted,
    spoiler: formatted,
    inlineCode: (node: { value: string }) => codeSpan(node.value),
    code: (node: Code) => {
      const block = fenced(node.value, node.lang ?? '');
      return node.data?.isHidden ? `||${block}||` : block;
    },
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
          return [mark + first, ...rest.map((line) => ' '.repeat(mark.length) + line)].join('\n');
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

/** Code within a line, exactly; a space keeps the back-quotes at its ends from those around it. */
function codeSpan(value: string): string {
  const code = cleaned(value).replaceAll('\n', ' ');
  if (code.trim() === '') return code;
  const fence = fenceFor(code);
  if (fence === undefined) return escaped(code);
  return [fence, code.startsWith('`') ? ' ' : '', code, code.endsWith('`') ? ' ' : '', fence].join('');
}

/** A block of code, exactly; `simplified` has made words of those that cannot be shown as one. */
function fenced(value: string, lang: string): string {
  const name = /^[\w+#.-]*$/u.test(lang) ? lang : '';
  return `\`\`\`${name}\n${cleaned(value)}\n\`\`\``;
}

/** A link whose words are seen; where the words are the address itself, the bare address. */
function linked(url: string, words: string): string {
  const bare = words.trim();
  if (!isAddress(url)) return escaped(bare === '' ? url : bare);
  if (bare === '' || bare === url || safeUrl(bare) === safeUrl(url)) return `<${bareUrl(bare || url)}>`;
  return `[${balanced(escapedLabel(bare))}](${safeUrl(url)})`;
}

/** Brackets that do not pair would end the label early; they become their full-width likenesses. */
function balanced(label: string): string {
  const brackets = (label.match(/[[\]]/gu) ?? []).join('');
  if (/^(?:\[\])*$/u.test(brackets)) return label;
  return label.replaceAll('\\[', '［').replaceAll('\\]', '］');
}
