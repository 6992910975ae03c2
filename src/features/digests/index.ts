// The room of the digests: which pull requests need somebody, and whom.
import type { Feature } from '../../core/feature.ts';
import { digestActions, digestCommands } from './commands/digest.ts';
import { watchCommands } from './commands/watch.ts';
import { digestViews } from './contents.ts';
import type { DigestsDeps } from './deps.ts';
import { clock } from './running.ts';

export type { DigestsDeps } from './deps.ts';

/** Builds the room. */
export function digests(deps: DigestsDeps): Feature {
  return {
    name: 'digests',
    commands: [...digestCommands(deps), ...watchCommands(deps)],
    actions: [...digestActions(deps)],
    forms: [],
    views: digestViews(deps),
    tick: clock(deps),
  };
}
