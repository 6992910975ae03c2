// The REST routes about what people write and plan: users, gists, comments and milestones.
import type { components } from '@octokit/openapi-types';
import type { Actor, Repository, Thread } from './model.ts';
import { type Invocation, type Mount, RestError } from './rest-route.ts';
import { actorJson, issueJson, userJson } from './rest-shapes.ts';
import type { World } from './world.ts';

type Schemas = components['schemas'];
type Comment = Extract<Thread['timeline'][number], { type: 'IssueComment' }>;

/** Mounts them. */
export function mountPeople(mount: Mount, world: World): void {
  mount('GET', '/users/:login', ({ c, api }) => {
    const wanted = c.req.param('login')?.toLowerCase();
    const known = loginsOf(world).find((login) => login.toLowerCase() === wanted);
    if (known === undefined) throw new RestError(404, 'Not Found');
    return userJson(known, api);
  });
  mount('GET', '/users/:login/gists', ({ c, api }) => {
    const login = c.req.param('login')?.toLowerCase();
    return world.gists
      .filter((gist) => gist.login.toLowerCase() === login)
      .map(({ id, description, login: owner }) => ({
        id,
        description,
        files: { 'notes.txt': { filename: 'notes.txt' } },
        owner: userJson(owner, api),
      }));
  });
  mount('GET', '/gists/:id', ({ c, api }) => {
    const gist = world.gists.find(({ id }) => id === c.req.param('id'));
    if (!gist) throw new RestError(404, 'Not Found');
    const { id, description, login, text: content } = gist;
    return {
      id,
      description,
      files: { 'notes.txt': { filename: 'notes.txt', content } },
      owner: userJson(login, api),
    };
  });
  const issues = '/repos/:owner/:name/issues';
  mount('GET', `${issues}/:number{[0-9]+}/comments`, ({ c, repository, api }) => {
    const thread = repository().threads.get(Number(c.req.param('number')));
    if (thread === undefined) throw new RestError(404, 'Not Found');
    const since = new Date(c.req.query('since') ?? 0);
    const size = Math.min(100, Number(c.req.query('per_page') ?? '30'));
    const page = Math.max(1, Number(c.req.query('page') ?? '1'));
    return commentsOf(thread)
      .filter(({ at }) => at >= since)
      .slice((page - 1) * size, page * size)
      .map((comment) => commentJson(thread, comment, api));
  });
  mount('GET', `${issues}/comments/:id{[0-9]+}`, ({ c, repository, api }) => {
    for (const thread of repository().threads.values()) {
      const comment = commentsOf(thread).find((one) => String(commentId(one)) === c.req.param('id'));
      if (comment) return commentJson(thread, comment, api);
    }
    throw new RestError(404, 'Not Found');
  });
  mount('GET', '/repos/:owner/:name/milestones/:number{[0-9]+}', (invocation) => milestoneJson(invocation));
}

/** The number by which REST and the address of a comment name it. */
export const commentId = ({ id }: Pick<Comment, 'id'>) => Number(/\d+$/u.exec(id)?.[0] ?? '0');

/** The comments on an issue or a pull request, oldest first. */
export const commentsOf = ({ timeline }: Thread) =>
  timeline.filter((event): event is Comment => event.type === 'IssueComment');

function loginsOf(world: World): string[] {
  const threads = world.repositories.flatMap((one) => [...one.threads.values()]);
  const actors: (Actor | undefined)[] = threads.flatMap(({ author, timeline }) => [
    author,
    ...timeline.map(({ actor }) => actor),
  ]);
  return [
    ...world.logins,
    ...world.gists.map(({ login }) => login),
    ...actors.flatMap((one) => one?.login ?? []),
  ];
}

/** A comment as REST shows it. */
export function commentJson(thread: Thread, comment: Comment, api: string) {
  const id = commentId(comment);
  const { html_url: page, url } = issueJson(thread, api);
  const at = `${comment.at.toISOString().slice(0, 19)}Z`;
  return {
    id,
    node_id: comment.id,
    url: `${url.replace(/\/\d+$/u, '')}/comments/${id}`,
    html_url: `${page}#issuecomment-${id}`,
    issue_url: url,
    body: comment.body,
    user: comment.actor ? actorJson(comment.actor, api) : null,
    created_at: at,
    updated_at: at,
    author_association: comment.association,
  } satisfies Omit<Schemas['issue-comment'], 'user'> & { user: object | null };
}

function milestoneJson({ c, repository, api }: Invocation) {
  const { owner, name, milestones }: Repository = repository();
  const found = milestones.find(({ number }) => String(number) === c.req.param('number'));
  if (!found) throw new RestError(404, 'Not Found');
  const { number, title, state, open, closed, createdAt } = found;
  const url = `${api}/repos/${owner}/${name}/milestones/${number}`;
  const at = `${createdAt.toISOString().slice(0, 19)}Z`;
  return {
    url,
    html_url: `https://github.com/${owner}/${name}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id: number,
    node_id: `MI_${number}`,
    number,
    title,
    description: null,
    creator: null,
    state,
    open_issues: open,
    closed_issues: closed,
    created_at: at,
    updated_at: at,
    closed_at: state === 'closed' ? at : null,
    due_on: null,
  } satisfies Schemas['milestone'];
}
