// What asks or says the same as something that is there: whoever wants a second one all the same is asked first.

import { nameKey } from '../../../core/command/naming.ts';
import type { Confirmation, Request } from '../../../core/command.ts';
import { doc, p, withCode } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';

/** Builds what asks about twins, and what is called in the transaction that makes another; `known` says that there is one. */
export function asksAboutTwin<T extends { readonly number: number }>(how: {
  words(one: T): string;
  known(number: number): string;
  readonly question: string;
  readonly label: string;
}) {
  const numberOf = (all: readonly T[], typed: string) =>
    all.find((one) => nameKey(how.words(one)) === nameKey(typed))?.number;
  return {
    confirm(all: readonly T[], typed: string): Confirmation | undefined {
      const number = numberOf(all, typed);
      if (number === undefined) return undefined;
      const document = doc(p(...withCode(`${how.known(number)} ${how.question}`)));
      return { document, label: how.label, overwrites: String(number) };
    },
    /** Throws where somebody made one in the same instant, after the question would have been asked. */
    refuse({ refuseOther }: Pick<Request, 'refuseOther'>, all: readonly T[], typed: string): void {
      const number = numberOf(all, typed);
      if (refuseOther) refuseOther(String(number));
      else if (number !== undefined) throw new UserError(how.known(number));
    },
  };
}
