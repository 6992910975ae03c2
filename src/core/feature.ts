// What a feature offers to the bot: commands, buttons, forms, views, and what it does as time passes.
import type { Action, Command, Form } from './command.ts';
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
   * Marks what is due at `now`; harmless to repeat. Answers the next instant at which something will be due, if
   * any is known.
   */
  tick?(now: Date): Promise<Date | undefined>;
  /** Keys of the topic publications whose replies this feature reads now. */
  follows?(): Promise<readonly string[]>;
  /** Takes in what happened on a platform; harmless to repeat. */
  ingest?(event: PlatformEvent): Promise<void>;
}
