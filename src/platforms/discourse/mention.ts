// How a post speaks to the bot: by its name, at the beginning or after a greeting.
import type { PostLine } from '../../core/platform.ts';

/** A post's text behind the quotes at its beginning. */
export function withoutQuotes(raw: string): string {
  const lines = raw.split('\n');
  const isQuoted = quotedIn(lines);
  const first = lines.findIndex((line, i) => !isQuoted[i] && line.trim() !== '');
  return first === -1 ? '' : lines.slice(first).join('\n').trimStart();
}

/** More than Discourse takes for an opening mark, and less than it takes for a closing one: nothing quoted looks unquoted. */
const opening = /^\s*\[quote(?![\w-])/iu;
const onOneLine = /^\s*\[quote[^\]]*\].*\[\/quote\][ \t\r]*$/iu;
const closing = /^ {0,3}\[\/quote\][ \t\r]*$/iu;

/**
 * Which lines are quoted, with the marks around them. Discourse's rule (`bbcode-block.js`): marks stand at the beginning of a
 * line, and a quote may hold others. What stands before a closing mark to which none opens may be somebody else's words, which
 * had that mark in them when they were quoted: it counts as quoted.
 */
function quotedIn(lines: readonly string[]): boolean[] {
  const isQuoted = lines.map((line) => onOneLine.test(line));
  const open: number[] = [];
  for (const [i, line] of lines.entries()) {
    if (closing.test(line)) isQuoted.fill(true, open.pop() ?? 0, i + 1);
    else if (!isQuoted[i] && opening.test(line)) open.push(i);
  }
  return isQuoted;
}

const smile = '(?:\\p{Extended_Pictographic}\\u{FE0F}?|:[a-z_][a-z0-9_+-]*:)';
const greetings = new Set(
  `hi hello hey heya hiya howdy hallo dear greetings good morning afternoon evening day welcome back
  thanks thank you thx cheers ta many much so very a lot bunch again ok okay k alright right well great nice cool perfect yes
  yep sure now then and also oh ah please pls there all everyone everybody folks team friends bot`.split(
    /\s+/u,
  ),
);
/** Nobody greets at such length. */
const longestGreeting = 80;

/**
 * A text from a name on, where nothing but a greeting stands before that: `Hi all, @docent meeting next`. Else the text as it
 * is. What is more than a greeting is a sentence, and one that only mentions the bot asks it for nothing.
 */
function withoutGreeting(text: string): string {
  const before = text.slice(0, longestGreeting).split('@', 1)[0] ?? '';
  const words = before
    .replaceAll(new RegExp(smile, 'giu'), ' ')
    .toLowerCase()
    .split(/[\s,;:.!…–—-]+/u)
    .filter(Boolean);
  return words.every((word) => greetings.has(word)) ? text.slice(before.length) : text;
}

/** Whether a post greets with thanks or assent: then what follows the name asks for nothing, unless it is a command. */
export function isOnlyKind(raw: string): boolean {
  const [before = ''] = withoutQuotes(raw).split('@', 1);
  return /^\P{L}*(?:many\s+)?(?:thanks?|thx|cheers|ok(?:ay)?|great|nice|cool|perfect|good|yes|alright|welcome)\b/iu.test(
    before,
  );
}

/**
 * What follows the bot's name at the beginning of a post, after quotes and a greeting; undefined when the post does not begin so. Marks of
 * code around all of it, as around the hints that people copy, or of stress around the name, change nothing.
 */
export function mentionIn(raw: string, username: string): string | undefined {
  const words = withoutGreeting(withoutCodeMarks(withoutQuotes(raw))).replace(
    /^(\*{1,3}|_{1,3})(@[\p{L}\p{N}_.-]+?)\1/u,
    '$2',
  );
  const [mention = ''] = /^@[\p{L}\p{N}_.-]+/u.exec(words) ?? [];
  // A full stop or dash at its end is no part of a name.
  const name = mention.replace(/[.-]+$/u, '');
  if (name.toLowerCase() !== `@${username.toLowerCase()}`) return undefined;
  // A dash before a number is a minus.
  return words.slice(name.length).replace(/^(?:[\s,:.!?]|-(?!\s*\d))+/u, '');
}

