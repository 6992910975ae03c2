// Where a call may be posted, in which language, and when what came back is asked for.

import { UserError } from '../../core/errors.ts';
import { languageReader } from '../../core/text/language.ts';
import type { Call, Partner, Told } from './facts.ts';

const day = 86_400_000;

/** So many partners, and so long texts. */
export const most = {
  partners: 200,
  name: 80,
  contact: 300,
  title: 100,
  text: 1_500,
  translations: 3_500,
  answer: 600,
} as const;
/** So long after a call it is asked what came back. */
const followUpDays = 14;

/** Whether a call may be posted in a partner's place: only while their own organiser agrees. */
export function mayPost(partner: Pick<Partner, 'place' | 'agreedAt' | 'refusedAt'>): boolean {
  const { place, agreedAt, refusedAt } = partner;
  if (!place || !agreedAt) return false;
  return refusedAt === undefined || refusedAt < agreedAt;
}

/** The text of a call in a partner's language where one is given, else as it was written. */
export function textFor(
  { text, translations }: Pick<Call, 'text' | 'translations'>,
  { language }: Pick<Partner, 'language'>,
): string {
  const [primary = language] = language.split('-');
  const kin = Object.keys(translations).find((one) => one.startsWith(`${primary}-`));
  return own(translations, language) ?? own(translations, primary) ?? own(translations, kin ?? '') ?? text;
}

function own(texts: Readonly<Record<string, string>>, tag: string): string | undefined {
  return Object.hasOwn(texts, tag) ? texts[tag] : undefined;
}

const tag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/u;

/** A language tag as it is kept; undefined when it is none (BCP 47, without scripts and extensions). */
export function readLanguage(typed: string): string | undefined {
  const found = typed.trim().toLowerCase().replaceAll('_', '-');
  return tag.test(found) ? found : undefined;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The same of what somebody typed, a tag or a language's name. Throws a UserError when it is none. */
export function languageTyped(typed: string): string {
  const language = readLanguage(typed) ?? languageReader()(typed)?.code;
  if (language !== undefined) return language;
  throw new UserError(`"${typed}" is no language. Write its tag, such as \`en\`, \`pl\` or \`pt-br\`.`);
}

/**
 * What was typed in one line, `pl: … ; pt-BR: …`, with each tag on a line of its own: tags are at the start or behind a
 * semicolon. Where no semicolon parts them they are elsewhere too, if there is such a language and it is in small letters,
 * since `Mo: 18 Uhr` and `um: 18 Uhr` are none.
 */
export function spreadTranslations(typed: string): string {
  // Where a tag comes first, names are words of the texts.
  const called = /^\s*[a-z]{2,3}(?:[-_][a-z\d]{2,8})?:/iu.test(typed) ? undefined : languageReader();
  const parted = typed.replaceAll(
    /(?:^|\s*[;|\n]\s*)([\p{L}\p{M}][^:;|\n]{1,29}):\s+/gu,
    (whole, language) => {
      const code = readLanguage(language) ?? called?.(language)?.code;
      return code === undefined ? whole : `\n${code}:\n`;
    },
  );
  const isParted = (parted.match(/^[\w-]+:$/gmu)?.length ?? 0) > 1;
  const spread = isParted
    ? parted
    : parted.replaceAll(/\s([a-z]{2,3}(?:-[a-z\d]{2,8})?):[^\S\n]+/gu, (whole, tag: string) =>
        languageNames.of(tag) === undefined ? whole : `\n${tag}:\n`,
      );
  return spread.replace(/[\s;|]+$/u, '').trim();
}

/** Texts in other languages: each begins with its tag and a colon on a line of its own. `wrong` is what no tag goes before. */
export function readTranslations(typed: string): {
  readonly texts: Record<string, string>;
  readonly wrong: string | undefined;
} {
  const texts: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const line of typed.split(/\r?\n/u)) {
    const language = /^\s*([a-z\d_-]{2,12}):\s*$/iu.exec(line)?.[1];
    const read = language === undefined ? undefined : readLanguage(language);
    if (read !== undefined) {
      current = [];
      texts[read] = current;
    } else if (current) {
      current.push(line);
    } else if (line.trim() !== '') {
      return { texts: {}, wrong: line.trim() };
    }
  }
  const whole = Object.entries(texts).map(
    ([language, lines]) => [language, lines.join('\n').trim()] as const,
  );
  return { texts: Object.fromEntries(whole.filter(([, text]) => text !== '')), wrong: undefined };
}

/** The same, as it is typed into a form again. */
export function translationsText(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts)
    .map(([language, text]) => `${language}:\n${text}`)
    .join('\n');
}

/** The languages of a call's texts in which none of these partners would get it. */
export function unread(
  call: Pick<Call, 'text' | 'translations'>,
  partners: readonly Pick<Partner, 'language'>[],
): string[] {
  const got = new Set(partners.map((partner) => textFor(call, partner)));
  return Object.entries(call.translations).flatMap(([language, text]) => (got.has(text) ? [] : [language]));
}

/** A title for a topic: forums take none of less than 15 letters, so short ones say more; dots would not count. */
export function topicTitle(title: string, groupName: string): string {
  return title.length < 15 ? `${title} · call from ${groupName}` : title;
}

/** When a call should stand wherever it is posted; where it does not, whoever published it is told. */
export function checkedAt({ publishedAt }: Pick<Call, 'publishedAt'>): Date | undefined {
  return publishedAt && new Date(publishedAt.getTime() + 15 * 60_000);
}

/** When it is asked what came back of a call. */
export function followUpAt({ publishedAt }: Pick<Call, 'publishedAt'>): Date | undefined {
  return publishedAt && new Date(publishedAt.getTime() + followUpDays * day);
}

/** Those of whom nothing came back yet. */
export function unanswered({ told }: Pick<Call, 'told'>): Told[] {
  return told.filter(({ answer }) => answer === undefined);
}
