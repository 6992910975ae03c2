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
import type { Fitting, Outcome, Triaged } from '../work.ts';
import { daysWords, noteBlocks, titled } from './line.ts';

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

/** Up to three things with why, and how to take one. */
export function fittingCard(
  found: readonly Fitting[],
  spec: {
    sought: WorkKind;
    guide: string | undefined;
    hasRepository: boolean;
    hasButtons: boolean;
    isKnown: boolean;
    /** What they like. */
    topics: readonly string[];
    /** What is to be said of how they were read. */
    notes: readonly string[];
  },
): Document {
  const { sought } = spec;
  const notes = noteBlocks(spec.notes);
  if (found.length === 0)
    return doc(p(wording.none[sought], code(wording.other[sought]), ' looks elsewhere.'), notes);
  const [first] = found;
  const kind = sought === 'pulls' ? 'prs' : 'issues';
  return doc(
    heading(2, wording.title[sought]),
    spec.topics.length > 0 && !found.some(({ isLiked }) => isLiked)
      ? p(`I found nothing about ${spec.topics.join(', ')}; these may suit you all the same.`)
      : undefined,
    list(
      ...found.map(
        (one): Inline[] => sentence`${titled(one, { ...spec, longestTitle: 120 })} · ${one.why.join(', ')}`,
      ),
    ),
    p(
      wording.taking[sought],
      ...(spec.hasButtons || !first
        ? []
        : [' Take one: ', code(`${wording.typed[sought]}${first.number} repository:${first.repo}`)]),
    ),
    spec.guide === undefined ? undefined : p`How to begin: ${link(spec.guide, spec.guide)}`,
    spec.isKnown
      ? undefined
      : p`${em('To be shown what suits you better:')}
          ${code(`/${kind} for-me about:"translations, tutorial" login:your-name`)}`,
    notes,
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
  const { now, left, done } = spec;
  if (!issue)
    return doc(
      p(done.length === 0 ? 'Nothing is left to look at.' : 'That was the last one. Thank you!'),
      triageNotes(done),
      noteBlocks(spec.notes),
    );
  const { comments: count } = issue;
  const comments = count === undefined ? '' : ` · ${count === 0 ? 'no comments' : counted(count, 'comment')}`;
  return doc(
    heading(2, ...titled(issue, { hasRepository: true, longestTitle: 200 })),
    p(
      `By ${issue.author} · ${daysWords(daysBetween(issue.createdAt, now))} old${comments}${spec.taker !== undefined ? ` · ${spec.taker} works on it` : issue.isTaken ? ' · somebody is at it' : ''}${issue.labels.length > 0 ? ` · ${issue.labels.join(', ')}` : ''}`,
    ),
    spec.hasButtons
      ? undefined
      : p(
          'What becomes of it: ',
          code(`/issues triage number:${issue.number} repository:${issue.repo} outcome:do`),
          ', or ',
          Object.keys(outcomeWords)
            .filter((outcome) => outcome !== 'do')
            .join(', '),
          ' in place of ',
          code('do'),
          '.',
        ),
    p(em(left === 1 ? 'The last one.' : `${left} to look at, with this one.`)),
    triageNotes(done),
    noteBlocks(spec.notes),
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
