// Calendar months as people type and files name them: `2027-01`.
import { UserError } from '../../core/errors.ts';

/** The month of a text `YYYY-MM`, from 1970 to 2399; throws a UserError for anything else. */
export function parseMonth(text: string): string {
  const typed = text.trim();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(typed))
    throw new UserError(`\`${typed}\` is not a month. Write it like \`2027-01\`.`);
  if (typed < '1970' || typed >= '2400')
    throw new UserError(`\`${typed}\` is too far away: a month from 1970 to 2399, like \`2027-01\`.`);
  return typed;
}

/** The month that lies some months after another: `monthAfter('2026-12', 1)` is `2027-01`. */
export function monthAfter(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** What months are called in a narrow space, January first. */
export const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The first instant of the UTC month that lies so many months after `now`'s. */
export function monthStart(now: Date, after: number): Date {
  return new Date(`${monthAfter(monthOf(now), after)}-01T00:00:00Z`);
}

/** The UTC month of an instant. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}
