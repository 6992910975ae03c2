// What can be said of a series: its options, and what they mean.

import type { Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { suggestRecurrences } from '../../../core/recurrence-choices.ts';
import { asChoices } from '../../../core/reply.ts';
import { folderTyped } from '../../../core/repository-typed.ts';
import { suggestZones } from '../../../core/time.ts';
import { nextOccurrences } from '../series-dates.ts';
import { amounts, templates } from '../store-rows.ts';
import { timed } from './series-values.ts';

/** What can be taken away from a series. */
const removable = [
  'channel',
  'role',
  'place',
  'voice',
  'description',
  'seats',
  'minutes',
  'reminders',
] as const;

/** The option of the voice channel. */
export const voiceOption = {
  type: 'place',
  description: 'The voice channel where it is held',
  places: ['voice'],
} as const;

/** What a single meeting is about, and where it is held. */
export const whereAndWhat = {
  place: { type: 'string', description: 'A link or words that say where', max: 100 },
  voice: voiceOption,
  description: {
    type: 'string',
    description: 'What it is about; Markdown is welcome',
    max: 1000,
    mayBeNone: true,
  },
} as const;

/** What a series shall have no longer. */
export const removeOption = {
  type: 'string',
  description: 'What it shall have no longer',
  choices: asChoices(removable),
} as const;

/** What can be said of a series' looks. */
export const looks = {
  duration: { type: 'string', description: 'How long: 60m, 1h 30m; one hour if left out', isNeeded: true },
  place: { type: 'string', description: 'A link or words that say where; or none', max: 100 },
  voice: voiceOption,
  reminders: { type: 'string', description: 'How long before: 7d, 1d, 1h, start; or none' },
  channel: { type: 'place', description: 'Where it is announced, if not as usual', places: ['text'] },
  minutes: {
    type: 'string',
    repositoriesIn: (typed: string) => [folderTyped(typed)],
    description: 'The folder for minutes: owner/name/docs/monthly-meeting',
    max: 200,
  },
  role: { type: 'role', description: 'The role whose people alone may see it' },
} as const;

/** What a series can have beside its looks: what it is about and for how many it is. */
export const about = {
  description: { type: 'string', description: 'What it is about, in Markdown; or none', max: 1000 },
  seats: {
    type: 'string',
    description: 'How many can come; others wait for a seat. None for no limit',
    max: 10,
  },
} as const;

/** What the minutes of a series look like. */
export const templateOption = {
  type: 'string',
  description: 'The form of its minutes; monthly is the usual one',
  choices: asChoices(templates),
} as const;

/** How much the channel hears of each meeting of a series. */
export const messagesOption = {
  type: 'string',
  description: 'How many messages a meeting has: four at most, two, or one',
  choices: asChoices(amounts),
} as const;

/** The option of a zone. */
export function zoneOption<const R extends boolean>(required: R) {
  return {
    type: 'string',
    description: 'The zone of the times, such as Europe/Prague',
    required,
    isNeeded: true,
    suggest: async (typed: string) => asChoices(suggestZones(typed)),
  } as const;
}

/** The option of a rule, with its next three dates shown while it is typed. */
export function ruleOption<const R extends boolean>(required: R) {
  return {
    type: 'string',
    description: 'every other tuesday, first monday of the month, tuesday of odd weeks',
    required,
    isNeeded: true,
    max: 500,
    suggest: async (typed: string, request: Request, others: Readonly<Record<string, unknown>>) =>
      suggestRecurrences(typed).map((words) => ({ name: withDates(words, request, others), value: words })),
  } as const;
}

/** `every other tuesday · 24 Nov, 8 Dec, 22 Dec`. */
function withDates(
  words: string,
  request: Pick<Request, 'zone' | 'now'>,
  { zone, times }: Readonly<Record<string, unknown>>,
): string {
  const timing = attempt(() =>
    timed({
      rule: words,
      times: typeof times === 'string' ? times : '23:59',
      zone: typeof zone === 'string' ? zone : request.zone,
      now: request.now,
    }),
  );
  const dates = timing ? nextOccurrences(timing, request.now, 3).map(({ date }) => shortDay(date)) : [];
  return `${words}${dates.length > 0 ? ` · ${dates.join(', ')}` : ''}`.slice(0, 100);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    // What else is typed so far may not be complete.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function shortDay(date: string): string {
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}
