// What can be said of a series beside its times: its options.

import type { Values } from '../../../core/command.ts';
import { asChoices } from '../../../core/reply.ts';
import { folderOption } from '../../../core/repository-typed.ts';
import { amounts, templates } from '../store-rows.ts';

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

/** What can be said of a series' looks. */
export const looks = {
  duration: { type: 'string', description: 'How long: 60m, 1h 30m; one hour if left out', isNeeded: true },
  place: { type: 'string', description: 'A link or words that say where; or none', max: 100 },
  voice: voiceOption,
  reminders: { type: 'string', description: 'How long before: 7d, 1d, 1h, start; or none' },
  channel: { type: 'place', description: 'Where it is announced, if not as usual', places: ['text'] },
  minutes: folderOption('The folder for minutes: owner/name/docs/monthly-meeting'),
  role: { type: 'role', description: 'The role whose people alone may see it' },
  description: { type: 'string', description: 'What it is about, in Markdown; or none', max: 1000 },
  seats: {
    type: 'string',
    description: 'How many can come; others wait for a seat. None for no limit',
    max: 10,
  },
  template: {
    type: 'string',
    description: 'The form of its minutes; monthly is the usual one',
    choices: asChoices(templates),
  },
  messages: {
    type: 'string',
    description: 'How many messages a meeting has: four at most, two, or one',
    choices: asChoices(amounts),
  },
} as const;

/** What a series shall have no longer. */
export const removeOption = {
  type: 'string',
  description: 'What it shall have no longer',
  choices: asChoices(['channel', 'role', 'place', 'voice', 'description', 'seats', 'minutes', 'reminders']),
} as const;

/** What was typed of a series' looks. */
export type TypedLooks = Partial<Values<typeof looks & { readonly remove: typeof removeOption }>>;
