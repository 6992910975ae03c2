// What the feature is given by the bot.

import type { GroupFacts, Groups, People } from '../../core/directory.ts';
import type { Proposed } from '../../core/github/proposed.ts';
import type { FindWritable } from '../../core/github/repository-folder.ts';
import type { GitHubSite } from '../../core/github/site.ts';
import type { DrawPicture } from '../../core/picture.ts';
import type { Platform } from '../../core/platform.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { AgendaParts } from './agenda.ts';
import type { Plan, PlanRequest } from './rotation.ts';
import type { MeetingsStore } from './store.ts';

/** What the feature works with; `app.ts` gives it. */
export interface MeetingsDeps {
  readonly store: MeetingsStore;
  now(): Date;
  readonly groups: Groups;
  readonly people: People;
  /** What other features know of the group's work, for the agenda. */
  readonly agendaParts: AgendaParts;
  /** Where a topic was answered that another feature put on an agenda, by its key; `key` is that of the answer's publication. */
  answeredTopic(
    groupId: number,
    key: string,
  ): Promise<{ readonly title: string; readonly key?: string; readonly url?: string } | undefined>;
  /** Where people find GitHub. */
  readonly site: Pick<GitHubSite, 'folder'>;
  /** The names on GitHub that people have shown to be theirs, by the person's id. */
  githubNames(groupId: number): Promise<ReadonlyMap<number, string>>;
  /** The fairest times, computed where it does not hold up the bot (`planInWorker`). */
  plan(request: PlanRequest): Promise<Plan>;
  /** Draws pictures (`pictureDrawer`). */
  readonly drawPicture: DrawPicture;
  /** How a repository stands to the bot's token; undefined where nothing can be written to any, and files are handed over. */
  readonly findWritable: FindWritable | undefined;
  /** Where a publication stands, as soon as it does; undefined when that takes long. */
  opened(key: string): Promise<Proposed | undefined>;
  /** The platforms that the bot is on. */
  readonly platforms: readonly Pick<Platform, 'name' | 'title' | 'can'>[];
  /** Where a voice channel of a group opens, if its platform has addresses for that. */
  placeUrl(place: PlaceId, group: GroupFacts): string | undefined;
  /** Remembers somebody's zone and hours; what is left out stays. */
  setAvailability(groupId: number, personId: number, change: Availability): Promise<void>;
  /** Whether everybody may read what stands in the group's places for meetings; `chosen` are those that a series took instead. */
  isForAll(group: GroupFacts, chosen?: readonly PlaceId[]): Promise<boolean>;
  /** What opens a group's calendar where that is not for all: see `MeetingsDeps.isForAll`. */
  calendarToken(group: GroupFacts): Promise<string>;
  /** The address of a group's calendar, or of a series'; undefined when the bot has no public address. */
  calendarUrl(of: {
    readonly groupId: number;
    readonly slug?: string;
    readonly token?: string;
  }): string | undefined;
}

/** What somebody says of their hours. */
interface Availability {
  readonly zone?: string;
  readonly never?: readonly string[];
  readonly prefers?: readonly string[];
}
