// What every platform folder offers, and what it tells the features about what people did there.
import type { Account, PlatformName } from './account.ts';
import type { PostedFile } from './content.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { PlatformState } from './platform-state.ts';
import type { Capabilities, Order, PlaceId, Remote } from './publication.ts';
import type { Attachment } from './reply.ts';

/** A finding of `docent doctor` and `/docent status`: what was looked at, whether it is well, and the cure. */
export interface Finding {
  readonly what: string;
  readonly isOk: boolean;
  /** What was seen. */
  readonly saw: string;
  /** What to do, when it is not well; or what could be better. */
  readonly cure?: string;
  /** The space that it is about, so that no other group's organisers are told. */
  readonly space?: string;
}

/** Something that is well; with a `cure` it could be better. */
export function okFinding(what: string, saw: string, cure?: string): Finding {
  return { what, isOk: true, saw, ...(cure !== undefined && { cure }) };
}

/** Something that somebody has to mend. */
export function faultFinding(what: string, saw: string, cure: string): Finding {
  return { what, isOk: false, saw, cure };
}

/** A file in a post. */
export interface TopicFile {
  readonly name: string;
  /** Where it stands, for those who may read that: of the web, good for as long as its post is there, and its own alone. */
  readonly url: string;
  /** What stands for it among the post's words; absent where it stands beside them. */
  readonly mark?: string;
}

/** A line of a post. */
export interface PostLine {
  /** Without the bot's name where it begins with it. */
  readonly text: string;
  readonly isToBot: boolean;
}

/** A post in a followed topic, as it is now. */
export interface TopicPost {
  readonly id: string;
  /** Its number within the topic; 1 is the first post. */
  readonly number: number;
  /** Grows with every change of the post; of two readings of it, the one with the greater number is the newer. */
  readonly version: number;
  readonly author: Account;
  readonly isStaff: boolean;
  /** Whether the bot itself wrote it. */
  readonly isOurs: boolean;
  /** Whether it begins with the bot's name, so that it is a command or the like and no part of the talk. */
  readonly isToBot: boolean;
  readonly raw: string;
  /** The lines that its author wrote: none of quotes and blocks of code. */
  readonly lines: readonly PostLine[];
  /** The files in it, as far as the bot may know of them. */
  readonly files?: readonly TopicFile[];
  /** Whether the platform keeps its words from the bot, so that `raw` is empty. */
  readonly isUnreadable?: boolean;
  /** Whether its words were changed, perhaps by others (`lastEditor`). */
  readonly isEdited?: boolean;
  /** Whether somebody else changed its words last: they are not its author's any more, who may say another thing. */
  readonly isShared?: boolean;
  /** Whether those did who may edit what others wrote: what it was taken for says so as well. */
  readonly isMended?: boolean;
  /** Whether it was told before, where that is known: what its author did about it since then stands. */
  readonly wasTold?: boolean;
  readonly url: string;
  /** The topic or thread in which it stands, by its id there. */
  readonly place: string;
  /** How a quote on this platform refers to it. */
  readonly reference: string;
  /** The number of the post that it answers, if it answers one. */
  readonly replyTo?: number;
  readonly likes: number;
  /** Who liked it, as far as the platform tells: up to as many as `likes`; absent when it does not. */
  readonly likers?: readonly Account[];
  readonly createdAt: Date;
  /** When its words were changed last, if they were, as far as the platform tells. */
  readonly changedAt?: Date;
}

/** Who put the words into a post that it says now: its author, who may edit what others wrote, or anybody as far as is known. */
export type Editor = 'author' | 'staff' | 'anybody';

/** What a platform tells the features. */
export type PlatformEvent =
  /** The posts of a followed topic or thread as they are now: what is missing was deleted. */
  | {
      readonly kind: 'topic';
      readonly groupId: number;
      /** The publication that made the topic, and the thing that it shows. */
      readonly key: string;
      readonly about: string;
      readonly platform: PlatformName;
      readonly posts: readonly TopicPost[];
      /**
       * Whether these are the latest posts only, numbered as they were read, of which likes are not known; it tells whether a
       * post of this id would be among them. Absent where they are all.
       */
      isRead?(postId: string): boolean;
      /** Whose words a post that is edited says now; absent where nobody edits what others wrote. */
      lastEditor?(postId: string): Promise<Editor>;
      /**
       * Whether a post that is missing was moved to where everybody reads it too, or went with the topic that this one was made
       * instead of, rather than deleted. `place` is where it stood, or what it answers, as far as that is known.
       */
      isMoved?(postId: string, place: string | undefined): Promise<boolean>;
      /**
       * Told which posts have become something, a question or a topic of an agenda, however often: the platform lets their
       * authors see that they arrived.
       */
      arrived?(postIds: readonly string[]): void;
    }
  /** Somebody is in a voice channel now, or left it. */
  | {
      readonly kind: 'voice';
      readonly groupId: number;
      readonly account: Account;
      readonly channelId: string;
      readonly isPresent: boolean;
      readonly at: Date;
    }
  /** An account was seen for the first time where its id is a user name: who had that name before has it no longer. */
  | { readonly kind: 'seen'; readonly account: Account }
  /** An account has another id now, as where the id is a user name that can be changed; who had that before has it no longer. */
  | {
      readonly kind: 'renamed';
      readonly from: string;
      readonly account: Account;
      /** Whether staff made one account of two, of which that with the id `from` is gone. */
      readonly isMerged?: boolean;
      /** The stable id of the account that is gone. */
      readonly goneStableId?: string;
    }
  /** Somebody changed there what may have kept something from being published: rights, a channel, a topic that was closed; in a space, where there are several. */
  | { readonly kind: 'mended'; readonly platform: PlatformName; readonly space?: string }
  /** A message, thread or event that a publication had made was removed by hand; or is there, but of no use as it is. */
  | {
      readonly kind: 'removed';
      readonly platform: PlatformName;
      readonly remoteId: string;
      readonly isThere?: true;
    };

