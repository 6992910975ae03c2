// What the room is given by the house.
import type { Groups, People } from '../../core/house.ts';
import type { DrawPicture } from '../../core/picture.ts';
import type { AgendaParts } from './agenda.ts';
import type { Plan, PlanRequest } from './rotation.ts';
import type { MeetingsStore } from './store.ts';

/** What the room works with; `app.ts` gives it. */
export interface MeetingsDeps {
  readonly store: MeetingsStore;
  readonly groups: Groups;
  readonly people: People;
  /** What other rooms know of the group's work, for the agenda. */
  readonly agendaParts: AgendaParts;
  /** The fairest times, computed where it does not hold up the bot (`planInWorker`). */
  plan(request: PlanRequest): Promise<Plan>;
  /** Draws pictures (`pictureDrawer`). */
  readonly drawPicture: DrawPicture;
  /** Publishes minutes; undefined when no token is set, and they are handed over as a file instead. */
  readonly minutesRepository?: MinutesRepository | undefined;
  /** The name by which the bot is mentioned on Discourse. */
  readonly discourseUsername?: string;
  /** Remembers somebody's zone and hours; what is left out stays. */
  setAvailability(groupId: number, personId: number, change: Availability): Promise<void>;
  /** The address of a series' calendar, or of all; undefined when the bot has no public address. */
  calendarUrl(series?: { readonly slug: string; readonly token?: string }): string | undefined;
}

/** What somebody says of their hours. */
export interface Availability {
  readonly zone?: string;
  readonly never?: readonly string[];
  readonly prefers?: readonly string[];
}

/** What opens pull requests with minutes. */
export interface MinutesRepository {
  /** Opens a pull request that adds the file, or answers with the one that is open already. Throws `OutsideError`. */
  openPullRequest(change: MinutesChange): Promise<{ readonly url: string }>;
}

/** Minutes on their way into a repository. */
export interface MinutesChange {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  readonly path: string;
  readonly content: string;
  readonly title: string;
  readonly body: string;
}
