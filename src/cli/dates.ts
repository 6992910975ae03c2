// `docent dates`: when a rule's meetings are.
import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { monthAfter, parseMonth } from '../core/month.ts';
import { firstDate, type Occurrence, parseRecurrence, seriesOccurrences } from '../core/recurrence.ts';
import {
  addDays,
  isoSeconds,
  localReading,
  parseLocalDate,
  parseLocalTime,
  parseZone,
} from '../core/time.ts';
import { instantWords } from '../core/time-words.ts';

const MONTHS = z.coerce.number().int().min(1).max(1200);
const COUNT = z.coerce.number().int().min(1).max(1000);
const USUAL_MONTHS = 12;

/**
 * The options as typed. `times` are separated by commas and take turns by occurrence; `from` is a day or a month, today
 * or the day that the series starts if absent; `starts` is the first date from there if absent. Without `months` and
 * `count` it is 12 months.
 */
export interface DatesOptions {
  readonly rule: string;
  readonly times: string;
  readonly zone: string;
  readonly starts?: string | undefined;
  readonly from?: string | undefined;
  readonly months?: string | number | undefined;
  readonly count?: string | number | undefined;
  readonly json?: boolean | undefined;
}

/** The meetings as JSON, or one a line for people. Throws a UserError that lists every faulty option. */
export function datesCommand(options: DatesOptions, now: Date): string {
  const faults: string[] = [];
  const zone = read('--zone', faults, () => parseZone(options.zone));
  const times = read('--times', faults, () => options.times.split(',').map((time) => parseLocalTime(time)));
  const recurrence = read('--rule', faults, () =>
    parseRecurrence(options.rule, { ...(zone && { zone }), ...(times && { times }) }),
  );
  const starts = read('--starts', faults, () => given(options.starts, parseDay));
  const from = read('--from', faults, () => given(options.from, parseDayOrMonth));
  const months = read('--months', faults, () => given(options.months, (value) => wholeNumber(value, MONTHS)));
  const count = read('--count', faults, () => given(options.count, (value) => wholeNumber(value, COUNT)));
  if (!recurrence || !times || !zone || faults.length > 0) throw new UserError(faults.join('\n'));
  const first = from || starts || localReading(now, zone).localDate;
  // A month's meetings are those whose day is counted in it, even where the day after falls into the next.
  const moved = first.length === 7 ? (recurrence.shiftDays ?? 0) : 0;
  const day = first.length === 7 ? `${first}-01` : first;
  const range = {
    from: addDays(day, moved),
    ...(count && { count }),
    ...((months || !count) && { until: addDays(monthsAfter(day, months || USUAL_MONTHS), moved - 1) }),
  };
  const start = starts || firstDate(recurrence, range.from) || range.from;
  const found = [...seriesOccurrences({ recurrence, starts: start, times, zone }, range)];
  if (options.json) return JSON.stringify(found.map(occurrenceJson));
  const span = 'until' in range ? `${range.from} to ${range.until}` : `${range.from} on`;
  return found.length > 0 ? found.map(occurrenceLine).join('\n') : `The rule has no date from ${span}.`;
}

/** Reads an option; a fault is kept with the option's name and answered with nothing. */
export function read<T>(option: string, faults: string[], parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    faults.push(`${option}: ${error.message}`);
    return undefined;
  }
}

function given<T, U>(value: T | undefined, parse: (value: T) => U): U | undefined {
  return value === undefined ? undefined : parse(value);
}

/** A whole number that a schema takes. */
export function wholeNumber(value: string | number, schema: typeof MONTHS): number {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `\`${value}\` does not fit: give a whole number from ${schema.minValue} to ${schema.maxValue}.`,
  );
}

function parseDayOrMonth(text: string): string {
  const typed = text.trim();
  return /^\d{4}-\d{2}$/.test(typed) ? parseMonth(typed) : parseDay(typed);
}

function parseDay(text: string): string {
  const date = parseLocalDate(text);
  if (date < '1970' || date >= '2400')
    throw new UserError(`\`${date}\` is too far away. Give one from 1970 to 2399, like \`2027-01-05\`.`);
  return date;
}

/** The same day of a later month, or the last one of a shorter month. */
function monthsAfter(day: string, months: number): string {
  const month = monthAfter(day.slice(0, 7), months);
  const last = addDays(`${monthAfter(month, 1)}-01`, -1);
  const same = `${month}${day.slice(7)}`;
  return same < last ? same : last;
}

function occurrenceJson({ localDate, localTime, zone, startsAt }: Occurrence) {
  return { localDate, localTime, zone, startsAt: isoSeconds(startsAt) };
}

function occurrenceLine({ startsAt, zone, shift }: Occurrence): string {
  const note = shift === 'gap' ? '  (moved on: the clocks skip that time)' : '';
  return `${instantWords(startsAt, zone)}  ${startsAt.toISOString().slice(11, 16)} UTC${note}`;
}
