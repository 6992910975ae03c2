// Addresses in typed words, so that they can be links of their own whatever stands beside them.
import { linkAddress } from '../markdown/link.ts';
import { cutAtMail } from './mentions.ts';

/** A piece of typed text: an address of the web or of mail that can be a link, or words. */
interface Piece {
  readonly kind: 'address' | 'mail' | 'words';
  readonly value: string;
}

/** Cuts typed words at the addresses in them. */
export function piecesOf(words: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: run, index } of words.matchAll(/https?:\/\/[^\s<>]+/giu)) {
    const url = withoutSentenceMarks(run);
    if (linkAddress(url) === undefined) continue;
    pieces.push(...mailOf(words.slice(from, index)), { kind: 'address', value: url });
    from = index + url.length;
  }
  return [...pieces, ...mailOf(words.slice(from))];
}

function mailOf(words: string): Piece[] {
  return cutAtMail(words).map((value, i) => ({ kind: i % 2 === 1 ? 'mail' : 'words', value }));
}

/** An address without the marks of the sentence around it: a bracket that is opened in it belongs to it. */
export function withoutSentenceMarks(run: string): string {
  const bare = run.replace(/[.,:;!?"'*_~|`\]}]+$/u, '');
  const count = (bracket: string) => bare.split(bracket).length;
  return bare.endsWith(')') && count(')') > count('(') ? withoutSentenceMarks(bare.slice(0, -1)) : bare;
}
