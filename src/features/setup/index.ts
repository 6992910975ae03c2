// The feature that sets a group up and tells its organisers what could not be published.

import { accountOn, type GroupFacts, type PersonFacts } from '../../core/directory.ts';
import type { Feature } from '../../core/feature.ts';
import { type SetupDeps, setupCommands } from './commands.ts';
import type { Fault, Notice } from './store.ts';
import { faultNotice } from './views.ts';

/** Builds the feature. */
export function setup(
  deps: SetupDeps & {
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
      async fault(subject) {
        const fault = await deps.store.fault(Number(subject));
        return (
          fault && {
            kind: 'message',
            summary: 'Something could not be published.',
            document: faultNotice(fault),
          }
        );
      },
    },
    async tick(now) {
      for (const fault of await deps.store.untold()) {
        const group = await deps.group(fault.groupId);
        const notices = noticesFor(fault, group, await deps.organisers(fault.groupId));
        await deps.store.tell(fault, (await deps.store.isToldOf(fault)) ? [] : notices, now);
      }
      return undefined;
    },
  };
}

/**
 * Where a fault is told: in the organisers' channel, else the moderators', else to each organiser in private, as also
 * when it is that channel which fails; on the other platform when Discord is down.
 */
export function noticesFor(
  fault: Pick<Fault, 'platform' | 'isRetried' | 'place'>,
  group: GroupFacts,
  organisers: readonly PersonFacts[],
): Notice[] {
  const { place } = fault;
  const failing = place.kind === 'channel' && !fault.isRetried ? place.id : undefined;
  const channel = [group.organisersChannel, group.moderatorsChannel].find(
    (one) => one !== undefined && one !== failing,
  );
  const isDiscordDown = fault.platform === 'discord' && fault.isRetried;
  if (channel && !isDiscordDown) {
    return [{ platform: 'discord', place: { kind: 'channel', id: channel } }];
  }
  const first = isDiscordDown ? 'discourse' : 'discord';
  const second = isDiscordDown ? 'discord' : 'discourse';
  return organisers.flatMap((person): Notice[] => {
    const account = accountOn(person, first) ?? accountOn(person, second);
    return account ? [{ platform: account.platform, place: { kind: 'person', id: account.id } }] : [];
  });
}
