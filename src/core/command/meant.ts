// Which of a group's numbered things is meant: the one that is named, else that of the place, else the only one that can be.
import type { Request } from '../command.ts';
import { UserError } from '../errors.ts';
import { idsAbout } from '../publication.ts';
import { wholeNumber } from './arguments.ts';
import { calledSo, nameKey } from './naming.ts';

/** The things among which one is meant. */
interface Things<T> {
  /** What one is called: `vote`, as in `vote:3` and in what a place is about. */
  readonly kind: string;
  /** Whether `vote 3` is always what has that number, whatever another is called. */
  readonly isNumbered?: boolean;
  readonly all: readonly T[];
  words(thing: T): string;
  /** What else it is found by, where no name fits. */
  text?(thing: T): string;
  /** Whether it can be meant where none is named. */
  fits(thing: T): boolean;
  /** Whether it is rather meant where words fit several. */
  isLikely?(thing: T): boolean;
}

/** The thing that is meant; undefined when there is none such. Throws a UserError that lists those that may be meant. */
export async function thingMeant<T extends { readonly id: number; readonly number: number }>(
  request: Pick<Request, 'about'>,
  typed: string | undefined,
  { kind, isNumbered = false, all, fits, text, ...naming }: Things<T>,
): Promise<T | undefined> {
  const shown = (thing: T) => `${thing.number} ("${naming.words(thing)}")`;
  if (typed !== undefined) {
    const [, spelled, digits] = new RegExp(`^#?(${kind} )?(\\d+)\\.?$`, 'u').exec(nameKey(typed)) ?? [];
    const numbered = all.find(({ number }) => number === wholeNumber(digits));
    // A project may be called "Project 2"; votes are spoken of by their numbers, also of one that is not there.
    if (digits !== undefined && (isNumbered || (numbered && !spelled))) return numbered;
    const named = calledSo(all, { ...naming, typed, shown });
    return named ?? (text && calledSo(all, { ...naming, typed, shown, words: text })) ?? numbered;
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
