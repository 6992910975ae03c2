// Moves the cards of applications to where they are read.
import type { GroupFacts } from '../../../core/directory.ts';
import type { Destination } from '../../../core/publication.ts';
import { mark, markViews } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import { applicationPlaces, cardWanted } from '../member-publications.ts';
import { currentStates } from '../membership-rules.ts';
import { rulesIn } from './rows.ts';

/**
 * The places where a group's applications are read may have changed: those that go on are shown there, and their view has
 * them taken away elsewhere. Where there are none, nobody is written to about what was shown already.
 */
export async function moveCards(
  rows: Transaction,
  { id: groupId, places: all }: Pick<GroupFacts, 'id' | 'places'>,
): Promise<void> {
  await markViews(rows, groupId, ['members/application']);
  const places = applicationPlaces({ places: all }, await rulesIn(rows, groupId));
  if (places.length === 0) return;
  const to: Destination = { kind: 'places', places };
  const current = await rows.application.findMany({
    where: { groupId, state: { in: [...currentStates] } },
    select: { id: true, uid: true, groupId: true },
  });
  for (const { key, ...card } of current.map(cardWanted)) {
    // What stands elsewhere is not to bring it back to where it was.
    await rows.publication.updateMany({ where: { groupId, key }, data: { destination: JSON.stringify(to) } });
    await mark(rows, [{ ...card, key, to }]);
  }
}
