// What people take on for a week: claimed by button, form or command, reminded once, given back or released by itself.

import { type Form, openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { WorkItem } from '../../../core/github/pull-request.ts';
import { field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import type { Claim } from '../facts.ts';
import { isSame } from '../rules.ts';
import { readRepositories } from '../scope.ts';
import { archivedWords, shortTitle } from '../views/line.ts';
import { claimButtons, claimedNote } from '../views/notes.ts';
import { claimable } from '../views/pages.ts';
import type { Ask, Asked } from './asked.ts';
import { keptDigest } from './digest.ts';
import { buttonOn, type Numbered, numberOptions, ownClaims } from './lookup.ts';
import { pullNumbered } from './pulls.ts';

const day = 86_400_000;
const claimDays = 7;
/** So long before the end, the one reminder comes. */
const reminderDays = 2;
/** Nobody does more than that in a week; it also keeps one person from taking all. */
const mostClaims = { review: 10, work: 3 } as const;

/** Builds the commands. */
export function claimCommands(ask: Ask): Command[] {
  const pull = numberOptions(ask, 'pull request');
  const issue = numberOptions(ask, 'issue', 'where you took it if left out');
  const on = (
    name: string,
    description: string,
    options: typeof pull,
    run: (asked: Asked, values: Numbered) => Promise<Reply>,
  ) =>
    command({
      name,
      description,
      access: 'everyone',
      options,
      run: (request, values) => run(ask(request), values),
    });
  const own = (kind: Claim['kind'], run: typeof release) => async (asked: Asked, values: Numbered) =>
    run(asked, await ownClaim(asked, values, kind));
  return [
    on('prs review', 'Says that you will review a pull request; it is yours for a week', pull, review),
    on('prs release', 'Gives back a pull request that you wanted to review', pull, own('review', release)),
    on('issues release', 'Gives back an issue that you wanted to work on', issue, own('work', release)),
    on(
      'issues done',
      'Says that what you took on is done, so that others see it',
      issue,
      own('work', finish),
    ),
  ];
}

/** Builds the buttons' actions. */
export function claimActions(ask: Ask): Action[] {
  return [
    buttonOn(ask, 'digests/claim', review),
    buttonOn(ask, 'digests/done', finish),
    buttonOn(ask, 'digests/release', release),
    openerOf(claimForm(ask), ['id', 'count?', 'count?']),
  ];
}

/** Builds the form to pick a pull request from a digest. */
export function claimForm(ask: Ask): Form {
  return {
    name: 'digests/pick',
    args: [],
    access: 'everyone',
    async open(request, [runId, section, page]) {
      const asked = ask(request);
      const { digest } = await keptDigest(asked, runId);
      const where = section === undefined ? undefined : { section: Number(section), page: Number(page ?? 0) };
      const taken = await asked.claims();
      const free = claimable(digest, where, (line) => !taken.some((one) => isSame(one, line)));
      if (free.length === 0)
        throw new UserError(
          'Every pull request here has a reviewer already, thank you! `/prs for-me` looks for others.',
        );
      const choices = free.map(({ repo, number, title }) => ({
        name: `#${number} ${shortTitle(title, 97 - String(number).length)}`,
        value: `${repo}#${number}`,
      }));
      const fields = [field.select('pull', 'Which one?', { choices })];
      return openForm('digests/pick', { title: "I'll review", args: [], fields });
    },
    async run(request, _args, values) {
      const picked = /^(?<repo>[^#]+)#(?<number>[1-9]\d{0,8})$/u.exec(values.pull?.trim() ?? '')?.groups;
      if (!picked) throw new UserError('Choose one of the pull requests in the list.');
      return await review(ask(request), { repository: picked.repo, number: Number(picked.number) });
    },
  };
}

async function review(asked: Asked, wanted: Numbered): Promise<Reply> {
  const { ended, isArchived, author, ...pull } = await pullNumbered(asked, wanted);
  const name = `${pull.repo}#${pull.number}`;
  if (isArchived)
    throw new UserError(
      `${archivedWords([pull.repo])}, so nothing is left to review. \`/prs for-me\` shows what waits for a review elsewhere.`,
    );
  if (ended)
    throw new UserError(
      `${name} is ${ended} already, so nothing is left to review. \`/prs for-me\` shows what waits for a review.`,
    );
  const { id } = await asked.person();
  const { login } = await asked.store.interests(asked.groupId, id);
  if (login?.toLowerCase() === author.toLowerCase())
    throw new UserError(
      `${name} is your own: somebody else has to review it. \`/prs for-me\` shows what you could review.`,
    );
  return await take(asked, 'review', pull);
}

/** Takes a pull request or an issue for a week, or says who has it. */
export async function take(
  asked: Asked,
  kind: Claim['kind'],
  { repo, number, title, url }: WorkItem,
  guide?: string,
): Promise<Reply> {
  const { groupId, now, request } = asked;
  const { id: personId, name } = await asked.person();
  const mine = await ownClaims(asked);
  const alike = mine.filter((one) => one.kind === kind);
  if (alike.length >= mostClaims[kind] && !mine.some((one) => isSame(one, { repo, number }))) {
    const what = kind === 'work' ? 'issues' : 'reviews';
    throw new UserError(`You have ${alike.length} ${what} to do already. Release one first: \`/prs mine\`.`);
  }
  const until = new Date(now.getTime() + claimDays * day);
  const remindAt = new Date(until.getTime() - reminderDays * day);
  const wanted = { groupId, repo, number, title, url, kind, personId, name, until, remindAt };
  const made = await asked.store.claim(wanted, now);
  if (made.personId !== personId) {
    const end = made.until.toISOString().slice(0, 10);
    throw new UserError(
      made.kind === 'work'
        ? `${made.name} works on it already, until ${end}. \`/issues for-me\` shows others.`
        : `${made.name} is at it already, until ${end}. You can review it too, on GitHub; \`/prs for-me\` shows others.`,
    );
  }
  const note = claimedNote(made, { zone: request.zone, guide, hasButtons: request.can.buttons });
  return whisper(note, { buttons: claimButtons(made) });
}

/** Which of one's own claims has a number, of that kind if there is one. Throws `UserError` when none has, or several. */
async function ownClaim(asked: Asked, { number, repository }: Numbered, kind: Claim['kind']) {
  const claims = await ownClaims(asked);
  const known = claims.map(({ repo }) => repo);
  const [wanted] = repository === undefined ? [] : readRepositories(repository, known);
  const all = claims.filter(
    (one) => one.number === number && (!wanted || one.repo.toLowerCase() === wanted.toLowerCase()),
  );
  const alike = all.filter((one) => one.kind === kind);
  const [found, ...others] = (alike.length > 0 ? alike : all).map(({ repo }) => repo);
  if (found === undefined)
    throw new UserError(`You have not taken #${number}. \`/prs mine\` shows what you have.`);
  if (others.length > 0)
    throw new UserError(
      `You have #${number} in ${[found, ...others].join(' and ')}. Say which, as \`repository\`.`,
    );
  return { repository: found, number };
}

/** Gives back what is done, with thanks. Throws `UserError` when it is somebody else's. */
async function finish(asked: Asked, one: Parameters<typeof release>[1]): Promise<Reply> {
  await release(asked, one);
  const name = `${one.repository}#${one.number}`;
  return whisper(p(`Thank you for ${name}! Should more be left to do, others can take it now.`));
}

/** Gives a claim back. Throws `UserError` when it is somebody else's. */
async function release(
  asked: Asked,
  { repository: repo, number }: { readonly repository: string; readonly number: number },
): Promise<Reply> {
  const { groupId, now } = asked;
  const { id: personId } = await asked.people.knownOrNew(groupId, asked.request.caller);
  if (!(await asked.store.release(groupId, { repo, number, personId, now })))
    throw new UserError(`#${number} is not yours (any more). \`/prs mine\` shows what you have.`);
  return whisper(p(`${repo}#${number} is free again. Thank you for saying so.`));
}
