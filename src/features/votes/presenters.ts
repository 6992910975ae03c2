// The feature's views: loads the facts that a publication shows and hands them to the pure views.
import { mayUseRepository } from '../../core/directory.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import { decisionDocument } from './decision-views.ts';
import type { VotesDeps } from './deps.ts';
import type { Vote } from './facts.ts';
import { keys } from './publications.ts';
import { decisionFile, decisionMarkdown } from './record.ts';
import { isOpen } from './rules.ts';
import {
  reminderDocument,
  resultDocument,
  type Shown,
  unheardDocument,
  voteButtons,
  voteCard,
  voteTitle,
} from './views.ts';

/** Builds the views. */
export function votePresenters({ store, groups, personalLink }: VotesDeps): Readonly<Record<string, View>> {
  async function found(
    subject: string,
    context: ViewContext,
  ): Promise<{ vote: Vote; shown: Shown } | undefined> {
    const vote = await store.vote(context.groupId, Number(subject));
    if (!vote) return undefined;
    const { zone } = await groups.find(context.groupId);
    const decision = vote.verdict === 'passed' ? await store.decisionOf(vote.id) : undefined;
    return { vote, shown: { zone, now: context.now, ...(decision && { decision: decision.number }) } };
  }

  return {
    async card(subject, context) {
      const facts = await found(subject, context);
      if (!facts) return undefined;
      const { vote, shown } = facts;
      const isOver = vote.state === 'withdrawn' || vote.state === 'amended';
      if (isOver && !context.isPublished) return undefined;
      const document = voteCard(vote, shown, context.can);
      const buttons = context.can.buttons ? { buttons: voteButtons(vote, context.now) } : {};
      if (!context.can.topics) return { kind: 'message', document, ...buttons };
      const results = vote.state === 'closed' ? await context.links(keys.result(vote)) : [];
      const isClosed = isOver || results.some(({ platform }) => platform === context.platform);
      return {
        kind: 'topic',
        title: voteTitle(vote),
        document,
        ...buttons,
        isClosed,
        isFollowed: vote.state === 'open',
      };
    },
    async result(subject, context) {
      const facts = await found(subject, context);
      if (facts?.vote.state !== 'closed') return undefined;
      const document = resultDocument(facts.vote, facts.shown);
      return context.can.topics ? { kind: 'post', document } : { kind: 'message', document };
    },
    async reminder(subject, context) {
      const [voteId = '', personId = ''] = subject.split('/');
      const facts = await found(voteId, context);
      const elector = facts?.vote.electors.find((one) => one.personId === Number(personId));
      if (!facts || !elector || elector.hasVoted || elector.leftAt) return undefined;
      const buttons = voteButtons(facts.vote, context.now);
      if (buttons.length === 0) return undefined;
      return {
        kind: 'message',
        document: reminderDocument(facts.vote, facts.shown, {
          buttons: context.can.buttons,
          url: personalLink({
            groupId: context.groupId,
            personId: elector.personId,
            subject: `decisions/vote/${facts.vote.id}`,
            expiresAt: facts.vote.closesAt,
          }),
        }),
        ...(context.can.buttons && { buttons }),
      };
    },
    async unheard(subject, context) {
      const [voteId = '', personId = ''] = subject.split('/');
      const facts = await found(voteId, context);
      const elector = facts?.vote.electors.find((one) => one.personId === Number(personId));
      if (!facts || !elector || !isOpen(facts.vote, context.now)) return undefined;
      return { kind: 'message', document: unheardDocument(facts.vote, elector.hasVoted) };
    },
    async decision(subject, context) {
      const decision = await store.decisionById(context.groupId, Number(subject));
      if (!decision) return undefined;
      const { zone } = await groups.find(context.groupId);
      const document = decisionDocument(decision, zone);
      if (!context.can.topics) return { kind: 'message', document };
      const title = `Decision ${decision.number}: ${decision.title}`;
      return { kind: 'topic', title: title.slice(0, 200), document };
    },
    async file(subject, context) {
      const decision = await store.decisionById(context.groupId, Number(subject));
      const { folder } = await store.settings(context.groupId);
      const [, , ...path] = folder.split('/');
      // What was granted may have been taken back since.
      if (!decision || folder === '' || !mayUseRepository(await groups.find(context.groupId), folder))
        return undefined;
      return {
        kind: 'file',
        path: [...path, decision.fileName || decisionFile(decision)].join('/'),
        text: decisionMarkdown(decision),
        title: `Decision ${decision.number}: ${decision.title}`,
        body: 'What the group decided, for its record.',
        goesOn: true,
      };
    },
  };
}
