// Documents as Discourse Markdown: posts that each fit, titles, and the marks by which posts are found again.

import { DateTime, IANAZone } from 'luxon';
import type { Blockquote, Code, Heading, Image, InlineCode, Link } from 'mdast';
import { defaultHandlers, type Handle, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { asTyped } from '../../core/command/typed.ts';
import { type Document, type LocalTime, type Person, plain, type Spoiler } from '../../core/document.ts';
import { partsOf } from '../../core/markdown/cut.ts';
import { usualMarkdown } from '../../core/markdown/file.ts';
import { cutAtMail } from '../../core/text/mentions.ts';
import { shortened } from '../../core/text/shortened.ts';
import { tellingZone } from '../../core/time.ts';
import {
  asTypedThere,
  cleaned,
  codeAsHtml,
  divided,
  divisible,
  hasTag,
  isAddress,
  piecesOf,
  safeUrl,
  withoutCommentMarks,
} from './escape.ts';
import { estimate } from './estimate.ts';
import { countedLength, keptTitle } from './kept.ts';

/** Characters in one post, with space left for the mark at its end. */
export const postLimit = 31_500;

/** The fewest characters of a post, unless a forum's `min_post_length` says otherwise. */
const leastCharacters = 20;

/** Where a document is shown. */
interface Forum {
  /** Its address, ending in a slash. */
  readonly base: string;
  /** The bot's own name there. */
  readonly username: string;
}

/** Renders a document as the raw texts of one or more posts. Commands are shown as they are typed on a forum. */
export function* render(
  { children }: Document,
  forum: Forum,
  limit = postLimit,
  target = limit,
): Generator<string> {
  const options = dialect(forum);
  for (const part of partsOf(children, { limit: target, lengthOf: estimate })) {
    const root: Document = { type: 'root', children: part };
    const raw = toMarkdown(root, options).trim();
    if (raw.length <= limit || target < 200) yield raw;
    else yield* render(root, forum, limit, Math.floor(target * 0.7));
  }
}

/** Every emoji as Discourse counts them, keycaps and flags too. */
const emoji =
  /(?:\p{RI}{2}|[\d#*]\ufe0f?\u20e3|(?![©®™↔])[\p{Extended_Pictographic}&&\p{Emoji}])(?:\p{EMod}|\ufe0f|[\u{e0020}-\u{e007f}]|\u200d\p{Extended_Pictographic})*/gv;

/**
 * A title that Discourse accepts: 15–255 characters of ten kinds, by their bytes (`title_min_entropy`), no emoji but the first
 * (`max_emojis_in_title`), and no longer word than 30 (`title_max_word_length`), which forums in scripts without spaces do not ask
 * for. A short one says what is there.
 */
export function topicTitle(text: string): string {
  let emojis = 0;
  const line = cleaned(text)
    .replaceAll(emoji, (one) => (emojis++ === 0 ? one : ' '))
    .replaceAll(/(?<!\d):(?=[\w+-]+:)/gu, ':\u2060')
    .replaceAll(/[^\s/.:\-\p{Lo}]{30}(?=[^\s/.:\-\p{Lo}])/gu, '$& ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const kept = keptTitle(line);
  const isEnough = [...kept].length >= 15 && new Set(Buffer.from(kept)).size >= 10;
  const padded = isEnough ? line : `${line || 'News'}: details and replies`;
  return shortened(padded, 255);
}

/** The title in a document: its first heading, if it begins with one. */
export function titleOf(document: Document): string | undefined {
  const [first] = document.children;
  return first?.type === 'heading' ? plain(first) : undefined;
}

/** A raw text with the mark that says which publication it is; long enough for Discourse (20 characters). */
export function marked(raw: string, key: string): string {
  const missing = leastCharacters - countedLength(raw);
  const filled = missing > 0 ? `${raw}\n\n${'&nbsp;'.repeat(Math.ceil(missing / 6))}`.trim() : raw;
  return `${filled}\n\n<!-- docent:${safeKey(key)} -->`;
}

/** The same text to every reader, and another to who compares: with so many blank lines more before its mark. */
export function withBlanks(raw: string, lines: number): string {
  return raw.replace(/\n(?=<!-- docent:[^\n]*$)/u, '\n'.repeat(lines + 1));
}

/** Whether a raw text ends in the mark of this publication. */
export function isMarked(raw: string, key: string): boolean {
  return raw.trimEnd().endsWith(`<!-- docent:${safeKey(key)} -->`);
}

/** Whether a raw text ends in the mark of another publication than this one. */
export function isAnothers(raw: string, key: string): boolean {
  const mark = /<!-- docent:(\S+) -->\s*$/u.exec(raw)?.[1];
  const own = safeKey(key);
  return mark !== undefined && mark !== own && !mark.startsWith(`${own}%23`);
}

/** The key of a further post of a publication. */
export function partKey(key: string, index: number): string {
  return index === 0 ? key : `${key}#${index + 1}`;
}

/** A key that cannot end its comment. */
function safeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('--', '-%2D');
}

/** A time as Discourse shows it in each reader's zone; the fallback names a zone that Discourse knows. */
function dateTag({ at, zone, style }: LocalTime): string {
  const known = tellingZone(zone.includes('/') && IANAZone.create(zone).isValid ? zone : 'UTC', at);
  const [date, time] = DateTime.fromJSDate(at, { zone: known }).toFormat('yyyy-MM-dd HH:mm:ss').split(' ');
  const format = style === 'date' ? ' format="LL"' : style === 'time' ? ' format="LT"' : '';
  return `[date=${date} time=${time} timezone="${known}"${format}]`;
}

function dialect({ base, username }: Forum): Options {
  return {
    ...usualMarkdown,
    // A bar can begin the second line of a table.
    unsafe: [{ atBreak: true, character: '|' }],
    handlers: {
      text: (node: { value: string }, _, state, info) => typedText(node.value, state, info),
      html: (node: { value: string }, _, state, info) => typedText(node.value, state, info),
      break: (_node, _, state) => (isOneLine(state) ? ' ' : '\n'),
      heading: headingLine,
      inlineCode: (node: InlineCode, parent, state, info) => {
        const value = node.data?.verbatim
          ? node.value
          : longEnough(asTyped(node.value, `@${username}`), {
              username,
              isInside: parent?.children[0] !== node && /[ ,;]/u.test(info.after),
            });
        return codeSpan({ ...node, value }, parent, state, info);
      },
      code: (node: Code, parent, state, info) => {
        const value = cleaned(node.value);
        const isHidden = node.data?.isHidden === true;
        const isEnding =
          (state.stack.includes('blockquote') && hasTag(value, 'quote')) ||
          (isHidden && hasTag(value, 'spoiler'));
        const block = isEnding
          ? codeAsHtml(value, node.lang ?? '')
          : defaultHandlers.code({ ...node, value }, parent, state, info);
        return isHidden ? `[spoiler]\n${block}\n[/spoiler]` : block;
      },
      blockquote: quotation,
      link: (node: Link, parent, state, info) => {
        if (isMail(node)) return `<${plain(node)}>`;
        return isAddress(node.url)
          ? defaultHandlers.link({ ...node, url: safeUrl(node.url) }, parent, state, info)
          : state.containerPhrasing(node, info);
      },
      image: upload,
      spoiler: (node: Spoiler, _, state, info) =>
        state.stack.includes('label')
          ? state.containerPhrasing(node, info)
          : `[spoiler]${state.containerPhrasing(node, { ...info, before: ']', after: '[' })}[/spoiler]`,
      localTime: (node: LocalTime, parent, _state, info) => {
        const isFirst = parent?.children[0] === node;
        return `${isFirst || /\s$/u.test(info.before) ? '' : ' '}${dateTag(node)}`;
      },
      person: (node: Person, _, state, info) => {
        const account = node.accounts.find(({ platform }) => platform === 'discourse');
        const words = typedText(node.name.replaceAll(/\s+/gu, ' '), state, info, false);
        if (!account || state.stack.includes('label')) return words;
        return `[${labelText(node.name, state)}](${base}u/${encodeURIComponent(account.id)})`;
      },
    },
  };
}

/**
 * A command as it can be posted: one that is shorter than what Discourse takes is asked for kindly; inside of a sentence
 * without the mark that would end it.
 */
function longEnough(command: string, { username, isInside }: { username: string; isInside: boolean }) {
  if (!command.startsWith(`@${username} `)) return command;
  const missing = leastCharacters - countedLength(command);
  const calm = [', please', ', thank you'].find(({ length }) => length >= missing);
  if (missing > 0 && isInside && calm) return `${command}${calm}`;
  return missing > 0 ? `${command}, please${'!'.repeat(Math.max(1, missing - ', please'.length))}` : command;
}

/** Whether the words of a link are the address of mail that it leads to. */
function isMail(node: Link): boolean {
  const words = plain(node);
  return node.url === `mailto:${words}` && cutAtMail(words)[1] === words;
}

interface Around {
  readonly before: string;
  readonly after: string;
}

/** Words that a person typed; web addresses in them become links that are not unfolded into cards. */
function typedText(value: string, state: State, around: Around, hasLinks = true): string {
  const words = isOneLine(state) ? cleaned(value).replaceAll(/\s+/gu, ' ') : cleaned(value);
  if (!hasLinks || state.stack.includes('label')) return safeWords(words, state, around);
  const pieces = piecesOf(words);
  return pieces
    .map(({ kind, value }, i) => {
      if (kind === 'address') return `[${labelText(value, state)}](${safeUrl(value)})`;
      // A link of its own, so that it is one whatever stands beside it.
      if (kind === 'mail') return `<${value}>`;
      return safeWords(value, state, {
        before: i === 0 ? around.before : ')',
        after: i === pieces.length - 1 ? around.after : '[',
      });
    })
    .join('');
}

function safeWords(words: string, state: State, { before, after }: Around): string {
  const made = divided(asTypedThere(state.safe(divisible(words), { before, after })));
  // In the label of a link, an address with brackets would be read as a link that goes on behind the label.
  return state.stack.includes('label') ? made.replaceAll(/(?<=https?):(?=\/\/\S*\[)/giu, '\\:') : made;
}

function labelText(words: string, state: State): string {
  const exit = state.enter('label');
  const made = safeWords(cleaned(words).replaceAll(/\s+/gu, ' '), state, { before: '[', after: ']' });
  exit();
  return made;
}

function isOneLine(state: State): boolean {
  return state.stack.some((name) => name === 'headingAtx' || name === 'label');
}

/** Whether this is how posts refer to an upload, as a picture of a size or as an attachment. */
export function isUpload(url: string, size: string): boolean {
  return (
    /^upload:\/\/[\w-]{20,40}(?:\.\w{1,10})?$/u.test(url) && /^(?:\d{1,5}x\d{1,5}|attachment)$/u.test(size)
  );
}

/** An upload of the bot's own: a picture with its size, or an attachment; a picture of anywhere else is its words. */
const upload: Handle = ({ url, alt, title }: Image, _, state, info) => {
  if (!isUpload(url, title ?? '')) return typedText(alt ?? '', state, info);
  return `${title === 'attachment' ? '' : '!'}[${fileWords(alt ?? '')}|${title}](${url})`;
};

/** Words that stand for a file. */
export function fileWords(text: string): string {
  const words = cleaned(text)
    .replaceAll(/(?:[[\]|\\`*_<>\s]|~~)+/gu, ' ')
    .trim();
  return withoutCommentMarks(words) || 'file';
}

const headingLine: Handle = (node: Heading, _, state, info) => {
  const exitHeading = state.enter('headingAtx');
  const exitPhrasing = state.enter('phrasing');
  const words = state.containerPhrasing(node, { ...info, before: '# ', after: '\n' });
  exitPhrasing();
  exitHeading();
  return `${'#'.repeat(node.depth)} ${words.trim()}`;
};

const codeSpan: Handle = (node: InlineCode, parent, state) => {
  const value = cleaned(node.value).replaceAll(/(?<!\s)\s*\n\s*/gu, ' ');
  return defaultHandlers.inlineCode({ ...node, value }, parent, state);
};

/** A quote of a post names it, so that Discourse links to it; its first block, the name, is then left out. */
const quotation: Handle = (node: Blockquote, parent, state, info) => {
  const reference = node.data?.quoteReference;
  if (reference === undefined) return defaultHandlers.blockquote(node, parent, state, info);
  const exit = state.enter('blockquote');
  const words = state.containerFlow({ ...node, children: node.children.slice(1) }, info);
  exit();
  return `[quote="${cleaned(reference).replaceAll(/["\]\n]/gu, '')}"]\n${words}\n[/quote]`;
};
