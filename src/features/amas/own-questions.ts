// One's own questions: the list of them, anonymous ones too, for whoever asked alone.
import { type Command, command, whisper } from '../../core/command.ts';
import { code, type Document, doc, list, p, strong } from '../../core/document.ts';
import { ownButtons } from './asking.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from './facts.ts';
import type { AmaLookup } from './lookup.ts';
import { shortened } from './question-views.ts';

/** `/ama mine`. */
export function ownQuestionsCommands(lookup: AmaLookup): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA, if several go on',
    suggest: lookup.suggestAma,
  } as const;
  return [
    command({
      name: 'ama mine',
      description: 'Shows your questions in an AMA, to edit or withdraw them',
      access: 'everyone',
      isReadOnly: true,
      options: { ama: amaOption },
      async run(request, { ama: which }) {
        const { ama } = await lookup.meant(request, which);
        const asker = await lookup.people.of(request.groupId, request.caller);
        const mine = await lookup.store.questionsBy(ama.id, asker.id);
        const open = mine.filter((question) => ownButtons(question).length > 0).slice(0, 12);
        return whisper(mineDocument(ama, mine), {
          buttons: open.flatMap((question) => ownButtons(question, ` ${labelOf(question)}`)),
        });
      },
    }),
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
      ...mine.map((question) => [
        strong(`${labelOf(question)}.`),
        ' ',
        shortened(question.text, 150),
        ` (${ownState(ama, question)}${question.isAnonymous ? ', anonymous' : ''})`,
      ]),
    ),
  );
}
