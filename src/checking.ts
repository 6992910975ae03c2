// Tries every part of the set-up at once, each for a limited time: one that hangs keeps the others' findings from nobody.

import { inTime } from './core/outside/in-time.ts';
import { type Finding, faultFinding } from './core/platform.ts';
import { counted } from './core/text/counted.ts';

/** A part of the set-up that can be tried. */
interface Checked {
  readonly title: string;
  check(): Promise<Finding[]>;
}

const longestMilliseconds = 10_000;

/** What was found, in the order of the parts; a part that does not answer in time is a finding itself. */
export async function checkAll(
  parts: readonly Checked[],
  milliseconds = longestMilliseconds,
): Promise<Finding[]> {
  const found = await Promise.all(parts.map((part) => checked(part, milliseconds)));
  return found.flat();
}

async function checked(part: Checked, milliseconds: number): Promise<Finding[]> {
  const late = faultFinding(
    part.title,
    `there was no answer for ${counted(Math.round(milliseconds / 1000), 'second')}`,
    'See that it is up and can be reached from here; a firewall that swallows packets looks like this.',
  );
  return (await inTime(milliseconds, part.check())) ?? [late];
}
