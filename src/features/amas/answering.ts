// Answering: giving an answer, once each, and changing it.
import {
  type Action,
  type Command,
  command,
  type Form,
  type FormReply,
  openForm,
  type Reply,
  type Request,
  whisper,
} from '../../core/command.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { doc, p, strong } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { formatted } from '../../core/markdown.ts';
import { labelOf, type QuestionFacts } from './facts.ts';
import { type Found, hostStep, named, questionOption, takenSince } from './host-steps.ts';
import type { AmaLookup } from './lookup.ts';
import { shortened } from './question-views.ts';
import { holderOf, isAtWork } from './rules.ts';
import { nameText, notAtWork, refusedQuestion } from './wording.ts';

/** The most that an answer's form takes. */
const answerLength = 4000;

/** Whether an answer is the first one or changes one that is there; a form remembers for which it was opened. */
type Mode = 'new' | 'change';

function answerForm(question: QuestionFacts, mode: Mode, typed?: string): FormReply {
  const value = typed ?? question.answer?.text;
  return openForm('amas/answer', {
    title: shortened(`Answer question ${labelOf(question)}`, 45),
    args: [String(question.id), mode],
    fields: [
      {
        kind: 'paragraph',
        name: 'answer',
        label: 'Your answer',
        hint: shortened(question.text, 100),
        required: true,
        maxLength: answerLength,
        ...(value !== undefined && { value: shortened(value, answerLength) }),
      },
    ],
  });
}

async function give(
  lookup: AmaLookup,
  request: Request,
  spec: { found: Found; mode: Mode; text: string },
): Promise<Reply> {
  const { found, mode } = spec;
  const { question, ama } = found;
  const host = await lookup.host(request, found);
  const text = spec.text.trim();
  if (text === '') throw new UserError('The answer is empty. Please type it and send it again.');
  const isNew = mode === 'new';
  const rest = isNew
    ? {
        change: {
          answer: text,
          answeredById: host.id,
          answeredAt: request.now,
          answerSourceId: null,
          answerUrl: null,
        },
        heldBy: { personId: host.id, takenBefore: takenSince(request.now) },
        notice: 'answered' as const,
      }
    : { change: { answer: text, answerSourceId: null, answerUrl: null } };
  await hostStep(lookup, request, {
    found,
    move: isNew ? 'answer' : 'editAnswer',
    ...(isNew && { to: 'answered' }),
    rest,
  });
  const where = isNew ? `Your answer to question ${labelOf(question)} appears` : 'The changed answer appears';
  return whisper(doc(p(`${where} in every place of "${ama.title}".`)));
}

/** Refuses what cannot be answered before somebody types an answer to it. */
function answerable(found: Found, people: readonly PersonFacts[]): void {
  const { ama, question } = found;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  if (question.state !== 'approved') throw new UserError(refusedQuestion(question, 'answer', people));
}

async function openAnswer(lookup: AmaLookup, request: Request, found: Found): Promise<Reply> {
  const host = await lookup.host(request, found);
  const people = await lookup.peopleOf(request.groupId, [found.question]);
  answerable(found, people);
  const holder = holderOf(found.question, request.now);
  if (holder !== undefined && holder !== host.id) {
    throw new UserError(
      `Question ${labelOf(found.question)} is taken by ${nameText(holder, people)}. Choose another one.`,
    );
  }
  return answerForm(found.question, 'new');
}

/** `/ama answer` and `/ama edit-answer`. */
export function answeringCommands(lookup: AmaLookup): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA, if several go on',
    suggest: lookup.suggestAma,
  } as const;
  return [
    command({
      name: 'ama answer',
      description: 'Answers a question; leave the text out to get a form',
      access: 'everyone',
      opensForm: { unless: 'text' },
      options: {
        question: questionOption(lookup, 'approved'),
        text: { type: 'string', description: 'The answer' },
        ama: amaOption,
      },
      async run(request, { question, text, ama }) {
        const found = await named(lookup, request, { question, ama });
        await lookup.host(request, found);
        if (text === undefined) return await openAnswer(lookup, request, found);
        answerable(found, await lookup.peopleOf(request.groupId, [found.question]));
        return await give(lookup, request, { found, mode: 'new', text });
      },
    }),
    command({
      name: 'ama edit-answer',
      description: 'Changes an answer everywhere; leave the text out to get a form',
      access: 'everyone',
      opensForm: { unless: 'text' },
      options: {
        question: questionOption(lookup, 'answered'),
        text: { type: 'string', description: 'The whole new answer' },
        ama: amaOption,
      },
      async confirm(request, { question, text = '', ama }) {
        const found = await named(lookup, request, { question, ama });
        await lookup.host(request, found);
        if (found.question.state !== 'answered') return undefined;
        const label = labelOf(found.question);
        return {
          document: doc(
            p(`The answer to question ${label} of `, strong(found.ama.title), ' becomes, everywhere:'),
            formatted(text),
          ),
          label: 'Change it',
          values: { ama: String(found.ama.id), question: label },
        };
      },
      async run(request, { question, text, ama }) {
        const found = await named(lookup, request, { question, ama });
        await lookup.host(request, found);
        if (found.question.state !== 'answered') {
          const people = await lookup.peopleOf(request.groupId, [found.question]);
          throw new UserError(refusedQuestion(found.question, 'editAnswer', people));
        }
        return text === undefined
          ? answerForm(found.question, 'change')
          : await give(lookup, request, { found, mode: 'change', text });
      },
    }),
  ];
}

/** The button of a question that was taken. */
export function answeringActions(lookup: AmaLookup): Action[] {
  return [
    {
      name: 'amas/answer',
      access: 'everyone',
      opensForm: true,
      run: async (request, [id]) => openAnswer(lookup, request, await lookup.asked(request, id)),
    },
  ];
}

/** The form in which an answer is typed. */
export function answeringForms(lookup: AmaLookup): Form[] {
  return [
    {
      name: 'amas/answer',
      access: 'everyone',
      async open(request, [id, mode], values) {
        const found = await lookup.asked(request, id);
        await lookup.host(request, found);
        return answerForm(found.question, modeFrom(mode), values.answer);
      },
      run: async (request, [id, mode], values) =>
        give(lookup, request, {
          found: await lookup.asked(request, id),
          mode: modeFrom(mode),
          text: values.answer ?? '',
        }),
    },
  ];
}

const modeFrom = (mode: string | undefined): Mode => (mode === 'change' ? 'change' : 'new');
