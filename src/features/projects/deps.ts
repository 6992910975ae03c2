// What the feature is given by the bot.
import type { GroupFacts, Groups, People, PersonFacts } from '../../core/directory.ts';
import type { Proposed } from '../../core/github/proposed.ts';
import type { FindWritable } from '../../core/github/repository-folder.ts';
import type { GitHubSite } from '../../core/github/site.ts';
import type { WorkSource } from '../../core/github/work-link.ts';
import type { ComingMeeting } from './facts.ts';
import type { ProjectsStore } from './store.ts';

/** What the feature works with; `app.ts` gives it. */
export interface ProjectsDeps {
  readonly store: ProjectsStore;
  readonly groups: Groups;
  readonly people: People;
  /** Where the work behind links is looked at. */
  readonly work: WorkSource;
  /** Where people find GitHub. */
  readonly site: Pick<GitHubSite, 'workLinkOf'>;
  /** The group's next meeting that everybody may know of; undefined when none is planned. */
  nextMeeting(groupId: number, now: Date): Promise<ComingMeeting | undefined>;
  /** How a repository stands to the bot's token; undefined where nothing can be written to any, and files are handed over. */
  readonly findWritable: FindWritable | undefined;
  /** Where a publication stands, as soon as it does; undefined when that takes long. */
  opened(key: string): Promise<Proposed | undefined>;
  /** The address of a page of the web; undefined when the bot has no public address. */
  pageUrl(path: string): string | undefined;
  /** Whether everybody may read what stands in the group's places for projects. */
  isForAll(group: GroupFacts): Promise<boolean>;
  /** Whether everybody may read the group's votes. */
  isVoteForAll(group: GroupFacts): Promise<boolean>;
  /** Opens a ranked vote over names; answers its number. Throws a UserError when there can be none. */
  openRanking(vote: {
    readonly groupId: number;
    readonly question: string;
    readonly options: readonly string[];
    readonly openedBy: Pick<PersonFacts, 'id' | 'name'>;
    readonly now: Date;
  }): Promise<number>;
  /** Takes names out of such a vote that goes on. */
  dropOptions(groupId: number, isGone: (option: string) => boolean, now: Date): Promise<void>;
  /** The names of the last such vote, best first and tied ones together, once it was counted. */
  lastRanking(groupId: number): Promise<readonly (readonly string[])[] | undefined>;
}
