// Pull requests, issues and repositories as GitHub's REST JSON.
import {
  type Actor,
  askMergeable,
  headOf,
  isPull,
  type PullRequest,
  type Repository,
  type Review,
  type Thread,
} from './model.ts';

const seconds = (at: Date | undefined) => (at === undefined ? null : `${at.toISOString().slice(0, 19)}Z`);

/** Whoever acts: a bot's login ends in [bot] here, as it does not in GraphQL. */
export function actorJson({ kind, login }: Actor, api: string) {
  return kind === 'Bot' ? { ...userJson(`${login}[bot]`, api), type: 'Bot' } : userJson(login, api);
}

/** A user. */
export function userJson(login: string, api: string) {
  return {
    login,
    id: [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007, 7),
    node_id: `U_${login}`,
    avatar_url: `https://avatars.githubusercontent.com/${login}`,
    url: `${api}/users/${login}`,
    html_url: `https://github.com/${login}`,
    type: 'User',
    site_admin: false,
  };
}

/** A repository. */
export function repositoryJson(repository: Repository, api: string) {
  const fullName = `${repository.owner}/${repository.name}`;
  return {
    id: repository.databaseId,
    node_id: repository.id,
    name: repository.name,
    full_name: fullName,
    private: repository.isPrivate,
    owner: userJson(repository.owner, api),
    html_url: `https://github.com/${fullName}`,
    url: `${api}/repos/${fullName}`,
    description: null,
    fork: false,
    archived: repository.isArchived,
    has_issues: repository.hasIssues,
    disabled: false,
    default_branch: repository.defaultBranch,
    visibility: repository.isPrivate ? 'private' : 'public',
    open_issues_count: [...repository.threads.values()].filter((one) => one.state === 'OPEN').length,
  };
}

/** An issue, or a pull request as issues and searches show it. */
export function issueJson(thread: Thread, api: string) {
  const fullName = `${thread.repository.owner}/${thread.repository.name}`;
  const page = `https://github.com/${fullName}/${isPull(thread) ? 'pull' : 'issues'}/${thread.number}`;
  const pullUrl = `${api}/repos/${fullName}/pulls/${thread.number}`;
  return {
    id: thread.databaseId,
    node_id: thread.id,
    number: thread.number,
    url: `${api}/repos/${fullName}/issues/${thread.number}`,
    repository_url: `${api}/repos/${fullName}`,
    html_url: page,
    title: thread.title,
    body: thread.body === '' ? null : thread.body,
    user: thread.author === undefined ? null : actorJson(thread.author, api),
    author_association: thread.association,
    labels: thread.labels.map((label) => ({
      id: 1,
      node_id: `LA_${label.name}`,
      ...label,
      default: false,
      description: null,
    })),
    state: thread.state === 'OPEN' ? 'open' : 'closed',
    locked: false,
    assignees: [],
    assignee: null,
    milestone: null,
    comments: thread.timeline.filter((event) => event.type === 'IssueComment').length,
    created_at: seconds(thread.createdAt),
    updated_at: seconds(thread.updatedAt),
    closed_at: seconds(thread.closedAt),
    ...(isPull(thread)
      ? {
          draft: thread.isDraft,
          pull_request: { url: pullUrl, html_url: page, merged_at: seconds(thread.mergedAt) },
        }
      : {}),
  };
}

/** A pull request in a list. */
export function pullJson(pull: PullRequest, api: string) {
  const { pull_request, comments, repository_url, ...core } = issueJson(pull, api);
  const users = pull.requested.flatMap((one) => (one.kind === 'Team' ? [] : [actorJson(one, api)]));
  const teams = pull.requested.flatMap((one) =>
    one.kind === 'Team' ? [{ slug: one.slug, name: one.name }] : [],
  );
  return {
    ...core,
    url: `${api}/repos/${pull.repository.owner}/${pull.repository.name}/pulls/${pull.number}`,
    draft: pull.isDraft,
    merged_at: seconds(pull.mergedAt),
    merge_commit_sha: null,
    requested_reviewers: users,
    requested_teams: teams,
    head: {
      label: `${pull.author?.login}:${pull.headRefName}`,
      ref: pull.headRefName,
      sha: headOf(pull),
      repo: null,
    },
    base: {
      label: `${pull.repository.owner}:${pull.baseRefName}`,
      ref: pull.baseRefName,
      sha: pull.repository.branches.get(pull.baseRefName)?.head ?? '0'.repeat(40),
      repo: repositoryJson(pull.repository, api),
    },
  };
}

/** A pull request by itself. */
export function wholePullJson(pull: PullRequest, api: string) {
  const mergeable = askMergeable(pull);
  return {
    ...pullJson(pull, api),
    merged: pull.state === 'MERGED',
    mergeable: mergeable === 'UNKNOWN' ? null : mergeable === 'MERGEABLE',
    mergeable_state: mergeable === 'UNKNOWN' ? 'unknown' : mergeable === 'MERGEABLE' ? 'clean' : 'dirty',
    additions: pull.files.reduce((sum, file) => sum + file.additions, 0),
    deletions: pull.files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: pull.files.length,
    commits: pull.commits.length,
    comments: pull.timeline.filter((event) => event.type === 'IssueComment').length,
    review_comments: 0,
    maintainer_can_modify: true,
  };
}

/** A review. */
export function reviewJson(review: Review, pull: PullRequest, api: string) {
  return {
    id: Number(review.id.replace(/\D/gu, '')),
    node_id: review.id,
    user: actorJson(review.author, api),
    body: review.body,
    state: review.state,
    author_association: review.association,
    submitted_at: seconds(review.at),
    commit_id: review.commit,
    html_url: `https://github.com/${pull.repository.owner}/${pull.repository.name}/pull/${pull.number}#pullrequestreview`,
  };
}

/** The run of a workflow on the head of a pull request; one that waits to be let run ends before it begins. */
export function runJson(pull: PullRequest) {
  const isRunning = pull.checks === 'PENDING' || pull.checks === 'EXPECTED';
  const conclusion = pull.checks === 'SUCCESS' ? 'success' : 'failure';
  return {
    id: pull.databaseId,
    name: 'Tests',
    event: 'pull_request',
    head_branch: pull.headRefName,
    head_sha: headOf(pull),
    status: !pull.isHeld && isRunning ? 'in_progress' : 'completed',
    conclusion: pull.isHeld ? 'action_required' : isRunning ? null : conclusion,
    created_at: seconds(pull.updatedAt),
  };
}
