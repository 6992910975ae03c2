// Moderating: the buttons of a question's card and their forms; two at once, one wins and the other is told.
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
import { code, doc, p, strong } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { changedByAuthor, marksOf } from '../../core/seen.ts';
import { cardButtons, cardDocument } from './card-views.ts';
import { labelOf, type QuestionFacts, type QuestionState } from './facts.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { questionLength, shortened } from './question-views.ts';
import { isAtWork, type QuestionMove, tally } from './rules.ts';
import { type Step, stepOf } from './store-steps.ts';
import { notAtWork, refusedQuestion } from './wording.ts';

type Found = Scope & { question: QuestionFacts };
type Values = Readonly<Record<string, string>>;

interface Moderation {
  readonly found: Found;
  readonly move: QuestionMove;
  readonly to?: QuestionState;
  readonly rest: Omit<Step, 'from' | 'to'>;
}

/** A question that the caller may moderate now. */
async function moderated(lookup: AmaLookup, request: Request, id: string | undefined) {
  const found = await lookup.asked(request, id);
  const moderator = await lookup.moderator(request, found);
  if (!isAtWork(found.ama)) throw new UserError(notAtWork(found.ama));
  return { ...found, moderator };
}

/** A question of which a change may be decided upon, even after the end of its AMA. */
async function decidable(lookup: AmaLookup, request: Request, id: string | undefined) {
  const found = await lookup.asked(request, id);
  if (found.question.proposedText === undefined) return await moderated(lookup, request, id);
  return { ...found, moderator: await lookup.moderator(request, found) };
}

/** Moves a question; throws what it is and by whom when somebody else was first. */
async function moderate(
  lookup: AmaLookup,
  request: Request,
  { found, move, to, rest }: Moderation,
): Promise<void> {
  if (await lookup.step(found, found.question, stepOf(move, to, rest))) return;
  const { question } = await lookup.asked(request, String(found.question.id));
  if (
    rest.textVersion !== undefined &&
    rest.textVersion !== question.textVersion &&
    isOpenTo(move, question)
  ) {
    throw new UserError(
      `Question ${labelOf(question)} says something else by now. Look at its card once more: \`/ama moderate question:${labelOf(question)}\`.`,
    );
  }
  throw new UserError(refusedQuestion(question, move, await lookup.peopleOf(request.groupId, [question])));
}

const isOpenTo = (move: QuestionMove, { state }: QuestionFacts) =>
  stepOf(move, undefined).from.includes(state);

/** A form is opened only for what can still be done. */
async function openable(
  lookup: AmaLookup,
  request: Request,
  spec: { id: string | undefined; move: QuestionMove },
) {
  const found = await moderated(lookup, request, spec.id);
  if (!stepOf(spec.move, undefined).from.includes(found.question.state)) {
    const people = await lookup.peopleOf(request.groupId, [found.question]);
    throw new UserError(refusedQuestion(found.question, spec.move, people));
  }
  return found;
}

function declineForm(question: QuestionFacts, values: Values = {}): FormReply {
  return openForm('amas/decline', {
    title: `Decline question ${labelOf(question)}`,
    args: [String(question.id)],
    fields: [
      {
        kind: 'paragraph',
        name: 'reason',
        label: 'Why? Whoever asked is told this',
        required: true,
        maxLength: 500,
        ...(values.reason !== undefined && { value: values.reason }),
      },
    ],
  });
}

function mergeForm(question: QuestionFacts, values: Values = {}): FormReply {
  return openForm('amas/merge', {
    title: `Merge question ${labelOf(question)}`,
    args: [String(question.id)],
    fields: [
      {
        kind: 'line',
        name: 'into',
        label: 'Number of the question that it repeats',
        required: true,
        maxLength: 10,
        ...(values.into !== undefined && { value: values.into }),
      },
    ],
  });
}

/** What the form to shorten a question shows of it. */
const shownText = (question: QuestionFacts) => ({ text: shortened(question.text, questionLength) });

function shortenForm(question: QuestionFacts, values: Values = {}, seen?: string): FormReply {
  return openForm('amas/shorten', {
    title: `Shorten question ${labelOf(question)}`,
    args: [String(question.id), seen ?? marksOf(['text'], shownText(question))],
    fields: [
      {
        kind: 'paragraph',
        name: 'text',
        label: 'The question, shorter',
        hint: 'The original is kept.',
        required: true,
        maxLength: questionLength,
        value: values.text ?? shownText(question).text,
      },
    ],
  });
}

