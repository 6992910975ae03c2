// Takes a post apart at what it quotes.
import type { TopicPost } from '../../../core/platform.ts';

const quoteOpening = /^\[quote="?([^\]\n]*)\]/iu;

/** A post as a quote may mean it. */
export type Quotable = Pick<TopicPost, 'id' | 'number' | 'author' | 'raw'>;

/** A quote of a post: whose, which, of what topic; undefined of no post. */
interface Quoted {
  readonly by: string;
  readonly number: number;
  readonly topic: string | undefined;
}

function quotedIn(line: string): Quoted | undefined {
  const named = (quoteOpening.exec(line.trim())?.[1] ?? '').replace(/"$/u, '');
  const number = /,\s*post:(\d+)/iu.exec(named)?.[1];
  if (number === undefined) return undefined;
  const username = /,\s*username:\s*([^,]+)/iu.exec(named)?.[1];
  const by = (username ?? named.split(',')[0] ?? '').trim();
  return { by, number: Number(number), topic: topicOf(named) };
}

/** The topic that a reference names: `lagos, post:2, topic:50`. */
export const topicOf = (reference: string) => /,\s*topic:(\d+)/iu.exec(reference)?.[1];

/** A reference by what its author, who has these names, is called now; undefined where that cannot be told. */
export function referenceBy(reference: string, names: readonly string[]): string | undefined {
  const [before = '', ...where] = reference.split(',');
  const only = names.length === 1 ? names[0] : undefined;
  const name = where.length === 0 || names.includes(before) ? before : only;
  return name === undefined ? undefined : [name, ...where].join(',');
}

/**
 * The post of this topic that a quote means: the one that it numbers if its author wrote that, else the one of that author
 * with these words, since numbers change when posts are moved; 0 where there is none. A quote of another topic says so.
 */
function meant(
  { by, number, topic }: Quoted,
  words: string,
  { here, posts }: { here: string | undefined; posts: readonly Quotable[] },
): number | undefined {
  if (topic !== undefined && topic !== here) return undefined;
  const isBy = ({ author }: Quotable) =>
    [author.id, author.name].some((name) => name.toLowerCase() === by.toLowerCase());
  const numbered = posts.find((post) => post.number === number);
  if (!numbered || by === '' || isBy(numbered)) return number;
  const plain = flat(words);
  return posts.find((post) => isBy(post) && plain !== '' && flat(post.raw).includes(plain))?.number ?? 0;
}

const flat = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

/** A quoted post of this topic with what is said to it. */
interface Segment {
  readonly number: number;
  /** What stands above the first quote; empty of the others. */
  readonly lead: string;
  /** What stands below. */
  readonly text: string;
  /** Both. */
  readonly whole: string;
}

/**
 * Takes a post apart at its quotes of this topic: the number of each quoted post with what was written below it, and with
 * what stands above the first too. What other topics say is quoted for context and stands between.
 */
export function segments(post: TopicPost, posts: readonly Quotable[]): Segment[] {
  const here = topicOf(post.reference);
  const parts: { quoted: Quoted | undefined; words: string[]; text: string[] }[] = [];
  const lead: string[] = [];
  let depth = 0;
  for (const line of quotesApart(post.raw).split('\n')) {
    const isOpening = /^\s*\[quote\b/iu.test(line);
    if (isOpening && depth === 0) parts.push({ quoted: quotedIn(line), words: [], text: [] });
    if (isOpening) depth += 1;
    if (depth === 0) (parts.at(-1)?.text ?? lead).push(line);
    else parts.at(-1)?.words.push(line.replace(quoteOpening, '').replace(/\[\/quote\]/iu, ''));
    if (/\[\/quote\]/iu.test(line)) depth = Math.max(0, depth - 1);
  }
  const found: { number: number; text: string[] }[] = [];
  let last = lead;
  for (const { quoted, words, text } of parts) {
    const number = quoted && meant(quoted, words.join('\n'), { here, posts });
    if (number !== undefined) {
      const said = found.find((one) => one.number === number) ?? { number, text: [] };
      if (!found.includes(said)) found.push(said);
      last = said.text;
    }
    last.push(...text);
  }
  return found.map(({ number, text }, i) => {
    const above = i === 0 ? lead : [];
    return { number, lead: joined(above), text: joined(text), whole: joined([...above, '', ...text]) };
  });
}

const joined = (lines: readonly string[]) => lines.join('\n').trim();

/** A text with each quote's beginning and end at the beginning and end of a line. */
const quotesApart = (raw: string) =>
  raw
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?<=[^\n])(?=\[quote\b[^\]\n]{0,300}\])/giu, '\n')
    .replaceAll(/\[\/quote\]\n?/giu, '[/quote]\n');

/** What somebody wrote without what it quotes, quotes within quotes too. */
export function withoutQuotes(raw: string): string {
  let depth = 0;
  const kept: string[] = [];
  for (const line of quotesApart(raw).split('\n')) {
    if (/^\s*\[quote\b/iu.test(line)) depth += 1;
    if (depth === 0) kept.push(line);
    if (/\[\/quote\]/iu.test(line)) depth = Math.max(0, depth - 1);
  }
  // A quote that does not end is none.
  return (depth === 0 ? kept.join('\n') : raw).trim();
}
