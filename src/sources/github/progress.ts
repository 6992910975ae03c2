// How far an issue, a pull request or a milestone is; what is private is treated as not there, unless it is asked for.
import { z } from 'zod';
import { isLasting } from '../../core/errors.ts';
import type { WorkLink, WorkProgress, WorkSource } from '../../core/github/work-link.ts';
import { TokenError } from './access-watch.ts';
import { nameIn } from './anonymous.ts';
import { type GitHubAccess, githubClient } from './client.ts';

const repositoryShape = z.object({ private: z.boolean() });
const issueShape = z.object({
  html_url: z.string().optional(),
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
        const at = `/repos/${link.repository}`;
        const issue =
          link.kind === 'milestone' ? undefined : await client.get(`${at}/issues/${link.number}`, issueShape);
        const progress = issue
          ? issueOf(link, issue)
          : milestoneOf(link, await client.get(`${at}/milestones/${link.number}`, milestoneShape));
        // A former number leads to where the issue was transferred.
        const repository = nameIn(issue?.html_url ?? '') ?? link.repository;
        const { private: isPrivate } = await client.get(`/repos/${repository}`, repositoryShape);
        if (isPrivate && !isPrivateToo(repository)) return undefined;
        return isPrivate ? { ...progress, isPrivate } : progress;
      } catch (error) {
        // Of what there is, a token that is refused says nothing.
        if (error instanceof TokenError) throw error;
        // Gone, made private, or refused for good: nobody is told of what may be hidden.
        if (isLasting(error)) return undefined;
        throw error;
      }
    },
  };
}

function milestoneOf({ url }: WorkLink, found: z.infer<typeof milestoneShape>): WorkProgress {
  const { title, state, open_issues: open, closed_issues: closed } = found;
  return { url, title, state: state === 'closed' ? 'closed' : 'open', closed, total: open + closed };
}

function issueOf({ url }: WorkLink, found: z.infer<typeof issueShape>): WorkProgress {
  const { title, state, pull_request: pull } = found;
  if (typeof pull?.merged_at === 'string') return { url, title, state: 'merged' };
  return { url, title, state: state === 'closed' ? 'closed' : 'open' };
}
