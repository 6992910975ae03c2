// The feature of polls: when people can come to a single meeting, from the question to the meeting.

import type { Feature } from '../../../core/feature.ts';
import { earliest } from '../../../core/time.ts';
import { answeringActions, answeringCommands, answeringForm } from './commands/answering.ts';
import { editingCommand } from './commands/editing.ts';
import { endingAction, endingCommands } from './commands/ending.ts';
import { followingCommands } from './commands/following.ts';
import { openingCommand } from './commands/opening.ts';
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
      openingCommand(deps),
      ...answeringCommands(deps),
      ...followingCommands(deps),
      ...endingCommands(deps),
      editingCommand(deps),
    ],
    actions: [...answeringActions(deps), endingAction(deps)],
    forms: [answeringForm(deps)],
    views: pollPresenters(deps),
    pages: pollPages(deps),
    async advance(groupId, now) {
      const going = await deps.store.advance(groupId, now);
      return earliest(going.map((poll) => nextDueAt(poll, now)));
    },
  };
}
