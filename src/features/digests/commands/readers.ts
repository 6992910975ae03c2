// Who may read what: a repository that is not public is there for the group's own people alone.
import { BoundedMap } from '../../../core/bounded-map.ts';
import { isIn } from '../../../core/directory.ts';
import { OutsideError, UserError } from '../../../core/errors.ts';
import { AnotherRepositoryError } from '../../../core/github/another-repository.ts';
import type { Named, PullSource } from '../../../core/github/pull-request.ts';
import type { Digest, Scope, Watch } from '../facts.ts';
import { watchPlaces } from '../publications.ts';
import type { Asked } from './asked.ts';
import { patienceMilliseconds, patiently } from './patience.ts';

/** Tells whether everybody may see a repository; why not, where GitHub does not tell, or another one has its name now. */
export type IsPublic = (query: Named, now: Date) => Promise<boolean | OutsideError>;

const rememberedMilliseconds = 10 * 60_000;
const mostRemembered = 500;

/** Builds what knows it, for some minutes. */
export function publicRepositories(source: Pick<PullSource, 'isPublic'>): IsPublic {
  const known = new BoundedMap<string, { readonly at: Date; readonly answer: ReturnType<IsPublic> }>(
    mostRemembered,
  );
  return async (query, now) => {
    const key = `${query.repository.toLowerCase()} ${query.id ?? ''}`;
    const before = known.get(key);
    if (before && now.getTime() - before.at.getTime() < rememberedMilliseconds) return await before.answer;
    const asked = patiently(() => source.isPublic(query), patienceMilliseconds / 3);
    const answer = asked.catch((error: unknown) => {
      if (!(error instanceof OutsideError)) {
        known.delete(key);
        throw error;
      }
      // Not asked again by the next step of the same request.
      const at = new Date(now.getTime() - rememberedMilliseconds + 30_000);
      known.set(key, { at, answer: Promise.resolve(error) });
      return error;
    });
    known.set(key, { at: now, answer });
    return await answer;
  };
}

/**
 * Those of some repositories of which the asker may read; while GitHub is away, those that were public the last time. Throws
 * an `OutsideError` where that leaves none, since nobody can tell, unless the asker named one in full and needs none of these.
 */
export async function readable(
  asked: Asked,
  repositories: readonly string[],
  named?: string | undefined,
): Promise<string[]> {
  if (asked.isOwn) return [...repositories];
  const answers = await arePublic(asked, repositories);
  const found = repositories.filter((one) => answers.get(one) === true);
  const failure = [...answers.values()].find((one) => typeof one === 'object');
  if (failure && found.length === 0 && !named?.includes('/')) throw unknownReadersError(failure);
  return found;
}

/** That it is not known who may read: why, if it will not pass by itself, or not soon. */
function unknownReadersError(failure: OutsideError): OutsideError {
  if (failure.isPermanent || failure.retryAfterSeconds !== undefined) return failure;
  return new OutsideError('GitHub has not answered. Try again in a few minutes.');
}

/**
 * Whether everybody may read what is kept of each of some repositories: not so where another one has its name now than any
 * watch read, be it a paused one, since what is kept may be of either. Why not, where GitHub does not tell.
 */
export async function arePublic(
  asked: Pick<Asked, 'isPublic' | 'store' | 'groupId'>,
  repositories: readonly string[],
): Promise<ReadonlyMap<string, boolean | OutsideError>> {
  const watches = await asked.store.watches(asked.groupId);
  const isPublic = async (repository: string) => {
    const [id, ...others] = new Set(watches.flatMap(({ scope }) => scope.seen[repository]?.id ?? []));
    if (others.length > 0) return false;
    const told = await asked.isPublic({ repository, id });
    if (typeof told === 'boolean') return told;
    if (told instanceof AnotherRepositoryError) return false;
    return (await asked.store.wasPublic(asked.groupId, repository)) ?? told;
  };
  const each = [...new Set(repositories)].map(async (one) => [one, await isPublic(one)] as const);
  return new Map(await Promise.all(each));
}

/** What watches saw of repositories. Where they differ, one of them was named anew since, so that whatever has the name now is meant. */
export function seenIn(watches: readonly Watch[], repositories: readonly string[]): Scope['seen'] {
  const going = watches.filter(({ isPaused }) => !isPaused);
  const all = repositories.flatMap((repository) => {
    const read = going.filter(({ scope }) => scope.repositories.includes(repository));
    const [first, ...others] = read.map(({ scope }) => scope.seen[repository]);
    return first && others.every((one) => one?.id === first.id) ? [[repository, first] as const] : [];
  });
  return Object.fromEntries(all);
}

/** The watches that the asker may know of: what stands where only some read is for the group and who asks there. */
export async function readableWatches(asked: Asked): Promise<Watch[]> {
  const watches = await asked.watches();
  if (asked.isOwn) return watches;
  const known = [...new Set(watches.flatMap(({ scope }) => scope.repositories))];
  const seen = new Set(await readable(asked, known));
  const group = await asked.groups.recent(asked.groupId);
  const found: Watch[] = [];
  for (const watch of watches) {
    if (!watch.scope.repositories.every((one) => seen.has(one))) continue;
    const isHere = isIn(asked.request.place, watchPlaces(watch, group));
    if (isHere || (await asked.isWatchForAll(group, watch.chosen))) found.push(watch);
  }
  return found;
}

/** Throws a UserError for a repository that the asker may not read, in the words of one that is not there. */
export async function refuseUnreadable(asked: Asked, repositories: readonly string[]): Promise<void> {
  const answers = asked.isOwn ? [] : await arePublic(asked, repositories);
  for (const [repository, answer] of answers) {
    if (typeof answer === 'object') throw unknownReadersError(answer);
    if (answer) continue;
    throw new UserError(
      `I can't see \`${repository}\` on GitHub. Check the spelling; if it is the group's own, ask one of its members.`,
    );
  }
}

/**
 * Whether an answer is for its asker alone: what is not public is told in no place that others may read. Where nobody
 * knows who reads a place, others may.
 */
export async function isPrivateAnswer(
  { web, request: { place, can } }: Asked,
  isPublic: boolean | undefined,
): Promise<boolean> {
  if (isPublic !== false) return false;
  return !(place && can.messages && !(await web.isOpenPlace(place)));
}

/** Whether the asker may read a digest that was made before. */
export function mayRead({ isOwn }: Asked, { isPublic }: Pick<Digest, 'isPublic'>): boolean {
  return isOwn || isPublic !== false;
}
