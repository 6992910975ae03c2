// An answer within the time that people wait for one, whatever GitHub does.

import type { Request } from '../../../core/command.ts';
import { OutsideError } from '../../../core/errors.ts';
import type { Named } from '../../../core/github/pull-request.ts';
import { counted } from '../../../core/text/counted.ts';
import type { DigestsDeps } from '../deps.ts';
import { followRenamed, unreadWords } from '../reading.ts';
import { renamedWords } from '../renaming.ts';
import type { MeantRepositories } from './lookup.ts';

/** So long nothing may come from GitHub before the asker is told so. */
export const patienceMilliseconds = 12_000;

/** Told by a long reading that something came. */
interface Patience {
  more(): void;
}

/**
 * What the work answers; rejects with an OutsideError once it has shown no sign of life for a while. The work goes on,
 * so that what it reads is there the next time.
 */
export async function patiently<T>(
  work: (patience: Patience) => Promise<T>,
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
  const running = work({
    more() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, milliseconds);
    },
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
  deps: Pick<DigestsDeps, 'groups' | 'store'>,
  { groupId }: Pick<Request, 'groupId'>,
  answers: readonly Answer<{ readonly repo: string }>[],
): Promise<string[]> {
  const group = await deps.groups.find(groupId);
  const read = answers.flatMap(({ repository, read: one }) =>
    one ? [{ from: repository, to: one.repo }] : [],
  );
  await followRenamed(deps, group, Object.fromEntries(read.map(({ from, to }) => [from, { name: to }])));
  const unread = answers.flatMap(({ repository, failure }) =>
    failure ? [unreadWords(repository, failure)] : [],
  );
  return [...unread, ...read.flatMap((one) => renamedWords(one, group))];
}

/** Reads some repositories one after the other, each within its share of the time for which people wait. */
export async function readEach<T>(
  deps: Pick<DigestsDeps, 'patienceMilliseconds'>,
  { repositories, asked: named }: MeantRepositories,
  work: (named: Named) => Promise<T>,
): Promise<Answer<T>[]> {
  const share = (deps.patienceMilliseconds ?? patienceMilliseconds) / repositories.length;
  const answers: Answer<T>[] = [];
  for (const repository of repositories) {
    const asked = patiently(() => work(named(repository)), share).then((read) => ({ repository, read }));
    answers.push(
      await asked.catch((error: unknown) => {
        if (error instanceof OutsideError) return { repository, failure: error };
        throw error;
      }),
    );
  }
  return answers;
}
