// What somebody is told of a vote in private: that theirs is missing, that it does not count there, or not any more.

import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  strong,
  time,
} from '../../core/document.ts';
import type { Button } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import { exampleOf, hasOptions } from './choices.ts';
import type { Vote } from './facts.ts';
import { droppedWords, isOpen } from './rules.ts';
import { ballotWords, optionList, type Shown, voteButtons } from './views.ts';

/** A vote that somebody is reminded of, and the address of its page for them. */
interface Missing {
  readonly vote: Vote;
  readonly url: string | undefined;
}

/** The private reminder: of one vote, or of several that close about then. */
export function reminderDocument(
  missing: readonly Missing[],
  shown: Pick<Shown, 'zone' | 'now'>,
  { buttons }: { readonly buttons: boolean },
): Document {
  const [only] = missing;
  if (missing.length === 1 && only) return oneReminder(only, shown, { buttons });
  const hasMajority = missing.some(({ vote }) => vote.rule === 'majority');
  return doc(
    heading(2, `Your vote is missing: ${missing.length} votes`),
    list(
      ...missing.map(({ vote, url }): Inline[] => [
        strong(`Vote ${vote.number}:`),
        ` ${vote.question} · closes `,
        time(vote.closesAt, shown.zone),
        '.',
        ...(buttons ? [] : [' Answer with ', castWords(vote), '.']),
        ...(url === undefined ? [] : [' ', link(url, 'A page of your own')]),
      ]),
    ),
    p`${buttons ? 'A button below opens each. ' : ''}This is the only reminder of
      them.${hasMajority ? ' An abstention counts for the quorum too.' : ''}`,
  );
}

/** What can be pressed below a reminder: the choices of the only vote, or each vote to be opened. */
export function reminderButtons(votes: readonly Vote[], now: Date): Button[] {
  const [only] = votes;
  if (votes.length === 1 && only) return voteButtons(only, now);
  return votes.slice(0, mostButtons).map((vote) => ({
    label: shortened(`Vote ${vote.number}: ${vote.question}`, 80),
    action: 'votes/show',
    args: [String(vote.id)],
    style: 'primary',
  }));
}

const mostButtons = 20;

export const castWords = (vote: Vote): Inline =>
  code(`/vote cast vote:${vote.number} choice:"${exampleOf(vote)}"`);

/** Tells somebody who had voted that nothing was counted, and where the question goes on. */
export function droppedDocument(
  vote: Vote,
  after: { readonly next: Vote | undefined; readonly zone: string; readonly buttons: boolean },
): Document {
  const { next, zone, buttons } = after;
  const reason = vote.endReason === undefined ? '' : ` ${vote.endReason}`;
  return doc(
    heading(2, `Your vote in vote ${vote.number} does not count any more`),
    p(strong(vote.question)),
    p(`It was ${droppedWords(vote)}. Nothing was counted, and your ballot is deleted.${reason}`),
    next === undefined
      ? p('There is nothing to do.')
      : p(`Vote ${next.number} takes its place: `, strong(next.question)),
    next?.state === 'open' &&
      p`It is open until
        ${time(next.closesAt, zone)}${buttons ? '' : ['; vote with ', castWords(next)]}.`,
  );
}

function oneReminder(
  { vote, url }: Missing,
  { zone, now }: Pick<Shown, 'zone' | 'now'>,
  { buttons }: { readonly buttons: boolean },
): Document {
  return doc(
    heading(2, `Your vote is missing: ${vote.question}`),
    hasOptions(vote.rule) && optionList(vote),
    p`Vote ${vote.number} closes ${time(vote.closesAt, zone)}.`,
    isOpen(vote, now) && !buttons && p('Answer with ', castWords(vote), '.'),
    url !== undefined && p(link(url, 'Vote on a page of your own'), '; the link is yours alone.'),
    p(
      `This is the only reminder.${vote.rule === 'majority' ? ' An abstention counts for the quorum too.' : ''}`,
    ),
  );
}

/** Says that what somebody wrote in the topic of a vote is no ballot, and how to give one. */
export function uncountedDocument(vote: Vote, hasVoted: boolean): Document {
  return doc(
    p(
      vote.isSecret
        ? `What you wrote below vote ${vote.number} looks like a ballot. The vote is secret, and that post is public: it does not count. Please delete it.`
        : `What you wrote below vote ${vote.number} looks like a ballot, but I count only what is said to me: it does not count.`,
    ),
    p(
      hasVoted ? 'Your earlier vote stands; to change it, ' : 'To vote, ',
      ...(vote.isSecret
        ? ['answer here with ', castWords(vote)]
        : ['begin the post with my name, or answer here with ', castWords(vote)]),
      '. If you only talked, there is nothing to do; I say this once.',
    ),
  );
}

/** Tells somebody who edited their ballot on the forum that it counts as it was sent. */
export function editedDocument(vote: Vote, choice: string): Document {
  return doc(
    p`You edited what you wrote below vote ${vote.number}. I count a ballot as it was sent, so your vote is
      still: ${strong(ballotWords(vote, choice))}.`,
    p`To change it, write a new post that begins with my name, or answer here with ${castWords(vote)}. If you
      meant no other vote, there is nothing to do; I say this once.`,
  );
}
