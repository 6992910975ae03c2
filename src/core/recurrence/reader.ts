// The words of a recurrence while they are read from the left.
import type { NumberedDay, WeekdayCode } from './rule.ts';
import type { Token, Unit } from './tokens.ts';

/** What the words said, each part by itself. */
export interface Draft {
  unit?: Unit;
  interval?: number;
  /** Days of each week. */
  days: WeekdayCode[];
  /** Days of the week counted within the month. */
  numbered: NumberedDay[];
  /** Positions among the working days of a month. */
  workdays: number[];
  /** Days of the month; of the year with `isOfYear`. */
  monthDays: number[];
  weekNumbers: number[];
  months: number[];
  /** Months were left out, so that none are named after it. */
  hasException?: boolean;
  isOfMonth: boolean;
  isOfYear: boolean;
  /** Days counted within quarters: the last ones in their last months, the others in their first. */
  isOfQuarter: boolean;
  parity?: 'odd' | 'even';
  /** `biweekly`: every two weeks, or twice a week? */
  isTwofold?: boolean;
  shift?: number;
  /** The shift up to the next (or back to the previous) such day. */
  shiftTo?: { readonly day: WeekdayCode; readonly isBefore: boolean };
  until?: string;
  count?: number;
  /** `every second tuesday`: of each month, or each second week? */
  vague?: NumberedDay;
  fault?: string;
}

/** A place in the words, and what was read up to it. */
export interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly draft: Draft;
  /** `every` stood just before. */
  isEvery: boolean;
  /** Days of the month said since the last month. */
  openDays: number[];
  readonly dated: string[];
  /** Days of each week that were said before an interval. */
  daysBefore: WeekdayCode[];
}

/** The word at the reader's place, or some words after it. */
export function peek(reader: Reader, ahead = 0): Token | undefined {
  return reader.tokens[reader.at + ahead];
}

/** Moves on by some words that were understood. */
export function take(reader: Reader, count: number): true {
  reader.at += count;
  reader.isEvery = false;
  return true;
}
