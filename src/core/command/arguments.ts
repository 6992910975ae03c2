// What buttons and forms carry, and what a number may be: whoever sends one may have made it up.

import { storable } from '../text/cleaned.ts';

/**
 * What an argument of a button or form is: the number of a row (from 1), a count (from 0), a text that is read where it is
 * used, or one of some words. One that ends in `?` may be missing.
 */
export type Argument = Kind | `${Kind}?` | readonly string[];

type Kind = 'id' | 'count' | 'text';

/** Larger than anything that is counted here, and what every database can hold. */
export const largestNumber = 2 ** 31 - 1;

/** The arguments that are known, when each is of its kind; undefined when one is not. */
export function argumentsOf(
  known: readonly Argument[],
  given: readonly string[],
): readonly string[] | undefined {
  return known.every((kind, i) => isOf(kind, given[i])) ? given.slice(0, known.length) : undefined;
}

/** The number that a text is, from `least` to the largest that can be kept; undefined when it is none. */
export function wholeNumber(text: string | undefined, least = 1): number | undefined {
  const number = /^\d{1,10}$/u.test(text ?? '') ? Number(text) : Number.NaN;
  return number >= least && number <= largestNumber ? number : undefined;
}

function isOf(kind: Argument, given: string | undefined): boolean {
  if (typeof kind !== 'string') return given !== undefined && kind.includes(given);
  if (given === undefined) return kind.endsWith('?');
  if (kind.startsWith('text')) return given === storable(given);
  return wholeNumber(given, kind.startsWith('id') ? 1 : 0) !== undefined;
}
