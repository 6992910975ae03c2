// What the feature is given by the bot.

import type { GroupFacts, Groups, People } from '../../core/directory.ts';
import type { PullSource } from '../../core/github/pull-request.ts';
import type { DrawPicture } from '../../core/picture.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { DigestsStore } from './store.ts';
import type { Unreadable } from './unreadable.ts';

/** What the feature works with; `app.ts` gives it. */
export interface DigestsDeps {
  readonly store: DigestsStore;
  readonly groups: Groups;
  readonly people: People;
  /** Where pull requests and issues are read (`githubSource`). */
  readonly source: PullSource;
  /** A group's organisers, to be written to in private where they have no place. */
  organisers(groupId: number): Promise<readonly { readonly id: number }[]>;
  /** Remembers which repositories of watches cannot be read. */
  readonly unreadable: Pick<Unreadable, 'heard'>;
  /** Draws pictures (`pictureDrawer`). */
  readonly drawPicture: DrawPicture;
  /** What the feature's public pages need. */
  readonly web: {
    /** Docent's address, without a slash at the end; undefined when it has none to link to. */
    readonly publicUrl: string | undefined;
    /** Whether everybody there can read what is in a place of messages. */
    isOpenPlace(place: PlaceId): Promise<boolean>;
  };
  /** Whether what the group tells at its meetings is for everybody to read. */
  isForAll(group: GroupFacts): Promise<boolean>;
  /** Whether everybody may read where a watch's digests stand, of which some are `chosen`. */
  isWatchForAll(group: GroupFacts, chosen: readonly PlaceId[]): Promise<boolean>;
  /** So long nothing may come from GitHub before the asker is told so (12 s). */
  readonly patienceMilliseconds?: number;
  /** For how long a reading shows nothing of how far it is: what is there at once needs no bar (1.5 s). */
  readonly quietMilliseconds?: number;
}
