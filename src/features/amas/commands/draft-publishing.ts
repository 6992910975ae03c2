// The buttons of a draft: publishing it as its reader saw it, moving it to the question that its own was merged into, discarding it.

import type { Action, Request } from '../../../core/command.ts';
import { code, doc, p, quote } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { formatted } from '../../../core/markdown.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { hasReadCurrent, isAnswerable, questionMark } from '../draft-fit.ts';
import { labelOf } from '../facts.ts';
import { isAtWork } from '../rules.ts';
import { replyFrom } from '../topic/held-replies.ts';
import { notAtWork } from '../wording.ts';
import { type FoundDraft, foundDraft, shownDraft, tooManyDrafts } from './drafting.ts';
import type { AmaLookup } from './lookup.ts';
import { answerStep, refuse } from './question-steps.ts';

async function publish(
  lookup: AmaLookup,
  request: Request,
  {
    found,
    how,
    version,
    seen,
  }: {
    found: FoundDraft;
    how: 'publish' | 'replace' | 'add';
    version: number | undefined;
    /** The mark of what the question said where it was pressed. */
    seen: string | undefined;
  },
): Promise<Reply> {
  const { ama, question, draft, host } = found;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  // Meanwhile it says something else, or was answered: both are shown, and nothing is overwritten.
  const isSeen =
    how === 'publish' ? draft.basedOn === question.answerVersion : version === question.answerVersion;
  if (question.state === 'answered' && !isSeen) return await shownDraft(lookup, request, found);
  // It answers what the question said before: whoever publishes it reads first what it says now.
  if (isAnswerable(question) && !hasReadCurrent(question, draft, seen))
    return await shownDraft(lookup, request, found);
  const isNew = question.state !== 'answered';
  const answer = how === 'add' && question.answer ? `${question.answer.text}\n\n${draft.text}` : draft.text;
  // A reply is the answer where it stands; with the other answer above it, it is not.
  const reply = how === 'add' ? undefined : replyFrom(draft.sourceId);
  const { textVersion, answerVersion } = question;
  const of = { answer, reply, hostId: host.id, byId: draft.heldById, now: request.now };
  const step = answerStep(isNew, { ...of, known: { textVersion, answerVersion } });
  if (!(await lookup.store.publishDraft(ama, draft, step))) {
    const now = await foundDraft(lookup, request, String(draft.id));
    const isChanged =
      now.question.textVersion !== question.textVersion && now.question.state === question.state;
    if (isChanged && now.draft.version === draft.version)
      return await publish(lookup, request, { found: now, how, version, seen });
    if (now.question.state === 'answered' || now.draft.version !== draft.version)
      return await shownDraft(lookup, request, now);
    return await refuse(lookup, request, { question: now.question, move: isNew ? 'answer' : 'editAnswer' });
  }
  const words = isNew ? 'Your answer' : 'The changed answer';
  return whisper(p(`${words} to question ${labelOf(question)} appears in every place of "${ama.title}".`));
}

/** The buttons of a draft. */
export function draftingActions(lookup: AmaLookup): Action[] {
  const publisher = (name: string, how: 'publish' | 'replace' | 'add'): Action => ({
    name: `amas/${name}`,
    args: how === 'publish' ? ['id', 'count', 'text?'] : ['id', 'count', 'count', 'text?'],
    access: 'everyone',
    async run(request, [id, draftVersion, ...shown]) {
      const [version, seen] = how === 'publish' ? [undefined, shown[0]] : shown;
      const found = await foundDraft(lookup, request, id);
      if (String(found.draft.version) !== draftVersion) return await shownDraft(lookup, request, found);
      return await publish(lookup, request, {
        found,
        how,
        version: version === undefined ? undefined : Number(version),
        seen,
      });
    },
  });
  return [
    publisher('draftPublish', 'publish'),
    publisher('draftReplace', 'replace'),
    publisher('draftAdd', 'add'),
    {
      name: 'amas/draftMove',
      args: ['id', 'count'],
      access: 'everyone',
      async run(request, [id, version]) {
        const found = await foundDraft(lookup, request, id);
        const { ama, draft, question } = found;
        if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
        const target = await lookup.store.question(question.mergedIntoId);
        // Changed or taken apart meanwhile: it is shown as it stands.
        if (!target || String(draft.version) !== version) return await shownDraft(lookup, request, found);
        const moved = await lookup.store.moveDraft(ama, draft, {
          questionId: target.id,
          questionMark: questionMark(target),
        });
        if (moved === 'full') throw tooManyDrafts(target);
        return await shownDraft(lookup, request, await foundDraft(lookup, request, id));
      },
    },
    {
      name: 'amas/draftDiscard',
      args: ['id', 'count'],
      access: 'everyone',
      async confirm(request, [id, version]) {
        const { draft, question } = await foundDraft(lookup, request, id);
        // What was changed meanwhile is shown instead.
        if (String(draft.version) !== version) return undefined;
        return {
          document: doc(
            p(`Discard this draft of an answer to question ${labelOf(question)}?`),
            quote(...formatted(shortened(draft.text, 1000))),
          ),
          label: 'Discard it',
          style: 'danger',
        };
      },
      async run(request, [id, version]) {
        const found = await foundDraft(lookup, request, id);
        const { ama, draft, question } = found;
        if (String(draft.version) !== version || !(await lookup.store.discard(ama, draft)))
          return await shownDraft(lookup, request, found);
        return whisper(
          doc(
            p(`That draft of an answer to question ${labelOf(question)} is discarded. It said:`),
            { type: 'code', lang: null, value: draft.text },
            p(code(`/ama draft question:${labelOf(question)}`), ' begins another one.'),
          ),
        );
      },
    },
  ];
}
