// The calendar months around an instant, and what they are called.
import { monthAfter } from '../../core/month.ts';

/** What months are called in a narrow space, January first. */
export const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The first instant of the UTC month that lies so many months after `now`'s. */
export function monthStart(now: Date, after: number): Date {
  return new Date(`${monthAfter(monthOf(now), after)}-01T00:00:00Z`);
}

/** The UTC month of an instant. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
