// Hosts and moderators say what is a question and what is not, and take apart what asks several things.

import { type Form, openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type FormReply, field, type Reply, whisper } from '../../../core/reply.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import { firstState, holdsQuestions, hostOf, isToldOfTurn } from '../rules.ts';
import { questionsIn } from '../topic/question-words.ts';
import { buttonOn, questionLength } from '../views/question.ts';
import { notAtWork } from '../wording.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { formOn } from './moderation-forms.ts';
import { amaOption, questionOption } from './options.ts';
import { checkMove, type Found, moderated, moveQuestion } from './question-steps.ts';

/** The caller, if they host this AMA or may moderate it. Throws otherwise. */
async function hostOrModerator(lookup: AmaLookup, request: Request, scope: Scope): Promise<PersonFacts> {
  const who = await lookup.people.of(request.groupId, request.caller);
  return hostOf(scope.ama, request.caller, who) ? who : await lookup.moderator(request, scope);
}

async function turn(
  lookup: AmaLookup,
  request: Request,
  { found, to }: { found: Found; to: 'question' | 'remark' },
): Promise<Reply> {
  const who = await hostOrModerator(lookup, request, found);
  if (!holdsQuestions(found.ama)) throw new UserError(notAtWork(found.ama));
  const isTold = isToldOfTurn(found.question, who.id);
  const rest = { change: { moderatedById: who.id }, ...(isTold && { notice: 'remarked' as const }) };
  const move =
    to === 'remark'
      ? ({ move: 'turnToRemark', to, rest } as const)
      : ({ move: 'turnToQuestion', to: firstState(found.ama) } as const);
  await moveQuestion(lookup, request, { found, ...move });
  const label = labelOf(found.question);
  const words = to === 'remark' ? 'is a remark now, and no longer a question' : 'is a question again';
  const [back, verb] = to === 'remark' ? ['It is a question', 'question'] : ['Not a question', 'remark'];
  return whisper(p(`Number ${label} ${words}.`), { buttons: [buttonOn(found.question, back, verb)] });
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
        await hostOrModerator(lookup, request, scope);
        const found = { ...scope, question: await lookup.pick(scope, question) };
        return await turn(lookup, request, { found, to });
      },
    });
  return [
    turner('remark', 'Says that what counts as a question is none'),
    turner('question', 'Says that a remark is a question after all'),
  ];
}

/** The buttons of a card. */
export function remarkActions(lookup: AmaLookup): Action[] {
  const turner = (to: 'question' | 'remark'): Action => ({
    name: `amas/${to}`,
    args: ['id'],
    access: 'everyone',
    run: async (request, [id]) => turn(lookup, request, { found: await lookup.asked(request, id), to }),
  });
  return [turner('remark'), turner('question'), openerOf(splittingForm(lookup))];
}

async function splittable(lookup: AmaLookup, request: Request, id: string | undefined): Promise<Found> {
  const found = await moderated(lookup, request, id);
  await checkMove(lookup, request, { question: found.question, move: 'edit' });
  return found;
}

/** What one field of a form holds. */
const mostInField = 4000;

/** The form with all of the question. Throws where it does not hold that: what is not seen would be lost. */
function splitForm(question: QuestionFacts, typed: string | undefined): FormReply {
  const value = typed ?? questionsIn(question.text).join('\n');
  if (value.length > mostInField) {
    const length = question.text.length;
    throw new UserError(
      `Question ${labelOf(question)} has ${length} characters, and a form holds ${mostInField}. Press "Shorten" first and leave what is asked; the original is kept.`,
    );
  }
  return formOn(question, 'split', {
    args: [String(question.textVersion)],
    field: field.paragraph('questions', 'One question in each line', value, {
      hint: 'The first stays this one; the others get numbers of their own.',
      maxLength: mostInField,
    }),
  });
}

/** The most that one post is split into. */
const mostParts = 10;

/** The form in which a question is split. */
export function splittingForm(lookup: AmaLookup): Form {
  return {
    name: 'amas/split',
    args: ['id', 'count'],
    access: 'everyone',
    open: async (request, [id], values) =>
      splitForm((await splittable(lookup, request, id)).question, values.questions),
    async run(request, [id, version], values) {
      const found = await splittable(lookup, request, id);
      const { question, ama } = found;
      const texts = (values.questions ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      if (texts.length < 2) throw new UserError('Write each question into a line of its own, two at least.');
      if (texts.length > mostParts)
        throw new UserError(`${mostParts} questions are the most from one post. Leave some out.`);
      const long = texts.find((text) => text.length > questionLength);
      if (long) throw new UserError(`A line is longer than ${questionLength} characters. Please shorten it.`);
      const made = await lookup.store.split(ama, question, {
        texts,
        textVersion: Number(version),
        now: request.now,
      });
      if (made === undefined)
        throw new UserError(`Question ${labelOf(question)} changed meanwhile. Press "Split" once more.`);
      const labels = [question, ...made].map(labelOf).join(', ');
      return whisper(p(`These are questions of their own now: ${labels}.`));
    },
  };
}
