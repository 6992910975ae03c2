// A pull request's timeline and checks as facts: who did what, and when as far as GitHub knows.
import { z } from 'zod';
import { ghost, type PullDetails, type TimelineFact } from '../../core/github/pull-request.ts';

export { ghost };

/** An instant. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** Who did something; null where the account is gone. */
export const actor = z.object({ __typename: z.string().optional(), login: z.string() }).nullish();

/** What a connection holds, without what GitHub keeps back: each node, or all of them. */
export function nodes<T extends z.ZodType>(of: T) {
  return z
    .array(of.nullable())
    .nullish()
    .transform((all) => (all ?? []).filter((one) => one !== null));
}

/** A connection as far as GitHub tells it: its nodes, which have these fields. */
export function connection<S extends z.ZodRawShape>(fields: S) {
  return z.object({ nodes: nodes(z.object(fields)) }).nullish();
}

const commit = z.object({
  oid: z.string().nullish(),
  messageHeadline: z.string().nullish(),
  committedDate: instant.nullish(),
  author: z.object({ name: z.string().nullish(), user: actor }).nullish(),
});

const event = z.looseObject({
  __typename: z.string(),
  createdAt: instant.optional(),
  submittedAt: instant.nullish(),
  author: actor,
  actor,
  label: z.object({ name: z.string() }).nullish(),
  commit: commit.nullish(),
  reviewed: z.object({ oid: z.string() }).nullish(),
  afterCommit: z.object({ oid: z.string() }).nullish(),
});

const checkSuite = z.object({
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  updatedAt: instant.nullish(),
  app: z.object({ slug: z.string() }).nullish(),
});

/** The timeline of a pull request, as far as it was asked for. */
export const timelineItems = z.object({ nodes: nodes(event) }).nullish();
type Timeline = z.infer<typeof timelineItems>;

/** The head with the check suites on it. */
export const headCommits = connection({
  commit: commit.extend({
    checkSuites: z.object({ nodes: z.array(checkSuite.nullable()).nullish() }).nullish(),
  }),
});

type HeadCommits = z.infer<typeof headCommits>;

const kinds: Readonly<Record<string, TimelineFact['kind']>> = {
  PullRequestCommit: 'commit',
  HeadRefForcePushedEvent: 'force-push',
  PullRequestReview: 'review',
  IssueComment: 'comment',
  LabeledEvent: 'labeled',
  UnlabeledEvent: 'unlabeled',
  ReviewRequestedEvent: 'review-requested',
  ReadyForReviewEvent: 'ready',
  ConvertToDraftEvent: 'draft',
  ReopenedEvent: 'reopened',
  ReviewDismissedEvent: 'dismissed',
};

/**
 * The events of a pull request against `base`, oldest first; commits keep GitHub's order, in which they build on each other, whatever
 * their dates say. Its head comes first where so much was said since that it is not among them.
 */
export function eventsOf(
  { timelineItems, commits }: { timelineItems?: Timeline; commits?: HeadCommits },
  base: string,
): TimelineFact[] {
  const told = timelineItems?.nodes ?? [];
  const head = commits?.nodes.at(-1)?.commit;
  const isCut = head?.oid && !told.some((one) => one.commit?.oid === head.oid);
  const all = isCut ? [{ __typename: 'PullRequestCommit', commit: head }, ...told] : told;
  const found = all.flatMap((one) => eventOf(one, base));
  let newest = 0;
  const placed = found.map((fact) => {
    if (fact.kind !== 'commit') return { fact, place: fact.at.getTime() };
    newest = Math.max(newest, fact.at.getTime());
    return { fact, place: newest };
  });
  return placed.sort((one, other) => one.place - other.place).map(({ fact }) => fact);
}

function eventOf(node: z.infer<typeof event>, base: string): TimelineFact[] {
  const kind = kinds[node.__typename];
  const isCommit = kind === 'commit';
  // A review may have been begun long before it was sent.
  const at = isCommit ? node.commit?.committedDate : (node.submittedAt ?? node.createdAt);
  if (kind === undefined || !at) return [];
  const who = node.author ?? node.actor ?? node.commit?.author?.user;
  const by = who?.login ?? node.commit?.author?.name ?? ghost;
  const commit = node.afterCommit?.oid ?? node.reviewed?.oid ?? node.commit?.oid;
  const isBaseMerge = isCommit && mergesBase(node.commit?.messageHeadline ?? '', base);
  return [
    {
      kind,
      by,
      isBot: isBot(by, who?.__typename),
      at,
      ...(node.label && { label: node.label.name }),
      ...(commit && { commit }),
      ...(isBaseMerge && { isBaseMerge }),
    },
  ];
}

/** As "Update branch" and `git merge` write it: `Merge branch 'main' into x`, `Merge remote-tracking branch 'upstream/main'`. */
function mergesBase(headline: string, base: string): boolean {
  const name = /^Merge (?:remote-tracking )?branch '(?<name>[^']+)'/u.exec(headline)?.groups?.name;
  return (
    name !== undefined &&
    base !== '' &&
    (name === base || name.endsWith(`/${base}`) || name.endsWith(`:${base}`))
  );
}

/** When the checks that have not finished last changed; undefined where there are none, or nobody tells. */
export function checksAtOf(commits: HeadCommits): Date | undefined {
  const suites = commits?.nodes.at(-1)?.commit.checkSuites?.nodes ?? [];
  return suites
    .flatMap((one) => (one && one.status !== 'COMPLETED' && one.updatedAt) || [])
    .reduce<Date | undefined>((last, at) => (last && last > at ? last : at), undefined);
}

/**
 * Whether GitHub Actions wait for somebody to let them run: a newcomer's runs end with ACTION_REQUIRED before they
 * begin, protected ones are WAITING. The same from other apps asks the author (a DCO, for instance).
 */
export function workflowsOf(commits: HeadCommits): PullDetails['workflows'] {
  const suites = commits?.nodes.at(-1)?.commit.checkSuites?.nodes;
  if (!suites) return 'unknown';
  const isHeld = suites.some(
    (one) =>
      one?.app?.slug === 'github-actions' &&
      (one.conclusion === 'ACTION_REQUIRED' || one.status === 'WAITING'),
  );
  return isHeld ? 'held' : 'free';
}

/** Bots are a type of their own. Those that are ordinary accounts are known by name, to whoever knows the project. */
export function isBot(login: string, type: string | undefined): boolean {
  return type === 'Bot' || login.endsWith('[bot]');
}
