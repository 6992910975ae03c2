// Looking at polls, reminding, closing and withdrawing them, and making a meeting of one.
import { asksToChange, overwrittenBy, type Setting } from '../../../../core/changes.ts';
import { cleanedLine } from '../../../../core/cleaned.ts';
import {
  type Action,
  type Command,
  command,
  type Reply,
  type Request,
  whisper,
} from '../../../../core/command.ts';
import { code, doc, p, questionMark, strong, time } from '../../../../core/document.ts';
import { UserError } from '../../../../core/errors.ts';
import { keyOf } from '../../publications.ts';
import type { PollsDeps } from '../deps.ts';
import type { Poll } from '../facts.ts';
import { pictureOf } from '../presenters.ts';
import { isUndecided, missing, ranked } from '../rules.ts';
import { bestWords, countWords, timesList } from '../standing-views.ts';
import { pollButtons, pollCard, pollList } from '../views.ts';
import { meantPoll, pollById, pollOption, refuseEnded, refuseForeign } from './lookup.ts';

/** Builds the commands. */
export function followingCommands(deps: PollsDeps): Command[] {
  const { store } = deps;
  const which = { poll: pollOption(deps) };
  const own = async (request: Request, typed: string | undefined) => {
    const poll = await meantPoll(deps, request, typed);
    const caller = await refuseForeign(deps, request, poll);
    refuseEnded(poll);
    return { poll, caller };
  };
  const pinned = ({ number }: Poll) => ({ poll: String(number) });
  const answeredWords = (poll: Poll, now: Date) => {
    const late = missing(poll, now).map(({ name }) => name);
    return late.length === 0
      ? 'Everybody who is asked has answered.'
      : `Not answered yet: ${late.slice(0, 20).join(', ')}.`;
  };

  return [
    command({
      name: 'poll list',
      description: 'Lists the polls for a time that go on, and the last ones that are over',
      access: 'member',
      isReadOnly: true,
      run: async (request) => whisper(pollList(await store.list(request.groupId), request)),
    }),
    command({
      name: 'poll show',
      description: 'Shows how a poll stands, with a picture of the answers',
      access: 'member',
      isReadOnly: true,
      options: which,
      async run(request, values) {
        const poll = await meantPoll(deps, request, values.poll);
        const caller = await deps.people.of(request.groupId, request.caller);
        const isTheirs = request.isOrganiser || caller.id === poll.openedById;
        const isNamed = poll.namesFor === 'everyone' || isTheirs;
        const meetingUrl = await urlOf(deps, request, poll);
        const document = doc(
          ...pollCard(poll, request, { can: request.can, meetingUrl }).children,
          ...(isNamed && poll.namesFor === 'organisers'
            ? [
                p(strong(`For organisers and ${poll.openedByName} alone:`)),
                timesList(poll, request, { isNamed }),
              ]
            : []),
          poll.state === 'open' ? p(...bestWords(poll, request)) : undefined,
          isTheirs && isUndecided(poll) ? p(answeredWords(poll, request.now)) : undefined,
        );
        return whisper(document, {
          files: await pictureOf(deps, poll, { now: request.now, isNamed }),
          buttons: request.can.buttons ? pollButtons(poll, request) : [],
        });
      },
    }),
    command({
      name: 'poll schedule',
      description: 'Makes a meeting of a poll: at its best time, or at another',
      access: 'member',
      bare: 'poll',
      options: {
        ...which,
        time: {
          type: 'integer',
          description: 'Which time, by its number; the best if left out',
          min: 1,
          max: 10,
        },
      },
      async confirm(request, values) {
        const { poll } = await own(request, values.poll);
        const { number, at, counts } = timeOf(poll, values.time, request.now);
        return {
          document: doc(
            p('Make ', strong(poll.name), ' on ', strong(time(at, request.zone)), '?'),
            p(`Time ${number}: ${countWords({ counts })}. ${answeredWords(poll, request.now)}`),
            p('It is announced, has its reminders, agenda and minutes, and those who answered are told.'),
          ),
          label: 'Schedule it',
          style: 'success',
          values: { ...pinned(poll), time: number },
        };
      },
      async run(request, values) {
        const { poll } = await own(request, values.poll);
        return await schedule(deps, request, { poll, number: timeOf(poll, values.time, request.now).number });
      },
    }),
    command({
      name: 'poll remind',
      description: 'Reminds in private those who have not answered, each once',
      access: 'member',
      options: which,
      async run(request, values) {
        const { poll } = await own(request, values.poll);
        if (poll.state !== 'open')
          throw new UserError(`Poll ${poll.number} is closed: nobody can answer now.`);
        const reminded = await store.remind(poll, request.now);
        if (reminded > 0) {
          const words = reminded === 1 ? '1 person who has' : `${reminded} people who have`;
          return whisper(doc(p(`I remind ${words} not answered, in private.`)));
        }
        throw new UserError(
          missing(poll, request.now).length === 0
            ? `Everybody has answered. \`/poll show poll:${poll.number}\` shows what fits.`
            : `Everybody who has not answered was reminded already, which is done once. \`/poll show poll:${poll.number}\` shows what fits.`,
        );
      },
    }),
    command({
      name: 'poll close',
      description: 'Closes a poll before its time, so that its answers stay as they are',
      access: 'member',
      options: which,
      async confirm(request, values) {
        const { poll } = await own(request, values.poll);
        refuseClosed(poll);
        return {
          document: doc(
            p('Close ', strong(`poll ${poll.number}: ${poll.name}`), ' now? Nobody can answer it then.'),
            p(answeredWords(poll, request.now)),
          ),
          label: 'Close it',
          style: 'danger',
          values: pinned(poll),
        };
      },
      async run(request, values) {
        const { poll, caller } = await own(request, values.poll);
        refuseClosed(poll);
        if (!(await store.close(poll, { by: caller.name, now: request.now })))
          throw new UserError(
            `Poll ${poll.number} has just been closed. \`/poll show poll:${poll.number}\` shows what fits.`,
          );
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
        reason: { type: 'string', description: 'Why, for those who answered', max: 300, mayBeNone: true },
      },
      async confirm(request, values) {
        const { poll } = await own(request, values.poll);
        return {
          document: doc(
            p(
              'Withdraw ',
              strong(`poll ${poll.number}: ${poll.name}`),
              `${questionMark(poll.name)} No meeting comes of it.`,
            ),
            p(answeredWords(poll, request.now)),
          ),
          label: 'Withdraw it',
          style: 'danger',
          values: pinned(poll),
        };
      },
      async run(request, values) {
        const { poll, caller } = await own(request, values.poll);
        const reason = values.reason === undefined ? undefined : cleanedLine(values.reason) || undefined;
        if (!(await store.withdraw(poll, { by: caller.name, reason, now: request.now })))
          throw new UserError(
            `Poll ${poll.number} has just ended. \`/poll show poll:${poll.number}\` shows what fits.`,
          );
        return whisper(doc(p(`Poll ${poll.number} is withdrawn.`)));
      },
    }),
    command({
      name: 'poll settings',
      description: 'Says who may open polls and make meetings of them',
      access: 'organiser',
      options: {
        openers: {
          type: 'string',
          description: 'Who, beside organisers',
          choices: [
            { name: 'organisers only', value: 'organiser' },
            { name: 'all members', value: 'member' },
          ],
        },
      },
      async confirm({ groupId }, { openers }) {
        const before = openersSetting(await store.openers(groupId));
        if (openers === undefined) return undefined;
        return asksToChange({
          before: [before],
          after: [openersSetting(openers)],
          usual: [openersSetting('organiser')],
        });
      },
      async run(request, { openers }) {
        if (openers !== undefined) {
          const to = openers === 'member' ? 'member' : 'organiser';
          await store.changeOpeners(request.groupId, to, (before) =>
            request.refuseOther?.(
              overwrittenBy({ before: [openersSetting(before)], after: [openersSetting(to)] }),
            ),
          );
        }
        const who = (await store.openers(request.groupId)) === 'member' ? 'All members' : 'Organisers';
        return whisper(
          doc(p(`${who} may open polls with `, code('/meeting poll'), ' and make meetings of their own.')),
        );
      },
    }),
  ];
}

