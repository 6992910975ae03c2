// What the feature works with.
import type { Groups, People, PersonFacts } from '../../core/directory.ts';
import type { VoteStore } from './store.ts';

/** What the feature works with. */
export interface VotesDeps {
  readonly store: VoteStore;
  readonly groups: Groups;
  readonly people: People;
  /** Those who have a vote in a group now: all voting members, or those among them with a tag. */
  electorate(groupId: number, tag: string): Promise<readonly Pick<PersonFacts, 'id' | 'name'>[]>;
  /** Whether files can be offered to repositories. */
  readonly canOpenPullRequests: boolean;
}
