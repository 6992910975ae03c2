// Opens an issue of a repository, once, and comments on it: tried again, it finds what it wrote before.

import type { Octokit } from '@octokit/rest';
import type { CommentContent, IssueContent } from '../../core/content.ts';
import type { Remote } from '../../core/publication.ts';
import { unless } from './failures.ts';

/** So many of the newest issues are looked through for one that was opened before; as many as a page has. */
const mostLooked = 100;

/** Comments come so many a page, and so many pages of an issue are looked through. */
const pageLength = 100;
const mostPages = 30;

/** A repository, with how long an answer of GitHub's is waited for. */
export interface At {
  readonly owner: string;
  readonly repo: string;
  readonly request: { readonly signal: AbortSignal };
}

/** By which an issue is found again: a comment that nobody sees, at the end of its text. */
const markOf = (identity: string) => `<!-- docent:${identity} -->`;

/** Opens it; one that was opened stays as its maintainers have made it. Throws what Octokit throws. */
export async function openIssue(
  octokit: Octokit,
  at: At,
  { identity, content }: { identity: string; content: IssueContent },
): Promise<Remote> {
  const mark = markOf(identity);
  const { data } = await octokit.issues.listForRepo({ ...at, state: 'all', per_page: mostLooked });
  const known = data.find(({ body }) => body?.trimEnd().endsWith(mark));
  if (known) return remoteOf(known);
  const made = await octokit.issues.create({
    ...at,
    title: content.title,
    body: `${content.text}\n\n${mark}`,
  });
  return remoteOf(made.data);
}

/** Writes a comment, or brings it up to date; one that its maintainers removed stays away. Throws what Octokit throws. */
export async function writeComment(
  octokit: Octokit,
  at: At,
  { identity, content, remote }: { identity: string; content: CommentContent; remote: Remote | undefined },
): Promise<Remote> {
  const mark = markOf(identity);
  const body = `${content.text}\n\n${mark}`;
  const issue = { ...at, issue_number: Number(content.issue) };
  const written = remote ?? (await commentOf(octokit, issue, mark));
  if (!written) {
    const { data } = await octokit.issues.createComment({ ...issue, body });
    return { id: String(data.id), url: data.html_url };
  }
  await octokit.issues.updateComment({ ...at, comment_id: Number(written.id), body }).catch(unless(404));
  return written;
}

/** A comment that an earlier try wrote. */
async function commentOf(octokit: Octokit, issue: At & { readonly issue_number: number }, mark: string) {
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.issues.listComments({ ...issue, per_page: pageLength, page });
    const known = data.find(({ body }) => body?.trimEnd().endsWith(mark));
    if (known) return { id: String(known.id), url: known.html_url };
    if (data.length < pageLength) return undefined;
  }
  return undefined;
}

function remoteOf(issue: { readonly number: number; readonly html_url: string }): Remote {
  return { id: String(issue.number), url: issue.html_url };
}
