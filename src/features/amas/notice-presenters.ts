// What askers and authors are told in private: loads the facts and hands them to the pure views.
import type { Content } from '../../core/content.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import type { AmaLookup } from './commands/lookup.ts';
import type { AmaFacts } from './facts.ts';
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
  partedNotice,
} from './views/asker.ts';
import {
  commandDocument,
  hintDocument,
  lateDocument,
  unaddressedDocument,
  unreadDocument,
} from './views/hint.ts';
import { followButtons } from './views/question.ts';

/** Builds the views. */
export function noticePresenters(lookup: AmaLookup): Readonly<Record<string, View>> {
  const { store } = lookup;
  const { questionFacts, noticeFacts, threadUrl } = presentedFacts(lookup);

  async function answered(subject: string, context: ViewContext): Promise<Content | undefined> {
    const found = await noticeFacts(subject, context);
    if (found?.facts.question.state !== 'answered') return undefined;
    const { facts, url, isHere, target } = found;
    const buttons = context.can.buttons ? followButtons(target) : [];
    return {
      kind: 'message',
      document: answeredNotice(facts, url, isHere && !context.can.buttons),
      ...(buttons.length > 0 && { buttons }),
    };
  }

  return {
    answered,
    answeredApart: answered,
    async parted(subject, context) {
      const facts = await questionFacts(subject, context);
      if (!facts || !['waiting', 'approved'].includes(facts.question.state)) return undefined;
      return { kind: 'message', document: partedNotice(facts) };
    },
    async declined(subject, context) {
      const found = await noticeFacts(subject, context);
      if (found?.facts.question.state !== 'declined') return undefined;
      return { kind: 'message', document: declinedNotice(found.facts) };
    },
    async arrived(subject, context) {
      const facts = await questionFacts(subject, context);
      if (facts?.question.state !== 'waiting' || !takesQuestions(facts.ama)) return undefined;
      return {
        kind: 'message',
        document: arrivedNotice(facts),
        ...(context.can.buttons && { buttons: ownButtons(facts.question) }),
      };
    },
    async changed(subject, context) {
      const facts = await questionFacts(subject, context);
      return facts?.question.proposedText === undefined
        ? undefined
        : { kind: 'message', document: changedNotice(facts) };
    },
    async hint(subject, context) {
      const [amaId, kind = 'remark'] = subject.split('/');
      const ama = await store.ama(Number(amaId), context.groupId);
      const isLate = kind === 'late' || kind === 'lateAnswer';
      if (ama && isLate)
        return ama.state === 'closed'
          ? {
              kind: 'message',
              document: lateDocument(ama, await threadUrl(ama, context), kind === 'lateAnswer'),
            }
          : undefined;
      // Later it would be of no use.
      const isToHost = kind === 'unreadAnswer' || kind === 'unaddressed';
      if (!ama || !(isToHost ? isAtWork(ama) : takesQuestions(ama))) return undefined;
      const url = await threadUrl(ama, context);
      if (kind === 'remark') return { kind: 'message', document: hintDocument(ama, url) };
      const buttons = context.can.buttons ? [askButton(ama)] : undefined;
      if (kind === 'command')
        return {
          kind: 'message',
          document: commandDocument(ama, url, buttons !== undefined),
          ...(buttons && { buttons }),
        };
      if (kind === 'unaddressed') return { kind: 'message', document: unaddressedDocument(ama, url) };
      return {
        kind: 'message',
        document: unreadDocument(ama, url, kind === 'unreadAnswer'),
        ...(kind === 'unread' && buttons && { buttons }),
      };
    },
    async carried(subject, context) {
      const found: (CarriedQuestion & { readonly ama: AmaFacts })[] = [];
      for (const id of subject.split(',')) {
        const facts = await questionFacts(id, context);
        const from = facts && (await store.carriedFrom(facts.question));
        if (!facts || from === undefined || isKeptBack(facts.ama) || facts.ama.state === 'closed') continue;
        if (!['waiting', 'approved', 'merged'].includes(facts.question.state)) continue;
        found.push({ ...facts, from });
      }
      const ama = found[0]?.ama;
      return ama && { kind: 'message', document: carriedNotice(ama, await threadUrl(ama, context), found) };
    },
    async kept(subject, context) {
      const facts = await questionFacts(subject, context);
      return facts && { kind: 'message', document: keptNotice(facts) };
    },
  };
}
