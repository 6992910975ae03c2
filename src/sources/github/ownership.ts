// Who on GitHub has published a code, in a gist or in a comment, which shows whose account that is.
import { z } from 'zod';
import { type GitHubSite, githubSite } from '../../core/github/site.ts';
import { type Client, type GitHubAccess, githubClient } from './client.ts';

/** An account: its name as it is now, and the number that stays when the name changes. */
interface Publisher {
  readonly login: string;
  readonly id: string;
}

/** Where a code may stand. */
interface Published {
  /** The account whose gists are looked at, and whose comment is looked for first. */
  readonly login: string;
  /** The address of an issue or pull request in whose comments it may stand. */
  readonly issue?: string;
  /** The address of one comment. */
  readonly comment?: string;
  /** When the code was given: what is older cannot have it. */
  readonly since: Date;
}

const userShape = z.object({ login: z.string(), id: z.number() });
const filesShape = z.record(z.string(), z.object({ content: z.string().nullish() }).nullish());
const listShape = z.array(
  z.object({
    id: z.string().regex(/^\w+$/u),
    description: z.string().nullish(),
    files: filesShape,
    owner: userShape.nullish(),
  }),
);
const gistShape = z.object({ files: filesShape.nullish() });
const commentShape = z.object({ user: userShape.nullish(), body: z.string().nullish() });
const commentsShape = z.array(commentShape);

/** So many of the newest gists are opened; their descriptions and files' names come with the list. */
const mostOpened = 3;
/** So many comments come with one answer, and so many answers are read. */
const perPage = 100;
const mostPages = 3;

/**
 * Builds what tells who published a code, and what tells the number of an account (REST: gists, issue comments, review
 * comments, users). Both answer undefined when there is nobody, and throw `OutsideError`.
 */
export function ownershipSource(access: GitHubAccess) {
  const site = githubSite(access.apiUrl);
  return {
    async publishedBy(code: string, where: Published): Promise<Publisher | undefined> {
      const client = githubClient(access);
      const one = where.comment === undefined ? undefined : commentPath(where.comment, site);
      if (one !== undefined) {
        const comment = await client.find(one, commentShape);
        if (comment?.user && standsIn(comment.body, code)) return publisherOf(comment.user);
      }
      return (
        (await inGists(client, code, where.login)) ?? (await inComments(client, code, { ...where, site }))
      );
    },
    async accountOf(login: string): Promise<Publisher | undefined> {
      const user = await githubClient(access).find(`/users/${encodeURIComponent(login)}`, userShape);
      return user && publisherOf(user);
    },
  };
}

async function inGists(client: Client, code: string, login: string): Promise<Publisher | undefined> {
  const gists = (await client.find(`/users/${encodeURIComponent(login)}/gists`, listShape)) ?? [];
  for (const { description, files, owner } of gists) {
    const isThere = description?.includes(code) || Object.keys(files).some((name) => name.includes(code));
    if (owner && isThere) return publisherOf(owner);
  }
  for (const { id, owner } of gists.slice(0, mostOpened)) {
    const gist = await client.find(`/gists/${id}`, gistShape);
    const isThere = Object.values(gist?.files ?? {}).some((file) => file?.content?.includes(code));
    if (owner && isThere) return publisherOf(owner);
  }
  return undefined;
}

async function inComments(
  client: Client,
  code: string,
  { issue, login, since, site }: Published & { readonly site: GitHubSite },
): Promise<Publisher | undefined> {
  const link = issue === undefined ? undefined : site.workLinkOf(issue);
  if (!link || link.kind === 'milestone') return undefined;
  const authors: Publisher[] = [];
  const path = `/repos/${link.repository}/issues/${link.number}/comments?per_page=${perPage}&since=${since.toISOString()}`;
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = (await client.find(`${path}&page=${page}`, commentsShape)) ?? [];
    for (const { user, body } of comments) if (user && standsIn(body, code)) authors.push(publisherOf(user));
    if (comments.length < perPage) break;
  }
  return authors.find((one) => one.login.toLowerCase() === login.toLowerCase()) ?? authors[0];
}

const publisherOf = ({ login, id }: z.infer<typeof userShape>): Publisher => ({ login, id: String(id) });

/** Whether a comment says the code itself, on a line of its own: what it quotes was said by somebody else. */
function standsIn(body: string | null | undefined, code: string): boolean {
  return (body ?? '').split(/\r?\n/u).some((line) => line.trim().replaceAll(/[`*_]/gu, '') === code);
}

/** Where REST has the comment of an address: `…/issues/3#issuecomment-12`, `…/pull/3#discussion_r12`. */
function commentPath(address: string, site: GitHubSite): string | undefined {
  const link = site.workLinkOf(address);
  const [, kind, id] = /#(issuecomment-|discussion_r)([1-9]\d{0,18})$/u.exec(address) ?? [];
  if (!link || id === undefined) return undefined;
  return `/repos/${link.repository}/${kind === 'discussion_r' ? 'pulls' : 'issues'}/comments/${id}`;
}
