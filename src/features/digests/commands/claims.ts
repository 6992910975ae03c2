// "I'll review": claims by button, form or command, reminded once and released by themselves.

import { type Form, openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import type { DigestsParts } from '../deps.ts';
import type { Claim, Line } from '../facts.ts';
import { isSame } from '../rules.ts';
import { archivedWords, shortTitle } from '../views/line.ts';
import { claimButtons, claimedNote } from '../views/notes.ts';
import { claimable } from '../views/pages.ts';
import { keptDigest } from './digest.ts';
import { finish, release } from './giving-back.ts';
import { ownClaims } from './lookup.ts';
import { pullNumbered, pullOptions } from './pulls.ts';

const day = 86_400_000;
const claimDays = 7;
/** So long before the end, the one reminder comes. */
const reminderDays = 2;
/** Nobody does more than that in a week; it also keeps one person from taking all. */
const mostClaims = { review: 10, work: 3 } as const;

/** Builds the command. */
export function claimCommand(deps: DigestsParts): Command {
  const options = pullOptions(deps);
  return command({
    name: 'prs review',
    description: 'Says that you will review a pull request; it is yours for a week',
    access: 'everyone',
    options,
    run: (request, values) => claim(deps, request, values),
  });
}

/** Builds the buttons' actions. */
export function claimActions(deps: DigestsParts): Action[] {
  const own = (name: string, run: typeof release): Action => ({
    name,
    args: ['text', 'id'],
    access: 'everyone',
    run: (request, [repo = '', number]) => run(deps, request, { repo, number: Number(number) }),
  });
  return [
    own('digests/claim', (_, request, { repo, number }) =>
      claim(deps, request, { repository: repo, number }),
    ),
    own('digests/done', finish),
    own('digests/release', release),
    openerOf(claimForm(deps), ['id', 'count?', 'count?']),
  ];
}

/** Builds the form to pick a pull request from a digest. */
export function claimForm(deps: DigestsParts): Form {
  return {
    name: 'digests/pick',
    args: [],
    access: 'everyone',
    open: (request, args) => pickForm(deps, request, args),
    async run(request, _args, values) {
      const picked = /^(?<repo>[^#]+)#(?<number>[1-9]\d{0,8})$/u.exec(values.pull?.trim() ?? '')?.groups;
      if (!picked) throw new UserError('Choose one of the pull requests in the list.');
      return await claim(deps, request, { repository: picked.repo, number: Number(picked.number) });
    },
  };
}

async function pickForm(deps: DigestsParts, request: Request, [runId, section, page]: readonly string[]) {
  const { digest } = await keptDigest(deps, request, runId);
  const where = section === undefined ? undefined : { section: Number(section), page: Number(page ?? 0) };
  const taken = await deps.store.claims(request.groupId, request.now);
  const free = claimable(digest, where, (line) => !taken.some((one) => isSame(one, line)));
  if (free.length === 0)
    throw new UserError(
      'Every pull request here has a reviewer already, thank you! `/prs for-me` looks for others.',
    );
  return openForm('digests/pick', {
    title: "I'll review",
    args: [],
    fields: [
      field.select('pull', 'Which one?', {
        choices: free.map((line) => ({ name: choiceName(line), value: `${line.repo}#${line.number}` })),
      }),
    ],
  });
}

async function claim(
  deps: DigestsParts,
  request: Request,
  wanted: { readonly repository?: string | undefined; readonly number: number },
): Promise<Reply> {
  const { ended, isArchived, ...pull } = await pullNumbered(deps, request, wanted);
  if (isArchived)
    throw new UserError(
      `${archivedWords([pull.repo])}, so nothing is left to review. \`/prs for-me\` shows what waits for a review elsewhere.`,
    );
  if (ended)
    throw new UserError(
      `${pull.repo}#${pull.number} is ${ended} already, so nothing is left to review. \`/prs for-me\` shows what waits for a review.`,
    );
  const person = await deps.people.of(request.groupId, request.caller);
  const { login } = await deps.store.interests(request.groupId, person.id);
  if (login?.toLowerCase() === pull.author.toLowerCase())
    throw new UserError(
      `${pull.repo}#${pull.number} is your own: somebody else has to review it. \`/prs for-me\` shows what you could review.`,
    );
  return await take(deps, request, { ...pull, kind: 'review' });
}

/** Takes a pull request or an issue for a week, or says who has it. */
export async function take(
  deps: DigestsParts,
  request: Request,
  wanted: Pick<Claim, 'repo' | 'number' | 'title' | 'url' | 'kind'>,
  guide?: string,
): Promise<Reply> {
  const { groupId, now, caller } = request;
  const person = await deps.people.of(groupId, caller);
  const mine = await ownClaims(deps, request);
  const alike = mine.filter(({ kind }) => kind === wanted.kind);
  if (alike.length >= mostClaims[wanted.kind] && !mine.some((one) => isSame(one, wanted))) {
    const what = wanted.kind === 'work' ? 'issues' : 'reviews';
    throw new UserError(`You have ${alike.length} ${what} to do already. Release one first: \`/prs mine\`.`);
  }
  const made = await deps.store.claim(
    {
      groupId,
      repo: wanted.repo,
      number: wanted.number,
      title: wanted.title,
      url: wanted.url,
      kind: wanted.kind,
      personId: person.id,
      name: person.name,
      until: new Date(now.getTime() + claimDays * day),
      remindAt: new Date(now.getTime() + (claimDays - reminderDays) * day),
    },
    now,
  );
  if (made.personId !== person.id) {
    throw new UserError(
      made.kind === 'work'
        ? `${made.name} works on it already, until ${made.until.toISOString().slice(0, 10)}. \`/issues for-me\` shows others.`
        : `${made.name} is at it already, until ${made.until.toISOString().slice(0, 10)}. You can review it too, on GitHub; \`/prs for-me\` shows others.`,
    );
  }
  return whisper(claimedNote(made, { zone: request.zone, guide, hasButtons: request.can.buttons }), {
    buttons: claimButtons(made),
  });
}

function choiceName(line: Line): string {
  const number = `#${line.number}`;
  return `${number} ${shortTitle(line.title, 98 - number.length)}`;
}
