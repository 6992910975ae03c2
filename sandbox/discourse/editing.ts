// Changing and deleting posts: what makes a new version, who is told, and what is left of a post that its author took back.
import type { Cooked } from './cook.ts';
import { mayDelete, mayEdit } from './guard.ts';
import {
  type ForumEvent,
  type Happening,
  invalid,
  invalidAccess,
  type NotificationKind,
  type Post,
  type RevisedPost,
  shown,
  type Topic,
  type User,
} from './model.ts';
import { bodyFaults } from './rules.ts';
import { differenceOf, keptBody } from './texts.ts';

/** Edits within so much time of a version, and of so few characters, make no new one. */
const quietMilliseconds = 300_000;
const mostQuietDifference = 100;
const mostQuietDifferenceOfStaff = 400;
/** How long a post that its author took back is still there. */
const withdrawnMilliseconds = 24 * 3_600_000;

/** What of the forum an edit needs. */
export interface EditParts {
  now(): Date;
  cook(raw: string): Cooked;
  eventFaults(raw: string, isFirst: boolean): string[];
  ring(username: string, kind: NotificationKind, post: Post, by: User): void;
  happened(topic: Topic, by: User, kind: Happening['kind'], text: string): void;
  tell(event: ForumEvent): void;
  /** The last post of a topic that is there. */
  lastOf(topic: Topic): Post | undefined;
}

/** What may be said with an edit. */
export interface EditOptions {
  readonly reason?: string | undefined;
  readonly keepsBump?: boolean;
}

/**
 * Whether an edit makes a new version: not one of one's own within minutes that changes little, without a reason.
 * https://github.com/discourse/discourse/blob/main/lib/post_revisor.rb
 */
export function isNewVersion(
  now: Date,
  user: User,
  post: Post,
  { raw, reason }: { raw: string; reason?: string | undefined },
): boolean {
  const most = user.isStaff ? mostQuietDifferenceOfStaff : mostQuietDifference;
  const isQuick = now.getTime() - post.versionAt.getTime() <= quietMilliseconds;
  const isSmall = differenceOf(post.versionRaw, keptBody(raw)) <= most;
  const hasReason = reason !== undefined && reason !== '' && reason !== post.editReason;
  return !isQuick || !isSmall || post.lastEditor !== user || hasReason;
}

/** Changes what a post says; throws Discourse's refusal. */
export function edit(parts: EditParts, user: User, post: Post, wanted: EditOptions & { raw: string }): Post {
  const may = mayEdit(user, post, parts.now());
  if (may === 'late')
    throw invalid(['That post was created too long ago. It can no longer be edited or deleted.']);
  if (!may) throw invalidAccess();
  const raw = keptBody(wanted.raw);
  const faults = [
    ...bodyFaults(raw, post.topic.recipients !== undefined),
    ...(raw === post.raw ? [] : parts.eventFaults(raw, post.number === 1)),
  ];
  if (faults.length > 0) throw invalid(faults);
  if (raw === post.raw) return post;
  const isNew = isNewVersion(parts.now(), user, post, wanted);
  const known = new Set(parts.cook(post.raw).mentions);
  const cooked = revise(parts, user, post, { raw, isNew });
  if (isNew) {
    post.editReason = wanted.reason;
    if (parts.lastOf(post.topic) === post && wanted.keepsBump !== true) post.topic.bumpedAt = parts.now();
  }
  // Who edits their own hidden post brings it back.
  if (post.by === user) post.isHidden = false;
  for (const name of cooked.mentions) if (!known.has(name)) parts.ring(name, 'mentioned', post, user);
  if (post.by !== user) parts.ring(post.by.username, 'edited', post, user);
  parts.happened(post.topic, user, 'edit', shown(raw));
  parts.tell({ type: 'post', name: 'post_edited', post });
  return post;
}

/** Deletes a post; one that a member takes back says so for a day before it is gone. Throws Discourse's refusal. */
export function remove(parts: EditParts, user: User, post: Post): void {
  if (!mayDelete(user, post)) throw invalidAccess();
  const text = shown(post.raw);
  const isFirst = post.number === 1;
  if (user.isStaff) erase(post, parts.now());
  else {
    post.withdrawnAt = parts.now();
    const raw = isFirst ? '(topic deleted by author)' : '(post deleted by author)';
    revise(parts, user, post, { raw, isNew: true });
    if (isFirst) Object.assign(post.topic, { isClosed: true, isVisible: false });
  }
  parts.happened(post.topic, user, 'delete', text);
  parts.tell({ type: 'post', name: 'post_destroyed', post });
  if (isFirst && user.isStaff) parts.tell({ type: 'topic', name: 'topic_destroyed', topic: post.topic });
}

/** Deletes what was taken back a day ago. */
export function settle(posts: Iterable<Post>, now: Date): void {
  const oldest = now.getTime() - withdrawnMilliseconds;
  for (const post of posts) {
    const { withdrawnAt, deletedAt } = post;
    if (deletedAt === undefined && withdrawnAt !== undefined && withdrawnAt.getTime() <= oldest)
      erase(post, now);
  }
}

function erase(post: Post, at: Date): void {
  post.deletedAt = at;
  if (post.number === 1) post.topic.deletedAt = at;
}

function revise(
  parts: EditParts,
  user: User,
  post: Post,
  { raw, isNew }: { raw: string; isNew: boolean },
): Cooked {
  const cooked = parts.cook(raw);
  const before = asRevised(post);
  post.raw = raw;
  post.cooked = cooked.html;
  post.quoteCount = cooked.quotes.length;
  // The sandbox's clock may stand still; no two edits ever happened at the same instant.
  post.updatedAt = new Date(Math.max(parts.now().getTime(), post.updatedAt.getTime() + 100));
  post.lastEditor = user;
  if (isNew) {
    post.version += 1;
    post.versionAt = parts.now();
    post.versionRaw = raw;
    const { version: number, versionAt: at } = post;
    post.revisions.push({ number, by: user, at, before, after: asRevised(post) });
  } else {
    const last = post.revisions.at(-1);
    if (last) last.after = asRevised(post);
  }
  return cooked;
}

const asRevised = ({ raw, by, isWiki }: Post): RevisedPost => ({ raw, by, isWiki });

/** Gives a post another owner, or makes it a wiki: what staff does with a post makes a version too (`PostOwnerChanger`). */
export function restyle(
  post: Post,
  user: User,
  { to, now }: { to: Partial<Pick<Post, 'by' | 'isWiki'>>; now: Date },
): void {
  const before = asRevised(post);
  Object.assign(post, to);
  post.version += 1;
  post.versionAt = now;
  post.versionRaw = post.raw;
  post.lastEditor = user;
  post.updatedAt = new Date(Math.max(now.getTime(), post.updatedAt.getTime() + 100));
  post.revisions.push({ number: post.version, by: user, at: now, before, after: asRevised(post) });
}
