// What the room is given by the house.
import type { Groups, People } from '../../core/house.ts';
import type { DrawPicture } from '../../core/picture.ts';
import type { PullSource } from '../../core/pull-request.ts';
import type { DigestsStore } from './store.ts';

/** What the room works with; `app.ts` gives it. */
export interface DigestsDeps {
  readonly store: DigestsStore;
  readonly groups: Groups;
  readonly people: People;
  /** Where pull requests and issues are read (`githubSource`). */
  readonly source: PullSource;
  /** Draws pictures (`pictureDrawer`). */
  readonly drawPicture: DrawPicture;
  /** What the room's public pages need; without it there are none. */
  readonly web?: {
    /** Docent's address, without a slash at the end; undefined when it has none to link to. */
    readonly publicUrl: string | undefined;
    /** Whether everybody on the server can read a Discord channel. */
    isOpenChannel(channelId: string): boolean;
  };
  /** For how long a reading shows nothing of how far it is: what is there at once needs no bar (1.5 s). */
  readonly quietMilliseconds?: number;
  /** The clock, by which a long reading keeps its run. */
  now(): Date;
}
