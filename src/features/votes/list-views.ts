// Votes in a list: those that are open, and what became of the others.
import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  sentence,
  strong,
  time,
} from '../../core/document.ts';
import type { VoteLine } from './facts.ts';
import { bareVerdict, droppedWords, isRunning, stateWords } from './rules.ts';

/** So many votes that are over stand in a list. */
const mostOver = 15;

/** Votes in a list, the open ones first. */
export function voteList(votes: readonly VoteLine[], { zone, now }: { zone: string; now: Date }): Document {
  const open = votes.filter(isRunning);
  const ended = votes.filter((vote) => !open.includes(vote));
  const over = ended.slice(0, mostOver);
  const [next] = ended.slice(mostOver);
  const line = (vote: VoteLine): Inline[] => sentence`${strong(`Vote ${vote.number}:`)} ${vote.question} ·
    ${standing(vote, { zone, now })}`;
  return doc(
    heading(2, 'Votes'),
    open.length === 0
      ? p`No vote is open. A member opens one: ${code('/vote open')}.`
      : list(...open.map(line)),
    over.length > 0 && [p(strong('Over')), list(...over.map(line))],
    next && p('Earlier ones by their numbers: ', code(`/vote show vote:${next.number}`), '.'),
  );
}

function standing(vote: VoteLine, { zone, now }: { zone: string; now: Date }): Inline[] {
  const { state, amends, amendedBy } = vote;
  const earlier = amends === undefined ? '' : `; it takes the place of vote ${amends}`;
  if (state === 'open')
    return now < vote.closesAt
      ? ['open until ', time(vote.closesAt, zone), earlier]
      : ['closed ', time(vote.closesAt, zone), ' and being counted', earlier];
  if (state === 'closed') return [bareVerdict(vote.verdict ?? 'failed')];
  if (state === 'proposed') return [stateWords.proposed, earlier];
  const later = amendedBy === undefined ? '' : `; vote ${amendedBy} takes its place`;
  return [droppedWords(vote), later];
}
