// Opens a pull request that adds one file, such as a meeting's minutes; tried again, it finds what it made before.
import { Octokit } from '@octokit/rest';
import { messageOf, OutsideError } from '../../core/errors.ts';

/** A file on its way into a repository. */
export interface FileProposal {
  /** `owner/name`. */
  readonly repository: string;
  /** Named after the file, so that a second try finds the first one's. */
  readonly branch: string;
  readonly path: string;
  readonly content: string;
  readonly title: string;
  readonly body: string;
}

/** Builds what opens such pull requests with a token that may write contents and pull requests. */
export function minutesPullRequests(access: { readonly token: string; readonly apiUrl: string }) {
  const octokit = new Octokit({
    auth: access.token,
    baseUrl: access.apiUrl,
    userAgent: 'docent',
    // What it would print is thrown, and told by whoever asked.
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });

  /** Answers the address of the pull request. Throws `OutsideError`. */
  return async (file: FileProposal): Promise<{ url: string }> => {
    const [owner = '', repo = ''] = file.repository.split('/');
    const at = { owner, repo, request: { signal: AbortSignal.timeout(30_000) } };
    try {
      const known = await find(octokit, at, file.branch);
      if (known) return { url: known };
      const { data: repository } = await octokit.repos.get(at);
      const base = repository.default_branch;
      await makeBranch(octokit, at, { base, branch: file.branch });
      await putFile(octokit, at, file);
      return { url: await open(octokit, at, { ...file, base }) };
    } catch (error) {
      throw outside(error, file.repository);
    }
  };
}

interface At {
  readonly owner: string;
  readonly repo: string;
  readonly request: { readonly signal: AbortSignal };
}

/** An earlier pull request from this branch, open or merged. */
async function find(octokit: Octokit, at: At, branch: string): Promise<string | undefined> {
  const { data } = await octokit.pulls.list({ ...at, head: `${at.owner}:${branch}`, state: 'all' });
  return data.find((pull) => pull.state === 'open' || pull.merged_at)?.html_url;
}

async function makeBranch(
  octokit: Octokit,
  at: At,
  { base, branch }: { base: string; branch: string },
): Promise<void> {
  const { data } = await octokit.git.getRef({ ...at, ref: `heads/${base}` });
  await octokit.git
    .createRef({ ...at, ref: `refs/heads/${branch}`, sha: data.object.sha })
    .catch(unless(422, /already exists/iu));
}

async function putFile(
  octokit: Octokit,
  at: At,
  { path, content, branch, title }: FileProposal,
): Promise<void> {
  const known = await octokit.repos
    .getContent({ ...at, path, ref: branch })
    .then(({ data }) => (Array.isArray(data) || !('sha' in data) ? undefined : data))
    .catch(unless(404));
  const encoded = Buffer.from(content).toString('base64');
  const isSame = known && 'content' in known && known.content.replaceAll('\n', '') === encoded;
  if (isSame) return;
  await octokit.repos.createOrUpdateFileContents({
    ...at,
    path,
    branch,
    message: title,
    content: encoded,
    ...(known && { sha: known.sha }),
  });
}

async function open(octokit: Octokit, at: At, file: FileProposal & { base: string }): Promise<string> {
  const made = await octokit.pulls
    .create({ ...at, head: file.branch, base: file.base, title: file.title, body: file.body })
    .catch(unless(422));
  const url = made?.data.html_url ?? (await find(octokit, at, file.branch));
  if (url) return url;
  throw new OutsideError(`GitHub did not open a pull request for ${file.path}: it has that file already.`, {
    isPermanent: true,
  });
}

/** Lets an expected refusal pass as "nothing". */
function unless(status: number, words = /(?:)/u) {
  return (error: unknown): undefined => {
    if (statusOf(error) === status && words.test(messageOf(error))) return undefined;
    throw error;
  };
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}

/** What an error of Octokit's means, and what to do; the token in its request is not repeated. */
function outside(error: unknown, repository: string): OutsideError {
  if (error instanceof OutsideError) return error;
  const status = statusOf(error);
  if (status === 401) return refused('GitHub does not accept the token (GITHUB_TOKEN): make a new one.');
  if (status === 403 && !/rate limit/iu.test(messageOf(error))) {
    return refused(
      `The token may not write to ${repository}: it needs "contents" and "pull requests" (write) there.`,
    );
  }
  if (status === 404) return refused(`${repository} is not on GitHub, or the token does not see it.`);
  if (status === 422) return refused(`GitHub refused the change to ${repository}: ${messageOf(error)}`);
  return new OutsideError(`GitHub could not be asked: ${messageOf(error)}`);
}

function refused(message: string): OutsideError {
  return new OutsideError(message, { isPermanent: true });
}
