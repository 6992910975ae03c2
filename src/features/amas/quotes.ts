// Takes a post apart at what it quotes.
import type { TopicPost } from '../../core/platform.ts';

const quoteOpening = /^\[quote="?([^\]\n]*)\]/iu;

/** The number of the post that a quote names, if it is one of this topic: a quote of another topic says so. */
function quotedNumber(line: string, topic: string | undefined): number | undefined {
  const named = quoteOpening.exec(line.trim())?.[1] ?? '';
  const number = /,\s*post:(\d+)/iu.exec(named)?.[1];
  const quotedTopic = topicOf(named);
  if (number === undefined || (quotedTopic !== undefined && quotedTopic !== topic)) return undefined;
  return Number(number);
}

/** The topic that a reference names: `lagos, post:2, topic:50`. */
const topicOf = (reference: string) => /,\s*topic:(\d+)/iu.exec(reference)?.[1];

/**
 * Takes a post apart at its quotes of this topic: the number of each quoted post with what was written below it. What
 * other topics say is quoted for context and stands between.
 */
export function segments(post: TopicPost): { number: number; text: string }[] {
  const lead: string[] = [];
  const found: { number: number; text: string[] }[] = [];
  let depth = 0;
  for (const line of quotesApart(post.raw).split('\n')) {
    const isOpening = /^\s*\[quote\b/iu.test(line);
    if (isOpening && depth === 0) {
      const number = quotedNumber(line, topicOf(post.reference));
      if (number !== undefined && found.at(-1)?.number !== number) found.push({ number, text: [] });
    }
    if (isOpening) depth += 1;
    if (depth === 0) (found.at(-1)?.text ?? lead).push(line);
    if (/\[\/quote\]/iu.test(line)) depth = Math.max(0, depth - 1);
  }
  return found.map(({ number, text }, i) => ({
    number,
    text: [...(i === 0 ? [...lead, ''] : []), ...text].join('\n').trim(),
  }));
}

/** A text with each quote's beginning and end at the beginning and end of a line. */
const quotesApart = (raw: string) =>
  raw
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?<=[^\n])(?=\[quote\b[^\]\n]*\])/giu, '\n')
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
