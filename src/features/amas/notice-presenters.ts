// What askers and authors are told in private: loads the facts and hands them to the pure views.
import type { Content } from '../../core/content.ts';
import type { Document } from '../../core/document.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import type { AmaLookup } from './commands/lookup.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { type HintKind, hintKinds } from './notice-publications.ts';
import { presentedFacts } from './presented-facts.ts';
import { isAtWork, isKeptBack, takesQuestions } from './rules.ts';
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
      const [amaId, named, on] = subject.split('/');
      const kind = hintKinds.find((one) => one === named);
      const ama = await store.ama(Number(amaId), context.groupId);
      if (!ama || !kind || !isStillRelevant(ama, kind)) return undefined;
      const hasButton = context.can.buttons && (kind === 'command' || kind === 'unread');
      // Where they wrote it, wherever they are told of it.
      const url = await threadUrl(ama, context, on);
      const document = hintDocument(kind, ama, { url, hasButton });
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
