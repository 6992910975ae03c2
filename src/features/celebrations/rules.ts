// When a month is told, and from when to when it goes.
import { DateTime } from 'luxon';

/** The hour, in the group's zone, at which a month is told on the first day of the next. */
const toldHour = 9;

/** The last month that is over and due to be told: `2026-11`. */
export function dueMonth(now: Date, zone: string): string {
  return firstDay(now, zone).minus({ months: 1 }).toFormat('yyyy-MM');
}

/** When the next month is told. */
export function nextToldAt(now: Date, zone: string): Date {
  return firstDay(now, zone).plus({ months: 1 }).set({ hour: toldHour }).toUTC().toJSDate();
}

/** When a month begins and ends. */
export function monthBounds(month: string, zone: string): { readonly from: Date; readonly to: Date } {
  const from = DateTime.fromFormat(month, 'yyyy-MM', { zone });
  return { from: from.toJSDate(), to: from.plus({ months: 1 }).toJSDate() };
}

/** When a month is told. */
export function toldAt(month: string, zone: string): Date {
  return DateTime.fromFormat(month, 'yyyy-MM', { zone })
    .plus({ months: 1 })
    .set({ hour: toldHour })
    .toJSDate();
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

/** The first day of the month in which the last telling was due. */
function firstDay(now: Date, zone: string): DateTime {
  const local = DateTime.fromJSDate(now, { zone });
  const first = local.startOf('month');
  return local < first.set({ hour: toldHour }) ? first.minus({ months: 1 }) : first;
}