const done = (question: QuestionFacts, words: string): Reply =>
  whisper(doc(p(`Question ${labelOf(question)} ${words}.`)));

async function merge(
  lookup: AmaLookup,
  request: Request,
  { found, target }: { found: Awaited<ReturnType<typeof moderated>>; target: QuestionFacts },
): Promise<Reply> {
  const { question } = found;
  if (target.id === question.id) {
    throw new UserError('A question cannot be merged into itself. Give the number of another one.');
  }
  if (!['waiting', 'approved', 'answered'].includes(target.state)) {
    const people = await lookup.peopleOf(request.groupId, [target]);
    throw new UserError(refusedQuestion(target, 'merge', people));
  }
  await moderate(lookup, request, {
    found,
    move: 'merge',
    to: 'merged',
    rest: {
      change: { mergedIntoId: target.id, moderatedById: found.moderator.id },
      ...(target.state === 'answered' && { notice: 'answered' }),
    },
  });
  return done(question, `is merged into question ${labelOf(target)}`);
}

/** The buttons of a card. */
export function moderatingActions(lookup: AmaLookup): Action[] {
  const opener = (
    verb: 'decline' | 'merge' | 'shorten',
    form: (question: QuestionFacts) => FormReply,
  ): Action => ({
    name: `amas/${verb}`,
    args: ['id'],
    access: 'everyone',
    opensForm: true,
    async run(request, [id]) {
      const found = await openable(lookup, request, { id, move: verb === 'shorten' ? 'edit' : verb });
      return form(found.question);
    },
  });
  return [
    {
      name: 'amas/approve',
      args: ['id', 'count?'],
      access: 'everyone',
      async run(request, [id, version]) {
        const found = await decidable(lookup, request, id);
        const { question, moderator } = found;
        // A button without a version is from before there were any: nothing may have changed since.
        const textVersion = Number(version ?? 1);
        const { proposedText } = question;
        if (proposedText === undefined || question.state === 'waiting') {
          // A host may have answered it where it was asked.
          const isAnswered = question.answer !== undefined;
          const change = { moderatedById: moderator.id };
          const rest = { change, textVersion, ...(isAnswered && { notice: 'answered' as const }) };
          const to = isAnswered ? 'answered' : 'approved';
          await moderate(lookup, request, { found, move: 'approve', to, rest });
          return done(question, isAnswered ? 'is approved, with its answer' : 'is approved');
        }
        const change = {
          text: proposedText,
          proposedText: null,
          originalText: null,
          moderatedById: moderator.id,
        };
        await moderate(lookup, request, { found, move: 'approveEdit', rest: { change, textVersion } });
        return done(question, 'says the new words now');
      },
    },
    {
      name: 'amas/keep',
      args: ['id', 'count?'],
      access: 'everyone',
      async run(request, [id, version]) {
        const found = await decidable(lookup, request, id);
        if (found.question.proposedText === undefined) {
          throw new UserError(`Question ${labelOf(found.question)} has no change that waits.`);
        }
        const rest = {
          change: { proposedText: null },
          textVersion: Number(version ?? 1),
          notice: 'kept',
        } as const;
        await moderate(lookup, request, { found, move: 'approveEdit', rest });
        return done(found.question, 'stays as it was; whoever asked is told');
      },
    },
    {
      name: 'amas/mergeInto',
      args: ['id', 'id'],
      access: 'everyone',
      async run(request, [id, into]) {
        const found = await moderated(lookup, request, id);
        const { ama, question: target } = await lookup.asked(request, into);
        if (ama.id !== found.ama.id)
          throw new UserError('That question is of another AMA. Choose one of this AMA.');
        return await merge(lookup, request, { found, target });
      },
    },
    opener('decline', declineForm),
    opener('merge', mergeForm),
    opener('shorten', shortenForm),
    {
      name: 'amas/flag',
      args: ['id'],
      access: 'everyone',
      async run(request, [id]) {
        const found = await moderated(lookup, request, id);
        const isFlagged = !found.question.isFlagged;
        await moderate(lookup, request, { found, move: 'edit', rest: { change: { isFlagged } } });
        return done(
          found.question,
          isFlagged ? 'is flagged for the other moderators' : 'is no longer flagged',
        );
      },
    },
    {
      name: 'amas/mute',
      args: ['id'],
      access: 'everyone',
      async run(request, [id]) {
        const { ama, question } = await moderated(lookup, request, id);
        await lookup.store.mute(ama, question.id);
        // The same words the second time: others would tell that two questions come from one person.
        return whisper(
          doc(
            p(
              `Whoever asked question ${labelOf(question)} cannot ask in this AMA any more. Take that back with `,
              code(`/ama unmute question:${labelOf(question)}`),
              '.',
            ),
          ),
        );
      },
    },
  ];
}

