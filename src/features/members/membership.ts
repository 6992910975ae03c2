// What the bot answers about a visitor: which group, whether they are an organiser there, and their zone.
import { type Account, isSameAccount } from '../../core/account.ts';
import type { CallerContext, Invocation } from '../../core/command/invocation.ts';
import type { GroupFacts, PersonFacts } from '../../core/directory.ts';
import type { ConfiguredAccount } from './store/configured.ts';
import type { MemberStore } from './store.ts';

/**
 * Builds the answer. Organisers are those who manage the space (as the platform tells), those
 * who are configured, by any of their joined accounts, and those to whom the roster gave the role.
 */
export function callerContext(
  store: MemberStore,
  configured: readonly ConfiguredAccount[],
): (invocation: Invocation) => Promise<CallerContext> {
  const isConfigured = configuredWith(store, configured);

  return async (invocation) => {
    const group =
      invocation.groupId === undefined
        ? await store.recentGroup(invocation.platform, invocation.space, invocation)
        : await store.find(invocation.groupId);
    const person = await callerIn(group.id, invocation.caller);
    const isOrganiser =
      (invocation.isManager && hasPlaceHere(group, invocation)) ||
      person?.role === 'organiser' ||
      (await isConfigured(person?.accounts ?? [invocation.caller]));
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
    const isNew = !known && !(await isConfigured([caller]));
    const isCurrent = known?.accounts.some(
      (one) =>
        one.id === caller.id &&
        one.name === caller.name &&
        one.platform === caller.platform &&
        one.stableId === caller.stableId,
    );
    return isNew || isCurrent ? known : await store.of(groupId, caller);
  }
}

/** Builds the answer to who a group's organisers are: those of the roster, and the configured ones known there. */
export function organisersOf(
  store: MemberStore,
  configured: readonly ConfiguredAccount[],
): (groupId: number) => Promise<PersonFacts[]> {
  const isConfigured = configuredWith(store, configured);

  return async (groupId) => {
    const members = await store.members(groupId);
    const known = await Promise.all(
      configured.map(async (one) => {
        const stableId = await store.meantBy(one);
        const person = await store.known(groupId, {
          ...one,
          name: one.id,
          ...(stableId !== undefined && { stableId }),
        });
        return person && (await isConfigured(person.accounts)) ? person : undefined;
      }),
    );
    const all = [...members.filter(({ role }) => role === 'organiser'), ...known];
    const byId = new Map(all.flatMap((person) => (person ? [[person.id, person] as const] : [])));
    return [...byId.values()];
  };
}

/**
 * Builds the answer to whether one of some accounts is configured as an organiser's. A name means whoever was first seen under
 * it, also when they are called something else later; and never who has the name after them.
 */
function configuredWith(
  store: MemberStore,
  configured: readonly ConfiguredAccount[],
): (accounts: readonly Account[]) => Promise<boolean> {
  async function isMeant(one: ConfiguredAccount, account: Account): Promise<boolean> {
    const isCalledSo = isSameAccount(one, account);
    if (account.stableId === undefined) return isCalledSo;
    const meant = await store.meantBy(one);
    if (meant !== undefined || !isCalledSo) return meant === account.stableId;
    return (await store.means(one, account.stableId)) === account.stableId;
  }

  return async (accounts) => {
    for (const one of configured) {
      for (const account of accounts) {
        if (one.platform === account.platform && (await isMeant(one, account))) return true;
      }
    }
    return false;
  };
}

/** Whether managers of a platform have a say in a group: where it has something there, granted or its own, or the bot to itself. */
function hasPlaceHere({ grants, spaces }: GroupFacts, { platform, groupId }: Invocation): boolean {
  return (
    groupId !== undefined ||
    grants === 'everything' ||
    [...spaces, ...grants.places].some((one) => one.platform === platform)
  );
}
