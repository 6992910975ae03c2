// The record of decisions as it is shown, and as files: one decision in Markdown, all of them in Markdown or JSON.
import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  list,
  p,
  strong,
  time,
  typed,
} from '../../core/document.ts';
import { given } from '../../core/given.ts';
import { markdownFile, markdownPieces } from '../../core/markdown/file.ts';
import { jsonFile } from '../../core/text/cleaned.ts';
import { slugOf } from '../../core/text/slug.ts';
import { localReading } from '../../core/time.ts';
import type { Decision, Vote } from './facts.ts';

/** One decision. */
export function decisionDocument(decision: Decision, zone: string): Document {
  const source = decision.source === '' ? '' : ` (${decision.source})`;
  const recorded = decision.recordedBy === undefined ? '' : `, recorded by ${decision.recordedBy}`;
  const { amendedAt } = decision;
  const amended = amendedAt ? [' Its words were changed ', time(amendedAt, zone, 'date'), '.'] : '';
  return doc(
    heading(2, `Decision ${decision.number}: ${decision.title}`),
    ...successionWords(decision).map((words) => p(strong(words))),
    decision.text !== '' && typed(decision.text),
    p`${em('Decided')} ${time(decision.decidedAt, zone, 'date')}${source}${recorded}.${amended}`,
  );
}

/** So many decisions stand in a list. */
const mostListed = 30;

/** The record in a list, newest first. */
export function decisionList(decisions: readonly Decision[], zone: string): Document {
  const left = decisions.length - mostListed;
  return doc(
    heading(2, 'Decisions'),
    decisions.length === 0
      ? p`Nothing is recorded yet. A member writes down what was agreed: ${code('/decision record')}.`
      : list(
          ...decisions
            .slice(0, mostListed)
            .map((one): Inline[] => [
              strong(`${one.number}.`),
              ' ',
              one.title,
              ' · ',
              time(one.decidedAt, zone, 'date'),
              one.supersededBy === undefined ? '' : ` · superseded by ${one.supersededBy}`,
            ]),
        ),
    left > 0 &&
      p`And ${left} earlier: ${code('/decision list search:…')} finds them, and ${code('/decision export')}
        has all.`,
  );
}

/** The name of a new decision's file in its folder: `0012-take-in-translators.md`. */
export function decisionFile({ number, title }: Pick<Decision, 'number' | 'title'>): string {
  const words = slugOf(title);
  return `${String(number).padStart(4, '0')}${words === '' ? '' : `-${words}`}.md`;
}

/** One decision as Markdown, with what people typed as text, and its days as they were in the group's zone. */
export function decisionMarkdown(decision: Decision, zone: string): string {
  return `${markdownFile(doc(...decisionBlocks(decision, 1, zone)))}\n`;
}

function decisionBlocks(decision: Decision, depth: 1 | 2, zone: string): Block[] {
  const { number, title, text, decidedAt, source, recordedBy, amendedAt } = decision;
  const day = (at: Date) => localReading(at, zone).localDate;
  return [
    heading(depth, `Decision ${number}: ${title}`),
    p(
      `Decided on ${day(decidedAt)}${source === '' ? '' : ` by ${source}`}${
        recordedBy === undefined ? '' : `, recorded by ${recordedBy}`
      }.${amendedAt === undefined ? '' : ` Its words were last changed on ${day(amendedAt)}.`}`,
    ),
    ...successionWords(decision).map((words) => p(words)),
    ...typed(text),
  ];
}

/** What a decision replaced, and what replaced it, each in a sentence. */
function successionWords({ supersedes, supersededBy }: Decision): string[] {
  return [
    ...(supersededBy === undefined ? [] : [`Superseded by decision ${supersededBy}.`]),
    ...(supersedes === undefined ? [] : [`It takes the place of decision ${supersedes}.`]),
  ];
}

/** The whole record, oldest first, piece by piece. */
export function recordMarkdown(
  decisions: readonly Decision[],
  group: { readonly name: string; readonly zone: string },
): Iterable<string> {
  const all = decisions.toSorted((a, b) => a.number - b.number);
  const blocks = all.flatMap((one) => decisionBlocks(one, 2, group.zone));
  return markdownPieces(
    doc(
      heading(1, `Decisions of ${group.name}`),
      ...(blocks.length === 0 ? [p('Nothing is recorded yet.')] : blocks),
    ),
  );
}

/** The whole record as JSON, oldest first. */
export function recordJson(decisions: readonly Decision[]): string {
  const all = decisions
    .toSorted((a, b) => a.number - b.number)
    // What is undefined is left out.
    .map((one) => ({
      number: one.number,
      title: one.title,
      text: one.text,
      decidedAt: one.decidedAt,
      source: one.source,
      vote: one.voteNumber,
      recordedBy: one.recordedBy,
      amendedAt: one.amendedAt,
      supersedes: one.supersedes,
      supersededBy: one.supersededBy,
    }));
  return jsonFile(all);
}

/** What a closed vote exports. */
export function exported(vote: Vote) {
  const nameOf = (personId: number | undefined) =>
    vote.electors.find((elector) => elector.personId === personId)?.name;
  const ballots = vote.ballots.map(({ personId, choice, reason }) => ({
    ...given({ voter: vote.isSecret ? undefined : nameOf(personId) }),
    choice,
    ...given({ reason }),
  }));
  const key = (one: (typeof ballots)[number]) => JSON.stringify([one.voter, one.choice, one.reason]);
  return {
    vote: vote.number,
    question: vote.question,
    rule: vote.rule,
    options: vote.options,
    // How many options are elected, where it is not one.
    ...(vote.seats !== undefined && { seats: vote.seats }),
    quorumPercent: vote.quorumPercent,
    isSecret: vote.isSecret,
    openedAt: vote.openedAt.toISOString(),
    closedAt: (vote.closedAt ?? vote.closesAt).toISOString(),
    verdict: vote.verdict ?? '',
    // The number of the vote that it took the place of.
    amends: vote.amends,
    // How many might vote; of an open vote, who.
    electors: vote.electors.length,
    ...(!vote.isSecret && { voters: vote.electors.map(({ name }) => name) }),
    ballots: ballots.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
  };
}
