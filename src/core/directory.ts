// What every feature may know of the group and its people; the roster keeps it and app.ts hands it out.
import type { Account, PlatformName } from './account.ts';

/** A work group and its places; ids are those of the platforms. */
export interface GroupFacts {
  readonly id: number;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  readonly discordGuild?: string;
  readonly discourseCategory?: string;
  readonly meetingsChannel?: string;
  readonly pullRequestsChannel?: string;
  readonly amaChannel?: string;
  readonly moderatorsChannel?: string;
  readonly organisersChannel?: string;
  /** `owner/name`. */
  readonly repositories: readonly string[];
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
  list(): Promise<readonly GroupFacts[]>;
}

/** The people of a group. */
export interface People {
  /** The person behind an account; somebody not seen before is written down with the role `none`. */
  of(groupId: number, account: Account): Promise<PersonFacts>;
  /** Those with these ids, in that order; unknown ids are left out. */
  byIds(groupId: number, ids: readonly number[]): Promise<PersonFacts[]>;
  /** Members and organisers. */
  members(groupId: number): Promise<PersonFacts[]>;
}

/** A person's account on a platform, if they have one there. */
export function accountOn(person: PersonFacts, platform: PlatformName): Account | undefined {
  return person.accounts.find((account) => account.platform === platform);
}

/** The Discord channels that a group uses, and for what. */
export function usedChannels(group: GroupFacts): { id: string; purpose: string; guild: string }[] {
  const guild = group.discordGuild;
  if (guild === undefined) return [];
  const used = {
    meetings: group.meetingsChannel,
    'pull requests': group.pullRequestsChannel,
    AMAs: group.amaChannel,
    moderators: group.moderatorsChannel,
    organisers: group.organisersChannel,
  };
  return Object.entries(used).flatMap(([purpose, id]) => (id === undefined ? [] : [{ id, purpose, guild }]));
}
