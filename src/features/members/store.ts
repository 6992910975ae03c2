// The roster's rows: groups, people and their accounts; what other features get of it is `Groups` and `People`.
import type { Account, PlatformName } from '../../core/account.ts';
import type { Invocation } from '../../core/command/invocation.ts';
import type { GroupFacts, Groups, People, PersonFacts } from '../../core/directory.ts';
import type { PlaceId, Wanted } from '../../core/publication.ts';
import type { Database } from '../../storage/client.ts';
import type { Extent } from '../../storage/forgotten-words.ts';
import type { DataReader } from '../../storage/personal-data.ts';
import { accountStore } from './store/accounts.ts';
import { type ApplicationStore, applicationStore } from './store/applications.ts';
import { type ConfiguredStore, configuredStore } from './store/configured.ts';
import { groupStore } from './store/groups.ts';
import { type MembershipStore, membershipStore } from './store/memberships.ts';
import { type Elsewhere, nowhereElse, peopleStore } from './store/people.ts';

/** What `/docent setup` can change. */
export type GroupChange = Partial<Omit<GroupFacts, 'id' | 'grants'>> & {
  /** What the group shall have no longer. */
  readonly gone?: Pick<GroupFacts, 'places' | 'spaces'>;
};

/** What somebody can change about themselves. */
interface PersonChange {
  readonly zone?: string;
  readonly role?: PersonFacts['role'];
  readonly never?: readonly string[];
  readonly prefers?: readonly string[];
}

/** Which spaces are served. */
export interface ServedSpaces {
  /** Whether a platform's spaces are groups' own, into which the bot is invited, and not parts of a shared one. */
  isInvited(platform: PlatformName): boolean;
  /**
   * Those that the operator named in the configuration, beside those that were given to groups at the terminal; where none
   * of a platform is named, the first one that asks is served.
   */
  readonly named?: readonly PlaceId[];
}

/** Who asked, and by which message, where no space says the group. */
export type AskedWithout = Pick<Invocation, 'caller' | 'messageId' | 'replyTo' | 'groupName'>;

/** What the operator decides: where the bot is at work, and what a group may use beside its own. */
export interface ServedStore {
  /**
   * Serves a space, for a group that is there or for a new one, and answers the group's id. Throws a UserError when
   * another group has the space, or the group has another one there.
   */
  serve(space: PlaceId, how: { readonly groupId?: number; readonly name?: string }): Promise<number>;
  /** Lets a group use a place or a repository (`owner/name`, or a folder of it). Again, it changes nothing. */
  grant(groupId: number, what: PlaceId | string): Promise<void>;
  /** Takes a grant back; answers whether there was one. */
  revoke(groupId: number, what: PlaceId | string): Promise<boolean>;
  /** Serves a group no more, wherever it is; what it has is kept. */
  leave(groupId: number, now: Date): Promise<void>;
}

/** The groups. */
export interface GroupStore extends Groups, ServedStore {
  /**
   * The group of a space; else the one that the message is from, whose button was pressed; else the only group; else the
   * one where the caller is known. A space that is served becomes a group of its own when it is first seen.
   * Throws `UserError` when it cannot be told which is meant, or when the space is not served.
   */
  groupOf(platform: PlatformName, space: string | undefined, asked?: AskedWithout): Promise<number>;
  /** The group of a space, if it has one that is served; looking makes none. */
  knownGroup(platform: PlatformName, space: string): Promise<number | undefined>;
  /** That group as it was some seconds ago at most; what this process changes shows at once. */
  recentGroup(platform: PlatformName, space: string | undefined, asked?: AskedWithout): Promise<GroupFacts>;
  /**
   * What is given takes the place of what was set before; whatever is visible moves along, and what failed is tried again.
   * Throws `UserError` when another group has that space. `checked` is told in the same transaction what was there.
   */
  changeGroup(groupId: number, change: GroupChange, checked?: (before: GroupFacts) => void): Promise<void>;
}

/** The people. */
export interface PeopleStore extends People {
  /** The person behind an account, if they were seen before. */
  known(groupId: number, account: Account): Promise<PersonFacts | undefined>;
  changePerson(groupId: number, personId: number, change: PersonChange): Promise<void>;
  /** Everything that is known of somebody, by the name of its table; nothing that opens a door. */
  personalData(
    groupId: number,
    personId: number,
    reader?: DataReader,
  ): Promise<Readonly<Record<string, readonly object[]>>>;
  /**
   * Forgets somebody: their accounts, hours and wishes are removed; what others need (an answer, minutes, a vote's
   * result) stays without a name, and is shown so everywhere. Answers where what was said once and may name them stands.
   * `extent`: how far their names are taken out of what others wrote. `told`: what organisers hear of it, of a member.
   */
  forget(
    groupId: number,
    personId: number,
    how: { readonly extent: Extent; readonly told?: readonly Wanted[] | undefined },
  ): Promise<readonly string[]>;
}

/** The joining of accounts. */
export interface AccountStore {
  /**
   * Remembers that a person says this account is theirs, and marks the message with the code to it: `sent`. Nothing
   * happens when it is theirs already, or when they have had too many codes sent in a day.
   */
  claimAccount(
    groupId: number,
    personId: number,
    claim: { readonly account: Account; readonly code: string; readonly now: Date },
  ): Promise<'sent' | 'yours' | 'tooMany'>;
  /** What the message to a claimed account says. */
  claimById(id: number): Promise<{ code: string; claimant: string } | undefined>;
  /** Whether a code was sent to this very account: whoever asked for it types it where they asked. */
  isSentTo(groupId: number, account: Account, code: string): Promise<boolean>;
  /** With the right code, makes one person of the two that the accounts belonged to; undefined with a wrong one. */
  confirmClaim(
    groupId: number,
    personId: number,
    code: string,
    now: Date,
  ): Promise<{ readonly votedTwice: readonly number[] } | undefined>;
  /** Makes the account this person's, and with it all that the person had to whom it belonged. */
  joinAccount(groupId: number, personId: number, account: Account): Promise<void>;
}

/** The roster's store. */
export interface MemberStore
  extends GroupStore,
    PeopleStore,
    AccountStore,
    ConfiguredStore,
    MembershipStore,
    ApplicationStore {}

/** Opens the roster's rows. */
export function memberStore(
  database: Database,
  spaces: ServedSpaces,
  elsewhere: Elsewhere = nowhereElse,
): MemberStore {
  return {
    ...groupStore(database, spaces),
    ...peopleStore(database, elsewhere),
    ...accountStore(database, elsewhere),
    ...configuredStore(database),
    ...membershipStore(database, elsewhere),
    ...applicationStore(database, elsewhere),
  };
}