/** The forms behind the buttons of a card. */
export function moderatingForms(lookup: AmaLookup): Form[] {
  const reopen =
    (form: (question: QuestionFacts, values: Values, seen?: string) => FormReply): Form['open'] =>
    async (request, [id, seen], values) =>
      form((await moderated(lookup, request, id)).question, values, seen);
  return [
    {
      name: 'amas/decline',
      args: ['id'],
      access: 'everyone',
      open: reopen(declineForm),
      async run(request, [id], values) {
        const found = await moderated(lookup, request, id);
        const declineReason = (values.reason ?? '').trim();
        if (declineReason === '') throw new UserError('Give a reason: whoever asked is told it in private.');
        await moderate(lookup, request, {
          found,
          move: 'decline',
          to: 'declined',
          rest: { change: { declineReason, moderatedById: found.moderator.id }, notice: 'declined' },
        });
        return done(found.question, 'is declined; whoever asked is told why');
      },
    },
    {
      name: 'amas/merge',
      args: ['id'],
      access: 'everyone',
      open: reopen(mergeForm),
      async run(request, [id], values) {
        const found = await moderated(lookup, request, id);
        return await merge(lookup, request, { found, target: await lookup.pick(found, values.into ?? '') });
      },
    },
    {
      name: 'amas/shorten',
      args: ['id', 'text?'],
      access: 'everyone',
      open: reopen(shortenForm),
      async run(request, [id, seen], values) {
        const found = await moderated(lookup, request, id);
        const { question } = found;
        const now = shownText(question);
        const args = [String(question.id)];
        changedByAuthor({ labels: { text: 'The question' }, now, written: values, seen, args });
        const text = (values.text ?? '').trim();
        if (text === '')
          throw new UserError('The question is empty. Type it, or press "Decline" if it should not appear.');
        const originalText = question.originalText ?? question.text;
        await moderate(lookup, request, {
          found,
          move: 'edit',
          rest: { change: { text, originalText }, textVersion: question.textVersion },
        });
        return done(question, 'is shortened; the original is kept');
      },
    },
  ];
}

/** `/ama moderate` and `/ama unmute`. */
export function moderatingCommands(lookup: AmaLookup): Command[] {
  const options = {
    question: { type: 'string', description: 'Its number, or words in it', required: true },
    ama: { type: 'string', description: 'Which AMA, if several go on', suggest: lookup.suggestAma },
  } as const;
  return [
    command({
      name: 'ama moderate',
      description: 'Shows the card of a question with its buttons, wherever you are',
      access: 'organiser',
      options,
      async run(request, { question: typed, ama: which }) {
        const found = await lookup.meant(request, which);
        const question = await lookup.pick(found, typed);
        const people = await lookup.peopleOf(request.groupId, [question]);
        const facts = {
          ...found,
          question,
          people,
          votes: tally(question, people),
          wasShown: true,
          titleOf: lookup.titleOf,
          alike: await lookup.alike({ ...found, question }),
        };
        return whisper(cardDocument(facts), { buttons: cardButtons(facts) });
      },
    }),
    command({
      name: 'ama unmute',
      description: 'Lets whoever asked a question ask again',
      access: 'organiser',
      options,
      async confirm(request, { question: typed, ama: which }) {
        const found = await lookup.meant(request, which);
        const label = labelOf(await lookup.pick(found, typed));
        return {
          document: doc(
            p(`Shall whoever asked question ${label} of `, strong(found.ama.title), ' be able to ask again?'),
          ),
          label: 'They may ask',
          values: { ama: String(found.ama.id), question: label },
        };
      },
      async run(request, { question: typed, ama: which }) {
        const found = await lookup.meant(request, which);
        const question = await lookup.pick(found, typed);
        await lookup.store.unmute(found.ama, question.id);
        return whisper(doc(p(`Whoever asked question ${labelOf(question)} may ask.`)));
      },
    }),
  ];
}
