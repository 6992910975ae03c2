// What the feature is given by the bot.

import type { Account, PlatformName } from '../../core/account.ts';
import type { Groups, People, PersonFacts } from '../../core/directory.ts';
import type { Proposed } from '../../core/github/proposed.ts';
import type { FindWritable } from '../../core/github/repository-folder.ts';
import type { Capabilities, PlaceId } from '../../core/publication.ts';
import type { AmaStore } from './store.ts';

/** What the feature works with. */
export interface AmasDeps {
  readonly store: AmaStore;
  readonly groups: Groups;
  readonly people: People;
  /** The platforms that there are, by the names that people read. */
  platforms(): readonly {
    readonly name: PlatformName;
    readonly title: string;
    readonly can?: Pick<Capabilities, 'buttons'>;
  }[];
  /** How a repository stands to the bot's token; undefined where nothing can be written to any, and files are handed over. */
  readonly findWritable: FindWritable | undefined;
  /** Where a publication stands, if it is made within a few seconds. */
  opened(key: string): Promise<Proposed | undefined>;
  /** The address of a file that the bot keeps, by what it is known by and its name; undefined without an address of its own. */
  fileUrl(path: string): string | undefined;
  /** Whether everybody may read what stands in a place. */
  isOpenPlace(place: PlaceId): Promise<boolean>;
  /** The group's organisers, those that are configured too. */
  organisers(groupId: number): Promise<readonly PersonFacts[]>;
  /** The accounts that are called so, by their user names, on all platforms. Throws `OutsideError` when it cannot tell. */
  accountsNamed(groupId: number, name: string): Promise<readonly Account[]>;
  /** The places that a group may choose by name from a list, such as a forum's categories. */
  listedPlaces(groupId: number): Promise<readonly (PlaceId & { readonly name: string })[]>;
  /**
   * Puts a topic on the agenda of the group's next meeting; answers that meeting's name, or undefined when none is
   * planned. A topic of the same `key` is put there once.
   */
  topicsForNextMeeting(
    groupId: number,
    topic: { key: string; text: string; now: Date },
  ): Promise<string | undefined>;
}
