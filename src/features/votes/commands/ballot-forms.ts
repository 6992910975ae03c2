// The forms of a ballot: for a reason, and for a choice among options.

import { type FormReply, field, openForm } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { choiceWords, optionsIn } from '../choices.ts';
import type { Vote } from '../facts.ts';
import { longestReason } from './ballots.ts';

/** The form in which somebody says why they vote so. */
export function reasonForm(vote: Vote, choice: string, value?: string): FormReply {
  const label = vote.isSecret ? 'Why? It is shown without your name' : 'Why? It is shown with your vote';
  const hint = 'What would have to change for you to agree?';
  return openForm('votes/reason', {
    title: `${choiceWords(choice)} in vote ${vote.number}`,
    args: [String(vote.id), choice],
    fields: [field.paragraph('reason', label, value, { hint, maxLength: longestReason })],
  });
}

/** The form in which options are chosen, by number. */
export function optionsForm(vote: Vote, value?: string): FormReply {
  const all = optionsIn(vote.options)
    .map(({ number, name }) => `${number} ${name}`)
    .join(' · ');
  const label =
    vote.rule === 'ranked' ? 'Best first, by number: 2 > 1 > 3' : 'Those you approve, by number: 1, 3';
  const more = { hint: shortened(all, 100), required: false, maxLength: 1000 };
  return openForm('votes/choose', {
    title: `Your vote ${vote.number}`,
    args: [String(vote.id)],
    fields: [field.paragraph('choice', label, value, more)],
  });
}
