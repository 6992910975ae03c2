// What can be done on Discourse.
import type { Capabilities } from '../../core/publication.ts';

/** What can be done on Discourse. */
export const capabilities: Capabilities = {
  messages: false,
  threads: false,
  topics: true,
  events: false,
  buttons: false,
  forms: false,
  privateMessages: true,
  invitations: false,
  files: false,
};
