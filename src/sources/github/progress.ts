// How far an issue, a pull request or a milestone is; what is private is treated as not there, unless it is asked for.
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import type { WorkLink, WorkProgress, WorkSource } from '../../core/work-link.ts';
import { TokenError } from './access-watch.ts';
import { type Client, type GitHubAccess, githubClient } from './client.ts';

const repositoryShape = z.object({ private: z.boolean() });
const issueShape = z.object({
  title: z.string(),
  state: z.string(),
  pull_request: z.object({ merged_at: z.string().nullish() }).nullish(),
});
const milestoneShape = z.object({
  title: z.string(),
  state: z.string(),
  open_issues: z.number(),
  closed_issues: z.number(),
});

/** Builds the source; two requests for each piece of work (REST: issues, milestones, repositories). */
export function workSource(access: GitHubAccess): WorkSource {
  return {
    async readProgress(link, { isPrivateToo }) {
      const client = githubClient(access);
      try {
        const repository = await client.find(`/repos/${link.repository}`, repositoryShape);
        if (!repository || (repository.private && !isPrivateToo)) return undefined;
        const progress = await (link.kind === 'milestone'
          ? milestoneOf(client, link)
          : issueOf(client, link));
        return progress && repository.private ? { ...progress, isPrivate: true } : progress;
      } catch (error) {
        // Of what there is, a token that is refused says nothing.
        if (error instanceof TokenError) throw error;
        // Gone, made private, or refused for good: nobody is told of what may be hidden.
        if (error instanceof OutsideError && error.isPermanent) return undefined;
        throw error;
      }
    },
  };
}

async function milestoneOf(
  client: Client,
  { url, repository, number }: WorkLink,
): Promise<WorkProgress | undefined> {
  const found = await client.find(`/repos/${repository}/milestones/${number}`, milestoneShape);
  if (!found) return undefined;
  const { title, state, open_issues: open, closed_issues: closed } = found;
  return { url, title, state: state === 'closed' ? 'closed' : 'open', closed, total: open + closed };
}

async function issueOf(
  client: Client,
  { url, repository, number }: WorkLink,
): Promise<WorkProgress | undefined> {
  const found = await client.find(`/repos/${repository}/issues/${number}`, issueShape);
  if (!found) return undefined;
  const { title, state, pull_request: pull } = found;
  if (typeof pull?.merged_at === 'string') return { url, title, state: 'merged' };
  return { url, title, state: state === 'closed' ? 'closed' : 'open' };
}
