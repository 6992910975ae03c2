// The room that knows who is in the group.
import type { Feature } from '../../core/feature.ts';
import { rosterCommands } from './commands.ts';
import type { RosterStore } from './store.ts';
import { claimMessage } from './views.ts';

/** Builds the room. */
export function roster(deps: { readonly store: RosterStore }): Feature {
  return {
    name: 'roster',
    commands: rosterCommands(deps.store),
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
