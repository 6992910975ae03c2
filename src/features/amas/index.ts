// The feature of the AMAs: from anyone's question to an answer that can be found.
import type { Feature } from '../../core/feature.ts';
import { afterwardsActions, afterwardsCommands } from './afterwards.ts';
import { answeringActions, answeringCommands, answeringForms } from './answering.ts';
import { askingActions, askingCommands, askingForms } from './asking.ts';
import { issueActions, issueForms } from './carrying-issues.ts';
import { clock } from './clock.ts';
import type { AmasDeps } from './deps.ts';
import { draftFormActions, draftForms } from './draft-forms.ts';
import { draftPresenters } from './draft-presenters.ts';
import { draftingActions } from './draft-publishing.ts';
import { draftingCommands } from './drafting.ts';
import { planningCommands } from './editing.ts';
import { exportCommands } from './export-command.ts';
import { following } from './following.ts';
import { hostingCommands } from './hosting.ts';
import { lifeCommands } from './life.ts';
import { amaLookup } from './lookup.ts';
import { moderatingActions, moderatingCommands } from './moderating.ts';
import { moderatingForms } from './moderation-forms.ts';
import { noticePresenters } from './notice-presenters.ts';
import { ownQuestionsActions, ownQuestionsCommands } from './own-questions.ts';
import { amaPresenters } from './presenters.ts';
import { queueActions, queueCommands } from './queue.ts';
import { remarkActions, remarkCommands, remarkForms } from './remarks.ts';
import { remindingActions, remindingCommands, tellingPresenters } from './telling.ts';
import { votingActions } from './voting.ts';

export { answeredTopic } from './afterwards.ts';
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
