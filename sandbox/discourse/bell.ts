// Who is told of what: the notifications in everybody's bell menu.
import type { Forum } from './forum.ts';
import { canSee } from './guard.ts';
import type { Notification, NotificationKind, Post, User } from './model.ts';

/** All notifications of a forum. */
export class Bell {
  readonly notifications: Notification[] = [];
  readonly #forum: Forum;

  constructor(forum: Forum) {
    this.#forum = forum;
  }

  /** One notification a person and post, the first reason wins; nobody is told of what they did themselves. */
  ring(username: string, kind: NotificationKind, post: Post, by: User): void {
    const user = this.#forum.users.get(username.toLowerCase());
    if (user === undefined || user === by || !canSee(user, post.topic)) return;
    const isTold = this.notifications.some(
      (one) =>
        one.user === user.username &&
        one.topicId === post.topic.id &&
        one.postNumber === post.number &&
        one.kind !== 'liked',
    );
    if (isTold && kind !== 'liked') return;
    this.notifications.push({
      id: this.notifications.length + 1,
      user: user.username,
      kind,
      by: by.username,
      isRead: false,
      topicId: post.topic.id,
      postNumber: post.number,
      at: this.#forum.clock(),
    });
  }

  /** Puts a new name in place of an old one. */
  rename(from: string, to: string): void {
    for (const one of this.notifications) {
      if (one.user === from) one.user = to;
      if (one.by === from) one.by = to;
    }
  }
}
