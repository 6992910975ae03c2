// What the feature knows of series and meetings: the shapes that its rules and views work with.
import type { PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';

/** Where a meeting is held. */
export type MeetingPlace =
  | { readonly kind: 'voice'; readonly id: string; readonly name: string }
  /** Words or a link. */
  | { readonly kind: 'text'; readonly text: string };

/** A meeting that comes again every month. */
export interface Series {
  readonly id: number;
  readonly groupId: number;
  readonly name: string;
  readonly slug: string;
  /** `first tuesday`, `fourth tuesday +1`. */
  readonly rule: string;
  /** Local times that take turns by month: `18:00`. */
  readonly times: readonly string[];
  readonly zone: string;
  readonly durationMinutes: number;
  readonly place?: MeetingPlace;
  /** Minutes before the start. */
  readonly reminders: readonly number[];
  /** The Discord channel where it is announced, if not the group's. */
  readonly channel?: string;
  /** The Discord role whose members alone may see it. */
  readonly privateRole?: string;
  /** Where its minutes go: `owner/name/folder`. */
  readonly minutesFolder?: string;
  readonly state: 'active' | 'paused' | 'ended';
  readonly feedToken: string;
}

/** One meeting. */
export interface Meeting {
  readonly id: number;
  readonly groupId: number;
  readonly seriesId?: number;
  /** `YYYY-MM`; absent for a one-off. */
  readonly month?: string;
  readonly name: string;
  /** The wall-clock reading that was meant, in `zone`. */
  readonly localDate: string;
  readonly localTime: string;
  readonly zone: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly tzVersion: string;
  readonly durationMinutes: number;
  readonly place?: MeetingPlace;
  /** A draft is a one-off whose time has not been confirmed; nobody sees it. */
  readonly status: 'draft' | 'scheduled' | 'cancelled';
  readonly cancelReason?: string;
  /** Where it stands in time, as far as the clock has been told. */
  readonly phase: 'upcoming' | 'live' | 'over';
  readonly sequence: number;
  /** Where its time comes from; edits of the series change only what the rule gave. */
  readonly timedBy: 'rule' | 'plan' | 'hand';
  readonly timedAt: Date;
  readonly announcedAt?: Date;
  readonly eventRound: number;
  readonly hostId?: number;
  readonly notesTakerId?: number;
  readonly notes: Notes;
  readonly minutesUrl?: string;
  readonly changedAt: Date;
}

/** A meeting's time, as it is stored. */
export interface MeetingTime {
  readonly localDate: string;
  readonly localTime: string;
  readonly zone: string;
  readonly startsAt: Date;
}

/** What the notes taker typed, by section. */
export interface Notes {
  readonly introductions?: string;
  readonly reports?: string;
  readonly discussion?: string;
}

/** What somebody answered. */
export type Answer = 'going' | 'maybe' | 'cant';

/** Somebody's answer to a meeting. */
export interface Rsvp {
  readonly personId: number;
  readonly answer?: Answer;
  readonly wantsReminder: boolean;
  /** The account with which they answered. */
  readonly platform: PlatformName;
  readonly accountId: string;
}

/** Somebody's answer, with who they are. */
export interface Guest {
  readonly person: PersonFacts;
  readonly rsvp: Rsvp;
}

/** A change that people were told of. */
export interface Change {
  readonly meetingId: number;
  readonly sequence: number;
  readonly kind: 'moved' | 'cancelled' | 'restored' | 'changed';
  readonly wasAt: Date;
  readonly reason?: string;
}

/** A private reminder that somebody asked for. */
export interface PersonalReminder {
  readonly personId: number;
  readonly seriesId?: number;
  readonly meetingId?: number;
  readonly minutes: number;
  readonly platform: PlatformName;
  readonly accountId: string;
  readonly createdAt: Date;
}

/** A topic of an agenda. */
export interface Topic {
  readonly id: number;
  readonly meetingId: number;
  readonly title: string;
  readonly details: string;
  readonly ownerId?: number;
}

/** What somebody promised. */
export interface ActionItem {
  readonly id: number;
  readonly seriesId?: number;
  readonly meetingId?: number;
  readonly text: string;
  readonly ownerId?: number;
  readonly doneAt?: Date;
}
