// The feature of outreach: partner communities, and calls to them where they agreed.
import type { Feature } from '../../core/feature.ts';
import { earliest } from '../../core/time.ts';
import { callActions, callCommand, callForms } from './commands/calls.ts';
import { editingCommand } from './commands/editing.ts';
import { outcomeCommands } from './commands/outcomes.ts';
import { partnerActions, partnerCommands } from './commands/partners.ts';
import type { OutreachDeps } from './deps.ts';
import { stillOpen } from './keeping.ts';
import { outreachPresenters } from './presenters.ts';
import { checkedAt, followUpAt } from './rules.ts';

export type { OutreachDeps } from './deps.ts';

/** Builds the feature. */
export function outreach(deps: OutreachDeps): Feature {
  return {
    name: 'outreach',
    commands: [...partnerCommands(deps), editingCommand(deps), callCommand(deps), ...outcomeCommands(deps)],
    actions: [...partnerActions(deps), ...callActions(deps)],
    forms: callForms(deps),
    views: outreachPresenters(deps),
    advance: clock(deps),
  };
}

/** Builds what does what is due for a group's calls; answers when something is due next. */
export function clock({ store, people }: Pick<OutreachDeps, 'store' | 'people'>) {
  return async (groupId: number, now: Date): Promise<Date | undefined> => {
    const coming: Date[] = [];
    for (const call of await store.calls(groupId)) {
      const at = followUpAt(call);
      const checkAt = checkedAt(call);
      if (!at || !checkAt) continue;
      if (checkAt > now) coming.push(checkAt);
      else if (now.getTime() - checkAt.getTime() < 86_400_000) await store.lookAfter(call);
      if (at > now) {
        coming.push(at);
        continue;
      }
      // Long after, nobody remembers.
      if (now.getTime() - at.getTime() > 60 * 86_400_000) continue;
      const keepers = (await stillOpen({ store, people }, call)).flatMap(({ keeperId }) => keeperId ?? []);
      await store.followUp(call, [...new Set(keepers)]);
    }
    return earliest(coming);
  };
}
