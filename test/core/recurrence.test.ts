// Recurrences give the days that a calendar shows, however they are typed, from whatever start, and far from it.

import rrule from 'rrule';
import { describe, expect, test } from 'vitest';
import {
  firstDate,
  formatRecurrence,
  occurrences,
  occurrencesBefore,
  parseRecurrence,
  recurrenceWords,
  seriesOccurrences,
} from '../../src/core/recurrence.ts';
import { addDays, isoSeconds } from '../../src/core/time.ts';
import { isWhole } from '../in-full.ts';
import fc, { samples } from '../property.ts';
import { beginWork, workSince } from '../work-time.ts';

const days = (text: string, range: { starts: string; from?: string; until?: string; count?: number }) => [
  ...occurrences(parseRecurrence(text), { count: 4, ...range }),
];

const year = (dates: string) => dates.split(' ').map((date) => `2027-${date}`);

describe('dates that were checked in a calendar of 2027', () => {
  test.each([
    ['every tuesday', '01-05 01-12 01-19 01-26'],
    ['every other tuesday', '01-05 01-19 02-02 02-16'],
    ['every 3 weeks on monday', '01-25 02-15 03-08 03-29'],
    ['every tuesday and thursday', '01-05 01-07 01-12 01-14'],
    ['tuesday of odd weeks', '01-05 01-19 02-02 02-16'],
    ['tuesday of even weeks', '01-12 01-26 02-09 02-23'],
    ['first tuesday', '01-05 02-02 03-02 04-06'],
    ['first tuesday of the month', '01-05 02-02 03-02 04-06'],
    ['first and third monday', '01-18 02-01 02-15 03-01'],
    ['second and last wednesday', '01-13 01-27 02-10 02-24'],
    ['fifth friday', '01-29 04-30 07-30 10-29'],
    ['fifth tuesday', '03-30 06-29 08-31 11-30'],
    ['first tuesday every 3 months', '01-05 04-06 07-06 10-05'],
    ['first tuesday of january, april, july and october', '01-05 04-06 07-06 10-05'],
    ['second tuesday of odd months', '01-12 03-09 05-11 07-13'],
    ['the 15th of the month', '01-15 02-15 03-15 04-15'],
    ['the 31st of the month', '01-31 03-31 05-31 07-31'],
    ['last day of the month', '01-31 02-28 03-31 04-30'],
    ['first weekday of the month', '02-01 03-01 04-01 05-03'],
    ['last weekday of the month', '01-29 02-26 03-31 04-30'],
    ['every weekday', '01-05 01-06 01-07 01-08'],
    ['fourth tuesday +1', '01-27 02-24 03-24 04-28'],
    ['last friday +3', '02-01 03-01 03-29 05-03'],
    ['last friday -1', '01-28 02-25 03-25 04-29'],
    ['the 1st and 15th of the month', '01-15 02-01 02-15 03-01'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '01-05 01-19 02-02 02-16'],
    ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;UNTIL=20271231', '08-13'],
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=3', '01-05 01-12 01-19'],
    // RFC 5545, 3.8.5.3: two digits.
    ['FREQ=YEARLY;BYDAY=20MO;UNTIL=20271231', '05-17'],
    ['FREQ=YEARLY;BYDAY=2TU,-10MO;UNTIL=20271231', '01-12 10-25'],
    ['every tuesday until 2027-01-12', '01-05 01-12'],
    ['Tue+Thu', '01-05 01-07 01-12 01-14'],
    ['MWF', '01-06 01-08 01-11 01-13'],
    ['last friday of the quarter', '03-26 06-25 09-24 12-31'],
    ['first tuesday of the quarter', '01-05 04-06 07-06 10-05'],
    ['last day of every quarter', '03-31 06-30 09-30 12-31'],
    ['tuesdays except in january and march', '02-02 02-09 02-16 02-23'],
    ['first tuesday from september to november', '09-07 10-05 11-02'],
    ['first tuesday from september until november', '09-07 10-05 11-02'],
    ['1. and 3. tuesday', '01-05 01-19 02-02'],
    ['on the 15. of every month', '01-15 02-15 03-15'],
    ['monday till wednesday', '01-05 01-06 01-11'],
    ['everyday', '01-05 01-06 01-07'],
    ['once in two weeks on friday', '01-08 01-22 02-05'],
    ['1x/month, first friday', '02-05 03-05 04-02'],
    ['every 2w at monday', '01-18 02-01 02-15'],
    ['twice a month on the first and third monday', '01-18 02-01 02-15 03-01'],
    ['twice a week on tuesday and thursday', '01-05 01-07 01-12 01-14'],
    ['semi-monthly on the 1st and 15th', '01-15 02-01 02-15 03-01'],
    ['last but one friday', '01-22 02-19 03-19 04-23'],
    ['Each and every Tuesday!', '01-05 01-12 01-19 01-26'],
  ])('%s from 5 January', (text, expected) =>
    expect(days(text, { starts: '2027-01-05', count: expected.split(' ').length })).toEqual(year(expected)),
  );

  test('a day that a month lacks is skipped', () => {
    expect(days('every year on 29 february', { starts: '2027-01-01' })).toEqual(
      [2028, 2032, 2036, 2040].map((leap) => `${leap}-02-29`),
    );
    expect(days('monthly', { starts: '2027-01-31' })).toEqual(year('01-31 03-31 05-31 07-31'));
    expect(days('every year', { starts: '2028-02-29', count: 2 })).toEqual(['2028-02-29', '2032-02-29']);
  });

  test('dates that lie decades apart are all found', () => {
    expect(days('fifth monday of february every 2 years', { starts: '2028-01-01' })).toEqual(
      [2044, 2072, 2112, 2140].map((leap) => `${leap}-02-29`),
    );
  });

  test.each(['2026-04', '2026-07', '2027-09'])(
    'the day after the fourth Tuesday of %s is the 29th',
    (month) =>
      expect(days('fourth tuesday +1', { starts: `${month}-01`, count: 1 })).toEqual([`${month}-29`]),
  );

  test('odd weeks follow each other where a year has 53 of them', () => {
    expect(days('monday of odd weeks', { starts: '2026-12-20', count: 3 })).toEqual([
      '2026-12-28',
      '2027-01-04',
      '2027-01-18',
    ]);
  });

  test('the day before or after a counted day counts from the start as it is shown', () => {
    expect(days('fourth tuesday +1', { starts: '2027-01-27' })[0]).toBe('2027-01-27');
    expect(days('last sunday +1 until 2027-03-01', { starts: '2027-02-01' })).toEqual(year('02-01 03-01'));
    const quarterly = `${formatRecurrence(parseRecurrence('last sunday +1'))};INTERVAL=3`;
    expect(days(quarterly, { starts: '2027-02-01', count: 2 })).toEqual(['2027-02-01', '2027-04-26']);
    expect(days('fourth tuesday every 3 months +1', { starts: '2027-02-01', count: 2 })).toEqual(
      year('02-24 05-26'),
    );
  });
});

