// A pull request as JSON, as it is kept from one reading to the next.
import { z } from 'zod';

const date = z.iso.datetime().transform((text) => new Date(text));
const texts = z.array(z.string());

/**
 * See `PullRequest`. What an older Docent knew of reviews was not whose word counts, so `workflows`, which it did not know,
 * must be there: else the pull request is read again.
 */
export const pullShape = z.object({
  id: z.string(),
  repo: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: z.string(),
  isByBot: z.boolean().exactOptional(),
  isFirstTimer: z.boolean(),
  createdAt: date,
  updatedAt: date,
  isDraft: z.boolean(),
  labels: texts,
  head: z.string(),
  headSeenAt: date.exactOptional(),
  lines: z.number().exactOptional(),
  fileCount: z.number().exactOptional(),
  mergeable: z.enum(['mergeable', 'conflicting', 'unknown']),
  decision: z.enum(['approved', 'changes-requested', 'review-required', 'none']),
  checks: z.enum(['passed', 'failed', 'pending', 'none']),
  isInMergeQueue: z.boolean().exactOptional(),
  isAutoMerged: z.boolean().exactOptional(),
  isArchived: z.boolean().exactOptional(),
  gone: z.enum(['account', 'fork']).exactOptional(),
  details: z
    .object({
      reviews: z.array(
        z.object({
          by: z.string(),
          isBot: z.boolean().exactOptional(),
          state: z.enum(['approved', 'changes-requested']),
          at: date,
          commit: z.string(),
        }),
      ),
      requested: texts,
      events: z.array(
        z.object({
          kind: z.enum([
            'commit',
            'force-push',
            'comment',
            'review',
            'review-requested',
            'ready',
            'draft',
            'labeled',
            'unlabeled',
            'reopened',
            'dismissed',
          ]),
          by: z.string(),
          isBot: z.boolean(),
          at: date,
          label: z.string().exactOptional(),
          commit: z.string().exactOptional(),
          isBaseMerge: z.boolean().exactOptional(),
        }),
      ),
      workflows: z.enum(['held', 'free', 'unknown']),
      files: texts,
    })
    .exactOptional(),
});
