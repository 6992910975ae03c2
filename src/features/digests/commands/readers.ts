// Who may read what: a repository that is not public is there for the group's own people alone.
import type { Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { PullSource } from '../../../core/pull-request.ts';
import type { DigestsDeps } from '../deps.ts';

type Asker = Pick<Request, 'isMember' | 'isOrganiser'>;

/** Tells whether everybody may see a repository. */
export type IsPublic = (repository: string, now: Date) => Promise<boolean>;

const rememberedMilliseconds = 10 * 60_000;
const mostRemembered = 500;

/** Builds what knows it, for some minutes. What GitHub does not tell is not public. */
export function publicRepositories(source: Pick<PullSource, 'isPublic'>): IsPublic {
  const known = new Map<string, { readonly at: Date; readonly answer: Promise<boolean> }>();
  return async (repository, now) => {
    const key = repository.toLowerCase();
    const before = known.get(key);
    if (before && now.getTime() - before.at.getTime() < rememberedMilliseconds) return await before.answer;
    const answer = source.isPublic(repository).catch(() => {
      known.delete(key);
      return false;
    });
    known.delete(key);
    known.set(key, { at: now, answer });
    for (const oldest of known.keys()) {
      if (known.size <= mostRemembered) break;
      known.delete(oldest);
    }
    return await answer;
  };
}

/** Whether somebody belongs to the group, and so may read what it keeps to itself. */
export function isOwn({ isMember, isOrganiser }: Asker): boolean {
  return isMember || isOrganiser;
}

/** Those of some repositories of which the asker may read. */
export async function readable(
  { isPublic }: { readonly isPublic: IsPublic },
  request: Request,
  repositories: readonly string[],
): Promise<string[]> {
  if (isOwn(request)) return [...repositories];
  const answers = await Promise.all(repositories.map((one) => isPublic(one, request.now)));
  return repositories.filter((_, i) => answers[i]);
}

/** Throws a UserError for a repository that the asker may not read, in the words of one that is not there. */
export async function refuseUnreadable(
  deps: { readonly isPublic: IsPublic },
  request: Request,
  repositories: readonly string[],
): Promise<void> {
  const allowed = await readable(deps, request, repositories);
  const refused = repositories.find((one) => !allowed.includes(one));
  if (refused === undefined) return;
  throw new UserError(
    `I can't see \`${refused}\` on GitHub. Check the spelling; if it is the group's own, ask one of its members.`,
  );
}

/**
 * Whether an answer is for its asker alone: what is not public is told in no place that others may read. Where nobody
 * knows who reads a place, others may.
 */
export function isForAskerAlone(
  { web }: Pick<DigestsDeps, 'web'>,
  { place, can }: Request,
  isPublic: boolean | undefined,
): boolean {
  if (isPublic !== false) return false;
  return !(place && can.messages && web && !web.isOpenPlace(place));
}
