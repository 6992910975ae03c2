// Keeps the cards of applications where they are read, and with those who read them.
import { groupPlaces } from '../../../publishing/place.ts';
import { mark, remark } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import { wakeGroup } from '../../../storage/schedule.ts';
import { applicationPlaces, cardWanted, toReaders } from '../member-publications.ts';
import { currentStates } from '../membership-rules.ts';
import { rulesIn } from './rows.ts';

/** Where a group's applications are read, as it is in a transaction. */
export async function placesIn(rows: Transaction, groupId: number) {
  const places = await groupPlaces(rows, groupId);
  return applicationPlaces({ places }, await rulesIn(rows, groupId));
}

/** Has the view of every card look whether it is read where it stands: those of decided applications have their applicants' words too. */
async function lookAtCards(rows: Transaction, groupId: number): Promise<void> {
  const isSeen = { OR: [{ endedAt: null }, { remote: { not: null } }] };
  await remark(rows, groupId, { groupId, view: 'members/application', ...isSeen });
}

/**
 * The places where a group's applications are read may have changed: those that go on are shown there, and their view has
 * all others taken away elsewhere. Where there are none, these organisers, who are new, get them in private; nobody else is
 * written to about what was shown already.
 */
export async function moveCards(
  rows: Transaction,
  groupId: number,
  organisers: readonly number[] = [],
): Promise<void> {
  await lookAtCards(rows, groupId);
  const places = await placesIn(rows, groupId);
  const current = await rows.application.findMany({
    where: { groupId, state: { in: [...currentStates] } },
    select: { id: true, uid: true, groupId: true },
  });
  for (const card of current.map(cardWanted)) {
    const destination = JSON.stringify({ kind: 'places', places });
    // What stands elsewhere is not to bring it back to where it was.
    if (places.length > 0)
      await rows.publication.updateMany({ where: { groupId, key: card.key }, data: { destination } });
    await mark(rows, toReaders(card, { places, organisers }));
  }
}

/** Somebody's role changed: who is a member decides of seats, votes and projects; who is an organiser, of what applicants wrote. */
export async function rolesChanged(rows: Transaction, groupId: number): Promise<void> {
  await wakeGroup(rows, groupId);
  await lookAtCards(rows, groupId);
}
