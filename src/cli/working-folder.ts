// A folder for what is needed only while a command runs.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';

/** Makes a folder of its own, which the caller removes. Throws `UserError` where none can be made. */
export function workingFolder(beginning: string): string {
  try {
    return mkdtempSync(join(tmpdir(), beginning));
  } catch (error) {
    throw new UserError(
      `I need a folder for a moment, and cannot make one in ${tmpdir()}: ${messageOf(error)}. Name one that this user may write to in the environment, such as TMPDIR=/srv/docent.`,
    );
  }
}
