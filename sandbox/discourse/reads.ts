// What can be read over Discourse's HTTP interface.
import type { Forum } from './forum.ts';
import type { Gate } from './gate.ts';
import { canSeePost } from './guard.ts';
import { notFound, type Post, Refusal, type User } from './model.ts';
import { mountPostReads } from './post-reads.ts';
import { mountPrivateReads } from './private-reads.ts';
import type { Mount } from './routes.ts';
import { briefUser, streamPostJson } from './shapes.ts';
import { categoryJson, notificationTypes } from './site-shapes.ts';
import { pageOf, topicList } from './topic-list.ts';
import { topicJson } from './topic-shapes.ts';
import { mountUploads } from './uploads.ts';

/** Mounts every reading route. */
export function mountReads(mount: Mount, forum: Forum, gate: Gate): void {
  mountPostReads(mount, forum);
  mountTopicReads(mount, forum);
  mountLists(mount, forum);
  mountPrivateReads(mount, forum);
  mountSite(mount, forum, gate);
  mountUploads(mount, forum);
}

function mountTopicReads(mount: Mount, forum: Forum): void {
  mount('GET', '/t/external_id/:external', {
    scope: 'topics:read',
    isOpen: true,
    run: ({ c, user }) => {
      const external = (c.req.param('external') ?? '').replace(/\.json$/u, '');
      const found = forum.byExternalId(external);
      if (found === undefined) throw notFound();
      const topic = forum.topicFor(user, found.id);
      return c.redirect(`${forum.base}t/${topic.slug}/${topic.id}.json`, 301);
    },
  });
  const page = (user: User, id: number, query: (name: string) => string | undefined) => {
    const topic = forum.topicFor(user, id);
    topic.views += 1;
    const all = forum.visiblePosts(topic, user);
    const pageNumber = Math.max(1, Number(query('page') ?? '1') || 1);
    const posts =
      query('print') === 'true' ? all.slice(0, 1000) : all.slice((pageNumber - 1) * 20, pageNumber * 20);
    if (posts.length === 0 && pageNumber > 1) throw notFound();
    return topicJson(forum, topic, { viewer: user, posts, hasRaw: isOn(query('include_raw')) });
  };
  mount('GET', '/t/:id{[0-9]+(\\.json)?}', {
    scope: 'topics:read',
    isOpen: true,
    run: ({ c, user, id }) => page(user, id, (name) => c.req.query(name)),
  });
  mount('GET', '/t/:slug/:id{[0-9]+\\.json}', {
    scope: 'topics:read',
    isOpen: true,
    run: ({ c, user, id }) => page(user, id, (name) => c.req.query(name)),
  });
  mount('GET', '/t/:id{[0-9]+}/posts.json', {
    scope: 'topics:read',
    isOpen: true,
    run: ({ c, user, id }) => {
      const topic = forum.topicFor(user, id);
      const ids = (c.req.queries('post_ids[]') ?? []).map(Number);
      const isAsked = ({ id: one, deletedAt }: Post) =>
        ids.includes(one) && (deletedAt === undefined || user.isStaff);
      // Staff is shown what was deleted, if it asks for it by its number (`TopicView#filter_posts_by_ids`).
      const posts =
        ids.length === 0
          ? forum.visiblePosts(topic, user).slice(0, 20)
          : topic.posts.filter((post) => isAsked(post) && canSeePost(user, post));
      const options = { base: forum.base, hasRaw: isOn(c.req.query('include_raw')) };
      return {
        post_stream: { posts: posts.map((post) => streamPostJson(post, user, options)) },
        id: topic.id,
      };
    },
  });
}

const isOn = (value: string | undefined) => value === '1' || value === 'true';

function mountLists(mount: Mount, forum: Forum): void {
  const listed = (user: User) =>
    [...forum.topics.values()].filter(
      (topic) =>
        topic.isVisible &&
        topic.deletedAt === undefined &&
        topic.recipients === undefined &&
        forum.canSee(user, topic),
    );
  mount('GET', '/latest.json', {
    scope: 'topics:read_lists',
    isOpen: true,
    run: ({ c, user }) => topicList(forum, listed(user), user, pageOf(c.req.query('page'))),
  });
  mount('GET', '/c/:slug/:id{[0-9]+\\.json}', {
    scope: 'topics:read_lists',
    isOpen: true,
    run: ({ c, user, id }) => {
      const category = forum.categories.get(id);
      if (category === undefined || (category.isPrivate && !user.isStaff)) throw notFound();
      const topics = listed(user).filter((topic) => topic.category === category);
      return topicList(forum, topics, user, pageOf(c.req.query('page')));
    },
  });
}

