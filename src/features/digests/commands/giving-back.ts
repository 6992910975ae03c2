// What somebody took on, given back or done.
import { type Command, command, type Request } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import type { DigestsParts } from '../deps.ts';
import type { Claim } from '../facts.ts';
import { readRepositories } from '../scope.ts';
import { ownClaims } from './lookup.ts';
import { pullOptions } from './pulls.ts';

/** Builds the commands. */
export function givingBackCommands(deps: DigestsParts): Command[] {
  const options = pullOptions(deps);
  const issueOptions = {
    number: { ...options.number, description: "The issue's number" },
    repository: {
      ...options.repository,
      description: 'Which repository: owner/name; where you took it if left out',
    },
  };
  const own = (
    name: string,
    description: string,
    { kind, run }: Pick<Claim, 'kind'> & { run: typeof release },
  ) =>
    command({
      name,
      description,
      access: 'everyone',
      options: kind === 'work' ? issueOptions : options,
      run: async (request, values) =>
        await run(deps, request, await ownClaim(deps, request, { ...values, kind })),
    });
  return [
    own('prs release', 'Gives back a pull request that you wanted to review', {
      kind: 'review',
      run: release,
    }),
    own('issues release', 'Gives back an issue that you wanted to work on', { kind: 'work', run: release }),
    own('issues done', 'Says that what you took on is done, so that others see it', {
      kind: 'work',
      run: finish,
    }),
  ];
}

/** One's own claim of a number, of that kind if there is one. Throws `UserError` when there is none, or in several repositories. */
async function ownClaim(
  deps: DigestsParts,
  request: Request,
  { number, repository, kind }: { number: number; repository?: string | undefined; kind: Claim['kind'] },
): Promise<Claim> {
  const claims = await ownClaims(deps, request);
  const known = claims.map(({ repo }) => repo);
  const [wanted] = repository === undefined ? [] : readRepositories(repository, known);
  const all = claims.filter(
    (one) => one.number === number && (!wanted || one.repo.toLowerCase() === wanted.toLowerCase()),
  );
  const alike = all.filter((one) => one.kind === kind);
  const mine = alike.length > 0 ? alike : all;
  const [found, ...others] = mine;
  if (!found) throw new UserError(`You have not taken #${number}. \`/prs mine\` shows what you have.`);
  if (others.length > 0)
    throw new UserError(
      `You have #${number} in ${mine.map(({ repo }) => repo).join(' and ')}. Say which, as \`repository\`.`,
    );
  return found;
}

/** Gives back what is done, with thanks. Throws `UserError` when it is somebody else's. */
export async function finish(
  deps: DigestsParts,
  request: Request,
  { repo, number }: Pick<Claim, 'repo' | 'number'>,
): Promise<Reply> {
  await release(deps, request, { repo, number });
  return whisper(p(`Thank you for ${repo}#${number}! Should more be left to do, others can take it now.`));
}

/** Gives a claim back. Throws `UserError` when it is somebody else's. */
export async function release(
  deps: DigestsParts,
  request: Request,
  { repo, number }: { repo: string; number: number },
): Promise<Reply> {
  const person = await deps.people.of(request.groupId, request.caller);
  const { groupId, now } = request;
  const isReleased = await deps.store.release(groupId, { repo, number, personId: person.id, now });
  if (!isReleased)
    throw new UserError(`#${number} is not yours (any more). \`/prs mine\` shows what you have.`);
  return whisper(p(`${repo}#${number} is free again. Thank you for saying so.`));
}
