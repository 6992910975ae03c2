// The feature of the AMAs: from anyone's question to an answer that can be found.
import { openerOf } from '../../core/command/form.ts';
import type { Feature } from '../../core/feature.ts';
import { earliest } from '../../core/time.ts';
import { afterwardsAction, afterwardsCommand } from './commands/afterwards.ts';
import { answeringAction, answeringCommands, answeringForm } from './commands/answering.ts';
import { askingActions, askingCommand, askingForms } from './commands/asking.ts';
import { issueForm } from './commands/carrying-issues.ts';
import { draftFormActions, draftForms, draftingActions } from './commands/draft-publishing.ts';
import { draftingCommand } from './commands/drafting.ts';
import { planningCommands } from './commands/editing.ts';
import { exportCommand } from './commands/export.ts';
import { hostingCommands } from './commands/hosting.ts';
import { lifeCommands } from './commands/life.ts';
import { type AmaLookup, amaLookup } from './commands/lookup.ts';
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
import { dueState, followedUntil, lastHourAt, nextStepAt } from './rules.ts';
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

/** Builds what does what is due for a group's AMAs; answers when something is due next. */
export function clock({ store }: Pick<AmaLookup, 'store'>) {
  return async (groupId: number, now: Date): Promise<Date | undefined> => {
    const next: Date[] = [];
    for (const before of await store.unfinished(groupId)) {
      const to = dueState(before, now);
      if (to) await store.move(before, to, { now, isByHand: false });
      const ama = (to && (await store.ama(before.id))) ?? before;
      const at = nextStepAt(ama, now);
      if (at) next.push(at);
      const lastAt = lastHourAt(ama);
      if (!lastAt) continue;
      if (lastAt > now) next.push(lastAt);
      else if (now < ama.closesAt && (ama.state === 'live' || ama.state === 'wrapping'))
        await store.lastHour(ama);
    }
    for (const ama of await store.stillFollowed(groupId, now)) {
      const until = followedUntil(ama);
      if (until > now) next.push(until);
      else {
        await store.dropFiles(ama, now);
        await store.stopFollowing(ama);
      }
    }
    return earliest(next);
  };
}
