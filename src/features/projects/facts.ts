// What the feature knows of projects: the shapes that its rules and views work with.
import type { PersonFacts } from '../../core/directory.ts';
import type { WorkProgress } from '../../core/github/work-link.ts';
import type { Facts } from '../../storage/rows.ts';

/** The states of a project: an idea in the parking lot first. */
export const statuses = ['parked', 'proposed', 'active', 'blocked', 'done'] as const;
/** Where a project stands. */
export type Status = (typeof statuses)[number];

/** What people write of a project. */
export type ProjectWords = Pick<Facts<'project'>, 'name' | 'summary' | 'why' | 'challenges' | 'help'>;

/** A project. */
export interface Project
  extends Omit<Facts<'project'>, 'status' | 'links' | 'progress' | 'vouched' | 'statusAt'> {
  readonly status: Status;
  readonly links: readonly string[];
  readonly progress: readonly WorkProgress[];
  /** What somebody of the group stood behind last, while a stranger has written other words since. */
  readonly vouched?: ProjectWords & { readonly links: readonly string[] };
  /** What was said of it and became of it last, newest first; at most 20. */
  readonly updates: readonly Update[];
}

/** What is noted of a project: news, where it stands, and who leads it. */
export const updateKinds = ['update', 'status', 'lead'] as const;

/** What was said of a project, or became of it. */
export interface Update {
  readonly kind: (typeof updateKinds)[number];
  readonly text: string;
  readonly byId?: number;
  readonly at: Date;
}

/** A project with the people in it. */
export interface Shown extends Project {
  readonly people: readonly PersonFacts[];
}

/** A meeting that leads are asked before. */
export interface ComingMeeting {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly startsAt: Date;
  readonly zone: string;
}
