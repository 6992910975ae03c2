// The forms of drafts: in which one is edited, and in which another host is chosen to have it.

import { wholeNumber } from '../../../core/command/arguments.ts';
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Form, openerOf } from '../../../core/command/form.ts';
import type { Action, Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { type FormReply, field, openForm } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { isAnswerable, questionMark } from '../draft-fit.ts';
import { type DraftFacts, labelOf } from '../facts.ts';
import { isAtWork, presentHosts } from '../rules.ts';
import { notAtWork } from '../wording.ts';
import { answerField, answerForm, answerLength } from './answer-form.ts';
import { type FoundDraft, foundDraft, handed, keptDraft, shownDraft, shownDrafts } from './drafting.ts';
import type { AmaLookup } from './lookup.ts';
import { answering, refuse } from './question-steps.ts';

function editForm(
  { question, draft }: FoundDraft,
  typed = draft.text,
  seen = questionMark(question),
): FormReply {
  if (typed.length > answerLength) {
    throw new UserError(
      `The draft has ${typed.length} characters, and a form takes ${answerLength}. Publish it, and edit it in the topic.`,
    );
  }
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
