// What every feature may know of groups and their people; the roster keeps it and app.ts hands it out.
import type { Account, PlatformName } from './account.ts';
import { UserError } from './errors.ts';
import type { PlaceId, Purpose } from './publication.ts';

/** A place of a group, and what it is for. */
export interface GroupPlace extends PlaceId {
  readonly purpose: Purpose;
}

/** A work group and its places; ids are those of the platforms. */
export interface GroupFacts {
  readonly id: number;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  /** Since when it is served, where that is known. */
  readonly createdAt?: Date;
  /** What is its own on each platform: a guild, a category. */
  readonly spaces: readonly PlaceId[];
  readonly places: readonly GroupPlace[];
  /** `owner/name`. */
  readonly repositories: readonly string[];
  /** What it may use beside its own; a group that has the bot to itself may use all that the bot can. */
  readonly grants: Grants | 'everything';
}

/** What the operator granted to one of several groups. */
export interface Grants {
  readonly places: readonly PlaceId[];
  /** `owner/name`, or `owner/name/folder`, in lower case. */
  readonly repositories: readonly string[];
}

/** Whether a group may use a place that many groups could choose, such as a category of a shared forum. */
export function mayUsePlace(group: Pick<GroupFacts, 'grants' | 'spaces'>, place: PlaceId): boolean {
  if (group.grants === 'everything') return true;
  return [...group.spaces, ...group.grants.places].some(
    ({ platform, id }) => platform === place.platform && id === place.id,
  );
}

/** Whether a group may use a repository (`owner/name`) or a folder of one (`owner/name/docs/minutes`). */
export function mayUseRepository({ grants }: Pick<GroupFacts, 'grants'>, wanted: string): boolean {
  if (grants === 'everything') return true;
  const path = `${wanted.toLowerCase()}/`;
  return grants.repositories.some((granted) => path.startsWith(`${granted}/`));
}

/** Throws a UserError when a group may not use a repository or a folder of one. */
export function refuseStrangeRepository(group: Pick<GroupFacts, 'grants' | 'id'>, wanted: string): void {
  if (mayUseRepository(group, wanted)) return;
  throw new UserError(
    `\`${wanted}\` is not granted to this group. Whoever runs me can do that: \`docent groups grant ${group.id} ${wanted}\`.`,
  );
}

/** Throws a UserError when a group may not use a shared place. */
export function refuseStrangePlace(
  group: Pick<GroupFacts, 'grants' | 'spaces' | 'id'>,
  place: PlaceId & { readonly name: string },
): void {
  if (mayUsePlace(group, place)) return;
  throw new UserError(
    `"${place.name}" is not granted to this group. Whoever runs me can do that: \`docent groups grant ${group.id} ${place.platform}:${place.id}\`.`,
  );
}

/** Somebody known to the group. */
export interface PersonFacts {
  readonly id: number;
  readonly name: string;
  readonly role: 'organiser' | 'member' | 'none';
  readonly accounts: readonly Account[];
  /** IANA zone, if they gave one. */
  readonly zone?: string;
  /** Hours they can never make, in their own zone: `00:00-06:00`. */
  readonly never: readonly string[];
  /** Hours they prefer, likewise. */
  readonly prefers: readonly string[];
}

/** The groups that this process serves. */
export interface Groups {
  find(groupId: number): Promise<GroupFacts>;
  /**
   * That group as it was some seconds ago at most, for what a request is shown; what this process changes shows at once.
   * Never for what is published: it would show what another process has changed already.
   */
  recent(groupId: number): Promise<GroupFacts>;
  list(): Promise<readonly GroupFacts[]>;
}

/** The people of a group. */
export interface People {
  /** The person behind an account; somebody not seen before is written down with the role `none`. */
  of(groupId: number, account: Account): Promise<PersonFacts>;
  /** The same, if they were seen before; looking writes nobody down. */
  known(groupId: number, account: Account): Promise<PersonFacts | undefined>;
  /** The same; somebody not seen before is described with the id 0, which nobody has and which is never written down. */
  knownOrNew(groupId: number, account: Account): Promise<PersonFacts>;
  /** Those with these ids, in that order; unknown ids are left out. */
  byIds(groupId: number, ids: readonly number[]): Promise<PersonFacts[]>;
  /** Members and organisers. */
  members(groupId: number): Promise<PersonFacts[]>;
}

/** A group's places for a purpose, in the order in which they were chosen. */
export function placesFor(group: Pick<GroupFacts, 'places'>, purpose: Purpose): PlaceId[] {
  return group.places
    .filter((place) => place.purpose === purpose)
    .map(({ platform, id }) => ({ platform, id }));
}

/** The places that were chosen, each instead of the usual ones on its platform. */
export function orUsual(chosen: readonly PlaceId[], usual: readonly PlaceId[]): PlaceId[] {
  return [...chosen, ...usual.filter(({ platform }) => !chosen.some((one) => one.platform === platform))];
}

/**
 * Whether a place is one of some places, or is held by one: a thread of a channel, a topic of a category. What is held is no
 * such place itself: a topic's number may be another category's.
 */
export function isIn(
  place: (PlaceId & { readonly within?: string }) | undefined,
  places: readonly PlaceId[],
): boolean {
  return places.some(({ platform, id }) => platform === place?.platform && id === (place.within ?? place.id));
}

/** What a group has on a platform: a guild's id, a category's. */
export function spaceOn(group: Pick<GroupFacts, 'spaces'>, platform: PlatformName): string | undefined {
  return group.spaces.find((space) => space.platform === platform)?.id;
}
