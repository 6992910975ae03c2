// The feature of the digests: which pull requests need somebody, and whom.
import type { Feature } from '../../core/feature.ts';
import { claimActions, claimCommands, claimForms } from './commands/claims.ts';
import { currentDigests } from './commands/current.ts';
import { digestActions, digestCommands } from './commands/digest.ts';
import { givingBackCommands } from './commands/giving-back.ts';
import { issueCommands } from './commands/issues.ts';
import { labelCommands } from './commands/labels.ts';
import { numberCommands } from './commands/numbers.ts';
import { pullCommands } from './commands/pulls.ts';
import { publicRepositories } from './commands/readers.ts';
import { rotaCommands } from './commands/rota.ts';
import { triageActions, triageCommands } from './commands/triage.ts';
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
      ...claimCommands(deps),
      ...givingBackCommands(deps),
      ...rotaCommands(deps),
      ...watchCommands(deps),
      ...issueCommands(deps),
      ...labelCommands(deps),
      ...numberCommands(deps),
      ...workCommands(deps),
      ...triageCommands(deps),
    ],
    actions: [...digestActions(deps), ...claimActions(deps), ...workActions(deps), ...triageActions(deps)],
    forms: claimForms(deps),
    views: digestViews(deps),
    pages: digestPages(deps),
    advance: clock(deps),
  };
}
