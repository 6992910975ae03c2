// The forum's things as Discourse's JSON.
import type { Forum } from './forum.ts';
import type { Post, Topic, User } from './model.ts';

const iso = (at: Date | undefined) => at?.toISOString() ?? null;
const avatar = (user: User) => `/letter_avatar_proxy/v4/letter/${user.username[0] ?? 'x'}/ccd318/{size}.png`;

/** A user in a few words. */
export function briefUser(user: User) {
  return { id: user.id, username: user.username, name: user.name, avatar_template: avatar(user) };
}

/** `actions_summary`: what can still be done to a post and how often it was; a count of 0 is absent. */
export function actionsOf(post: Post, viewer: User) {
  const isOwn = post.by === viewer;
  const acted = post.likes.has(viewer.username);
  const like = {
    id: 2,
    ...(post.likes.size > 0 ? { count: post.likes.size } : {}),
    ...(acted ? { acted: true, can_undo: true } : {}),
    ...(isOwn || acted ? {} : { can_act: true }),
  };
  const flags = isOwn ? [] : [3, 4, 8, 7].map((id) => ({ id, can_act: true }));
  return [...(Object.keys(like).length > 1 ? [like] : []), ...flags];
}

function postCore(post: Post, viewer: User, base: string) {
  const { by, topic } = post;
  const canEdit = by === viewer || viewer.isStaff;
  const others = topic.posts.filter(
    (other) => other.replyTo === post.number && other.deletedAt === undefined,
  );
  return {
    id: post.id,
    name: by.name,
    username: by.username,
    avatar_template: avatar(by),
    created_at: post.createdAt.toISOString(),
    cooked: post.cooked,
    post_number: post.number,
    post_type: post.type,
    updated_at: post.updatedAt.toISOString(),
    reply_count: others.length,
    reply_to_post_number: post.replyTo ?? null,
    quote_count: post.quoteCount,
    incoming_link_count: 0,
    reads: 1,
    readers_count: 0,
    score: 0.2,
    yours: by === viewer,
    topic_id: topic.id,
    topic_slug: topic.slug,
    display_username: by.name,
    primary_group_name: null,
    flair_name: null,
    flair_url: null,
    flair_bg_color: null,
    flair_color: null,
    flair_group_id: null,
    badges_granted: [],
    version: post.version,
    can_edit: canEdit,
    can_delete: canEdit && post.number > 1,
    can_recover: false,
    can_see_hidden_post: true,
    can_wiki: viewer.isStaff,
    user_title: null,
    bookmarked: false,
    actions_summary: actionsOf(post, viewer),
    moderator: by.isStaff,
    admin: false,
    staff: by.isStaff,
    user_id: by.id,
    hidden: false,
    trust_level: by.isStaff ? 4 : 1,
    deleted_at: iso(post.deletedAt),
    user_deleted: false,
    edit_reason: post.type === 1 ? (post.editReason ?? null) : null,
    can_view_edit_history: true,
    wiki: false,
    post_url: `${base}t/${topic.slug}/${topic.id}/${post.number}`,
    ...(post.type === 3 ? { action_code: `${post.editReason}.enabled` } : {}),
  };
}

/** A post by itself, as POST, GET and PUT of /posts answer. */
export function postJson(post: Post, viewer: User, base: string) {
  return {
    ...postCore(post, viewer, base),
    posts_count: post.topic.posts.filter((other) => other.deletedAt === undefined).length,
    raw: post.raw,
    reviewable_id: null,
    reviewable_score_count: 0,
    reviewable_score_pending_count: 0,
    mentioned_users: [],
  };
}

/** A post in the list of the newest. */
export function latestPostJson(post: Post, viewer: User, base: string) {
  const { mentioned_users, flair_group_id, ...shape } = postJson(post, viewer, base);
  const text = post.cooked.replace(/<[^>]*>/gu, ' ').trim();
  return {
    ...shape,
    flair_group_id,
    topic_title: post.topic.title,
    topic_html_title: escapeHtml(post.topic.title),
    category_id: post.topic.category?.id ?? null,
    excerpt: text.slice(0, 300),
    truncated: text.length > 300,
  };
}

/** A post within its topic; `raw` only when asked for. */
export function streamPostJson(post: Post, viewer: User, options: { base: string; hasRaw: boolean }) {
  return {
    ...postCore(post, viewer, options.base),
    ...(options.hasRaw ? { raw: post.raw } : {}),
    link_counts: [],
    read: true,
    reviewable_id: 0,
    reviewable_score_count: 0,
    reviewable_score_pending_count: 0,
  };
}

