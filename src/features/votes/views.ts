// What a vote looks like while it is open and after; of a secret one, nothing but how many have voted until it is counted.

import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  list,
  numbered,
  p,
  quote,
  sentence,
  strong,
  time,
} from '../../core/document.ts';
import type { Capabilities } from '../../core/publication.ts';
import type { Button } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import {
  choicesOf,
  choiceWords,
  exampleOf,
  hasOptions,
  needsReason,
  numbersOn,
  optionName,
  recuse,
} from './choices.ts';
import { count } from './counting.ts';
import type { Ballot, Vote } from './facts.ts';
import { countWords, detailsOf, electedWords, orderWords, quorumWords, ruleWords } from './result-words.ts';
import { bareVerdict, droppedWords, isOpen, verdictWords, votedIn } from './rules.ts';

/** What a vote is shown with. */
export interface Shown {
  readonly zone: string;
  readonly now: Date;
  /** The number of the decision that came of it. */
  readonly decision?: number | undefined;
}

/** The title of a vote's topic: 15 to 255 characters. */
export function voteTitle({ number, question }: Pick<Vote, 'number' | 'question'>): string {
  const title = `Vote ${number}: ${question}`;
  if (title.length < 15) return `${title} (the group decides)`;
  return shortened(title, 200);
}

/** The options of a vote by their numbers; one that was taken away keeps its own. */
export function optionList({ options }: Pick<Vote, 'options'>): Block {
  return numbered(...options.map((option) => [option || '(withdrawn)']));
}

/** The card of a vote: the question, the rule, how to vote, and how it stands. */
export function voteCard(vote: Vote, shown: Shown, can: Pick<Capabilities, 'buttons'>): Document {
  return doc(
    heading(2, `Vote ${vote.number}: ${vote.question}`),
    vote.details !== '' && quote(...detailsOf(vote)),
    hasOptions(vote.rule) && optionList(vote),
    p(ruleWords(vote), vote.quorumPercent > 0 ? ` Quorum: ${vote.quorumPercent} %.` : '', votersWords(vote)),
    vote.amends !== undefined && p(`It takes the place of vote ${vote.amends}.`),
    ...standing(vote, shown, can),
    p(em(`${vote.state === 'proposed' ? 'Proposed' : 'Opened'} by ${vote.openedByName}.`)),
  );
}

/** Whom it asks, where that is not everybody with a vote. */
function votersWords({ voters }: Pick<Vote, 'voters'>): string {
  return voters === '' ? '' : ` Only members with the tag "${voters}" vote.`;
}

function standing(vote: Vote, shown: Shown, can: Pick<Capabilities, 'buttons'>): Block[] {
  switch (vote.state) {
    case 'proposed':
      return [
        p`${strong('It waits for a second.')} A member other than the proposer opens it with
          ${code(`/vote second vote:${vote.number}`)}, until ${time(vote.closesAt, shown.zone)}.`,
      ];
    case 'open':
      return openBlocks(vote, shown, can);
    case 'closed':
      return [
        p(
          strong(`The vote ${verdictWords[vote.verdict ?? 'failed']}.`),
          shown.decision === undefined ? '' : ` It is decision ${shown.decision}.`,
        ),
      ];
    case 'withdrawn':
    case 'amended':
      return [p(...endedWords(vote))];
    default:
      return vote.state satisfies never;
  }
}

function endedWords(vote: Vote): Inline[] {
  const next =
    vote.amendedBy === undefined ? '' : ` Vote ${vote.amendedBy} takes its place; please vote there.`;
  const reason = vote.endReason === undefined ? '' : ` ${vote.endReason}`;
  return [strong(`This vote was ${droppedWords(vote)}.`), ` Nothing was counted.${reason}${next}`];
}

function openBlocks(vote: Vote, { zone, now }: Shown, can: Pick<Capabilities, 'buttons'>): Block[] {
  const voted = votedIn(vote);
  if (now >= vote.closesAt)
    return [
      p`${strong('Closed')} ${time(vote.closesAt, zone)}: ${voted} of ${vote.electors.length} had voted then,
        as far as I have read. It is counted as soon as I have read what was written in time.`,
    ];
  return [
    p`${strong('Open until')} ${time(vote.closesAt, zone)}, or until everybody has voted: ${voted} of
      ${vote.electors.length} have. You can change your vote until then.`,
    ...(can.buttons ? [] : [howToType(vote)]),
    ...(vote.isSecret
      ? [p('It is secret: nobody is shown who voted what, and what was voted is shown when it is closed.')]
      : ballotBlocks(vote, vote.ballots)),
  ];
}

function howToType(vote: Vote): Block {
  const words = code(`/vote cast vote:${vote.number} choice:"${exampleOf(vote)}"`);
  return vote.isSecret
    ? p`To vote, send me a private message with ${words}. What is written here is public and does not count.`
    : p`To vote, write ${words}.`;
}

