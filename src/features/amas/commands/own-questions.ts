// One's own questions: the list of them, anonymous ones too, for whoever asked alone; editing and withdrawing one.

import { changedByAuthor } from '../../../core/command/seen.ts';
import type { Action, Request } from '../../../core/command.ts';
import { type Command, command } from '../../../core/command.ts';
import { code, type Document, doc, list, p, sentence, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { editedTo } from '../changed-words.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { questionMoves, takesQuestions } from '../rules.ts';
import { arrived, heldBack, ownButtons } from '../views/asker.ts';
import { questionLength, quoted } from '../views/question.ts';
import { notAtWork } from '../wording.ts';
import type { AmaLookup } from './lookup.ts';
import { amaOption } from './options.ts';
import { checkedText, questionForm, wordsOf } from './question-form.ts';
import { checkMove, moveQuestion, refuse } from './question-steps.ts';

/** `/ama mine`. */
export function ownQuestionsCommand(lookup: AmaLookup): Command {
  return command({
    name: 'ama mine',
    description: 'Shows your questions in an AMA, to edit or withdraw them',
    access: 'everyone',
    isReadOnly: true,
    options: { ama: amaOption(lookup) },
    async run(request, { ama: which }) {
      const { ama } = await lookup.meant(request, which);
      const asker = await lookup.people.of(request.groupId, request.caller);
      const mine = await lookup.store.questionsBy(ama.id, asker.id);
      const open = mine.filter((question) => ownButtons(question).length > 0).slice(0, 12);
      return whisper(mineDocument(ama, mine), {
        buttons: open.flatMap((question) => ownButtons(question, ` ${labelOf(question)}`)),
      });
    },
  });
}

/** The buttons of one's own question. */
export function ownQuestionsActions(lookup: AmaLookup): Action[] {
  return [
    {
      name: 'amas/edit',
      args: ['id'],
      access: 'everyone',
      opensForm: true,
      async run(request, [id]) {
        const { ama, question } = await own(lookup, request, id);
        if (ama.state === 'closed') throw new UserError(notAtWork(ama));
        await checkMove(lookup, request, { question, move: 'edit' });
        const words = wordsOf(question);
        // Of what a form cannot hold, sending it would take away the end.
        if (words.question.length > questionLength)
          throw new UserError(
            `Your question has ${words.question.length} characters, more than a form holds. Change your post itself instead.`,
          );
        return questionForm(ama, words, { questionId: question.id, seen: undefined });
      },
    },
    {
      name: 'amas/withdraw',
      args: ['id'],
      access: 'everyone',
      async confirm(request, [id]) {
        const { question } = await own(lookup, request, id);
        // What cannot be withdrawn any more is refused at once.
        if (!questionMoves.withdraw.includes(question.state)) return undefined;
        return {
          document: doc(
            p(`Withdraw question ${labelOf(question)}? Nobody answers it then.`),
            quoted(question, 300),
          ),
          label: 'Withdraw it',
          style: 'danger',
        };
      },
      async run(request, [id]) {
        const { asker, ...found } = await own(lookup, request, id);
        const rest = { askerId: asker.id };
        await moveQuestion(lookup, request, { found, move: 'withdraw', to: 'withdrawn', rest });
        const more = takesQuestions(found.ama) ? ' You may ask another one.' : '';
        return whisper(p(`Question ${labelOf(found.question)} is withdrawn.${more}`));
      },
    },
  ];
}

const ownStates = {
  waiting: 'waiting for a moderator',
  approved: 'not answered yet',
  answered: 'answered',
  declined: 'declined',
  withdrawn: 'withdrawn',
  merged: 'merged into one that asks the same',
  remark: 'taken as a remark',
  addition: 'an addition to an answer',
} as const;

/** What became of a question, as whoever asked it reads it. */
function ownState(ama: AmaFacts, { state }: QuestionFacts): string {
  if (ama.state === 'closed' && state === 'waiting') return 'not looked at before the end';
  if (ama.state === 'closed' && state === 'approved') return 'not answered before the end';
  return ownStates[state];
}

function mineDocument(ama: AmaFacts, mine: readonly QuestionFacts[]): Document {
  if (mine.length === 0) {
    return doc(p('You have not asked anything in ', strong(ama.title), '. ', code('/ama ask'), ' does.'));
  }
  return doc(
    p('Your questions in ', strong(ama.title), ':'),
    list(
      ...mine.map(
        (question) => sentence`${strong(`${labelOf(question)}.`)} ${shortened(question.text, 150)}
          (${ownState(ama, question)}${question.isAnonymous ? ', anonymous' : ''})`,
      ),
    ),
  );
}

/** The question with this number, if it is the caller's own. Throws otherwise. */
async function own(lookup: AmaLookup, request: Request, id: string | undefined) {
  const found = await lookup.asked(request, id);
  const asker = await lookup.people.of(request.groupId, request.caller);
  const mine = await lookup.store.questionsBy(found.ama.id, asker.id);
  if (!mine.some((question) => question.id === found.question.id)) {
    throw new UserError('Only the one who asked a question can change it.');
  }
  return { ...found, asker };
}

/** Changes a question. Written only over the words with which it was compared: else it is compared again. */
export async function edit(
  lookup: AmaLookup,
  request: Request,
  form: {
    readonly amaId: string;
    readonly id: string;
    readonly seen: string | undefined;
    readonly values: Readonly<Record<string, string>>;
  },
): Promise<Reply> {
  const { amaId, id, seen, values } = form;
  const { asker, ...found } = await own(lookup, request, id);
  if (found.ama.state === 'closed') throw new UserError(notAtWork(found.ama));
  const now = wordsOf(found.question);
  const labels = { question: 'Your question' };
  changedByAuthor({ labels, now, written: values, seen, args: [amaId, id] });
  const { change, isHeld } = editedTo(found.ama, found.question, {
    text: checkedText(values.question),
    at: request.now,
  });
  const { state, textVersion } = found.question;
  await checkMove(lookup, request, { question: found.question, move: 'edit' });
  const isDone = await lookup.store.step(found.ama, found.question.id, {
    from: [state],
    askerId: asker.id,
    change,
    textVersion,
  });
  const { question } = await lookup.asked(request, id);
  if (!isDone && question.textVersion !== textVersion) return await edit(lookup, request, form);
  if (!isDone) return await refuse(lookup, request, { question, move: 'edit' });
  return isHeld ? heldBack(found.ama, question) : arrived(found.ama, question);
}