/** A topic's own fields, shared by its page and the lists. */
function topicCore(topic: Topic, now: Date) {
  const posts = topic.posts.filter((post) => post.deletedAt === undefined);
  const isPinned =
    topic.pinnedAt !== undefined && (topic.pinnedUntil === undefined || topic.pinnedUntil > now);
  return {
    id: topic.id,
    title: topic.title,
    fancy_title: escapeHtml(topic.title),
    slug: topic.slug,
    posts_count: posts.length,
    reply_count: Math.max(0, posts.length - 1),
    highest_post_number: topic.posts.length,
    image_url: null,
    created_at: topic.createdAt.toISOString(),
    last_posted_at: iso(posts.at(-1)?.createdAt),
    archetype: topic.recipients === undefined ? 'regular' : 'private_message',
    pinned: isPinned,
    unpinned: null,
    visible: topic.isVisible,
    closed: topic.isClosed,
    archived: topic.isArchived,
    tags: topic.tags.map((name, i) => ({ id: i + 1, name, slug: name })),
    tags_descriptions: {},
    views: topic.views,
    like_count: posts.reduce((sum, post) => sum + post.likes.size, 0),
    has_summary: false,
    category_id: topic.category?.id ?? null,
    pinned_globally: topic.isPinnedGlobally,
    featured_link: null,
    ...(topic.externalId === undefined ? {} : { external_id: topic.externalId }),
  };
}

/** A line of a topic list. */
export function topicLine(topic: Topic, now: Date) {
  const posts = topic.posts.filter((post) => post.deletedAt === undefined);
  return {
    ...topicCore(topic, now),
    bumped: true,
    bumped_at: topic.bumpedAt.toISOString(),
    unseen: false,
    excerpt: (posts[0]?.cooked ?? '')
      .replace(/<[^>]*>/gu, ' ')
      .trim()
      .slice(0, 200),
    bookmarked: false,
    liked: false,
    last_poster_username: posts.at(-1)?.by.username ?? topic.by.username,
    posters: [
      { extras: 'latest', description: 'Original Poster', user_id: topic.by.id, primary_group_id: null },
    ],
  };
}

/** A topic's page with some of its posts. */
export function topicJson(
  forum: Forum,
  topic: Topic,
  options: { viewer: User; posts: readonly Post[]; hasRaw: boolean },
) {
  const { viewer, posts, hasRaw } = options;
  const all = viewer.isStaff
    ? topic.posts.filter((post) => post.deletedAt === undefined)
    : forum.visiblePosts(topic);
  const people = [...new Set(all.map((post) => post.by))];
  const last = all.at(-1)?.by ?? topic.by;
  const isStaff = viewer.isStaff;
  return {
    post_stream: {
      posts: posts.map((post) => streamPostJson(post, viewer, { base: forum.base, hasRaw })),
      stream: all.map((post) => post.id),
    },
    timeline_lookup: all.length > 0 ? [[1, 0]] : [],
    suggested_topics: [],
    ...topicCore(topic, forum.clock()),
    word_count: all.reduce((sum, post) => sum + post.raw.split(/\s+/u).length, 0),
    deleted_at: iso(topic.deletedAt),
    user_id: topic.by.id,
    pinned_at: iso(topic.pinnedAt),
    pinned_until: iso(topic.pinnedUntil),
    slow_mode_seconds: 0,
    draft: null,
    draft_key: `topic_${topic.id}`,
    draft_sequence: 0,
    deleted_by: null,
    has_deleted: topic.posts.length > all.length,
    actions_summary: [4, 8, 10, 7].map((id) => ({ id, count: 0, hidden: false, can_act: true })),
    chunk_size: 20,
    bookmarked: false,
    bookmarks: [],
    topic_timer: null,
    message_bus_last_id: 0,
    participant_count: people.length,
    show_read_indicator: false,
    thumbnails: null,
    slow_mode_enabled_until: null,
    details: {
      can_edit: isStaff || topic.by === viewer,
      notification_level: 1,
      can_move_posts: isStaff,
      can_delete: isStaff,
      can_remove_allowed_users: isStaff,
      can_create_post: isStaff || !topic.isClosed,
      can_reply_as_new_topic: true,
      can_invite_to: true,
      can_flag_topic: true,
      can_convert_topic: isStaff,
      can_review_topic: isStaff,
      can_close_topic: isStaff,
      can_archive_topic: isStaff,
      can_split_merge_topic: isStaff,
      can_edit_staff_notes: isStaff,
      can_toggle_topic_visibility: isStaff,
      can_pin_unpin_topic: isStaff,
      can_moderate_category: isStaff,
      can_remove_self_id: viewer.id,
      participants: people.map((user) => ({
        ...briefUser(user),
        post_count: all.filter((post) => post.by === user).length,
        primary_group_name: null,
        flair_name: null,
        flair_url: null,
        flair_color: null,
        flair_bg_color: null,
        flair_group_id: null,
        admin: false,
        moderator: user.isStaff,
        trust_level: user.isStaff ? 4 : 1,
      })),
      created_by: briefUser(topic.by),
      last_poster: briefUser(last),
      ...(topic.recipients === undefined
        ? {}
        : { allowed_users: topic.recipients.map(briefUser), allowed_groups: [] }),
    },
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
