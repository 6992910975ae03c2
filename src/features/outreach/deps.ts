// What the feature is given by the bot.
import type { Groups, People } from '../../core/directory.ts';
import type { CalledAma } from './facts.ts';
import type { OutreachStore } from './store.ts';

/** What the feature works with; `app.ts` gives it. */
export interface OutreachDeps {
  readonly store: OutreachStore;
  readonly groups: Groups;
  readonly people: People;
  /** The address of a page of the web; undefined when the bot has no public address. */
  pageUrl(path: string): string | undefined;
  /** The calls to ask in the group's AMAs that are announced and not over: Markdown that fills the form of a call. */
  amaCalls(
    groupId: number,
  ): Promise<readonly (CalledAma & { readonly title: string; readonly text: string })[]>;
  /**
   * What became of an AMA since a call to it was written, as Markdown: that it was moved or called off. What asks where the
   * publication of `key` stands is made again when that changes. Undefined when the AMA is not there any more.
   */
  amaNews(
    groupId: number,
    ama: CalledAma,
  ): Promise<
    { readonly key: string; readonly text: string | undefined; readonly isOff: boolean } | undefined
  >;
  /** A new code that nobody guesses. */
  newCode(): string;
}
