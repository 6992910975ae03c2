// What the celebrations work with.
import type { GroupFacts, Groups, People } from '../../core/directory.ts';
import type { Achievements, DoneProject, FirstMerged, Span } from './facts.ts';
import type { CelebrationsStore } from './store.ts';

/** What the feature works with; `app.ts` gives it. */
export interface CelebrationsDeps {
  readonly store: CelebrationsStore;
  readonly groups: Groups;
  readonly people: People;
  /** When the group met last, before an instant. */
  lastMeetingAt(groupId: number, now: Date): Promise<Date | undefined>;
  /** The projects that were done. */
  doneProjects(groupId: number, span: Span): Promise<readonly DoneProject[]>;
  /** The first pull requests that were merged. */
  firstMerged(groupId: number, span: Span): Promise<readonly FirstMerged[]>;
  /** The GitHub names that people have shown to be theirs, by their ids. */
  githubNames(groupId: number): Promise<ReadonlyMap<number, string>>;
  /** What the digests know as merged. */
  merged(groupId: number, span: Span): Promise<Achievements['merged']>;
  /** Whether everybody may read where the group announces its meetings, and with them its agendas. */
  isForAll(group: GroupFacts): Promise<boolean>;
}
