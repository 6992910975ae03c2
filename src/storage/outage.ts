// What it means for people when the database cannot be written: a full disk, a file that only can be read, or is gone.
import { OutsideError } from '../core/errors.ts';

/** In the drivers' own words: https://www.sqlite.org/rescode.html and https://www.postgresql.org/docs/current/errcodes-appendix.html */
const outages: readonly (readonly [said: RegExp, words: string])[] = [
  [
    /database or disk is full|No space left on device|could not extend file|\b53100\b/iu,
    'My disk is full, so nothing could be saved, and nothing was changed. Whoever runs me has to make room.',
  ],
  [
    /attempt to write a readonly database|read-only transaction|\b25006\b|EROFS/iu,
    'My database can only be read at the moment, so nothing could be saved, and nothing was changed. Whoever runs me has to look at it.',
  ],
  [
    /disk I\/O error|unable to open database file|database disk image is malformed/iu,
    'I cannot get at my database, so nothing could be saved, and nothing was changed. Whoever runs me has to look at its file and its disk.',
  ],
];

/** How many causes of an error are looked at. */
const deepest = 5;

/** What an error of the database means, if it comes of what it stands on; undefined for any other error. */
export function outageOf(error: unknown): OutsideError | undefined {
  let cause = error;
  for (let depth = 0; depth < deepest && cause instanceof Error; depth += 1) {
    const { message } = cause;
    const found = outages.find(([said]) => said.test(message));
    if (found) return new OutsideError(found[1], { cause: error });
    cause = cause.cause;
  }
  return undefined;
}
