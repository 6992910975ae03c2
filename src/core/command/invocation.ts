// What a platform knows of a request before the dispatcher completes it, and what is known of who asks.
import type { OptionValue, Request } from '../command.ts';
import type { Document } from '../document.ts';

/** The values of a command's options, as they come in. */
export type OptionValues = Readonly<Record<string, OptionValue | undefined>>;

/** What a platform knows of a request; the dispatcher completes it. */
export interface Invocation
  extends Pick<
    Request,
    'id' | 'platform' | 'can' | 'caller' | 'roles' | 'place' | 'messageId' | 'isPublicPlace' | 'askedAt'
  > {
  /** The space it came from, as its platform names it; undefined in a private conversation. */
  readonly space?: string;
  /** The group that is meant, where whoever asks may choose it; else it follows from the space. */
  readonly groupId?: number;
  /** Whether the platform itself lets them manage the space (as its managers or staff). */
  readonly isManager: boolean;
  /** The platform's id of the message that it answers. */
  readonly replyTo?: string;
  /**
   * Whether the message whose button was pressed, or else the one that is answered or the place, is something that the bot
   * published; asked only where nothing is known of it.
   */
  isPublished?(): Promise<boolean>;
  /** In a private conversation in which a group can be named in words: its name, empty when none was named. */
  readonly groupName?: string;
  progress?(document: Document): Promise<void>;
}

/** In which group somebody asks, and what they are there. */
export type CallerContext = Pick<Request, 'groupId' | 'isOrganiser' | 'isMember' | 'zone'>;
