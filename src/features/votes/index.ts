// The feature of votes and decisions: from a question to a counted, recorded answer.

import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { earliest } from '../../core/time.ts';
import { optionsIn } from './choices.ts';
import { castingActions, castingCommands, castingForms } from './commands/casting.ts';
import { decisionChanges, decisionCommands } from './commands/decisions.ts';
import { followingCommands } from './commands/following.ts';
import { electorsOf, shownIn } from './commands/lookup.ts';
import { openingCommands } from './commands/opening.ts';
import { settingsCommand } from './commands/settings.ts';
import { count } from './counting.ts';
import type { VotesDeps } from './deps.ts';
import type { Vote, VoteRule } from './facts.ts';
import { ingest } from './ingest.ts';
import { decisionPages } from './pages.ts';
import { votePresenters } from './presenters.ts';
import { decisionPlaces } from './publications.ts';
import { isRunning, nextDueAt } from './rules.ts';
import type { NewVote, VoteStore } from './store.ts';

export { decisionsFile } from './commands/decisions.ts';
export type { VotesDeps } from './deps.ts';

/** Builds the feature. */
export function votes(deps: VotesDeps): Feature {
  const { store, people } = deps;
  return {
    name: 'votes',
    commands: [
      ...openingCommands(deps),
      ...castingCommands(deps),
      ...followingCommands(deps),
      ...decisionCommands(deps),
      ...decisionChanges(deps),
      settingsCommand(deps),
    ],
    actions: castingActions(deps),
    forms: castingForms(deps),
    views: votePresenters(deps),
    pages: decisionPages(deps),
    ingest: ingest(deps),
    async advance(groupId, now) {
      const open = (await store.running(groupId)).filter(({ state }) => state === 'open');
      if (open.length > 0) {
        const present = new Set((await people.members(groupId)).map(({ id }) => id));
        const gone = new Set(
          open.flatMap(({ electors }) =>
            electors.flatMap(({ personId, leftAt }) => (leftAt || present.has(personId) ? [] : [personId])),
          ),
        );
        for (const personId of gone) await store.electorLeft(groupId, personId, now);
      }
      const readUntil = await deps.readUntil(await deps.groups.find(groupId));
      await store.advance(groupId, now, readUntil);
      return earliest((await store.running(groupId)).map((vote) => nextDueAt(vote, now)));
    },
  };
}

/** Builds what opens votes for another feature, whose `job` is woken when one ends, and tells what came of them. */
export function votesAbout(deps: VotesDeps, job: string) {
  const { store } = deps;
  const told = ({ number, state, verdict, closedAt: endedAt }: Vote) => {
    if (isRunning({ state })) return { number, state: 'going' } as const;
    // What decides nothing can be voted on again.
    if (state !== 'closed' || verdict === 'noQuorum' || verdict === 'tied')
      return { number, state: 'dropped', endedAt } as const;
    return { number, state: verdict === 'passed' ? 'passed' : 'failed', endedAt } as const;
  };
  return {
    async openVote(
      vote: Pick<NewVote, 'groupId' | 'question' | 'details' | 'rule' | 'openedBy' | 'now'> & {
        concerns: string;
      },
      alongside: Parameters<VoteStore['openWith']>[1],
    ) {
      const { groupId, rule, concerns } = vote;
      const terms = await termsOf(deps, groupId, rule);
      const made = await store.openWith(
        { ...vote, ...terms, options: [], concerns: { what: concerns, job } },
        alongside,
      );
      return made && told(made);
    },
    async voteAbout(groupId: number, concerns: string) {
      const vote = await store.voteAbout(groupId, concerns);
      return vote && told(vote);
    },
  };
}

/** Builds what opens ranked votes about the order of things for another feature, and tells how the last one ended. */
export function rankings(deps: VotesDeps, job: string) {
  const { store } = deps;
  const concerns = `${job}/order`;
  return {
    /** Answers the vote's number. Throws a UserError when there is nobody to vote, or no place for it. */
    async openRanking(
      vote: Pick<NewVote, 'groupId' | 'question' | 'options' | 'openedBy' | 'now'>,
    ): Promise<number> {
      const { groupId } = vote;
      const terms = await termsOf(deps, groupId, 'ranked');
      const made = {
        ...vote,
        ...terms,
        details: '',
        concerns: { what: concerns, job },
      };
      const opened = await store.open(made, (running) => {
        const last = running.find((one) => one.concerns === concerns);
        if (last) throw new UserError(`Vote ${last.number} about that is still open.`);
      });
      return opened.number;
    },
    /** Takes options out of such a vote that goes on. */
    async dropOptions(groupId: number, isGone: (option: string) => boolean, now: Date): Promise<void> {
      const vote = await store.voteAbout(groupId, concerns);
      if (vote?.state !== 'open') return;
      const gone = optionsIn(vote.options).flatMap(({ name }) => (isGone(name) ? [name] : []));
      if (gone.length > 0) await store.withoutOptions(vote, gone, now);
    },
    /** The options of the last such vote, best first, those that are tied together, once it was counted with its quorum. */
    async lastRanking(groupId: number): Promise<readonly (readonly string[])[] | undefined> {
      const vote = await store.voteAbout(groupId, concerns);
      if (vote?.state !== 'closed') return undefined;
      const { order, verdict } = count(vote, vote.ballots, vote.electors.length);
      if (verdict === 'noQuorum' || verdict === 'tooFew') return undefined;
      return order.map((tier) => tier.flatMap((number) => vote.options[number - 1] || []));
    },
  };
}

/** The usual terms of a vote of everybody. Throws a UserError when there is nobody to vote, or no place for it. */
async function termsOf(deps: VotesDeps, groupId: number, rule: VoteRule) {
  const { days, quorumPercent, isSecret } = await deps.store.settings(groupId);
  const electors = await electorsOf(deps, groupId, { voters: '', rule });
  shownIn(decisionPlaces(await deps.groups.find(groupId)));
  return { rule, days, quorumPercent, isSecret, voters: '', chosen: [], electors, isProposed: false };
}
