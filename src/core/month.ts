// Calendar months as people type them and files name them: `2027-01`.
import { UserError } from './errors.ts';
import { MONTH_NAMES } from './recurrence/tokens.ts';
import { plainMarks } from './text/plain-marks.ts';

/** The month of a text `YYYY-MM`, from 1970 to 2399; throws a UserError for anything else. */
export function parseMonth(text: string): string {
  const typed = text.trim();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(typed))
    throw new UserError(`\`${typed}\` is not a month. Write it like \`2027-01\`.`);
  if (typed < '1970' || typed >= '2400')
    throw new UserError(`\`${typed}\` is too far away: a month from 1970 to 2399, like \`2027-01\`.`);
  return typed;
}

/**
 * The month that a text means: `2027-01`, `January`, `Jan 2027`, `1/2027`, `next month`. One without a year is the first from
 * `current` on, or the last up to it where months that have been are asked for. Throws a UserError.
 */
export function readMonth(
  text: string,
  { current, hasBeen = false }: { readonly current: string; readonly hasBeen?: boolean },
): string {
  const typed = plainMarks(text).trim().toLowerCase();
  const [, named, namedYear] = /^([a-z]{3,9})\.?(?:,?\s+(\d{4}))?$/u.exec(typed) ?? [];
  const [, number, numberYear] = /^(\d{1,2})[/.](\d{4})$/u.exec(typed) ?? [];
  const [, beside] = /^(last|this|next)\s+month$/u.exec(typed) ?? [];
  if (beside) return monthAfter(current, { last: -1, this: 0, next: 1 }[beside] ?? 0);
  const index = named ? MONTH_NAMES.findIndex((name) => name.startsWith(named)) + 1 : Number(number ?? 0);
  if (index < 1) return parseMonth(typed);
  const in_ = (year: string | number) => `${year}-${String(index).padStart(2, '0')}`;
  const year = namedYear ?? numberYear;
  if (year !== undefined) return parseMonth(in_(year));
  const thisYear = Number(current.slice(0, 4));
  const here = in_(thisYear);
  if (hasBeen) return here <= current ? here : in_(thisYear - 1);
  return here >= current ? here : in_(thisYear + 1);
}

/** The month that lies some months after another: `monthAfter('2026-12', 1)` is `2027-01`. */
export function monthAfter(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}
