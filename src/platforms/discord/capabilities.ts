// What can be done on Discord.
import type { Capabilities } from '../../core/publication.ts';

/** What can be done on Discord. */
export const capabilities: Capabilities = {
  messages: true,
  threads: true,
  topics: false,
  events: true,
  buttons: true,
  forms: true,
  privateMessages: true,
  invitations: true,
  files: false,
};
