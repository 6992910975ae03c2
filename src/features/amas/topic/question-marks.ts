// Question marks, by which a post asks something, in all scripts.

/**
 * Question marks of all scripts, as Unicode has them: ASCII, Spanish, Greek, Armenian, Arabic, Ethiopic, Limbu, doubled
 * ones, the interrobang, Coptic, reversed, Vai, Bamum, vertical, small, full width, Chakma, Adlam, and the pictures.
 */
export const marks =
  /[?¿\u037e\u055e\u061f\u1367\u1945\u203d\u2047-\u2049\u2753\u2754\u2cfa\u2cfb\u2e18\u2e2e\ua60f\ua6f7\ufe16\ufe56\uff1f\u{11143}\u{1e95f}]/u;

/** The pictures of question marks as forums let people type them. */
const pictures = /:(?:(?:grey|white|black|red)_)?question(?:_mark)?:|:interrobang:/iu;

/** Each question mark with what may follow it before the next sentence; in scripts that set no spaces, at once. */
export const endings = new RegExp(
  `(?:${marks.source}|(?<=\\p{Script=Greek}(?:[^.!?;\\n]|\\.(?=\\S)){0,500});)(?:${marks.source}|[!！…])*["'”’»)\\]」』）]*(?=\\s|$|[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}])`,
  'gu',
);

/** Whether words ask something, by their marks alone. */
export const asks = (words: string) => marks.test(words) || asksInGreek(words) || pictures.test(words);

/** In Greek the semicolon asks, whatever it stands after: no Greek sentence has one in its middle. */
function asksInGreek(words: string): boolean {
  for (const { index } of words.matchAll(/;(?![\p{L}\p{N}])/gu)) {
    const sentence =
      words
        .slice(Math.max(0, index - 500), index)
        .split(/[!;\n]|\.(?=\s)/u)
        .at(-1) ?? '';
    const greek = sentence.match(/\p{Script=Greek}/gu)?.length ?? 0;
    // Other sentences may name something in Greek.
    const [first = ''] = /\p{L}/u.exec(sentence) ?? [];
    const isGreek = /\p{Script=Greek}/u.test(first) || greek * 2 >= (sentence.match(/\p{L}/gu)?.length ?? 0);
    if (greek >= 2 && isGreek) return true;
  }
  return false;
}
