// What a watch reads, where it goes, and what of that not everybody who reads there may see.
import type { PlaceRef } from '../../../core/command.ts';
import { placesFor } from '../../../core/directory.ts';
import { type Block, p, strong } from '../../../core/document.ts';
import type { PlaceId } from '../../../core/publication.ts';
import type { Watch } from '../facts.ts';
import { isToldToAll } from '../pages.ts';
import type { Asked } from './asked.ts';
import { existingRepositories } from './existing.ts';
import { placeIds } from './watch-options.ts';

/** All of it, of a new one. */
export async function toAdd(
  asked: Asked,
  { repository, channel }: { readonly repository: string; readonly channel?: PlaceRef | undefined },
) {
  const repositories = await existingRepositories(asked, repository);
  const chosen = placeIds(channel ?? (await placeHere(asked)));
  return { repositories, chosen, openly: await exposed(asked, repositories, chosen) };
}

/** What of it is changed, of one that is there. */
export async function toChange(
  found: Asked & { readonly watch: Watch },
  wanted: {
    readonly repository?: string | undefined;
    readonly channel?: PlaceRef | undefined;
    readonly remove?: string | undefined;
  },
) {
  const { repository, channel, remove } = wanted;
  const { scope, chosen: before } = found.watch;
  const repositories = repository ? await existingRepositories(found, repository) : undefined;
  const chosen = remove ? [] : channel && placeIds(channel);
  const openly =
    repositories || chosen
      ? await exposed(found, repositories ?? scope.repositories, chosen ?? before)
      : undefined;
  return { repositories, chosen, openly };
}

/** Where it was asked for, if that holds messages and the group has no place for digests on that platform. */
async function placeHere({ request: { place, can }, group }: Asked): Promise<PlaceRef | undefined> {
  if (!place || !can.messages) return undefined;
  const known = placesFor(await group(), 'digests');
  return known.some(({ platform }) => platform === place.platform) ? undefined : place;
}

/** Those that only some may see on GitHub, where everybody can read what a watch publishes; none while GitHub is away. */
async function exposed(asked: Asked, repositories: readonly string[], chosen: readonly PlaceId[]) {
  if (!(await isToldToAll(asked, await asked.group(), { chosen }))) return [];
  const answers = await Promise.all(repositories.map((repository) => asked.isPublic({ repository })));
  return repositories.filter((_, i) => answers[i] === false);
}

/** What an organiser says yes to. */
export function warningOf(repositories: readonly string[]): Block {
  return p(
    strong('Not everybody may see '),
    repositories.join(', '),
    strong(' on GitHub, but everybody can read where its digests go.'),
  );
}