/** Of more, nobody says a short answer. */
const longestAside = 200;

/**
 * The words of a short post that speaks to the bot within a sentence, by its name between commas or at the end: `Can't make it,
 * @docent, sorry`; undefined for any other. One that only mentions the bot is not meant for it.
 */
export function asideIn(raw: string, username: string): string | undefined {
  const words = withoutQuotes(raw).trim();
  if (words.length > longestAside || words.includes('\n')) return undefined;
  const [, before = '', name = '', after = ''] =
    /^([^@]*[\p{L}\p{N}+][^@]*),\s*@([\p{L}\p{N}_.-]+?)(?:[,.!…]+(?:\s+([^@]*))?)?$/u.exec(words) ?? [];
  if (name.toLowerCase() !== username.toLowerCase()) return undefined;
  return [before, after].filter((part) => part !== '').join(', ');
}

/** The lines that a post's author wrote, without quotes and blocks of code; which of them begin with the bot's name. */
export function linesOf(raw: string, username: string): PostLine[] {
  const lines = raw.split('\n');
  const isQuoted = quotedIn(lines);
  const unquoted = lines.filter((_, i) => !isQuoted[i]).join('\n');
  const own = unquoted.replaceAll(/^(```|~~~)[\s\S]*?^\1/gmu, '');
  return own
    .split('\n')
    .filter((line) => !/^\s*>/u.test(line))
    .map((line) => {
      const [, name, text = ''] =
        /^\s*@([\p{L}\p{N}_.-]+)[,:]?[ \t]+(.*)$/u.exec(withoutGreeting(line)) ?? [];
      const isToBot = name?.toLowerCase() === username.toLowerCase();
      return { text: isToBot ? text : line, isToBot };
    });
}

/** What stands in marks of code, where nothing else stands around them. */
function withoutCodeMarks(text: string): string {
  const [, , inside] = /^(`{1,3})(?:[a-z]*\n)?([^`]*)\1\s*$/iu.exec(text) ?? [];
  return inside?.trim() ?? text;
}

const kind =
  '(?:please(?:\\s+do(?:\\s+(?:it|so|that))?)?|pl[sz]|(?:many\\s+)?(?:thanks|thank\\s+you|thx|cheers)(?:\\s+(?:so|very)\\s+much|\\s+a\\s+(?:lot|bunch)|\\s+in\\s+advance)?)';
const kindEnd = new RegExp(
  `(?:[\\s,;.!?(–—-]|${smile})*(?<=[\\s,;.!?(–—-]|^)(?:and\\s+)?${kind}(?:[\\s,;.!?)]|${smile})*$`,
  'iu',
);
const noWord = new RegExp(`(?:[\\s.!?,;…]|${smile})+$`, 'iu');
const kindStart =
  /^(?:(?:hi|hello|hey)\b[\s,!.]*)?(?:(?:can|could|would|will)\s+you\b[\s,]*)?(?:(?:please|pl[sz]|kindly)\b[\s,:]*)?/iu;

/**
 * What is asked, without the words that make a post kind, or long enough for Discourse, at its end, and without marks of
 * code around it.
 */
export function withoutPoliteness(text: string): string {
  let words = text;
  for (let shorter = atEnd(words, kindEnd); shorter !== words; shorter = atEnd(words, kindEnd))
    words = shorter;
  return withoutCodeMarks(words);
}

/** A question's words without its kind beginning and its mark: `could you please meeting show?` is `meeting show`. */
export function withoutOpening(text: string): string {
  const words = text.replace(kindStart, '');
  return words === text ? text : withoutCodeMarks(words.replace(/(?<![\s?!.])[\s?!.]+$/u, ''));
}

/** A command without what stands at its end and is no word: `meeting next?`, `rsvp going :tada:`. */
export function withoutEnd(text: string): string {
  return atEnd(text, noWord);
}

/** A text without what a pattern finds in its last 200 characters: one that looks for an end takes the square of a length. */
function atEnd(text: string, pattern: RegExp): string {
  return text.slice(0, -200) + text.slice(-200).replace(pattern, '');
}