/** Who voted what, where everybody may know it, and why. */
function ballotBlocks(vote: Vote, ballots: readonly Ballot[]): Block[] {
  const nameOf = ({ personId }: Ballot) =>
    vote.isSecret ? undefined : vote.electors.find((one) => one.personId === personId)?.name;
  const lines = ballots
    .filter((ballot) => !vote.isSecret || ballot.reason !== undefined)
    .map((ballot): { key: string; line: Inline[] } => {
      const name = nameOf(ballot);
      const words = ballotWords(vote, ballot.choice);
      const line: Inline[] = [
        name === undefined ? words : `${name}: ${words}`,
        ...(ballot.reason === undefined ? [] : [`, ${ballot.reason}`]),
      ];
      return { key: [name, words, ballot.reason].join('\n'), line };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return lines.length === 0 ? [] : [list(...lines.map(({ line }) => line))];
}

/** A ballot in words: options by their names. */
export function ballotWords(vote: Pick<Vote, 'rule' | 'options'>, choice: string): string {
  const numbers = numbersOn(choice);
  if (!hasOptions(vote.rule) || numbers.length === 0) return choiceWords(choice);
  const names = numbers.map((number) => optionName(vote.options, number));
  return names.join(vote.rule === 'ranked' ? ' > ' : ', ');
}

/** What can be pressed below a vote. */
export function voteButtons(vote: Vote, now: Date): Button[] {
  if (vote.state === 'proposed' && now < vote.closesAt)
    return [{ label: 'Second', action: 'votes/second', args: [String(vote.id)], style: 'primary' }];
  if (!isOpen(vote, now)) return [];
  const out: Button = button(vote, recuse, 'Recuse myself');
  if (hasOptions(vote.rule)) {
    const label = vote.rule === 'ranked' ? 'Rank the options' : 'Choose options';
    return [{ label, action: 'votes/choose', args: [String(vote.id)], style: 'primary' }, out];
  }
  return [...choicesOf(vote.rule).map((choice) => button(vote, choice, choiceWords(choice))), out];
}

function button(vote: Vote, choice: string, label: string): Button {
  return {
    label,
    action: needsReason(choice) ? 'votes/reason' : 'votes/cast',
    args: [String(vote.id), choice],
    style: choice === '+1' || choice === 'yes' ? 'success' : needsReason(choice) ? 'danger' : 'secondary',
  };
}

/** What came out: the rule, the count, the quorum and the verdict. */
export function resultDocument(vote: Vote, shown: Shown): Document {
  const tally = count(vote, vote.ballots, vote.electors.length);
  const gone = vote.electors.filter(({ leftAt, hasVoted }) => leftAt !== undefined && !hasVoted).length;
  const counting =
    vote.quorumPercent > 0 ? ` and still ${gone === 1 ? 'counts' : 'count'} for the quorum` : '';
  const elected = electedWords(vote, tally);
  const decided = shown.decision === undefined ? '' : ` This is decision ${shown.decision}.`;
  return doc(
    heading(2, `Vote ${vote.number} ${verdictWords[tally.verdict]}`),
    p(strong(vote.question)),
    elected !== '' && p(strong(elected)),
    vote.amends !== undefined && p(`It took the place of vote ${vote.amends}.`),
    list(
      [strong('Rule:'), ' ', ruleWords(vote), votersWords(vote)],
      [strong(vote.rule === 'ranked' ? 'On ballots:' : 'Count:'), ' ', countWords(vote, tally)],
      ...(hasOptions(vote.rule) ? [[strong('Order:'), ' ', orderWords(vote, tally)]] : []),
      sentence`${strong('Quorum:')} ${quorumWords(vote, tally)}${gone > 0 ? ` ${gone} left the group before voting${counting}.` : ''}`,
      [strong('Verdict:'), ' ', `${bareVerdict(tally.verdict)}.`, ...verdictReason(vote, tally.verdict)],
    ),
    ...ballotBlocks(vote, vote.ballots),
    p`Closed ${time(vote.closedAt ?? vote.closesAt, shown.zone)}${closedWords(vote, gone)}${decided}
      Members can count it again with ${code(`/vote export vote:${vote.number}`)}.`,
  );
}

function closedWords({ endedBy }: Vote, gone: number): string {
  if (endedBy === 'all') return `, since everybody ${gone > 0 ? 'still in the group ' : ''}had voted.`;
  return endedBy === undefined ? '.' : `, before its time, by ${endedBy}.`;
}

function verdictReason({ rule, concerns, ballots }: Vote, verdict: Vote['verdict']): Inline[] {
  if (verdict === 'tooFew' && rule === 'charter') return [' A charter vote needs two +1 at least.'];
  if (verdict === 'tooFew') return [' Nobody voted for anything.'];
  // An order that something else goes by.
  if (verdict === 'tied' && concerns !== undefined && hasOptions(rule))
    return [' What is tied shares a place; the order stands.'];
  if (verdict === 'partly') return [' What is left of the seats can be voted on: ', code('/vote open'), '.'];
  if (verdict === 'tied' || verdict === 'noQuorum')
    return [' Nothing is decided; it can be voted on again', ...anew(concerns)];
  if (verdict !== 'vetoed' && verdict !== 'objected') return [];
  // Who was forgotten took their words along.
  if (!ballots.some(({ reason }) => reason !== undefined)) return [];
  return concerns === undefined
    ? [' Its reason is below; a changed question may meet it', ...anew(concerns)]
    : [' Its reason is below.'];
}

const anew = (concerns: string | undefined): Inline[] =>
  concerns === undefined ? [': ', code('/vote open'), '.'] : ['.'];
