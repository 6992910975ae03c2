// The feature of the digests: which pull requests need somebody, and whom.
import type { Feature } from '../../core/feature.ts';
import { claimActions, claimCommand, claimForm } from './commands/claims.ts';
import { currentDigests } from './commands/current.ts';
import { digestActions, digestCommands } from './commands/digest.ts';
import { givingBackCommands } from './commands/giving-back.ts';
import { issueCommand } from './commands/issues.ts';
import { labelCommand } from './commands/labels.ts';
import { numberCommand } from './commands/numbers.ts';
import { pullCommands } from './commands/pulls.ts';
import { publicRepositories } from './commands/readers.ts';
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
export function digests(given: DigestsDeps): Feature {
  const reading = { ...given, isPublic: publicRepositories(given.source) };
  // One for all commands: they share what is read, and what may be asked of GitHub in an hour.
  const deps = { ...reading, current: currentDigests(reading) };
  return {
    name: 'digests',
    commands: [
      ...digestCommands(deps),
      ...pullCommands(deps),
      claimCommand(deps),
      ...givingBackCommands(deps),
      ...rotaCommands(deps),
      ...watchCommands(deps),
      issueCommand(deps),
      labelCommand(deps),
      numberCommand(deps),
      ...workCommands(deps),
      triageCommand(deps),
    ],
    actions: [...digestActions(deps), ...claimActions(deps), ...workActions(deps), triageAction(deps)],
    forms: [claimForm(deps)],
    views: digestViews(deps),
    pages: digestPages(deps),
    advance: clock(deps),
  };
}
