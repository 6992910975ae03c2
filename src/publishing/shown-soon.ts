// Waits a moment for a publication, for whoever wants to say where it stands.
import { setTimeout as pause } from 'node:timers/promises';
import { asSentence, UserError } from '../core/errors.ts';
import type { Database } from '../storage/client.ts';
import { whereShown } from './shown.ts';

const patienceMilliseconds = 8_000;
const stepMilliseconds = 100;

/**
 * The address of a publication as soon as it stands; undefined when that takes longer than eight seconds. Throws a
 * UserError with the reason when it cannot stand before somebody mends something.
 */
export async function urlWhenPublished(database: Database, key: string): Promise<string | undefined> {
  for (let waited = 0; waited < patienceMilliseconds; waited += stepMilliseconds) {
    const [made] = await whereShown(database, key);
    if (made) return made.remote.url;
    const failed = await database.publication.findFirst({
      where: { key, state: 'failed' },
      select: { error: true },
    });
    if (failed)
      throw new UserError(
        `That could not be published: ${asSentence(failed.error ?? '')} When the cause is mended, \`/docent retry\` tries it again.`,
      );
    await pause(stepMilliseconds);
  }
  return undefined;
}
