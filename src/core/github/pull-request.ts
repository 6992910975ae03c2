// Pull requests and issues as facts, and what reads them from where they live.
import { z } from 'zod';
import type { IssueLabels, PullLabels } from './pull-labels.ts';

/** Stands for an account that is gone. */
export const ghost = 'ghost';

const date = z.iso.datetime().transform((text) => new Date(text));
const texts = z.array(z.string()).readonly();

const reviewShape = z.object({
  by: z.string(),
  /** Whether the account is of the type of a bot. */
  isBot: z.boolean().exactOptional(),
  state: z.enum(['approved', 'changes-requested']),
  at: date,
  /** The commit that was looked at. */
  commit: z.string(),
});

/** What a review of somebody who may merge decided; comments, and what others say, decide nothing. */
export type ReviewFact = Readonly<z.infer<typeof reviewShape>>;

const timelineShape = z.object({
  /** Of a `commit` no more is known than what its committer says; a `force-push` is seen by GitHub itself. */
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
  /** The commit that it is, that was pushed, or that was reviewed. */
  commit: z.string().exactOptional(),
  /** Whether the commit only brings the base branch in. */
  isBaseMerge: z.boolean().exactOptional(),
});

/** Something that happened to a pull request; `label` is that of `labeled` and `unlabeled`. */
export type TimelineFact = Readonly<z.infer<typeof timelineShape>>;

const outlineShape = z.object({
  /** What GitHub calls it for ever. */
  id: z.string(),
  /** `owner/name`. */
  repo: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: z.string(),
  /** Whether the author's account is of the type of a bot. */
  isByBot: z.boolean().exactOptional(),
  isFirstTimer: z.boolean(),
  createdAt: date,
  /** Moves with every edit, bulk edits too: tells that something changed, never that somebody was there. */
  updatedAt: date,
  isDraft: z.boolean(),
  labels: texts,
  head: z.string(),
  /** The branch that it goes into, where that is not the repository's usual one. */
  base: z.string().exactOptional(),
  /** The latest at which this head can have been pushed: when it was first seen in the place of another. */
  headSeenAt: date.exactOptional(),
  /** Lines added and removed; undefined when not known. */
  lines: z.number().exactOptional(),
  fileCount: z.number().exactOptional(),
  mergeable: z.enum(['mergeable', 'conflicting', 'unknown']),
  decision: z.enum(['approved', 'changes-requested', 'review-required', 'none']),
  checks: z.enum(['passed', 'failed', 'pending', 'none']),
  /** Whether it stands in the repository's merge queue. */
  isInMergeQueue: z.boolean().exactOptional(),
  /** Whether GitHub merges it by itself once nothing that is required is missing. */
  isAutoMerged: z.boolean().exactOptional(),
  /** Whether its repository is archived, so that nothing about it can change. */
  isArchived: z.boolean().exactOptional(),
  /** What is gone of its author's, so that they cannot change it any more: their account, or the fork that it comes from. */
  gone: z.enum(['account', 'fork']).exactOptional(),
});

/** How a pull request stands by what is read for all of them at once. */
export type PullOutline = Readonly<z.infer<typeof outlineShape>>;

const detailsShape = z.object({
  /** The newest decision of each reviewer who may merge. */
  reviews: z.array(reviewShape).readonly(),
  /** Who is asked for a review: logins, and teams as `team docs`. */
  requested: texts,
  /** The newest events, oldest first; commits in the order in which they build on each other. */
  events: z.array(timelineShape).readonly(),
  /** The open pull request of the same author on whose branch it is built. */
  below: z.number().exactOptional(),
  /** Whether workflows wait for somebody with write access to let them run. */
  workflows: z.enum(['held', 'free', 'unknown']),
  /** When checks that have not finished were last heard of, such as when they were begun once more. */
  checksAt: date.exactOptional(),
  /** Paths, at most the first 100. */
  files: texts,
});

/** What takes a look at the single pull request. */
export type PullDetails = Readonly<z.infer<typeof detailsShape>>;

