// Which of several things is meant by words: one that fits better than the others, or a question which.

import type { PersonFacts } from '../directory.ts';
import { UserError } from '../errors.ts';
import type { Choice } from '../reply.ts';
import { cleanedLine } from '../text/cleaned.ts';
import { plainMarks } from '../text/plain-marks.ts';
import { shortened } from '../text/shortened.ts';

/** A name as it is compared: in any case, with any white space, and with the quotation marks of any keyboard. */
export const nameKey = (name: string): string =>
  cleanedLine(plainMarks(name))
    .normalize('NFC')
    .toLowerCase()
    .replace(/["“”„«»]/gu, '"');

/** A number alone is that of a thing, perhaps of one that is gone: it is no part of the name of another. */
export const isNumberAlone = (typed: string): boolean => /^\s*#?\d+\s*$/u.test(typed);

/** Whether whoever asks names themselves, as by `me`. */
export const isOneself = (typed: string): boolean => /^(?:me|myself)$/iu.test(typed);

/** What is shorter than three letters, such as "me", stands within most names by chance; not so in these scripts. */
const shortPart = /^(?!.*[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]).{1,2}$/u;

/** Whether words, as they are compared, stand in a name: short ones as words of their own alone, such as "AI". */
function isPartOf(name: string, wanted: string): boolean {
  if (!shortPart.test(wanted)) return name.includes(wanted);
  const around = name.split(wanted);
  return around
    .slice(1)
    .some((after, index) => !/^[\p{L}\p{N}]/u.test(after) && !/[\p{L}\p{N}]$/u.test(around[index] ?? ''));
}

/** A name with blanks for its hyphens, as people remember it: "PyLadies Berlin" for "PyLadies-Berlin". */
const unhyphenated = (key: string): string =>
  key.replace(/(?<=[\p{L}\p{N}])[\s_–—-]+(?=[\p{L}\p{N}])/gu, ' ');

/** How things are known by words. */
interface Naming<T> {
  /** What somebody typed. */
  readonly typed: string;
  /** What a thing is called; it may be typed whole or, but for a number alone, in part. */
  words(thing: T): string;
  /** How a thing is shown in the list of those that may be meant: `3 ("Use Markdown?")`. */
  shown(thing: T): string;
  /** The things that are rather meant, such as those that go on. */
  isLikely?(thing: T): boolean;
}

/**
 * The thing that is called so, wholly or else in part, with its hyphens or else blanks; undefined when none is. Throws a `UserError`
 * that lists them when several fit equally well.
 */
export function calledSo<T>(
  things: readonly T[],
  { typed, words, shown, isLikely = () => false }: Naming<T>,
): T | undefined {
  const wanted = nameKey(typed);
  if (wanted === '') return undefined;
  const whole = things.filter((thing) => nameKey(words(thing)) === wanted);
  const within = (as: (key: string) => string) =>
    isNumberAlone(typed) ? [] : things.filter((thing) => isPartOf(as(nameKey(words(thing))), as(wanted)));
  const alike = things.filter((thing) => unhyphenated(nameKey(words(thing))) === unhyphenated(wanted));
  const fitting = [whole, within((key) => key), alike, within(unhyphenated)]
    .flatMap((some) => [some.filter(isLikely), some])
    .find((some) => some.length > 0);
  if (!fitting || fitting.length === 1) return fitting?.[0];
  const few = fitting.slice(0, 5).map(shown);
  throw new UserError(
    `"${shortened(typed.trim(), 60)}" may be one of several: ${few.join(', ')}${fitting.length > few.length ? ', …' : ''}. Say it once more with the number, or the whole name.`,
  );
}

/** Things as choices for what was typed so far: those whose names, as they are shown, hold it. */
export function choicesFor<T>(things: readonly T[], typed: string, choice: (thing: T) => Choice): Choice[] {
  const wanted = nameKey(typed);
  return things
    .map(choice)
    .filter(({ name }) => nameKey(name).includes(wanted))
    .map(({ name, value }) => ({ name: shortened(name, 100), value }));
}

/** All that somebody is called: their name, what their accounts are called, and the user names of those. */
export const namesOf = (who: Pick<PersonFacts, 'name' | 'accounts'>): string[] => [
  who.name,
  ...who.accounts.flatMap((account) => [account.name, ...userName(account)]),
];

/** Where an account is known by a number, there is no user name. */
const userName = ({ id }: { readonly id: string }): string[] => (/^\d+$/u.test(id) ? [] : [id]);

/** Whether somebody has that user name, where accounts are known by one. */
export const hasUserName = ({ accounts }: Pick<PersonFacts, 'accounts'>, typed: string): boolean =>
  accounts.flatMap(userName).some((one) => nameKey(one) === nameKey(typed));

/**
 * Who is called so: whoever has it as a user name, which is theirs alone, else by name, else by what an account of theirs is
 * called; undefined when nobody is. Throws a `UserError` that tells how to name each when several are.
 */
export function personCalled<T extends Pick<PersonFacts, 'name' | 'accounts'>>(
  people: readonly T[],
  typed: string,
): T | undefined {
  const wanted = nameKey(typed);
  const isSo = (words: string) => nameKey(words) === wanted;
  const fitting = [
    people.filter(({ accounts }) => accounts.flatMap(userName).some(isSo)),
    people.filter(({ name }) => isSo(name)),
    people.filter((who) => namesOf(who).some(isSo)),
  ].find((some) => some.length > 0);
  if (!fitting || fitting.length === 1) return fitting?.[0];
  const few = fitting.slice(0, 5).map(({ name, accounts }) => {
    const [own] = accounts.flatMap(userName);
    const [first] = accounts;
    return own ? `${name} (\`${own}\`)` : first ? `${name} (\`<@${first.id}>\`)` : name;
  });
  throw new UserError(
    `"${shortened(typed.trim(), 60)}" may be one of several: ${few.join(', ')}. Mention the one you mean, or give what stands in brackets.`,
  );
}

/** The names that several of these people bear, as far as anybody can tell: perhaps one person with two accounts. */
export function sharedNames(people: readonly Pick<PersonFacts, 'name'>[]): string[] {
  const alike = Map.groupBy(people, ({ name }) => nameKey(name));
  return [...alike.values()].flatMap(([one, other]) => (one && other ? [one.name] : []));
}
