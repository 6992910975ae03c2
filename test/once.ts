// What takes seconds to make and is the same for all: made by whoever asks first in a run of the tests.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How long a busy machine may take to make one, in milliseconds; whoever waits for it waits as long. */
export const makingMilliseconds = 300_000;

const folder = () => join(tmpdir(), 'made-once');

/**
 * A folder that `make` has filled, once in a run of the tests. Where it throws, the next who asks tries again, so that each
 * hears why. Throws when nobody has made it in time.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const begun = join(folder(), name);
  const made = join(begun, 'made');
  mkdirSync(folder(), { recursive: true });
  try {
    mkdirSync(begun);
  } catch {
    for (const end = Date.now() + makingMilliseconds; !existsSync(made); await setTimeout(100)) {
      if (!existsSync(begun)) return await madeOnce(name, make);
      if (Date.now() > end) throw new Error(`Nobody has made ${made}.`);
    }
    return made;
  }
  const unfinished = join(begun, 'unfinished');
  mkdirSync(unfinished);
  try {
    await make(unfinished);
  } catch (error) {
    rmSync(begun, { recursive: true });
    throw error;
  }
  renameSync(unfinished, made);
  return made;
}

/** Has everything made anew, since what it is made from has changed. */
export function makeAnew(): void {
  rmSync(folder(), { recursive: true, force: true });
}
