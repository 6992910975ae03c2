// What asks or says the same as something that is there: whoever wants a second one all the same is asked first.

import { nameKey } from '../../../core/command/naming.ts';
import type { Confirmation, Request } from '../../../core/command.ts';
import { doc, p, withCode } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';

/** The number of the first of several with the same words; undefined where none has them. */
export function twinOf<T extends { readonly number: number }>(
  all: readonly T[],
  words: (one: T) => string,
  typed: string,
): number | undefined {
  return all.find((one) => nameKey(words(one)) === nameKey(typed))?.number;
}

/** Builds what asks about twins, and what is called in the transaction that makes another; `known` says that there is one. */
export function asksAboutTwin(how: {
  known(number: number): string;
  readonly question: string;
  readonly label: string;
}) {
  return {
    confirm(number: number | undefined): Confirmation | undefined {
      if (number === undefined) return undefined;
      const document = doc(p(...withCode(`${how.known(number)} ${how.question}`)));
      return { document, label: how.label, overwrites: String(number) };
    },
    /** Throws where somebody made one in the same instant, after the question would have been asked. */
    refuse({ refuseOther }: Pick<Request, 'refuseOther'>, number: number | undefined): void {
      if (refuseOther) refuseOther(String(number));
      else if (number !== undefined) throw new UserError(how.known(number));
    },
  };
}
