// The feature of polls: when people can come to a single meeting, from the question to the meeting.
import type { Feature } from '../../../core/feature.ts';
import { answeringActions, answeringCommands, answeringForms } from './commands/answering.ts';
import { editingCommands } from './commands/editing.ts';
import { endingActions, endingCommands } from './commands/ending.ts';
import { followingCommands } from './commands/following.ts';
import { openingCommands } from './commands/opening.ts';
import type { PollsDeps } from './deps.ts';
import { pollPages } from './pages.ts';
import { pollPresenters } from './presenters.ts';
import { nextDueAt } from './rules.ts';

export type { PollsDeps } from './deps.ts';

/** Builds the feature. */
export function polls(deps: PollsDeps): Feature {
  return {
    name: 'polls',
    commands: [
      ...openingCommands(deps),
      ...answeringCommands(deps),
      ...followingCommands(deps),
      ...endingCommands(deps),
      ...editingCommands(deps),
    ],
    actions: [...answeringActions(deps), ...endingActions(deps)],
    forms: answeringForms(deps),
    views: pollPresenters(deps),
    pages: pollPages(deps),
    async advance(groupId, now) {
      const going = await deps.store.advance(groupId, now);
      const next = going.flatMap((poll) => nextDueAt(poll, now) ?? []);
      return next.toSorted((a, b) => a.getTime() - b.getTime())[0];
    },
  };
}
