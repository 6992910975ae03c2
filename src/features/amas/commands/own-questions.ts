// One's own questions: the list of them, anonymous ones too, for whoever asked alone; editing and withdrawing one.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { changedByAuthor } from '../../../core/command/seen.ts';
import { type Action, type Command, command } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, type Document, doc, list, p, sentence, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { editedTo } from '../changed-words.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { questionMoves, takesQuestions } from '../rules.ts';
import { mayAskNoName } from '../topic/no-name.ts';
import { arrived, heldBack, ownButtons } from '../views/asker.ts';
import { questionLength, quoted } from '../views/question.ts';
import { notAtWork } from '../wording.ts';
import type { AmaLookup, Found } from './lookup.ts';
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
      // Who only looks is not written down.
      const asker = await lookup.people.known(request.groupId, request.caller);
      const mine = asker ? await lookup.store.questionsBy(ama.id, asker.id) : [];
      const open = mine.filter((question) => ownButtons(question).length > 0).slice(0, 12);
      return whisper(mineDocument(ama, mine), {
        buttons: open
          .flatMap((question) => ownButtons(question, ` ${labelOf(question)}`))
          .filter(({ action }) => ama.state !== 'closed' || action !== 'amas/edit'),
      });
    },
  });
}

/** The buttons of one's own question. */
export function ownQuestionsActions(lookup: AmaLookup): Action[] {
  const button = buttonsOn(lookup.asked);
  return [
    {
      ...button('amas/edit', [], async (found) => {
        const { ama, question } = found;
        await asAsker(found);
        if (ama.state === 'closed') throw new UserError(notAtWork(ama));
        await checkMove(found, 'edit');
        const words = wordsOf(question);
        // Of what a form cannot hold, sending it would take away the end.
        if (words.question.length > questionLength)
          throw new UserError(
            `Your question has ${words.question.length} characters, more than a form holds. Change your post itself instead.`,
          );
        return questionForm(ama, words, { questionId: question.id, seen: undefined });
      }),
      opensForm: true,
    },
    {
      ...button('amas/withdraw', [], async (found) => {
        const asker = await asAsker(found);
        await refuseCarried(found);
        await moveQuestion(found, 'withdraw', { to: 'withdrawn', askerId: asker.id });
        const more = takesQuestions(found.ama) ? ' You may ask another one.' : '';
        return whisper(p(`Question ${labelOf(found.question)} is withdrawn.${more}`));
      }),
      async confirm(request, [id]) {
        const found = await lookup.asked(request, id);
        await asAsker(found);
        await refuseCarried(found);
        const { question } = found;
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
  if (mine.length === 0)
    return doc(p('You have not asked anything in ', strong(ama.title), '. ', code('/ama ask'), ' does.'));
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

/** The caller, if they asked a question. Throws otherwise. */
async function asAsker({ lookup, request, ama, question }: Found): Promise<PersonFacts> {
  const asker = await lookup.people.knownOrNew(request.groupId, request.caller);
  // Of an anonymous question its facts do not say who asked it.
  const mine = await lookup.store.questionsBy(ama.id, asker.id);
  if (mine.some(({ id }) => id === question.id)) return asker;
  throw new UserError('Only the one who asked a question can change it.');
}

/** Throws where a question goes on, so that it is withdrawn there and does not stay asked. */
async function refuseCarried({ lookup, question }: Found): Promise<void> {
  const next = await lookup.store.carriedTo(question);
  if (next?.isAnnounced)
    throw new UserError(
      `Question ${labelOf(question)} goes on in "${next.title}", as question ${next.label}. Withdraw it there: \`/ama mine ama:"${next.title}"\`.`,
    );
}

const named = ({ allowsAnonymous }: AmaFacts) =>
  `It reads as if you want to stay anonymous, but this question is under your name already, so I have not changed it. Withdraw it with \`/ama mine\`${
    allowsAnonymous
      ? ', and ask with `anonymous:true` behind `/ama ask question:"…"`'
      : ' if it should not be read: this AMA takes no anonymous questions'
  }. If you mean something else, say it in other words.`;

/** Changes a question. Written only over the words with which it was compared: else it is compared again. */
export async function edit(
  found: Found,
  values: Readonly<Record<string, string>>,
  seen: string | undefined,
): Promise<Reply> {
  const { lookup, request, ama, question } = found;
  const asker = await asAsker(found);
  if (ama.state === 'closed') throw new UserError(notAtWork(ama));
  changedByAuthor({
    labels: { question: 'Your question' },
    now: wordsOf(question),
    written: values,
    seen,
    args: [String(ama.id), String(question.id)],
  });
  const text = checkedText(values.question);
  if (!question.isAnonymous && mayAskNoName(text) && !mayAskNoName(question.text))
    throw new UserError(named(ama));
  const { change, isHeld } = editedTo(ama, question, { text, at: request.now });
  await checkMove(found, 'edit');
  const { state, textVersion } = question;
  const step = { from: [state], askerId: asker.id, change, textVersion };
  const isDone = await lookup.store.step(ama, question.id, step);
  const now = await lookup.asked(request, String(question.id));
  if (isDone) return isHeld ? heldBack(ama, now.question) : arrived(ama, now.question);
  if (now.question.textVersion !== textVersion) return await edit(now, values, seen);
  return await refuse(now, 'edit');
}
