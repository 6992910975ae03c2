// Calendar weeks, which begin on a Monday (ISO 8601).

import { UserError } from './errors.ts';
import { addDays } from './time.ts';

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The Monday of a numbered week. Throws a UserError for one that the year has not. */
export function numberedWeek(year: string, week: number): string {
  const monday = addDays(weekOf(`${year}-01-04`), 7 * (week - 1));
  if (week > 0 && addDays(monday, 3).startsWith(year)) return monday;
  throw new UserError(
    `There is no week ${week} in ${year}. Write a day in it instead, such as \`2026-12-07\`.`,
  );
}
