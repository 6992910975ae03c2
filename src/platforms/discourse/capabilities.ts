// What can be done on Discourse.
import { type Capabilities, noCapabilities } from '../../core/publication.ts';

/** What can be done on Discourse. */
export const capabilities: Capabilities = { ...noCapabilities, topics: true, privateMessages: true };
