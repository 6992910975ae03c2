// `/issues triage`: issues looked at together, one by one, with presses for the outcome that become notes.
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { Issue } from '../../../core/github/pull-request.ts';
import { type Said, say } from '../../../core/reply.ts';
import { isSame } from '../rules.ts';
import { outcomeWords, triageButtons, triageCard } from '../views/work.ts';
import { outcomes } from '../work.ts';
import type { Ask, Asked } from './asked.ts';
import { knownRepositories, type Numbered, repositoriesMeant, repositoriesOption } from './lookup.ts';
import { issueNumbered, openIssues } from './open-issues.ts';
import { arePublic, isPrivateAnswer } from './readers.ts';

const day = 86_400_000;
/** What was looked at is not shown again for so long. */
const restDays = 90;
/** So long one looking through lasts: what became of the issues stands below the next one. */
const sittingHours = 6;

/** Builds the command. */
export function triageCommand(ask: Ask): Command {
  return command({
    name: 'issues triage',
    description: 'Shows open issues one by one, to decide together what becomes of each',
    access: 'member',
    isPublic: true,
    bare: 'repository',
    options: {
      repository: repositoriesOption(
        ask,
        'Which repository: owner/name; those that are known here if left out',
      ),
      number: option.integer('The issue that is decided', { min: 1 }),
      outcome: option.text('What becomes of it', {
        choices: outcomes.map((value) => ({ name: outcomeWords[value].label, value })),
      }),
    },
    async run(request, { repository, number, outcome }) {
      const asked = ask(request);
      if (number === undefined && outcome === undefined) return await next(asked, repository);
      if (number === undefined || outcome === undefined)
        throw new UserError('An outcome needs an issue: `/issues triage number:12 outcome:do`.');
      return await next(asked, await decide(asked, { repository, number }, outcome));
    },
  });
}

/** Builds the button's action. */
export function triageAction(ask: Ask): Action {
  return {
    name: 'digests/triage',
    args: ['text', 'id', 'text'],
    access: 'member',
    isPublic: true,
    async run(request, [repository, number, outcome = '']) {
      const asked = ask(request);
      const where = await decide(asked, { repository, number: Number(number) }, outcome);
      return { ...(await next(asked, where)), replaces: true };
    },
  };
}

/** Keeps an outcome. Answers where to go on: in the group's repositories, or in one that is none of them. */
async function decide(asked: Asked, wanted: Numbered, typed: string): Promise<string | undefined> {
  const outcome = outcomes.find((one) => one === typed);
  if (!outcome) throw new UserError(`An outcome is one of: ${outcomes.join(', ')}.`);
  const { repo, number, title, url } = await issueNumbered(asked, wanted);
  await asked.store.triage(asked.groupId, { repo, number, title, url, outcome, at: asked.now });
  const [strange] = await strangeAmong(asked, [repo]);
  return strange && wanted.repository;
}

/** Those of some repositories that the group neither watches nor chose: no agenda that everybody reads tells of them. */
async function strangeAmong(asked: Asked, repositories: readonly string[]): Promise<string[]> {
  const known = (await knownRepositories(asked)).map((name) => name.toLowerCase());
  return [...new Set(repositories)].filter((one) => !known.includes(one.toLowerCase()));
}

/** The issue that comes next: the newest first, since the old ones were looked at before; the oldest once those are done. */
async function next(asked: Asked, repository: string | undefined): Promise<Said> {
  const { groupId, now, request } = asked;
  const meant = await repositoriesMeant(asked, repository);
  const done = await asked.store.triaged(groupId, new Date(now.getTime() - restDays * day));
  const isLeft = (issue: Issue) => !done.some((one) => isSame(one, issue));
  const newest = await openIssues(asked, meant);
  let left = newest.issues.filter(isLeft);
  if (left.length === 0 && newest.total > newest.issues.length)
    left = (await openIssues(asked, meant, {})).issues.filter(isLeft);
  const [issue] = left.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  // Who reads the answer need not be of those who may see what else was looked at.
  const recent = done.filter(({ at }) => now.getTime() - at.getTime() < sittingHours * 3_600_000);
  const told = await arePublic(asked, [...meant.repositories, ...recent.map(({ repo }) => repo)]);
  const sitting = recent.filter(({ repo }) => meant.repositories.includes(repo) || told.get(repo) === true);
  const taker = issue && (await asked.claims()).find((claim) => isSame(claim, issue))?.name;
  const strange = await strangeAmong(
    asked,
    [...(issue ? [issue] : []), ...sitting].map(({ repo }) => repo),
  );
  const isToldOf = strange.length === 0 || !(await asked.isForAll(await asked.group()));
  const areAllPublic = meant.repositories.every((one) => told.get(one) === true);
  return say(
    triageCard(issue, {
      now,
      // Of those that were not read some may have been looked at: it is at least one.
      left: Math.max(left.length, newest.total - done.length),
      done: sitting,
      hasButtons: request.can.buttons,
      taker,
      notes: isToldOf ? newest.notes : [...newest.notes, untold(strange)],
    }),
    {
      ...(issue && { buttons: triageButtons(issue) }),
      isPrivate: await isPrivateAnswer(asked, areAllPublic),
    },
  );
}

function untold(strange: readonly string[]): string {
  return `The group neither watches nor chose ${strange.join(', ')}, so the agenda, which everybody may read, leaves that out. An organiser chooses it with /docent setup.`;
}
