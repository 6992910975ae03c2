// One pull request as a card: whom it waits on and why, its reviews, and what happened last.

import {
  type Document,
  doc,
  em,
  heading,
  type Inline,
  list,
  p,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import type { PullRequest, TimelineFact } from '../../../core/github/pull-request.ts';
import type { Button, LinkButton } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { activityOf } from '../activity.ts';
import type { Claim } from '../facts.ts';
import { daysBetween, lineOf } from '../rules.ts';
import { type Vocabulary, vocabularyOf } from '../vocabulary.ts';
import { daysWords, titled } from './line.ts';

const onWords = {
  reviewer: 'a reviewer',
  author: 'the author',
  merger: 'somebody who may merge',
  maintainer: 'a maintainer',
  ci: 'the checks',
  decision: 'a decision',
  nobody: 'nobody for now',
} as const;

const happened: Readonly<Record<TimelineFact['kind'], string>> = {
  commit: 'pushed',
  'force-push': 'pushed anew',
  comment: 'commented',
  review: 'reviewed',
  'review-requested': 'asked for a review',
  ready: 'marked it ready',
  draft: 'made it a draft',
  labeled: 'labelled it',
  unlabeled: 'took off',
  reopened: 'reopened it',
  dismissed: 'dismissed a review',
};

/** The card. Nobody on it is mentioned. */
export function pullCard(
  pull: PullRequest,
  shown: { claim: Claim | undefined; now: Date; zone: string; words?: Vocabulary },
): Document {
  const { claim, now, zone, words = vocabularyOf(pull.labels) } = shown;
  const line = lineOf(pull, { words, now });
  const { people, isBot } = activityOf(pull, words);
  const reviews = (pull.details?.reviews ?? []).filter((one) => !isBot(one));
  const who = line.waitingOn === 'author' ? [] : line.who;
  const facts: Inline[][] = [
    pull.ended
      ? [strong(pull.ended === 'merged' ? 'Merged' : 'Closed'), ': it waits on nobody any more']
      : sentence`Waits on ${strong(pull.isArchived ? 'nobody' : onWords[line.waitingOn])}${who.length > 0 ? ` (${who.join(', ')})` : ''}:
        ${line.why}, since ${time(line.since, zone, 'date')}`,
    [
      `By ${pull.author}${line.isFirstTimer ? ', a first contribution 👋' : ''}, ${daysWords(daysBetween(pull.createdAt, now))} old`,
    ],
    ...(line.size
      ? [[`Size ${line.size}: ${counted(pull.lines, 'line')} in ${counted(pull.fileCount, 'file')}`]]
      : []),
    ...(pull.labels.length > 0 ? [[`Labels: ${pull.labels.join(', ')}`]] : []),
    ...reviews.map(
      ({ by, state, at, commit }): Inline[] => sentence`${by}
        ${state === 'approved' ? 'approved' : 'asked for changes'}${commit === pull.head ? '' : ' (an earlier commit)'}
        on ${time(at, zone, 'date')}`,
    ),
    ...(claim ? [[`${claim.name} reviews it, until `, time(claim.until, zone, 'date')]] : []),
  ];
  const last = people.slice(-3).toReversed();
  const events = last.map(({ by, kind, at, label }): Inline[] => [
    `${by} ${happened[kind]}${label === undefined ? '' : ` ${label}`}, `,
    time(at, zone, 'relative'),
  ]);
  return doc(
    heading(2, ...titled(pull, { hasRepository: true, longestTitle: 200 })),
    list(...facts),
    events.length > 0 && [p(em('Last:')), list(...events)],
  );
}

/** To claim it, or to open it. */
export function pullButtons(
  pull: Pick<PullRequest, 'repo' | 'number' | 'url' | 'ended' | 'isArchived'>,
): (Button | LinkButton)[] {
  const open: LinkButton = { label: 'Open it', url: pull.url };
  if (pull.ended || pull.isArchived) return [open];
  const args = [pull.repo, String(pull.number)];
  return [{ label: "I'll review", action: 'digests/claim', args, style: 'primary' }, open];
}
