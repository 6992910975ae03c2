// What the feature works with.
import type { GroupFacts, Groups, People, PersonFacts } from '../../core/directory.ts';
import type { FindWritable } from '../../core/github/repository-folder.ts';
import type { PersonalLink } from '../../core/page.ts';
import type { VoteStore } from './store.ts';

/** What the feature works with. */
export interface VotesDeps {
  readonly store: VoteStore;
  readonly groups: Groups;
  readonly people: People;
  /** Those who have a vote in a group now: all voting members, or those among them with a tag. */
  electorate(groupId: number, tag: string): Promise<readonly Pick<PersonFacts, 'id' | 'name'>[]>;
  /** Whether a group keeps its decisions to no place that only some can read. */
  isForAll(group: GroupFacts): Promise<boolean>;
  /** Up to when all that was asked on a group's platforms was read; undefined where it is heard at once. */
  readUntil(group: Pick<GroupFacts, 'spaces'>): Promise<Date | undefined>;
  readonly personalLink: PersonalLink;
  /** How a repository stands to the bot's token; undefined where nothing can be written to any, and files are handed over. */
  readonly findWritable: FindWritable | undefined;
}
