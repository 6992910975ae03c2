// What is said about a pull request or an issue when it is opened, and who acts on it.
import type { Actor, Association, CheckState, FileChange, Label } from './model.ts';

/** What a new pull request or issue may say about itself; the rest has plain defaults. */
export interface NewThread {
  readonly number?: number;
  readonly title: string;
  readonly body?: string;
  readonly author?: string;
  readonly association?: Association;
  readonly createdAt?: Date;
  readonly labels?: readonly Label[];
  readonly isSynthetic?: boolean;
}

/** See `NewThread`. */
export interface NewPull extends NewThread {
  readonly isDraft?: boolean;
  readonly files?: readonly FileChange[];
  readonly checks?: CheckState;
  readonly mergeable?: 'MERGEABLE' | 'CONFLICTING';
  readonly isMergeableKnown?: boolean;
  /** Whether the workflows wait for a maintainer to let them run. */
  readonly isHeld?: boolean;
  readonly isInMergeQueue?: boolean;
  readonly autoMergeAt?: Date;
  /** The committer's date of its first commit; when it is opened if left out. */
  readonly committedAt?: Date;
  readonly headRefName?: string;
  readonly baseRefName?: string;
}

/** Stands for an account that was deleted. */
export const ghost: Actor = { kind: 'User', login: 'ghost' };
/** A person. */
export const user = (login: string): Actor => ({ kind: 'User', login });
/** A person, or a bot when the login ends in [bot]. */
export const actorOf = (login: string): Actor => ({
  kind: login.endsWith('[bot]') ? 'Bot' : 'User',
  login: login.replace('[bot]', ''),
});
/** What a push brings. */
export interface NewCommit {
  /** The author's login; the pull request's author if left out. */
  readonly by?: string;
  /** When it is pushed; now if left out. */
  readonly at?: Date;
  /** The committer's date, where it is not that of the push. */
  readonly committedAt?: Date;
  /** Whether the author's e-mail is nobody's on GitHub: then only the name is known. */
  readonly isUnlinked?: boolean;
  /** Whether the last commit is replaced by it. */
  readonly isForced?: boolean;
  /** Who forces the push; the commit's author if left out. */
  readonly pusher?: string;
  readonly message?: string;
  /** The commit that a merge brings in. */
  readonly mergeOf?: string;
  readonly checks?: CheckState;
  readonly files?: readonly FileChange[];
}

/** Whose reviews count, where it is not told. */
export const writers: ReadonlySet<Association> = new Set<Association>(['MEMBER', 'OWNER', 'COLLABORATOR']);

/** Who labels: bedevere unless somebody is named. */
export const labeller = (options: { by?: string; isBot?: boolean }): Actor =>
  options.by === undefined
    ? { kind: 'Bot', login: 'bedevere-app' }
    : options.isBot
      ? { kind: 'Bot', login: options.by }
      : actorOf(options.by);

/** How those stand who have not committed to the repository yet. */
export const newcomers: ReadonlySet<Association> = new Set<Association>([
  'FIRST_TIME_CONTRIBUTOR',
  'FIRST_TIMER',
  'NONE',
]);
