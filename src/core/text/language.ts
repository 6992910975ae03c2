// Languages as people name them.

const codes = [
  'af', 'ar', 'az', 'be', 'bg', 'bn', 'bs', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'eo', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga', 'gl',
  'he', 'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka', 'kk', 'km', 'ko', 'lt', 'lv', 'mk', 'ml', 'mn', 'mr', 'ms', 'my', 'nb',
  'ne', 'nl', 'nn', 'pa', 'pl', 'pt', 'pt-br', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'te', 'th', 'tr', 'uk', 'ur', 'uz',
  'vi', 'zh', 'zh-cn', 'zh-tw',
]; // biome-ignore format: a list to read

/** A language. */
export interface Language {
  /** `pl`, `pt-br`. */
  readonly code: string;
  /** `Polish`. */
  readonly name: string;
}

/** The language that a word names: by its code, in English or in itself; undefined when it names none. */
export const languageOf = (word: string): Language | undefined => languageReader()(word);

/** The same for many words: the names of the languages are looked up once. */
export function languageReader(): (word: string) => Language | undefined {
  const called = new Map<string, Language>();
  const english = new Intl.DisplayNames(['en'], { type: 'language' });
  for (const code of codes.toReversed()) {
    const name = english.of(code) ?? code;
    const itself = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
    for (const word of [code, plain(name), plain(itself)]) called.set(word, { code, name });
  }
  return (word) => called.get(plain(word));
}

function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '');
}
