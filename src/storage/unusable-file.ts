// Why a SQLite file cannot be used, and what helps.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDiskFull } from './outage.ts';

/** Less than a new database and what SQLite keeps beside it take. */
const leastBytes = 4 * 1024 ** 2;

/** Whether the disk of a file has no room for what is to be written. */
export function isWithoutRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < leastBytes;
  } catch {
    // Of what cannot be looked at, something else is the matter.
    return false;
  }
}

/** What is the matter and its cure, both without their full stop, from what SQLite or the system said. */
export function unusableFile(path: string, message: string): { readonly saw: string; readonly cure: string } {
  // A file's name, which the system quotes, says nothing of what is the matter.
  const said = message.replace(/'.*'/su, '');
  if (/not a database|malformed|encrypted/iu.test(said))
    return {
      saw: `${path} cannot be used as a database: ${message}`,
      cure: 'DATABASE_URL names the file: correct it, or restore a backup: docent restore FILE',
    };
  if (/EROFS|read-?only/iu.test(said))
    return {
      saw: `${path} cannot be used as a database: it can only be read`,
      cure: `Let this user write ${path} and its folder, and see that the disk is not mounted for reading only`,
    };
  if (isDiskFull(said) || isWithoutRoom(path))
    return {
      saw: `${path} cannot be used as a database: its disk is full (${message})`,
      cure: 'Make room on that disk; nothing was changed',
    };
  return {
    saw: `${path} cannot be used as a database: ${message}`,
    cure: 'DATABASE_URL names the file; it and its folder must exist and be writable for this user',
  };
}
