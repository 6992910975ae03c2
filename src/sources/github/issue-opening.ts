// Opens an issue of a repository, once: tried again, it finds what it opened before.
import type { Octokit } from '@octokit/rest';
import type { IssueContent } from '../../core/content.ts';
import type { Remote } from '../../core/publication.ts';

/** So many of the newest issues are looked through for one that was opened before; as many as a page has. */
const mostLooked = 100;

interface At {
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

function remoteOf(issue: { readonly number: number; readonly html_url: string }): Remote {
  return { id: String(issue.number), url: issue.html_url };
}
