// What the bot says: an mdast tree plus three nodes of ours, localTime, person and spoiler, and short builders for it.
import type {
  BlockContent,
  Code,
  DefinitionContent,
  Heading,
  List,
  Node,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast';
import { type Account, hasLostItsName } from './account.ts';

export { typed } from './markdown/typed.ts';

/** How a `localTime` reads: the whole date and hour, the day, the hour, or "in 3 days". */
export type LocalTimeStyle = 'full' | 'date' | 'time' | 'relative';

/** An instant that every reader sees in their own zone where the platform can do it; `zone` is the fallback. */
export interface LocalTime extends Node {
  type: 'localTime';
  at: Date;
  zone: string;
  style: LocalTimeStyle;
}

/** Somebody by name, linked to their account on the platform that shows it; never a ping by itself. */
export interface Person extends Node {
  type: 'person';
  name: string;
  accounts: readonly Account[];
}

/** Words that readers see when they ask for them; where that cannot be, in brackets that say so. */
export interface Spoiler extends Node {
  type: 'spoiler';
  children: PhrasingContent[];
}

declare module 'mdast' {
  interface PhrasingContentMap {
    localTime: LocalTime;
    person: Person;
    spoiler: Spoiler;
  }
  interface RootContentMap {
    localTime: LocalTime;
    person: Person;
    spoiler: Spoiler;
  }
  interface BlockquoteData {
    /** How its platform refers to the post whose words are quoted; the first block then holds the name alone. */
    quoteReference?: string;
  }
  interface CodeData {
    /** Whether readers see it when they ask for it, as with a spoiler. */
    isHidden?: boolean;
  }
  interface InlineCodeData {
    /** Somebody's own code, not a command of the bot's that reads differently elsewhere. */
    verbatim?: boolean;
  }
}

/** A whole thing to say. The first heading, if any, is its title. */
export type Document = Root;
/** A piece inside a line; a bare string is text exactly as a person typed it and is escaped by each renderer. */
export type Inline = string | PhrasingContent;
/** A block of a document. */
export type Block = RootContent;

const phrasing = (parts: readonly Inline[]): PhrasingContent[] =>
  parts.map((part) => (typeof part === 'string' ? text(part) : part));

/** A document made of blocks; absent ones are left out, so that a view can say "only if": `isOver && p('…')`. */
export function doc(
  ...blocks: readonly (Block | readonly Block[] | undefined | null | false | '')[]
): Document {
  return { type: 'root', children: blocks.flatMap((block) => block || []) };
}

/** Text as it was typed; renderers escape it so that it can never ping, quote or format. */
export function text(value: string): Text {
  return { type: 'text', value };
}

/** A heading of depth 1 to 3. */
export function heading(depth: 1 | 2 | 3, ...parts: readonly Inline[]): Heading {
  return { type: 'heading', depth, children: phrasing(parts) };
}

/** A paragraph: of parts, or of a sentence with its parts in it: p`Moved to ${time(at, zone)}.` */
export function p(...parts: Sentence | readonly Inline[]): Paragraph {
  return { type: 'paragraph', children: phrasing(isSentence(parts) ? sentence(...parts) : parts) };
}

/** What a template literal consists of: its words, and between each two of them a part. */
type Sentence = readonly [words: TemplateStringsArray, ...parts: (Inline | number | readonly Inline[])[]];

function isSentence(parts: Sentence | readonly Inline[]): parts is Sentence {
  return Array.isArray(parts[0]);
}

/** The parts of a sentence, for a line of a list: sentence`Moved to ${time(at, zone)}.` A line break in it is a space. */
export function sentence(...[words, ...parts]: Sentence): Inline[] {
  const all: Inline[] = [];
  for (const part of words.flatMap((some, i) =>
    [some.replaceAll(/\s*\n\s*/gu, ' '), parts[i] ?? []].flat(),
  )) {
    const last = all.at(-1);
    if (typeof part === 'object') all.push(part);
    else if (typeof last === 'string') all[all.length - 1] = `${last}${part}`;
    else if (part !== '') all.push(String(part));
  }
  return all;
}

/** A line break inside a paragraph. */
export function br(): PhrasingContent {
  return { type: 'break' };
}

const around =
  (type: 'strong' | 'emphasis' | 'delete' | 'spoiler') =>
  (...parts: readonly Inline[]): PhrasingContent => ({ type, children: phrasing(parts) });

/** Strong (bold) text. */
export const strong = around('strong');
/** Emphasised (italic) text. */
export const em = around('emphasis');
/** Struck-through text, for what no longer holds. */
export const struck = around('delete');
/** Words to be seen by those who ask for them. */
export const spoiler = around('spoiler');

/** The mark that ends a question which ends with words that people typed: none where these bring their own. */
export function questionMark(typed: string): '?' | '' {
  return /[?!]\s*$/u.test(typed) ? '' : '?';
}

/** Code inside a line, for what the reader types: a command, a name, a key. */
export function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value };
}