/** A place with the name that people read. */
export interface NamedPlace extends PlaceId {
  readonly name: string;
}

/** Answers a webhook's delivery; header names are in lower case. */
export type Webhook = (
  headers: Readonly<Record<string, string | undefined>>,
  rawBody: Buffer,
) => { readonly status: 200 | 403 | 404; readonly body: string };

/** A platform: publishes, and hands what people ask to the dispatcher. */
export interface Platform {
  readonly name: PlatformName;
  /** Its name as people read it. */
  readonly title: string;
  readonly can: Capabilities;
  /**
   * Connects and begins to serve. Resolves when it is ready or its first try has failed, and never rejects for what is
   * outside: it goes on trying by itself, with pauses that grow, and says so in the log. `changed` is told whenever it
   * becomes ready or goes away.
   */
  start(dispatcher: Dispatcher, changed?: (state: PlatformState) => void): Promise<void>;
  /** Finishes what is in flight and leaves. */
  stop(): Promise<void>;
  /** Resolves when all that came in by itself so far, as commands and presses do, is taken in and answered. */
  caughtUp?(): Promise<void>;
  /** Whether all of it works at this moment. */
  isReady(): boolean;
  /** Whether it can be published to, where that takes less than being ready. */
  canPublish?(): boolean;
  /** How it stands, since when, and why. */
  state?(): PlatformState;
  /** Tries again at once what is due by the bot's clock; resolves when that came to something. */
  retry?(): Promise<void>;
  /** What a person must mend before it can be published to, in words for organisers; undefined while nothing is known. */
  trouble?(): string | undefined;
  /** Whether it lets the bot in: false while a person must mend something (`trouble`), undefined while that is not known. */
  isAccepted?(): boolean | undefined;
  /** Somebody says that what kept it from working is mended: it is tried at once, not when its patience ends. */
  lookAgain?(): void;
  /** Makes a publication so, and again without harm. Throws `OutsideError`. */
  publish(order: Order): Promise<Remote>;
  /** Whether an address is that of a file in a post of this platform; only such are fetched. */
  holdsFile?(file: PostedFile): boolean;
  /**
   * Fetches a file of a post, from the platform's own hosts alone. Throws an `OutsideError` that says why it cannot come
   * along, permanent unless trying again may help.
   */
  fetchFile?(file: PostedFile, signal: AbortSignal): Promise<Attachment>;
  /** Takes away what was made of a publication, where that can be done; what is gone already is no fault. */
  remove?(remote: Remote): Promise<void>;
  /**
   * Reads what people did since the last time, where the platform does not tell by itself. It is given followed topics:
   * all, or where there are many, those whose turn it is.
   */
  poll?(follows: readonly Followed[]): Promise<void>;
  /**
   * Up to when what people asked there was read, by the bot's clock and over restarts; undefined before the first time.
   * Absent where it is heard at once.
   */
  readUntil?(): Promise<Date | undefined>;
  /**
   * Whether an account is in a space, or on the platform where spaces have no members; undefined if untold. Whoever has its
   * name after it is another account.
   */
  isMember?(space: string | undefined, id: string, stableId?: string): Promise<boolean | undefined>;
  /** The account that is called so, or has this id, in a space; undefined when there is none, or none can be found. */
  accountNamed?(space: string | undefined, name: string): Promise<Account | undefined>;
  /** Whether the ids of its accounts are names that people see and type, so that somebody can say which one is theirs. */
  readonly hasTypedNames?: boolean;
  /** Whether everybody who can come there may read a place; undefined while that cannot be told. */
  isOpenPlace?(id: string): boolean | undefined | Promise<boolean | undefined>;
  /** What a place is called, if that is known. */
  placeName?(id: string): string | undefined;
  /** Where a place in a space opens, if it has an address. */
  placeUrl?(id: string, space: string | undefined): string | undefined;
  /** Its places that are chosen by name from a list, as a forum's categories are. Throws `OutsideError`. */
  listedPlaces?(): Promise<readonly NamedPlace[]>;
  /** Answers what the platform sends to `/NAME/webhook`, if it sends anything. */
  readonly handleWebhook?: Webhook;
  /** Tries the set-up. */
  check(): Promise<Finding[]>;
}

/** A topic whose replies are read. */
export interface Followed {
  readonly groupId: number;
  readonly key: string;
  readonly about: string;
  readonly remote: Remote;
  /** The channel or category in which it was published. */
  readonly home?: string;
  /** Whether what it is about is over: what is new in it can wait some minutes. */
  readonly hasEnded?: boolean;
}
