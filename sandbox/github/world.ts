// GitHub's memory, and what people do there: each change leaves its mark in the timeline.
import {
  type Actor,
  type Association,
  type CheckState,
  type Happening,
  headOf,
  type Label,
  type Milestone,
  type PullRequest,
  type Repository,
  type ReviewState,
  type Team,
  type Thread,
  type TimelineEvent,
} from './model.ts';
import {
  actorOf,
  ghost,
  labeller,
  type NewCommit,
  type NewPull,
  type NewThread,
  newcomers,
  user,
  writers,
} from './newcomers.ts';
import { oidOf } from './random.ts';

type EventData = TimelineEvent extends infer E
  ? E extends TimelineEvent
    ? Omit<E, 'id' | 'at' | 'actor'>
    : never
  : never;

/** All repositories and what happens in them. */
export class World {
  readonly repositories: Repository[] = [];
  readonly byId = new Map<string, Thread | Repository>();
  /** The commits that were written by the API, oldest first. */
  readonly written: {
    readonly sha: string;
    readonly message: string;
    readonly author: { readonly name: string; readonly email: string };
  }[] = [];
  /** Public gists, newest first. */
  readonly gists: {
    readonly id: string;
    readonly login: string;
    readonly description: string;
    readonly text: string;
  }[] = [];
  /** Accounts that have done nothing yet. */
  readonly logins: string[] = [];
  /** Repositories that no token sees any more. */
  readonly hidden = new Set<string>();
  readonly clock: () => Date;
  /** What was opened so short a time ago is not found by a search yet, as at GitHub; lists have it at once. */
  searchLagMilliseconds = 0;
  readonly #listeners = new Set<(happening: Happening) => void>();
  #nextId = 1;

  constructor(clock: () => Date) {
    this.clock = clock;
  }

