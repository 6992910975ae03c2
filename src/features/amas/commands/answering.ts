// Answering: giving an answer, once each, and changing it.

import type { Form } from '../../../core/command/form.ts';
import {
  type Action,
  type Command,
  command,
  type GivenFile,
  option,
  type Request,
} from '../../../core/command.ts';
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
import type { AmaLookup } from './lookup.ts';
import { amaOption, questionOption } from './options.ts';
import { answering, answerStep, checkMove, type Found, named, refuse } from './question-steps.ts';

/** What a host typed, and which answer there was when they began, if they saw it. */
interface Given {
  readonly found: Found;
  readonly mode: Mode;
  readonly text: string;
  readonly answerVersion?: number | undefined;
  /** The mark of what the question said when they began, if they were shown it. */
  readonly seen?: string | undefined;
  /** What it says instead of, for whoever said yes at once and may not have seen it. */
  readonly before?: string;
}

async function give(lookup: AmaLookup, request: Request, given: Given): Promise<Reply> {
  const { found, mode, seen, answerVersion, before } = given;
  const { question } = found;
  const { id: hostId } = await answering(lookup, request, found);
  const text = given.text.trim();
  if (text === '') throw new UserError('The answer is empty. Please type it and send it again.');
  const isNew = mode === 'new';
  const basedOn = isNew ? 0 : (answerVersion ?? question.answerVersion);
  // It says something else by now: whoever answers reads that first; so does who was not shown it, a moment after a change.
  const isOther =
    seen === undefined ? mayAnswerEarlier(question, request.now) : seen !== questionMark(question);
  if (isOther && isAnswerable(question))
    return await keptDraft(lookup, request, { found, text, basedOn, seen: seen ?? '' });
  const known = {
    ...(answerVersion !== undefined && { answerVersion }),
    ...(seen !== undefined && { textVersion: question.textVersion }),
  };
  const step = answerStep(isNew, { answer: text, hostId, byId: hostId, now: request.now, known });
  if (!(await lookup.store.step(found.ama, question.id, step))) {
    const now = await lookup.asked(request, String(question.id));
    if (seen !== undefined && isChanged(question, now.question))
      return await give(lookup, request, { ...given, found: now });
    // Two wrote at once: the first one stands, the second one is kept, and both are shown.
    if (now.question.state !== 'answered')
      return await refuse(lookup, request, { question: now.question, move: isNew ? 'answer' : 'editAnswer' });
    return await keptDraft(lookup, request, { found: now, text, basedOn, seen });
  }
  const words = isNew ? `Your answer to question ${labelOf(question)} appears` : 'The changed answer appears';
  return whisper(
    doc(
      p(`${words} in every place of "${found.ama.title}".`),
      ...(before === undefined ? [] : [p('It said before:'), quote(...formatted(before))]),
    ),
  );
}

/** Publishes an answer with a file; a file alone becomes a draft, and what is refused of words and file costs nobody the other. */
async function giveWithFile(
  lookup: AmaLookup,
  request: Request,
  { found, text, file }: { found: Found; text: string | undefined; file: GivenFile },
): Promise<Reply> {
  let words = text?.trim() ?? '';
  try {
    const link = await keptFile(lookup, { ama: found.ama, file, request });
    words = text === undefined ? link : `${words}\n\n${link}`;
    return text === undefined
      ? await keptDraft(lookup, request, { found, text: words })
      : await give(lookup, request, { found, mode: 'new', text: words });
  } catch (error) {
    if (!(error instanceof UserError) || text === undefined) throw error;
    return await keepUnpublished(lookup, request, { found, text: words, error });
  }
}

/** Whether somebody changed the words of a question, and nothing else happened to it. */
const isChanged = (before: QuestionFacts, now: QuestionFacts) =>
  before.textVersion !== now.textVersion && before.state === now.state;

async function openAnswer(lookup: AmaLookup, request: Request, found: Found): Promise<Reply> {
  const { question } = found;
  const host = await answering(lookup, request, found);
  await checkMove(lookup, request, { question, move: 'answer' });
  const holder = holderOf(question, request.now);
  if (holder !== undefined && holder !== host.id)
    return await refuse(lookup, request, { question, move: 'answer' });
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
      async run(request, { question, text, file, ama }) {
        const found = await named(lookup, request, { question, ama });
        if (file === undefined && text === undefined) return await openAnswer(lookup, request, found);
        await answering(lookup, request, found);
        if (found.question.state !== 'answered')
          await checkMove(lookup, request, { question: found.question, move: 'answer' });
        if (file !== undefined) return await giveWithFile(lookup, request, { found, text, file });
        return await give(lookup, request, { found, mode: 'new', text: text ?? '' });
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
      async confirm(request, { question, text = '', ama }) {
        const found = await named(lookup, request, { question, ama });
        if (found.question.state !== 'answered') return undefined;
        const label = labelOf(found.question);
        return {
          document: doc(
            p(`The answer to question ${label} of `, strong(found.ama.title), ' becomes, everywhere:'),
            formatted(text),
            p('It says now:'),
            quote(...formatted(answerOf(found.question))),
          ),
          label: 'Change it',
          values: { ama: String(found.ama.id), question: label },
          overwrites: answerOf(found.question),
        };
      },
      async run(request, { question, text, ama }) {
        const found = await named(lookup, request, { question, ama });
        await checkMove(lookup, request, { question: found.question, move: 'editAnswer' });
        if (text === undefined) return answerForm(found.question, { mode: 'change' });
        request.refuseOther?.(answerOf(found.question));
        const { answerVersion } = found.question;
        const before = answerOf(found.question);
        return await give(lookup, request, { found, mode: 'change', text, answerVersion, before });
      },
    }),
  ];
}

/** The button of a question that was taken. */
export function answeringAction(lookup: AmaLookup): Action {
  return {
    name: 'amas/answer',
    args: ['id'],
    access: 'everyone',
    opensForm: true,
    run: async (request, [id]) => openAnswer(lookup, request, await lookup.asked(request, id)),
  };
}

/** The form in which an answer is typed. */
export function answeringForm(lookup: AmaLookup): Form {
  return {
    name: 'amas/answer',
    args: ['id', ['new', 'change'], 'count?', 'text?'],
    access: 'everyone',
    async open(request, [id, mode, version, seen], values) {
      const found = await lookup.asked(request, id);
      await lookup.host(request, found);
      const { answer, next } = values;
      const known = { seen, answerVersion: versionFrom(version) };
      return answerForm(found.question, { mode: modeFrom(mode), answer, next, ...known });
    },
    async run(request, [id, mode, version, seen], values) {
      const found = await lookup.asked(request, id);
      const text = values.answer ?? '';
      const answerVersion = versionFrom(version);
      return values.next === 'preview'
        ? await keptDraft(lookup, request, { found, text, basedOn: answerVersion, seen })
        : await give(lookup, request, { found, mode: modeFrom(mode), text, answerVersion, seen });
    },
  };
}

const answerOf = ({ answer }: QuestionFacts): string => answer?.text ?? '';

/** A form from before there were versions knows none. */
const versionFrom = (version: string | undefined) => (version === undefined ? version : Number(version));

const modeFrom = (mode: string | undefined): Mode => (mode === 'change' ? 'change' : 'new');
