// Which of several things is meant by words: one that fits better than the others, or a question which.

import { UserError } from './errors.ts';
import { plainMarks } from './plain-marks.ts';

/** A name as it is compared: in any case, with any white space, and with the quotation marks of any keyboard. */
export const nameKey = (name: string): string =>
  plainMarks(name)
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/["“”„«»]/gu, '"');

/** How things are known by words. */
interface Naming<T> {
  /** What somebody typed. */
  readonly typed: string;
  /** What a thing is called; it may be typed whole or in part. */
  words(thing: T): string;
  /** How a thing is shown in the list of those that may be meant: `3 ("Use Markdown?")`. */
  shown(thing: T): string;
  /** The things that are rather meant, such as those that go on. */
  isLikely?(thing: T): boolean;
}

/**
 * The thing that is called so, wholly or else in part; undefined when none is. Throws a `UserError` that lists them when
 * several fit equally well.
 */
export function calledSo<T>(
  things: readonly T[],
  { typed, words, shown, isLikely = () => false }: Naming<T>,
): T | undefined {
  const wanted = nameKey(typed);
  if (wanted === '') return undefined;
  const whole = things.filter((thing) => nameKey(words(thing)) === wanted);
  const part = things.filter((thing) => nameKey(words(thing)).includes(wanted));
  const fitting = [whole.filter(isLikely), whole, part.filter(isLikely), part].find(
    (some) => some.length > 0,
  );
  if (!fitting || fitting.length === 1) return fitting?.[0];
  const few = fitting.slice(0, 5).map(shown);
  throw new UserError(
    `"${typed.trim().slice(0, 60)}" may be one of several: ${few.join(', ')}${fitting.length > few.length ? ', …' : ''}. Say it once more with the number.`,
  );
}
