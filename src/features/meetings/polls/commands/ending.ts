// Ending a poll: making a meeting of it, closing and withdrawing it.

import { type Action, type Command, command, option, type Request } from '../../../../core/command.ts';
import { doc, p, questionMark, strong, time } from '../../../../core/document.ts';
import { UserError } from '../../../../core/errors.ts';
import { type Reply, whisper } from '../../../../core/reply.ts';
import { reasonOf } from '../../commands/changing.ts';
import type { PollsDeps } from '../deps.ts';
import type { Poll } from '../facts.ts';
import { ranked } from '../rules.ts';
import { bestWords, countWords, missingWords } from '../standing-views.ts';
import { pollButtons } from '../views.ts';
import { changedMeanwhile, ownPoll, pollById, pollOption, refuseEnded, refuseForeign } from './lookup.ts';

/** Builds the commands. */
export function endingCommands(deps: PollsDeps): Command[] {
  const { store } = deps;
  const which = { poll: pollOption(deps) };
  const pinned = ({ number }: Poll) => ({ poll: String(number) });

  return [
    command({
      name: 'poll schedule',
      description: 'Makes a meeting of a poll: at its best time, or at another',
      access: 'member',
      bare: 'poll',
      options: {
        ...which,
        time: option.integer('Which time, by its number; the best if left out', { min: 1, max: 10 }),
      },
      async confirm(request, values) {
        const { poll } = await ownPoll(deps, request, values.poll);
        const { number, at, counts } = timeOf(poll, values.time, request.now);
        return {
          document: doc(
            p('Make ', strong(poll.name), ' on ', strong(time(at, request.zone)), '?'),
            p(`Time ${number}: ${countWords({ counts })}. ${missingWords(poll, request.now)}`),
            p('It is announced, has its reminders, agenda and minutes, and those who answered are told.'),
          ),
          label: 'Schedule it',
          style: 'success',
          values: { ...pinned(poll), time: number },
        };
      },
      async run(request, values) {
        const { poll } = await ownPoll(deps, request, values.poll);
        return await schedule(deps, request, { poll, number: timeOf(poll, values.time, request.now).number });
      },
    }),
    command({
      name: 'poll close',
      description: 'Closes a poll before its time, so that its answers stay as they are',
      access: 'member',
      options: which,
      async confirm(request, values) {
        const { poll } = await ownPoll(deps, request, values.poll);
        refuseClosed(poll);
        return {
          document: doc(
            p('Close ', strong(`poll ${poll.number}: ${poll.name}`), ' now? Nobody can answer it then.'),
            p(missingWords(poll, request.now)),
          ),
          label: 'Close it',
          style: 'danger',
          values: pinned(poll),
        };
      },
      async run(request, values) {
        const { poll, caller } = await ownPoll(deps, request, values.poll);
        refuseClosed(poll);
        if (!(await store.close(poll, { by: caller.name, now: request.now }))) throw changedMeanwhile(poll);
        const after = (await store.poll(request.groupId, poll.id)) ?? poll;
        return whisper(doc(p(`Poll ${poll.number} is closed.`), p(...bestWords(after, request))), {
          buttons: request.can.buttons ? pollButtons(after, request) : [],
        });
      },
    }),
    command({
      name: 'poll withdraw',
      description: 'Ends a poll without a meeting',
      access: 'member',
      bare: 'poll',
      options: {
        ...which,
        reason: option.text('Why, for those who answered', { max: 300, mayBeNone: true }),
      },
      async confirm(request, values) {
        const { poll } = await ownPoll(deps, request, values.poll);
        return {
          document: doc(
            p`Withdraw ${strong(`poll ${poll.number}: ${poll.name}`)}${questionMark(poll.name)} No meeting
              comes of it.`,
            p(missingWords(poll, request.now)),
          ),
          label: 'Withdraw it',
          style: 'danger',
          values: pinned(poll),
        };
      },
      async run(request, values) {
        const { poll, caller } = await ownPoll(deps, request, values.poll);
        const reason = reasonOf(values.reason);
        if (!(await store.withdraw(poll, { by: caller.name, reason, now: request.now })))
          throw changedMeanwhile(poll);
        return whisper(p(`Poll ${poll.number} is withdrawn.`));
      },
    }),
  ];
}

/** Builds the button. */
export function endingAction(deps: PollsDeps): Action {
  return {
    name: 'polls/schedule',
    args: ['id', 'count'],
    access: 'member',
    async run(request, [id, number]) {
      const poll = await pollById(deps, request, id);
      await refuseForeign(deps, request, poll);
      refuseEnded(poll);
      return await schedule(deps, request, { poll, number: Number(number) });
    },
  };
}

function refuseClosed(poll: Poll): void {
  if (poll.state === 'open') return;
  throw new UserError(
    `Poll ${poll.number} is closed already. \`/poll schedule poll:${poll.number}\` makes the meeting.`,
  );
}

/** The time that is meant: by its number, or the best. */
function timeOf(poll: Poll, typed: number | undefined, now: Date) {
  const open = ranked(poll, now);
  const [best] = open;
  if (!best) throw new UserError('All of its times are past. `/meeting poll` asks anew.');
  if (typed === undefined) return best;
  if (typed > poll.options.length)
    throw new UserError(`There is no time ${typed}: choose from 1 to ${poll.options.length}.`);
  const found = open.find(({ number }) => number === typed);
  if (!found) throw new UserError(`Time ${typed} is past. Choose one that is still to come.`);
  return found;
}

async function schedule(
  deps: PollsDeps,
  request: Request,
  { poll, number }: { poll: Poll; number: number },
): Promise<Reply> {
  timeOf(poll, number, request.now);
  const { id: byId } = await deps.people.of(request.groupId, request.caller);
  const meeting = await deps.store.schedule(poll, { time: number, byId, now: request.now });
  if (!meeting) throw changedMeanwhile(poll);
  return whisper(
    doc(
      p(strong(meeting.name), ' is set for ', time(meeting.startsAt, request.zone), ' and announced.'),
      p('Those who answered are told in private, each in their own time.'),
    ),
  );
}
