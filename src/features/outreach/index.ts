// The feature of outreach: partner communities, and calls to them where they agreed.
import type { Feature } from '../../core/feature.ts';
import { clock } from './clock.ts';
import { callActions, callCommand, callForms } from './commands/calls.ts';
import { editingCommand } from './commands/editing.ts';
import { outcomeCommands } from './commands/outcomes.ts';
import { partnerActions, partnerCommands } from './commands/partners.ts';
import type { OutreachDeps } from './deps.ts';
import { outreachPresenters } from './presenters.ts';

export type { OutreachDeps } from './deps.ts';

/** Builds the feature. */
export function outreach(deps: OutreachDeps): Feature {
  return {
    name: 'outreach',
    commands: [...partnerCommands(deps), editingCommand(deps), callCommand(deps), ...outcomeCommands(deps)],
    actions: [...partnerActions(deps), ...callActions(deps)],
    forms: callForms(deps),
    views: outreachPresenters(deps),
    advance: clock(deps),
  };
}
