// What the bot answers about a visitor: which group, whether they are an organiser there, and their zone.
import type { Account, PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import type { CallerContext, Invocation } from '../../core/invocation.ts';
import type { MemberStore } from './store.ts';

/** An account whose owner is an organiser of every group here. */
interface OrganiserAccount {
  readonly platform: PlatformName;
  readonly id: string;
}

/**
 * Builds the answer. Organisers are those who manage the space (as the platform tells), those
 * who are configured, by any of their joined accounts, and those to whom the roster gave the role.
 */
export function callerContext(
  store: MemberStore,
  configured: readonly OrganiserAccount[],
): (invocation: Invocation) => Promise<CallerContext> {
  return async (invocation) => {
    const group =
      invocation.groupId === undefined
        ? await store.recentGroup(invocation.platform, invocation.space, invocation)
        : await store.find(invocation.groupId);
    const person = await callerIn(group.id, invocation.caller);
    const isOrganiser =
      invocation.isManager ||
      person?.role === 'organiser' ||
      isConfigured(person ?? { accounts: [invocation.caller] }, configured);
    return {
      groupId: group.id,
      isOrganiser,
      isMember: isOrganiser || person?.role === 'member',
      zone: person?.zone ?? group.zone,
    };
  };

  /**
   * The person who asks. Somebody new is not written down for having read something, but an organiser is, so that they
   * are found among the organisers; a name that changed is.
   */
  async function callerIn(groupId: number, caller: Account): Promise<PersonFacts | undefined> {
    const known = await store.known(groupId, caller);
    const isNew = !known && !isConfigured({ accounts: [caller] }, configured);
    const isCurrent = known?.accounts.some(
      ({ platform, id, name }) => platform === caller.platform && id === caller.id && name === caller.name,
    );
    return isNew || isCurrent ? known : await store.of(groupId, caller);
  }
}

/** Builds the answer to who a group's organisers are: those of the roster, and the configured ones known there. */
export function organisersOf(
  store: MemberStore,
  configured: readonly OrganiserAccount[],
): (groupId: number) => Promise<PersonFacts[]> {
  return async (groupId) => {
    const members = await store.members(groupId);
    const known = await Promise.all(
      configured.map(({ platform, id }) => store.known(groupId, { platform, id, name: id })),
    );
    const all = [...members.filter(({ role }) => role === 'organiser'), ...known];
    const byId = new Map(all.flatMap((person) => (person ? [[person.id, person] as const] : [])));
    return [...byId.values()];
  };
}

/** Whether one of a person's accounts is configured as an organiser's. */
function isConfigured(
  person: Pick<PersonFacts, 'accounts'>,
  configured: readonly OrganiserAccount[],
): boolean {
  return person.accounts.some((account) =>
    configured.some((one) => one.platform === account.platform && sameId(one, account)),
  );
}

/** User names are told apart without regard to case. */
function sameId(one: OrganiserAccount, other: OrganiserAccount): boolean {
  return one.id.toLowerCase() === other.id.toLowerCase();
}
