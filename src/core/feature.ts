// What a feature offers to the bot: commands, buttons, forms, views, pages, and what it does as time passes.

import type { Form } from './command/form.ts';
import type { Action, Command } from './command.ts';
import type { FeaturePages } from './page.ts';
import type { PlatformEvent } from './platform.ts';
import type { View } from './publication.ts';

/** One feature of the bot. */
export interface Feature {
  readonly name: string;
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly Form[];
  /** By name, without the feature: the view `meetings/announcement` is `announcement` here. */
  readonly views: Readonly<Record<string, View>>;
  /**
   * Does what is due for a group at `now`; harmless to repeat. Answers the next instant at which something will be due,
   * if any is known; whatever changes that sooner wakes this feature for the group (`storage/schedule.ts`).
   */
  advance?(groupId: number, now: Date): Promise<Date | undefined>;
  /** Its pages of the web, for everybody to read; and those for one person, behind a personal link. */
  readonly pages?: FeaturePages;
  /** Takes in what happened on a platform; harmless to repeat. */
  ingest?(event: PlatformEvent): Promise<void>;
}
