// Without a token: REST's search, which tells neither reviews nor checks, conflicts, sizes or files.
import { z } from 'zod';
import type {
  Issue,
  Progress,
  PullMemory,
  PullQuery,
  PullReading,
  PullRequest,
} from '../../core/pull-request.ts';
import type { Client } from './client.ts';
import { isFirstTimer } from './shapes.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));
const item = z.object({
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  user: z.object({ login: z.string() }).nullish(),
  author_association: z.string(),
  draft: z.boolean().optional(),
  labels: z.array(z.object({ name: z.string() })),
  created_at: instant,
  updated_at: instant,
});
const found = z.object({ total_count: z.number(), items: z.array(item) });

/** Search shows no more than this, so a longer list is asked for in stretches of time. */
const mostFound = 1000;

/** Reads outlines. Pages that did not change since the last time cost nothing of the limit (ETag). */
export async function readPullsAnonymously(
  client: Client,
  query: PullQuery,
  { memory, progress }: { memory: PullMemory; progress: Progress },
): Promise<PullReading> {
  const pulls = new Map<string, PullRequest>();
  let total: number | undefined;
  for (let from = ''; ; ) {
    let last: PullRequest | undefined;
    let count = 0;
    for (let page = 1; page <= mostFound / 100; page += 1) {
      const address = searchAddress(query, { type: 'pr', from, page });
      const before = await memory.knownPage(address);
      const answer = await client.get(address, before?.etag);
      let read = before?.pulls ?? [];
      if (!answer.isSame) {
        const parsed = found.parse(answer.body);
        read = parsed.items.map((one) => outline(one, query.repository));
        total ??= parsed.total_count;
        if (answer.etag) await memory.keepPage(address, { etag: answer.etag, pulls: read });
      }
      for (const pull of read) pulls.set(pull.id, pull);
      last = read.at(-1) ?? last;
      count += read.length;
      await progress(pulls.size, Math.max(total ?? 0, pulls.size));
      if (read.length < 100) break;
    }
    const next = last ? `${last.createdAt.toISOString().slice(0, 19)}Z` : '';
    // A thousand in one second cannot be told apart by time.
    if (count < mostFound || next === from) break;
    from = next;
  }
  return {
    repo: query.repository,
    pulls: [...pulls.values()].filter((pull) => query.isWanted(pull)),
    missing: [
      'Without a GitHub token I see neither reviews, checks, conflicts, files nor sizes: whom a pull request waits on is taken from its labels alone. Set GITHUB_TOKEN (a token without any permission will do).',
    ],
    cost: client.cost(),
  };
}

/** The oldest hundred open issues. */
export async function readIssuesAnonymously(
  client: Client,
  query: { repository: string; labels: readonly string[] },
): Promise<{ issues: Issue[]; total: number }> {
  const answer = await client.get(searchAddress(query, { type: 'issue', from: '', page: 1 }));
  const { total_count, items } = found.parse(answer.body);
  return {
    total: total_count,
    issues: items.map((one) => ({
      repo: query.repository,
      number: one.number,
      title: one.title,
      url: one.html_url,
      author: one.user?.login ?? 'ghost',
      createdAt: one.created_at,
      labels: one.labels.map(({ name }) => name),
    })),
  };
}

function searchAddress(
  { repository, labels }: { repository: string; labels: readonly string[] },
  { type, from, page }: { type: 'pr' | 'issue'; from: string; page: number },
): string {
  const words = [
    `repo:${repository}`,
    `is:${type}`,
    'is:open',
    ...(labels.length > 0
      ? [`label:${labels.map((label) => `"${label.replaceAll('"', '')}"`).join(',')}`]
      : []),
    ...(from === '' ? [] : [`created:>=${from}`]),
  ];
  const search = new URLSearchParams({
    q: words.join(' '),
    sort: 'created',
    order: 'asc',
    per_page: '100',
    page: String(page),
  });
  return `/search/issues?${search.toString()}`;
}

function outline(one: z.infer<typeof item>, repo: string): PullRequest {
  return {
    id: one.node_id,
    repo,
    number: one.number,
    title: one.title,
    url: one.html_url,
    author: one.user?.login ?? 'ghost',
    isFirstTimer: isFirstTimer(one.author_association),
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    isDraft: one.draft ?? false,
    labels: one.labels.map(({ name }) => name),
    head: '',
    mergeable: 'unknown',
    decision: 'none',
    checks: 'none',
  };
}
