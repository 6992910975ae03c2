// Addresses of work on GitHub, and how far that work is: issues, pull requests and milestones.

/** A piece of work by its address. */
export interface WorkLink {
  readonly url: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly kind: 'issue' | 'pull' | 'milestone';
  readonly number: number;
}

/** How far it is. */
export interface WorkProgress {
  readonly url: string;
  readonly title: string;
  readonly state: 'open' | 'closed' | 'merged';
  /** Of a milestone: how many of its issues are closed, and how many there are. */
  readonly closed?: number;
  readonly total?: number;
  /** It stands in a repository that only some can see. */
  readonly isPrivate?: boolean;
}

/** What reads how far work is. */
export interface WorkSource {
  /**
   * Undefined when it is not there, or not for everybody to see; what the bot alone can see is read of the repositories of
   * which `isPrivateToo` says so, by where the work is now, and marked so. Throws `OutsideError`.
   */
  readProgress(
    link: WorkLink,
    how: { isPrivateToo(repository: string): boolean },
  ): Promise<WorkProgress | undefined>;
}
