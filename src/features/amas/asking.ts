// Asking: the button, the command and the form; editing and withdrawing one's own question.
import {
  type Action,
  type Button,
  type Command,
  command,
  type Field,
  type Form,
  type FormReply,
  openForm,
  type Reply,
  type Request,
  type Said,
  whisper,
} from '../../core/command.ts';
import { doc, p, quote, strong, typed } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { changedByAuthor, marksOf } from '../../core/seen.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from './facts.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { questionLength, shortened } from './question-views.ts';
import { editedTo, questionMoves, takesQuestions } from './rules.ts';
import { stepOf } from './store-steps.ts';
import { notAtWork, notOpen, refusedQuestion } from './wording.ts';

const amaOption = (lookup: AmaLookup) =>
  ({ type: 'string', description: 'Which AMA, if several go on', suggest: lookup.suggestAma }) as const;

const yesNo = [
  { name: 'Yes', value: 'yes' },
  { name: 'No', value: 'no' },
];

/** The fields of the form in which a question is asked. */
function questionFields(
  ama: AmaFacts,
  values: Readonly<Record<string, string>>,
  { isNew }: { isNew: boolean },
): Field[] {
  const question: Field = {
    kind: 'paragraph',
    name: 'question',
    label: 'Your question',
    required: true,
    maxLength: questionLength,
    ...(values.question !== undefined && { value: shortened(values.question, questionLength) }),
  };
  if (!isNew) return [question];
  const select = (name: string, label: string, value: string): Field => ({
    kind: 'select',
    name,
    label,
    required: false,
    choices: yesNo,
    value: values[name] ?? value,
  });
  return [
    question,
    ...(ama.allowsAnonymous ? [select('anonymous', 'Ask anonymously?', 'no')] : []),
    select('notify', 'Tell you in private when it is answered?', 'yes'),
  ];
}

/** What the form to edit a question shows of it. */
const wordsOf = ({ proposedText, text }: QuestionFacts) => ({
  question: shortened(proposedText ?? text, questionLength),
});

function questionForm(
  ama: AmaFacts,
  values: Readonly<Record<string, string>> = {},
  edited?: { readonly questionId: number; readonly seen: string | undefined },
): FormReply {
  const isNew = edited === undefined;
  return openForm('amas/question', {
    title: shortened(isNew ? ama.title : 'Edit your question', 45),
    args: [
      String(ama.id),
      ...(edited ? [String(edited.questionId), edited.seen ?? marksOf(['question'], values)] : []),
    ],
    fields: questionFields(ama, values, { isNew }),
  });
}

/** The form in which something is asked about an answer. */
function followForm(
  ama: AmaFacts,
  question: QuestionFacts,
  values: Readonly<Record<string, string>> = {},
): FormReply {
  return openForm('amas/follow', {
    title: shortened(`About the answer to question ${labelOf(question)}`, 45),
    args: [String(question.id)],
    fields: questionFields(ama, values, { isNew: true }),
  });
}

/** A question whose answer may be asked about now. Throws otherwise. */
async function followable(lookup: AmaLookup, request: Request, id: string | undefined) {
  const found = await lookup.asked(request, id);
  if (!takesQuestions(found.ama)) throw new UserError(notOpen(found.ama));
  if (found.question.state !== 'answered') {
    throw new UserError('That question has no answer to ask about. `/ama ask` asks a new one.');
  }
  return found;
}

/** What the asker has in hand as long as the question is not answered. */
export function ownButtons(question: QuestionFacts, label = ''): Button[] {
  if (question.state !== 'waiting' && question.state !== 'approved') return [];
  const args = [String(question.id)];
  return [
    { label: `Edit${label}`, action: 'amas/edit', args, style: 'secondary' },
    { label: `Withdraw${label}`, action: 'amas/withdraw', args, style: 'danger' },
  ];
}

function arrived(ama: AmaFacts, question: QuestionFacts): Said {
  const next =
    question.state === 'waiting'
      ? 'A moderator looks at it before it appears.'
      : 'The hosts can see it now, and others can vote for it.';
  return whisper(
    doc(
      p('Your question for ', strong(ama.title), ` arrived as number ${labelOf(question)}. ${next}`),
      quote(...typed(shortened(question.text, questionLength))),
      question.isAnonymous ? p('Nobody is shown that you asked it.') : undefined,
    ),
    { buttons: ownButtons(question) },
  );
}

