// What askers and authors are told in private: loads the facts and hands them to the pure views.
import type { Content } from '../../core/content.ts';
import type { Document } from '../../core/document.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import { draftsFacts } from './commands/drafting.ts';
import type { AmaLookup } from './commands/lookup.ts';
import { isAnswerable } from './draft-fit.ts';
import type { AmaFacts, DraftFacts, QuestionFacts } from './facts.ts';
import { type HintKind, hintKinds } from './notice-publications.ts';
import { presentedFacts } from './presented-facts.ts';
import { isAtWork, isKeptBack, presentHosts, takesQuestions } from './rules.ts';
import { askButton } from './views/ama.ts';
import {
  answeredNotice,
  arrivedNotice,
  type CarriedQuestion,
  carriedNotice,
  changedNotice,
  declinedNotice,
  keptNotice,
  ownButtons,
  remarkedNotice,
  unmergedNotice,
} from './views/asker.ts';
import { type DraftsFacts, draftButtons } from './views/draft.ts';
import {
  draftGoneDocument,
  handedButtons,
  handedDocument,
  heldReplyDocument,
  unpublishedDocument,
} from './views/draft-notice.ts';
import { hintDocument } from './views/hint.ts';
import { followButtons, type QuestionFactsInAma } from './views/question.ts';

/** Builds the views. */
export function noticePresenters(lookup: AmaLookup): Readonly<Record<string, View>> {
  const { store } = lookup;
  const { questionFacts, noticeFacts, threadUrl } = presentedFacts(lookup);

  async function answered(subject: string, context: ViewContext): Promise<Content | undefined> {
    const found = await noticeFacts(subject, context);
    if (found?.facts.question.state !== 'answered') return undefined;
    const { facts, url, isHere, target } = found;
    const buttons = followButtons(target);
    return {
      kind: 'message',
      document: answeredNotice(facts, url, isHere && !context.can.buttons),
      ...(buttons.length > 0 && { buttons }),
    };
  }

  /** What tells askers of their question, as long as it is so. */
  const told =
    (document: (facts: QuestionFactsInAma) => Document, isSo = (_: QuestionFacts) => true): View =>
    async (subject, context) => {
      const facts = await questionFacts(subject, context);
      return facts && isSo(facts.question) ? { kind: 'message', document: document(facts) } : undefined;
    };

  return {
    answered,
    answeredApart: answered,
    parted: told(unmergedNotice, ({ state }) => state === 'waiting' || state === 'approved'),
    remarked: told(remarkedNotice, ({ state }) => state === 'remark'),
    changed: told(changedNotice, ({ proposedText }) => proposedText !== undefined),
    kept: told(keptNotice),
    async declined(subject, context) {
      const found = await noticeFacts(subject, context);
      if (found?.facts.question.state !== 'declined') return undefined;
      return { kind: 'message', document: declinedNotice(found.facts) };
    },
    async arrived(subject, context) {
      const facts = await questionFacts(subject, context);
      if (facts?.question.state !== 'waiting' || !takesQuestions(facts.ama)) return undefined;
      return { kind: 'message', document: arrivedNotice(facts), buttons: ownButtons(facts.question) };
    },
    async hint(subject, context) {
      const [amaId, named] = subject.split('/');
      const kind = hintKinds.find((one) => one === named);
      const ama = await store.ama(Number(amaId), context.groupId);
      if (!ama || !kind || !isStillRelevant(ama, kind)) return undefined;
      const hasButton = context.can.buttons && (kind === 'command' || kind === 'unread');
      const document = hintDocument(kind, ama, { url: await threadUrl(ama, context), hasButton });
      return { kind: 'message', document, ...(hasButton && { buttons: [askButton(ama)] }) };
    },
    async carried(subject, context) {
      const found: (CarriedQuestion & { readonly ama: AmaFacts })[] = [];
      for (const id of subject.split(',')) {
        const facts = await questionFacts(id, context);
        const before = await store.question(facts?.question.carriedFromId);
        const from = before && (await store.ama(before.amaId, context.groupId))?.title;
        if (!facts || from === undefined || isKeptBack(facts.ama) || facts.ama.state === 'closed') continue;
        if (!['waiting', 'approved', 'merged'].includes(facts.question.state)) continue;
        found.push({ ...facts, from });
      }
      const ama = found[0]?.ama;
      return ama && { kind: 'message', document: carriedNotice(ama, await threadUrl(ama, context), found) };
    },
  };
}

/** Whether what somebody is told of a post is still of use to them. */
function isStillRelevant(ama: AmaFacts, kind: HintKind): boolean {
  if (kind === 'late' || kind === 'lateAnswer') return ama.state === 'closed';
  const isToHost = kind === 'unreadAnswer' || kind === 'unaddressed';
  return isToHost ? isAtWork(ama) : takesQuestions(ama);
}

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