describe('words', () => {
  test.each([
    ['EVERY TUESDAY', 'every tuesday'],
    ['Tuesdays', 'every tuesday'],
    ['on Tuesdays', 'every tuesday'],
    ['tue & thurs', 'every tuesday and thursday'],
    ['Mon-Fri', 'every weekday'],
    ['monday to wednesday', 'every monday, tuesday and wednesday'],
    ['Tuesday, biweekly', 'every other tuesday'],
    ['every two weeks on tuesday', 'every other tuesday'],
    ['every second week on tuesday', 'every other tuesday'],
    ['fortnightly', 'every other week'],
    ['every fortnight', 'every other week'],
    ['first Monday of each month', 'first monday of the month'],
    ['on the first monday of every month', 'first monday of the month'],
    ['1st and 3rd Mondays', 'first and third monday of the month'],
    ['first monday and third thursday', 'first monday and third thursday of the month'],
    ['every second tuesday of the month', 'second tuesday of the month'],
    ['second to last friday', 'second to last friday of the month'],
    ['Wednesday, after the fourth Tuesday', 'fourth tuesday +1'],
    ['the day after the fourth tuesday', 'fourth tuesday +1'],
    ['the day before the last friday', 'last friday -1'],
    ['Tuesdays in odd weeks', 'tuesday of odd weeks'],
    ['first tuesday of every other month', 'first tuesday every 2 months'],
    ['quarterly on the first tuesday', 'first tuesday every 3 months'],
    ['first tuesday of each quarter', 'first tuesday of january, april, july and october'],
    ['2nd working day of the month', 'second weekday of the month'],
    ['monthly on the 15th', 'the 15th of the month'],
    ['1 June', 'every year on 1 june'],
    ['June 1st', 'every year on 1 june'],
    ['1 june and 1 december', 'the 1st of june and december'],
    ['last friday of june', 'last friday of june'],
    ['every 2 days', 'every other day'],
    ['rrule:freq=monthly;byday=1tu', 'first tuesday of the month'],
    ['FREQ=YEARLY;BYMONTH=1,3,5,7,9,11;BYDAY=2TU', 'second tuesday of odd months'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
    ['every tuesday 10 times', 'every tuesday 10 times'],
    ['2nd & 4th Tue of the month', 'second and fourth tuesday of the month'],
    ['bi-weekly on Wednesdays', 'every other wednesday'],
    ['bi weekly Wednesday', 'every other wednesday'],
    ['last Thursday each month', 'last thursday of the month'],
    ['weekly, Mondays and Thursdays', 'every monday and thursday'],
    ['Weekly - Tuesday', 'every tuesday'],
    ['monthly - third Tuesday', 'third tuesday of the month'],
    ['Tuesday, monthly - third Tuesday', 'third tuesday of the month'],
    ['Friday, first-friday', 'first friday of the month'],
    ['Wednesday, biweekly-even', 'wednesday of even weeks'],
    ['biweekly-odd on Tuesday', 'tuesday of odd weeks'],
    ['first, third, and fifth Tuesday of each month', 'first, third and fifth tuesday of the month'],
    ['alternate weeks on Tuesday', 'every other tuesday'],
    ['first tuesday of alternate months', 'first tuesday every 2 months'],
    ['3-weekly on Tuesday', 'every 3 weeks on tuesday'],
    ['every 2 wks on Tue.', 'every other tuesday'],
    ['M/W/F', 'every monday, wednesday and friday'],
    ['Mon-Wed-Fri', 'every monday, wednesday and friday'],
    ['Mon-Wed', 'every monday, tuesday and wednesday'],
    ['T/Th', 'every tuesday and thursday'],
    ['every day except weekends', 'every weekday'],
    ['week days', 'every weekday'],
    ['work-days except friday', 'every monday, tuesday, wednesday and thursday'],
    ['weekdays except friday', 'every monday, tuesday, wednesday and thursday'],
    ['every 6th Tuesday', 'every 6 weeks on tuesday'],
    ['every half year on the first Tuesday', 'first tuesday every 6 months'],
    ['every 29 February', 'every year on 29 february'],
    ['fifth Wednesday of the month when there is one', 'fifth wednesday of the month'],
    ['fifth wednesday, if any', 'fifth wednesday of the month'],
    ['twice-monthly, first and third Tuesday', 'first and third tuesday of the month'],
    ['1st tues of mo', 'first tuesday of the month'],
    // OpenStack's meetings page.
    ['Every two weeks (on odd weeks) on Thursday', 'thursday of odd weeks'],
    ['biweekly on Tuesday in even weeks', 'tuesday of even weeks'],
    ['every tuesday, but not in August', 'every tuesday except in august'],
    ['2nd Tuesday (no meeting in July and August)', 'second tuesday except in july and august'],
    ['second-to-last Friday of the month', 'second to last friday of the month'],
    ['next to the last Friday', 'second to last friday of the month'],
    ['first two Tuesdays of the month', 'first and second tuesday of the month'],
    ['Tuesdays (2nd and 4th)', 'second and fourth tuesday of the month'],
    ['Wed, 1st & 3rd of the month', 'first and third wednesday of the month'],
    ['a week after the second Tuesday', 'second tuesday +7'],
    ['two weeks before the last Friday', 'last friday -14'],
    ['fourth Tuesday plus one day', 'fourth tuesday +1'],
    // Outlook's way to say it, and what is so in each week from Sunday on.
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'second tuesday of the month'],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=FR;BYSETPOS=-1', 'last friday every 2 months'],
    ['FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=8,9,10,11,12,13,14', 'second wednesday of the month'],
    ['FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=OMIT;BYDAY=1TU', 'first tuesday of the month'],
    ['all Tuesdays', 'every tuesday'],
    ['all Tuesdays but the 3rd', 'first, second, fourth and fifth tuesday of the month'],
    [
      'every monday from september to june except december',
      'every monday except in july, august and december',
    ],
    ['every monday except august, except december', 'every monday except in august and december'],
    ['first monday of odd months except july', 'first monday of january, march, may, september and november'],
    [
      'every day except december and sunday',
      'every monday, tuesday, wednesday, thursday, friday and saturday except in december',
    ],
    [
      'every day except sundays and in december',
      'every monday, tuesday, wednesday, thursday, friday and saturday except in december',
    ],
    ['weekdays except friday and august', 'every monday, tuesday, wednesday and thursday except in august'],
    ['every tuesday and thursday except thursday and december', 'every tuesday except in december'],
    [
      'weekdays except friday, january to june',
      'every monday, tuesday, wednesday and thursday of january, february, march, april, may and june',
    ],
    ...[
      'until 1 June 2027',
      'until june 1st, 2027',
      'till the 1st of June 2027',
      'until 1 june, 2027',
      'until june 1 2027.',
      'ending on 1. jun 2027',
    ].map((end): [string, string] => [`every tuesday ${end}`, 'every tuesday until 2027-06-01']),
    ['last friday (skip december)', 'last friday except in december'],
    ['first monday of every quarter, skip july', 'first monday of january, april and october'],
    ['last friday of each quarter except december', 'last friday of march, june and september'],
    [
      'first monday of each quarter (january, april, july, october)',
      'first monday of january, april, july and october',
    ],
    [
      'first monday of the quarter in february, may, august and november',
      'first monday of february, may, august and november',
    ],
    ['every monday, skip july and august', 'every monday except in july and august'],
    ['mondays, but not the first one of the month', 'second, third, fourth and fifth monday of the month'],
    ['every monday except the first of the month', 'second, third, fourth and fifth monday of the month'],
    ['every tuesday except the last of the month', 'every tuesday except the last of the month'],
    ['FREQ=MONTHLY;BYDAY=-5TU,-4TU,-3TU,-2TU;COUNT=6', 'every tuesday except the last of the month 6 times'],
    [
      'all fridays but the last of each month until 2027-06-01',
      'every friday except the last of the month until 2027-06-01',
    ],
    ['every tuesday except the last of the month +1', 'every tuesday except the last of the month +1'],
    [
      'FREQ=MONTHLY;BYDAY=-5MO,-4TU,-3WE,-2TH',
      'fifth to last monday, fourth to last tuesday, third to last wednesday and second to last thursday of the month',
    ],
    ['every monday except the first of the month +1', 'second, third, fourth and fifth monday +1'],
    ['on odd numbered weeks on Tuesday', 'tuesday of odd weeks'],
    ['even week numbers on Monday', 'monday of even weeks'],
    ['every-other Tuesday', 'every other tuesday'],
    ['10 Tuesdays', 'every tuesday 10 times'],
    ['tuesday 10. times', 'every tuesday 10 times'],
    ['M, W, F', 'every monday, wednesday and friday'],
    // The months of a quarter, and months that say themselves how far they are apart.
    ["third wednesday of each quarter's first month", 'third wednesday of january, april, july and october'],
    ['Second month of every quarter: 1st Tuesday', 'first tuesday of february, may, august and november'],
    ['quarterly, last friday of the final month', 'last friday of march, june, september and december'],
    [
      'quarterly on the first Monday of Jan, Apr, Jul, Oct',
      'first monday of january, april, july and october',
    ],
    [
      'every 3 months, first monday of january and april',
      'RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4;BYDAY=1MO',
    ],
    ['half-yearly, first monday of may and november', 'first monday of may and november'],
    ['every Friday the 13th', 'friday the 13th'],
    ['the 13th of the month, if it is a Friday', 'friday the 13th'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'friday the 13th'],
    ['even-week Thursdays', 'thursday of even weeks'],
    ['M-F', 'every weekday'],
    // Counted within the year.
    ['the 100th day of the year', 'the 100th day of the year'],
    ['day 256 of each year', 'the 256th day of the year'],
    ['FREQ=YEARLY;BYYEARDAY=1,-1', 'the 1st and last day of the year'],
    ['first Monday of the year', 'first monday of the year'],
    ['FREQ=YEARLY;INTERVAL=2;BYDAY=20MO', '20th monday of the year every 2 years'],
    ['last weekday of the year', 'last weekday of the year'],
    ['every second and fourth weekday', 'second and fourth weekday of the month'],
    ['every tuesday 1000 times', 'every tuesday 1000 times'],
    ['every week of the month', 'every week'],
    ['Monday of ISO week 23', 'monday of week 23 of the year'],
    ['FREQ=YEARLY;BYWEEKNO=1,14,27,40;BYDAY=WE', 'wednesday of weeks 1, 14, 27 and 40 of the year'],
    [`FREQ=YEARLY;BYDAY=TU;BYWEEKNO=${weeksFrom(1)}`, 'tuesday of odd weeks'],
    [`FREQ=YEARLY;BYDAY=TU;BYWEEKNO=${weeksFrom(2)}`, 'tuesday of even weeks'],
    ['FREQ=YEARLY;INTERVAL=2;BYDAY=TU;BYWEEKNO=1,3', 'tuesday of weeks 1 and 3 of the year every 2 years'],
    [
      `FREQ=YEARLY;INTERVAL=2;BYWEEKNO=${weeksFrom(1)};BYDAY=TU`,
      `tuesday of weeks ${weeksFrom(1).replaceAll(',', ', ').replace(', 53', ' and 53')} of the year every 2 years`,
    ],
    ['FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1'],
  ])('%s is %s', (typed, words) => expect(recurrenceWords(parseRecurrence(typed))).toBe(words));

  test('a day that is left to the start is said with it', () => {
    expect(recurrenceWords(parseRecurrence('FREQ=WEEKLY;INTERVAL=2'), '2027-01-05')).toBe(
      'every other tuesday',
    );
    const fromSunday = parseRecurrence('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU');
    expect(recurrenceWords(fromSunday, '2027-01-05')).toBe('every other tuesday');
    expect(recurrenceWords(fromSunday, '2027-01-03')).toContain('WKST=SU');
    expect(recurrenceWords(parseRecurrence('monthly'), '2027-01-20')).toBe('the 20th of the month');
    expect(recurrenceWords(parseRecurrence('yearly'), '2027-06-01')).toBe('every year on 1 june');
  });

  test.each([
    [
      'first tuesday of spring',
      'I understood `first tuesday of`, but not `spring`. Did you mean `first tuesday of the month`?',
    ],
    [
      'every tuesday at 17:30',
      'I understood `every tuesday`, but not `at 17:30`: the time of day and its zone stand beside the rule. Write `every tuesday`, and `17:30` as `times`.',
    ],
    ['every teusday', 'Did you mean `every tuesday`?'],
    ['1 and 15 of every month', 'Did you mean `the 1st and 15th of the month`?'],
    ['monthly on the 15', 'Did you mean `the 15th of the month`?'],
    ['the 1 tuesday', 'Did you mean `first tuesday of the month`?'],
    ['first Monday or Tuesday', 'Did you mean `first monday and first tuesday of the month`?'],
    ['2 weeks tuesday', 'Did you mean `every other tuesday`?'],
    ['tuesday in two weeks', 'Did you mean `every other tuesday`?'],
    ['from monday to friday', 'Did you mean `every weekday`?'],
    [
      'every 2 tuesdays',
      'It can mean two things. Write `every other tuesday` or `second tuesday of the month`.',
    ],
    ['tuesday 18-20', 'Write it like `every tuesday`'],
    ['A weeks Tuesday', 'Write `every tuesday`, `tuesday of odd weeks` or `tuesday of even weeks`.'],
    ['a week tuesday', 'Write `every tuesday`, `tuesday of odd weeks` or `tuesday of even weeks`.'],
    ['week 20', 'which day of that week? Write `tuesday of week 20 of the year`'],
    ['week 45 of the year', 'which day of that week?'],
    ['every 2 weeks on tuesday of week 20', 'days and weeks of the year go with years'],
    ['tuesday of week 20 in june', 'weeks of the year go with days of the week'],
    ['monday of odd weeks of week 20', 'weeks of the year go with days of the week'],
    ['tuesday and 2 days after wednesday', 'but not `2 days after wednesday`'],
    ['every tuesday day after monday', 'but not `day after monday`'],
    ['1st of january and 15th of july', 'different days in different months'],
    ['15th january, 20th july', 'different days in different months'],
    ['first week a month', 'weeks of a month are counted in different ways'],
    ['tuesday, 2 weeks a month', 'but not `2 weeks a month`. Write it like'],
    ['first monday of months 1-3', 'Write it like'],
    ['first monday of month 6', 'Did you mean `first monday of june`?'],
    ['first monday of months six and 12', 'Did you mean `first monday of june and december`?'],
    ['every second week of the month', 'weeks of a month are counted in different ways'],
    ['every 3 weeks of the month on friday', 'Write `every 3 weeks on friday`, `first and third friday'],
    ['frist monday', 'Did you mean `first monday of the month`?'],
    ['every 3rd day of the month', 'Write `day 3 of the month` or `every 3 days`.'],
    ['first monday of month 13', 'a year has the months 1 to 12. Name the month'],
    ['the 5th of months 1 and 14', 'a year has the months 1 to 12. Name the month'],
    ['every second tuesday', 'Write `every other tuesday` or `second tuesday of the month`.'],
    ['every third monday', 'Write `every 3 weeks on monday` or `third monday of the month`.'],
    ['every month on tuesday', 'which tuesday? Say `first tuesday of the month`'],
    ['1 june and 15 december', 'Make a series of each.'],
    ['tuesday and thursday, 3rd of the month', 'Make a series of each.'],
    ['first tuesday and every thursday', 'Make a series of each.'],
    ['every june', 'does not say on which day'],
    ['first tuesday of odd weeks', 'odd and even weeks go with days of each week'],
    ['30 february', 'never comes'],
    ['first', 'Write it like `every tuesday`'],
    ['sixth monday', 'no month has so many'],
    ['every 0 weeks on monday', 'Write it like `every tuesday`'],
    ['something', 'Write it like `every tuesday`'],
    ['banana', 'Write it like `every tuesday`'],
    ['', 'Write it like `every tuesday`'],
    ['first tuesday +99', 'at most 27'],
    ['every tuesday until 2027-02-30', 'no 2027-02-30 in the calendar'],
    ['FREQ=HOURLY', 'DAILY, WEEKLY, MONTHLY or YEARLY here, not HOURLY'],
    ['FREQ=MINUTELY;INTERVAL=5', 'not MINUTELY'],
    ['FREQ=SECONDLY', 'not SECONDLY'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY takes'],
    ['FREQ=WEEKLY;BYDAY=1TU', 'TU, not 1TU'],
    ['FREQ=WEEKLY;INTERVAL=0', 'INTERVAL takes whole numbers from 1'],
    ['FREQ=WEEKLY;BYHOUR=9', 'Leave out BYHOUR'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU'],
    ['FREQ=MONTHLY;BYWEEKNO=20;BYDAY=TU', 'Write FREQ=YEARLY, or `tuesday of odd weeks`'],
    ['FREQ=YEARLY;BYYEARDAY=100;BYDAY=1TU', 'without a number'],
    ['FREQ=DAILY;BYDAY=MO;BYSETPOS=1', 'the days of a week, a month or a year'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20270101', 'do not go together'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'says FREQ twice'],
    ['FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2', 'never comes'],
    ['RRULE;X-OTHER=1:FREQ=DAILY', 'X-OTHER=1'],
    [
      'RRULE;X-DOCENT-WEEKS=ODD:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'odd and even weeks go with days of each week',
    ],
    ['RRULE;X-DOCENT-WEEKS=THIRD:FREQ=WEEKLY;BYDAY=TU', 'X-DOCENT-WEEKS=THIRD'],
    ['RRULE;X-DOCENT-SHIFT-DAYS=0:FREQ=WEEKLY;BYDAY=TU', 'X-DOCENT-SHIFT-DAYS=0'],
    ['RRULE;X-DOCENT-SHIFT-DAYS=28:FREQ=WEEKLY;BYDAY=TU', 'at most 27'],
    ['when there is a fifth friday', 'I cannot read'],
    ['FREQ=DAILY;COUNT=2,3', 'COUNT takes one number'],
    ['FREQ=DAILY;INTERVAL=2,3', 'INTERVAL takes one number'],
    ['FREQ=MONTHLY;BYDAY=0TU', 'not `0TU`'],
    ['FREQ=YEARLY;BYDAY=54MO', 'not `54MO`'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'from -31 to 31, not 0'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'from -31 to 31, not 0'],
    ['FREQ=WEEKLY;BYDAY=TU;hello', '`hello` is not a part of an RRULE'],
    ['FREQ=WEEKLY;UNTIL=tomorrow', 'UNTIL takes a date such as'],
    ['FREQ=WEEKLY;UNTIL=20270101T250000Z', 'UNTIL takes a date such as'],
    ['FREQ=WEEKLY;UNTIL=20271301', 'no 2027-13-01 in the calendar'],
    ['RRULE;X-DOCENT-WEEKS=ODD:FREQ=MONTHLY;BYDAY=1TU', 'odd and even weeks go with days of each week'],
  ])('"%s" is refused: %s', (typed, words) =>
    expect(() => parseRecurrence(typed)).toThrow(expect.objectContaining({ message: containing(words) })),
  );

  test('an instant as UNTIL ends on its day in the zone of the series', () => {
    const until = (zone: string) =>
      parseRecurrence('FREQ=WEEKLY;UNTIL=20280101T045959Z', { zone }).rule.until;
    expect([until('America/New_York'), until('UTC')]).toEqual(['2027-12-31', '2028-01-01']);
    const last = (times: string[]) =>
      parseRecurrence('FREQ=WEEKLY;UNTIL=20280101T045959Z', { times }).rule.until;
    expect([last(['17:30']), last(['04:00']), last(['17:30', '04:00'])]).toEqual([
      '2027-12-31',
      '2028-01-01',
      '2028-01-01',
    ]);
  });

  test('6,000 characters are refused before they are read', () => {
    const texts = [
      'first '.repeat(1000),
      'é'.repeat(6000),
      '+ '.repeat(3000),
      'FREQ='.repeat(1200),
      `${'1,'.repeat(3000)}`,
    ];
    const began = beginWork();
    for (const text of texts) expect(() => parseRecurrence(text)).toThrow('at most 500');
    expect(workSince(began) / texts.length).toBeLessThan(5);
  });
});

const containing = (words: string) =>
  expect.stringMatching(new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'));

test.each([
  ['Tuesdays at 17:30 UTC', 'Write `every tuesday`, and `17:30` as `times`'],
  ['Tuesday 17:30 UTC, biweekly', 'Write `every other tuesday`, and `17:30` as `times`, `UTC` as `zone`'],
  [
    'Tuesday 16:00 PT (Pacific Time), monthly - third Tuesday',
    'Write `third tuesday of the month`, and `16:00` as `times`, `America/Los_Angeles` as `zone`',
  ],
  [
    'Tuesday 8:00 PT (Pacific Time), weekly starting Tuesday December 7th, 2021',
    'Write `every tuesday`, and `8:00` as `times`, `America/Los_Angeles` as `zone`, `December 7th, 2021` as `starts`',
  ],
  ['Friday 1500 UTC, first-friday', 'Write `first friday of the month`, and `1500` as `times`'],
  ['Tuesdays @ 17:00 CET', 'Write `every tuesday`, and `17:00` as `times`, `Europe/Prague` as `zone`'],
  ['2nd Tuesday of the month, 13:30 Pacific', '`13:30` as `times`, `America/Los_Angeles` as `zone`'],
  ['Tuesdays at 16:00 Central European Time', '`16:00` as `times`, `Europe/Berlin` as `zone`'],
  ['Tuesdays at 5pm Berlin time', '`5pm` as `times`, `Europe/Berlin` as `zone`'],
  ['first tuesday, 18:00 Prague', '`18:00` as `times`, `Europe/Prague` as `zone`'],
  ['tuesday the 1st', '`first tuesday of the month`, or for the months in which that day is a tuesday'],
  ['tuesday 12 january', 'Write `every year on 12 january`'],
  ['monday and friday the 13th', 'Make a series of each'],
  ['the last month of each quarter', 'I cannot follow `the last month of each quarter`: it does not say'],
  ['every other weekday', '`every monday, wednesday and friday`'],
  ['every second weekday', '`second weekday of the month`'],
  ['2027-01-05', 'that is a single day'],
  ['mondays of odd weeks and tuesdays of even weeks', 'Make a series of each'],
  ['Tuesday and the 1st and 3rd', 'Make a series of each'],
  [
    'DTSTART;TZID=Pacific Standard Time:20270105T090000 RRULE:FREQ=WEEKLY;BYDAY=TU',
    '`09:00` as `times`, `America/Los_Angeles` as `zone`',
  ],
  ['FREQ=MONTHLY;RSCALE=HEBREW;BYDAY=1TU', 'leave out RSCALE'],
  ['Tuesdays, 5:30pm-6:30pm GMT', 'Write `every tuesday`, and `5:30pm` as `times`, `UTC` as `zone`'],
  ['Tuesdays at 17:30 biweekly', 'Write `every other tuesday`, and `17:30` as `times`'],
  ['every tuesday except in july at 17:00', 'Write `every tuesday except in july`, and `17:00` as `times`'],
  ['Tuesday evenings', 'Write `every tuesday`, and the hour as `times`'],
  ['biweekly starting tuesday', 'Write `every other tuesday`, and `tuesday` as `starts`'],
  ['every two weeks from next monday', 'Write `every other monday`, and `next monday` as `starts`'],
  [
    'every week until 2027-06-30 from monday',
    'Write `every monday until 2027-06-30`, and `monday` as `starts`',
  ],
  ['every other tuesday from the 5th', 'Write `every other tuesday`, and `5th` as `starts`'],
  ['every tuesday from the 5th of january', 'Write `every tuesday`, and `5th of january` as `starts`'],
  ['every tuesday from thursday', 'Write `every tuesday`, and `thursday` as `starts`'],
  ['every day from monday', 'Write `every day`, and `monday` as `starts`'],
  ['daily from sunday', 'Write `every day`, and `sunday` as `starts`'],
  ['tuesdays and fridays from monday', 'Write `every tuesday and friday`, and `monday` as `starts`'],
  ['biweekly starting 1 dec', 'Without it, it can mean two things. Write `every other week`'],
  ['every other Tuesday from Jan 12', 'Write `every other tuesday`, and `Jan 12` as `starts`'],
  [
    'biweekly',
    '`every other week` (or with its day: `every other tuesday`), or `every tuesday and thursday`',
  ],
  [
    'biweekly on tuesday and thursday',
    '`every tuesday and thursday` or `every 2 weeks on tuesday and thursday`',
  ],
  ['tri-weekly on Wednesday', 'it can mean two things'],
  ['biannually', 'it can mean two things'],
  ['mondays and every other friday', 'at different intervals. Make a series of each'],
  ['every other friday and every monday', 'at different intervals. Make a series of each'],
  ['every tuesday and every 2 weeks on friday', 'at different intervals. Make a series of each'],
  ['every 28 days on tuesday', 'write `every 4 weeks on tuesday`'],
  ['first monday every year', 'Say `first monday of january`'],
  ['every tuesday of the year', 'in which month?'],
  ['last weekend of the month', 'Say which: `first saturday of the month`'],
  ['end of the month', '`last day of the month` or `last weekday of the month`'],
  ['first tuesday after the 15th', 'the one from the 15th to the 21st'],
  ['every tuesday until december', '`every tuesday until 2027-06-30`'],
  ...[
    ...['every tuesday until friday', 'every other friday until tuesday', 'tue and thu until monday'],
    ...['first monday until friday', 'mondays until friday', 'from monday until friday'],
    ...['every tuesday until monday 7 june 2027', 'every monday until friday 4 december'],
    ...['monday until friday 4 december', 'every tuesday from december until june 2027'],
  ].map((text): [string, string] => [text, 'the end is a date at the end of the rule']),
  ['every tuesday for 10 weeks', '`every tuesday 10 times`'],
  ['every tuesday until 31 june 2027', 'There is no 2027-06-31 in the calendar'],
  ['every tuesday until june 2027', 'the end is a date at the end of the rule'],
  ['every tuesday except december and thursday', 'what is left out of it has no words'],
  ['every monday except august from january to june', 'but not `january to june`'],
  ['first tuesday except december in june', 'but not `june`'],
  ['odd tuesdays', '`tuesday of odd weeks` or `first tuesday of odd months`'],
  ['tuesday before the 15th', 'the one from the 8th to the 14th: `second tuesday'],
  [
    'every tuesday except the first',
    'of the month, or of all? Write `second, third, fourth and fifth tuesday of the month`',
  ],
  ['every tuesday except the last until december', 'the end is a date at the end of the rule'],
  ['every tuesday except the last', 'Write `every tuesday except the last of the month`'],
  ['3rd monday of odd months, 2nd monday of even months', 'different days in different months'],
  ['first monday of january, third monday of the month of july', 'different days in different months'],
  ['every tuesday in january and every thursday in july', 'different days in different months'],
  ['tuesday of odd weeks and thursday', 'make a series of each'],
  ['alternating tuesday and thursday', 'one week has the one and the next week the other'],
  ['20th monday', 'no month has so many'],
  ['monday, last day of the month', 'those days are counted in different ways'],
  ['thursday of week 2', 'Say which day'],
  ['second tuesday of Q1', 'say the months'],
  [
    'Thursdays at 17:30 UTC (biweekly)',
    'Write `every other thursday`, and `17:30` as `times`, `UTC` as `zone`',
  ],
  ['Thursdays at 10:00 PT (Pacific Time)', 'Write `every thursday`, and `10:00` as `times`'],
  ['alternating Mondays 8am/5pm', 'Write `every monday`, and `8am, 5pm` as `times`'],
  [
    'first tuesday of the month, alternating 9:00 and 17:00',
    'Write `first tuesday of the month`, and `9:00, 17:00` as `times`',
  ],
  [
    'every second wednesday, 14:00 UTC',
    'Without them, it can mean two things. Write `every other wednesday`',
  ],
  ['every tuesday from March', 'Write `every tuesday`, and its date as `starts`'],
  [
    'every 2 months, 1st Mon, starting in Feb',
    'Write `first monday every 2 months`, and its date as `starts`',
  ],
  ['every 3 months from January 15', 'Write `every 3 months`, and `January 15` as `starts`'],
  ['every tuesday — 18:00', 'Write `every tuesday`, and `18:00` as `times`'],
  ['the first monday unless holiday', 'or write `first monday of the month`, and skip or move single dates'],
  ['every monday, not on 28 Dec', 'or write `every monday`, and skip or move single dates'],
  ['Tuesday 5 January 2027', 'that is a single day'],
  ['once', 'that is a single day'],
  ['every january', 'Say `first monday of january` or `every year on 15 january`'],
  ['every wensday', 'Did you mean `every wednesday`?'],
  ['twice a month on friday', '`first and third friday of the month`'],
  [
    'DTSTART;TZID=America/New_York:20270105T170000 RRULE:FREQ=WEEKLY;BYDAY=TU EXDATE:20270112T220000Z',
    '`FREQ=WEEKLY;BYDAY=TU` as the rule, `2027-01-05` as `starts`, `17:00` as `times`, `America/New_York` as `zone`. Dates on which it is not held are skipped once it is there: 2027-01-12.',
  ],
  ['every other friday from 2027-01-08', 'Write `every other friday`, and `2027-01-08` as `starts`'],
  ['twice a month', '`first and third tuesday of the month`, `the 1st and 15th of the month`'],
  ['2x per month', 'on which days?'],
  ['twice a month on tuesday', 'on which days?'],
  ['bimonthly', '`first tuesday every 2 months` or `first and third tuesday of the month`'],
  ['every other day of the month', 'write `every 2 days`'],
  ['every 15th day of the month', 'Write `day 15 of the month` or `every 15 days`'],
  ['every other tuesday of the month', '`second and fourth tuesday of the month`'],
  ['Wednesday (3rd of the month)', 'write `third wednesday of the month`'],
  ['tuesday of the first week of the month', 'Say which day'],
  ['hourly', 'one meeting a day at most'],
  ['first and last friday of the quarter', 'Make a series of each'],
  ['DTSTART:20270105T170000Z RRULE:FREQ=WEEKLY;BYDAY=TU', 'as `starts`'],
  ['RRULE:FREQ=WEEKLY;BYDAY=TU\nEXDATE:20270112', 'are skipped once it is there'],
])('"%s" could mean more than its days, and is refused with what to write: %s', (text, cure) =>
  expect(() => parseRecurrence(text)).toThrow(cure),
);

test('no suggestion leaves out what was said of the days', () => {
  for (const text of [
    'every tuesday this month',
    'tuesday in the week of the 15th',
    'weekly on tuesday, biweekly on thursday',
  ])
    expect(() => parseRecurrence(text)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('Did you mean') }),
    );
});

describe('a series', () => {
  const hours = (range: { from?: string; count?: number; until?: string }) => {
    const recurrence = parseRecurrence('first tuesday');
    const series = {
      recurrence,
      starts: '2026-10-06',
      times: ['19:00', '21:00', '12:00'],
      zone: 'Europe/Prague',
    };
    return [...seriesOccurrences(series, range)].map(({ startsAt }) => isoSeconds(startsAt).slice(0, 13));
  };

  test('has times that take turns by occurrence, the first at its start, on the clocks of its zone', () => {
    const whole = hours({ count: 5 });
    expect(whole).toEqual([
      '2026-10-06T17',
      '2026-11-03T20',
      '2026-12-01T11',
      '2027-01-05T18',
      '2027-02-02T20',
    ]);
    expect(hours({ from: '2026-12-01', count: 3 })).toEqual(whole.slice(2));
    expect(hours({ from: '2020-01-01', until: '2026-11-03' })).toEqual(whole.slice(0, 2));
  });

  test('starts at the first date from today where nobody said when, whatever the interval', () => {
    expect(firstDate(parseRecurrence('every other tuesday'), '2026-11-20')).toBe('2026-11-24');
    expect(firstDate(parseRecurrence('first tuesday every 3 months'), '2026-11-20')).toBe('2026-12-01');
    expect(firstDate(parseRecurrence('weekly'), '2026-11-20')).toBe('2026-11-20');
    expect(firstDate(parseRecurrence('every tuesday until 2026-01-01'), '2026-11-20')).toBeUndefined();
  });

  test('is as cheap far from its start as near to it', () => {
    const began = beginWork();
    for (const text of [
      'every 3 days',
      'every 3 weeks on monday',
      'first tuesday every 5 months',
      'every weekday',
    ])
      for (let again = 0; again < 5; again++)
        expect(days(text, { starts: '1970-01-01', from: '2390-01-01', count: 2 })).toHaveLength(2);
    const daily = { starts: '1970-01-01', before: '2390-01-01' };
    expect(occurrencesBefore(parseRecurrence('every day'), daily)).toBe(153_402);
    expect(occurrencesBefore(parseRecurrence('every weekday'), daily)).toBe(109_572);
    expect(workSince(began)).toBeLessThan(2000);
  });
});

/** Every other week of the year from one on, as BYWEEKNO names them. */
function weeksFrom(first: number): string {
  return Array.from({ length: 27 }, (_, i) => first + 2 * i)
    .filter((week) => week <= 53)
    .join();
}

// By dateutil 2.9, from the first day of the rule's period, where it knows the whole of the first one.
test.each([
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    '2027-01-04',
    '2027-01-08 2027-01-22 2027-02-05',
  ],
  ['FREQ=WEEKLY;BYDAY=SU,MO,TU;WKST=SU;BYSETPOS=1', '2027-01-03', '2027-01-03 2027-01-10 2027-01-17'],
  ['FREQ=WEEKLY;BYMONTH=6;BYDAY=MO,FR;BYSETPOS=2', '2027-01-04', '2027-06-11 2027-06-18 2027-06-25'],
  ['FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2027-01-01', '2027-12-31 2028-12-29 2029-12-31'],
  ['FREQ=YEARLY;BYMONTH=1,7;BYDAY=MO;BYSETPOS=2,-2', '2027-01-01', '2027-01-11 2027-07-19 2028-01-10'],
  [
    'FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=1,2,3;BYSETPOS=1,5',
    '2028-02-29',
    '2029-01-01 2029-02-02 2030-01-01',
  ],
  ['FREQ=YEARLY;BYWEEKNO=20,21;BYDAY=MO,TU;BYSETPOS=-1', '2027-01-01', '2027-05-25 2028-05-23 2029-05-22'],
  ['FREQ=YEARLY;INTERVAL=2;BYDAY=MO;BYSETPOS=10,20', '2027-01-01', '2027-03-08 2027-05-17 2029-03-05'],
  ['FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO', '2020-01-01', '2025-12-29 2031-12-29 2036-12-29'],
  // By ISO 8601: the 2nd of January 2011 is in the 52nd week of 2010, of which dateutil thinks that it is the 53rd.
  ['FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU', '2010-01-01', '2011-01-02 2012-01-01 2012-12-30'],
  ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU', '2010-01-01', '2010-01-03 2016-01-03 2021-01-03'],
])('%s from %s is %s', (rule, starts, expected) =>
  expect([...occurrences(parseRecurrence(rule), { starts, count: 3 })].join(' ')).toBe(expected),
);

/**
 * Rules that both take. The other one picks a wrong day for a BYSETPOS before the beginning of a month, leaves out what
 * a first week, counted from the end as 53rd, has in the year before, and takes some 52nd weeks for 53rd ones.
 */
const monthly = fc.record({
  byDay: fc.uniqueArray(fc.constantFrom('1MO', '2TU', '3WE', '4TH', '5FR', '-1SA', '-2SU', '-5MO'), {
    minLength: 1,
  }),
  byMonthDay: fc.uniqueArray(fc.constantFrom(1, 13, 15, 28, 29, 30, 31, -1, -2, -31), {
    minLength: 1,
    maxLength: 3,
  }),
  plain: fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1 }),
  yearDays: fc.uniqueArray(fc.constantFrom(1, 59, 60, 100, 365, 366, -1, -60, -366), { minLength: 1 }),
  weeks: fc.uniqueArray(fc.constantFrom(1, 2, 9, 20, 51, -1, -2), { minLength: 1 }),
  kind: fc.constantFrom('BYDAY', 'BYMONTHDAY', 'BOTH', 'BYSETPOS', 'BYYEARDAY', 'BYWEEKNO', 'NONE'),
  position: fc.constantFrom(1, 2, 3, -1),
});
const rules = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 6 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
    weekStart: fc.constantFrom('MO', 'SU', 'WE'),
    of: monthly,
  })
  .map(({ freq, interval, months, weekStart, of }) => {
    const inMonths = freq === 'MONTHLY' || (freq === 'YEARLY' && months.length > 0);
    const byKind = {
      BYDAY: [`BYDAY=${(inMonths ? of.byDay : of.plain).join()}`],
      BYMONTHDAY: freq === 'WEEKLY' ? [] : [`BYMONTHDAY=${of.byMonthDay.join()}`],
      BOTH: freq === 'WEEKLY' ? [] : [`BYDAY=${of.plain.join()}`, `BYMONTHDAY=${of.byMonthDay.join()}`],
      BYSETPOS: freq === 'MONTHLY' ? [`BYDAY=${of.plain.join()}`, `BYSETPOS=${of.position}`] : [],
      BYYEARDAY: freq === 'YEARLY' ? [`BYYEARDAY=${of.yearDays.join()}`] : [],
      BYWEEKNO: freq === 'YEARLY' ? [`BYWEEKNO=${of.weeks.join()}`, `BYDAY=${of.plain.join()}`] : [],
      NONE: [],
    };
    const byMonth = months.length > 0 ? [`BYMONTH=${months.join()}`] : [];
    return [`FREQ=${freq}`, `INTERVAL=${interval}`, ...byMonth, ...byKind[of.kind], `WKST=${weekStart}`].join(
      ';',
    );
  });
