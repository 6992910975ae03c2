// A database that is not there: whoever mistypes its name gets no empty one in its place.
import { existsSync } from 'node:fs';
import { UserError } from '../core/errors.ts';
import { databaseKind, sqlitePath } from '../storage/client.ts';

/** Throws `UserError` when the SQLite file is not there. A PostgreSQL that is not there says so itself. */
export function refuseMissing(url: string): void {
  if (databaseKind(url) !== 'sqlite' || existsSync(sqlitePath(url))) return;
  throw new UserError(
    `There is no database ${sqlitePath(url)}. Check DATABASE_URL: it names the file, as seen from the folder you are in. \`docent start\`, \`docent groups serve\` and \`docent restore\` make one.`,
  );
}
