// Looking at polls, reminding of them, and who may open them.
import { asksToChange, overwrittenBy, type Setting } from '../../../../core/command/changes.ts';
import { type Command, command, option } from '../../../../core/command.ts';
import { code, doc, p, strong } from '../../../../core/document.ts';
import { UserError } from '../../../../core/errors.ts';
import { whisper } from '../../../../core/reply.ts';
import type { PollsDeps } from '../deps.ts';
import { meetingOf, pictureOf } from '../presenters.ts';
import { isUndecided, missing } from '../rules.ts';
import { bestWords, missingWords, timesList } from '../standing-views.ts';
import { pollButtons, pollCard, pollList } from '../views.ts';
import { meantPoll, ownPoll, pollOption } from './lookup.ts';

/** Builds the commands. */
export function followingCommands(deps: PollsDeps): Command[] {
  const { store } = deps;
  const which = { poll: pollOption(deps) };
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
        const caller = await deps.people.knownOrNew(request.groupId, request.caller);
        const isTheirs = request.isOrganiser || caller.id === poll.openedById;
        const isNamed = poll.namesFor === 'everyone' || isTheirs;
        const { platform } = request;
        const came = await meetingOf(deps, poll, { links: deps.links, platform });
        const document = doc(
          ...pollCard(poll, request, { can: request.can, meetingUrl: came?.url }).children,
          isNamed &&
            poll.namesFor === 'organisers' && [
              p(strong(`For organisers and ${poll.openedByName} alone:`)),
              timesList(poll, request, { isNamed }),
            ],
          poll.state === 'open' && p(...bestWords(poll, request)),
          isTheirs && isUndecided(poll) && p(missingWords(poll, request.now)),
        );
        return whisper(document, {
          files: await pictureOf(deps, poll, { now: request.now, isNamed }),
          buttons: request.can.buttons ? pollButtons(poll, request) : [],
        });
      },
    }),
    command({
      name: 'poll remind',
      description: 'Reminds in private those who have not answered, each once',
      access: 'member',
      options: which,
      async run(request, values) {
        const { poll } = await ownPoll(deps, request, values.poll);
        if (poll.state !== 'open')
          throw new UserError(`Poll ${poll.number} is closed: nobody can answer now.`);
        const reminded = await store.remind(poll, request.now);
        if (reminded > 0) {
          const words = reminded === 1 ? '1 person who has' : `${reminded} people who have`;
          return whisper(p(`I remind ${words} not answered, in private.`));
        }
        throw new UserError(
          missing(poll, request.now).length === 0
            ? `Everybody has answered. \`/poll show poll:${poll.number}\` shows what fits.`
            : `Everybody who has not answered was reminded already, which is done once. \`/poll show poll:${poll.number}\` shows what fits.`,
        );
      },
    }),
    command({
      name: 'poll settings',
      description: 'Says who may open polls and make meetings of them',
      access: 'organiser',
      options: {
        openers: option.choice('Who, beside organisers', {
          organiser: 'organisers only',
          member: 'all members',
        }),
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
          await store.changeOpeners(request.groupId, openers, (before) =>
            request.refuseOther?.(
              overwrittenBy({ before: [openersSetting(before)], after: [openersSetting(openers)] }),
            ),
          );
        }
        const who = (await store.openers(request.groupId)) === 'member' ? 'All members' : 'Organisers';
        return whisper(
          p(`${who} may open polls with `, code('/meeting poll'), ' and make meetings of their own.'),
        );
      },
    }),
  ];
}

const openersSetting = (who: string): Setting => [
  'Who may open polls',
  who === 'member' ? 'all members' : 'organisers',
];
