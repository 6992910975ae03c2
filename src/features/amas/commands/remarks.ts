// Hosts and moderators say what is a question and what is not.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { labelOf } from '../facts.ts';
import { firstState, holdsQuestions, isToldOfTurn } from '../rules.ts';
import { buttonOn } from '../views/question.ts';
import { notAtWork } from '../wording.ts';
import { type AmaLookup, type Found, hostOrModerator, pick } from './lookup.ts';
import { amaOption, questionOption } from './options.ts';
import { moveQuestion } from './question-steps.ts';

async function turn(found: Found, to: 'question' | 'remark'): Promise<Reply> {
  const { ama, question } = found;
  const who = await hostOrModerator(found);
  if (!holdsQuestions(ama)) throw new UserError(notAtWork(ama));
  const label = labelOf(question);
  if (to === 'question') {
    await moveQuestion(found, 'turnToQuestion', { to: firstState(ama) });
    const buttons = [buttonOn(question, 'Not a question', 'remark')];
    return whisper(p(`Number ${label} is a question again.`), { buttons });
  }
  const isTold = isToldOfTurn(question, who.id);
  const change = { moderatedById: who.id };
  await moveQuestion(found, 'turnToRemark', { to, change, ...(isTold && { notice: 'remarked' }) });
  const buttons = [buttonOn(question, 'It is a question', 'question')];
  return whisper(p(`Number ${label} is a remark now, and no longer a question.`), { buttons });
}

/** `/ama remark` and `/ama question`. */
export function remarkCommands(lookup: AmaLookup): Command[] {
  const turner = (to: 'question' | 'remark', description: string): Command =>
    command({
      name: `ama ${to}`,
      description,
      access: 'everyone',
      options: {
        question:
          to === 'remark' ? questionOption(lookup, 'waiting', 'approved') : questionOption(lookup, 'remark'),
        ama: amaOption(lookup),
      },
      confirm: async () => undefined,
      async run(request, { question, ama }) {
        const scope = await lookup.meant(request, ama);
        await hostOrModerator(scope);
        return await turn(await pick(scope, question), to);
      },
    });
  return [
    turner('remark', 'Says that what counts as a question is none'),
    turner('question', 'Says that a remark is a question after all'),
  ];
}

/** The buttons of a card. */
export function remarkActions(lookup: AmaLookup): Action[] {
  const button = buttonsOn(lookup.asked);
  return [
    button('amas/remark', [], (found) => turn(found, 'remark')),
    button('amas/question', [], (found) => turn(found, 'question')),
  ];
}
