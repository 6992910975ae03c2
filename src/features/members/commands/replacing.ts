// `/member replace`: a vote on the seat of a member who is out of touch.
import {
  type Action,
  type Command,
  type Confirmation,
  command,
  option,
  type Request,
} from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { aboutReplacing } from '../member-publications.ts';
import type { Member } from '../membership-facts.ts';

/** Builds the command. */
export function replacingCommand(deps: MembershipDeps): Command {
  return command({
    name: 'member replace',
    description: 'Opens a vote on the seat of a member who is out of touch',
    access: 'member',
    options: { who: option.person('Who is out of touch', { required: true }) },
    async confirm(request, { who }) {
      const { id } = await deps.store.of(request.groupId, who);
      return await question(deps, request, id);
    },
    run: async (request, { who }) =>
      await replace(deps, request, (await deps.store.of(request.groupId, who)).id),
  });
}

/** Builds the button below what organisers are told of somebody who does not answer. */
export function replacingAction(deps: MembershipDeps): Action {
  return {
    name: 'members/replace',
    args: ['id'],
    access: 'member',
    run: async (request, [id]) => await replace(deps, request, Number(id)),
  };
}

async function question(deps: MembershipDeps, request: Request, personId: number): Promise<Confirmation> {
  const { person } = await replaceable(deps, request, personId);
  return {
    document: doc(
      p('Open a vote on replacing ', strong(person.name), '?'),
      p('When it passes they leave the group, and the free seat is told to everybody.'),
    ),
    label: 'Open the vote',
  };
}

async function replaceable({ store }: MembershipDeps, request: Request, personId: number): Promise<Member> {
  const member = await store.member(request.groupId, personId);
  if (member?.kind !== 'voting')
    throw new UserError(
      'They are no member with a vote, so there is no seat to free. `/member list` shows who is.',
    );
  if (!member.toldAt && !request.isOrganiser) {
    throw new UserError(
      `${member.person.name} was not asked three times in vain, so only an organiser opens such a vote. \`/member list\` says whom to ask.`,
    );
  }
  return member;
}

async function replace(deps: MembershipDeps, request: Request, personId: number): Promise<Reply> {
  const { groupId, now } = request;
  const { name } = (await replaceable(deps, request, personId)).person;
  const opened = await deps.openVote(
    {
      groupId,
      concerns: aboutReplacing(personId),
      question: `Replace ${name}, who is out of touch?`,
      details: `When it passes, ${name} leaves the group, and the free seat is told to everybody. If they say until then that they go on, with \`/member renew\`, they stay.`,
      rule: (await deps.store.rules(groupId)).voteRule,
      openedBy: await deps.store.of(groupId, request.caller),
      now,
    },
    deps.store.replacing(groupId, personId, now),
  );
  if (!opened) throw new UserError(`A vote on replacing ${name} is open already: \`/vote list\` shows it.`);
  return whisper(
    doc(
      p(strong(`Vote ${opened.number} is open:`), ` replace ${name}?`),
      p`Until it ends they can say that they go on; ${code(`/vote show vote:${opened.number}`)} shows how it
        stands.`,
    ),
  );
}
