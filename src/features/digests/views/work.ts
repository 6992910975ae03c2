// Something to do, for one person; and issues that are looked at together, one by one.

import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  link,
  list,
  p,
  sentence,
} from '../../../core/document.ts';
import type { Issue } from '../../../core/github/pull-request.ts';
import type { Button, LinkButton } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { daysBetween } from '../rules.ts';
import { type Fitting, type Interests, type Outcome, outcomes, type Triaged } from '../work.ts';
import { areOfSeveral, daysWords, noteBlocks, titled } from './line.ts';

/** What is looked for: issues to solve, issues that one answer would help, or pull requests to review. */
export type WorkKind = 'issues' | 'answers' | 'pulls';

const wording = {
  title: {
    issues: 'Something for you to work on',
    answers: 'Somebody waits for one answer',
    pulls: 'Something for you to review',
  },
  none: {
    issues: 'I found no open issue that is free just now. ',
    answers: 'No issue that I know of just needs an answer. ',
    pulls: 'No pull request waits for a reviewer just now. ',
  },
  other: { issues: '/prs for-me', answers: '/issues for-me', pulls: '/issues for-me' },
  take: { issues: 'Take', answers: 'Take', pulls: "I'll review" },
  taking: {
    issues: 'What you take is kept for you for a week, so that nobody else starts the same.',
    answers:
      'Answer on GitHub, as well as you can; "I see it too" helps as well. Take one if it needs more time.',
    pulls:
      'What you take is kept for you for a week. Everybody may review; a friendly look at words and links helps.',
  },
  typed: { issues: '/issues take number:', answers: '/issues take number:', pulls: '/prs review number:' },
};

/** What became of an issue, as the button and the notes say it. */
export const outcomeWords: Readonly<Record<Outcome, { readonly label: string; readonly note: string }>> = {
  do: { label: 'Worth doing', note: 'worth doing, who wants to?' },
  decide: { label: 'Needs a decision', note: 'needs a decision' },
  ask: { label: 'Ask the author', note: 'ask the author for more' },
  close: { label: 'Can be closed', note: 'can be closed' },
  later: { label: 'Later', note: 'looked at, later' },
};

/** Up to three things with why, and how to take one; `notes` say how they were read. */
export function fittingCard(
  found: readonly Fitting[],
  shown: {
    readonly sought: WorkKind;
    readonly guide: string | undefined;
    readonly interests: Interests;
    readonly hasButtons: boolean;
    readonly notes: readonly string[];
  },
): Document {
  const { sought, guide, interests, hasButtons, notes } = shown;
  const [first] = found;
  if (!first)
    return doc(p(wording.none[sought], code(wording.other[sought]), ' looks elsewhere.'), noteBlocks(notes));
  const { topics, login } = interests;
  const kind = sought === 'pulls' ? 'prs' : 'issues';
  const style = { hasRepository: areOfSeveral(found), longestTitle: 120 };
  const typed = code(`${wording.typed[sought]}${first.number} repository:${first.repo}`);
  return doc(
    heading(2, wording.title[sought]),
    topics.length > 0 &&
      !found.some(({ isLiked }) => isLiked) &&
      p(`I found nothing about ${topics.join(', ')}; these may suit you all the same.`),
    list(...found.map((one): Inline[] => sentence`${titled(one, style)} · ${one.why.join(', ')}`)),
    p(wording.taking[sought], ...(hasButtons ? [] : [' Take one: ', typed])),
    guide !== undefined && p`How to begin: ${link(guide, guide)}`,
    login !== undefined || topics.length > 0
      ? undefined
      : p`${em('To be shown what suits you better:')}
          ${code(`/${kind} for-me about:"translations, tutorial" login:your-name`)}`,
    noteBlocks(notes),
  );
}

/** A button for each, to take it. */
export function fittingButtons(found: readonly Fitting[], sought: WorkKind): Button[] {
  return found.map(({ repo, number }) => ({
    label: `${wording.take[sought]} #${number}`,
    action: sought === 'pulls' ? 'digests/claim' : 'digests/work',
    args: [repo, String(number)],
    style: 'primary',
  }));
}

/** One issue to look at together, with what was decided so far. */
export function triageCard(
  issue: Issue | undefined,
  spec: {
    now: Date;
    left: number;
    done: readonly Triaged[];
    hasButtons: boolean;
    notes: readonly string[];
    taker?: string | undefined;
  },
): Document {
  const { now, left, done, taker } = spec;
  const notes = [...triageNotes(done), ...noteBlocks(spec.notes)];
  if (!issue)
    return doc(
      p(done.length === 0 ? 'Nothing is left to look at.' : 'That was the last one. Thank you!'),
      notes,
    );
  const { author, createdAt, comments, isTaken, labels, repo, number } = issue;
  const facts = [
    `By ${author}`,
    `${daysWords(daysBetween(createdAt, now))} old`,
    ...(comments === undefined ? [] : [comments === 0 ? 'no comments' : counted(comments, 'comment')]),
    ...(taker !== undefined ? [`${taker} works on it`] : isTaken ? ['somebody is at it'] : []),
    ...(labels.length > 0 ? [labels.join(', ')] : []),
  ];
  const [usual, ...others] = outcomes;
  const typed = code(`/issues triage number:${number} repository:${repo} outcome:${usual}`);
  return doc(
    heading(2, ...titled(issue, { hasRepository: true, longestTitle: 200 })),
    p(facts.join(' · ')),
    !spec.hasButtons && p`What becomes of it: ${typed}, or ${others.join(', ')} in place of ${code(usual)}.`,
    p(em(left === 1 ? 'The last one.' : `${left} to look at, with this one.`)),
    notes,
  );
}

/** For each outcome a button. */
export function triageButtons(issue: Pick<Issue, 'repo' | 'number' | 'url'>): (Button | LinkButton)[] {
  const args = [issue.repo, String(issue.number)];
  return [
    ...Object.entries(outcomeWords).map(
      ([outcome, { label }]): Button => ({
        label,
        action: 'digests/triage',
        args: [...args, outcome],
        style: outcome === 'do' ? 'primary' : 'secondary',
      }),
    ),
    { label: 'Open it', url: issue.url },
  ];
}

/** What was decided, as notes. */
export function triageNotes(done: readonly Triaged[]): Block[] {
  if (done.length === 0) return [];
  return [
    heading(3, `Looked at together (${done.length})`),
    list(
      ...done.map(
        (one): Inline[] => sentence`${titled(one, { hasRepository: true, longestTitle: 120 })}:
          ${outcomeWords[one.outcome].note}`,
      ),
    ),
  ];
}
