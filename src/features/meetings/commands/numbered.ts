// Things of a short list, named by their id, their place in the list or their words.

import { calledSo, choicesFor, nameKey } from '../../../core/command/naming.ts';
import type { Choice } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';

/** What was chosen by id, by its number in the list (from 1), or by its words. */
export function named<T extends { readonly id: number }>(
  things: readonly T[],
  typed: string,
  words: (thing: T) => string,
): T | undefined {
  const wanted = nameKey(typed);
  return (
    things.find(({ id }) => `#${id}` === wanted) ??
    (/^\d{1,3}\.?$/u.test(wanted) ? things[Number.parseInt(wanted, 10) - 1] : undefined) ??
    calledSo(
      things.filter((thing) => !/^(?:all|.{1,2})$/u.test(wanted) || nameKey(words(thing)) === wanted),
      { typed, words, shown: (thing) => `\`#${thing.id}\` ("${shortened(words(thing), 60)}")` },
    )
  );
}

/** Things as choices, by their words. */
export function choicesOf<T extends { readonly id: number }>(
  things: readonly T[],
  typed: string,
  words: (thing: T) => string,
): Choice[] {
  return choicesFor(things, typed, (thing) => ({ name: words(thing), value: `#${thing.id}` }));
}
