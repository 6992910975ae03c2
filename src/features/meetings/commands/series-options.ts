// What can be said of a series beside its times: its options.

import { option, type Values } from '../../../core/command.ts';
import { folderOption } from '../../../core/github/repository-typed.ts';
import { amounts, templates } from '../store/rows.ts';

/** The option of the voice channel. */
export const voiceOption = option.place('The voice channel where it is held', { places: ['voice'] });

/** What a single meeting is about, and where it is held. */
export const whereAndWhat = {
  place: option.text('A link or words that say where', { max: 100 }),
  voice: voiceOption,
  description: option.text('What it is about; Markdown is welcome', { max: 1000, mayBeNone: true }),
} as const;

/** What can be said of a series' looks. */
export const looks = {
  duration: option.text('How long: 60m, 1h 30m; one hour if left out', { isNeeded: true }),
  place: option.text('A link or words that say where; or none', { max: 100 }),
  voice: voiceOption,
  reminders: option.text('How long before: 7d, 1d, 1h, start; or none'),
  channel: option.place('Where it is announced, if not as usual', { places: ['text'] }),
  minutes: folderOption('The folder for minutes: owner/name/docs/monthly-meeting'),
  role: option.role('The role whose people alone may see it'),
  description: option.text('What it is about, in Markdown; or none', { max: 1000 }),
  seats: option.text('How many can come; others wait for a seat. None for no limit', { max: 10 }),
  template: option.choice('The form of its minutes; monthly is the usual one', templates),
  messages: option.choice('How many messages a meeting has: four at most, two, or one', amounts),
} as const;

/** What a series shall have no longer. */
export const removeOption = option.choice('What it shall have no longer', [
  'channel',
  'role',
  'place',
  'voice',
  'description',
  'seats',
  'minutes',
  'reminders',
]);

/** What was typed of a series' looks. */
export type TypedLooks = Partial<Values<typeof looks & { readonly remove: typeof removeOption }>>;
