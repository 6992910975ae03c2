// What a person reads when what they asked for went wrong.
import { type Document, doc, p, withCode } from '../document.ts';
import { asSentence, ChangedMeanwhileError, messageOf, OutsideError, UserError } from '../errors.ts';
import { minutesWords } from '../time-words.ts';

/**
 * The words for an error: its own when it is for the caller or from outside, general ones for any other. What only the
 * set-up can mend is told to organisers; others read that it is not their fault, and whom to tell.
 */
export function wordsFor(error: unknown, { isOrganiser } = { isOrganiser: false }): Document {
  if (error instanceof ChangedMeanwhileError) return error.document;
  if (error instanceof UserError) return doc(p(...withCode(error.message)));
  if (error instanceof OutsideError) {
    const isForOthers = error.toOthers !== undefined && !isOrganiser;
    const said = asSentence(isForOthers ? error.toOthers : messageOf(error));
    if (error.isPermanent) {
      const whom = isForOthers ? ` ${notYours}` : '';
      return doc(p(...withCode(`That did not work: ${said}${whom}`)));
    }
    const minutes = Math.ceil((error.retryAfterSeconds ?? 0) / 60);
    const when = minutes > 1 ? `in ${minutesWords(minutes)}` : 'later';
    const next = /\btry again\b/iu.test(said) ? '' : ` Please try again ${when}.`;
    return doc(p(`That did not work just now: ${said}${next}`));
  }
  return doc(p('Something went wrong on my side. It is in my log; please try again, or tell an organiser.'));
}

const notYours =
  'That is not your fault, and an organiser can see to it: tell one of them; `/member list` says who they are.';
