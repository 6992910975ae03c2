// What the feature knows of series and meetings: the shapes that its rules and views work with.
import type { PersonFacts } from '../../core/directory.ts';
import type { Meeting, Rsvp } from './store/rows.ts';

export type {
  ActionItem,
  Answer,
  Change,
  Found,
  Meeting,
  MeetingPlace,
  Notes,
  PersonalReminder,
  Rsvp,
  Series,
  Topic,
} from './store/rows.ts';

/** A meeting's time, as it is stored: the wall-clock reading that was meant, in a zone, and its instant. */
export type MeetingTime = Pick<Meeting, 'localDate' | 'localTime' | 'zone' | 'startsAt'>;

/** Somebody's answer, with who they are. */
export interface Guest {
  readonly person: PersonFacts;
  readonly rsvp: Rsvp;
}
