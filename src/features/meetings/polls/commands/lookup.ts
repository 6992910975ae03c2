// Which poll is meant: by its number or words, by the place, or the only one that goes on; and who may change it.

import { wholeNumber } from '../../../../core/command/arguments.ts';
import { calledSo, choicesFor, nameKey } from '../../../../core/command/naming.ts';
import { noneYet } from '../../../../core/command/none-yet.ts';
import { option, type Request } from '../../../../core/command.ts';
import { placesFor } from '../../../../core/directory.ts';
import { UserError } from '../../../../core/errors.ts';
import { idsAbout } from '../../../../core/publication.ts';
import { shortened } from '../../../../core/text/shortened.ts';
import { isAmong } from '../../commands/sight.ts';
import type { PollsDeps } from '../deps.ts';
import type { Poll } from '../facts.ts';
import { isUndecided } from '../rules.ts';
import { stateSaid } from '../views.ts';

/** The option that names a poll. */
export function pollOption({ store }: Pick<PollsDeps, 'store'>) {
  return option.text('Which poll, by its number; the one that goes on if left out', {
    max: 100,
    async suggest(typed, request) {
      if (!request.isMember) return [];
      return choicesFor(await store.list(request.groupId), typed, (poll) => ({
        name: `${poll.number}: ${poll.name} (${stateSaid(poll)})`,
        value: String(poll.number),
      }));
    },
  });
}

type LookupDeps = Pick<PollsDeps, 'store' | 'groups' | 'people' | 'isForAll'>;

/** What the caller may know of: all polls; of those that stand where only some read, a stranger knows their own and the one here. */
async function knowledge(deps: LookupDeps, request: Request): Promise<(poll: Poll) => boolean> {
  if (await mayKnowAll(deps, request)) return () => true;
  const who = await deps.people.knownOrNew(request.groupId, request.caller);
  const here = idsAbout('poll', await request.about());
  return ({ id, participants }) =>
    here.includes(id) || participants.some(({ personId }) => personId === who.id);
}

/** The last polls of which the caller may know, newest first. */
async function known(deps: LookupDeps, request: Request): Promise<Poll[]> {
  return (await deps.store.list(request.groupId)).filter(await knowledge(deps, request));
}

async function mayKnowAll({ groups, isForAll }: LookupDeps, request: Request): Promise<boolean> {
  const group = await groups.recent(request.groupId);
  return isAmong(request, placesFor(group, 'meetings')) || (await isForAll(group));
}

/** The poll that a request means; without words among those that go on. Throws a UserError when that is not clear. */
export async function meantPoll(
  deps: LookupDeps,
  request: Request,
  typed: string | undefined,
): Promise<Poll> {
  if (typed !== undefined) {
    const number = wholeNumber(/^#?(?:poll )?(\d+)$/u.exec(nameKey(typed))?.[1]);
    const numbered = number === undefined ? undefined : await deps.store.numbered(request.groupId, number);
    if (numbered && (await knowledge(deps, request))(numbered)) return numbered;
    const found = calledSo(await known(deps, request), {
      typed,
      words: ({ name }) => name,
      shown: (poll) => `${poll.number} ("${poll.name}", ${stateSaid(poll)})`,
      isLikely: (poll) => isUndecided(poll),
    });
    if (found) return found;
    await refuseNone(deps, request);
    throw new UserError(`There is no poll "${shortened(typed, 60)}". \`/poll list\` shows all.`);
  }
  for (const id of idsAbout('poll', await request.about())) {
    const here = await deps.store.poll(request.groupId, id);
    if (here) return here;
  }
  const going = (await known(deps, request)).filter(isUndecided);
  const [only] = going;
  if (!only) {
    await refuseNone(deps, request);
    throw new UserError('No poll goes on. `/poll list` shows those that are over.');
  }
  if (going.length === 1) return only;
  const names = going.slice(0, 5).map(({ number, name }) => `${number} ("${name}")`);
  throw new UserError(`Which poll? There are ${names.join(', ')}. Name one: \`poll:${only.number}\`.`);
}

/** Throws a UserError where there is no poll at all, and the caller may know that. */
async function refuseNone(deps: LookupDeps, request: Request): Promise<void> {
  if (!(await mayKnowAll(deps, request)) || (await deps.store.list(request.groupId)).length > 0) return;
  throw noneYet('no poll', { command: '/meeting poll', access: 'member' }, request);
}

/** A poll by its id, as buttons name it. Throws a UserError when there is none. */
export async function pollById(
  { store }: Pick<PollsDeps, 'store'>,
  request: Request,
  id: string | undefined,
): Promise<Poll> {
  const poll = await store.poll(request.groupId, Number(id));
  if (!poll) throw new UserError('That poll is not there any more. `/poll list` shows those that are.');
  return poll;
}

/** The caller, who opened the poll or is an organiser. Throws a UserError otherwise. */
export async function refuseForeign({ people }: PollsDeps, request: Request, poll: Poll) {
  const caller = await people.of(request.groupId, request.caller);
  if (request.isOrganiser || (request.isMember && caller.id === poll.openedById)) return caller;
  throw new UserError(
    `Only ${poll.openedByName}, who opened poll ${poll.number}, or an organiser can do that. Ask one of them.`,
  );
}

/** That what was asked for came too late, as when two press at once. */
export const changedMeanwhile = ({ number }: Poll): UserError =>
  new UserError(
    `Poll ${number} has just been changed by somebody else. \`/poll show poll:${number}\` shows it.`,
  );

/** Throws a UserError when a poll has ended. */
export function refuseEnded(poll: Poll): void {
  if (isUndecided(poll)) return;
  throw new UserError(
    `Poll ${poll.number} is ${stateSaid(poll)}. \`/poll show poll:${poll.number}\` shows it; \`/meeting poll\` opens another.`,
  );
}

/** The poll that is meant and goes on, and the caller who may end it. Throws a UserError otherwise. */
export async function ownPoll(deps: PollsDeps, request: Request, typed: string | undefined) {
  const poll = await meantPoll(deps, request, typed);
  const caller = await refuseForeign(deps, request, poll);
  refuseEnded(poll);
  return { poll, caller };
}
