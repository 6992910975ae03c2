// Looking at votes, reminding, having them counted and withdrawing them, and taking them away as files.

import { type Command, command, option, type Request } from '../../../core/command.ts';
import { code, type Document, doc, p, questionMark, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { jsonFile } from '../../../core/text/cleaned.ts';
import { choiceWords, recuse } from '../choices.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote, VoteLine } from '../facts.ts';
import { voteList } from '../list-views.ts';
import { exported } from '../record.ts';
import { droppedWords, isRunning, toRemind, votedIn } from '../rules.ts';
import { resultDocument, voteButtons, voteCard } from '../views.ts';
import { meantVote, ownVote, readableVotes, refuseEnded, voteOption } from './lookup.ts';

/** Builds the commands. */
export function followingCommands(deps: VotesDeps): Command[] {
  const { store } = deps;
  const which = { vote: voteOption(deps) };
  return [
    command({
      name: 'vote list',
      description: 'Lists the votes that are open, and the last ones that are over',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        return whisper(voteList(await readableVotes(deps, request), request));
      },
    }),
    command({
      name: 'vote show',
      description: 'Shows a vote: how it stands, or what came out',
      access: 'everyone',
      isReadOnly: true,
      options: which,
      async run(request, { vote: typed }) {
        const all = await readableVotes(deps, request);
        const isAnyOpen = all.some(isRunning);
        const fits = (vote: VoteLine) => (isAnyOpen ? isRunning(vote) : vote.id === all[0]?.id);
        const vote = await meantVote(deps, request, typed, fits);
        const decision = vote.state === 'closed' ? await store.decisionOf(vote.id) : undefined;
        const shown = { zone: request.zone, now: request.now, decision: decision?.number };
        if (vote.state === 'closed') return whisper(resultDocument(vote, shown));
        const buttons = request.can.buttons ? voteButtons(vote, request.now) : [];
        return whisper(voteCard(vote, shown, request.can), { buttons });
      },
    }),
    command({
      name: 'vote close',
      description: 'Counts a vote in which all have voted or whose time is over; never before',
      access: 'member',
      options: which,
      async run(request, values) {
        const vote = await meantVote(deps, request, values.vote, isRunning);
        refuseEnded(vote);
        refuseUnopened(vote);
        const came = await store.close(vote, request.now);
        if (came === 'early') return whisper(tooEarly(vote, request.zone), { isError: true });
        const after = await store.vote(request.groupId, vote.id);
        return whisper(after ? resultDocument(after, request) : doc(p(`Vote ${vote.number} is closed.`)));
      },
    }),
    command({
      name: 'vote withdraw',
      description: 'Ends a vote without counting it',
      access: 'member',
      bare: 'vote',
      options: {
        ...which,
        reason: option.text('Why, for those who voted', { max: 300, mayBeNone: true }),
      },
      async confirm(request, values) {
        const { vote } = await withdrawable(deps, request, values);
        return {
          document: doc(
            p`Withdraw ${strong(`vote ${vote.number}: ${vote.question}`)}${questionMark(vote.question)}
              Nothing is counted.`,
            p(`${votedIn(vote)} of ${vote.electors.length} have voted.`),
          ),
          label: 'Withdraw it',
          style: 'danger',
          values: { vote: String(vote.number) },
        };
      },
      async run(request, values) {
        const { vote, by, reason } = await withdrawable(deps, request, values);
        if (!(await store.withdraw(vote, { by, now: request.now, ...(reason && { reason }) })))
          throw new UserError(
            `Vote ${vote.number} has just ended. \`/vote show vote:${vote.number}\` shows what came out.`,
          );
        return whisper(p(`Vote ${vote.number} is withdrawn: nothing was counted.`));
      },
    }),
    command({
      name: 'vote remind',
      description: 'Reminds in private those who have not voted, each once',
      access: 'member',
      options: which,
      async run(request, { vote: typed }) {
        const { vote } = await ownVote(deps, request, typed);
        refuseUnopened(vote);
        const reminded = await store.remind(vote, request.now);
        if (reminded > 0)
          return whisper(
            p(`I remind ${reminded} in private who ${reminded === 1 ? 'has' : 'have'} not voted.`),
          );
        const isDone = toRemind(vote.electors.map(({ remindedAt, ...one }) => one)).length === 0;
        const why = isDone
          ? 'Everybody has voted.'
          : 'Everybody who has not voted was reminded already, which is done once.';
        throw new UserError(`${why} \`/vote show vote:${vote.number}\` shows how it stands.`);
      },
    }),
    command({
      name: 'vote export',
      description: 'Hands out a closed vote as a file, so that anybody can count it again',
      access: 'member',
      isReadOnly: true,
      options: which,
      async run(request, { vote: typed }) {
        const vote = await meantVote(deps, request, typed, ({ state }) => state === 'closed');
        if (vote.state !== 'closed')
          throw new UserError(
            isRunning(vote)
              ? `Vote ${vote.number} was not counted yet, so there is nothing to check.`
              : `Vote ${vote.number} was ${droppedWords(vote)}. Nothing was counted, so there is nothing to check.`,
          );
        const content = Buffer.from(jsonFile(exported(vote)));
        return whisper(
          p`The ballots of vote ${vote.number} are in the file${vote.isSecret ? ', without names' : ''}.
            ${choiceWords(recuse)} ones are not counted.`,
          { files: [{ name: `vote-${vote.number}.json`, content }] },
        );
      },
    }),
  ];
}

/** What may be withdrawn, and why: others who voted read that. Throws a UserError when it may not, or it is not said why. */
async function withdrawable(
  deps: VotesDeps,
  request: Request,
  values: { readonly vote: string | undefined; readonly reason: string | undefined },
) {
  const { vote, by } = await ownVote(deps, request, values.vote);
  const reason = values.reason?.trim();
  const others = vote.electors.filter(({ hasVoted, personId }) => hasVoted && personId !== by.id).length;
  if (reason || others === 0) return { vote, by, reason };
  throw new UserError(
    `${others} ${others === 1 ? 'other has' : 'others have'} voted in vote ${vote.number} and should read why nothing is counted: \`/vote withdraw vote:${vote.number} reason:"…"\`.`,
  );
}

/** Whoever could choose the moment of counting could choose the result. */
function tooEarly(vote: Vote, zone: string): Document {
  const { number, closesAt, electors } = vote;
  return doc(
    p`Vote ${number} is counted ${time(closesAt, zone)}, or as soon as all have voted: ${votedIn(vote)} of
      ${electors.length} have. Nobody counts it earlier, so that nobody chooses the moment.`,
    p`${code(`/vote remind vote:${number}`)} reminds the others; ${code(`/vote withdraw vote:${number}`)} ends
      it without a result.`,
  );
}

function refuseUnopened(vote: Vote): void {
  if (vote.state === 'proposed')
    throw new UserError(`Vote ${vote.number} waits for a second; it is not open yet.`);
}
