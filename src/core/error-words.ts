// What a person reads when what they asked for went wrong.
import { type Document, doc, p, withCode } from './document.ts';
import { ChangedMeanwhileError, messageOf, OutsideError, UserError } from './errors.ts';
import { minutesWords } from './time-words.ts';

/** The words for an error: its own when it is for the caller or from outside, general ones for any other. */
export function wordsFor(error: unknown): Document {
  if (error instanceof ChangedMeanwhileError) return error.document;
  if (error instanceof UserError) return doc(p(...withCode(error.message)));
  if (error instanceof OutsideError) {
    // Others end their messages as they like.
    const said = messageOf(error).replace(/(?<=[^\s.!?…])\s*$/u, '.');
    if (error.isPermanent) return doc(p(`That did not work: ${said}`));
    const minutes = Math.ceil((error.retryAfterSeconds ?? 0) / 60);
    const when = minutes > 1 ? `in ${minutesWords(minutes)}` : 'later';
    const next = /\btry again\b/iu.test(said) ? '' : ` Please try again ${when}.`;
    return doc(p(`That did not work just now: ${said}${next}`));
  }
  return doc(p('Something went wrong on my side. It is in my log; please try again, or tell an organiser.'));
}
