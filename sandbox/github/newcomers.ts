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
/** Who labels: bedevere unless somebody is named. */
export const labeller = (options: { by?: string; isBot?: boolean }): Actor =>
  options.by === undefined
    ? { kind: 'Bot', login: 'bedevere-app' }
    : { kind: options.isBot ? 'Bot' : 'User', login: options.by };
