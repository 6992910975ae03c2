// The feature that knows who is in the group.
import type { Feature } from '../../core/feature.ts';
import { type MemberDeps, memberCommands } from './commands.ts';
import { personalCommands } from './personal.ts';
import { claimMessage } from './views.ts';

/** Builds the feature. */
export function members(deps: MemberDeps): Feature {
  return {
    name: 'members',
    commands: [...memberCommands(deps), ...personalCommands(deps)],
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
