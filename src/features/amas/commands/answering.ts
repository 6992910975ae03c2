// Answering: giving an answer, once each, and changing it.

import { buttonsOn } from '../../../core/command/buttons.ts';
import type { Form } from '../../../core/command/form.ts';
import { type Action, type Command, command, type GivenFile, option } from '../../../core/command.ts';
import { doc, p, quote, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { formatted } from '../../../core/markdown.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { isAnswerable, questionMark } from '../draft-fit.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import { holderOf } from '../rules.ts';
import { mayAnswerEarlier } from '../topic/held-replies.ts';
import { answerForm, type Mode } from './answer-form.ts';
import { keepUnpublished, keptDraft } from './drafting.ts';
import { keptFile } from './given-files.ts';
import { type AmaLookup, asHost, type Found } from './lookup.ts';
import { amaOption, questionOption } from './options.ts';
import { answering, answerStep, checkMove, named, refuse } from './question-steps.ts';

/** What a host typed, and which answer there was when they began, if they saw it. */
interface Given {
  readonly mode: Mode;
  readonly text: string;
  readonly answerVersion?: number | undefined;
  /** The mark of what the question said when they began, if they were shown it. */
  readonly seen?: string | undefined;
  /** What it says instead of, for whoever said yes at once and may not have seen it. */
  readonly before?: string;
}

async function give(found: Found, given: Given): Promise<Reply> {
  const { lookup, request, ama, question } = found;
  const { seen, answerVersion, before } = given;
  const { id: hostId } = await answering(found);
  const text = given.text.trim();
  if (text === '') throw new UserError('The answer is empty. Please type it and send it again.');
  const isNew = given.mode === 'new';
  const basedOn = isNew ? 0 : (answerVersion ?? question.answerVersion);
  // It says something else by now: whoever answers reads that first; so does who was not shown it, a moment after a change.
  const isOther =
    seen === undefined ? mayAnswerEarlier(question, request.now) : seen !== questionMark(question);
  if (isOther && isAnswerable(question)) return await keptDraft(found, { text, basedOn, seen: seen ?? '' });
  const known = {
    ...(answerVersion !== undefined && { answerVersion }),
    ...(seen !== undefined && { textVersion: question.textVersion }),
  };
  const step = answerStep(isNew, { answer: text, hostId, byId: hostId, now: request.now, known });
  if (!(await lookup.store.step(ama, question.id, step))) {
    const now = await lookup.asked(request, String(question.id));
    const isReworded =
      question.textVersion !== now.question.textVersion && question.state === now.question.state;
    if (seen !== undefined && isReworded) return await give(now, given);
    // Two wrote at once: the first one stands, the second one is kept, and both are shown.
    if (now.question.state !== 'answered') return await refuse(now, isNew ? 'answer' : 'editAnswer');
    return await keptDraft(now, { text, basedOn, seen });
  }
  const words = isNew ? `Your answer to question ${labelOf(question)} appears` : 'The changed answer appears';
  return whisper(
    doc(
      p(`${words} in every place of "${ama.title}".`),
      before !== undefined && [p('It said before:'), quote(...formatted(before))],
    ),
  );
}

/** Publishes an answer with a file; a file alone becomes a draft, and what is refused of words and file costs nobody the other. */
async function giveWithFile(found: Found, text: string | undefined, file: GivenFile): Promise<Reply> {
  let words = text?.trim() ?? '';
  try {
    const link = await keptFile(found, file);
    if (text === undefined) return await keptDraft(found, { text: link });
    words = `${words}\n\n${link}`;
    return await give(found, { mode: 'new', text: words });
  } catch (error) {
    if (!(error instanceof UserError) || text === undefined) throw error;
    return await keepUnpublished(found, words, error);
  }
}

async function openAnswer(found: Found): Promise<Reply> {
  const { question, request } = found;
  const host = await answering(found);
  await checkMove(found, 'answer');
  const holder = holderOf(question, request.now);
  if (holder !== undefined && holder !== host.id) return await refuse(found, 'answer');
  return answerForm(question, { mode: 'new' });
}

/** `/ama answer` and `/ama edit-answer`. */
export function answeringCommands(lookup: AmaLookup): Command[] {
  return [
    command({
      name: 'ama answer',
      description: 'Answers a question; leave the text out to get a form',
      access: 'everyone',
      opensForm: { unless: ['text', 'file'] },
      options: {
        question: questionOption(lookup, 'approved'),
        text: option.text('The answer'),
        file: option.file('A picture or file that goes with it'),
        ama: amaOption(lookup),
      },
      async run(request, { text, file, ...meant }) {
        const found = await named(lookup, request, meant);
        if (file === undefined && text === undefined) return await openAnswer(found);
        await answering(found);
        if (found.question.state !== 'answered') await checkMove(found, 'answer');
        if (file !== undefined) return await giveWithFile(found, text, file);
        return await give(found, { mode: 'new', text: text ?? '' });
      },
    }),
    command({
      name: 'ama edit-answer',
      description: 'Changes an answer everywhere; leave the text out to get a form',
      access: 'everyone',
      opensForm: { unless: 'text' },
      options: {
        question: questionOption(lookup, 'answered'),
        text: option.text('The whole new answer'),
        ama: amaOption(lookup),
      },
      async confirm(request, { text = '', ...meant }) {
        const { ama, question } = await named(lookup, request, meant);
        if (question.state !== 'answered') return undefined;
        const label = labelOf(question);
        return {
          document: doc(
            p(`The answer to question ${label} of `, strong(ama.title), ' becomes, everywhere:'),
            formatted(text),
            p('It says now:'),
            quote(...formatted(answerOf(question))),
          ),
          label: 'Change it',
          values: { ama: String(ama.id), question: label },
          overwrites: answerOf(question),
        };
      },
      async run(request, { text, ...meant }) {
        const found = await named(lookup, request, meant);
        const { question } = found;
        await checkMove(found, 'editAnswer');
        if (text === undefined) return answerForm(question, { mode: 'change' });
        const before = answerOf(question);
        request.refuseOther?.(before);
        return await give(found, { mode: 'change', text, answerVersion: question.answerVersion, before });
      },
    }),
  ];
}

/** The button of a question that was taken. */
export function answeringAction(lookup: AmaLookup): Action {
  return { ...buttonsOn(lookup.asked)('amas/answer', [], openAnswer), opensForm: true };
}

/** The form in which an answer is typed. */
export function answeringForm(lookup: AmaLookup): Form {
  // A form from before there were versions knows none.
  const known = (mode: string | undefined, version: string | undefined) => ({
    mode: mode === 'change' ? ('change' as const) : ('new' as const),
    answerVersion: version === undefined ? undefined : Number(version),
  });
  return {
    name: 'amas/answer',
    args: ['id', ['new', 'change'], 'count?', 'text?'],
    access: 'everyone',
    async open(request, [id, mode, version, seen], { answer, next }) {
      const found = await lookup.asked(request, id);
      await asHost(found);
      return answerForm(found.question, { ...known(mode, version), seen, answer, next });
    },
    async run(request, [id, mode, version, seen], { answer: text = '', next }) {
      const found = await lookup.asked(request, id);
      const given = { ...known(mode, version), text, seen };
      return next === 'preview'
        ? await keptDraft(found, { text, seen, basedOn: given.answerVersion })
        : await give(found, given);
    },
  };
}

const answerOf = ({ answer }: QuestionFacts): string => answer?.text ?? '';
