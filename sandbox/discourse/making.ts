// New topics and posts, before anybody has done anything to them.
import type { Cooked } from './cook.ts';
import type { Category, Draft, Post, Topic, User } from './model.ts';
import { slugOf } from './rules.ts';
import { keptTitle } from './texts.ts';

/** A post at its topic's end; with an `action` it is a small one such as "closed". */
export function newPost(
  topic: Topic,
  by: User,
  made: {
    id: number;
    at: Date;
    raw?: string;
    cooked?: Cooked;
    replyTo?: number | undefined;
    action?: string;
  },
): Post {
  return {
    id: made.id,
    topic,
    number: topic.posts.length + 1,
    by,
    createdAt: made.at,
    replyTo: made.replyTo,
    likes: new Set(),
    type: made.action === undefined ? 1 : 3,
    isWiki: false,
    raw: made.raw ?? '',
    cooked: made.cooked?.html ?? '',
    quoteCount: made.cooked?.quotes.length ?? 0,
    version: 1,
    versionAt: made.at,
    versionRaw: made.raw ?? '',
    lastEditor: by,
    revisions: [],
    isHidden: false,
    withdrawnAt: undefined,
    updatedAt: made.at,
    editReason: made.action,
    deletedAt: undefined,
  };
}

/** A topic without posts; with `recipients` it is a private message and stands in no category. */
export function newTopic(
  by: User,
  draft: Draft,
  made: { id: number; at: Date; category: Category | undefined; recipients: readonly User[] | undefined },
): Topic {
  const title = keptTitle(draft.title ?? '');
  return {
    id: made.id,
    by,
    createdAt: made.at,
    ...(made.recipients === undefined ? {} : { recipients: made.recipients }),
    posts: [],
    title,
    slug: slugOf(title),
    category: made.recipients === undefined ? made.category : undefined,
    tags: [...(draft.tags ?? [])],
    externalId: draft.externalId,
    isClosed: false,
    isArchived: false,
    isVisible: true,
    slowModeSeconds: 0,
    pinnedAt: undefined,
    pinnedUntil: undefined,
    isPinnedGlobally: false,
    bumpedAt: made.at,
    deletedAt: undefined,
    views: 0,
  };
}

/** Sets what PUT /t/{id}/status.json names: closed, archived, visible, pinned or pinned_globally. */
export function applyStatus(
  topic: Topic,
  change: { status: string; isEnabled: boolean; until?: Date | undefined },
  now: Date,
): void {
  const { status, isEnabled } = change;
  if (status === 'closed' || status === 'autoclosed') topic.isClosed = isEnabled;
  else if (status === 'archived') topic.isArchived = isEnabled;
  else if (status === 'visible') topic.isVisible = isEnabled;
  else {
    topic.pinnedAt = isEnabled ? now : undefined;
    topic.pinnedUntil = isEnabled ? change.until : undefined;
    topic.isPinnedGlobally = isEnabled && status === 'pinned_globally';
  }
}

/** An account of which nothing special is known. */
export function newUser(id: number, username: string, name = username): User {
  return {
    id,
    username,
    name,
    isStaff: false,
    needsApproval: false,
    isSuspended: false,
    isSilenced: false,
    isStaged: false,
    acceptsMessages: true,
  };
}
