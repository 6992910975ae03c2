// A small reader of Discord's Markdown, written after how the client behaves and independent of what writes it.

/** What a reader sees: the words, and everything that is more than words. */
export interface Read {
  readonly text: string;
  /** `bold`, `mention <@1>`, `link https://…`, `heading`, … in the order of appearance. */
  readonly live: readonly string[];
  /** What each piece of code holds, as it would be copied. */
  readonly code: readonly string[];
  /** The Markdown without its code. */
  readonly withoutCode: string;
}

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  /** What is inside and read again; absent when the match stands for itself. */
  readonly inner?: number;
  readonly atLineStart?: boolean;
  /** What is shown instead. */
  shown?(match: RegExpExecArray): string;
  /** What is inside and read again, where it is not just a group of the match. */
  inside?(match: RegExpExecArray): string;
}

const rules: readonly Rule[] = [
  { name: 'heading', pattern: /^#{1,3} +([^\n]*)(?:\n|$)/u, inner: 1, atLineStart: true },
  { name: 'subtext', pattern: /^-# +([^\n]*)(?:\n|$)/u, inner: 1, atLineStart: true },
  { name: 'quote', pattern: /^>>> ([\s\S]*)/u, inner: 1, atLineStart: true },
  {
    name: 'quote',
    pattern: /^> [^\n]*(?:\n> [^\n]*)*\n?/u,
    atLineStart: true,
    inside: ([lines]) => lines.replaceAll(/^> /gmu, ''),
  },
  { name: 'list', pattern: /^ *(?:[-*]|\d{1,9}\.) +([^\n]*(?:\n|$))/u, inner: 1, atLineStart: true },
  { name: 'escape', pattern: /^\\([^0-9A-Za-z\s])/u, shown: (match) => match[1] ?? '' },
  {
    name: 'code block',
    pattern: /^```(?:[\w+.#-]*\n)?\n*([\s\S]+?)\n*```/u,
    shown: (match) => match[1] ?? '',
  },
  {
    name: 'code',
    pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/u,
    shown: (match) => (match[2] ?? '').replaceAll(/^ (?= *`)|(` *) $/gu, '$1'),
  },
  { name: 'mention', pattern: /^<(?:@[!&]?\d+|#\d+|id:\w+)>/u },
  { name: 'time', pattern: /^<t:-?\d{1,17}(?::[tTdDfFsSR])?>/u },
  { name: 'command', pattern: /^<\/[^:>]+:\d+>/u },
  { name: 'emoji', pattern: /^<a?:\w+:\d+>/u },
  { name: 'autolink', pattern: /^<([^: >]+:\/[^ >]+)>/u, shown: (match) => match[1] ?? '' },
  { name: 'ping', pattern: /^@(?:everyone|here)/iu },
  {
    name: 'link',
    pattern: /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)/u,
    inner: 1,
  },
  { name: 'url', pattern: /^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/iu },
  { name: 'bold', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/u, inner: 1 },
  { name: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/u, inner: 1 },
  {
    name: 'italic',
    pattern:
      /^(?:_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*))/u,
    inner: 2,
  },
  { name: 'strike', pattern: /^~~([\s\S]+?)~~(?!_)/u, inner: 1 },
  { name: 'spoiler', pattern: /^\|\|([\s\S]+?)\|\|/u, inner: 1 },
  { name: 'emoji', pattern: /^:(?:\w*[a-z_+-][\w+-]*|100|1234)(?:::skin-tone-\d)?:/iu },
];

/** Letters with which no rule begins: read at once, as most of a text is. Addresses begin with `h` and `s`. */
const ordinary = /^[a-gi-rt-z]+/iu;

/** Reads Markdown as the client would show it in an embed. */
export function read(markdown: string): Read {
  let text = '';
  const live: string[] = [];
  const code: string[] = [];
  let withoutCode = '';
  let rest = markdown;
  while (rest !== '') {
    const [word] = ordinary.exec(rest) ?? [];
    if (word !== undefined) {
      text += word;
      withoutCode += word;
      rest = rest.slice(word.length);
      continue;
    }
    const isAtLineStart = text === '' ? markdown.length === rest.length : text.endsWith('\n');
    const found = firstMatch(rest, isAtLineStart);
    if (!found) {
      const [letter = ''] = rest;
      text += letter;
      withoutCode += letter;
      rest = rest.slice(letter.length);
      continue;
    }
    const { rule, match } = found;
    const inner =
      rule.inside?.(match) ?? (rule.inner === undefined ? undefined : (match[rule.inner] ?? match[1] ?? ''));
    if (rule.name !== 'escape') live.push(labelOf(rule, match));
    if (inner === undefined) {
      const shown = rule.shown ? rule.shown(match) : match[0];
      text += shown;
      if (rule.name.startsWith('code')) code.push(shown);
      else withoutCode += match[0];
    } else {
      const seen = read(inner);
      text += seen.text + (match[0].endsWith('\n') && !seen.text.endsWith('\n') ? '\n' : '');
      live.push(...seen.live);
      code.push(...seen.code);
      withoutCode += seen.withoutCode;
    }
    rest = rest.slice(match[0].length);
  }
  return { text, live, code, withoutCode };
}

function firstMatch(rest: string, isAtLineStart: boolean) {
  for (const rule of rules) {
    if (rule.atLineStart && !isAtLineStart) continue;
    const match = rule.pattern.exec(rest);
    if (match) return { rule, match };
  }
  return undefined;
}

function labelOf(rule: Rule, match: RegExpExecArray): string {
  if (rule.name === 'link') return `link ${match[2]}`;
  if (rule.name === 'autolink') return `autolink ${match[1]}`;
  return ['mention', 'time', 'command', 'emoji', 'ping', 'url'].includes(rule.name)
    ? `${rule.name} ${match[0]}`
    : rule.name;
}
