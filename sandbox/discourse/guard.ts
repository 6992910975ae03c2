// Who may do what on the forum, as Discourse's guardian has it; members are people of trust level 1, staff moderates.
import type { Category, Post, Topic, User } from './model.ts';

/** After so long a member's post is not theirs to edit any more. */
const editMilliseconds = 24 * 3_600_000;

/** Whether somebody sees a topic. Staff sees what is deleted, but no private message that it is not in. */
export function canSee(user: User, topic: Topic): boolean {
  if (topic.deletedAt !== undefined && !user.isStaff) return false;
  if (topic.recipients !== undefined) return topic.recipients.includes(user) || topic.by === user;
  return !topic.category?.isPrivate || user.isStaff;
}

/** Whether somebody may begin a topic in a category. */
export function mayStart(user: User, category: Category | undefined): boolean {
  if (user.isSilenced) return false;
  return user.isStaff || category === undefined || (!category.isPrivate && category.membersMay === 'start');
}

/** Whether somebody may reply: who is silenced only where they are written to in private. */
export function mayReply(user: User, topic: Topic): boolean {
  if (topic.deletedAt !== undefined) return false;
  if (user.isSilenced && topic.recipients === undefined) return false;
  if (user.isStaff) return true;
  return !topic.isClosed && !topic.isArchived && topic.category?.membersMay !== 'read';
}

/** Whether somebody sees a post of a topic that they see: whispers are staff's own. */
export function canSeePost(user: User, post: Post): boolean {
  return post.type !== 4 || user.isStaff;
}

/** Whether somebody may edit a post now; `late` when they could have for a day. */
export function mayEdit(user: User, post: Post, now: Date): boolean | 'late' {
  if (user.isStaff) return true;
  if (user.isSilenced || post.topic.isArchived) return false;
  if (post.by !== user) return post.isWiki && post.deletedAt === undefined;
  if (post.deletedAt !== undefined || post.withdrawnAt !== undefined) return false;
  return now.getTime() - post.createdAt.getTime() <= editMilliseconds || 'late';
}

/** Whether somebody may delete a post; the first one with its topic only while nobody has replied. */
export function mayDelete(user: User, post: Post): boolean {
  if (user.isStaff) return true;
  if (post.by !== user || post.topic.isArchived || post.withdrawnAt !== undefined) return false;
  return post.number > 1 || post.topic.posts.every((one) => one === post || one.deletedAt !== undefined);
}

/** Whether somebody may like a post. */
export function mayLike(user: User, post: Post): boolean {
  return post.by !== user && !post.topic.isArchived && post.deletedAt === undefined && !user.isSilenced;
}

/** Whether somebody reads what stands in a post that the community's flags have hidden. */
export function mayReadHidden(user: User, post: Post): boolean {
  return user.isStaff || post.by === user;
}
