// Which of a group's numbered things is meant: the one that is named, else that of the place, else the only one that can be.
import type { Request } from '../command.ts';
import { UserError } from '../errors.ts';
import { idsAbout } from '../publication.ts';
import { wholeNumber } from './arguments.ts';
import { calledSo, isNumberAlone, nameKey } from './naming.ts';

/** The things among which one is meant. */
interface Things<T> {
  /** What one is called: `vote`, as in `vote:3` and in what a place is about. */
  readonly kind: string;
  readonly all: readonly T[];
  words(thing: T): string;
  /** Whether it can be meant where none is named. */
  fits(thing: T): boolean;
  /** Whether it is rather meant where words fit several. */
  isLikely?(thing: T): boolean;
}

/** The number by which a thing is named: 3 for `3`, `#3` and `vote 3`; undefined for other words. */
export const numberNamed = (kind: string, typed: string): number | undefined =>
  wholeNumber(new RegExp(`^#?(?:${kind} )?(\\d+)\\.?$`, 'u').exec(nameKey(typed))?.[1]);

/** The thing that is meant; undefined when there is none such. Throws a UserError that lists those that may be meant. */
export async function thingMeant<T extends { readonly id: number; readonly number: number }>(
  request: Pick<Request, 'about'>,
  typed: string | undefined,
  { kind, all, fits, ...naming }: Things<T>,
): Promise<T | undefined> {
  const shown = (thing: T) => `${thing.number} ("${naming.words(thing)}")`;
  if (typed !== undefined) {
    const number = numberNamed(kind, typed);
    if (number === undefined) return calledSo(all, { ...naming, typed, shown });
    const numbered = all.find((one) => one.number === number);
    // "Project 2" may be what another one is called.
    const called = all.find((one) => nameKey(naming.words(one)) === nameKey(typed));
    return isNumberAlone(typed) ? (numbered ?? called) : (called ?? numbered);
  }
  for (const id of idsAbout(kind, await request.about())) {
    const here = all.find((one) => one.id === id);
    if (here) return here;
  }
  const fitting = all.filter(fits);
  const [only, other] = fitting;
  if (!only || !other) return only;
  const names = fitting.slice(0, 5).map(shown);
  const more = fitting.length > names.length ? ` and ${fitting.length - names.length} more` : '';
  throw new UserError(
    `Which ${kind}? There are ${names.join(', ')}${more}. Name one: \`${kind}:${only.number}\`.`,
  );
}
