// Waits a moment for a publication, for whoever wants to say where it stands.
import { setTimeout as pause } from 'node:timers/promises';
import { asSentence, UserError } from '../core/errors.ts';
import type { Proposed } from '../core/github/repository-folder.ts';
import type { Database } from '../storage/client.ts';
import { readShown } from './place.ts';

const patienceMilliseconds = 8_000;
const stepMilliseconds = 100;

/**
 * Where a publication stands as soon as it is as it should be, and what came of it; without that when it takes longer than
 * eight seconds, and undefined when it does not stand by then, or was asked for anew. Of what stands as it was and cannot be
 * changed now, it says the trouble at once; `whyAway` says why nothing goes to its platform at all, if so. Throws a UserError
 * with the reason when nothing can stand before somebody mends something.
 */
export async function whenPublished(
  database: Database,
  key: string,
  whyAway: () => string | undefined = () => undefined,
): Promise<Proposed | undefined> {
  for (let waited = 0; ; waited += stepMilliseconds) {
    const row = await database.publication.findFirst({ where: { key } });
    const made = readShown(row?.remote ?? null);
    const isHeld = row?.state === 'failed' || (row?.state === 'wanted' && row.nextAttemptAt !== null);
    const trouble = (isHeld && row.error) || (row?.state === 'wanted' && whyAway());
    if (made && trouble) return { url: made.url, trouble: asSentence(trouble) };
    if (row?.state === 'failed')
      throw new UserError(
        `That could not be published: ${asSentence(row.error ?? '')} When the cause is mended, \`/docent retry\` tries it again.`,
      );
    if (made && row?.state === 'done') return made;
    if (made && row?.state === 'skipped') return { url: made.url, isHeld: true };
    // What is asked for anew may be to stand elsewhere: of what was merged, in another pull request.
    if (row?.state !== 'wanted' || waited >= patienceMilliseconds)
      return made && !made.isAsked ? { url: made.url } : undefined;
    await pause(stepMilliseconds);
  }
}
