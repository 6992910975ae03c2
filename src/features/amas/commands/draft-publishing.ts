// The buttons of a draft: publishing it as its reader saw it, moving it to the question that its own was merged into,
// discarding it; and the forms in which one is edited, or handed to another host.

import { wholeNumber } from '../../../core/command/arguments.ts';
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Form, openerOf } from '../../../core/command/form.ts';
import type { Action, Request } from '../../../core/command.ts';
import { code, doc, p, quote } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { formatted } from '../../../core/markdown.ts';
import { type FormReply, field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { hasReadCurrent, isAnswerable, questionMark } from '../draft-fit.ts';
import { type DraftFacts, labelOf } from '../facts.ts';
import { isAtWork, presentHosts } from '../rules.ts';
import { replyFrom } from '../topic/held-replies.ts';
import { notAtWork } from '../wording.ts';
import { answerField, answerForm, answerLength } from './answer-form.ts';
import {
  type FoundDraft,
  foundDraft,
  handed,
  keptDraft,
  shownDraft,
  shownDrafts,
  tooManyDrafts,
} from './drafting.ts';
import type { AmaLookup } from './lookup.ts';
import { answering, answerStep, refuse } from './question-steps.ts';

/** How a draft is published, and what whoever pressed had read. */
interface Press {
  readonly how: 'publish' | 'replace' | 'add';
  /** The version of the other answer that stood there. */
  readonly version?: number;
  /** The mark of what the question said. */
  readonly seen: string | undefined;
}

async function publish(found: FoundDraft, press: Press): Promise<Reply> {
  const { lookup, request, ama, question, draft, host } = found;
  const { how, version, seen } = press;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  // Meanwhile it says something else, or was answered: both are shown, and nothing is overwritten.
  const isSeen = (how === 'publish' ? draft.basedOn : version) === question.answerVersion;
  if (question.state === 'answered' && !isSeen) return await shownDraft(found);
  // It answers what the question said before: whoever publishes it reads first what it says now.
  if (isAnswerable(question) && !hasReadCurrent(question, draft, seen)) return await shownDraft(found);
  const isNew = question.state !== 'answered';
  const { textVersion, answerVersion } = question;
  const step = answerStep(isNew, {
    answer: how === 'add' && question.answer ? `${question.answer.text}\n\n${draft.text}` : draft.text,
    // A reply is the answer where it stands; with the other answer above it, it is not.
    reply: how === 'add' ? undefined : replyFrom(draft.sourceId),
    hostId: host.id,
    byId: draft.heldById,
    now: request.now,
    known: { textVersion, answerVersion },
  });
  if (!(await lookup.store.publishDraft(ama, draft, step))) {
    const now = await foundDraft(lookup, request, String(draft.id));
    const isOther = now.draft.version !== draft.version;
    const isReworded = now.question.textVersion !== textVersion && now.question.state === question.state;
    if (isReworded && !isOther) return await publish(now, press);
    if (isOther || now.question.state === 'answered') return await shownDraft(now);
    return await refuse(now, isNew ? 'answer' : 'editAnswer');
  }
  const words = isNew ? 'Your answer' : 'The changed answer';
  return whisper(p(`${words} to question ${labelOf(question)} appears in every place of "${ama.title}".`));
}

/** Whether a draft was changed since its button was shown. */
const isOtherThan = (version: string | undefined, { draft }: FoundDraft) => String(draft.version) !== version;

/** The buttons of a draft. */
export function draftingActions(lookup: AmaLookup): Action[] {
  const button = buttonsOn((request, id) => foundDraft(lookup, request, id));
  const replacing = (name: string, how: 'replace' | 'add') =>
    button(name, ['count', 'count', 'text?'], async (found, [version, answer, seen]) =>
      isOtherThan(version, found)
        ? await shownDraft(found)
        : await publish(found, { how, version: Number(answer), seen }),
    );
  return [
    button('amas/draftPublish', ['count', 'text?'], async (found, [version, seen]) =>
      isOtherThan(version, found) ? await shownDraft(found) : await publish(found, { how: 'publish', seen }),
    ),
    replacing('amas/draftReplace', 'replace'),
    replacing('amas/draftAdd', 'add'),
    button('amas/draftMove', ['count'], async (found, [version]) => {
      const { ama, draft, question, request } = found;
      if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
      const target = await lookup.store.question(question.mergedIntoId);
      // Changed or taken apart meanwhile: it is shown as it stands.
      if (!target || isOtherThan(version, found)) return await shownDraft(found);
      const to = { questionId: target.id, questionMark: questionMark(target) };
      if ((await lookup.store.moveDraft(ama, draft, to)) === 'full') throw tooManyDrafts(target);
      return await shownDraft(await foundDraft(lookup, request, String(draft.id)));
    }),
    {
      ...button('amas/draftDiscard', ['count'], async (found, [version]) => {
        const { ama, draft, question } = found;
        if (isOtherThan(version, found) || !(await lookup.store.discard(ama, draft)))
          return await shownDraft(found);
        return whisper(
          doc(
            p(`That draft of an answer to question ${labelOf(question)} is discarded. It said:`),
            { type: 'code', lang: null, value: draft.text },
            p(code(`/ama draft question:${labelOf(question)}`), ' begins another one.'),
          ),
        );
      }),
      async confirm(request, [id, version]) {
        const found = await foundDraft(lookup, request, id);
        // What was changed meanwhile is shown instead.
        if (isOtherThan(version, found)) return undefined;
        return {
          document: doc(
            p(`Discard this draft of an answer to question ${labelOf(found.question)}?`),
            quote(...formatted(shortened(found.draft.text, 1000))),
          ),
          label: 'Discard it',
          style: 'danger',
        };
      },
    },
  ];
}

function editForm({ question, draft }: FoundDraft, typed = draft.text, seen = questionMark(question)) {
  if (typed.length > answerLength)
    throw new UserError(
      `The draft has ${typed.length} characters, and a form takes ${answerLength}. Publish it, and edit it in the topic.`,
    );
  return openForm('amas/draft', {
    title: `Your answer to question ${labelOf(question)}`,
    args: [String(draft.id), String(draft.version), seen],
    fields: [answerField(question, typed)],
  });
}

function handForm({ ama, draft, host }: FoundDraft): FormReply {
  const others = presentHosts(ama).filter(
    ({ personId }) => personId !== host.id && personId !== draft.heldById,
  );
  if (others.length === 0)
    throw new UserError(`"${ama.title}" has no other host. \`/ama host add\` adds one.`);
  return openForm('amas/draftHand', {
    title: 'Hand over your draft',
    args: [String(draft.id)],
    fields: [
      field.select('host', 'To whom? They are told in private', {
        choices: others
          .slice(0, 25)
          .map(({ id, name }) => ({ name: shortened(name, 100), value: String(id) })),
      }),
    ],
  });
}

async function editable(lookup: AmaLookup, request: Request, id: string | undefined): Promise<FoundDraft> {
  const found = await foundDraft(lookup, request, id);
  if (!isAtWork(found.ama)) throw new UserError(notAtWork(found.ama));
  return found;
}

/** The buttons that open forms. */
export function draftFormActions(lookup: AmaLookup): Action[] {
  const [editing, handing] = draftForms(lookup);
  return [
    { ...openerOf(editing, ['id', 'count?']), name: 'amas/draftEdit' },
    openerOf(handing),
    {
      ...buttonsOn(lookup.asked)('amas/draftNew', [], async (found) => {
        const { question } = found;
        await answering(found);
        if (!isAnswerable(question)) return await refuse(found, 'answer');
        const mode = question.state === 'answered' ? 'change' : 'new';
        return answerForm(question, { mode, next: 'preview' });
      }),
      opensForm: true,
    },
  ];
}

/** The forms: in which a draft is edited, and handed over. */
export function draftForms(lookup: AmaLookup): readonly [Form, Form] {
  return [
    {
      name: 'amas/draft',
      args: ['id', 'count', 'text?'],
      access: 'everyone',
      open: async (request, [id, , seen], values) =>
        editForm(await editable(lookup, request, id), values.answer, seen),
      async run(request, [id, version, seen], values) {
        const found = await editable(lookup, request, id);
        const text = (values.answer ?? '').trim();
        if (text === '') throw new UserError('The answer is empty. Discard the draft if nobody needs it.');
        const { ama, draft } = found;
        const edited: DraftFacts = { ...draft, version: Number(version) };
        const words = { text, questionMark: seen ?? draft.questionMark };
        if (await lookup.store.redraft(ama, edited, { ...words, now: request.now })) {
          const now = { ...edited, ...words, version: edited.version + 1 };
          return await shownDraft({ ...found, draft: now });
        }
        // Somebody else changed it meanwhile: both stay, and both are shown.
        await keptDraft(found, { text, basedOn: draft.basedOn, seen });
        return await shownDrafts(found);
      },
    },
    {
      name: 'amas/draftHand',
      args: ['id'],
      access: 'everyone',
      open: async (request, [id]) => handForm(await editable(lookup, request, id)),
      run: async (request, [id], { host }) => handed(await editable(lookup, request, id), wholeNumber(host)),
    },
  ];
}
