// An answer within the time that people wait for one, whatever GitHub does.

import { OutsideError } from '../../../core/errors.ts';
import type { Named } from '../../../core/github/pull-request.ts';
import { counted } from '../../../core/text/counted.ts';
import { followRenamed, unreadWords } from '../reading.ts';
import { renamedWords } from '../renaming.ts';
import type { Asked } from './asked.ts';
import type { MeantRepositories } from './lookup.ts';

/** So long nothing may come from GitHub before the asker is told so. */
export const patienceMilliseconds = 12_000;

/**
 * What the work answers; rejects with an OutsideError once it has shown no sign of life (`more`) for a while. The work goes on,
 * so that what it reads is there the next time.
 */
export async function patiently<T>(
  work: (more: () => void) => Promise<T>,
  milliseconds = patienceMilliseconds,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () =>
    reject(
      new OutsideError(
        `GitHub has not answered for ${counted(Math.round(milliseconds / 1000), 'second')}. I go on asking; try again in a few minutes.`,
      ),
    );
  let timer = setTimeout(giveUp, milliseconds);
  const running = work(() => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, milliseconds);
  });
  try {
    return await Promise.race([running, promise]);
  } finally {
    clearTimeout(timer);
    // Whoever asked has an answer; what the rest of the work meets is nobody's any more.
    running.catch(() => {});
  }
}

/** What was read of one repository, or why it was not. */
interface Answer<T> {
  readonly repository: string;
  readonly read?: T | undefined;
  readonly failure?: OutsideError;
}

/** What is to be said of how repositories were read: those that could not be, and those that have another name, which is kept. */
export async function notesOf(
  asked: Asked,
  answers: readonly Answer<{ readonly repo: string }>[],
): Promise<string[]> {
  const group = await asked.group();
  const names = answers.flatMap(({ repository: from, read }) => (read ? [{ from, to: read.repo }] : []));
  await followRenamed(asked, group, Object.fromEntries(names.map(({ from, to }) => [from, { name: to }])));
  const unread = answers.flatMap(({ repository, failure }) =>
    failure ? [unreadWords(repository, failure)] : [],
  );
  return [...unread, ...names.flatMap((one) => renamedWords(one, group))];
}

/** Reads some repositories one after the other, each within its share of the time for which people wait. */
export async function readEach<T>(
  asked: Asked,
  { repositories, query }: MeantRepositories,
  work: (query: Named) => Promise<T>,
): Promise<Answer<T>[]> {
  const share = (asked.patienceMilliseconds ?? patienceMilliseconds) / repositories.length;
  const answers: Answer<T>[] = [];
  for (const repository of repositories) {
    const answer = patiently(() => work(query(repository)), share).then((read) => ({ repository, read }));
    answers.push(
      await answer.catch((error: unknown) => {
        if (error instanceof OutsideError) return { repository, failure: error };
        throw error;
      }),
    );
  }
  return answers;
}