/**
 * A pull request as JSON, as it is kept from one reading to the next. What an older Docent knew of reviews was not whose word
 * counts, so `workflows`, which it did not know, must be there: else the pull request is read again.
 */
export const pullShape = outlineShape.extend({ details: detailsShape.exactOptional() });

/** A pull request; `details` are known only of those that were looked at one by one, and absent when they could not be read. */
export interface PullRequest extends Readonly<z.infer<typeof pullShape>> {
  /** What became of one that is not open any more; a list holds none of these. */
  readonly ended?: 'merged' | 'closed';
}

/** A pull request or an issue, as it is named. */
export interface WorkItem {
  /** `owner/name`. */
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
}

/** A pull request or an issue, with who opened it. */
interface AuthoredItem extends WorkItem {
  readonly author: string;
}

/** A pull request that is no longer open. */
export interface EndedPull extends AuthoredItem {
  /** Undefined when it was not told. */
  readonly endedAt?: Date;
  readonly isByBot?: boolean;
  readonly isMerged: boolean;
}

/** What happened since an instant; the list holds at most the last hundred of each kind, and what is in `PullQuery.around`. */
export interface PullChanges {
  readonly opened: number;
  readonly merged: number;
  readonly closed: number;
  readonly ended: readonly EndedPull[];
}

/** An issue; a list holds open ones alone. */
export interface Issue extends AuthoredItem {
  readonly createdAt: Date;
  readonly labels: readonly string[];
  /** How many comments it has; undefined when that was not asked. */
  readonly comments?: number;
  /** Whether somebody is at it: assigned to it, or with a pull request that names it. */
  readonly isTaken?: boolean;
  readonly isClosed?: boolean;
  /** Whether it was asked for where it was before it was transferred. */
  readonly isMoved?: boolean;
  /** Whether its repository is archived, so that nothing about it can change. */
  readonly isArchived?: boolean;
}

/** What reading cost. */
interface ReadingCost {
  readonly requests: number;
  /** GraphQL points. */
  readonly points: number;
}

/** Open issues: how many there are, and the oldest of them. */
export interface IssueList {
  readonly total: number;
  readonly issues: readonly Issue[];
}

/** What was read of one repository. */
export interface PullReading {
  /** The name that the repository has now. */
  readonly repo: string;
  /** The repository's number in GitHub's database, which it keeps under any name; undefined when that was not told. */
  readonly id?: number;
  /** Whether everybody may see it; undefined when that was not told. */
  readonly isPublic?: boolean;
  /** Whether nothing can be changed in it any more. */
  readonly isArchived?: boolean;
  readonly pulls: readonly PullRequest[];
  /** Undefined when it could not be told. */
  readonly changes?: PullChanges;
  /** The oldest ten, if they were asked for and could be read along with the rest. */
  readonly issues?: IssueList;
  /** What could not be read, each in a sentence. */
  readonly missing: readonly string[];
  readonly cost: ReadingCost;
}

/** Somebody who did something to a pull request. */
export interface Seen {
  readonly by: string;
  readonly isBot: boolean;
  readonly at: Date;
}

/** A pull request with who reviewed and commented it first, whatever became of it. */
export interface OpenedPull {
  readonly author: string;
  readonly isByBot: boolean;
  readonly isFirstTimer: boolean;
  readonly createdAt: Date;
  readonly reviews: readonly Seen[];
  readonly comments: readonly Seen[];
}

/** The pull requests that were opened in a month. */
export interface OpenedReading {
  /** The name that the repository has now. */
  readonly repo: string;
  readonly pulls: readonly OpenedPull[];
  /** Whether these are all. */
  readonly isWhole: boolean;
  readonly isPublic: boolean;
}

/** Which issues of a repository to read. */
export interface IssueQuery extends Named, IssueLabels {
  /** The newest fifty in place of the oldest. */
  readonly isNewestFirst?: boolean;
  /** Beside them the newest fifty with one of these labels too, where that can be asked at once. */
  readonly beside?: readonly string[];
}

