// What only somebody themselves can read: their notifications and private messages. No granular scope covers the lists.
import type { Forum } from './forum.ts';
import { invalidAccess, type Notification, Refusal, type User } from './model.ts';
import type { Mount } from './routes.ts';
import { latestPostJson } from './shapes.ts';
import { notificationJson, notificationTypes, pendingJson } from './site-shapes.ts';
import { pageOf, topicList } from './topic-list.ts';

const mostNotifications = 60;

/** Mounts the routes. Moderators see no more here than members: Discourse lets administrators alone. */
export function mountPrivateReads(mount: Mount, forum: Forum): void {
  const themselves = (user: User, name: string | undefined): User => {
    const owner = forum.user((name ?? user.username).replace(/\.json$/u, ''));
    if (owner !== user) throw invalidAccess();
    return owner;
  };
  mountNotifications(mount, forum, themselves);
  // Not in the official document (`PostsController#pending`, `PendingPostSerializer`). No granular scope covers it.
  mount('GET', '/posts/:name/pending.json', {
    run: ({ c, user }) => {
      const owner = user.isStaff
        ? forum.user(c.req.param('name') ?? '')
        : themselves(user, c.req.param('name'));
      const theirs = forum.pending.filter(({ by }) => by === owner);
      return { pending_posts: theirs.toReversed().map((pending) => pendingJson(forum, pending)) };
    },
  });
  for (const [path, isSent] of [
    ['private-messages', false],
    ['private-messages-sent', true],
  ] as const) {
    mount('GET', `/topics/${path}/:name`, {
      run: ({ c, user }) => {
        const owner = themselves(user, c.req.param('name'));
        const theirs = [...forum.topics.values()].filter(
          (topic) =>
            topic.recipients?.includes(owner) &&
            topic.deletedAt === undefined &&
            (!isSent || forum.visiblePosts(topic).some(({ by }) => by === owner)),
        );
        const page = pageOf(c.req.query('page'));
        return topicList(forum, theirs, user, page, `topics/${path}/${owner.username}`);
      },
    });
  }
  // Not in the official document. Discourse's own routes lead it to the same action as /posts.json (`posts#latest`), and a
  // granular key is judged by the action: its scope covers both.
  mount('GET', '/private-posts.json', {
    scope: 'posts:list',
    run: ({ c, user }) => {
      const before = Number(c.req.query('before') ?? '0') || Number.POSITIVE_INFINITY;
      const posts = [...forum.posts.values()].filter(
        ({ id, type, deletedAt, topic }) =>
          id < before && type === 1 && deletedAt === undefined && topic.recipients?.includes(user),
      );
      const newest = posts.slice(-50).reverse();
      return { private_posts: newest.map((post) => latestPostJson(post, user, forum.base)) };
    },
  });
}

function mountNotifications(
  mount: Mount,
  forum: Forum,
  themselves: (user: User, name: string | undefined) => User,
): void {
  const of = (owner: User): Notification[] =>
    forum.notifications.filter((one) => one.user === owner.username).reverse();
  mount('GET', '/notifications.json', {
    run: ({ c, user }) => {
      const { recent, filter } = c.req.query();
      const owner = themselves(user, recent === undefined ? c.req.query('username') : undefined);
      const fallback = recent === undefined ? mostNotifications : 15;
      const limit = Number(c.req.query('limit') ?? fallback);
      if (!Number.isInteger(limit) || limit < 1 || limit > mostNotifications) throw wrong('limit');
      const types = (c.req.query('filter_by_types') ?? '').split(',').filter((type) => type !== '');
      const unknown = types.find((type) => !(type in notificationTypes));
      if (unknown !== undefined) throw wrong(`notification type: ${unknown}`);
      const theirs = of(owner).filter(
        ({ isRead, kind }) =>
          (recent === undefined || types.length === 0 || types.includes(kind)) &&
          (filter !== 'read' || isRead) &&
          (filter !== 'unread' || !isRead),
      );
      const offset = recent === undefined ? pageOf(c.req.query('offset')) : 0;
      const notifications = theirs
        .slice(offset, offset + limit)
        // What became invisible since is left out.
        .filter(({ topicId }) => {
          const topic = forum.topics.get(topicId);
          return topic !== undefined && forum.canSee(owner, topic);
        })
        .map((one) => notificationJson(forum, one));
      if (recent !== undefined) return { notifications, seen_notification_id: 0 };
      return {
        notifications,
        total_rows_notifications: theirs.length,
        seen_notification_id: 0,
        load_more_notifications: `${forum.base}notifications?limit=${limit}&offset=${offset + limit}&username=${owner.username}`,
      };
    },
  });
  mount('PUT', '/notifications/mark-read.json', {
    run: ({ user, body }) => {
      const { id } = body;
      for (const one of of(user)) if (id === undefined || one.id === Number(id)) one.isRead = true;
      return { success: 'OK' };
    },
  });
}

const wrong = (what: string): Refusal =>
  new Refusal(400, {
    errors: [`You supplied invalid parameters to the request: ${what}`],
    error_type: 'invalid_parameters',
  });
