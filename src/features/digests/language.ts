// Where pull requests and issues about translations show their languages.
import type { Language } from '../../core/text/language.ts';

/** Whether something is in a language: by a label (`lang: pl`, `language/pl`), its title (`[pl] …`) or its files (`locales/pl/…`, `x.pl.po`). */
export function isInLanguage(
  one: { readonly title: string; readonly labels: readonly string[]; readonly files: readonly string[] },
  { code, name }: Language,
): boolean {
  const isCode = (part: string) => {
    const tag = part.toLowerCase().replaceAll('_', '-');
    return tag === code || tag.startsWith(`${code}-`);
  };
  const english = name.toLowerCase();
  return (
    one.labels.some(
      (label) =>
        label.toLowerCase().includes(english) ||
        isCode(label.split(/[\s/:]+|l10n-|i18n-|lang-/u).at(-1) ?? ''),
    ) ||
    one.title.toLowerCase().includes(english) ||
    isCode(/^\s*\[(?<tag>[a-z]{2}(?:[-_][a-z]{2,4})?)\]/iu.exec(one.title)?.groups?.tag ?? '') ||
    one.files.some((file) =>
      file.split('/').some((part) => isCode(part) || part.split('.').slice(1, -1).some(isCode)),
    )
  );
}
