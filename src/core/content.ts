// What a publication shows: a message, a thread, an event, a topic, a post, a file, an issue or a comment on one, as its view says it.
import type { Account, PlatformName } from './account.ts';
import type { Document } from './document.ts';
import type { Attachment, Button, LinkButton } from './reply.ts';

/** What a view answers. */
export type Content =
  | MessageContent
  | ThreadContent
  | EventContent
  | TopicContent
  | PostContent
  | FileContent
  | IssueContent
  | CommentContent;

/** A file by its address: it stands in a post of a platform, or the bot keeps it. */
export interface PostedFile {
  /** Absent where the bot keeps it. */
  readonly platform?: PlatformName;
  readonly url: string;
  readonly name: string;
  /** The address of the post that holds it. */
  readonly post?: string;
}

/** A message in a channel, a thread or to a person; long ones are split by the platform. One without buttons leaves them out. */
export interface MessageContent {
  readonly kind: 'message';
  /** One plain line above the document, read in notifications. */
  readonly summary?: string;
  readonly document: Document;
  readonly buttons?: readonly (Button | LinkButton)[];
  /** Accounts that asked to be pinged by this; nobody else is. */
  readonly pings?: readonly Account[];
  readonly files?: readonly Attachment[];
  /** Files to which the document links; each goes along where it can, and stays a link where not. */
  readonly posted?: readonly PostedFile[];
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
  /** Whether the features are told of what is written in it, as far as the bot may read it. */
  readonly isFollowed?: boolean;
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

/** An event that a topic carries by itself where its platform has such: in calendars, with answers of its own. */
export interface NativeEvent {
  readonly name: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly zone: string;
  readonly url?: string;
}

/** A forum topic with its first post. */
export interface TopicContent {
  readonly kind: 'topic';
  /** 15–255 characters. */
  readonly title: string;
  readonly document: Document;
  /** Below its first post, where its platform has buttons. */
  readonly buttons?: readonly (Button | LinkButton)[];
  readonly isClosed?: boolean;
  readonly isPinned?: boolean;
  /** Whether the features are told of its replies. */
  readonly isFollowed?: boolean;
  readonly event?: NativeEvent;
  readonly files?: readonly Attachment[];
}

/** A post in a topic; long ones are split by the platform. */
export interface PostContent {
  readonly kind: 'post';
  readonly document: Document;
  readonly buttons?: readonly (Button | LinkButton)[];
  /** The post's number that it answers. */
  readonly replyTo?: number;
  readonly files?: readonly Attachment[];
  /** As in a message. */
  readonly posted?: readonly PostedFile[];
}

/** A file that a pull request adds or changes. */
export interface FileContent {
  readonly kind: 'file';
  /** Within the repository: `docs/monthly-meeting/2026-12.md`. */
  readonly path: string;
  readonly text: string;
  /** The pull request's title and description (Markdown). */
  readonly title: string;
  readonly body: string;
  /**
   * Whether the file goes on after it was merged or declined: when its text changes then, another pull request says so.
   * Otherwise what was merged is the maintainers' from then on, and what they declined stays so until it is asked for anew.
   */
  readonly goesOn?: boolean;
}

/** A comment on an issue of a repository, kept true for as long as it is there. */
export interface CommentContent {
  readonly kind: 'comment';
  /** The number of the issue. */
  readonly issue: string;
  /** In which repository it was opened, by what that keeps under any name, as `Remote.within`. */
  readonly within?: string;
  /** Markdown. */
  readonly text: string;
}

/** An issue of a repository; it is opened once, and the maintainers' from then on. */
export interface IssueContent {
  readonly kind: 'issue';
  /** One line, ≤ 256 characters. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}
