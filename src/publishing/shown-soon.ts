// Waits a moment for a publication, for whoever wants to say where it stands.
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../storage/client.ts';
import { whereShown } from './shown.ts';

const patienceMilliseconds = 8_000;
const stepMilliseconds = 100;

/** The address of a publication as soon as it stands; undefined when that takes longer than eight seconds. */
export async function shownSoon(database: Database, key: string): Promise<string | undefined> {
  for (let waited = 0; waited < patienceMilliseconds; waited += stepMilliseconds) {
    const [made] = await whereShown(database, key);
    if (made) return made.remote.url;
    await pause(stepMilliseconds);
  }
  return undefined;
}
