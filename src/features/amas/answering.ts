// Answering: the queue, taking a question, giving an answer and changing it.
import {
  type Action,
  type Choice,
  type Command,
  command,
  type Form,
  type FormReply,
  openForm,
  type Reply,
  type Request,
  whisper,
} from '../../core/command.ts';
import { doc, p } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { PersonFacts } from '../../core/house.ts';
import type { QuestionFacts, QuestionState } from './facts.ts';
import { shortened } from './question-views.ts';
import { queuePage } from './queue-views.ts';
import { peopleIn, type Room, type Scope } from './room.ts';
import { holderOf, isAtWork, type QuestionMove, queueOf, takeMinutes } from './rules.ts';
import { type Step, stepOf } from './store-questions.ts';
import { nameText, notAtWork, refusedQuestion } from './wording.ts';

/** The most that an answer's form takes. */
const answerLength = 4000;

type Found = Scope & { question: QuestionFacts };

/** Whether an answer is the first one or changes one that is there; a form remembers for which it was opened. */
type Mode = 'new' | 'change';

function answerForm(question: QuestionFacts, mode: Mode, typed?: string): FormReply {
  const value = typed ?? question.answer?.text;
  return openForm('amas/answer', {
    title: shortened(`Answer question ${question.number}`, 45),
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

const takenSince = (now: Date) => new Date(now.getTime() - takeMinutes * 60_000);

/** Moves a question as its host; throws who was first, or who holds it. */
async function hostStep(
  room: Room,
  request: Request,
  how: { found: Found; move: QuestionMove; to?: QuestionState; rest: Omit<Step, 'from' | 'to'> },
): Promise<void> {
  const { found, move } = how;
  if (!isAtWork(found.ama)) throw new UserError(notAtWork(found.ama));
  if (await room.step(found, found.question, stepOf(move, how.to, how.rest))) return;
  const { question } = await room.asked(request, String(found.question.id));
  const people = await room.peopleOf(request.groupId, [question]);
  const holder = holderOf(question, request.now);
  if (holder !== undefined) {
    throw new UserError(
      `Question ${question.number} is taken by ${nameText(holder, people)}. Choose another one.`,
    );
  }
  throw new UserError(refusedQuestion(question, move, people));
}

async function give(
  room: Room,
  request: Request,
  spec: { found: Found; mode: Mode; text: string },
): Promise<Reply> {
  const { found, mode } = spec;
  const { question, ama } = found;
  const host = await room.host(request, found);
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
  await hostStep(room, request, {
    found,
    move: isNew ? 'answer' : 'editAnswer',
    ...(isNew && { to: 'answered' }),
    rest,
  });
  const where = isNew ? `Your answer to question ${question.number} appears` : 'The changed answer appears';
  return whisper(doc(p(`${where} in every place of "${ama.title}".`)));
}

/** Refuses what cannot be answered before somebody types an answer to it. */
function answerable(found: Found, people: readonly PersonFacts[]): void {
  const { ama, question } = found;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  if (question.state !== 'approved') throw new UserError(refusedQuestion(question, 'answer', people));
}

async function openAnswer(room: Room, request: Request, found: Found): Promise<Reply> {
  const host = await room.host(request, found);
  const people = await room.peopleOf(request.groupId, [found.question]);
  answerable(found, people);
  const holder = holderOf(found.question, request.now);
  if (holder !== undefined && holder !== host.id) {
    throw new UserError(
      `Question ${found.question.number} is taken by ${nameText(holder, people)}. Choose another one.`,
    );
  }
  return answerForm(found.question, 'new');
}

async function queueReply(room: Room, scope: Scope, { page, now }: { page: number; now: Date }) {
  const questions = await room.store.questions(scope.ama.id);
  const people = await room.people.byIds(scope.ama.groupId, peopleIn(questions));
  return queuePage({ ama: scope.ama, queue: queueOf(questions, people), people, now }, page);
}

async function suggestQuestions(
  room: Room,
  request: Request,
  spec: { typed: string; ama: unknown; states: readonly QuestionState[] },
): Promise<Choice[]> {
  const scope = await room.meant(request, typeof spec.ama === 'string' ? spec.ama : undefined);
  const words = spec.typed.toLowerCase();
  return (await room.store.questions(scope.ama.id))
    .filter((question) => spec.states.includes(question.state))
    .map((question) => ({
      name: shortened(`${question.number}. ${question.text.replaceAll(/\s+/gu, ' ')}`, 100),
      value: String(question.number),
    }))
    .filter(({ name }) => name.toLowerCase().includes(words));
}

/** `/ama queue`, `/ama take`, `/ama answer` and `/ama edit-answer`. */
export function answeringCommands(room: Room): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA, if several go on',
    suggest: room.suggestAma,
  } as const;
  const questionOption = (...states: QuestionState[]) =>
    ({
      type: 'string',
      description: 'Its number, or words in it',
      required: true,
      suggest: (typed: string, request: Request, others: Readonly<Record<string, unknown>>) =>
        suggestQuestions(room, request, { typed, ama: others.ama, states }),
    }) as const;
  const find = async (request: Request, ama: string | undefined, question: string): Promise<Found> => {
    const scope = await room.meant(request, ama);
    return { ...scope, question: await room.pick(scope, question) };
  };

  return [
    command({
      name: 'ama queue',
      description: 'Shows the questions that wait for an answer, most votes first',
      access: 'everyone',
      options: {
        page: { type: 'integer', description: 'Which page', min: 1 },
        ama: amaOption,
      },
      async run(request, { page, ama }) {
        const scope = await room.meant(request, ama);
        await room.host(request, scope);
        const shown = await queueReply(room, scope, { page: (page ?? 1) - 1, now: request.now });
        return whisper(shown.document, { buttons: shown.buttons });
      },
    }),
    command({
      name: 'ama take',
      description: 'Takes a question, so that no other host answers it',
      access: 'everyone',
      options: { question: questionOption('approved'), ama: amaOption },
      run: async (request, { question, ama }) => take(room, request, await find(request, ama, question)),
    }),
    command({
      name: 'ama answer',
      description: 'Answers a question; leave the text out to get a form',
      access: 'everyone',
      opensForm: true,
      options: {
        question: questionOption('approved'),
        text: { type: 'string', description: 'The answer' },
        ama: amaOption,
      },
      async run(request, { question, text, ama }) {
        const found = await find(request, ama, question);
        if (text === undefined) return await openAnswer(room, request, found);
        answerable(found, await room.peopleOf(request.groupId, [found.question]));
        return await give(room, request, { found, mode: 'new', text });
      },
    }),
    command({
      name: 'ama edit-answer',
      description: 'Changes an answer everywhere; leave the text out to get a form',
      access: 'everyone',
      opensForm: true,
      options: {
        question: questionOption('answered'),
        text: { type: 'string', description: 'The whole new answer' },
        ama: amaOption,
      },
      async run(request, { question, text, ama }) {
        const found = await find(request, ama, question);
        await room.host(request, found);
        if (found.question.state !== 'answered') {
          const people = await room.peopleOf(request.groupId, [found.question]);
          throw new UserError(refusedQuestion(found.question, 'editAnswer', people));
        }
        return text === undefined
          ? answerForm(found.question, 'change')
          : await give(room, request, { found, mode: 'change', text });
      },
    }),
  ];
}

async function take(room: Room, request: Request, found: Found): Promise<Reply> {
  const host = await room.host(request, found);
  await hostStep(room, request, {
    found,
    move: 'take',
    rest: {
      change: { takenById: host.id, takenAt: request.now },
      heldBy: { personId: host.id, takenBefore: takenSince(request.now) },
    },
  });
  const { question } = found;
  return whisper(doc(p(`Question ${question.number} is yours for the next ${takeMinutes / 60} hours.`)), {
    buttons: [
      {
        label: `Answer ${question.number}`,
        action: 'amas/answer',
        args: [String(question.id)],
        style: 'primary',
      },
      { label: `Release ${question.number}`, action: 'amas/release', args: [String(question.id)] },
    ],
  });
}

/** The buttons of the queue. */
export function answeringActions(room: Room): Action[] {
  return [
    {
      name: 'amas/queue',
      access: 'everyone',
      async run(request, [amaId, page]) {
        const scope = await room.scope(request, amaId);
        await room.host(request, scope);
        const shown = await queueReply(room, scope, { page: Number(page), now: request.now });
        return whisper(shown.document, { buttons: shown.buttons, replaces: true });
      },
    },
    {
      name: 'amas/answer',
      access: 'everyone',
      opensForm: true,
      run: async (request, [id]) => openAnswer(room, request, await room.asked(request, id)),
    },
    {
      name: 'amas/take',
      access: 'everyone',
      run: async (request, [id]) => take(room, request, await room.asked(request, id)),
    },
    {
      name: 'amas/release',
      access: 'everyone',
      async run(request, [id]) {
        const found = await room.asked(request, id);
        const host = await room.host(request, found);
        await hostStep(room, request, {
          found,
          move: 'take',
          rest: {
            change: { takenById: null, takenAt: null },
            ...(!request.isOrganiser && {
              heldBy: { personId: host.id, takenBefore: takenSince(request.now) },
            }),
          },
        });
        return whisper(doc(p(`Question ${found.question.number} is free again.`)));
      },
    },
  ];
}

/** The form in which an answer is typed. */
export function answeringForms(room: Room): Form[] {
  return [
    {
      name: 'amas/answer',
      access: 'everyone',
      open: async (request, [id, mode], values) =>
        answerForm((await room.asked(request, id)).question, modeFrom(mode), values.answer),
      run: async (request, [id, mode], values) =>
        give(room, request, {
          found: await room.asked(request, id),
          mode: modeFrom(mode),
          text: values.answer ?? '',
        }),
    },
  ];
}

const modeFrom = (mode: string | undefined): Mode => (mode === 'change' ? 'change' : 'new');
