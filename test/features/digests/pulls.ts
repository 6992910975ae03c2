// Pull requests as literals: an ordinary one, of which a test says what is different.
import type { PullDetails, PullRequest, TimelineFact } from '../../../src/core/github/pull-request.ts';

/** Noon of a day in November 2026. */
export const day = (of: number): Date => new Date(Date.UTC(2026, 10, of, 12));

/** An event by a human, on a day of November. */
export function event(kind: TimelineFact['kind'], by: string, on: number, label?: string): TimelineFact {
  return { kind, by, isBot: false, at: day(on), ...(label !== undefined && { label }) };
}

/** An event by a bot. */
export function botEvent(kind: TimelineFact['kind'], on: number, label?: string): TimelineFact {
  return { ...event(kind, 'bedevere-app', on, label), isBot: true };
}

/** A decision of a reviewer; of the head, unless another commit is named. */
export function review(by: string, state: 'approved' | 'changes-requested', on: number, commit = 'head') {
  return { by, state, at: day(on), commit } as const;
}

/** An open, mergeable pull request of Ada's of 1 November, with passed checks and nothing said about it. */
export function pull(
  change: Partial<Omit<PullRequest, 'details'>> & { details?: Partial<PullDetails> } = {},
): PullRequest {
  const { details, ...outline } = change;
  return {
    id: `PR_${outline.number ?? 1}`,
    repo: 'python/cpython',
    number: 1,
    title: 'Clarify the tutorial',
    url: `https://github.com/python/cpython/pull/${outline.number ?? 1}`,
    author: 'ada',
    isFirstTimer: false,
    createdAt: day(1),
    updatedAt: day(20),
    isDraft: false,
    labels: [],
    head: 'head',
    lines: 12,
    fileCount: 1,
    mergeable: 'mergeable',
    decision: 'review-required',
    checks: 'passed',
    ...outline,
    details: {
      reviews: [],
      requested: [],
      events: [event('commit', 'ada', 1)],
      files: ['Doc/tutorial.rst'],
      workflows: 'free',
      ...details,
    },
  };
}
