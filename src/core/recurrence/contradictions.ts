// What contradicts itself in the words of a recurrence, or could mean several things.
import type { Draft } from './grammar.ts';
import { recurrenceWords } from './phrases.ts';
import { type NumberedDay, ruleOf, WEEKDAY_CODES } from './rule.ts';
import { dayName, monthName, ORDINAL_NAMES, twofold } from './tokens.ts';

/** Why words that could be read come to no recurrence, with what to write instead. */
export function contradiction(draft: Draft): string | undefined {
  const { unit, interval = 1, days, months, parity, vague } = draft;
  const [name] = days.map(dayName);
  const lists = [days, draft.numbered, draft.workdays, draft.monthDays];
  const kinds = lists.filter((list) => list.length > 0).length;
  const [day, ...otherDays] = draft.monthDays;
  const isOneDate =
    kinds === 2 && days.length === 1 && day !== undefined && day > 0 && otherDays.length === 0;
  if (name && isOneDate && day <= 5 && draft.isOfMonth)
    return `write \`${ORDINAL_NAMES[day - 1]} ${name} of the month\`.`;
  if (draft.isTwofold && days.length !== 1 && !parity) return twiceAWeek(days);
  if (isDatedDay(draft)) return undefined;
  if (name && isOneDate && day <= 5 && months.length === 0)
    return `it can mean two things. Write \`${ORDINAL_NAMES[day - 1]} ${name} of the month\`, or for the months in which that day is a ${name} \`FREQ=MONTHLY;BYDAY=${days[0]};BYMONTHDAY=${day}\`.`;
  if (name && isOneDate && months.length === 1) {
    const month = monthName(months[0] ?? 1);
    return `that date is another day of the week each year. Write \`every year on ${day} ${month}\`, or which ${name} of the month it is, such as \`first ${name} of ${month}\`.`;
  }
  if (kinds > 1) return 'those days are counted in different ways. Make a series of each.';
  if (draft.fault) return draft.fault;
  const ofYear = contradictionOfYear(draft);
  if (ofYear) return ofYear;
  if (vague && !draft.isOfMonth && !draft.isOfYear && months.length === 0 && unit === undefined) {
    const weeks =
      vague.position === 2
        ? `every other ${dayName(vague.day)}`
        : `every ${vague.position} weeks on ${dayName(vague.day)}`;
    const monthly = `${ORDINAL_NAMES[vague.position - 1]} ${dayName(vague.day)} of the month`;
    return twofold(weeks, monthly);
  }
  if (parity && (days.length === 0 || interval > 1 || (unit ?? 'week') !== 'week'))
    return 'odd and even weeks go with days of each week, such as `tuesday of odd weeks`.';
  if (draft.isOfMonth && unit === 'week' && interval > 1)
    return `it can mean several things. Write \`every ${interval} weeks on ${name ?? 'tuesday'}\`, \`first and third ${name ?? 'tuesday'} of the month\` or \`second and fourth ${name ?? 'tuesday'} of the month\`.`;
  if (name && unit === 'day' && interval % 7 === 0)
    return `write \`${recurrenceWords({ rule: ruleOf({ freq: 'WEEKLY', interval: interval / 7, days: daysOf(draft) }) })}\`.`;
  if (kinds === 0 && draft.isOfMonth && unit === 'day' && interval > 1)
    return `${interval > 2 ? `it can mean two things. Write \`day ${interval} of the month\` or` : 'write'} \`every ${interval} days\`.`;
  if (
    name &&
    draft.weekNumbers.length === 0 &&
    (draft.isOfMonth || unit === 'month' || unit === 'year' || (unit === 'day' && interval > 1))
  )
    return `which ${name}? Say \`first ${name} of the month\`, \`last ${name} of the month\` or \`every ${name}\`.`;
  if (isWithinMonth(draft)) {
    if (unit === 'week' || unit === 'day')
      return 'a day counted within the month goes with months, not with weeks or days.';
    const [numbered] = draft.numbered;
    if (unit === 'year' && months.length === 0 && !draft.isOfYear)
      return `in which month? Say \`${numbered ? recurrenceWords({ rule: ruleOf({ freq: 'YEARLY', months: [1], days: [numbered] }) }) : 'every year on 1 june'}\`.`;
    return undefined;
  }
  if (kinds === 0 && (unit === undefined || (months.length > 0 && (unit === 'month' || unit === 'year'))))
    return `it does not say on which day. Say \`first monday of ${monthName(months[0] ?? 1)}\` or \`every year on 15 ${monthName(months[0] ?? 1)}\`.`;
  return undefined;
}

/**
 * `friday the 13th`: a day of the month that counts when it is that day of the week. Up to the 5th it may as well be which
 * of that day it is.
 */
export function isDatedDay(draft: Draft): boolean {
  const { days, monthDays, numbered, workdays, weekNumbers, months, parity, unit, interval = 1 } = draft;
  const others = numbered.length + workdays.length + weekNumbers.length + months.length;
  const isOneDay = days.length === 1 && monthDays.length === 1 && others === 0 && !draft.isOfYear;
  const isEachMonth = unit === undefined || (unit === 'month' && interval === 1);
  return (
    isOneDay && isEachMonth && parity === undefined && (monthDays[0] ?? 0) > 5 && (monthDays[0] ?? 0) <= 31
  );
}

/** What is wrong with days and weeks that are counted within the year, or with days that no month has. */
function contradictionOfYear(draft: Draft): string | undefined {
  const { numbered, monthDays, workdays, weekNumbers, days, months, isOfYear, parity } = draft;
  const { unit, interval = 1 } = draft;
  const isWithinYear = isOfYear && months.length === 0;
  if (
    !isWithinYear &&
    (numbered.some(({ position }) => Math.abs(position) > 5) ||
      [...monthDays, ...workdays].some((one) => Math.abs(one) > 31))
  )
    return 'no month has so many. Say `of the year` if that is what is counted.';
  if (unit && unit !== 'year' && (isOfYear || weekNumbers.length > 0) && interval > 1)
    return 'days and weeks of the year go with years, not with weeks or months.';
  if (weekNumbers.length > 0 && days.length === 0)
    return 'which day of that week? Write `tuesday of week 20 of the year`.';
  if (weekNumbers.length > 0 && (parity || months.length > 0 || isWithinMonth(draft)))
    return 'weeks of the year go with days of the week, such as `tuesday of week 20 of the year`.';
  if (isWithinYear && weekNumbers.length === 0 && !isWithinMonth(draft))
    return 'in which month? Write `first monday of january` or `every year on 31 december`.';
  return undefined;
}

/** `biweekly` is every two weeks where it has one day; else it may be twice a week. */
function twiceAWeek(days: readonly NumberedDay['day'][]): string {
  const names = days.length > 1 ? days.map(dayName).join(' and ') : undefined;
  return names
    ? twofold(`every ${names}`, `every 2 weeks on ${names}`)
    : 'it can mean two things. Write `every other week` (or with its day: `every other tuesday`), or `every tuesday and thursday`.';
}

/** Whether days are counted within the month or year. */
export function isWithinMonth({ numbered, workdays, monthDays }: Draft): boolean {
  return numbered.length + workdays.length + monthDays.length > 0;
}

/** Days of each week, and those that are counted. */
export function daysOf(draft: Draft): NumberedDay[] {
  if (draft.workdays.length > 0) return WEEKDAY_CODES.slice(0, 5).map((day) => ({ day, position: 0 }));
  return [...draft.numbered, ...draft.days.map((day) => ({ day, position: 0 }))];
}
