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
import { doc, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { unchangeableWords } from '../application-views.ts';
import type { MembershipDeps } from '../member-deps.ts';
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
