// The feature of the AMAs: from anyone's question to an answer that can be found.
import { openerOf } from '../../core/command/form.ts';
import type { Feature } from '../../core/feature.ts';
import { clock } from './clock.ts';
import { afterwardsAction, afterwardsCommand } from './commands/afterwards.ts';
import { answeringAction, answeringCommands, answeringForm } from './commands/answering.ts';
import { askingActions, askingCommand, askingForms } from './commands/asking.ts';
import { issueForm } from './commands/carrying-issues.ts';
import { draftFormActions, draftForms } from './commands/draft-forms.ts';
import { draftingActions } from './commands/draft-publishing.ts';
import { draftingCommand } from './commands/drafting.ts';
import { planningCommands } from './commands/editing.ts';
import { exportCommand } from './commands/export.ts';
import { hostingCommands } from './commands/hosting.ts';
import { lifeCommands } from './commands/life.ts';
import { amaLookup } from './commands/lookup.ts';
import { moderatingActions, moderatingCommands } from './commands/moderating.ts';
import { moderatingForms } from './commands/moderation-forms.ts';
import { ownQuestionsActions, ownQuestionsCommand } from './commands/own-questions.ts';
import { queueActions, queueCommands } from './commands/queue.ts';
import { remarkActions, remarkCommands } from './commands/remarks.ts';
import { votingAction } from './commands/voting.ts';
import type { AmasDeps } from './deps.ts';
import { draftPresenters } from './draft-presenters.ts';
import { noticePresenters } from './notice-presenters.ts';
import { amaPresenters } from './presenters.ts';
import { remindingAction, remindingCommand, tellingPresenters } from './telling.ts';
import { following } from './topic/following.ts';

export { answeredTopic } from './commands/afterwards.ts';
export type { AmasDeps } from './deps.ts';

/** Builds the feature. */
export function amas(deps: AmasDeps): Feature {
  const lookup = amaLookup(deps);
  return {
    name: 'amas',
    commands: [
      ...planningCommands(lookup),
      ...lifeCommands(lookup),
      ...hostingCommands(lookup),
      askingCommand(lookup),
      ownQuestionsCommand(lookup),
      ...moderatingCommands(lookup),
      ...remarkCommands(lookup),
      ...queueCommands(lookup),
      ...answeringCommands(lookup),
      draftingCommand(lookup),
      exportCommand(lookup),
      afterwardsCommand(lookup),
      remindingCommand(lookup),
    ],
    actions: [
      ...askingActions(lookup),
      ...ownQuestionsActions(lookup),
      votingAction(lookup),
      remindingAction(lookup),
      ...moderatingActions(lookup),
      ...remarkActions(lookup),
      ...queueActions(lookup),
      answeringAction(lookup),
      ...draftingActions(lookup),
      ...draftFormActions(lookup),
      afterwardsAction(lookup),
      openerOf(issueForm(lookup)),
    ],
    forms: [
      ...askingForms(lookup),
      ...moderatingForms(lookup),
      answeringForm(lookup),
      ...draftForms(lookup),
      issueForm(lookup),
    ],
    views: {
      ...amaPresenters(lookup),
      ...noticePresenters(lookup),
      ...tellingPresenters(lookup),
      ...draftPresenters(lookup),
    },
    advance: clock(lookup),
    ingest: following(lookup),
  };
}