const openersSetting = (who: string): Setting => [
  'Who may open polls',
  who === 'member' ? 'all members' : 'organisers',
];

/** Builds the button. */
export function followingActions(deps: PollsDeps): Action[] {
  return [
    {
      name: 'polls/schedule',
      args: ['id', 'count'],
      access: 'member',
      async run(request, [id, number]) {
        const poll = await pollById(deps, request, id);
        await refuseForeign(deps, request, poll);
        refuseEnded(poll);
        return await schedule(deps, request, { poll, number: Number(number) });
      },
    },
  ];
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
  if (!meeting)
    throw new UserError(`Poll ${poll.number} has just ended. \`/poll show poll:${poll.number}\` says how.`);
  return whisper(
    doc(
      p(strong(meeting.name), ' is set for ', time(meeting.startsAt, request.zone), ' and announced.'),
      p('Those who answered are told in private, each in their own time.'),
    ),
  );
}

async function urlOf(deps: PollsDeps, request: Request, poll: Poll): Promise<string | undefined> {
  const meeting =
    poll.meetingId === undefined ? undefined : await deps.meeting(request.groupId, poll.meetingId);
  const links = meeting ? await deps.links(keyOf(meeting, 'announcement')) : [];
  return (links.find(({ platform }) => platform === request.platform) ?? links[0])?.url;
}
