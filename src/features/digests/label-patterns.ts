// Whether a label is meant by a pattern, and a label without what projects put around its words.
import { plainMarks } from '../../core/text/plain-marks.ts';

/** Upper and lower case, spaces, hyphens and underscores are alike; `*` stands for anything but nothing. */
export function isLabel(label: string, pattern: string): boolean {
  return fitsWords(plainLabel(label), wordsOf(pattern));
}

/** A pattern, cut at its stars. */
export type Words = readonly string[];

/** Cuts a pattern, to be used often. */
export function wordsOf(pattern: string): Words {
  return plainLabel(pattern).split('*');
}

/** Whether words as `plainLabel` or `formsOf` give them fit a pattern. */
export function fitsWords(words: string, pieces: Words): boolean {
  const [first = ''] = pieces;
  if (pieces.length === 1) return words === first;
  const last = pieces.at(-1) ?? '';
  if (!words.startsWith(first) || words.length < first.length + last.length || !words.endsWith(last))
    return false;
  let rest = words.slice(first.length, words.length - last.length);
  for (const piece of pieces.slice(1, -1)) {
    const at = rest.indexOf(piece);
    if (at < 0) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}

/**
 * A label as it is, in words alone, and without the names and numbers that projects put before what they say:
 * `[Status] Needs Review`, `4 - Waiting on Author`, `S-needs-review`, `2.status: merge conflict`, `on hold 🛑`.
 */
export function formsOf(label: string): string[] {
  const whole = bareWords(label);
  const words = [whole, withoutPrefix(whole)];
  return [...new Set([plainLabel(label), ...[...words, ...words.flatMap(pendingFirst)].map(normalizedNeed)])];
}

/** A label without emoji and punctuation. */
export function bareWords(label: string): string {
  return plainMarks(label)
    .toLowerCase()
    .replaceAll(/:[a-z0-9_+-]+:/gu, ' ')
    .replaceAll(
      /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u200D|\uFE0F|\u20E3/gu,
      ' ',
    )
    .replaceAll(/[\s_\-–—:;/.,|·•!?*#()[\]{}<>"]+/gu, ' ')
    .trim();
}

const numbered = /^\d{1,3} /u;
const named =
  /^(?:status|state|stat|stage|s|pr|prs|pull request|triage|action|next action|process|workflow|phase|attention) /u;

function withoutPrefix(words: string): string {
  for (let rest = words; ; ) {
    const shorter = rest.replace(numbered, '').replace(named, '');
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

/** `need review`, `Needed: tests`, `changes required`, `awaiting an answer`: said as most say it. */
export function normalizedNeed(words: string): string {
  const said = words
    .replace(/^(?:need|needed|require|requires|required) (?:a |an )?/u, 'needs ')
    .replace(
      /^(?:awaiting|pending|(?:wait|waits|waiting) (?:for|on)|wait on) (?:a |an |the )?/u,
      'waiting for ',
    );
  return saysNo.test(said) ? said : said.replace(/^(?!needs )(.+) (?:needed|required|wanted)$/u, 'needs $1');
}

/** `review pending` as `pending review`. */
function pendingFirst(words: string): string[] {
  const what = /^(?!needs |waiting )(?<what>.+) pending$/u.exec(words)?.groups?.what;
  return what === undefined || saysNo.test(words) ? [] : [`pending ${what}`];
}

/** "No changes needed" asks for nothing. */
const saysNo = /(?:^| )(?:no|not|none)(?: |$)/u;

function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ')
    .trim();
}
