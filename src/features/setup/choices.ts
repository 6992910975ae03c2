// What organisers chose in `/docent setup`, and the group as it is then.

import type { PlaceRef } from '../../core/command.ts';
import { type GroupFacts, type GroupPlace, placesFor } from '../../core/directory.ts';
import { UserError } from '../../core/errors.ts';
import { repositoriesTyped } from '../../core/github/repository-typed.ts';
import type { NamedPlace } from '../../core/platform.ts';
import type { PlaceId, Purpose } from '../../core/publication.ts';
import { cleanedLine } from '../../core/text/cleaned.ts';
import { isNone } from '../../core/text/none.ts';
import { parseZone } from '../../core/time.ts';

/** What can be chosen for a group. */
export interface GroupChoice {
  name?: string;
  zone?: string;
  spaces?: readonly PlaceId[];
  places?: readonly GroupPlace[];
  repositories?: readonly string[];
  /** What the group shall have no longer. */
  gone?: { readonly places: readonly GroupPlace[]; readonly spaces: readonly PlaceId[] };
}

/** What can have a place, and the option that chooses it; where it has none, it goes to that of another. */
export const placeOptions = [
  { label: 'Meetings', purpose: 'meetings', option: 'meetings' },
  { label: 'Pull requests', purpose: 'digests', option: 'pull-requests' },
  { label: 'AMAs', purpose: 'amas', option: 'ama' },
  { label: 'Projects', purpose: 'projects', option: 'projects', instead: 'meetings' },
  { label: 'Votes and decisions', purpose: 'decisions', option: 'decisions', instead: 'meetings' },
  { label: 'Moderators', purpose: 'moderation', option: 'moderators' },
  { label: 'Organisers', purpose: 'organisers', option: 'organisers', instead: 'moderation' },
] as const satisfies readonly { label: string; purpose: Purpose; option: string; instead?: Purpose }[];

/** What can be taken away from a group. */
export const removable: readonly string[] = [
  ...placeOptions.map(({ option }) => option),
  'category',
  'repositories',
];

/** What a category of a forum is for. */
const categoryPurposes: readonly Purpose[] = ['meetings', 'digests', 'amas', 'projects'];

/** What was said, by option. */
export type SetupSaid = {
  readonly [of in (typeof placeOptions)[number]['option']]?: PlaceRef | undefined;
} & {
  readonly category?: string | undefined;
  readonly repositories?: string | undefined;
  readonly zone?: string | undefined;
  readonly name?: string | undefined;
  readonly remove?: string | undefined;
};

/** Whether a category was named that is to be looked for. */
export function namesCategory(said: SetupSaid): said is SetupSaid & { readonly category: string } {
  return said.category !== undefined && !isNone(said.category);
}

/**
 * What was chosen, with the place that `category` named. Throws a UserError when something of it cannot be, or is given
 * and taken away at once.
 */
export function choiceFrom(
  said: SetupSaid,
  category: NamedPlace | undefined,
  group: GroupFacts,
): GroupChoice {
  const { remove } = said;
  if (remove !== undefined && Object.entries(said).some(([name, value]) => name === remove && value))
    throw new UserError(`\`${remove}\` is given and taken away at once. Leave one of the two out.`);
  const repositories =
    remove === 'repositories' ? [] : said.repositories && repositoryList(said.repositories);
  const name = cleanedLine(said.name ?? '');
  const places = [
    ...placeOptions.flatMap(({ option, purpose }) => chosen(purpose, said[option])),
    ...(category ? categoryPurposes.map((purpose) => ({ ...placeIdOf(category), purpose })) : []),
  ];
  const gone = goneFrom(said, group);
  return {
    ...(places.length > 0 && { places }),
    ...(category && { spaces: [placeIdOf(category)] }),
    ...(repositories && { repositories }),
    ...(said.zone && { zone: parseZone(said.zone) }),
    ...(name && { name }),
    ...(gone && { gone }),
  };
}

/** What is to be taken away; undefined when nothing is, or the group has nothing of the kind. */
function goneFrom({ remove, category }: SetupSaid, group: GroupFacts): GroupChoice['gone'] {
  const isCategory = (place: PlaceId) => group.spaces.some((space) => isSame(space, place));
  if (remove === 'category' || (category !== undefined && isNone(category))) {
    const places = group.places.filter(isCategory);
    const spaces = group.spaces.filter((space) => places.some((place) => isSame(space, place)));
    // What the operator gave to one of several groups stays its own, and can be chosen again.
    return places.length === 0 ? undefined : { places, spaces: group.grants === 'everything' ? spaces : [] };
  }
  const purpose = placeOptions.find(({ option }) => option === remove)?.purpose;
  if (purpose === undefined) return undefined;
  const places = group.places.filter((one) => one.purpose === purpose && !isCategory(one));
  if (places.length > 0) return { places, spaces: [] };
  if (placesFor(group, purpose).length === 0) return undefined;
  throw new UserError(
    `\`${remove}\` has no place of its own: it is in the group’s category. \`/docent setup remove:category\` takes that away.`,
  );
}

/** A group as it is when these are chosen. */
export function changedGroup(
  group: GroupFacts,
  { places = [], spaces = [], gone, ...own }: GroupChoice,
): GroupFacts {
  const keptPlaces = group.places.filter(
    (one) =>
      !gone?.places.some((place) => place.purpose === one.purpose && isSame(place, one)) &&
      !places.some(({ purpose, platform }) => purpose === one.purpose && platform === one.platform),
  );
  const keptSpaces = group.spaces.filter(
    (one) =>
      !gone?.spaces.some((space) => isSame(space, one)) &&
      !spaces.some(({ platform }) => platform === one.platform),
  );
  return { ...group, ...own, places: [...keptPlaces, ...places], spaces: [...keptSpaces, ...spaces] };
}

/** What an option for a purpose says. */
function chosen(purpose: Purpose, place: PlaceRef | undefined): GroupPlace[] {
  return place ? [{ purpose, platform: place.platform, id: place.id }] : [];
}

const placeIdOf = ({ platform, id }: PlaceId): PlaceId => ({ platform, id });
const isSame = (one: PlaceId, other: PlaceId) => one.platform === other.platform && one.id === other.id;

function repositoryList(text: string): string[] {
  if (isNone(text)) return [];
  const names = repositoriesTyped(text);
  for (const name of names) {
    if (!/^[\w.-]+\/[\w.-]+$/u.test(name))
      throw new UserError(`"${name}" is not a repository. Write it as owner/name, such as python/cpython.`);
  }
  return [...new Set(names)];
}