  onHappening(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One of that name; where another one had that name before, the name leads to this one from now on. */
  addRepository(fullName: string): Repository {
    const wanted = fullName.toLowerCase();
    const known = this.repositories.find((one) => `${one.owner}/${one.name}`.toLowerCase() === wanted);
    if (known !== undefined) return known;
    const [owner = '', name = ''] = fullName.split('/');
    if (owner === '' || name === '') throw new Error(`A repository is named owner/name, not "${fullName}"`);
    const databaseId = this.#id();
    const repository: Repository = {
      id: `R_${databaseId}`,
      databaseId,
      threads: new Map(),
      moved: new Map(),
      branches: new Map([
        ['main', { head: oidOf(`${fullName}/main`), files: new Map([['README.md', `# ${name}\n`]]) }],
      ]),
      labels: new Map(),
      milestones: [],
      formerNames: new Set(),
      defaultBranch: 'main',
      isPrivate: false,
      isArchived: false,
      isEmpty: false,
      hasIssues: true,
      requiresReviews: true,
      owner,
      name,
    };
    this.repositories.push(repository);
    this.byId.set(repository.id, repository);
    return repository;
  }

  /** By its name or a former one; GitHub ignores case. */
  find(fullName: string): Repository | undefined {
    const wanted = fullName.toLowerCase();
    if (this.hidden.has(wanted)) return undefined;
    return (
      this.repositories.find((one) => `${one.owner}/${one.name}`.toLowerCase() === wanted) ??
      this.repositories.find((one) => one.formerNames.has(wanted))
    );
  }

  rename(fullName: string, to: string): void {
    const repository = this.#repository(fullName);
    const [owner = '', name = ''] = to.split('/');
    repository.formerNames.add(`${repository.owner}/${repository.name}`.toLowerCase());
    repository.owner = owner;
    repository.name = name;
  }

  removeRepository(fullName: string): void {
    const repository = this.#repository(fullName);
    this.repositories.splice(this.repositories.indexOf(repository), 1);
    this.byId.delete(repository.id);
    for (const thread of repository.threads.values()) this.byId.delete(thread.id);
  }

  openPull(fullName: string, wanted: NewPull): PullRequest {
    const base = this.#thread(fullName, wanted);
    const author = base.author ?? ghost;
    const commit = {
      oid: oidOf(`${fullName}#${base.number}/1`),
      at: wanted.committedAt ?? base.createdAt,
      author,
      authorName: nameOf(author),
      parents: [base.repository.branches.get(base.repository.defaultBranch)?.head ?? ''],
      message: wanted.title,
    };
    const pull: PullRequest = {
      ...base,
      kind: 'PullRequest',
      id: `PR_${base.databaseId}`,
      reviews: [],
      requested: [],
      commits: [commit],
      headRefName: wanted.headRefName ?? `patch-${base.number}`,
      baseRefName: wanted.baseRefName ?? base.repository.defaultBranch,
      isDraft: wanted.isDraft ?? false,
      files: [
        ...(wanted.files ?? [{ path: 'Doc/index.rst', additions: 3, deletions: 1, changeType: 'MODIFIED' }]),
      ],
      mergedAt: undefined,
      mergedBy: undefined,
      mergeable: wanted.mergeable ?? 'MERGEABLE',
      isMergeableKnown: wanted.isMergeableKnown ?? false,
      checks: wanted.checks === undefined ? 'SUCCESS' : wanted.checks,
      isHeld: wanted.isHeld ?? false,
      isInMergeQueue: wanted.isInMergeQueue ?? false,
      autoMergeAt: wanted.autoMergeAt,
      isForkGone: false,
      checksAt: undefined,
    };
    this.#keep(pull);
    this.#event(pull, author, { type: 'PullRequestCommit', commit }, { at: base.createdAt });
    for (const label of wanted.labels ?? [])
      this.#event(pull, author, { type: 'LabeledEvent', label }, { at: base.createdAt });
    this.#told(pull, author.login, 'pull', wanted.title);
    return pull;
  }

  openIssue(fullName: string, wanted: NewThread): Thread {
    const base = this.#thread(fullName, wanted);
    const issue: Thread = { ...base, kind: 'Issue', id: `I_${base.databaseId}` };
    this.#keep(issue);
    this.#told(issue, issue.author?.login ?? 'ghost', 'issue', wanted.title);
    return issue;
  }

  /**
   * Moves an issue to another repository of the same owner, where it gets a number of its own; the former one leads to it
   * (https://docs.github.com/issues/tracking-your-work-with-issues/administering-issues/transferring-an-issue-to-another-repository).
   */
  transferIssue(issue: Thread, to: string): Thread {
    const repository = this.addRepository(to);
    const number = Math.max(0, ...repository.threads.keys()) + 1;
    const moved: Thread = { ...issue, repository, number };
    issue.repository.threads.delete(issue.number);
    issue.repository.moved.set(issue.number, moved);
    this.#keep(moved);
    return moved;
  }

  pushCommit(pull: PullRequest, options: NewCommit = {}): void {
    const by = options.by === undefined ? (pull.author ?? ghost) : actorOf(options.by);
    const before = headOf(pull);
    const at = options.at ?? this.clock();
    const commit = {
      oid: oidOf(`${pull.id}/${pull.commits.length + 1}/${at.getTime()}`),
      at: options.committedAt ?? at,
      author: options.isUnlinked ? undefined : by,
      authorName: nameOf(by),
      parents: [before, ...(options.mergeOf === undefined ? [] : [options.mergeOf])],
      message: options.message ?? 'Address review',
    };
    if (options.isForced) {
      const gone = pull.commits.pop();
      const shown = pull.timeline.findIndex(
        (event) => event.type === 'PullRequestCommit' && event.commit.oid === gone?.oid,
      );
      if (shown >= 0) pull.timeline.splice(shown, 1);
      const pusher = options.pusher === undefined ? by : actorOf(options.pusher);
      this.#event(pull, pusher, { type: 'HeadRefForcePushedEvent', before, after: commit.oid }, { at });
    }
    pull.commits.push(commit);
    this.#event(pull, by, { type: 'PullRequestCommit', commit }, { at });
    pull.isMergeableKnown = false;
    pull.checks = options.checks === undefined ? 'PENDING' : options.checks;
    pull.checksAt = undefined;
    if (options.files !== undefined) pull.files = [...options.files];
    this.#told(pull, by.login, 'commit', commit.oid.slice(0, 8));
  }

  /** "Update branch": the base branch is merged in, by whoever pressed the button. */
  updateBranch(pull: PullRequest, by: string, options: { at?: Date; checks?: CheckState } = {}): void {
    const base = pull.baseRefName;
    const mergeOf = oidOf(`${pull.repository.id}/${base}/${(options.at ?? this.clock()).getTime()}`);
    const message = `Merge branch '${base}' into ${pull.headRefName}`;
    this.pushCommit(pull, { ...options, by, message, mergeOf });
  }

  /** The workflows of the head begin to wait for a maintainer, or are let run: no event, no new `updatedAt`. */
  hold(pull: PullRequest, isHeld: boolean): void {
    pull.isHeld = isHeld;
  }

  review(
    pull: PullRequest,
    by: string,
    review: { state: ReviewState; association?: Association; canPush?: boolean; body?: string; at?: Date },
  ): void {
    const at = review.at ?? this.clock();
    const association = review.association ?? 'MEMBER';
    const made = {
      id: `PRR_${this.#id()}`,
      author: actorOf(by),
      association,
      canPush: review.canPush ?? writers.has(association),
      at,
      commit: headOf(pull),
      body: review.body ?? '',
      state: review.state,
    };
    pull.reviews.push(made);
    const asked = pull.requested.findIndex((one) => one.kind !== 'Team' && one.login === by);
    if (asked >= 0) pull.requested.splice(asked, 1);
    this.#event(pull, made.author, { type: 'PullRequestReview', review: made }, { at });
    this.#told(pull, by, 'review', review.state);
  }

  /** Takes back the last opinion of a reviewer, as whoever may write can. */
  dismissReview(pull: PullRequest, reviewer: string, options: { by: string; at?: Date }): void {
    const review = pull.reviews.findLast(
      ({ author, state }) => author.login === reviewer && /^(?:APPROVED|CHANGES_REQUESTED)$/u.test(state),
    );
    if (!review) throw new Error(`${reviewer} has no review that could be dismissed`);
    const before = review.state;
    review.state = 'DISMISSED';
    this.#event(
      pull,
      actorOf(options.by),
      { type: 'ReviewDismissedEvent', review, before },
      { at: options.at },
    );
  }