const someDay = fc.integer({ min: 0, max: 12_000 }).map((later) => addDays('2010-01-01', later));
const taken = (text: string): boolean => {
  try {
    return parseRecurrence(text).rule.freq !== undefined;
  } catch {
    return false; // such as 30 February: that it never comes has tests of its own
  }
};

describe('over 30 years', () => {
  test('any rule gives what another library gives, from its start and from later on', () => {
    fc.assert(
      fc.property(rules.filter(taken), someDay, fc.integer({ min: 0, max: 9000 }), (text, starts, later) => {
        const from = addDays(starts, later);
        const recurrence = parseRecurrence(text);
        const until = addDays(starts, 30 * 365);
        const other = rrule.rrulestr(`DTSTART:${starts.replaceAll('-', '')}T000000Z\nRRULE:${text}`);
        const expected = other
          .between(new Date(`${starts}T00:00:00Z`), new Date(`${until}T00:00:00Z`), true)
          .map((at) => at.toISOString().slice(0, 10));
        expect([...occurrences(recurrence, { starts, from, until })]).toEqual(
          expected.filter((date) => date >= from),
        );
        expect(occurrencesBefore(recurrence, { starts, before: from })).toBe(
          expected.filter((date) => date < from).length,
        );
      }),
      { numRuns: samples(isWhole ? 4000 : 60) },
    );
  }, 3_600_000);

  test('in every zone a series has the times of its clocks, whatever the date', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const sampled = isWhole ? zones : fc.sample(fc.constantFrom(...zones), 2);
    for (const zone of sampled) {
      const clocks = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      });
      const series = { recurrence: parseRecurrence('every day'), times: ['02:30'], zone };
      const range = { from: '2012-01-01', until: '2041-12-31' };
      let before = 0;
      for (const one of seriesOccurrences({ ...series, starts: '2012-01-01' }, range)) {
        const read = clocks.format(one.startsAt);
        const earlier = clocks.format(new Date(one.startsAt.getTime() - 3_600_000));
        expect(read, zone).toBe(`${one.localDate} ${one.localTime}`);
        if (one.shift === 'gap') expect(read > `${one.date} 02:30`, `${zone} ${one.date}`).toBe(true);
        else expect(read, zone).toBe(`${one.date} 02:30`);
        // Of a time that comes twice it is the first.
        expect(earlier, zone).not.toBe(read);
        expect(one.startsAt.getTime(), zone).toBeGreaterThan(before);
        before = one.startsAt.getTime();
      }
    }
  }, 3_600_000);

  test('what is stored, and what is said, is read back as the same dates', () => {
    const texts = fc.oneof(
      rules.filter(taken),
      fc.constantFrom(
        'tuesday of odd weeks',
        'weekdays of even weeks',
        'fourth tuesday +1',
        'last friday -2',
        'every tuesday except the last of the month +1',
        'FREQ=MONTHLY;BYDAY=-5MO,-4TU,-3WE,-2TH',
      ),
    );
    fc.assert(
      fc.property(texts, someDay, (text, starts) => {
        const recurrence = parseRecurrence(text);
        expect(parseRecurrence(formatRecurrence(recurrence))).toEqual(recurrence);
        const dates = days(text, { starts, count: 15 });
        // From the 31st on, a day of April never comes.
        fc.pre(dates.length > 0);
        expect(days(recurrenceWords(recurrence), { starts, count: 15 })).toEqual(dates);
        expect(days(recurrenceWords(recurrence, starts), { starts, count: 15 })).toEqual(dates);
      }),
      { numRuns: samples(isWhole ? 4000 : 100) },
    );
  }, 3_600_000);

  test('parity of weeks is that of ISO 8601', () => {
    const parity = (date: string) => {
      const day = new Date(`${date}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
      return Math.ceil(((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7) % 2;
    };
    for (const [text, expected] of [
      ['every day', [0, 1]],
      ['sunday of odd weeks', [1]],
      ['monday of even weeks', [0]],
    ] as const)
      for (const date of days(text, { starts: '2010-01-01', until: '2040-01-01', count: 2000 }))
        expect(expected).toContain(parity(date));
  });
});
