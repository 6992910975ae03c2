// What stands inside a line of Discord's Markdown: formats, code, links, mentions and times.
import type { Properties } from 'hast';
import { el, type Html, nodesOf } from './html.ts';
import { discordTime, type Watch } from './moments.ts';

/** What a text needs to know of the world around it. */
export interface Surroundings {
  readonly watch: Watch;
  /** Name of a user, role or channel by its id, and where it leads on this page. */
  user(id: string): { readonly name: string; readonly isReader: boolean } | undefined;
  role(id: string): string | undefined;
  channel(id: string): { readonly name: string; readonly href: string | undefined } | undefined;
  /** Where an address leads on this page, if it leads to a place on it. */
  inner(url: string): string | undefined;
}

const marks: readonly (readonly [string, string, Properties])[] = [
  ['**', 'strong', {}],
  ['__', 'u', {}],
  ['~~', 's', {}],
  ['||', 'span', { className: ['spoiler'], tabIndex: 0, title: 'A spoiler: point at it to read it' }],
  ['*', 'em', {}],
  ['_', 'em', {}],
];

/** Deeper than this, marks are shown as they were typed. */
const deepest = 8;

/** The line's parts as HTML. */
export function inline(text: string, around: Surroundings, depth = 0): Html[] {
  const made: Html[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    made.push(...withBreaks(plain));
    plain = '';
  };
  while (at < text.length) {
    const next = text.slice(at).search(/[\\`<[*_~|h@]/u);
    if (next === -1) break;
    plain += text.slice(at, at + next);
    at += next;
    const found =
      special(text, at, around) ?? (depth < deepest ? formatted(text, at, around, depth) : undefined);
    if (found === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (typeof found.shown === 'string') plain += found.shown;
    else {
      flush();
      made.push(found.shown);
    }
    at = found.end;
  }
  plain += text.slice(at);
  flush();
  return made;
}

interface Found {
  readonly shown: Html | string;
  readonly end: number;
}

type Maker = (groups: readonly string[], around: Surroundings) => Html | string | undefined;

const rules: readonly (readonly [RegExp, Maker])[] = [
  [/\\([^A-Za-z0-9\s])/uy, ([, mark = '']) => mark],
  [
    /(`{1,2})([^`]+(?:`[^`]+)*?)\1(?!`)/uy,
    ([, , code = '']) => el('code', {}, code.replace(/^ (.*) $/su, '$1')),
  ],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/uy,
    ([, n = '', style = 'f'], { watch }) => discordTime(Number(n), style, watch),
  ],
  [/<@!?(\d{1,20})>/uy, ([, id = ''], around) => userMention(id, around)],
  [/<@&(\d{1,20})>/uy, ([, id = ''], around) => mention(`@${around.role(id) ?? 'unknown-role'}`)],
  [/<#(\d{1,20})>/uy, ([, id = ''], around) => channelMention(id, around)],
  [
    /<\/([^:<>\n]{1,100}):\d{1,20}>/uy,
    ([, name = '']) =>
      el('button', { type: 'button', className: ['mention'], 'data-fill': `/${name} ` }, `/${name}`),
  ],
  [/<a?(:\w{2,32}:)\d{1,20}>/uy, ([, name = '']) => name],
  [/<(https?:\/\/[^\s<>]+)>/uy, ([, url = ''], around) => anchor(url, [url], around)],
  [
    /\[((?:\\.|[^[\]\\\n])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\)/uy,
    ([, label = '', url = ''], around) => anchor(url, inline(label, around, deepest), around),
  ],
  [/@(?:everyone|here)\b/uy, ([whole = '']) => mention(whole)],
];

const bareAddress = /https?:\/\/[^\s<>]+/uy;

function special(text: string, at: number, around: Surroundings): Found | undefined {
  for (const [pattern, make] of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const shown = match ? make(match, around) : undefined;
    if (match && shown !== undefined) return { shown, end: at + match[0].length };
  }
  bareAddress.lastIndex = at;
  const run = bareAddress.exec(text)?.[0];
  if (run === undefined) return undefined;
  const url = withoutSentence(run);
  return URL.canParse(url) ? { shown: anchor(url, [url], around), end: at + url.length } : undefined;
}

function formatted(text: string, at: number, around: Surroundings, depth: number): Found | undefined {
  for (const [mark, tag, properties] of marks) {
    if (!text.startsWith(mark, at)) continue;
    if (mark === '_' && /\w/u.test(text.charAt(at - 1))) continue;
    const end = closing(text, at + mark.length, mark);
    if (end === undefined) continue;
    const inner = text.slice(at + mark.length, end);
    if (inner.trim() === '' || (mark === '*' && /^\s|\s$/u.test(inner))) continue;
    return { shown: el(tag, { ...properties }, ...inline(inner, around, depth + 1)), end: end + mark.length };
  }
  return undefined;
}

/** Where a format ends: its mark again, neither escaped nor inside code nor part of a longer run. */
function closing(text: string, from: number, mark: string): number | undefined {
  const [sign = ''] = mark;
  for (let at = from; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === '`') {
      const end = text.indexOf('`', at + 1);
      if (end !== -1) at = end;
    } else if (text.startsWith(mark, at) && at > from) {
      const isLonger = text.charAt(at + mark.length) === sign;
      if (mark.length === 1 && isLonger) at += 1;
      else if (!isLonger && !(mark === '_' && /\w/u.test(text.charAt(at + 1)))) return at;
    }
  }
  return undefined;
}

/** A link: to a place on this page, or in a new tab. */
export function anchor(
  url: string,
  label: readonly (Html | string)[],
  around: Pick<Surroundings, 'inner'>,
): Html {
  const inner = around.inner(url);
  if (inner?.startsWith('#')) return el('a', { href: inner }, ...label);
  if (inner !== undefined) return el('a', { href: inner, target: '_blank', rel: ['noopener'] }, ...label);
  if (!/^https?:\/\//iu.test(url) || !URL.canParse(url)) return el('span', {}, ...label);
  return el('a', { href: url, target: '_blank', rel: ['noopener', 'noreferrer'] }, ...label);
}

function userMention(id: string, around: Surroundings): Html {
  const user = around.user(id);
  return mention(`@${user?.name ?? 'unknown-user'}`, user?.isReader === true);
}

function channelMention(id: string, around: Surroundings): Html {
  const channel = around.channel(id);
  const words = channel ? `#${channel.name}` : '#no-access';
  return channel?.href === undefined
    ? mention(words)
    : el('a', { className: ['mention'], href: channel.href }, words);
}

function mention(words: string, isReader = false): Html {
  return el('span', { className: isReader ? ['mention', 'you'] : ['mention'] }, words);
}

function withoutSentence(run: string): string {
  const bare = run.replace(/[.,:;!?"'*_~|`\]}]+$/u, '');
  return bare.endsWith(')') && !bare.includes('(') ? withoutSentence(bare.slice(0, -1)) : bare;
}

function withBreaks(text: string): Html[] {
  return nodesOf(text.split('\n').flatMap((line, i) => (i === 0 ? [line] : [el('br', {}), line])));
}
