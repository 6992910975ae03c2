// When a month is told, and from when to when it goes.
import { DateTime } from 'luxon';

/** The hour, in the group's zone, at which a month is told on the first day of the next. */
const toldHour = 9;

/** The last month that was due to be told, as `2026-11`, when it was, and when the next one is. */
export function tellings(
  now: Date,
  zone: string,
): { readonly month: string; readonly dueAt: Date; readonly nextAt: Date } {
  const local = DateTime.fromJSDate(now, { zone });
  const due = local.startOf('month').set({ hour: toldHour });
  const last = local < due ? due.minus({ months: 1 }) : due;
  return {
    month: last.minus({ months: 1 }).toFormat('yyyy-MM'),
    dueAt: last.toJSDate(),
    nextAt: last.plus({ months: 1 }).toJSDate(),
  };
}

/** When a month begins and ends. */
export function monthBounds(month: string, zone: string): { readonly from: Date; readonly to: Date } {
  const from = DateTime.fromFormat(month, 'yyyy-MM', { zone });
  return { from: from.toJSDate(), to: from.plus({ months: 1 }).toJSDate() };
}

/** `November 2026`. */
export function monthWords(month: string): string {
  return DateTime.fromFormat(month, 'yyyy-MM', { zone: 'UTC' }).setLocale('en-GB').toFormat('LLLL yyyy');
}

/** Whether a text names somebody: the name as a word of its own, however it is written. */
export function isNamedIn(text: string, name: string): boolean {
  const words = (of: string) =>
    ` ${of
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .join(' ')} `;
  return words(name).trim() !== '' && words(text).includes(words(name));
}
