// How a project's words are written down: rules for labels as JSON, and presets of them.
import { z } from 'zod';

/**
 * What a label can mean, strongest first: of several on one pull request the first in this list decides.
 * `nobody`: it waits for something else, such as another pull request. `unfinished`: the author goes on with it by
 * themselves. `self-merge`: the author may merge it. `reviewed`: somebody looked, more is needed. `stale`: nobody
 * was there for long. `nothing`: the label has nothing to do with it, whatever others take it for.
 */
export const meanings = [
  'nobody',
  'unfinished',
  'decision',
  'author',
  'maintainer',
  'checks',
  'merger',
  'self-merge',
  'reviewer',
  'reviewed',
  'stale',
  'nothing',
] as const;

/** See `meanings`. */
export type Meaning = (typeof meanings)[number];

/** What one label means, or several that must be there together. */
export const labelRuleShape = z.object({
  /** Upper and lower case, spaces, hyphens and underscores are alike; `*` stands for anything. */
  labels: z.array(z.string()).min(1),
  means: z.enum(meanings),
  /** Why it waits, in a few words; the label's name if left out. */
  why: z.string().exactOptional(),
  /** Whether a push by people answers it although the label is still there: nobody takes it off at once. */
  isAnswerable: z.boolean().exactOptional(),
  /** Whether it holds although checks fail or conflicts are there: the project's own board leaves it where it is. */
  isFirm: z.boolean().exactOptional(),
  /** Whether it tells that somebody has reviewed it already; `reviewed` does, unless this says no. */
  isReviewed: z.boolean().exactOptional(),
  /** Whether it decides before conflicts and what else is the author's: nothing goes on without it. */
  isFirst: z.boolean().exactOptional(),
  /** Whether it decides only once no checks fail: a failure is the author's before. */
  isAfterChecks: z.boolean().exactOptional(),
  /** Whether it also tells that nobody was there for long. */
  isStale: z.boolean().exactOptional(),
});

/** See `labelRuleShape`. */
export type LabelRule = z.infer<typeof labelRuleShape>;

/** What a group says about its repositories, to be stored as JSON; it goes before everything else. */
export const saidVocabularyShape = z.object({
  labels: z.array(labelRuleShape).default([]),
  /** Logins of bots that are not known as such. */
  bots: z.array(z.string()).default([]),
  /** Where newcomers read how to begin. */
  guide: z.string().exactOptional(),
  /** Names of presets to use instead of those recognised. */
  presets: z.array(z.string()).exactOptional(),
});

/** See `saidVocabularyShape`. */
export type SaidVocabulary = z.infer<typeof saidVocabularyShape>;

/** A way of working that many repositories share. */
export interface Preset {
  readonly name: string;
  /** Each is a list of labels that together give it away. */
  readonly marks: readonly (readonly string[])[];
  /** Others have these too: only two of them give it away. */
  readonly faintMarks?: readonly (readonly string[])[];
  readonly rules: readonly LabelRule[];
  /** Whether labels alone say what may be merged: an approval on GitHub does not. */
  readonly isMergedByLabel?: boolean;
  /** Whether its board takes running checks for passed ones, or has some that run until the merge. */
  readonly isPendingNormal?: boolean;
  /** Whether a bot lets the workflows of newcomers run, and says with a label where it may not. */
  readonly isRunByBot?: boolean;
  /** What labels tell of drafts too; none if left out: a draft is its author's. */
  readonly labelsOfDrafts?: readonly Meaning[];
}
