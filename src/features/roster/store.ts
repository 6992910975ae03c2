// The roster's rows: groups, people and their accounts; what other features get of it is `Groups` and `People`.
import type { Account, PlatformName } from '../../core/account.ts';
import type { GroupFacts, Groups, People, PersonFacts } from '../../core/directory.ts';
import type { Database } from '../../storage/client.ts';
import { accountStore } from './store-accounts.ts';
import { groupStore } from './store-groups.ts';
import { peopleStore } from './store-people.ts';

/** What `/docent setup` can change. */
export type GroupChange = Partial<Omit<GroupFacts, 'id'>>;

/** What somebody can change about themselves. */
export interface PersonChange {
  readonly zone?: string;
  readonly role?: PersonFacts['role'];
  readonly never?: readonly string[];
  readonly prefers?: readonly string[];
}

/** Whether a platform's spaces are groups' own, into which the bot is invited, and not parts of a shared one. */
export type IsInvited = (platform: PlatformName) => boolean;

/** Who asked, and by which message, where no space says the group. */
export interface AskedWithout {
  readonly caller: Account;
  readonly messageId?: string;
}

/** The groups. */
export interface GroupStore extends Groups {
  /**
   * The group of a space; else the one that the message is from, whose button was pressed; else the only group; else the
   * one where the caller is known. A space not seen before into which the bot was invited becomes a group of its own.
   * Throws `UserError` when it cannot be told which is meant.
   */
  groupOf(platform: PlatformName, space: string | undefined, asked?: AskedWithout): Promise<number>;
  /** That group as it was some seconds ago at most; what this process changes shows at once. */
  recentGroup(platform: PlatformName, space: string | undefined, asked?: AskedWithout): Promise<GroupFacts>;
  /**
   * What is given takes the place of what was set before; whatever is visible moves along, and what failed is tried again.
   * Throws `UserError` when another group has that space.
   */
  changeGroup(groupId: number, change: GroupChange): Promise<void>;
}

/** The people. */
export interface PeopleStore extends People {
  /** The person behind an account, if they were seen before. */
  known(groupId: number, account: Account): Promise<PersonFacts | undefined>;
  changePerson(groupId: number, personId: number, change: PersonChange): Promise<void>;
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
  /** With the right code, makes one person of the two that the accounts belonged to; answers whether it was right. */
  confirmClaim(groupId: number, personId: number, code: string, now: Date): Promise<boolean>;
  /** Makes the account this person's, and with it all that the person had to whom it belonged. */
  joinAccount(groupId: number, personId: number, account: Account): Promise<void>;
}

/** The roster's store. */
export interface RosterStore extends GroupStore, PeopleStore, AccountStore {}

/** Opens the roster's rows. */
export function rosterStore(database: Database, isInvited: IsInvited): RosterStore {
  return { ...groupStore(database, isInvited), ...peopleStore(database), ...accountStore(database) };
}
