// `docent dates`: when a rule's meetings are.
import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { parseZone } from '../core/time.ts';
import { instantWords } from '../core/time-words.ts';
import {
  occurrenceJson,
  occurrences,
  parseMonth,
  parseRule,
  parseTimes,
} from '../features/meetings/recurrence.ts';

const MONTHS = z.coerce.number().int().min(1).max(1200);

/** The options as typed; `times` are separated by commas, `months` counts calendar months. */
export interface DatesOptions {
  readonly rule: string;
  readonly times: string;
  readonly zone: string;
  readonly from: string;
  readonly months: string | number;
  readonly json?: boolean | undefined;
}

/** The meetings as JSON, or one a line for people. Throws a UserError that lists every faulty option. */
export function datesCommand(options: DatesOptions): string {
  const faults: string[] = [];
  const rule = read('--rule', faults, () => parseRule(options.rule));
  const times = read('--times', faults, () => parseTimes(options.times.split(',')));
  const zone = read('--zone', faults, () => parseZone(options.zone));
  const from = read('--from', faults, () => parseMonth(options.from));
  const months = read('--months', faults, () => wholeNumber(options.months, MONTHS));
  if (!rule || !times || !zone || !from || !months) throw new UserError(faults.join('\n'));
  const found = occurrences({ rule, times, zone }, from, months);
  if (options.json) return JSON.stringify(found.map(occurrenceJson));
  return found
    .map(({ startsAt, shift }) => {
      const note = shift === 'gap' ? '  (moved on: the clocks skip that time)' : '';
      return `${instantWords(startsAt, zone)}  ${occurrenceUtc(startsAt)}${note}`;
    })
    .join('\n');
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

/** A whole number that a schema takes. */
export function wholeNumber(value: string | number, schema: typeof MONTHS): number {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `\`${value}\` does not fit: a whole number from ${schema.minValue} to ${schema.maxValue}.`,
  );
}

function occurrenceUtc(at: Date): string {
  return `${at.toISOString().slice(11, 16)} UTC`;
}
