// The things of the forum, as they are kept in memory.

/** An account. */
export interface User {
  readonly id: number;
  username: string;
  name: string;
  isStaff: boolean;
  needsApproval: boolean;
  /** Cannot log in, nor post. */
  isSuspended: boolean;
  /** Can read, and reply to private messages. */
  isSilenced: boolean;
  /** Made of an e-mail that they sent: they have never logged in. */
  isStaged: boolean;
  /** Whether members may write to them in private. */
  acceptsMessages: boolean;
}

/** What members may do in a category: begin topics, reply only, or read only. */
export type MembersMay = 'start' | 'reply' | 'read';

/** A category; private ones are for staff, and some want approval of what is posted. */
export interface Category {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly isPrivate: boolean;
  readonly needsApproval: boolean;
  readonly membersMay: MembersMay;
}

/** A topic or, with `recipients`, a private message. */
export interface Topic {
  readonly id: number;
  by: User;
  readonly createdAt: Date;
  recipients?: readonly User[];
  readonly posts: Post[];
  title: string;
  slug: string;
  category: Category | undefined;
  tags: string[];
  externalId: string | undefined;
  isClosed: boolean;
  isArchived: boolean;
  isVisible: boolean;
  /** How long members wait between two posts in it; 0 when they need not. */
  slowModeSeconds: number;
  pinnedAt: Date | undefined;
  pinnedUntil: Date | undefined;
  isPinnedGlobally: boolean;
  bumpedAt: Date;
  deletedAt: Date | undefined;
  views: number;
}

/** What an edit changed, as a post's history shows it. */
export interface Revision {
  /** The version that it made. */
  readonly number: number;
  readonly by: User;
  readonly at: Date;
  readonly before: RevisedPost;
  after: RevisedPost;
}

/** What of a post its history keeps. */
export type RevisedPost = Pick<Post, 'raw' | 'by' | 'isWiki'>;

/** A post; number 1 is a topic's first. */
export interface Post {
  readonly id: number;
  /** Staff may move it to another topic, where it gets another number. */
  topic: Topic;
  number: number;
  /** Becomes another when accounts are merged. */
  by: User;
  /** Its author's account was deleted: staff, who still sees it, is told of no author. */
  isNobodys?: boolean;
  readonly createdAt: Date;
  readonly replyTo: number | undefined;
  /** Who likes it, in the order of the likes. */
  readonly likes: Set<User>;
  /** 1 is an ordinary post, 3 a small action such as "closed", 4 a whisper among staff. */
  type: 1 | 3 | 4;
  /** Whether everybody may edit it. */
  isWiki: boolean;
  raw: string;
  cooked: string;
  quoteCount: number;
  version: number;
  /** When its version came to be, and what it said then: quick small edits after that make no new one. */
  versionAt: Date;
  versionRaw: string;
  lastEditor: User;
  readonly revisions: Revision[];
  updatedAt: Date;
  /** The community's flags have hidden it. */
  isHidden: boolean;
  /** Its author took it back; it is deleted a day later. */
  withdrawnAt: Date | undefined;
  editReason: string | undefined;
  deletedAt: Date | undefined;
}

/** Why somebody was told. */
export type NotificationKind = 'mentioned' | 'replied' | 'quoted' | 'liked' | 'private_message' | 'edited';

/** What stands in a user's bell menu. */
export interface Notification {
  readonly id: number;
  user: string;
  readonly kind: NotificationKind;
  by: string;
  isRead: boolean;
  readonly topicId: number;
  readonly postNumber: number;
  readonly at: Date;
}

/** What waits for a moderator's approval. */
export interface Pending {
  readonly id: number;
  readonly by: User;
  readonly draft: Draft;
  readonly at: Date;
}

/** A topic, reply or private message to be made. */
export interface Draft {
  readonly raw: string;
  readonly title?: string | undefined;
  readonly category?: number | undefined;
  readonly topicId?: number | undefined;
  readonly replyTo?: number | undefined;
  readonly externalId?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly editReason?: string | undefined;
}

/** An uploaded file. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha: string;
  readonly by: string;
}

/** One line of the transcript. */
export interface Happening {
  readonly at: Date;
  readonly platform: 'discourse';
  /** `discourse: <topic title>`. */
  readonly place: string;
  readonly who: string;
  readonly kind: 'topic' | 'post' | 'edit' | 'delete' | 'dm' | 'error';
  readonly text: string;
}

/** What a webhook can be told. */
export type ForumEvent =
  | {
      readonly type: 'post';
      readonly name: 'post_created' | 'post_edited' | 'post_destroyed';
      readonly post: Post;
    }
  | {
      readonly type: 'topic';
      readonly name:
        | 'topic_created'
        | 'topic_edited'
        | 'topic_destroyed'
        | 'topic_closed_status_updated'
        | 'topic_pinned_status_updated'
        | 'topic_visible_status_updated';
      readonly topic: Topic;
    };

/** A refusal, with the status and the body that Discourse gives. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 403 | 404 | 409 | 422 | 429 | 503;
  readonly body: object | string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: Refusal['status'],
    body: object | string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 404 as Discourse words it. */
export const notFound = (): Refusal =>
  new Refusal(404, {
    errors: ['The requested URL or resource could not be found.'],
    error_type: 'not_found',
  });

/** 403 as Discourse words it. */
export const invalidAccess = (text = 'You are not permitted to view the requested resource.'): Refusal =>
  new Refusal(403, { errors: [text], error_type: 'invalid_access' });

/** 403 for a key that is unknown, or may not do what is asked. */
export const invalidKey = (): Refusal =>
  invalidAccess('You are not permitted to view the requested resource. The API username or key is invalid.');

/** 422 for a content that breaks a rule. */
export const invalid = (errors: readonly string[], action?: string): Refusal =>
  new Refusal(422, { ...(action === undefined ? {} : { action }), errors });

/** A post's text without the comments that readers do not see. */
export function shown(raw: string): string {
  return raw.replace(/<!--[\s\S]*?(?:-->|$)/gu, '').trim();
}
