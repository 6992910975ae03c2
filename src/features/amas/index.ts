// The room of the AMAs: from anyone's question to an answer that can be found.
import type { Feature } from '../../core/feature.ts';
import type { View } from '../../core/publication.ts';
import { answeringActions, answeringCommands, answeringForms } from './answering.ts';
import { askingActions, askingCommands, askingForms } from './asking.ts';
import { clock } from './clock.ts';
import { lifeCommands } from './life.ts';
import { type AmasDeps, roomOf } from './room.ts';
import { sceneViews } from './scenes.ts';

export type { AmasDeps } from './room.ts';

/** Builds the room. */
export function amas(deps: AmasDeps): Feature {
  const room = roomOf(deps);
  const views: Readonly<Record<string, View>> = sceneViews(room);
  const { tick } = clock(room);
  return {
    name: 'amas',
    commands: [...lifeCommands(room), ...askingCommands(room), ...answeringCommands(room)],
    actions: [...askingActions(room), ...answeringActions(room)],
    forms: [...askingForms(room), ...answeringForms(room)],
    views,
    tick,
  };
}
