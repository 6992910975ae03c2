// `/issues triage`: issues looked at together, one by one, with presses for the outcome that become notes.
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { Issue } from '../../../core/github/pull-request.ts';
import { type Reply, say } from '../../../core/reply.ts';
import type { DigestsParts } from '../deps.ts';
import { isSame } from '../rules.ts';
import { outcomeWords, triageButtons, triageCard } from '../views/work.ts';
import { type Outcome, outcomes } from '../work.ts';
import { knownRepositories, repositoriesMeant, repositoriesOption } from './lookup.ts';
import { issueNumbered, openIssues } from './open-issues.ts';
import { isKnownPublic, isPrivateAnswer } from './readers.ts';

const day = 86_400_000;
/** What was looked at is not shown again for so long. */
const restDays = 90;
/** So long one looking through lasts: what became of the issues stands below the next one. */
const sittingHours = 6;

/** Builds the command. */
export function triageCommand(deps: DigestsParts): Command {
  return command({
    name: 'issues triage',
    description: 'Shows open issues one by one, to decide together what becomes of each',
    access: 'member',
    isPublic: true,
    bare: 'repository',
    options: {
      repository: repositoriesOption(
        deps,
        'Which repository: owner/name; those that are known here if left out',
      ),
      number: option.integer('The issue that is decided', { min: 1 }),
      outcome: option.text('What becomes of it', {
        choices: outcomes.map((value) => ({ name: outcomeWords[value].label, value })),
      }),
    },
    async run(request, { repository, number, outcome }) {
      if ((number === undefined) !== (outcome === undefined))
        throw new UserError('An outcome needs an issue: `/issues triage number:12 outcome:do`.');
      if (number === undefined) return await next(deps, request, { repository });
      const after = await decide(deps, request, { repository, number, outcome: outcome ?? '' });
      return await next(deps, request, after);
    },
  });
}

/** Builds the button's action. */
export function triageAction(deps: DigestsParts): Action {
  return {
    name: 'digests/triage',
    args: ['text', 'id', 'text'],
    access: 'member',
    isPublic: true,
    async run(request, [repository = '', number, outcome = '']) {
      const after = await decide(deps, request, { repository, number: Number(number), outcome });
      return await next(deps, request, { ...after, replaces: true });
    },
  };
}

/** Keeps an outcome. Answers as where to go on: in the group's repositories, or in one that is none of them. */
async function decide(
  deps: DigestsParts,
  request: Request,
  wanted: { repository?: string | undefined; number: number; outcome: string },
): Promise<{ repository: string | undefined }> {
  const outcome = outcomes.find((one): one is Outcome => one === wanted.outcome);
  if (!outcome) throw new UserError(`An outcome is one of: ${outcomes.join(', ')}.`);
  const { repo, number, title, url } = await issueNumbered(deps, request, wanted);
  await deps.store.triage(request.groupId, { repo, number, title, url, outcome, at: request.now });
  const [strange] = await strangeAmong(deps, request, [repo]);
  return { repository: strange && wanted.repository };
}

/** Those of some repositories that the group neither watches nor chose: no agenda that everybody reads tells of them. */
async function strangeAmong(
  deps: DigestsParts,
  { groupId }: Request,
  repositories: readonly string[],
): Promise<string[]> {
  const known = (await knownRepositories(deps, groupId)).map((name) => name.toLowerCase());
  return [...new Set(repositories)].filter((one) => !known.includes(one.toLowerCase()));
}

/** The issue that comes next: the newest first, since the old ones were looked at before; the oldest once those are done. */
async function next(
  deps: DigestsParts,
  request: Request,
  { repository, replaces = false }: { repository?: string | undefined; replaces?: boolean },
): Promise<Reply> {
  const { groupId, now } = request;
  const meant = await repositoriesMeant(deps, request, repository);
  const done = await deps.store.triaged(groupId, new Date(now.getTime() - restDays * day));
  const isLeft = (issue: Issue) => !done.some((one) => isSame(one, issue));
  const newest = await openIssues(deps, request, meant);
  let left = newest.issues.filter(isLeft);
  if (left.length === 0 && newest.total > newest.issues.length) {
    const oldest = await openIssues(deps, request, meant, {});
    left = oldest.issues.filter(isLeft);
  }
  const [issue] = left.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  // Of those that were not read some may have been looked at: it is at least one.
  const count = left.length === 0 ? 0 : Math.max(left.length, newest.total - done.length);
  const recent = done.filter(({ at }) => now.getTime() - at.getTime() < sittingHours * 3_600_000);
  // Who reads the answer need not be of those who may see what else was looked at.
  const watches = await deps.store.watches(groupId);
  const isPublic = (repo: string) => isKnownPublic(deps, request, repo, watches);
  const isTold = await Promise.all(
    recent.map(async ({ repo }) => meant.repositories.includes(repo) || (await isPublic(repo)) === true),
  );
  const sitting = recent.filter((_, i) => isTold[i]);
  const claims = issue ? await deps.store.claims(groupId, now) : [];
  const taker = issue && claims.find((claim) => isSame(claim, issue))?.name;
  const shown = [...(issue ? [issue] : []), ...sitting].map(({ repo }) => repo);
  const strange = await strangeAmong(deps, request, shown);
  const isToldOf = strange.length === 0 || !(await deps.isForAll(await deps.groups.find(groupId)));
  const arePublic = await Promise.all(meant.repositories.map(isPublic));
  return say(
    triageCard(issue, {
      now,
      left: count,
      done: sitting,
      hasButtons: request.can.buttons,
      taker,
      notes: isToldOf ? newest.notes : [...newest.notes, untold(strange)],
    }),
    {
      ...(issue && { buttons: triageButtons(issue) }),
      replaces,
      isPrivate: await isPrivateAnswer(
        deps,
        request,
        arePublic.every((one) => one === true),
      ),
    },
  );
}

function untold(strange: readonly string[]): string {
  return `The group neither watches nor chose ${strange.join(', ')}, so the agenda, which everybody may read, leaves that out. An organiser chooses it with /docent setup.`;
}
