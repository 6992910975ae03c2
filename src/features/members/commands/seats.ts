// A seat that was offered: taken, or left to the next in line.
import { buttonsOn } from '../../../core/command/buttons.ts';
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
import { unchangeableWords } from '../application-views.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { aboutReplacing } from '../member-publications.ts';
import { isCurrent } from '../membership-rules.ts';
import { applicationById, type Found } from './applications.ts';
import { applicant } from './applying.ts';

/** Builds the command. */
export function seatCommand(deps: MembershipDeps): Command {
  return command({
    name: 'member seat',
    description: 'Takes the seat that you were offered, or leaves it to the next in line',
    access: 'everyone',
    options: { take: option.yesOrNo('Whether you would like it', { required: true }) },
    async confirm(request, { take }) {
      const { current } = await applicant(deps, request);
      return take || current?.state !== 'offered' ? undefined : giveUpSeat;
    },
    async run(request, { take }) {
      const { current } = await applicant(deps, request);
      if (current?.state === 'offered') return await seat({ deps, request, application: current }, take);
      throw new UserError(
        current
          ? unchangeableWords(current)
          : 'No seat is offered to you at the moment. `/apply` asks for one.',
      );
    },
  });
}

const giveUpSeat: Confirmation = {
  document: doc(p('Let the seat go? It is not offered to you again.')),
  label: 'Let it go',
  style: 'danger',
};

/** Builds the buttons below the offer. */
export function seatAction(deps: MembershipDeps): Action {
  const offered = async (request: Request, id: string | undefined): Promise<Found> => {
    const found = await applicationById(deps, request, id);
    const self = await deps.store.knownOrNew(request.groupId, request.caller);
    if (self.id === found.application.applicantId) return found;
    throw new UserError(
      'This seat is offered to somebody else, who alone can answer. `/apply` asks for one of your own.',
    );
  };
  return {
    ...buttonsOn(offered)('members/seat', [['yes', 'no']], (found, [answer]) =>
      seat(found, answer === 'yes'),
    ),
    async confirm(request, [id, answer]) {
      const { application } = await offered(request, id);
      return answer === 'no' && application.state === 'offered' ? giveUpSeat : undefined;
    },
  };
}

async function seat({ deps, request, application }: Found, takes: boolean): Promise<Reply> {
  const came = await deps.store.answerOffer(application, { takes, now: request.now });
  if (came === 'late') {
    const now = await deps.store.application(application.groupId, application.id);
    throw new UserError(
      now && isCurrent(now.state)
        ? unchangeableWords(now)
        : 'That offer is over: you have answered it, or its time has passed. `/member list` says whether you are a member; if not, `/apply` asks for a seat.',
    );
  }
  if (typeof came === 'object')
    throw new UserError(
      'The group has changed since I offered you the seat, and it is not free for you at the moment. Ask an organiser, or try again while it is kept for you.',
    );
  return whisper(
    p(
      came === 'in'
        ? 'Welcome! The seat is yours: you are a member now, and have a vote.'
        : 'Thank you for telling me; the seat is free for somebody else. You can apply again whenever you like.',
    ),
  );
}

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
