// Answering a poll: by buttons and a form, or in words; and the way to a page of one's own.

import { type Form, openerOf } from '../../../../core/command/form.ts';
import { type Action, type Command, command, option, type Request } from '../../../../core/command.ts';
import { code, doc, link, p, time } from '../../../../core/document.ts';
import { UserError } from '../../../../core/errors.ts';
import { type Reply, whisper } from '../../../../core/reply.ts';
import { localReading } from '../../../../core/time.ts';
import { type Answered, answersExample, isSpokenAnswer, longestAnswers, readAnswers } from '../answers.ts';
import type { PollsDeps } from '../deps.ts';
import type { Poll, PollAnswer } from '../facts.ts';
import { ownAnswers, pollOffers } from '../notice-views.ts';
import { ownPage } from '../presenters.ts';
import { isComplete, isOpen, mayAnswer } from '../rules.ts';
import { stateSaid } from '../views.ts';
import { answersForm, answersIn, openNumbers } from './answer-form.ts';
import { meantPoll, pollById, pollOption } from './lookup.ts';

/** Builds `/poll answer` and `/poll link`. */
export function answeringCommands(deps: PollsDeps): Command[] {
  return [
    command({
      name: 'poll answer',
      description: 'Answers a poll for a time, or changes your answers until it is closed',
      access: 'everyone',
      options: {
        answers: option.text(`By number: ${answersExample}; all yes; none`, {
          required: true,
          max: longestAnswers,
        }),
        poll: pollOption(deps),
      },
      spoken: {
        about: 'poll',
        isAnswer: true,
        read: (words) => (isSpokenAnswer(words) ? { answers: words.trim() } : undefined),
        async spokenHint(request) {
          return pollOffers(await meantPoll(deps, request, undefined), request.now);
        },
      },
      async run(request, values) {
        const poll = await meantPoll(deps, request, values.poll);
        if (poll.namesFor === 'organisers' && request.isPublicPlace)
          throw new UserError(
            `In poll ${poll.number} only organisers and ${poll.openedByName} see who answered what, and everybody can read what is written here: it does not count. Send me your answers in a private message.`,
          );
        refuseOver(poll, request.now);
        const answers = readAnswers(values.answers, {
          open: openNumbers(poll, request.now),
          count: poll.options.length,
          days: poll.options.map((at) => localReading(at, request.zone).localDate),
        });
        return await keep(deps, request, { poll, answers });
      },
    }),
    command({
      name: 'poll link',
      description: 'Gives you, in private, the link to a page of your own where you answer a poll',
      access: 'everyone',
      isReadOnly: true,
      options: { poll: pollOption(deps) },
      run: async (request, values) => mine(deps, request, await meantPoll(deps, request, values.poll)),
    }),
  ];
}

/** Builds the buttons below a poll. */
export function answeringActions(deps: PollsDeps): Action[] {
  return [
    openerOf(answeringForm(deps), ['id', 'count?']),
    {
      name: 'polls/all',
      args: ['id', ['yes', 'no']],
      access: 'everyone',
      async confirm(request, [id, answer]) {
        const poll = await pollById(deps, request, id);
        const { own } = await refuseStranger(deps, request, poll);
        const others = openNumbers(poll, request.now).filter((number) => {
          const before = own?.answers[number - 1];
          return before !== undefined && before !== answer;
        });
        if (others.length === 0) return undefined;
        const words = answer === 'yes' ? 'that all of them work' : 'that none works';
        return {
          document: doc(
            p(
              `You have answered ${others.length === 1 ? '1 time' : `${others.length} times`} otherwise. Say ${words}?`,
            ),
          ),
          label: answer === 'yes' ? 'All work' : 'None works',
        };
      },
      async run(request, [id, answer]) {
        const poll = await pollById(deps, request, id);
        const said: PollAnswer = answer === 'yes' ? 'yes' : 'no';
        const answers = new Map(openNumbers(poll, request.now).map((number) => [number, said]));
        return await keep(deps, request, { poll, answers });
      },
    },
    {
      name: 'polls/mine',
      args: ['id'],
      access: 'everyone',
      run: async (request, [id]) => await mine(deps, request, await pollById(deps, request, id)),
    },
  ];
}

