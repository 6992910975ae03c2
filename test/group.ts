// A group with its spaces and places, as `/docent setup` would have made it.
import type { GroupPlace } from '../src/core/directory.ts';
import { type PlaceId, type Purpose, purposes } from '../src/core/publication.ts';
import type { Database } from '../src/storage/client.ts';

/** Places by purpose, each as `platform:id`, several with spaces: `{ meetings: 'discord:1 discourse:5' }`. */
export type Places = Partial<Record<Purpose, string>>;

const idsOf = (text: string): PlaceId[] =>
  text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [platform = '', ...id] = one.split(':');
      return { platform, id: id.join(':') };
    });

/** The places of a table. */
export function placesOf(places: Places): GroupPlace[] {
  return purposes.flatMap((purpose) => idsOf(places[purpose] ?? '').map((place) => ({ purpose, ...place })));
}

/** Makes a group; answers its id. */
export async function makeGroup(
  database: Database,
  {
    name = 'Docs',
    spaces = '',
    ...places
  }: Places & { name?: string; spaces?: string; zone?: string; repositories?: string } = {},
): Promise<number> {
  const { zone, repositories, ...purposed } = places;
  const { id } = await database.group.create({
    data: {
      name,
      ...(zone !== undefined && { zone }),
      ...(repositories !== undefined && { repositories }),
      spaces: { create: idsOf(spaces).map(({ platform, id: spaceId }) => ({ platform, spaceId })) },
      places: {
        create: placesOf(purposed).map(({ purpose, platform, id: placeId }) => ({
          purpose,
          platform,
          placeId,
        })),
      },
    },
  });
  return id;
}
