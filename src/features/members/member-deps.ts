// What the commands of memberships and applications work with.
import type { GroupFacts, Groups, PersonFacts } from '../../core/directory.ts';
import type { GitHubSite } from '../../core/github/site.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { Alongside } from './store/applications.ts';
import type { MemberStore } from './store.ts';

/** A vote as far as applications know of it. */
interface ApplicationVote {
  readonly number: number;
  readonly state: 'going' | 'passed' | 'failed' | 'dropped';
  readonly endedAt?: Date | undefined;
}

/** An account on GitHub: its name as it is now, and the number that stays when it is renamed. */
export interface GithubAccount {
  readonly login: string;
  readonly id: string;
}

/** What shows whose an account on GitHub is; throws `OutsideError`. */
export interface Ownership {
  /**
   * Who published a code: in a gist of `login`, in the comments of an issue, or in one comment. Undefined when it is in none
   * of them.
   */
  publishedBy(
    code: string,
    where: {
      readonly login: string;
      readonly issue?: string;
      readonly comment?: string;
      readonly since: Date;
    },
  ): Promise<GithubAccount | undefined>;
  /** The account of that name now; undefined when there is none. */
  accountOf(login: string): Promise<GithubAccount | undefined>;
}

/** What the commands about a person's data work with. */
export interface PersonalDeps
  extends Pick<MembershipDeps, 'store' | 'groups' | 'organisers' | 'hasClosedCalendar'> {
  /** Where a place of a group opens. */
  placeUrl(place: PlaceId, group: GroupFacts): string | undefined;
}

/** What the commands work with. */
export interface MembershipDeps {
  readonly store: MemberStore;
  readonly groups: Groups;
  /** The organisers of a group: those of the roster, and those who are so by configuration. */
  organisers(groupId: number): Promise<readonly PersonFacts[]>;
  /**
   * Opens a vote about something in one transaction with what is changed for it, which may answer that there is to be none;
   * the feature is woken when it ends. Throws a UserError when it cannot.
   */
  openVote(
    vote: {
      readonly groupId: number;
      readonly concerns: string;
      readonly question: string;
      readonly details: string;
      readonly rule: 'charter' | 'majority';
      readonly openedBy: Pick<PersonFacts, 'id' | 'name'>;
      readonly now: Date;
    },
    alongside: Alongside,
  ): Promise<ApplicationVote | undefined>;
  /** The last vote about something. */
  voteAbout(groupId: number, concerns: string): Promise<ApplicationVote | undefined>;
  /** Whether a calendar of the group is for some alone, so that whoever leaves takes its address along. */
  hasClosedCalendar(groupId: number): Promise<boolean>;
  /** Whether everybody may read a place. */
  isOpenPlace(place: PlaceId): Promise<boolean>;
  readonly ownership: Ownership;
  /** Where people find GitHub. */
  readonly site: GitHubSite;
}
