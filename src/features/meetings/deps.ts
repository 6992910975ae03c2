// What the room is given by the house.
import type { Groups, People } from '../../core/house.ts';
import type { MeetingsStore } from './store.ts';

/** What the room works with; `app.ts` gives it. */
export interface MeetingsDeps {
  readonly store: MeetingsStore;
  readonly groups: Groups;
  readonly people: People;
  /** The address of a series' calendar, or of all; undefined when the bot has no public address. */
  calendarUrl(series?: { readonly slug: string; readonly token?: string }): string | undefined;
}
