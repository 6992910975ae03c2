// A publication: what should be visible somewhere, as a key, a place and the view that says it; never as text.
import type { Account, PlatformName } from './account.ts';
import type { Attachment, Button, LinkButton } from './command.ts';
import type { Document } from './document.ts';

/** Where a publication goes. `inside` names another publication (a thread, a topic) by its key. */
export type Place =
  /** A Discord channel or thread, a Discourse category. */
  | { readonly kind: 'channel'; readonly id: string }
  /** Whatever another publication made: in its thread or topic. */
  | { readonly kind: 'inside'; readonly key: string }
  /** A private message to one account. */
  | { readonly kind: 'person'; readonly id: string }
  /** The whole space, for events: a Discord guild. */
  | { readonly kind: 'space'; readonly id: string };

/** What a place has become when a platform gets it: `inside` is replaced by what was made there. */
export type ResolvedPlace =
  | Exclude<Place, { kind: 'inside' }>
  | { readonly kind: 'inside'; readonly remote: Remote };

/** What a platform made of a publication. It is the platform's own; others read only `id` and `url`. */
export interface Remote {
  /** The platform's id of what was made: message, thread, event, topic or post. */
  readonly id: string;
  readonly url: string;
  /** Where it was made, so that it can be found again. */
  readonly within?: string;
  /** Further messages or posts that hold the rest, each with the hash of what it says. */
  readonly parts?: readonly { readonly id: string; readonly hash: string }[];
}

/** What a view answers. */
export type Content = MessageContent | ThreadContent | EventContent | TopicContent | PostContent;

/** A message in a channel, a thread or to a person; long ones are split by the platform. */
export interface MessageContent {
  readonly kind: 'message';
  /** One plain line above the document, read in notifications. */
  readonly summary?: string;
  readonly document: Document;
  readonly buttons?: readonly (Button | LinkButton)[];
  /** Accounts that asked to be pinged by this; nobody else is. */
  readonly pings?: readonly Account[];
  readonly files?: readonly Attachment[];
  readonly isPinned?: boolean;
}

/** A thread (in a text channel) or a post (in a forum), with its first message. */
export interface ThreadContent {
  readonly kind: 'thread';
  /** 1–100 characters. */
  readonly name: string;
  readonly document: Document;
  readonly buttons?: readonly (Button | LinkButton)[];
  readonly isPinned?: boolean;
  readonly isArchived?: boolean;
}

/** A scheduled event; `place` is a voice channel's id or a text that says where (≤ 100). */
export interface EventContent {
  readonly kind: 'event';
  /** ≤ 100 characters. */
  readonly name: string;
  readonly document: Document;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: { readonly voiceChannel: string } | { readonly text: string };
  readonly status: 'scheduled' | 'active' | 'completed' | 'cancelled';
}

/** A forum topic with its first post. */
export interface TopicContent {
  readonly kind: 'topic';
  /** 15–255 characters. */
  readonly title: string;
  readonly document: Document;
  readonly tags?: readonly string[];
  readonly isClosed?: boolean;
  readonly isPinned?: boolean;
  readonly files?: readonly Attachment[];
}

/** A post in a topic; long ones are split by the platform. */
export interface PostContent {
  readonly kind: 'post';
  readonly document: Document;
  /** The post's number that it answers. */
  readonly replyTo?: number;
  readonly files?: readonly Attachment[];
}

/** A publication to be marked: that it should be visible, and as what. */
export interface Wanted {
  readonly groupId: number;
  /** Unique for ever: `meeting/12/announcement/discord`. */
  readonly key: string;
  readonly platform: PlatformName;
  readonly place: Place;
  /** `feature/view`. */
  readonly view: string;
  /** What it is about, for the view: usually an id. */
  readonly subject: string;
  /** Sent once and never edited afterwards, as a reminder is. */
  readonly isOnce?: boolean;
}

/** What a view is told beside its subject. */
export interface ViewContext {
  readonly groupId: number;
  readonly key: string;
  readonly platform: PlatformName;
  readonly now: Date;
}

/** Says what a publication should be, given the facts now; undefined when it should not be (it is then skipped). */
export type View = (subject: string, context: ViewContext) => Promise<Content | undefined>;

/** One publication to be made so. */
export interface Order {
  readonly key: string;
  readonly place: ResolvedPlace;
  readonly content: Content;
  /** What an earlier run made of it. */
  readonly remote?: Remote;
  /** An earlier run may have made it without being able to say so: look before making it again. */
  readonly mayExist: boolean;
  /** Whether what has this id on the platform is known to be another publication's. */
  isAnothers?(remoteId: string): Promise<boolean>;
}
