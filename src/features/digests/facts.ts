// What the feature keeps: watches, runs with the digest they made, claims of reviewers, and the rota.
import { z } from 'zod';
import type { PlaceId } from '../../core/publication.ts';
import type { Facts } from '../../storage/rows.ts';
import { numbersShape } from './numbers.ts';

const texts = z.array(z.string());

/** The parts of a digest, in their order; each pull request stands in one of them. */
export const sectionNames = [
  'ready to merge',
  'waiting for a first review',
  'waiting for another review',
  'waiting on the author',
  'waiting for a decision',
  'waiting for checks',
  'stuck',
  'translations',
  'not ready',
  'by bots',
] as const;

/** The name of a part. */
export type SectionName = (typeof sectionNames)[number];

/** Which pull requests a digest is about, and how it tells of them. */
export const scopeShape = z.object({
  /** `owner/name`. */
  repositories: texts,
  /** At least one of these labels. */
  anyOf: texts.default([]),
  allOf: texts.default([]),
  noneOf: texts.default([]),
  /** Globs such as `Doc/**`: at least one file must fit one of them. */
  paths: texts.default([]),
  hasDrafts: z.boolean().default(true),
  minAgeDays: z.number().default(0),
  /** Globs of translated files; what touches them has a part of its own. */
  translations: texts.default([]),
  /** Labels of the issues for the meeting's agenda: all of them; none means the pull requests' labels. */
  issues: texts.default([]),
  /** Parts to show; none means all. */
  sections: z.array(z.enum(sectionNames)).default([]),
  /** How many of a part the short digest shows. */
  top: z.number().default(5),
  /** What comes when nothing changed since the last time: one line, nothing, or all of it again. */
  unchanged: z.enum(['line', 'nothing', 'all']).default('line'),
  /** Those that are private and are told where everybody reads all the same, as an organiser said. */
  openly: texts.default([]),
  /**
   * What each was when a watch last read it: its name, and its number in GitHub's database, by which another one of that name is
   * known. (The ids of GraphQL, which were kept before, change their form.)
   */
  seen: z
    .record(z.string(), z.object({ name: z.string(), id: z.number().optional().catch(undefined) }))
    .default({}),
});

/** See `scopeShape`. */
export type Scope = z.infer<typeof scopeShape>;

const date = z.iso.datetime().transform((text) => new Date(text));

/** What names a pull request or an issue. */
const named = {
  repo: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: z.string(),
};

/** One pull request in a digest. */
const lineShape = z.object({
  ...named,
  waitingOn: z.enum(['reviewer', 'author', 'merger', 'maintainer', 'ci', 'decision', 'nobody']),
  who: texts,
  since: date,
  why: z.string(),
  createdAt: date,
  humanAt: date,
  /** Undefined when it is not known. */
  size: z.enum(['XS', 'S', 'M', 'L', 'XL']).optional(),
  isFirstTimer: z.boolean(),
  labels: texts,
});

/** See `lineShape`. */
export type Line = z.infer<typeof lineShape>;

const ended = z.object({ ...named, isMerged: z.boolean(), isByBot: z.boolean().optional() });

const issue = z.object({ ...named, createdAt: date, labels: texts });

/** A digest as it was made: it stays the same however often it is shown. */
export const digestShape = z.object({
  generatedAt: date,
  /** Whether all its repositories are public; false when one is not, absent when not all could tell. */
  isPublic: z.boolean().optional(),
  /** Since when changes are counted. */
  since: date.optional(),
  /** Whether changes are counted whatever they touch, though the pull requests are those on some paths. */
  isOfAllPaths: z.boolean().optional(),
  /** When the digest before was made, if everything stands as it did then. */
  unchangedSince: date.optional(),
  totals: z.object({
    open: z.number(),
    /** Undefined when nobody could tell. */
    opened: z.number().optional(),
    merged: z.number().optional(),
    closed: z.number().optional(),
    /** How many were open the last time. */
    openBefore: z.number().optional(),
  }),
  sections: z.array(z.object({ name: z.enum(sectionNames), prs: z.array(lineShape) })),
  ended: z.array(ended),
  /** Issues with the wanted labels: how many there are, and the oldest. */
  issues: z.object({ total: z.number(), issues: z.array(issue) }).optional(),
  /** The numbers of the month that ended, with the first digest after it. */
  numbers: numbersShape.optional(),
  /** Those of its repositories in which nothing can be changed any more. */
  archived: texts.optional(),
  /** What could not be read, each in a sentence. */
  missing: texts,
  cost: z.object({ requests: z.number(), points: z.number() }),
});

/** See `digestShape`. */
export type Digest = z.infer<typeof digestShape>;

/** A digest to be made again and again; its schedule is as it was typed. */
export interface Watch extends Omit<Facts<'watch'>, 'scope' | 'chosen' | 'topics' | 'createdAt'> {
  readonly scope: Scope;
  /** Places of its own, instead of the group's on their platforms. */
  readonly chosen: readonly PlaceId[];
  /** Where there are topics: one for each digest, one that grows, or nothing. */
  readonly topics: 'each' | 'one' | 'none';
}

/** One making of a digest: of a watch, or for somebody who asked. */
export interface Run extends Omit<Facts<'digestRun'>, 'scope' | 'state' | 'digest'> {
  /** `dropped`: the next one came before it could be made. */
  readonly state: 'pending' | 'read' | 'dropped';
  readonly scope: Scope;
}

/** Somebody's word to review a pull request, or to work on an issue. */
export interface Claim extends Omit<Facts<'reviewClaim'>, 'kind'> {
  readonly kind: 'review' | 'work';
}

/** The numbers of one digest. */
export interface Count extends Pick<Facts<'digestRun'>, 'opened' | 'merged' | 'closed'> {
  readonly at: Date;
  readonly open: number;
  /** Whether it was made by a watch; the others' changes are counted from the watch's on, and so again. */
  readonly isWatched: boolean;
}
