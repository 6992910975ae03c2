// The feature that knows who is in the group, and how people come and go.
import type { Feature } from '../../core/feature.ts';
import { type AccountDeps, accountCommands } from './commands/accounts.ts';
import { applicationAction, applicationCommands } from './commands/applications.ts';
import { applyingCommand, applyingForm } from './commands/applying.ts';
import { githubAction, githubCommand } from './commands/github.ts';
import { leavingActions, leavingCommands } from './commands/leaving.ts';
import { linkingCommands } from './commands/linking.ts';
import { membershipCommands } from './commands/memberships.ts';
import { personalCommands } from './commands/personal.ts';
import { replacingAction, replacingCommand } from './commands/replacing.ts';
import { ruleCommand } from './commands/rules.ts';
import { seatAction, seatCommand } from './commands/seats.ts';
import { memberClock } from './member-clock.ts';
import type { MembershipDeps, PersonalDeps } from './member-deps.ts';
import { memberPresenters } from './member-presenters.ts';
import { claimMessage } from './views.ts';

/** What the feature works with. */
interface MemberDeps extends AccountDeps, MembershipDeps, PersonalDeps {}

/** Builds the feature. */
export function members(deps: MemberDeps): Feature {
  return {
    name: 'members',
    commands: [
      ...accountCommands(deps),
      ...linkingCommands(deps),
      ...membershipCommands(deps),
      ...leavingCommands(deps),
      ruleCommand(deps),
      githubCommand(deps),
      replacingCommand(deps),
      applyingCommand(deps),
      ...applicationCommands(deps),
      seatCommand(deps),
      ...personalCommands(deps),
    ],
    actions: [
      ...leavingActions(deps),
      githubAction(deps),
      replacingAction(deps),
      applicationAction(deps),
      seatAction(deps),
    ],
    forms: [applyingForm(deps)],
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
