// The feature that knows who is in the group.
import type { Feature } from '../../core/feature.ts';
import { type RosterDeps, rosterCommands } from './commands.ts';
import { claimMessage } from './views.ts';

/** Builds the feature. */
export function roster(deps: RosterDeps): Feature {
  return {
    name: 'roster',
    commands: rosterCommands(deps),
    actions: [],
    forms: [],
    views: {
      async claim(subject) {
        const claim = await deps.store.claimById(Number(subject));
        return claim && { kind: 'message', document: claimMessage(claim) };
      },
    },
  };
}
