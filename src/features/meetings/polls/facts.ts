// What is known of polls: the times that are offered, who is asked, and what each of them answered.
import type { Facts } from '../../../storage/rows.ts';
import type { MeetingPlace } from '../facts.ts';

/** What can be answered to a time. */
export const pollAnswers = ['yes', 'maybe', 'no'] as const;
/** What somebody answered to a time. */
export type PollAnswer = (typeof pollAnswers)[number];

/** Where a poll stands: its answers may be changed, it waits to be scheduled, or it has ended. */
export const pollStates = ['open', 'closed', 'scheduled', 'withdrawn', 'lapsed'] as const;
type PollState = (typeof pollStates)[number];

/** Who is asked: all members, those of them who told their zone, those with a tag; or whoever comes by as well. */
export const audiences = ['members', 'zoned', 'tagged', 'anyone'] as const;
export type Audience = (typeof audiences)[number];

/** Who sees who answered what; everybody sees how many. */
export const namesFor = ['everyone', 'organisers'] as const;
type NamesFor = (typeof namesFor)[number];

/** Somebody who is asked, or who answered. */
export interface Participant {
  readonly personId: number;
  readonly name: string;
  /** Whether they were asked when it opened, and are still in the group: these are waited for. */
  readonly isAwaited: boolean;
  /** By time; undefined where nothing was answered. */
  readonly answers: readonly (PollAnswer | undefined)[];
  readonly answeredAt?: Date;
  readonly remindedAt?: Date;
}

/** What the meeting will be. */
export interface PolledMeeting {
  readonly name: string;
  readonly description: string | null;
  readonly durationMinutes: number;
  readonly place: MeetingPlace | null;
}

/** A poll. */
export interface Poll
  extends PolledMeeting,
    Omit<Facts<'poll'>, keyof PolledMeeting | 'options' | 'audience' | 'namesFor' | 'state'> {
  /** The times that are offered, the earliest first, then those that were added; people count them from 1. */
  readonly options: readonly Date[];
  readonly audience: Audience;
  readonly namesFor: NamesFor;
  readonly state: PollState;
  readonly participants: readonly Participant[];
}
