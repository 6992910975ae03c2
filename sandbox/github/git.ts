// The REST routes that write: branches, files, pull requests and issues, as a tool opens one with one new file.
import type { Context } from 'hono';
import { z } from 'zod';
import { isPull, type Repository } from './model.ts';
import { blobOf, oidOf } from './random.ts';
import { commentId, commentJson, commentsOf } from './rest-people.ts';
import { Answer, type Invocation, type Mount, RestError } from './rest-route.ts';
import { issueJson, pullJson } from './rest-shapes.ts';
import type { World } from './world.ts';

const refBody = z.object({ ref: z.string(), sha: z.string() });
const person = z.object({ name: z.string().min(1), email: z.string().min(1) });
const contentBody = z.object({
  message: z.string(),
  author: person.optional(),
  content: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});
const issueBody = z.object({ title: z.string().min(1).max(256), body: z.string().max(65_536).nullish() });
const mostOfComment = 65_536;
const commentBody = z.object({ body: z.string() });
const pullBody = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
});

/** Mounts them. */
export function mountGit(mount: Mount, world: World): void {
  const root = '/repos/:owner/:name';
  mount('GET', `${root}/git/ref/heads/:branch{.+}`, ({ c, repository, api }) => {
    const name = c.req.param('branch') ?? '';
    return refJson(repository(), name, { api, head: branchOf(repository(), name).head });
  });
  mount('GET', `${root}/branches/:branch{.+}`, ({ c, repository }) => {
    const name = c.req.param('branch') ?? '';
    const { head } = branchOf(repository(), name);
    return { name, commit: { sha: head }, protected: name === repository().defaultBranch };
  });
  mount('POST', `${root}/git/refs`, async (invocation) => {
    const repository = writable(invocation);
    const { ref, sha } = await read(invocation.c, refBody);
    if (!/^refs\/heads\/[^\s~^:?*[\\]+$/u.test(ref))
      throw new RestError(422, "Reference name must start with 'refs/' and contain at least two slashes.");
    const name = ref.slice('refs/heads/'.length);
    if (repository.branches.has(name)) throw new RestError(422, 'Reference already exists');
    const source = [...repository.branches.values()].find((one) => one.head === sha);
    if (source === undefined) throw new RestError(422, 'Object does not exist');
    repository.branches.set(name, { head: sha, files: new Map(source.files) });
    return new Answer(201, refJson(repository, name, { api: invocation.api, head: sha }));
  });
  mount('GET', `${root}/contents/:path{.*}`, ({ c, repository, api }) => {
    const name = c.req.query('ref') ?? repository().defaultBranch;
    const path = c.req.param('path') ?? '';
    if (repository().isEmpty) throw new RestError(404, 'This repository is empty.');
    const { files } = branchOf(repository(), name);
    const content = files.get(path);
    if (content !== undefined) return fileJson(repository(), path, { api, content });
    const inside = [...files.keys()].filter((one) => one.startsWith(path === '' ? '' : `${path}/`));
    if (inside.length === 0) throw new RestError(404, 'Not Found');
    return inside.map((one) => ({
      name: one.split('/').at(-1),
      path: one,
      type: 'file',
      sha: blobOf(files.get(one) ?? ''),
    }));
  });
  mount('PUT', `${root}/contents/:path{.+}`, async (invocation) => {
    const repository = writable(invocation);
    const path = invocation.c.req.param('path') ?? '';
    const wanted = await read(invocation.c, contentBody);
    const name = wanted.branch ?? repository.defaultBranch;
    const branch = repository.branches.get(name);
    if (branch === undefined) throw new RestError(404, `Branch ${name} not found`);
    const known = branch.files.get(path);
    if (known !== undefined && wanted.sha === undefined)
      throw new RestError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    if (known !== undefined && wanted.sha !== blobOf(known))
      throw new RestError(409, `${path} does not match ${wanted.sha}`);
    const content = Buffer.from(wanted.content, 'base64').toString('utf8');
    branch.files.set(path, content);
    branch.head = oidOf(`${branch.head}/${path}/${content}`);
    const usual = { name: invocation.token?.login ?? 'ghost', email: 'noreply@github.com' };
    const commit = { sha: branch.head, message: wanted.message, author: wanted.author ?? usual };
    world.written.push(commit);
    return new Answer(known === undefined ? 201 : 200, {
      content: fileJson(repository, path, { api: invocation.api, content }),
      commit,
    });
  });
  mount('POST', `${root}/pulls`, async (invocation) => {
    const repository = writable(invocation);
    const wanted = await read(invocation.c, pullBody);
    const head = wanted.head.split(':').at(-1) ?? '';
    const from = repository.branches.get(head);
    const base = repository.branches.get(wanted.base);
    const invalid = (field: string) =>
      new RestError(422, 'Validation Failed', {
        errors: [{ resource: 'PullRequest', field, code: 'invalid' }],
      });
    if (from === undefined) throw invalid('head');
    if (base === undefined) throw invalid('base');
    const custom = (message: string) =>
      new RestError(422, 'Validation Failed', {
        errors: [{ resource: 'PullRequest', code: 'custom', message }],
      });
    if (from.head === base.head) throw custom(`No commits between ${wanted.base} and ${head}`);
    const isOpen = [...repository.threads.values()].some(
      (one) => isPull(one) && one.state === 'OPEN' && one.headRefName === head,
    );
    if (isOpen) throw custom(`A pull request already exists for ${repository.owner}:${head}.`);
    const changed = [...from.files].filter(([path, content]) => base.files.get(path) !== content);
    const pull = world.openPull(`${repository.owner}/${repository.name}`, {
      title: wanted.title,
      body: wanted.body ?? '',
      author: invocation.token?.login ?? 'ghost',
      isDraft: wanted.draft ?? false,
      headRefName: head,
      baseRefName: wanted.base,
      files: changed.map(([path, content]) => ({
        path,
        additions: content.split('\n').length,
        deletions: 0,
        changeType: base.files.has(path) ? 'MODIFIED' : 'ADDED',
      })),
      isSynthetic: false,
    });
    return new Answer(201, pullJson(pull, invocation.api));
  });
  mount('POST', `${root}/issues`, async (invocation) => {
    const repository = writable(invocation);
    const wanted = await read(invocation.c, issueBody);
    const issue = world.openIssue(`${repository.owner}/${repository.name}`, {
      title: wanted.title,
      body: wanted.body ?? '',
      author: invocation.token?.login ?? 'ghost',
      isSynthetic: false,
    });
    return new Answer(201, issueJson(issue, invocation.api));
  });
}

/** Comments as a tool writes and changes them. */
export function mountComments(mount: Mount, world: World): void {
  const root = '/repos/:owner/:name/issues';
  mount('POST', `${root}/:number{[0-9]+}/comments`, async (invocation) => {
    const { c, api, token } = invocation;
    const thread = writable(invocation).threads.get(Number(c.req.param('number')));
    if (thread === undefined) throw new RestError(404, 'Not Found');
    const { body } = await readComment(c);
    world.comment(thread, token?.login ?? 'ghost', { body });
    const made = commentsOf(thread).at(-1);
    if (made === undefined) throw new RestError(404, 'Not Found');
    const comment = commentJson(thread, made, api);
    return new Answer(201, comment, { location: comment.url });
  });
  mount('PATCH', `${root}/comments/:id{[0-9]+}`, async (invocation) => {
    const { c, api } = invocation;
    const { body } = await readComment(c);
    for (const thread of writable(invocation).threads.values()) {
      const index = thread.timeline.findIndex(
        (event) => event.type === 'IssueComment' && String(commentId(event)) === c.req.param('id'),
      );
      const known = thread.timeline[index];
      if (known?.type !== 'IssueComment') continue;
      const changed = { ...known, body };
      thread.timeline.splice(index, 1, changed);
      return commentJson(thread, changed, api);
    }
    throw new RestError(404, 'Not Found');
  });
}

function writable({ token, repository }: Invocation): Repository {
  if (token === undefined) throw new RestError(401, 'Requires authentication');
  if (!token.canWrite) throw new RestError(403, 'Resource not accessible by personal access token');
  if (repository().isArchived) throw new RestError(403, 'Repository was archived so is read-only.');
  return repository();
}

function branchOf(repository: Repository, name: string) {
  if (repository.isEmpty) throw new RestError(409, 'Git Repository is empty.');
  const branch = repository.branches.get(name);
  if (branch === undefined) throw new RestError(404, 'Not Found');
  return branch;
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  const wanted = parsedJson(text === '' ? '{}' : text);
  const parsed = schema.safeParse(wanted);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((one) => {
    const name = one.path.join('/');
    if (one.code !== 'invalid_type') return `For 'properties/${name}', ${one.message}.`;
    return one.message.includes('received undefined')
      ? `"${name}" wasn't supplied.`
      : `For 'properties/${name}', it is not a ${one.expected}.`;
  });
  throw new RestError(422, `Invalid request.\n\n${faults.join('\n')}`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError(400, 'Problems parsing JSON');
  }
}

/** A comment has words, and not too many. */
async function readComment(c: Context): Promise<{ body: string }> {
  const wanted = await read(c, commentBody);
  const refused = (message: string) =>
    new RestError(422, 'Validation Failed', {
      errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
    });
  if (wanted.body.trim() === '') throw refused('Body cannot be blank');
  if (wanted.body.length > mostOfComment)
    throw refused(`Body is too long (maximum is ${mostOfComment} characters)`);
  return wanted;
}

function refJson(repository: Repository, name: string, at: { api: string; head: string }) {
  const url = `${at.api}/repos/${repository.owner}/${repository.name}/git`;
  return {
    ref: `refs/heads/${name}`,
    node_id: `REF_${name}`,
    url: `${url}/refs/heads/${name}`,
    object: { type: 'commit', sha: at.head, url: `${url}/commits/${at.head}` },
  };
}

function fileJson(repository: Repository, path: string, at: { api: string; content: string }) {
  return {
    type: 'file',
    name: path.split('/').at(-1) ?? path,
    path,
    sha: blobOf(at.content),
    size: Buffer.byteLength(at.content),
    encoding: 'base64',
    content: Buffer.from(at.content).toString('base64'),
    url: `${at.api}/repos/${repository.owner}/${repository.name}/contents/${path}`,
    html_url: `https://github.com/${repository.owner}/${repository.name}/blob/main/${path}`,
  };
}
