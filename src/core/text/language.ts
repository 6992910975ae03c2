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
export function languageOf(word: string): Language | undefined {
  const wanted = plain(word);
  for (const code of codes) {
    const name = nameOf(code, 'en');
    if ([code, plain(name), plain(nameOf(code, code))].includes(wanted)) return { code, name };
  }
  return undefined;
}

function nameOf(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
}

function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '');
}
