// Whether the database answers.
import type { Finding } from '../core/platform.ts';
import type { Database } from './client.ts';

/** Whether it answers now. */
export async function isDatabaseUp(database: Database): Promise<boolean> {
  return (await answerOf(database)) === undefined;
}

/** What `docent doctor` finds. */
export async function checkDatabase(database: Database, url: string): Promise<Finding[]> {
  const what = 'Database';
  const fault = await answerOf(database);
  if (fault !== undefined) return [{ what, isOk: false, saw: String(fault), cure: 'Check DATABASE_URL.' }];
  return [{ what, isOk: true, saw: url.startsWith('postgres') ? 'PostgreSQL answers' : `${url} is open` }];
}

/** What goes wrong with a question; undefined when nothing does. */
async function answerOf(database: Database): Promise<unknown> {
  return await database.$queryRawUnsafe('SELECT 1').then(
    () => undefined,
    (error: unknown) => error ?? 'no answer',
  );
}
