// The feature that sets a group up and tells its organisers what could not be published, and which platform refuses the bot.

import type { PersonFacts } from '../../core/directory.ts';
import type { Feature } from '../../core/feature.ts';
import { type SetupDeps, setupCommands } from './commands.ts';
import { noticesFor, type RefusalDeps, refusalView, tellRefusals } from './refusals.ts';
import { faultNotice, faultSummary } from './views.ts';

/** Builds the feature. */
export function setup(
  deps: SetupDeps &
    RefusalDeps & {
      /** The people whom faults concern. */
      organisers(groupId: number): Promise<readonly PersonFacts[]>;
    },
): Feature {
  return {
    name: 'setup',
    commands: setupCommands(deps),
    actions: [],
    forms: [],
    views: {
      refusal: refusalView(deps),
      async fault(subject, { isPublished }) {
        const fault = await deps.store.fault(Number(subject));
        // Whoever was not told while it lasted need not be.
        if (!fault || (fault.error === undefined && !isPublished)) return undefined;
        return {
          kind: 'message',
          summary: faultSummary(fault),
          document: faultNotice(fault, deps.platformTitle),
        };
      },
    },
    async advance(groupId, now) {
      const organisers = () => deps.organisers(groupId);
      const group = () => deps.group(groupId);
      const { told, next } = await tellRefusals(deps, { group, organisers }, now);
      for (const fault of await deps.store.untold(groupId)) {
        const isKnown =
          told.some((one) => one.name === fault.platform && one.why === fault.error) ||
          (await deps.store.isToldOf(fault));
        await deps.store.tell(
          fault,
          isKnown ? [] : noticesFor(fault, await group(), await organisers()),
          now,
        );
      }
      return next;
    },
  };
}
