// The feature of the AMAs: from anyone's question to an answer that can be found.
import type { Feature } from '../../core/feature.ts';
import { clock } from './clock.ts';
import { afterwardsActions, afterwardsCommands } from './commands/afterwards.ts';
import { answeringActions, answeringCommands, answeringForms } from './commands/answering.ts';
import { askingActions, askingCommands, askingForms } from './commands/asking.ts';
import { issueActions, issueForms } from './commands/carrying-issues.ts';
import { draftFormActions, draftForms } from './commands/draft-forms.ts';
import { draftingActions } from './commands/draft-publishing.ts';
import { draftingCommands } from './commands/drafting.ts';
import { planningCommands } from './commands/editing.ts';
import { exportCommands } from './commands/export.ts';
import { hostingCommands } from './commands/hosting.ts';
import { lifeCommands } from './commands/life.ts';
import { amaLookup } from './commands/lookup.ts';
import { moderatingActions, moderatingCommands } from './commands/moderating.ts';
import { moderatingForms } from './commands/moderation-forms.ts';
import { ownQuestionsActions, ownQuestionsCommands } from './commands/own-questions.ts';
import { queueActions, queueCommands } from './commands/queue.ts';
import { remarkActions, remarkCommands, remarkForms } from './commands/remarks.ts';
import { votingActions } from './commands/voting.ts';
import type { AmasDeps } from './deps.ts';
import { draftPresenters } from './draft-presenters.ts';
import { noticePresenters } from './notice-presenters.ts';
import { amaPresenters } from './presenters.ts';
import { remindingActions, remindingCommands, tellingPresenters } from './telling.ts';
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
      ...askingCommands(lookup),
      ...ownQuestionsCommands(lookup),
      ...moderatingCommands(lookup),
      ...remarkCommands(lookup),
      ...queueCommands(lookup),
      ...answeringCommands(lookup),
      ...draftingCommands(lookup),
      ...exportCommands(lookup),
      ...afterwardsCommands(lookup),
      ...remindingCommands(lookup),
    ],
    actions: [
      ...askingActions(lookup),
      ...ownQuestionsActions(lookup),
      ...votingActions(lookup),
      ...remindingActions(lookup),
      ...moderatingActions(lookup),
      ...remarkActions(lookup),
      ...queueActions(lookup),
      ...answeringActions(lookup),
      ...draftingActions(lookup),
      ...draftFormActions(lookup),
      ...afterwardsActions(lookup),
      ...issueActions(lookup),
    ],
    forms: [
      ...askingForms(lookup),
      ...moderatingForms(lookup),
      ...remarkForms(lookup),
      ...answeringForms(lookup),
      ...draftForms(lookup),
      ...issueForms(lookup),
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
