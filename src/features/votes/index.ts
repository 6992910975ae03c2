// The feature of votes and decisions: from a question to a counted, recorded answer.
import type { Feature } from '../../core/feature.ts';
import { castingActions, castingCommands, castingForms } from './commands/casting.ts';
import { decisionCommands } from './commands/decisions.ts';
import { followingCommands } from './commands/following.ts';
import { openingCommands } from './commands/opening.ts';
import { settingsCommands } from './commands/settings.ts';
import type { VotesDeps } from './deps.ts';
import { votePresenters } from './presenters.ts';
import { nextDueAt } from './rules.ts';

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
      ...settingsCommands(deps),
    ],
    actions: castingActions(deps),
    forms: castingForms(deps),
    views: votePresenters(deps),
    async advance(groupId, now) {
      const open = (await store.list(groupId)).filter(({ state }) => state === 'open');
      if (open.length > 0) {
        const present = new Set((await people.members(groupId)).map(({ id }) => id));
        const gone = new Set(
          open.flatMap(({ electors }) =>
            electors.flatMap(({ personId, leftAt }) => (leftAt || present.has(personId) ? [] : [personId])),
          ),
        );
        for (const personId of gone) await store.electorLeft(groupId, personId, now);
      }
      await store.advance(groupId, now);
      const next = (await store.list(groupId)).flatMap((vote) => nextDueAt(vote, now) ?? []);
      return next.toSorted((a, b) => a.getTime() - b.getTime())[0];
    },
  };
}
