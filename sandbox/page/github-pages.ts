// The pages of the sandbox's GitHub, as far as links lead there: a repository, a file, an issue, a pull request.
import type { ElementContent, Root } from 'hast';
import { type Context, Hono } from 'hono';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { isPull, type PullRequest, type Repository, type Thread } from '../github/model.ts';
import { type Child, el, htmlOf } from './html.ts';
import type { Playground } from './playground.ts';

type GitHub = Playground['github'];
/** Where an address leads inside the sandbox; undefined when it leads out of it. */
type Link = (url: string) => string | undefined;

/** Where an address of GitHub leads on this page; undefined where the sandbox has no such thing. */
export function githubAddress(github: GitHub, url: string): string | undefined {
  const [, owner = '', name = '', kind, rest = ''] =
    /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\/(pull|issues|blob|tree)\/([^?#]+))?\/?(?:[?#].*)?$/u.exec(
      url,
    ) ?? [];
  const repository = repositoryOf(github, owner, name);
  if (!repository) return undefined;
  const root = `/github/${owner}/${name}`;
  if (kind === undefined || kind === 'tree') return root;
  const isThere = kind === 'blob' || repository.threads.has(Number.parseInt(rest, 10));
  return isThere ? `${root}/${kind}/${kind === 'blob' ? rest : Number.parseInt(rest, 10)}` : undefined;
}

/** Serves them under `/github/`; `elsewhere` says where what is not of GitHub leads inside the sandbox. */
export function githubPages({ github }: Playground, elsewhere: Link): Hono {
  const link: Link = (url) => githubAddress(github, url) ?? elsewhere(url);
  const app = new Hono();
  const found = (c: Context) => repositoryOf(github, c.req.param('owner') ?? '', c.req.param('name') ?? '');
  app.get('/github/:owner/:name', (c) => {
    const repository = found(c);
    return repository ? c.html(page(fullName(repository), repositoryParts(repository))) : missing(c);
  });
  for (const kind of ['pull', 'issues'])
    app.get(`/github/:owner/:name/${kind}/:number`, (c) => {
      const thread = found(c)?.threads.get(Number(c.req.param('number')));
      return thread
        ? c.html(page(`${thread.title} · #${thread.number}`, threadParts(thread, link)))
        : missing(c);
    });
  app.get('/github/:owner/:name/blob/:at{.+}', (c) => {
    const repository = found(c);
    const at = c.req.param('at');
    const branch = [...(repository?.branches.keys() ?? [])].find((one) => at.startsWith(`${one}/`)) ?? '';
    const path = at.slice(branch.length + 1);
    const content = repository?.branches.get(branch)?.files.get(path);
    return repository && content !== undefined
      ? c.html(page(path, [back(repository), el('h1', {}, path), fileBlock(path, content, link)]))
      : missing(c);
  });
  return app;
}

function repositoryOf(github: GitHub, owner: string, name: string): Repository | undefined {
  return github.world.repositories.find((one) => one.owner === owner && one.name === name);
}

const fullName = ({ owner, name }: Repository): string => `${owner}/${name}`;
const addressOf = (repository: Repository, rest = ''): string => `/github/${fullName(repository)}${rest}`;
const kindOf = (thread: Thread): string => (isPull(thread) ? 'pull' : 'issues');

function back(repository: Repository): Child {
  return el(
    'p',
    {},
    el('a', { href: addressOf(repository) }, fullName(repository)),
    ' on the sandbox’s GitHub',
  );
}

function missing(c: Context): Response | Promise<Response> {
  const words = 'The sandbox’s GitHub has no such page. Close this tab, and go on where you came from.';
  return c.html(page('Not found', [el('h1', {}, 'Not found'), el('p', {}, words)]), 404);
}

function repositoryParts(repository: Repository): Child[] {
  const files = [...(repository.branches.get(repository.defaultBranch)?.files.keys() ?? [])];
  const threads = [...repository.threads.values()].sort((a, b) => b.number - a.number);
  const link = (thread: Thread) =>
    el(
      'li',
      {},
      el(
        'a',
        { href: addressOf(repository, `/${kindOf(thread)}/${thread.number}`) },
        `#${thread.number} ${thread.title}`,
      ),
      ` · ${stateOf(thread)}`,
    );
  const listOf = (title: string, items: readonly Child[]): Child[] =>
    items.length > 0 ? [el('h2', {}, title), el('ul', {}, ...items)] : [];
  return [
    el('h1', {}, fullName(repository)),
    ...listOf(
      'Files',
      files.map((path) =>
        el(
          'li',
          {},
          el('a', { href: addressOf(repository, `/blob/${repository.defaultBranch}/${path}`) }, path),
        ),
      ),
    ),
    ...listOf('Pull requests', threads.filter(isPull).map(link)),
    ...listOf('Issues', threads.filter((one) => !isPull(one)).map(link)),
  ];
}

function threadParts(thread: Thread, link: Link): Child[] {
  const { repository, labels, author, body } = thread;
  const comments = thread.timeline.flatMap((event) =>
    event.type === 'IssueComment'
      ? [el('h2', {}, `${event.actor?.login ?? 'ghost'} commented`), formatted(event.body, link)]
      : [],
  );
  return [
    back(repository),
    el('h1', {}, `${thread.title} #${thread.number}`),
    el(
      'p',
      {},
      [
        stateOf(thread),
        `by ${author?.login ?? 'ghost'}`,
        thread.createdAt.toISOString().slice(0, 10),
        ...labels.map(({ name }) => name),
      ].join(' · '),
    ),
    body.trim() === '' ? el('p', {}, 'No description.') : formatted(body, link),
    ...(isPull(thread) ? filesOf(thread, link) : []),
    ...comments,
  ];
}

function filesOf({ repository, files, headRefName }: PullRequest, link: Link): Child[] {
  const head = repository.branches.get(headRefName)?.files;
  return files.flatMap(({ path, additions, deletions }): Child[] => {
    const content = head?.get(path);
    return [
      el('h2', {}, path),
      content === undefined
        ? el('p', {}, `${additions} lines more, ${deletions} fewer; what is in it was not made up.`)
        : fileBlock(path, content, link),
    ];
  });
}

function fileBlock(path: string, content: string, link: Link): Child {
  if (!path.endsWith('.md')) return el('pre', {}, el('code', {}, content));
  const front = /^---\n[\s\S]*?\n---\n/u.exec(content)?.[0] ?? '';
  return [front !== '' && el('pre', {}, el('code', {}, front)), formatted(content.slice(front.length), link)];
}

function stateOf(thread: Thread): string {
  if (isPull(thread) && thread.isDraft && thread.state === 'OPEN') return 'Draft';
  return { OPEN: 'Open', CLOSED: 'Closed', MERGED: 'Merged' }[thread.state];
}

const dialect = {
  extensions: [gfmTable(), gfmStrikethrough(), gfmAutolinkLiteral()],
  mdastExtensions: [gfmFromMarkdown()],
};

/** Markdown as GitHub shows it; HTML in it is left out, and pictures are their words. */
function formatted(text: string, link: Link): Child {
  const tree = toHast(fromMarkdown(text, dialect));
  if (tree.type !== 'root') return undefined;
  return el('article', { className: ['message'] }, ...safe(tree.children, link));
}

function safe(nodes: Root['children'], link: Link): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [node];
    if (node.type !== 'element') return [];
    const { tagName, properties } = node;
    if (tagName === 'img') return [{ type: 'text', value: String(properties.alt ?? '') }];
    const children = safe(node.children, link);
    if (tagName !== 'a') return [el(tagName, {}, ...children)];
    const href = String(properties.href ?? '');
    if (!/^https?:\/\//u.test(href)) return children;
    return [el('a', { href: link(href) ?? href, rel: ['noopener', 'noreferrer'] }, ...children)];
  });
}

function page(title: string, parts: readonly Child[]): string {
  const head = el(
    'head',
    {},
    el('meta', { charSet: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('title', {}, `${title} · sandbox’s GitHub`),
    el('link', { rel: ['stylesheet'], href: '/look.css' }),
    el('link', { rel: ['stylesheet'], href: '/content.css' }),
    el('link', { rel: ['stylesheet'], href: '/github.css' }),
  );
  const body = el('body', { className: ['github'] }, el('main', {}, ...parts));
  return `<!doctype html>\n${htmlOf(el('html', { lang: 'en' }, head, body))}`;
}
