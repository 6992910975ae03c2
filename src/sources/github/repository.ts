// Files in repositories, by pull request: minutes, decisions; and issues. Tried again, it finds what it made before.

import { createHash } from 'node:crypto';
import { basename } from 'node:path/posix';
import type { Octokit } from '@octokit/rest';
import type { FileContent } from '../../core/content.ts';
import { OutsideError } from '../../core/errors.ts';
import type { Platform } from '../../core/platform.ts';
import type { Order, Remote } from '../../core/publication.ts';
import { noCapabilities } from '../../core/publication.ts';
import { cleanedLine } from '../../core/text/cleaned.ts';
import { withoutMentions } from '../../core/text/mentions.ts';
import type { AccessWatch } from './access-watch.ts';
import { octokitAt } from './client.ts';
import { anothers, failureOf, saidBy, statusOf, unless, untold } from './failures.ts';
import { type At, openIssue, writeComment } from './issue-opening.ts';
import { type SignOff, signOff } from './sign-off.ts';

/** GitHub takes no longer title. */
const mostOfTitle = 256;

/** A file on its way into a repository, in a branch of its own. */
interface Proposal extends FileContent {
  readonly branch: string;
  readonly signed: SignOff;
}

/** Builds what opens such pull requests with a token that may write contents and pull requests. */
export function repositoryPlatform(access: {
  readonly name: string;
  readonly token: string;
  readonly apiUrl: string;
  /** Knows whether GitHub can be reached and takes the token. */
  readonly watch: AccessWatch;
}): Platform {
  const { watch } = access;
  const octokit = octokitAt(access);
  const signed = signOff(octokit, access.apiUrl);
  return {
    name: access.name,
    title: 'GitHub',
    can: { ...noCapabilities, files: true },
    async start(_, changed) {
      if (changed) watch.onChange(changed);
      await watch.look();
    },
    stop: async () => {},
    isReady: () => watch.state().isReady,
    state: watch.state,
    retry: watch.look,
    poll: watch.look,
    trouble: watch.trouble,
    isAccepted: watch.isAccepted,
    lookAgain: watch.lookAgain,
    check: async () => [],
    async publish(order) {
      try {
        const made = await propose(octokit, order, signed);
        watch.heard();
        return made;
      } catch (error) {
        if (error instanceof OutsideError) watch.heard(error);
        throw error;
      }
    },
  };
}

/**
 * A title, which is that of a commit as well: whoever typed it names no account and no issue by it, which GitHub would tell,
 * or close (`Fixes #3`), once it is merged; nor anybody below it, as one who signed off or wrote it too.
 */
