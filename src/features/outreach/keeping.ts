// Who keeps in touch with a partner now: whoever has left the group does not, and the author of a call does it for them.
import type { PersonFacts } from '../../core/directory.ts';
import type { OutreachDeps } from './deps.ts';
import type { Call, Partner } from './facts.ts';
import { unanswered } from './rules.ts';

/** The partners of whom nothing came back of a call, with the person who is asked. */
export async function stillOpen(
  { store, people }: Pick<OutreachDeps, 'store' | 'people'>,
  call: Call,
): Promise<{ readonly partner: Partner; readonly keeperId: number | undefined }[]> {
  const open = new Set(unanswered(call).map(({ partnerId }) => partnerId));
  const partners = (await store.partners(call.groupId)).filter(({ id }) => open.has(id));
  const keepers = await keepersOf({ people }, call.groupId, partners);
  return partners.map((partner) => ({
    partner,
    keeperId: keepers.some(({ id }) => id === partner.ownerId) ? partner.ownerId : call.createdById,
  }));
}

/** Those who keep in touch with partners, and belong to the group still. */
export async function keepersOf(
  { people }: Pick<OutreachDeps, 'people'>,
  groupId: number,
  partners: readonly Partner[],
): Promise<PersonFacts[]> {
  const ids = [...new Set(partners.flatMap(({ ownerId }) => ownerId ?? []))];
  return (await people.byIds(groupId, ids)).filter(({ role }) => role !== 'none');
}
