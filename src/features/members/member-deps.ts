// What the commands of memberships and applications work with.
import type { Groups, PersonFacts } from '../../core/directory.ts';
import type { MemberStore } from './store.ts';

/** A vote as far as applications know of it. */
export interface ApplicationVote {
  readonly number: number;
  readonly state: 'going' | 'passed' | 'failed' | 'dropped';
}

/** What the commands work with. */
export interface MembershipDeps {
  readonly store: MemberStore;
  readonly groups: Groups;
  organisers(groupId: number): Promise<readonly PersonFacts[]>;
  /** Opens a vote about something; the feature is woken when it ends. Throws a UserError when it cannot. */
  openVote(vote: {
    readonly groupId: number;
    readonly concerns: string;
    readonly question: string;
    readonly details: string;
    readonly rule: 'charter' | 'majority';
    readonly openedBy: Pick<PersonFacts, 'id' | 'name'>;
    readonly now: Date;
  }): Promise<ApplicationVote>;
  /** The last vote about something. */
  voteAbout(groupId: number, concerns: string): Promise<ApplicationVote | undefined>;
  /** Whether a text by somebody on GitHub has a code in it: a public gist of theirs. Throws `OutsideError`. */
  hasPublished(login: string, code: string): Promise<boolean>;
}