  requestReview(
    pull: PullRequest,
    reviewer: string,
    options: { by?: string; at?: Date; isTeam?: boolean } = {},
  ): void {
    const asked: Actor | Team = options.isTeam
      ? { kind: 'Team', slug: reviewer, name: reviewer }
      : actorOf(reviewer);
    pull.requested.push(asked);
    const by = options.by === undefined ? (pull.author ?? ghost) : actorOf(options.by);
    this.#event(pull, by, { type: 'ReviewRequestedEvent', reviewer: asked }, { at: options.at });
  }

  /** A milestone with so many open and closed issues. */
  addMilestone(fullName: string, wanted: { title: string; open: number; closed: number }): Milestone {
    const { milestones } = this.#repository(fullName);
    const state = wanted.open === 0 ? 'closed' : 'open';
    const made: Milestone = { number: milestones.length + 1, state, createdAt: this.clock(), ...wanted };
    milestones.push(made);
    return made;
  }

  comment(
    thread: Thread,
    by: string,
    comment: { body: string; association?: Association; at?: Date; isBot?: boolean },
  ): void {
    const actor: Actor = comment.isBot ? { kind: 'Bot', login: by } : actorOf(by);
    const association = comment.association ?? (by === thread.author?.login ? thread.association : 'MEMBER');
    this.#event(thread, actor, { type: 'IssueComment', body: comment.body, association }, { at: comment.at });
    this.#told(thread, by, 'comment', comment.body);
  }

  label(
    thread: Thread,
    name: string,
    options: { by?: string; color?: string; at?: Date; isBot?: boolean } = {},
  ): void {
    if (thread.labels.some((one) => one.name === name)) return;
    const label = this.#label(thread.repository, { name, color: options.color ?? 'ededed' });
    thread.labels.push(label);
    this.#event(thread, labeller(options), { type: 'LabeledEvent', label }, { at: options.at });
    this.#told(thread, options.by ?? 'bedevere-app', 'label', `+${name}`);
  }

  unlabel(thread: Thread, name: string, options: { by?: string; at?: Date; isBot?: boolean } = {}): void {
    const at = thread.labels.findIndex((one) => one.name === name);
    const label = thread.labels[at];
    if (label === undefined) return;
    thread.labels.splice(at, 1);
    this.#event(thread, labeller(options), { type: 'UnlabeledEvent', label }, { at: options.at });
    this.#told(thread, options.by ?? 'bedevere-app', 'label', `-${name}`);
  }

  setDraft(pull: PullRequest, isDraft: boolean, options: { at?: Date } = {}): void {
    pull.isDraft = isDraft;
    const type = isDraft ? 'ConvertToDraftEvent' : 'ReadyForReviewEvent';
    this.#event(pull, pull.author ?? ghost, { type }, { at: options.at });
  }

