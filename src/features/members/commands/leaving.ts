// `/member leave` and `/member renew`: who goes, and who goes on for another year.
import type { Account } from '../../../core/account.ts';
import {
  type Action,
  type Command,
  type Confirmation,
  command,
  option,
  type Request,
} from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, doc, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { lastOrganiserWords, leftTold, untold } from '../member-readers.ts';
import { applicant } from './applying.ts';

/** Builds the commands. */
export function leavingCommands(deps: MembershipDeps): Command[] {
  return [
    command({
      name: 'member leave',
      description: 'Leaves the group; an organiser can say it of somebody else',
      access: 'everyone',
      options: { who: option.person('Somebody else; for organisers') },
      confirm: (request, { who }) => leaveQuestion(deps, request, who),
      run: async (request, { who }) => await leave(deps, request, await leaver(deps, request, who)),
    }),
    command({
      name: 'member renew',
      description: 'Says that you go on as a member for another year',
      access: 'member',
      spoken: {
        about: 'membership',
        read: (words) => (/^(?:yes[\s,.!]*)?(?:yes|(?:i )?go on)[\s,.!]*$/iu.test(words) ? {} : undefined),
      },
      run: async (request) => await renew(deps, request),
    }),
  ];
}

/** Builds the buttons below the yearly question. */
export function leavingActions(deps: MembershipDeps): Action[] {
  return [
    { name: 'members/renew', args: [], access: 'member', run: async (request) => await renew(deps, request) },
    {
      name: 'members/leave',
      args: [],
      access: 'member',
      confirm: (request) => leaveQuestion(deps, request),
      run: async (request) => await leave(deps, request, await leaver(deps, request)),
    },
  ];
}

/** Who is to leave. Throws a UserError for whoever is no member, with what they may mean instead. */
async function leaver(deps: MembershipDeps, request: Request, who?: Account) {
  const { store } = deps;
  const { groupId, isOrganiser } = request;
  const { self, current } = await applicant(deps, request);
  const one = who === undefined ? self : await store.known(groupId, who);
  const isSelf = who === undefined || (self !== undefined && one?.id === self.id);
  if (!isSelf && !isOrganiser)
    throw new UserError('Only organisers can say that of somebody else. For yourself, leave `who` out.');
  const member = one && (await store.member(groupId, one.id));
  if (one && (one.role !== 'none' || (member && member.kind !== 'alumni'))) return one;
  const own = current
    ? '`/member withdraw` takes your application back'
    : '`/member forget` removes what else I know of you';
  throw new UserError(
    `${isSelf ? 'You are' : 'They are'} not a member, so there is nothing to leave. ${isSelf && !isOrganiser ? own : '`/member list` shows who is in the group'}.`,
  );
}

/** What is asked before somebody leaves: `who`, or whoever asks. Throws a UserError as `leaver` does. */
async function leaveQuestion(deps: MembershipDeps, request: Request, who?: Account): Promise<Confirmation> {
  const { id, name } = await leaver(deps, request, who);
  const [asked, them, label] =
    who === undefined
      ? ['Leave the group?', 'you', 'I leave']
      : [`Shall ${name} leave the group?`, 'them', 'They leave'];
  const document = doc(
    p`${asked} A seat that becomes free goes to the next in line, votes that are open count on without ${them} unless
      the ballot is cast, and what was done stays.`,
    await lastOrganiserWords(deps, request.groupId, id),
  );
  return { document, label, style: 'danger' };
}

/** Somebody leaves; says so to whoever asked for it. Throws a UserError when they were no member. */
export async function leave(deps: MembershipDeps, request: Request, who: PersonFacts): Promise<Reply> {
  const { groupId, now } = request;
  const personId = who.id;
  const told = await leftTold(deps, groupId, { personId, now });
  const left = await deps.store.memberLeaves(groupId, personId, { now, told });
  if (!left)
    throw new UserError('That was done just now by somebody else. `/member list` shows who is in the group.');
  const self = await deps.store.of(groupId, request.caller);
  return whisper(
    doc(
      self.id === personId
        ? p('You have left the group. Thank you for all you did; ', code('/apply'), ' brings you back.')
        : p(`${who.name} has left the group.`),
      left.isFreed && p('That a seat is free is told where the group meets.'),
      self.id !== personId && untold(told, request),
    ),
  );
}

async function renew({ store }: MembershipDeps, { groupId, caller, now }: Request): Promise<Reply> {
  const who = await store.of(groupId, caller);
  await store.renew(groupId, who.id, now);
  const { isYearly } = await store.rules(groupId);
  const isAsked = isYearly && (await store.member(groupId, who.id))?.kind === 'voting';
  return whisper(
    p(`Good to have you: you go on as a member.${isAsked ? ' I ask you again in a year.' : ''}`),
  );
}
