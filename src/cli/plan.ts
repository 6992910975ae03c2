// `docent plan`: the fairest times for a year of meetings, with their price to each member.
import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { parseMonth } from '../core/month.ts';
import { formatRecurrence, parseRecurrence } from '../core/recurrence.ts';
import { parseZone } from '../core/time.ts';
import { parseHoursRange } from '../features/meetings/pain.ts';
import { planInWorker } from '../features/meetings/rotation/thread.ts';
import { sharesOf, shareWords } from '../features/meetings/rotation/words.ts';
import type { Plan, PlanMember } from '../features/meetings/rotation.ts';
import { read, wholeNumber } from './dates.ts';

const MONTHS = z.coerce.number().int().min(1).max(60);
const SLOTS = z.coerce.number().int().min(1).max(12);
const DURATION = z.coerce.number().int().min(1).max(1440);

const LIST = 'a list such as `[{"name": "Ada", "zone": "Europe/London", "never": ["00:00-06:00"]}]`';
const HOURS = z.array(z.string(), 'a list of hours, such as `["22:00-06:00"]`');
const NAME = 'everybody needs a name of their own';

const MEMBERS = z.array(
  z.object(
    {
      name: z.string(NAME).trim().min(1, NAME),
      zone: z.string('everybody needs a time zone, such as `Europe/London`'),
      never: HOURS.optional(),
    },
    'each member is written like `{"name": "Ada", "zone": "Europe/London"}`',
  ),
  `the file should hold ${LIST}.`,
);

/** The options as typed; `duration` is in minutes, `slots` at most 12. */
interface PlanOptions {
  readonly rule: string;
  readonly from: string;
  readonly months: string | number;
  readonly slots: string | number;
  readonly duration: string | number;
  /** Starts lie on a grid of so many minutes: 15, 30 or 60; 15 if absent. */
  readonly grid?: string | number | undefined;
  readonly json?: boolean | undefined;
}

/**
 * The plan as JSON, or as a table for people; `membersJson` is the text of the members file. Rejects with a
 * UserError that lists every fault of the options and the file, or says whose hours rule a month out.
 */
export async function planCommand(options: PlanOptions, membersJson: string): Promise<string> {
  const faults: string[] = [];
  const rule = read('--rule', faults, () => formatRecurrence(parseRecurrence(options.rule)));
  const from = read('--from', faults, () => parseMonth(options.from));
  const months = read('--months', faults, () => wholeNumber(options.months, MONTHS));
  const slots = read('--slots', faults, () => wholeNumber(options.slots, SLOTS));
  const durationMinutes = read('--duration', faults, () => wholeNumber(options.duration, DURATION));
  const grid = read('--grid', faults, () => gridOf(options.grid ?? 15));
  const members = readMembers(membersJson, faults);
  if (!rule || !from || !months || !slots || !durationMinutes || !grid || faults.length > 0)
    throw new UserError(faults.join('\n'));
  const plan = await planInWorker({ members, rule, from, months, slots, durationMinutes, grid });
  return options.json ? JSON.stringify(plan) : planTable(plan, { members, durationMinutes });
}

function gridOf(typed: string | number): number {
  const minutes = Number(typed);
  if (minutes === 15 || minutes === 30 || minutes === 60) return minutes;
  throw new UserError(`\`${typed}\` does not fit: give 15, 30 or 60 minutes.`);
}

function readMembers(text: string, faults: string[]): PlanMember[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    faults.push(`members: the file is not JSON. It should hold ${LIST}.`);
    return [];
  }
  const parsed = MEMBERS.safeParse(json);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const [index, ...rest] = path;
      const whose = typeof index === 'number' ? `member ${index + 1}` : 'members';
      faults.push(`${whose}${rest.length > 0 ? `, ${rest.join(' ')}` : ''}: ${message}`);
    }
    return [];
  }
  if (parsed.data.length === 0)
    faults.push('members: nobody is in the file, so there is nobody to plan for.');
  const names = new Set<string>();
  return parsed.data.map(({ name, zone, never }) => {
    if (names.has(name)) faults.push(`${name}: the name is in the file twice. Give each member their own.`);
    names.add(name);
    const known = read(name, faults, () => parseZone(zone));
    for (const range of never ?? []) read(`${name}, never`, faults, () => parseHoursRange(range));
    return { name, zone: known ?? zone, never };
  });
}

function planTable(plan: Plan, of: { members: readonly PlanMember[]; durationMinutes: number }): string {
  const months = plan.months.map(({ startsAt, slot }) => `${startsAt.slice(0, 10)}  ${slot} UTC`);
  const starts = plan.months.map(({ startsAt }) => new Date(startsAt));
  const shares = sharesOf(starts, of).map((share) => `  ${share.name}: ${shareWords(share)}`);
  const proof = plan.optimal ? 'Nothing is fairer.' : 'A fairer plan may exist.';
  return [
    `Starts: ${plan.slots.join(', ')} UTC. ${proof}`,
    '',
    ...months,
    '',
    'What it is to each in their own time, the worst off first:',
    ...shares,
  ].join('\n');
}