function heldBack(ama: AmaFacts, question: QuestionFacts): Said {
  return whisper(
    doc(
      p(
        `Your change to question ${labelOf(question)} of `,
        strong(ama.title),
        ' waits for a moderator. Until then everybody reads what was approved:',
      ),
      quote(...typed(shortened(question.text, questionLength))),
    ),
    { buttons: ownButtons(question) },
  );
}

/** Nobody can be promised what a public post has told already. */
const readByAll =
  'What you typed is public, and everybody sees that it was you. So I cannot ask it for you without your name, and have not asked it. Send me `/ama ask question:"…" anonymous:true` in a private message, which is not public, or ask in the chat. Your post is still there; delete it if it should not be read.';

function checkedText(value: string | undefined): string {
  const text = (value ?? '').trim();
  if (text === '') throw new UserError('The question is empty. Please type it and send it again.');
  const length = [...text].length;
  if (length > questionLength) {
    throw new UserError(
      `The question has ${length} characters; ${questionLength} is the most. Please shorten it.`,
    );
  }
  return text;
}

async function ask(
  lookup: AmaLookup,
  request: Request,
  {
    scope,
    values,
    follows,
  }: { scope: Scope; values: Readonly<Record<string, string>>; follows?: QuestionFacts },
): Promise<Reply> {
  const { ama } = scope;
  const text = checkedText(values.question);
  const isAnonymous = values.anonymous === 'yes';
  if (isAnonymous && !ama.allowsAnonymous) {
    throw new UserError(
      `"${ama.title}" takes no anonymous questions. Ask under your name, or write to a host.`,
    );
  }
  if (isAnonymous && request.isPublicPlace) throw new UserError(readByAll);
  const asker = await lookup.people.of(request.groupId, request.caller);
  const asked = await lookup.store.ask(ama, {
    text,
    platform: request.platform,
    sourceId: request.id,
    askerId: asker.id,
    askerAccountId: request.caller.id,
    isAnonymous,
    ...(follows && { followsId: follows.id }),
    wantsNotice: values.notify !== 'no',
    now: request.now,
  });
  switch (asked.kind) {
    case 'asked':
    case 'again':
      return arrived(ama, asked.question);
    case 'limit':
      throw new UserError(
        `You have asked ${ama.limitPerPerson} in "${ama.title}", which is the most for one person. Withdraw one to ask another: \`/ama mine\`.`,
      );
    case 'muted':
      throw new UserError(
        `You cannot ask questions in "${ama.title}". Write to the organisers if you think that is a mistake.`,
      );
    case 'closed':
      throw new UserError(notOpen((await lookup.store.ama(ama.id)) ?? ama));
  }
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

/** `/ama ask`. */
export function askingCommands(lookup: AmaLookup): Command[] {
  return [
    command({
      name: 'ama ask',
      description: 'Asks a question in an AMA, under your name or anonymously',
      access: 'everyone',
      bare: 'question',
      opensForm: { unless: 'question' },
      options: {
        question: { type: 'string', description: 'The question; leave it out to get a form' },
        anonymous: { type: 'boolean', description: 'Whether nobody is shown that you asked it' },
        ama: amaOption(lookup),
      },
      async run(request, { question, anonymous, ama }) {
        const scope = await lookup.meant(request, ama);
        if (!takesQuestions(scope.ama)) throw new UserError(notOpen(scope.ama));
        const values: Record<string, string> = anonymous ? { anonymous: 'yes' } : {};
        if (question === undefined) return questionForm(scope.ama, values);
        return await ask(lookup, request, { scope, values: { ...values, question } });
      },
    }),
  ];
}

/** The buttons of the prompt and of one's own question. */
export function askingActions(lookup: AmaLookup): Action[] {
  return [
    {
      name: 'amas/ask',
      args: ['id'],
      access: 'everyone',
      opensForm: true,
      async run(request, [amaId]) {
        const { ama } = await lookup.scope(request, amaId);
        if (!takesQuestions(ama)) throw new UserError(notOpen(ama));
        return questionForm(ama);
      },
    },
    {
      name: 'amas/follow',
      args: ['id'],
      access: 'everyone',
      opensForm: true,
      async run(request, [id]) {
        const { ama, question } = await followable(lookup, request, id);
        return followForm(ama, question);
      },
    },
    {
      name: 'amas/edit',
      args: ['id'],
      access: 'everyone',
      opensForm: true,
      async run(request, [id]) {
        const { ama, question } = await own(lookup, request, id);
        const people = await lookup.peopleOf(request.groupId, [question]);
        if (ama.state === 'closed') throw new UserError(notAtWork(ama));
        if (question.state !== 'waiting' && question.state !== 'approved') {
          throw new UserError(refusedQuestion(question, 'edit', people));
        }
        return questionForm(ama, wordsOf(question), { questionId: question.id, seen: undefined });
      },
    },
    {
      name: 'amas/withdraw',
      args: ['id'],
      access: 'everyone',
      async confirm(request, [id]) {
        const { question } = await own(lookup, request, id);
        // What cannot be withdrawn any more is refused at once.
        if (!stepOf('withdraw', 'withdrawn').from.includes(question.state)) return undefined;
        return {
          document: doc(
            p(`Withdraw question ${labelOf(question)}? Nobody answers it then.`),
            quote(...typed(shortened(question.text, 300))),
          ),
          label: 'Withdraw it',
          style: 'danger',
        };
      },
      async run(request, [id]) {
        const { asker, ...found } = await own(lookup, request, id);
        const step = stepOf('withdraw', 'withdrawn', { askerId: asker.id });
        if (!(await lookup.step(found, found.question, step))) {
          return await refuse(lookup, request, { id, move: 'withdraw' });
        }
        return whisper(doc(p(`Question ${labelOf(found.question)} is withdrawn. You may ask another one.`)));
      },
    },
  ];
}

/** Changes a question. Written only over the words with which it was compared: else it is compared again. */
async function edit(
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
  const { change, isHeld } = editedTo(found.ama, found.question, checkedText(values.question));
  const { state, textVersion } = found.question;
  if (!questionMoves.edit.includes(state)) return await refuse(lookup, request, { id, move: 'edit' });
  const isDone = await lookup.step(found, found.question, {
    from: [state],
    askerId: asker.id,
    change,
    textVersion,
  });
  const { question } = await lookup.asked(request, id);
  if (!isDone && question.textVersion !== textVersion) return await edit(lookup, request, form);
  if (!isDone) return await refuse(lookup, request, { id, move: 'edit' });
  return isHeld ? heldBack(found.ama, question) : arrived(found.ama, question);
}

async function refuse(
  lookup: AmaLookup,
  request: Request,
  { id, move }: { id: string | undefined; move: 'withdraw' | 'edit' },
): Promise<never> {
  const { question } = await lookup.asked(request, id);
  throw new UserError(refusedQuestion(question, move, await lookup.peopleOf(request.groupId, [question])));
}

/** The form in which a question is typed; with a question's number it changes that one. */
export function askingForms(lookup: AmaLookup): Form[] {
  return [
    {
      name: 'amas/follow',
      args: ['id'],
      access: 'everyone',
      async open(request, [id], values) {
        const { ama, question } = await followable(lookup, request, id);
        return followForm(ama, question, values);
      },
      async run(request, [id], values) {
        const { question, ...scope } = await followable(lookup, request, id);
        return await ask(lookup, request, { scope, values, follows: question });
      },
    },
    {
      name: 'amas/question',
      args: ['id', 'id?', 'text?'],
      access: 'everyone',
      async open(request, [amaId, id, seen], values) {
        const { ama } = await lookup.scope(request, amaId);
        return questionForm(ama, values, id === undefined ? undefined : { questionId: Number(id), seen });
      },
      async run(request, [amaId = '', id, seen], values) {
        if (id === undefined) {
          return await ask(lookup, request, { scope: await lookup.scope(request, amaId), values });
        }
        return await edit(lookup, request, { amaId, id, seen, values });
      },
    },
  ];
}
