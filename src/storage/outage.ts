// What it means for people when the database cannot be written: a full disk, a file that only can be read, or is gone.
import { OutsideError } from '../core/errors.ts';

const diskFull = /database or disk is full|No space left on device|could not extend file|\b53100\b/iu;

/** In the drivers' own words: https://www.sqlite.org/rescode.html and https://www.postgresql.org/docs/current/errcodes-appendix.html */
const outages: readonly (readonly [said: RegExp, words: string])[] = [
  [
    diskFull,
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

/** What the client says when the database itself is away; others say the same of platforms and sources. */
const absences: typeof outages = [
  [
    /\b(?:P1001|P1002|P2024|P2037|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|53300|57P03)\b|reach database|timeout exceeded when trying to connect|due to connection timeout|starting up|too many (?:clients|connections|database connections)|remaining connection slots|not accepting connections/iu,
    'I cannot reach my database at the moment, so nothing could be saved, and nothing was changed. I go on by myself when it is back: try again in a minute.',
  ],
  [
    /\b(?:P1000|P1003|P1010|28000|28P01|3D000)\b/u,
    'My database does not let me in at the moment, so nothing could be saved, and nothing was changed. Whoever runs me has to look at its name, its user and its password.',
  ],
  [
    /\bP1008\b|SocketTimeout|database is locked|start a transaction in the given time|expired transaction/u,
    'My database is busy with something else, so nothing could be saved, and nothing was changed. Try again in a minute.',
  ],
  [
    /\b(?:P1017|ECONNRESET|EPIPE|ETIMEDOUT|57P0[12]|08006)\b|terminating connection|terminated unexpectedly|shutting down|closed the connection|ConnectionClosed|query read timeout|not queryable/iu,
    'I lost my database while I worked on it. Nothing was changed, unless it went in the very last step: in a minute, when I have it back, look first and then try again.',
  ],
];

const known = new Set([...outages, ...absences].map(([, words]) => words));

/** How many causes of an error are looked at. */
const deepest = 5;

/** What an error of the database means, if it comes of what it stands on; undefined for any other error. */
export function outageOf(error: unknown): OutsideError | undefined {
  let cause = error;
  for (let depth = 0; depth < deepest && cause instanceof Error; depth += 1) {
    const said = `${'code' in cause ? String(cause.code) : ''} ${cause.message}`;
    const possible = isOfClient(cause) ? [...outages, ...absences] : outages;
    const found = possible.find(([pattern]) => pattern.test(said));
    if (found) return new OutsideError(found[1], { cause: error });
    cause = cause.cause;
  }
  // Of some only these words are passed on, as of a ballot.
  return error instanceof OutsideError && known.has(error.message) ? error : undefined;
}

/** Whether it was for want of room, by what the driver or the system said. */
export const isDiskFull = (message: string): boolean => diskFull.test(message);

function isOfClient({ name, message }: Error): boolean {
  // The last are PostgreSQL's driver's, which Prisma passes on as they are.
  return (
    name.startsWith('PrismaClient') ||
    name === 'DriverAdapterError' ||
    /^(?:Query read timeout|Connection terminated(?: unexpectedly| due to connection timeout)?|Client .+ not queryable)$/u.test(
      message,
    )
  );
}
