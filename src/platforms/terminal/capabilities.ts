// What can be done on the terminal.
import type { Capabilities } from '../../core/publication.ts';

/** What can be done on the terminal. */
export const capabilities: Capabilities = {
  messages: false,
  threads: false,
  topics: false,
  events: false,
  buttons: false,
  forms: false,
  privateMessages: false,
  privateAnswers: true,
  invitations: false,
  files: false,
};
