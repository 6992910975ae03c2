// The feature that knows who is in the group, and how people come and go.
import type { Feature } from '../../core/feature.ts';
import { type AccountDeps, accountCommands } from './commands/accounts.ts';
import { applicationActions, applicationCommands, applicationForms } from './commands/applications.ts';
import { githubActions, githubCommands } from './commands/github.ts';
import { membershipActions, membershipCommands } from './commands/memberships.ts';
import { personalCommands } from './commands/personal.ts';
import { replacingActions, replacingCommands } from './commands/replacing.ts';
import { memberClock } from './member-clock.ts';
import type { MembershipDeps } from './member-deps.ts';
import { memberPresenters } from './member-presenters.ts';
import { claimMessage } from './views.ts';

/** What the feature works with. */
export interface MemberDeps extends AccountDeps, MembershipDeps {}

/** Builds the feature. */
export function members(deps: MemberDeps): Feature {
  return {
    name: 'members',
    commands: [
      ...accountCommands(deps),
      ...membershipCommands(deps),
      ...githubCommands(deps),
      ...replacingCommands(deps),
      ...applicationCommands(deps),
      ...personalCommands(deps),
    ],
    actions: [
      ...membershipActions(deps),
      ...githubActions(deps),
      ...replacingActions(deps),
      ...applicationActions(deps),
    ],
    forms: applicationForms(deps),
    views: {
      ...memberPresenters(deps),
      async claim(subject) {
        const claim = await deps.store.claimById(Number(subject));
        return claim && { kind: 'message', document: claimMessage(claim) };
      },
    },
    advance: memberClock(deps),
  };
}