/** Builds the form. */
export function answeringForm(deps: PollsDeps): Form {
  return {
    name: 'polls/answer',
    args: ['id', 'count?'],
    access: 'everyone',
    async open(request, [id, page = '0'], typed) {
      const poll = await pollById(deps, request, id);
      const { own } = await refuseStranger(deps, request, poll);
      return answersForm(poll, request, { page: Number(page), own, typed });
    },
    async run(request, [id], values) {
      const poll = await pollById(deps, request, id);
      return await keep(deps, request, { poll, answers: answersIn(values, poll, request.now) });
    },
  };
}

async function refuseStranger(deps: PollsDeps, request: Request, poll: Poll) {
  refuseOver(poll, request.now);
  const { id } = await deps.people.knownOrNew(request.groupId, request.caller);
  if (!mayAnswer(poll, { id, isMember: request.isMember })) throw strangerError(poll);
  const person = await deps.people.of(request.groupId, request.caller);
  return { person, own: poll.participants.find(({ personId }) => personId === person.id) };
}

function refuseOver(poll: Poll, now: Date): void {
  if (isOpen(poll, now)) return;
  const words = poll.state === 'open' ? 'over' : stateSaid(poll);
  throw new UserError(
    `Poll ${poll.number} is ${words}: it takes no more answers. If yours would change something, tell ${poll.openedByName}.`,
  );
}

function strangerError(poll: Poll): UserError {
  return new UserError(
    poll.audience === 'tagged'
      ? `Poll ${poll.number} asks those with the tag "${poll.tag}". If you should be asked too, tell ${poll.openedByName}.`
      : `Poll ${poll.number} asks the group's members. If that is you with another account, join the two: in the chat, /member link with your name on the forum does that.`,
  );
}

/** Keeps answers and says so. */
async function keep(deps: PollsDeps, request: Request, { poll, answers }: { poll: Poll; answers: Answered }) {
  const { person } = await refuseStranger(deps, request, poll);
  const came = await keepAnswers(deps, poll, {
    person,
    isMember: request.isMember,
    answers,
    now: request.now,
  });
  const own = came.poll.participants.find(({ personId }) => personId === person.id);
  return whisper(
    doc(
      p(came.said),
      ...ownAnswers(came.poll, own, { ...request, url: ownPage(deps, came.poll, person.id) }),
      isOpen(came.poll, request.now) &&
        p('You can change them until ', time(came.poll.closesAt, request.zone), '.'),
    ),
  );
}

/** Keeps answers, wherever they were given; answers what to say. Throws a UserError that says why they do not count. */
export async function keepAnswers(
  { store }: Pick<PollsDeps, 'store'>,
  poll: Poll,
  given: Parameters<PollsDeps['store']['answer']>[1],
): Promise<{ readonly said: string; readonly poll: Poll }> {
  const came = await store.answer(poll, given);
  if (!('isClosed' in came)) {
    if (came.kind === 'over') refuseOver(came.poll, given.now);
    throw strangerError(came.poll);
  }
  const own = came.poll.participants.find(({ personId }) => personId === given.person.id);
  const words = came.kind === 'same' ? 'Your answers stand.' : 'Your answers are counted.';
  if (came.isClosed)
    return { said: `${words} Everybody has answered, so the poll is closed.`, poll: came.poll };
  const isMissing = own && !isComplete(own, came.poll, given.now);
  return { said: isMissing ? `${words} Some times are not answered yet.` : words, poll: came.poll };
}

/** What somebody has answered, and the way to their page. */
async function mine(deps: PollsDeps, request: Request, poll: Poll): Promise<Reply> {
  const { person, own } = await refuseStranger(deps, request, poll);
  const url = ownPage(deps, poll, person.id);
  return whisper(
    doc(
      p('Your answers to poll ', String(poll.number), ':'),
      ...ownAnswers(poll, own, { zone: request.zone, now: request.now, url: undefined }),
      !isOpen(poll, request.now)
        ? undefined
        : url === undefined
          ? p('Answer with ', code(`/poll answer answers:"${answersExample}" poll:${poll.number}`), '.')
          : p`${link(url, 'Your page for this poll')}. It is yours alone until
            ${time(poll.closesAt, request.zone)}: do not pass it on.`,
    ),
  );
}
