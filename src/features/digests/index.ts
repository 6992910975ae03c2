// The feature of the digests: which pull requests need somebody, and whom.
import type { Feature } from '../../core/feature.ts';
import { asking } from './commands/asked.ts';
import { claimActions, claimCommands, claimForm } from './commands/claims.ts';
import { digestActions, digestCommands } from './commands/digest.ts';
import { issueCommand } from './commands/issues.ts';
import { labelCommand } from './commands/labels.ts';
import { numberCommand } from './commands/numbers.ts';
import { pullCommands } from './commands/pulls.ts';
import { rotaCommands } from './commands/rota.ts';
import { triageAction, triageCommand } from './commands/triage.ts';
import { watchCommands } from './commands/watch.ts';
import { workActions, workCommands } from './commands/work.ts';
import type { DigestsDeps } from './deps.ts';
import { digestPages } from './pages.ts';
import { digestViews } from './presenters.ts';
import { clock } from './running.ts';

export { agendaParts, mergedPart } from './agenda-parts.ts';
export type { DigestsDeps } from './deps.ts';

/** Builds the feature. */
export function digests(deps: DigestsDeps): Feature {
  const ask = asking(deps);
  return {
    name: 'digests',
    commands: [
      ...digestCommands(ask),
      ...pullCommands(ask),
      ...claimCommands(ask),
      ...rotaCommands(ask),
      ...watchCommands(ask),
      issueCommand(ask),
      labelCommand(ask),
      numberCommand(ask),
      ...workCommands(ask),
      triageCommand(ask),
    ],
    actions: [...digestActions(ask), ...claimActions(ask), ...workActions(ask), triageAction(ask)],
    forms: [claimForm(ask)],
    views: digestViews(deps),
    pages: digestPages(deps),
    advance: clock(deps),
  };
}
