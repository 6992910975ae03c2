// The feature's views: loads the facts that a publication shows and hands them to the pure views.

import { mayUseRepository } from '../../core/directory.ts';
import { standing, type View, type ViewContext } from '../../core/publication.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { VotesDeps } from './deps.ts';
import type { Vote } from './facts.ts';
import {
  droppedDocument,
  editedDocument,
  reminderButtons,
  reminderDocument,
  uncountedDocument,
} from './notice-views.ts';
import { resultKey } from './publications.ts';
import { decisionDocument, decisionFile, decisionMarkdown } from './record.ts';
import { isOpen } from './rules.ts';
import { resultDocument, voteButtons, voteCard, voteTitle } from './views.ts';

/** Builds the views. */
export function votePresenters({ store, groups, personalLink }: VotesDeps): Readonly<Record<string, View>> {
  async function found(subject: string, context: ViewContext) {
    const vote = await store.vote(context.groupId, Number(subject));
    if (!vote) return undefined;
    const { zone } = await groups.find(context.groupId);
    const decision = vote.state === 'closed' ? await store.decisionOf(vote.id) : undefined;
    return { vote, shown: { zone, now: context.now, decision: decision?.number } };
  }

  const ballotPage = ({ id, groupId, closesAt }: Vote, personId: number) =>
    personalLink({ groupId, personId, subject: `decisions/vote/${id}`, expiresAt: closesAt });

  return {
    async card(subject, context) {
      const facts = await found(subject, context);
      if (!facts) return undefined;
      const { vote, shown } = facts;
      const isOver = vote.state === 'withdrawn' || vote.state === 'amended';
      if (isOver && !context.isPublished) return undefined;
      const document = voteCard(vote, shown, context.can);
      const buttons = voteButtons(vote, context.now);
      const hasResult = vote.state === 'closed' && context.can.topics;
      const results = hasResult ? await context.links(resultKey(vote)) : [];
      const isClosed = isOver || results.some(({ platform }) => platform === context.platform);
      const isFollowed = vote.state === 'open';
      return standing(context.can, { title: voteTitle(vote), document, buttons, isClosed, isFollowed });
    },
    async result(subject, context) {
      const facts = await found(subject, context);
      if (facts?.vote.state !== 'closed') return undefined;
      const document = resultDocument(facts.vote, facts.shown);
      return context.can.topics ? { kind: 'post', document } : { kind: 'message', document };
    },
    async reminder(subject, context) {
      const [voteIds = '', personId = ''] = subject.split('/');
      const votes: Vote[] = [];
      for (const id of voteIds.split(',')) {
        const vote = await store.vote(context.groupId, Number(id));
        const elector = vote?.electors.find((one) => one.personId === Number(personId));
        const isMissing = elector && !elector.hasVoted && !elector.leftAt;
        if (vote && isMissing && isOpen(vote, context.now)) votes.push(vote);
      }
      if (votes.length === 0) return undefined;
      const { zone } = await groups.find(context.groupId);
      const sorted = votes.toSorted((a, b) => a.closesAt.getTime() - b.closesAt.getTime());
      const missing = sorted.map((vote) => ({ vote, url: ballotPage(vote, Number(personId)) }));
      return {
        kind: 'message',
        document: reminderDocument(missing, { zone, now: context.now }, context.can),
        buttons: reminderButtons(sorted, context.now),
      };
    },
    async dropped(subject, context) {
      const [voteId = '', personId = ''] = subject.split('/');
      const vote = await store.vote(context.groupId, Number(voteId));
      if (!vote) return undefined;
      const { zone } = await groups.find(context.groupId);
      const later = await store.numbered(context.groupId, vote.amendedBy);
      const next = later?.electors.some((one) => one.personId === Number(personId)) ? later : undefined;
      const { buttons } = context.can;
      return {
        kind: 'message',
        document: droppedDocument(vote, { next, zone, buttons }),
        ...(next && { buttons: voteButtons(next, context.now) }),
      };
    },
    async unheard(subject, context) {
      const [voteId = '', personId = '', how] = subject.split('/');
      const facts = await found(voteId, context);
      const elector = facts?.vote.electors.find((one) => one.personId === Number(personId));
      if (!facts || !elector || !isOpen(facts.vote, context.now)) return undefined;
      if (how === 'edit') {
        const ballot = facts.vote.ballots.find((one) => one.personId === elector.personId);
        return ballot && { kind: 'message', document: editedDocument(facts.vote, ballot.choice) };
      }
      return { kind: 'message', document: uncountedDocument(facts.vote, elector.hasVoted) };
    },
    async decision(subject, context) {
      const decision = await store.decisionById(context.groupId, Number(subject));
      if (!decision) return undefined;
      const { zone } = await groups.find(context.groupId);
      const title = shortened(`Decision ${decision.number}: ${decision.title}`, 200);
      return standing(context.can, { title, document: decisionDocument(decision, zone) });
    },
    async file(subject, context) {
      const [id, ...kept] = subject.split('/');
      const decision = await store.decisionById(context.groupId, Number(id));
      const { folder } = await store.settings(context.groupId);
      // Where it was put stays its place when later ones go elsewhere; an older Docent did not keep that.
      const parts = subject.includes('/') ? kept : folder.split('/').slice(2);
      const path = parts.filter((part) => part !== '');
      // What was granted may have been taken back since, wherever later decisions go.
      const group = await groups.find(context.groupId);
      const place = [context.repository, ...path].join('/');
      if (!decision || folder === '' || !mayUseRepository(group, place)) return undefined;
      return {
        kind: 'file',
        path: [...path, decision.fileName || decisionFile(decision)].join('/'),
        text: decisionMarkdown(decision, group.zone),
        title: `Decision ${decision.number}: ${decision.title}`,
        body: 'What the group decided, for its record.',
        goesOn: true,
      };
    },
  };
}
