// Where an AMA is held and moderated: its own places, else the group's.
import { type GroupFacts, orUsual, placesFor } from '../../core/directory.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { AmaFacts } from './facts.ts';

/** The places in which an AMA is moderated: its own, else the group's. */
export function moderatorPlaces(ama: Pick<AmaFacts, 'moderators'>, group: GroupFacts): readonly PlaceId[] {
  return ama.moderators.length > 0 ? ama.moderators : placesFor(group, 'moderation');
}

/** The places in which an AMA is held: its own on their platforms, else the group's. */
export function amaPlaces(ama: Pick<AmaFacts, 'chosen'>, group: GroupFacts): PlaceId[] {
  return orUsual(ama.chosen, placesFor(group, 'amas'));
}
