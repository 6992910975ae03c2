// What can be read of posts over Discourse's HTTP interface: the newest, one, its replies, and who liked it.
import type { Forum } from './forum.ts';
import { invalidAccess, Refusal } from './model.ts';
import type { Mount } from './routes.ts';
import { briefUser, latestPostJson, postJson, revisionJson } from './shapes.ts';

/** Mounts the routes that read posts. */
export function mountPostReads(mount: Mount, forum: Forum): void {
  mountLikers(mount, forum);
  mountRevisions(mount, forum);
  mount('GET', '/posts.json', {
    scope: 'posts:list',
    isOpen: true,
    run: ({ c, user }) => {
      const before = Number(c.req.query('before') ?? '0');
      const newestId = Math.max(0, ...forum.posts.keys());
      const last = before > 0 ? before - 1 : newestId;
      const found = [...forum.posts.values()].filter(
        (post) =>
          post.id <= last &&
          post.id > last - 50 &&
          post.type === 1 &&
          post.deletedAt === undefined &&
          post.topic.recipients === undefined &&
          forum.canSee(user, post.topic),
      );
      const newest = found.sort((a, b) => b.id - a.id).slice(0, 50);
      return { latest_posts: newest.map((post) => latestPostJson(post, user, forum.base)) };
    },
  });
  mount('GET', '/posts/:id{[0-9]+(\\.json)?}', {
    isOpen: true,
    run: ({ user, id }) => postJson(forum.postFor(user, id), user, forum.base),
  });
  mount('GET', '/posts/:id{[0-9]+}/replies.json', {
    isOpen: true,
    run: ({ c, user, id }) => {
      const post = forum.postFor(user, id);
      const replies = forum.visiblePosts(post.topic, user).filter((other) => other.replyTo === post.number);
      return c.json(replies.map((other) => postJson(other, user, forum.base)));
    },
  });
}

/** What edits changed. Everybody reads that, unless the post is hidden: then staff alone. */
function mountRevisions(mount: Mount, forum: Forum): void {
  const path = '/posts/:id{[0-9]+}/revisions';
  mount('GET', `${path}/latest.json`, {
    scope: 'revisions:read',
    isOpen: true,
    run: ({ user, id }) => revisionJson(forum.postFor(user, id), user, { number: undefined }),
  });
  mount('GET', `${path}/:number{[0-9]+\\.json}`, {
    scope: 'revisions:read',
    isOpen: true,
    run: ({ c, user, id }) => {
      const number = Number.parseInt(c.req.param('number') ?? '', 10);
      if (number < 2)
        throw new Refusal(400, { errors: ['You supplied invalid parameters to the request: revision'] });
      return revisionJson(forum.postFor(user, id), user, { number });
    },
  });
}

/** Who liked a post: no granular scope covers it. */
function mountLikers(mount: Mount, forum: Forum): void {
  mount('GET', '/post_action_users.json', {
    isOpen: true,
    run: ({ c, user }) => {
      for (const name of ['post_action_type_id', 'id']) {
        if ((c.req.query(name) ?? '') === '')
          throw new Refusal(400, {
            errors: [`param is missing or the value is empty or invalid: ${name}`],
            error_type: 'invalid_parameters',
          });
      }
      const post = forum.posts.get(Number(c.req.query('id')));
      const isHidden = post?.deletedAt !== undefined && !user.isStaff;
      if (post === undefined || isHidden || !forum.canSee(user, post.topic)) throw invalidAccess();
      const size = Number(c.req.query('limit') ?? '200');
      const from = Number(c.req.query('page') ?? '0') * size;
      const names = c.req.query('post_action_type_id') === '2' ? [...post.likes] : [];
      const users = names.slice(from, from + size);
      return {
        post_action_users: users.map((one) => ({
          ...briefUser(one),
          post_url: null,
          username_lower: one.username.toLowerCase(),
        })),
        ...(names.length > size ? { total_rows_post_action_users: names.length } : {}),
      };
    },
  });
}
