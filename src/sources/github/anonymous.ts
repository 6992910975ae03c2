// Without a token: REST's search, which tells neither reviews nor checks, conflicts, sizes or files.
import { z } from 'zod';
import { BoundedMap } from '../../core/bounded-map.ts';
import { OutsideError } from '../../core/errors.ts';
import type {
  Issue,
  IssueQuery,
  IssueReading,
  Named,
  Progress,
  PullMemory,
  PullQuery,
  PullReading,
  PullRequest,
  PullSource,
} from '../../core/github/pull-request.ts';
import { isoSeconds } from '../../core/time.ts';
import { type Client, type GitHubAccess, githubClient } from './client.ts';
import { instant } from './events.ts';
import { GoneError, unseen } from './failures.ts';
import { foundIn } from './found.ts';
import { issueSearch, openSearch } from './queries.ts';
import { isFirstTimer } from './shapes.ts';

const label = z.union([z.string(), z.object({ name: z.string().nullish() }).transform(({ name }) => name)]);
const item = z.object({
  node_id: z.string().nullish(),
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  user: z.object({ login: z.string(), type: z.string().nullish() }).nullish(),
  author_association: z.string().nullish(),
  draft: z.boolean().nullish(),
  labels: z
    .array(label)
    .default([])
    .transform((all) => all.flatMap((name) => name ?? [])),
  created_at: instant,
  updated_at: instant,
});
const repositoryShape = z
  .object({ id: z.number(), full_name: z.string(), archived: z.boolean().nullish() })
  .transform(({ id, full_name, archived }) => ({
    databaseId: id,
    nameWithOwner: full_name,
    isArchived: archived,
  }));
type Repository = z.infer<typeof repositoryShape>;
const found = z.object({
  total_count: z.number(),
  incomplete_results: z.boolean().nullish(),
  items: z.array(item),
});
const single = item.extend({
  state: z.string().nullish(),
  merged_at: z.string().nullish(),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changed_files: z.number().nullish(),
  mergeable: z.boolean().nullish(),
  head: z.object({ sha: z.string() }).nullish(),
  base: z.object({ repo: repositoryShape }),
});

const untold =
  'Without a GitHub token I see neither reviews, checks, conflicts, files nor sizes: whom a pull request waits on is taken from its labels alone. Set GITHUB_TOKEN (a token without any permission will do).';

/** Search shows no more than this, so a longer list is asked for in stretches of time. */
const mostFound = 1000;

/** Builds the source. Nothing is asked before it is read from. */
export function anonymousSource(access: GitHubAccess): PullSource {
  const lately = presentLately();
  return {
    async findRepository(query) {
      const there = await present(githubClient(access), query);
      return there && { name: there.nameWithOwner, isArchived: there.isArchived === true };
    },
    // A stranger is shown no others; but what is kept may have been read with a token that is no longer there.
    isPublic: async (query) => (await lately(githubClient(access), query)) !== undefined,
    labels: async () => undefined,
    folder: async () => undefined,
    readPulls: (query, memory, progress) => readPulls(githubClient(access), query, { memory, progress }),
    readPull: (query) => readPull(githubClient(access), query),
    readIssue: (query) => readIssue(githubClient(access), query),
    readIssues: (query) => readIssues(githubClient(access), query, lately),
    async readOpened() {
      throw new OutsideError('Without a GitHub token I do not see who answered when: set GITHUB_TOKEN.', {
        isPermanent: true,
        toOthers: 'I have no account on GitHub, and without one I do not see who answered when.',
      });
    },
  };
}

/** The repository as it is now: a search knows no former names. Undefined when there is none. Throws `OutsideError`. */
async function present(client: Client, query: Named) {
  const there = await client.find(`/repos/${query.repository}`, repositoryShape);
  return foundIn(there, { isGone: there === undefined }, query);
}

/**
 * Builds what remembers it for half an hour, for what is asked again and again: a stranger has sixty requests an hour, of which
 * each look at a repository takes one.
 */
function presentLately() {
  const known = new BoundedMap<string, { readonly at: number; readonly there: Repository }>(500);
  return async (client: Client, query: Named) => {
    const key = query.repository.toLowerCase();
    const before = known.get(key);
    if (before && performance.now() - before.at < 30 * 60_000)
      return foundIn(before.there, { isGone: false }, query);
    const there = await present(client, query);
    if (there) known.set(key, { at: performance.now(), there });
    return there;
  };
}

/** The same, where there must be one. */
async function wanted(client: Client, query: Named, find = present) {
  const there = await find(client, query);
  if (there) return there;
  throw new GoneError(unseen, { isPermanent: true });
}

