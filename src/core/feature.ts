// What a room offers to the house: commands, buttons, forms, views, and what it does as time passes.
import type { Action, Command, Form } from './command.ts';
import type { Heard } from './platform.ts';
import type { View } from './publication.ts';

/** One room of the bot. */
export interface Feature {
  readonly name: string;
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly Form[];
  /** By name, without the room: the view `meetings/announcement` is `announcement` here. */
  readonly views: Readonly<Record<string, View>>;
  /**
   * Marks what is due at `now`; harmless to repeat. Answers the next instant at which something will be due, if
   * any is known.
   */
  tick?(now: Date): Promise<Date | undefined>;
  /** Keys of the topic publications whose replies this room reads now. */
  follows?(): Promise<readonly string[]>;
  /** Takes in what happened on a platform; harmless to repeat. */
  hear?(heard: Heard): Promise<void>;
}
