// From where a publication should be visible to the places that a group has there.
import { type Account, hasLostItsName } from '../core/account.ts';
import { type GroupPlace, orUsual, placesFor } from '../core/directory.ts';
import type { Destination, Place, PlaceId, Purpose, Remote } from '../core/publication.ts';
import { purposes } from '../core/publication.ts';
import type { Database, Transaction } from '../storage/client.ts';

/** One place of a destination; `slot` names it for ever, whichever channel it is at the moment. */
export interface Spot {
  readonly slot: string;
  readonly platform: string;
  readonly place: Place;
}

/** The platform on which changes of files are published: the one whose capability `files` is set. */
export const repositories = 'repository';
/** The platform of a private message before an account is chosen for it. */
const unknown = '';

/** What a destination means for a group now. */
export async function spotsOf(
  rows: Database | Transaction,
  groupId: number,
  destination: Destination,
): Promise<Spot[]> {
  switch (destination.kind) {
    case 'purpose':
      return numbered(chosenOf(destination, await groupPlaces(rows, groupId)), 'channel');
    case 'places':
      return numbered(destination.places, 'channel');
    case 'spaces': {
      const spaces = await rows.space.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
      return numbered(
        spaces.map(({ platform, spaceId }) => ({ platform, id: spaceId })),
        'space',
      );
    }
    case 'inside': {
      const { key, otherwise, besideOn } = destination;
      const homes = await rows.publication.findMany({
        where: { key: { in: otherwise === undefined ? [key] : [key, otherwise] } },
        select: { slot: true, platform: true, place: true },
        distinct: ['slot'],
        orderBy: { id: 'asc' },
      });
      return homes.map(({ slot, platform, place }) => ({
        slot,
        platform,
        place:
          platform === besideOn
            ? readPlace(place)
            : { kind: 'inside', key, slot, ...(otherwise !== undefined && { otherwise }) },
      }));
    }
    case 'account': {
      const { platform, id } = destination.account;
      return [{ slot: 'person', platform, place: { kind: 'person', id } }];
    }
    case 'person':
      return [
        { slot: 'person', platform: unknown, place: { kind: 'somebody', personId: destination.personId } },
      ];
    case 'file':
      return [
        {
          slot: repositories,
          platform: repositories,
          place: { kind: 'repository', id: destination.repository },
        },
      ];
    default:
      return destination satisfies never;
  }
}

/** The places of a purpose: those that were chosen, each instead of the group's own on its platform. */
export function chosenOf(
  { purpose, chosen = [], isByPlatform }: Omit<Extract<Destination, { kind: 'purpose' }>, 'kind'>,
  places: readonly GroupPlace[],
): PlaceId[] {
  const wanted: readonly Purpose[] = typeof purpose === 'string' ? [purpose] : purpose;
  const all = wanted.map((one): readonly PlaceId[] => placesFor({ places }, one));
  const first = all.find((found) => found.length > 0) ?? [];
  return orUsual(chosen, isByPlatform ? all.reduce((own, more) => orUsual(own, more)) : first);
}

/** The first place on a platform bears its name alone, so that moving to another channel keeps the slot. */
function numbered(places: readonly PlaceId[], kind: 'channel' | 'space'): Spot[] {
  return [...Map.groupBy(places, ({ platform }) => platform).values()].flatMap((those) =>
    those.map(({ platform, id }, i) => ({
      slot: i === 0 ? platform : `${platform}/${i}`,
      platform,
      place: { kind, id },
    })),
  );
}

/** The places that a group has, in the order in which they were chosen. */
export async function groupPlaces(rows: Database | Transaction, groupId: number): Promise<GroupPlace[]> {
  const found = await rows.place.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
  return found.flatMap(({ purpose, platform, placeId }) =>
    isPurpose(purpose) ? [{ purpose, platform, id: placeId }] : [],
  );
}

/** Whether a stored word is a purpose. */
export function isPurpose(word: string): word is Purpose {
  return purposes.some((one) => one === word);
}

/** The accounts by which somebody can be written to, the one that was known first before the others. */
export async function accountsOf(rows: Database | Transaction, personId: number): Promise<Account[]> {
  const all = await rows.account.findMany({ where: { personId }, orderBy: { id: 'asc' } });
  return all
    .map(
      ({ platform, accountId: id, name, stableId }): Account => ({
        platform,
        id,
        name,
        ...(stableId !== null && { stableId }),
      }),
    )
    .filter((one) => !hasLostItsName(one));
}

/** Reads a stored `Destination`. */
export function readDestination(json: string): Destination {
  return JSON.parse(json);
}

/** Reads a stored `Remote`. */
export function readRemote(json: string | null): Remote | undefined {
  return json === null ? undefined : JSON.parse(json);
}

/** Reads a stored `Remote`; undefined also while people cannot see it yet. */
export function readShown(json: string | null): Remote | undefined {
  const remote = readRemote(json);
  return remote?.awaits === undefined ? remote : undefined;
}

/** Reads a stored `Place`. */
export function readPlace(json: string): Place {
  return JSON.parse(json);
}