/** Reads outlines. Pages that did not change since the last time cost nothing of the limit (ETag). */
async function readPulls(
  client: Client,
  asked: PullQuery,
  { memory, progress }: { memory: PullMemory; progress: Progress },
): Promise<PullReading> {
  const { databaseId: id, nameWithOwner: repo, isArchived } = await wanted(client, asked);
  const query = { ...asked, repository: repo };
  const pulls = new Map<string, PullRequest>();
  const missing = [untold];
  let total: number | undefined;
  for (let from = ''; ; ) {
    let last: PullRequest | undefined;
    let count = 0;
    for (let page = 1; page <= mostFound / 100; page += 1) {
      const words = `${openSearch(query)}${from === '' ? '' : ` created:>=${from}`}`;
      const address = searchAddress(words, { size: 100, page });
      const before = await memory.knownPage(address);
      const answer = await client.getPage(address, found, before?.etag);
      let read = before?.pulls ?? [];
      if (answer !== 'same') {
        const { body, etag } = answer;
        read = body.items.map((one) => outline(one, repo));
        total ??= body.total_count;
        if (body.incomplete_results) {
          missing.push("GitHub's search ran out of time: some pull requests may be missing.");
        }
        if (etag) await memory.keepPage(address, { etag, pulls: read });
      }
      for (const pull of read) pulls.set(pull.id, pull);
      last = read.at(-1) ?? last;
      count += read.length;
      await progress(pulls.size, Math.max(total ?? 0, pulls.size));
      if (read.length < 100) break;
    }
    const next = last ? isoSeconds(last.createdAt) : '';
    // A thousand in one second cannot be told apart by time.
    if (count < mostFound || next === from) break;
    from = next;
  }
  return {
    repo,
    id,
    ...(isArchived && { isArchived }),
    // A stranger is shown no others.
    isPublic: true,
    pulls: [...pulls.values()].filter((pull) => query.isWanted(pull)),
    missing: [...new Set(missing)],
    cost: client.cost(),
  };
}

/** One pull request by REST; undefined when there is none. */
async function readPull(
  client: Client,
  query: Named & { readonly number: number },
): Promise<PullRequest | undefined> {
  const one = await client.find(`/repos/${query.repository}/pulls/${query.number}`, single);
  const there = one && foundIn(one.base.repo, { isGone: false }, query);
  if (!there) return undefined;
  return {
    ...outline(one, there.nameWithOwner),
    head: one.head?.sha ?? '',
    ...(there.isArchived && { isArchived: true }),
    ...(one.state === 'closed' && { ended: one.merged_at ? 'merged' : 'closed' }),
    mergeable: one.mergeable === false ? 'conflicting' : one.mergeable ? 'mergeable' : 'unknown',
    ...(typeof one.additions === 'number' && { lines: one.additions + (one.deletions ?? 0) }),
    ...(typeof one.changed_files === 'number' && { fileCount: one.changed_files }),
  };
}

/** One issue by REST; undefined when there is none. */
async function readIssue(
  client: Client,
  query: Named & { readonly number: number },
): Promise<Issue | undefined> {
  const shape = item.extend({ state: z.string(), pull_request: z.unknown().optional() });
  const one = await client.find(`/repos/${query.repository}/issues/${query.number}`, shape);
  if (!one || one.pull_request) return undefined;
  // An issue does not tell the number of the repository that it is in.
  if (query.id !== undefined && !(await present(client, query))) return undefined;
  const issue = issueOf(one, nameIn(one.html_url) ?? query.repository);
  return one.state === 'open' ? issue : { ...issue, isClosed: true };
}

function issueOf(one: z.infer<typeof item>, repo: string): Issue {
  return {
    repo,
    number: one.number,
    title: one.title,
    url: one.html_url,
    author: one.user?.login ?? 'ghost',
    createdAt: one.created_at,
    labels: one.labels,
  };
}

/** Fifty open issues; those beside them would cost another of the few searches. */
async function readIssues(client: Client, query: IssueQuery, find: typeof present): Promise<IssueReading> {
  const { nameWithOwner: repo } = await wanted(client, query, find);
  const words = issueSearch({ ...query, repository: repo }).replace(/ sort:created-(?:asc|desc)$/u, '');
  const order = query.isNewestFirst ? 'desc' : 'asc';
  const address = searchAddress(words, { size: 50, page: 1, order });
  const { total_count: total, items } = await client.get(address, found);
  return {
    repo,
    isPublic: true,
    total,
    issues: items.map((one) => issueOf(one, repo)),
    cost: client.cost(),
  };
}

/** The repository that an address is in, which has its present name: `https://github.com/owner/name/pull/3`. */
export function nameIn(url: string): string | undefined {
  return /\/(?<name>[^/]+\/[^/]+)\/(?:pull|issues)\/\d+$/u.exec(url)?.groups?.name;
}

function searchAddress(
  words: string,
  { size, page, order = 'asc' }: { size: number; page: number; order?: 'asc' | 'desc' },
): string {
  const search = new URLSearchParams({
    q: words,
    sort: 'created',
    order,
    per_page: String(size),
    page: String(page),
  });
  return `/search/issues?${search.toString()}`;
}

function outline(one: z.infer<typeof item>, repo: string): PullRequest {
  return {
    ...issueOf(one, repo),
    id: one.node_id ?? `${repo}#${one.number}`,
    ...(one.user === null && { gone: 'account' as const }),
    ...(one.user?.type === 'Bot' && { isByBot: true }),
    isFirstTimer: isFirstTimer(one.author_association, one.user),
    updatedAt: one.updated_at,
    isDraft: one.draft ?? false,
    head: '',
    mergeable: 'unknown',
    decision: 'none',
    checks: 'none',
  };
}
