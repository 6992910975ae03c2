// What is kept of a pull request from one reading to the next comes back whole, or is read again.
import { expect, test } from 'vitest';
import {
  type PullDetails,
  type PullRequest,
  pullShape,
  type TimelineFact,
} from '../../../src/core/github/pull-request.ts';
import { day, pull, review } from './pulls.ts';

const event: Required<TimelineFact> = {
  kind: 'force-push',
  by: 'bob',
  isBot: false,
  at: day(5),
  label: 'docs',
  commit: 'head',
  isBaseMerge: true,
};
const details: PullDetails = {
  reviews: [{ ...review('bob', 'approved', 4), isBot: true }],
  requested: ['eve'],
  events: [event],
  files: ['Doc/tutorial.rst'],
  workflows: 'held',
  below: 7,
};
// Those that have ended are not kept.
const whole: Required<Omit<PullRequest, 'ended'>> = {
  ...pull(),
  lines: 12,
  fileCount: 1,
  isByBot: true,
  base: 'guide',
  headSeenAt: day(6),
  isInMergeQueue: true,
  isAutoMerged: true,
  isArchived: true,
  gone: 'fork',
  details,
};
const kept: unknown = JSON.parse(JSON.stringify(whole));

test('every fact of it is kept', () => {
  expect(pullShape.parse(kept)).toEqual(whole);
});

test('what was kept before it was known whose reviews count is not taken for it', () => {
  const { workflows: _, ...older } = details;
  expect(pullShape.safeParse({ ...JSON.parse(JSON.stringify({ ...whole, details: older })) }).success).toBe(
    false,
  );
});
