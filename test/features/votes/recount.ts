// Counts an exported vote again, as anybody may.
import { count, type Tally } from '../../../src/features/votes/counting.ts';
import type { exported } from '../../../src/features/votes/record.ts';

/** The result of what was exported. */
export function recount(file: ReturnType<typeof exported>): Tally {
  return count(file, file.ballots, file.electors);
}
