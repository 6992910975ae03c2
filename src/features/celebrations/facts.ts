// What the feature knows: what was celebrated, and what other features know of achievements.
import type { Block } from '../../core/document.ts';

/** Something that somebody found worth celebrating. */
export interface Celebrated {
  readonly id: number;
  readonly text: string;
  readonly byId?: number;
  readonly at: Date;
}

/** From when until when, and whether only the group's own people read it. */
export interface Span {
  readonly since: Date;
  readonly until: Date;
  readonly isGroup: boolean;
}

/** That a group wants its achievements told once a month by themselves. */
export interface Celebrating {
  readonly uid: string;
  readonly since: Date;
}

/** A project that was done. */
export interface DoneProject {
  readonly name: string;
  readonly lead?: string;
}

/** A first pull request that was merged. */
export interface FirstMerged {
  readonly author: string;
  readonly title: string;
  readonly url: string;
}

/** Everything that was achieved. */
export interface Achievements {
  readonly celebrated: readonly (Celebrated & { readonly by?: string })[];
  readonly done: readonly DoneProject[];
  readonly firstMerged: readonly FirstMerged[];
  /** What was merged, as the digests tell it. */
  readonly merged: { readonly title: string; readonly blocks: readonly Block[] } | undefined;
}
