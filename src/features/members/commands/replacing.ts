// `/member replace`: a vote on the seat of a member who is out of touch.
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { aboutReplacing } from '../member-publications.ts';

/** Builds the command. */
export function replacingCommand(deps: MembershipDeps): Command {
  return command({
    name: 'member replace',
    description: 'Opens a vote on the seat of a member who is out of touch',
    access: 'member',
    options: { who: option.person('Who is out of touch', { required: true }) },
    async confirm(request, { who }) {
      const { id } = await deps.store.knownOrNew(request.groupId, who);
      const { name } = await replaceable(deps, request, id);
      return {
        document: doc(
          p('Open a vote on replacing ', strong(name), '?'),
          p('When it passes they leave the group, and the free seat is told to everybody.'),
        ),
        label: 'Open the vote',
      };
    },
    async run(request, { who }) {
      const { id } = await deps.store.knownOrNew(request.groupId, who);
      return await replace(await replaceable(deps, request, id));
    },
  });
}

/** Builds the button below what organisers are told of somebody who does not answer. */
export function replacingAction(deps: MembershipDeps): Action {
  const find = (request: Request, id: string | undefined) => replaceable(deps, request, Number(id));
  return buttonsOn(find, 'member')('members/replace', [], replace);
}

/** A member on whose seat the caller may open a vote. */
interface Replaceable {
  readonly deps: MembershipDeps;
  readonly request: Request;
  readonly personId: number;
  readonly name: string;
}

/** Somebody by their id, if the caller may open such a vote. Throws a UserError otherwise. */
async function replaceable(deps: MembershipDeps, request: Request, personId: number): Promise<Replaceable> {
  const member = await deps.store.member(request.groupId, personId);
  if (member?.kind !== 'voting')
    throw new UserError(
      'They are no member with a vote, so there is no seat to free. `/member list` shows who is.',
    );
  if (!member.toldAt && !request.isOrganiser)
    throw new UserError(
      `${member.person.name} was not asked three times in vain, so only an organiser opens such a vote. \`/member list\` says whom to ask.`,
    );
  return { deps, request, personId, name: member.person.name };
}

async function replace({ deps, request, personId, name }: Replaceable): Promise<Reply> {
  const { groupId, now } = request;
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
