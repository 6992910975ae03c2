// What a group's calendar shows beside its meetings: anything with a beginning and an end that other features hold.

/** An entry of a calendar. */
export interface CalendarEntry {
  /** By which other calendars know it for ever, within its kind. */
  readonly uid: string;
  readonly name: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly changedAt: Date;
  /** Raised by each change of it (RFC 5545, SEQUENCE). */
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly description: string;
  readonly url?: string | undefined;
  /** Where it is held, in words. */
  readonly place?: string | undefined;
}