function quiet(title: string): string {
  const divider = '\u200b';
  const words = cleanedLine(title).replaceAll(/(?<=#|\bGH-)(?=\d)|(?<=:)(?=\/\/)/giu, divider);
  return [...withoutMentions(words, divider)].slice(0, mostOfTitle).join('');
}

/** Opens the pull request, or brings the file in the open one up to date; or opens the issue, or comments on one. Throws `OutsideError`. */
async function propose(octokit: Octokit, order: Order, signed: SignOff): Promise<Remote> {
  const { remote: made, ...anew } = order;
  const { identity, place, content } = order;
  if (
    place.kind !== 'repository' ||
    (content.kind !== 'file' && content.kind !== 'issue' && content.kind !== 'comment')
  )
    throw refused('Into a repository go files, issues and comments, and nothing else.');
  const [owner = '', repo = ''] = place.id.split('/');
  const asked = { owner, repo, request: { signal: AbortSignal.timeout(30_000) } };
  if (content.kind === 'issue' && made) return made;
  const { at, base, id } = await present(octokit, asked).catch((error: unknown) => {
    throw outside(error, { repository: place.id, isSeen: false, what: 'files' });
  });
  const called = place.id.toLowerCase();
  const former = made?.within ?? (content.kind === 'comment' ? content.within : undefined);
  const [formerId = id, formerName = called] = former?.split(' ') ?? [];
  if (formerId !== id && (content.kind === 'comment' || formerName === called))
    throw refused(
      `Another repository is called ${place.id} now than the one that I wrote to, so I leave both alone. See to it by hand${made ? ` (${made.url})` : ''}.`,
    );
  // Where a file goes to another repository by another name, somebody wants it there.
  const meant = formerId === id ? order : anew;
  try {
    const now =
      content.kind === 'file'
        ? await proposeFile(octokit, at, { order: meant, content, base, signed })
        : content.kind === 'issue'
          ? await openIssue(octokit, at, { identity, content: { ...content, title: quiet(content.title) } })
          : await writeComment(octokit, at, { identity, content, remote: made });
    const path = content.kind === 'file' ? ` ${content.path}` : '';
    return { ...now, within: `${id} ${called}${path}` };
  } catch (error) {
    const what = content.kind === 'file' ? 'files' : 'issues';
    throw outside(error, { repository: place.id, isSeen: true, what });
  }
}

/** Opens a pull request with a file, or brings it up to date. Throws what Octokit throws. */
async function proposeFile(
  octokit: Octokit,
  at: At,
  { order, content, base, signed }: { order: Order; content: FileContent; base: string; signed: SignOff },
): Promise<Remote> {
  const { remote } = order;
  const where = `${at.owner}/${at.repo}`;
  const isAsked = !remote || remote.isAsked;
  // Who names the repository anew names the file as well.
  const path = remote && (remote.within === undefined ? content.path : remote.within.split(' ')[2]);
  // What it was in another folder says nothing of this one.
  const revision = path === undefined || path === content.path ? remote?.revision : undefined;
  const isUnchanged = revision === blobOf(content.text);
  const stem = basename(content.path).replace(/\.[^.]*$/u, '');
  const first = `docent/${stem}-${order.identity.slice(0, 8)}`;
  const title = quiet(content.title);
  // What its maintainers made of it is theirs, a name in it too; whoever asked is told once.
  const leave = (known: Found, url = known.url): Remote => {
    const words = `${content.path} of ${where} is not as I wrote it any more, so I leave it alone. Somebody asked to be forgotten: if it names them, take the name out by hand: ${url}`;
    if (order.isCorrected && !isUnchanged && order.error !== words) throw refused(words);
    return remoteOf(known, revision, 'left');
  };
  let last: Found | undefined;
  for (let times = 1; times <= mostTimes; times += 1) {
    const file = { ...content, title, branch: times === 1 ? first : `${first}-${times}`, signed };
    const known = await find(octokit, at, file.branch, remote);
    if (known?.state === 'open') {
      const written = await putFile(octokit, at, file, { path, revision });
      return written ? remoteOf(known, written.sha, 'updated') : leave(known);
    }
    if (known) {
      last = known;
      const isMerged = known.state === 'merged';
      const isLast = String(known.number) === remote?.id;
      const isDone = isMerged && (content.goesOn || order.isCorrected ? isLast && isUnchanged : true);
      // What goes on and was taken away since is proposed once more to whoever asks for it.
      const isMissed = async () => !(await fileIn(octokit, at, { ...content, branch: base })).known;
      if (isDone && !(isAsked && content.goesOn && (await isMissed())))
        return remoteOf(known, revision, 'merged');
      // Its maintainers closed it: no change brings it up again, unless it goes on, or somebody asks for it anew.
      if (!isMerged && isLast && !isAsked && (isUnchanged || !content.goesOn)) return remote;
      continue;
    }
    const { known: there, isSame } = await fileIn(octokit, at, { ...content, branch: base });
    const isMerged = last?.state === 'merged';
    if (there && isSame) return remoteOf(last ?? { number: 0, url: there.html_url ?? '' }, there.sha, 'same');
    const isOthers = there ? there.sha !== revision : isMerged && revision !== undefined;
    if (last && isMerged && !content.goesOn && (isOthers || !there))
      return there ? leave(last, there.html_url ?? last.url) : remoteOf(last, revision, 'merged');
    const { data: tip } = await octokit.git.getRef({ ...at, ref: `heads/${base}` });
    const made = { ...at, ref: `refs/heads/${file.branch}`, sha: tip.object.sha };
    await octokit.git.createRef(made).catch(unless(422, /already exists/iu));
    const written = await putFile(octokit, at, file);
    const body = isOthers ? `${content.body}\n\n${there ? otherwise : gone}` : content.body;
    return remoteOf(await open(octokit, at, { ...file, body, base }), written?.sha, 'opened');
  }
  throw refused(`${content.path} was changed by ${mostTimes} pull requests in ${where}; that is enough.`);
}

/** By what Git knows a text. */
function blobOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** What maintainers read where they, or others, did something to the file. */
const otherwise =
  'The file is there already, and not as it was written here last. Look at what this would take away before you merge it.';
const gone =
  'The file was merged before and is not there any more. If it was moved or taken away on purpose, close this.';

/**
 * The repository under the name that it has now, its default branch, and the number that it keeps: what is written under a
 * former name is sent on, which not every request survives, and pull requests are found by the name of today's owner alone.
 */
async function present(octokit: Octokit, asked: At): Promise<{ at: At; base: string; id: string }> {
  const { data } = await octokit.repos.get({ ...asked });
  const [owner = asked.owner, repo = asked.repo] = data.full_name.split('/');
  return { at: { ...asked, owner, repo }, base: data.default_branch, id: String(data.id) };
}

/** So many pull requests may follow one another for one file. */
const mostTimes = 100;

interface Found {
  readonly number: number;
  readonly url: string;
  readonly state?: 'open' | 'merged' | 'closed';
}

function remoteOf({ number, url }: Found, revision: string | undefined, became: Remote['became']): Remote {
  return { id: String(number), url, ...(revision !== undefined && { revision }), ...(became && { became }) };
}

/** An earlier pull request from this branch: open or merged, else `remote`, else the one that was closed last. */
async function find(
  octokit: Octokit,
  at: At,
  branch: string,
  remote?: Pick<Remote, 'id'>,
): Promise<Found | undefined> {
  const { data } = await octokit.pulls.list({ ...at, head: `${at.owner}:${branch}`, state: 'all' });
  const pull =
    data.find((one) => one.state === 'open' || one.merged_at) ??
    data.find(({ number }) => String(number) === remote?.id) ??
    data[0];
  if (!pull) return undefined;
  const state = pull.merged_at ? 'merged' : pull.state === 'open' ? 'open' : 'closed';
  return { number: pull.number, url: pull.html_url, state };
}

/** The file as a branch has it, and whether that is the text it should have. */
async function fileIn(
  octokit: Octokit,
  at: At,
  { path, text, branch }: Pick<Proposal, 'path' | 'text' | 'branch'>,
) {
  const known = await octokit.repos
    .getContent({ ...at, path, ref: branch })
    .then(({ data }) => (Array.isArray(data) || !('sha' in data) ? undefined : data))
    .catch(unless(404));
  const kept = known && 'content' in known ? Buffer.from(known.content, 'base64').toString('utf8') : '';
  // Who keeps lines that end as on Windows goes on doing so.
  const written = kept.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  return { known, isSame: known !== undefined && kept === written, written };
}

/**
 * Writes the file into its branch; answers as what it stands there. What somebody else has changed, moved or removed since it
 * was written as `before` is theirs, and stays: then undefined.
 */
async function putFile(
  octokit: Octokit,
  at: At,
  file: Proposal,
  before: { readonly path?: string | undefined; readonly revision?: string | undefined } = {},
): Promise<{ readonly sha: string | undefined } | undefined> {
  const { path, branch, title, signed } = file;
  const { known, isSame, written } = await fileIn(octokit, at, file);
  if (known && isSame) return { sha: known.sha };
  const isKnown = known !== undefined || before.path === path;
  if (isKnown && before.revision !== undefined && known?.sha !== before.revision) return undefined;
  const { data } = await octokit.repos.createOrUpdateFileContents({
    ...at,
    path,
    branch,
    ...(await signed(title)),
    content: Buffer.from(written).toString('base64'),
    ...(known && { sha: known.sha }),
  });
  return { sha: data.content?.sha };
}

async function open(octokit: Octokit, at: At, file: Proposal & { base: string }): Promise<Found> {
  const { branch: head, base, title, body } = file;
  return await octokit.pulls.create({ ...at, head, base, title, body }).then(
    ({ data }) => ({ number: data.number, url: data.html_url }),
    async (error: unknown) => {
      const known = statusOf(error) === 422 ? await find(octokit, at, head) : undefined;
      if (known?.state === 'open') return known;
      throw error;
    },
  );
}

/** What an error of Octokit's means, and what to do; the token in its request is not repeated. */
function outside(
  error: unknown,
  { repository, isSeen, what }: { repository: string; isSeen: boolean; what: 'files' | 'issues' },
): OutsideError {
  if (error instanceof OutsideError) return error;
  const failure = failureOf(error, { hasToken: true });
  const status = statusOf(error);
  // What is not GitHub's refusal of this change lasts as long as it does for whoever reads.
  if (failure.retryAfterSeconds !== undefined || anothers(error)) return failure;
  const said = saidBy(error);
  if (status === 403 && /\bSAML\b|single sign-on|IP allow list/iu.test(said))
    return untold(repository, { fault: said });
  // With 404 GitHub answers, too, to a token without the right to write.
  const isHidden = status === 404 && isSeen;
  if (isHidden || (status === 403 && /not accessible|rights|not granted|permission/iu.test(said))) {
    const right = what === 'files' ? '"contents" and "pull requests"' : '"issues"';
    const orElse = isHidden && what === 'issues' ? ' Or what it is about was removed from there.' : '';
    return refused(`The token may not write to ${repository}: it needs ${right} (write) there.${orElse}`);
  }
  if (status === 404 || status === 451)
    return refused(`${repository} is not on GitHub, or the token does not see it.`);
  if (status === 410 && /disabled/iu.test(said))
    return refused(`${repository} has no issues: they are turned off there.`);
  if (status === 403 || status === 410)
    return refused(`GitHub does not let me write to ${repository}: ${said}`);
  if (status === 409 && /repository is empty/iu.test(said))
    return refused(`${repository} is empty: a file can be proposed once it has a first commit.`);
  if (status === 409 && !/rule violation|protected/iu.test(said))
    return new OutsideError(`${repository} was changed in the same moment: ${said}`);
  if (status === 409 || status === 422) return refused(`GitHub refused the change to ${repository}: ${said}`);
  return failure;
}

function refused(message: string): OutsideError {
  return new OutsideError(message, { isPermanent: true });
}