function mountSite(mount: Mount, forum: Forum, gate: Gate): void {
  const categories = (user: User) =>
    [...forum.categories.values()]
      .filter((one) => !one.isPrivate || user.isStaff)
      .map((one) => categoryJson(forum, one, user));
  mount('GET', '/categories.json', {
    scope: 'categories:list',
    isOpen: true,
    run: ({ user }) => ({
      category_list: {
        can_create_category: user.isStaff,
        can_create_topic: true,
        categories: categories(user),
      },
    }),
  });
  mount('GET', '/c/:id{[0-9]+}/show.json', {
    scope: 'categories:show',
    isOpen: true,
    run: ({ user, id }) => {
      const category = forum.categories.get(id);
      if (category === undefined || (category.isPrivate && !user.isStaff)) throw notFound();
      return { category: categoryJson(forum, category, user) };
    },
  });
  const about = { title: 'Sandbox', description: 'A forum on loopback' };
  const logos = ['logo_url', 'logo_small_url', 'apple_touch_icon_url', 'favicon_url', 'mobile_logo_url'];
  mount('GET', '/site/basic-info.json', {
    isOpen: true,
    run: () => ({
      ...Object.fromEntries(logos.map((name) => [name, `${forum.base}images/logo.png`])),
      ...about,
      header_primary_color: '333333',
      header_background_color: 'ffffff',
      login_required: forum.isLoginRequired,
      locale: 'en',
      include_in_discourse_discover: false,
    }),
  });
  mount('GET', '/site.json', {
    isOpen: true,
    run: ({ user }) => ({
      default_archetype: 'regular',
      notification_types: notificationTypes,
      post_action_types: [{ id: 2, name_key: 'like', name: 'Like', is_flag: false }],
      can_tag_topics: true,
      is_readonly: gate.isReadOnly,
      categories: categories(user),
    }),
  });
  mount('GET', '/site/settings.json', {
    isOpen: true,
    run: () => ({
      title: about.title,
      min_post_length: 20,
      ...(forum.events === 'absent' ? {} : { calendar_enabled: true, discourse_post_event_enabled: true }),
    }),
  });
  mount('GET', '/about.json', {
    isOpen: true,
    run: () => ({
      users: [...forum.users.values()].map(briefUser),
      about: { ...about, locale: 'en', version: '2026.11.0', https: false },
    }),
  });
  const whole = (user: User, viewer: User) => ({
    ...briefUser(user),
    admin: false,
    moderator: user.isStaff,
    trust_level: user.isStaff ? 4 : 1,
    can_edit: user === viewer || viewer.isStaff,
    groups: user.isStaff ? [{ id: 3, name: 'staff' }] : [{ id: 11, name: 'trust_level_1' }],
    ...(user.isStaged ? { staged: true } : {}),
    // Only staff is told of silence; everybody sees who is suspended.
    ...(user.isSuspended ? { suspended_till: forever } : {}),
    ...(user.isSilenced && viewer.isStaff ? { silenced_till: forever } : {}),
  });
  mount('GET', '/session/current.json', {
    run: ({ user }) => ({ current_user: whole(user, user) }),
  });
  mount('GET', '/session/scopes.json', { scope: 'any', run: () => ({ scopes: [] }) });
  // No granular scope covers it. Whoever is not there is left out (`UsersController#cards`).
  mount('GET', '/user-cards.json', {
    isOpen: true,
    run: ({ c, user }) => {
      const ids = (c.req.query('user_ids') ?? '').split(',').map(Number);
      if (ids.length > 50) throw new Refusal(400, { errors: ['user_ids'], error_type: 'invalid_parameters' });
      const users = [...forum.users.values()].filter((one) => ids.includes(one.id));
      return { users: users.map((one) => whole(one, user)) };
    },
  });
  mount('GET', '/u/:name', {
    scope: 'users:show',
    isOpen: true,
    run: ({ c, user }) => ({
      user: whole(forum.user((c.req.param('name') ?? '').replace(/\.json$/u, '')), user),
    }),
  });
}

/** Until somebody ends it. */
const forever = '3026-01-01T00:00:00.000Z';
