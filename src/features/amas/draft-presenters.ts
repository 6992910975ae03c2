// What is told in private of answers that are not published: loads the facts and hands them to the pure views.
import type { Content } from '../../core/content.ts';
import type { Document } from '../../core/document.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import { draftsFacts } from './commands/drafting.ts';
import type { AmaLookup } from './commands/lookup.ts';
import { isAnswerable } from './draft-fit.ts';
import type { AmaFacts, DraftFacts } from './facts.ts';
import { presentHosts } from './rules.ts';
import { type DraftsFacts, draftButtons } from './views/draft.ts';
import {
  draftGoneDocument,
  handedButtons,
  handedDocument,
  heldReplyDocument,
  unpublishedDocument,
} from './views/draft-notice.ts';

/** Builds the views. */
export function draftPresenters(lookup: AmaLookup): Readonly<Record<string, View>> {
  const { store } = lookup;

  /** A draft that is still held by whom a publication is for, while its AMA goes on. */
  async function heldDraft(subject: string, context: ViewContext) {
    const [id, personId] = subject.split('/');
    const draft = await store.draftById(Number(id));
    const question = draft && (await store.question(draft.questionId));
    const ama = question && (await store.ama(question.amaId, context.groupId));
    if (!ama || !draft || String(draft.heldById) !== personId || ama.state === 'closed') return undefined;
    return { draft, facts: await draftsFacts(lookup, { ama, question }, [draft]) };
  }

  const message = (
    document: Document,
    { draft, facts }: { draft: DraftFacts; facts: DraftsFacts },
    buttons = draftButtons(facts, draft),
  ): Content => ({ kind: 'message', document, buttons });

  /** Those who may publish an answer: who hosts now, and the organisers. */
  async function answering(ama: AmaFacts): Promise<Set<number>> {
    const organisers = await lookup.organisers(ama.groupId);
    const hosts = presentHosts(ama).flatMap(({ personId }) => personId ?? []);
    return new Set([...hosts, ...organisers.map(({ id }) => id)]);
  }

  return {
    async drafts(subject, context) {
      const [amaId, personId] = subject.split('/').map(Number);
      const ama = await store.ama(amaId ?? 0, context.groupId);
      if (!ama || personId === undefined) return undefined;
      const may = await answering(ama);
      // A host of whom the account alone is known holds no draft.
      if (personId !== 0 && !may.has(personId)) return undefined;
      const drafts = await store.draftsIn(ama.id);
      const open = (await store.questions(ama.id)).filter(({ state }) => state === 'approved');
      const of = (isMeant: (draft: DraftFacts) => boolean) => {
        const ids = new Set(drafts.filter(isMeant).map(({ questionId }) => questionId));
        return open.filter(({ id }) => ids.has(id));
      };
      const own = of(({ heldById }) => heldById === personId);
      // Of those who host no longer somebody else has to know.
      const left = ama.state === 'closed' ? [] : of(({ heldById }) => !may.has(heldById));
      return own.length + left.length === 0
        ? undefined
        : { kind: 'message', document: unpublishedDocument(ama, own, left) };
    },
    async handed(subject, context) {
      const held = await heldDraft(subject, context);
      if (!held) return undefined;
      const { facts, draft } = held;
      const buttons = handedButtons(facts, draft, context.now);
      return message(handedDocument(facts, draft, context.now), held, buttons);
    },
    async held(subject, context) {
      const held = await heldDraft(subject, context);
      return held && message(heldReplyDocument(held.facts, held.draft), held);
    },
    async draftGone(subject, context) {
      const held = await heldDraft(subject, context);
      if (!held || isAnswerable(held.facts.question)) return undefined;
      const isHost = (await answering(held.facts.ama)).has(held.draft.heldById);
      const document = draftGoneDocument(held.facts, held.draft, isHost);
      return isHost ? message(document, held) : { kind: 'message', document };
    },
  };
}
