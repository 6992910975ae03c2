// Places that are chosen by name from a list, such as a forum's categories: which one is meant by what was typed.

import { UserError } from './errors.ts';
import type { NamedPlace } from './platform.ts';
import type { Choice } from './reply.ts';

/** Choices for what was typed so far; where several platforms list places, each says where it is. */
export function placeChoices(
  listed: readonly NamedPlace[],
  typed: string,
  titleOf: (platform: string) => string | undefined,
): Choice[] {
  const isOfSeveral = new Set(listed.map(({ platform }) => platform)).size > 1;
  return listed
    .map(({ platform, id, name }) =>
      isOfSeveral
        ? { name: `${name} (${titleOf(platform) ?? platform})`, value: `${platform}:${id}` }
        : { name, value: id },
    )
    .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
}

/** The place that is meant by its id, its name or `platform:id`. Throws a `UserError` that names those that there are. */
export function placeCalled(listed: readonly NamedPlace[], typed: string): NamedPlace {
  const wanted = typed.trim().toLowerCase();
  const ways: readonly ((place: NamedPlace) => string)[] = [
    ({ platform, id }) => `${platform}:${id}`,
    ({ id }) => id,
    ({ name }) => name,
  ];
  for (const spelled of ways) {
    const [found, other] = listed.filter((place) => spelled(place).toLowerCase() === wanted);
    if (found && other) {
      const all = [found, other].map(({ platform, id }) => `\`${platform}:${id}\``).join(' or ');
      throw new UserError(`Several places are called "${typed}". Write ${all}.`);
    }
    if (found) return found;
  }
  const names = listed.map(({ name }) => name).join(', ') || 'none that this group may use';
  throw new UserError(`There is no category "${typed}". There are: ${names}.`);
}
