// Who keeps in touch with a partner now: whoever has left the group does not, and the author of a call does it for them.
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
  const owners = await people.byIds(call.groupId, [
    ...new Set(partners.flatMap(({ ownerId }) => ownerId ?? [])),
  ]);
  const isHere = (id: number | undefined) => owners.some((one) => one.id === id && one.role !== 'none');
  return partners.map((partner) => ({
    partner,
    keeperId: isHere(partner.ownerId) ? partner.ownerId : call.createdById,
  }));
}
