// The nouns of the sandbox's Discord as it keeps them; the wire's shapes are made from these.

/** A person or the bot. */
export interface User {
  readonly id: string;
  readonly name: string;
  globalName: string | null;
  readonly isBot: boolean;
  /** Whether strangers of the same guild may write to them. */
  acceptsMessages: boolean;
}

/** A role; @everyone has the guild's id. */
export interface Role {
  readonly id: string;
  name: string;
  permissions: bigint;
  position: number;
  readonly isManaged: boolean;
  isMentionable: boolean;
}

/** A user inside a guild. */
export interface Member {
  readonly user: User;
  readonly roles: Set<string>;
  nick: string | null;
  readonly joinedAt: Date;
}

/** What a channel gives to or takes from a role (0) or a member (1). */
export interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

/** A tag of a forum. */
export interface ForumTag {
  readonly id: string;
  readonly name: string;
  readonly moderated: boolean;
  readonly emoji_id: string | null;
  readonly emoji_name: string | null;
}

/** What a channel has when it is a thread. */
export interface ThreadState {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archiveAt: Date;
  readonly createdAt: Date;
  invitable: boolean;
  readonly members: Map<string, Date>;
  messageCount: number;
  totalSent: number;
  tags: string[];
}

/** A channel, thread or conversation. */
export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly guild: Guild | undefined;
  name: string;
  parentId: string | null;
  topic: string | null;
  position: number;
  overwrites: Overwrite[];
  tags: ForumTag[];
  slowmodeSeconds: number;
  isNsfw: boolean;
  flags: number;
  lastMessageId: string | null;
  lastPinAt: Date | undefined;
  readonly thread: ThreadState | undefined;
  /** Of a conversation: whom the bot talks with. */
  readonly recipient: User | undefined;
  readonly messages: Map<string, Message>;
}

/** A file on a message. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string | undefined;
  readonly contentType: string | undefined;
  readonly content: Uint8Array;
  readonly isEphemeral: boolean;
}

/** A component or embed as it stands on the wire. */
export type Raw = Readonly<Record<string, unknown>>;

/** A message. */
export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  readonly type: number;
  readonly createdAt: Date;
  content: string;
  embeds: Raw[];
  components: Raw[];
  attachments: Attachment[];
  flags: number;
  editedAt: Date | undefined;
  pinnedAt: Date | undefined;
  readonly nonce: string | number | undefined;
  readonly replyTo: { readonly id: string; readonly channelId: string } | undefined;
  mentions: Mentions;
  /** Who was really pinged when it was sent; editing pings nobody. */
  readonly pinged: readonly string[];
  /** Of an ephemeral message: the only person who sees it. */
  readonly onlyFor: User | undefined;
  readonly interaction: MessageOrigin | undefined;
  readonly reactions: Map<string, Set<string>>;
  thread: Channel | undefined;
}

/** The people and roles that a text mentions, as far as `allowed_mentions` lets it. */
export interface Mentions {
  readonly users: readonly User[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** The interaction that a message answers. */
export interface MessageOrigin {
  readonly id: string;
  readonly type: number;
  readonly user: User;
  readonly token: string;
  readonly name: string | undefined;
  readonly messageId: string | undefined;
}

/** A scheduled event. */
export interface ScheduledEvent {
  readonly id: string;
  readonly guild: Guild;
  readonly creator: User;
  name: string;
  description: string | null;
  channelId: string | null;
  location: string | null;
  startsAt: Date;
  endsAt: Date | null;
  status: number;
  entityType: number;
  /** Of an active event in a channel: since when nobody is there. */
  emptySince: Date | undefined;
  readonly interested: Set<string>;
}

/** A guild ("server"). */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly owner: User;
  readonly createdAt: Date;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  readonly channels: Map<string, Channel>;
  readonly events: Map<string, ScheduledEvent>;
  /** Who sits in which voice channel. */
  readonly seats: Map<string, Seat>;
}

/** A place in a voice channel. */
export interface Seat {
  readonly userId: string;
  readonly channelId: string;
  readonly sessionId: string;
}

/** The privileged intents that the developer portal grants or not. */
export interface Privileged {
  members: boolean;
  presences: boolean;
  content: boolean;
}

/** Something that people could see happen. */
export interface Happening {
  readonly at: Date;
  /** `#meetings`, `thread AMA`, `dm tokyo`, `reply` (for one person only), or `events`. */
  readonly place: string;
  readonly who: string;
  readonly kind: 'message' | 'edit' | 'delete' | 'reply' | 'dm' | 'event' | 'form' | 'error';
  readonly text: string;
  readonly message?: Message;
  readonly event?: ScheduledEvent;
}