/** Words of ours in which back-quotes stand around code; never what people typed. */
export function withCode(words: string): Inline[] {
  return words.split('`').map((part, i) => (i % 2 === 1 ? code(part) : part));
}

/** A block of code. */
export function codeBlock(value: string, lang?: string): Code {
  return { type: 'code', value, lang: lang ?? null };
}

/** A link. */
export function link(url: string, ...parts: readonly Inline[]): PhrasingContent {
  return { type: 'link', url, children: phrasing(parts) };
}

/** A bulleted list; each item is a line, or blocks of its own. */
export function list(...items: readonly Item[]): List {
  return listOf(items, false);
}

type Item = readonly Inline[] | readonly BlockContent[];

/** A numbered list. */
export function numbered(...items: readonly Item[]): List {
  return listOf(items, true);
}

/** A list with boxes to tick. */
export function tasks(...items: readonly { done: boolean; line: readonly Inline[] }[]): List {
  const made = list(...items.map(({ line }) => line));
  const children = made.children.map((item, i) => ({ ...item, checked: items[i]?.done ?? false }));
  return { ...made, children };
}

function listOf(items: readonly Item[], ordered: boolean): List {
  return {
    type: 'list',
    ordered,
    spread: false,
    children: items.map((item) => ({ type: 'listItem', spread: false, children: itemContent(item) })),
  };
}

const blockTypes = new Set(['paragraph', 'list', 'blockquote', 'code', 'heading', 'thematicBreak']);

function itemContent(item: readonly (Inline | BlockContent)[]): (BlockContent | DefinitionContent)[] {
  const line: PhrasingContent[] = [];
  const blocks: BlockContent[] = [];
  for (const part of item) {
    if (typeof part === 'string') line.push(text(part));
    else if (isBlock(part)) blocks.push(part);
    else line.push(part);
  }
  return line.length > 0 ? [{ type: 'paragraph', children: line }, ...blocks] : blocks;
}

function isBlock(part: PhrasingContent | BlockContent): part is BlockContent {
  return blockTypes.has(part.type);
}

/** Somebody's words, set apart. */
export function quote(...blocks: readonly BlockContent[]): BlockContent {
  return { type: 'blockquote', children: [...blocks] };
}

/** Somebody's words under their name; with a link to the post where its platform has one (`Link.reference`). */
export function quoteOf(
  { name, reference }: { name: string | Person; reference?: string },
  ...blocks: readonly BlockContent[]
): BlockContent {
  return {
    type: 'blockquote',
    children: [p(strong(name)), ...blocks],
    ...(reference !== undefined && { data: { quoteReference: reference } }),
  };
}

/** A rule between two parts. */
export function rule(): BlockContent {
  return { type: 'thematicBreak' };
}

/** An instant, shown to each reader in their own zone. */
export function time(at: Date, zone: string, style: LocalTimeStyle = 'full'): LocalTime {
  return { type: 'localTime', at, zone, style };
}

/** Somebody, by name, with the accounts known of them. */
export function person(name: string, accounts: readonly Account[] = []): Person {
  return { type: 'person', name, accounts: accounts.filter((one) => !hasLostItsName(one)) };
}

/** The plain words of a piece of a document, without markup; times as ISO instants. */
export function plain(node: Node | readonly Node[]): string {
  if (isList(node)) return node.map(plain).join('');
  if (isLocalTime(node)) return node.at.toISOString();
  if (isPerson(node)) return node.name;
  if ('value' in node && typeof node.value === 'string') return node.value;
  if (node.type === 'break') return '\n';
  if (!('children' in node) || !Array.isArray(node.children)) return '';
  const joint = ['root', 'list', 'blockquote', 'listItem'].includes(node.type) ? '\n' : '';
  return node.children.map((child: Node) => plain(child)).join(joint);
}

/** Whether a node is an instant. */
export const isLocalTime = (node: Node): node is LocalTime => node.type === 'localTime';

/** Whether a node is somebody. */
export const isPerson = (node: Node): node is Person => node.type === 'person';

function isList(node: Node | readonly Node[]): node is readonly Node[] {
  return Array.isArray(node);
}