  merge(pull: PullRequest, by: string, options: { at?: Date } = {}): void {
    const at = options.at ?? this.clock();
    pull.state = 'MERGED';
    pull.mergedAt = at;
    pull.mergedBy = user(by);
    pull.closedAt = at;
    const { branches } = pull.repository;
    const from = branches.get(pull.headRefName);
    const into = branches.get(pull.baseRefName);
    for (const { path } of pull.files) {
      const content = from?.files.get(path);
      if (content !== undefined) into?.files.set(path, content);
    }
    if (into) into.head = oidOf(`${into.head}/merge/${pull.number}`);
    // "Author has previously committed to the repository", in all that they opened.
    for (const one of pull.repository.threads.values())
      if (one.author?.login === pull.author?.login && newcomers.has(one.association))
        one.association = 'CONTRIBUTOR';
    this.#event(pull, user(by), { type: 'MergedEvent' }, { at });
    this.#told(pull, by, 'state', 'merged');
  }

  close(thread: Thread, by: string, options: { at?: Date } = {}): void {
    thread.state = 'CLOSED';
    thread.closedAt = options.at ?? this.clock();
    this.#event(thread, user(by), { type: 'ClosedEvent' }, { at: options.at });
    this.#told(thread, by, 'state', 'closed');
  }

  reopen(thread: Thread, by: string, options: { at?: Date } = {}): void {
    thread.state = 'OPEN';
    thread.closedAt = undefined;
    this.#event(thread, user(by), { type: 'ReopenedEvent' }, { at: options.at });
    this.#told(thread, by, 'state', 'reopened');
  }

  retitle(thread: Thread, title: string, by: string): void {
    this.#event(thread, user(by), { type: 'RenamedTitleEvent', before: thread.title, after: title }, {});
    thread.title = title;
  }

  refer(thread: Thread, source: Thread, by: string): void {
    this.#event(thread, user(by), { type: 'CrossReferencedEvent', source }, {});
  }

  /** The state of the checks, or of merging, as the machines find it: no event, no new `updatedAt`. */
  setChecks(pull: PullRequest, checks: CheckState): void {
    pull.checks = checks;
    pull.checksAt = this.clock();
  }

  failed(place: string, text: string): void {
    this.#tell({ at: this.clock(), platform: 'github', place, who: 'github', kind: 'error', text });
  }

  #thread(fullName: string, wanted: NewThread): Thread {
    const repository = this.addRepository(fullName);
    const createdAt = wanted.createdAt ?? this.clock();
    const number = wanted.number ?? Math.max(0, ...repository.threads.keys()) + 1;
    return {
      kind: 'Issue',
      id: '',
      databaseId: this.#id(),
      number,
      repository,
      author: wanted.author === undefined ? user('octocat') : actorOf(wanted.author),
      association: wanted.association ?? 'CONTRIBUTOR',
      createdAt,
      isSynthetic: wanted.isSynthetic ?? true,
      labels: (wanted.labels ?? []).map((label) => this.#label(repository, label)),
      timeline: [],
      title: wanted.title,
      body: wanted.body ?? '',
      state: 'OPEN',
      updatedAt: createdAt,
      closedAt: undefined,
    };
  }

  #label(repository: Repository, label: Label): Label {
    const known = repository.labels.get(label.name) ?? label;
    repository.labels.set(label.name, known);
    return known;
  }

  #keep(thread: Thread): void {
    thread.repository.threads.set(thread.number, thread);
    this.byId.set(thread.id, thread);
  }

  #event(thread: Thread, actor: Actor | undefined, data: EventData, when: { at?: Date | undefined }): void {
    const at = when.at ?? this.clock();
    thread.timeline.push({ id: `E_${this.#id()}`, at, actor, ...data });
    if (at > thread.updatedAt) thread.updatedAt = at;
  }

  #told(thread: Thread, who: string, kind: Happening['kind'], text: string): void {
    const place = `${thread.repository.owner}/${thread.repository.name}#${thread.number}`;
    this.#tell({ at: this.clock(), platform: 'github', place, who, kind, text });
  }

  #tell(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening);
  }

  #repository(fullName: string): Repository {
    const found = this.find(fullName);
    if (found === undefined) throw new Error(`No repository ${fullName} in the sandbox's GitHub`);
    return found;
  }

  #id(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }
}

/** What git says of an author. */
function nameOf({ kind, login }: Actor): string {
  return kind === 'Bot' ? `${login}[bot]` : login;
}
