// What polls work with.
import type { GroupFacts, Groups, People, PersonFacts } from '../../../core/directory.ts';
import type { PersonalLink } from '../../../core/page.ts';
import type { DrawPicture } from '../../../core/picture.ts';
import type { Link } from '../../../core/publication.ts';
import type { Meeting } from '../facts.ts';
import type { PollStore } from './store.ts';

/** What polls work with. */
export interface PollsDeps {
  readonly store: PollStore;
  readonly groups: Groups;
  readonly people: People;
  /** Whether everybody may read where the group announces its meetings, and with them its polls. */
  isForAll(group: GroupFacts): Promise<boolean>;
  /** The members with a tag. */
  tagged(groupId: number, tag: string): Promise<readonly PersonFacts[]>;
  /** A meeting of a group, as it is now. */
  meeting(groupId: number, id: number): Promise<Meeting | undefined>;
  /** Where a publication stands, for who asks by a command. */
  links(key: string): Promise<readonly Link[]>;
  readonly drawPicture: DrawPicture;
  readonly personalLink: PersonalLink;
}
