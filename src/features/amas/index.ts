// The room of the AMAs: from anyone's question to an answer that can be found.
import type { Feature } from '../../core/feature.ts';
import { afterwardsCommands } from './afterwards.ts';
import { answeringActions, answeringCommands, answeringForms } from './answering.ts';
import { askingActions, askingCommands, askingForms } from './asking.ts';
import { clock } from './clock.ts';
import { following } from './following.ts';
import { hostingCommands } from './hosting.ts';
import { lifeCommands } from './life.ts';
import { moderatingActions, moderatingCommands, moderatingForms } from './moderating.ts';
import { ownQuestionsCommands } from './own-questions.ts';
import { planningCommands } from './planning.ts';
import { queueActions, queueCommands } from './queue.ts';
import { type AmasDeps, roomOf } from './room.ts';
import { sceneViews } from './scenes.ts';
import { votingActions } from './voting.ts';

export type { AmasDeps } from './room.ts';

/** Builds the room. */
export function amas(deps: AmasDeps): Feature {
  const room = roomOf(deps);
  const { tick } = clock(room);
  const { follows, hear } = following(room);
  return {
    name: 'amas',
    commands: [
      ...planningCommands(room),
      ...lifeCommands(room),
      ...hostingCommands(room),
      ...askingCommands(room),
      ...ownQuestionsCommands(room),
      ...moderatingCommands(room),
      ...queueCommands(room),
      ...answeringCommands(room),
      ...afterwardsCommands(room),
    ],
    actions: [
      ...askingActions(room),
      ...votingActions(room),
      ...moderatingActions(room),
      ...queueActions(room),
      ...answeringActions(room),
    ],
    forms: [...askingForms(room), ...moderatingForms(room), ...answeringForms(room)],
    views: sceneViews(room),
    tick,
    follows,
    hear,
  };
}
