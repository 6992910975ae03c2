// Topics as Discourse's JSON: a line in a list, and the page.
import type { Forum } from './forum.ts';
import { mayReply } from './guard.ts';
import type { Post, Topic, User } from './model.ts';
import { briefUser, escapeHtml, iso, streamPostJson } from './shapes.ts';

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
  const all = forum.visiblePosts(topic, viewer);
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
    slow_mode_seconds: topic.slowModeSeconds,
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
      can_create_post: mayReply(viewer, topic),
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
