// What can be done on the terminal.
import { type Capabilities, noCapabilities } from '../../core/publication.ts';

/** What can be done on the terminal. */
export const capabilities: Capabilities = { ...noCapabilities, privateAnswers: true };