/** Issues of one repository; `total` counts those that were asked for, not those beside them. */
export interface IssueReading extends IssueList {
  /** The name that the repository has now. */
  readonly repo: string;
  /** Whether it has issues switched off. */
  readonly isOff?: boolean;
  /** Whether nothing can be changed in it any more. */
  readonly isArchived?: boolean;
  /** Whether everybody may see the repository; undefined when that was not told. */
  readonly isPublic?: boolean;
  readonly cost: ReadingCost;
}

/** A page of a list as it was read before, to be asked for again with its ETag. */
export interface KnownPage {
  readonly etag: string;
  readonly pulls: readonly PullRequest[];
}

/** What was read before, so that only what changed is read again. */
export interface PullMemory {
  known(repo: string): Promise<readonly PullRequest[]>;
  /** Keeps what was read; called as pages arrive, so that a stopped reading goes on where it was. */
  keep(pulls: readonly PullRequest[]): Promise<void>;
  /** Forgets those with these ids: they are no longer open, or no longer meant. */
  forget(ids: readonly string[]): Promise<void>;
  knownPage(address: string): Promise<KnownPage | undefined>;
  keepPage(address: string, page: KnownPage): Promise<void>;
}

/** Which pull requests to read. */
export interface PullQuery extends Named {
  readonly among: PullLabels;
  /** Since when changes are counted. */
  readonly since?: Date;
  /** Until when, to a second: what was opened later is counted the next time. */
  readonly until?: Date;
  /** A span around `since`: what was merged and closed in it is counted and listed whole, so that what was told already can be left out. */
  readonly around?: { readonly from: Date; readonly until: Date };
  /** Issues to bring along, where that costs nothing more. */
  readonly issues?: IssueLabels;
  /** Of which a closer look is worth its price. */
  isWanted(outline: PullOutline): boolean;
}

/** How far a reading is. */
export type Progress = (done: number, total: number) => Promise<void>;

/** A repository that is asked about. */
export interface Named {
  readonly repository: string;
  /** Whether a private repository is to be treated as one that is not there, since strangers asked. */
  readonly isPublicOnly?: boolean;
  /** Its number in GitHub's database when it was read before: another one that has its name now is refused. */
  readonly id?: number | undefined;
}

/** A repository as it stands. */
export interface FoundRepository {
  /** `owner/name`, as it is written there; another than was asked for if it was renamed or moved. */
  readonly name: string;
  /** Whether nothing can be changed in it any more. */
  readonly isArchived: boolean;
  /** Whether nothing was ever pushed to it, so that nobody can open a pull request. */
  readonly isEmpty?: boolean;
}

/** What reads GitHub. All throw `OutsideError`. */
export interface PullSource {
  /** A repository by the name that it has now; undefined when there is none, or none to be seen. Throws `AnotherRepositoryError`. */
  findRepository(query: Named): Promise<FoundRepository | undefined>;
  /** Whether everybody may see a repository; false when there is none. Throws `AnotherRepositoryError`. */
  isPublic(query: Named): Promise<boolean>;
  /** The labels of a repository; undefined when they are not told, or too many to read all. */
  labels(repository: string): Promise<readonly string[] | undefined>;
  /** Whether a repository has a folder or file; `beside` is what stands at its top. Undefined when that is not told. */
  folder(spec: {
    readonly repository: string;
    readonly path: string;
  }): Promise<{ readonly isThere: boolean; readonly beside: readonly string[] } | undefined>;
  readPulls(query: PullQuery, memory: PullMemory, progress: Progress): Promise<PullReading>;
  /** One pull request, open or not; undefined when the repository has none of that number. */
  readPull(query: Named & { readonly number: number }): Promise<PullRequest | undefined>;
  readIssues(query: IssueQuery): Promise<IssueReading>;
  /** What was opened in a month (`2026-11`, in UTC). */
  readOpened(query: Named & Pick<PullQuery, 'among'> & { readonly month: string }): Promise<OpenedReading>;
  /** One issue, open or not; undefined when the repository has none of that number. */
  readIssue(query: Named & { readonly number: number }): Promise<Issue | undefined>;
}
