// Long work a piece at a time: whoever asks meanwhile is answered between two pieces.
import { setImmediate } from 'node:timers/promises';

/** All pieces of some work that makes them as they are asked for, each in a turn of its own. */
export async function inTurns<T>(pieces: Iterable<T>): Promise<T[]> {
  const made: T[] = [];
  for (const piece of pieces) {
    made.push(piece);
    await setImmediate();
  }
  return made;
}
