// Where organisers are told of what goes wrong on a platform.
import type { GroupFacts, GroupPlace, PersonFacts } from '../../core/directory.ts';
import type { Destination } from '../../core/publication.ts';
import type { Fault } from './store.ts';

/**
 * Where a fault is told: in the organisers' place, else the moderators', if that is on a platform that works and is not
 * the one that fails; else to each organiser in private, on another platform if they have an account there.
 */
export function noticesFor(
  fault: Pick<Fault, 'platform' | 'isRetried' | 'destination'>,
  group: Pick<GroupFacts, 'places'>,
  organisers: readonly PersonFacts[],
): Destination[] {
  const failing = fault.destination?.kind === 'purpose' ? fault.destination.purpose : undefined;
  const isWell = ({ platform, purpose }: GroupPlace) =>
    platform !== fault.platform || !(fault.isRetried || [failing].flat().includes(purpose));
  const place = (['organisers', 'moderation'] as const)
    .flatMap((purpose) => group.places.filter((one) => one.purpose === purpose))
    .find(isWell);
  if (place) return [{ kind: 'places', places: [{ platform: place.platform, id: place.id }] }];
  return organisers.map((person): Destination => {
    const elsewhere = person.accounts.find(({ platform }) => platform !== fault.platform);
    return fault.isRetried && elsewhere
      ? { kind: 'account', account: { platform: elsewhere.platform, id: elsewhere.id } }
      : { kind: 'person', personId: person.id };
  });
}
