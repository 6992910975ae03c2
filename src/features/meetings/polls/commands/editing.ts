// `/poll edit`: a poll goes on for longer, or offers more times.
import { type Command, command, option, type Request } from '../../../../core/command.ts';
import { code, doc, type Inline, list, p, questionMark, strong, time } from '../../../../core/document.ts';
import { UserError } from '../../../../core/errors.ts';
import { whisper } from '../../../../core/reply.ts';
import { fullWords } from '../../../../core/time-words.ts';
import { readMoment, whenText } from '../../../../core/when.ts';
import type { PollsDeps } from '../deps.ts';
import type { Poll } from '../facts.ts';
import { haveAllAnswered, mostTimes, usualClosing } from '../rules.ts';
import { readTimes, refuseClosing, timesText } from '../times.ts';
import { changedMeanwhile, meantPoll, pollOption, refuseEnded, refuseForeign } from './lookup.ts';

/** Builds the command. */
export function editingCommand(deps: PollsDeps): Command {
  return command({
    name: 'poll edit',
    description: 'Lets a poll go on for longer, or adds times to it',
    access: 'member',
    bare: 'poll',
    options: {
      poll: pollOption(deps),
      until: option.text('When it closes: fri 18:00, 2026-12-04 19:00', { max: 120, isNeeded: true }),
      times: option.text('Times to add, as you read them: tue 18:00', { max: 1000, isNeeded: true }),
    },
    async confirm(request, values) {
      const { poll, closesAt, added } = await read(deps, request, values);
      const { zone, now } = request;
      const lines: Inline[][] = [
        [
          strong('Closes:'),
          ' ',
          time(poll.closesAt, zone),
          ...(closesAt.getTime() === poll.closesAt.getTime()
            ? [', as before']
            : [' → ', time(closesAt, zone)]),
        ],
        ...added.map((at, i): Inline[] => [
          strong(`Time ${poll.options.length + i + 1}, new:`),
          ` ${fullWords(at, { zone, now })}`,
        ]),
      ];
      const answered = poll.participants.filter(({ answeredAt }) => answeredAt !== undefined).length;
      const people = answered === 1 ? '1 person who has' : `${answered} people who have`;
      return {
        document: doc(
          p`Change
              ${strong(`poll ${poll.number}: ${poll.name}`)}${questionMark(poll.name)}${reopens(poll) ? ' It takes answers again.' : ''}`,
          list(...lines),
          p(
            'What was answered stays.',
            added.length > 0 && answered > 0
              ? ` I ask the ${people} answered about the new times, once and in private.`
              : '',
          ),
        ),
        label: 'Change it',
        values: {
          poll: String(poll.number),
          until: whenText({ at: closesAt, zone }),
          ...(added.length > 0 && { times: timesText(added.map((at) => ({ at, zone }))) }),
        },
      };
    },
    async run(request, values) {
      const { poll, closesAt, added } = await read(deps, request, values);
      const after = await deps.store.edit(poll, { closesAt, added });
      if (!after) throw changedMeanwhile(poll);
      return whisper(
        doc(
          p`${strong(`Poll ${poll.number} goes on`)} with ${after.options.length} times, until
              ${time(after.closesAt, request.zone)}.`,
          p(code(`/poll show poll:${poll.number}`), ' shows how it stands.'),
        ),
      );
    },
  });
}

const reopens = ({ state }: Poll): boolean => state === 'closed';

/** What was typed as what the poll will be. Throws a UserError that says what is missing or wrong. */
async function read(
  deps: PollsDeps,
  request: Request,
  values: { readonly [name in 'poll' | 'until' | 'times']?: string | undefined },
) {
  const { zone, now } = request;
  const poll = await meantPoll(deps, request, values.poll);
  await refuseForeign(deps, request, poll);
  refuseEnded(poll);
  if (values.until === undefined && values.times === undefined)
    throw new UserError(
      `What shall change? Give \`until:"fri 18:00"\` for another end, or \`times:"tue 18:00"\` for more times.`,
    );
  const added = values.times === undefined ? [] : addedTo(poll, values.times, request);
  const coming = [...poll.options, ...added]
    .filter((at) => at > now)
    .toSorted((a, b) => a.getTime() - b.getTime());
  const [first] = coming;
  if (!first)
    throw new UserError(
      'All of its times are past. Add some with `times`, or ask anew with `/meeting poll`.',
    );
  if (reopens(poll) && added.length === 0 && haveAllAnswered(poll, now))
    throw new UserError(
      `Everybody has answered poll ${poll.number}, so there is nobody to wait for. Add \`times\`, or choose: \`/poll schedule poll:${poll.number}\`.`,
    );
  const kept = poll.closesAt > now ? poll.closesAt : usualClosing(first, now);
  const closesAt = values.until === undefined ? kept : readMoment(values.until, { zone, now }).at;
  refuseClosing(closesAt, { first, zone, now });
  return { poll, closesAt, added };
}

function addedTo(poll: Poll, typed: string, { zone, now }: Request): Date[] {
  const added = readTimes(typed, { zone, now }, { fewest: 1 }).times.map(({ at }) => at);
  const twice = added.find((at) => poll.options.some((known) => known.getTime() === at.getTime()));
  if (twice) throw new UserError(`${fullWords(twice, { zone, now })} is in the poll already. Leave it out.`);
  const free = mostTimes - poll.options.length;
  if (free === 0)
    throw new UserError(
      `Poll ${poll.number} has ${mostTimes} times, which is all that a poll can offer. \`/meeting poll\` asks about others.`,
    );
  if (added.length > free)
    throw new UserError(
      `A poll offers ${mostTimes} times at most, and this one has ${poll.options.length}. Add ${free} at most.`,
    );
  return added;
}
