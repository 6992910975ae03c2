// Private repositories that a watch would tell everybody of: asked about when it is added or changed, and remembered.
import type { PlaceRef, Request } from '../../../core/command.ts';
import { type Inline, strong } from '../../../core/document.ts';
import type { DigestsParts } from '../deps.ts';
import type { Watch } from '../facts.ts';
import { isToldToAll } from '../pages.ts';
import { existingRepositories } from './existing.ts';
import { placeIds } from './watch-options.ts';

/** Those that only some may see on GitHub, where everybody can read what the watch publishes; none while GitHub is away. */
export async function exposedRepositories(
  deps: DigestsParts,
  { groupId, now }: Request,
  { repositories, chosen }: { readonly repositories: readonly string[] } & Pick<Watch, 'chosen'>,
): Promise<string[]> {
  const group = await deps.groups.find(groupId);
  if (!(await isToldToAll(deps, group, { chosen }))) return [];
  const arePublic = await Promise.all(repositories.map((repository) => deps.isPublic({ repository }, now)));
  return repositories.filter((_, i) => arePublic[i] === false);
}

/** What a watch tells everybody so once it is changed; undefined where nothing that matters for it is changed. */
export async function exposedByChange(
  deps: DigestsParts,
  request: Request,
  {
    watch: { scope, chosen },
    values: { repository, channel, remove },
  }: {
    watch: Pick<Watch, 'scope' | 'chosen'>;
    values: {
      readonly repository?: string | undefined;
      readonly channel?: PlaceRef | undefined;
      readonly remove?: string | undefined;
    };
  },
): Promise<string[] | undefined> {
  if (repository === undefined && channel === undefined && remove === undefined) return undefined;
  return await exposedRepositories(deps, request, {
    repositories: repository ? await existingRepositories(deps, request, repository) : scope.repositories,
    chosen: remove === 'channel' ? [] : channel ? placeIds(channel) : chosen,
  });
}

/** What an organiser says yes to. */
export function exposureWarning(repositories: readonly string[]): Inline[] {
  return [
    strong('Not everybody may see '),
    repositories.join(', '),
    strong(' on GitHub, but everybody can read where its digests go.'),
  ];
}
