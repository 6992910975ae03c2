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
   * Undefined when it is not there, or not for everybody to see; with `isPrivateToo` what the bot alone can see is read and
   * marked so. Throws `OutsideError`.
   */
  readProgress(link: WorkLink, how: { readonly isPrivateToo: boolean }): Promise<WorkProgress | undefined>;
}

const kinds = { issues: 'issue', pull: 'pull', milestone: 'milestone' } as const;

/** The piece of work that an address means; undefined when it means something else. */
export function workLinkOf(url: string): WorkLink | undefined {
  const found =
    /^https:\/\/github\.com\/(\w[\w.-]{0,99}\/[\w.-]{0,99}[\w-][\w.-]{0,99})\/(issues|pull|milestone)\/([1-9]\d{0,8})(?:[/?#]\S*)?$/u.exec(
      url,
    );
  const [, repository, path, number] = found ?? [];
  if (repository === undefined || (path !== 'issues' && path !== 'pull' && path !== 'milestone')) {
    return undefined;
  }
  return { url, repository, kind: kinds[path], number: Number(number) };
}
