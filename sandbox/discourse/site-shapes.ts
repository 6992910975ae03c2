// Categories, notifications and queued posts as Discourse's JSON.
import type { Forum } from './forum.ts';
import type { Category, Notification, Pending, User } from './model.ts';

/** A category in the list. */
export function categoryJson(forum: Forum, category: Category, viewer: User) {
  const topics = [...forum.topics.values()].filter(
    (topic) => topic.category === category && topic.deletedAt === undefined,
  );
  return {
    id: category.id,
    name: category.name,
    color: '0088CC',
    text_color: 'FFFFFF',
    style_type: 'square',
    emoji: null,
    icon: null,
    slug: category.slug,
    topic_count: topics.length,
    post_count: topics.reduce((sum, topic) => sum + topic.posts.length, 0),
    position: category.id,
    description: null,
    description_text: null,
    description_excerpt: null,
    topic_url: null,
    read_restricted: category.isPrivate,
    // Discourse tells who may make topics, and nothing else (`Category.preload_user_fields!`).
    permission: viewer.isStaff || category.membersMay === 'start' ? 1 : null,
    notification_level: 1,
    can_edit: viewer.isStaff,
    topic_template: null,
    topic_title_placeholder: null,
    has_children: false,
    subcategory_count: 0,
    sort_order: null,
    sort_ascending: null,
    show_subcategory_list: false,
    num_featured_topics: 3,
    default_view: null,
    subcategory_list_style: 'rows_with_featured_topics',
    default_top_period: 'all',
    default_list_filter: 'all',
    minimum_required_tags: 0,
    navigate_to_first_post_after_read: false,
    topics_day: 0,
    topics_week: 0,
    topics_month: 0,
    topics_year: topics.length,
    topics_all_time: topics.length,
    subcategory_ids: [],
    uploaded_logo: null,
    uploaded_logo_dark: null,
    uploaded_background: null,
    uploaded_background_dark: null,
  };
}

/** Discourse's numbers for why somebody is told. */
export const notificationTypes = {
  mentioned: 1,
  replied: 2,
  quoted: 3,
  edited: 4,
  liked: 5,
  private_message: 6,
} as const;

/** A notification. */
export function notificationJson(forum: Forum, notification: Notification) {
  const topic = forum.topics.get(notification.topicId);
  return {
    id: notification.id,
    user_id: forum.user(notification.user).id,
    notification_type: notificationTypes[notification.kind],
    read: notification.isRead,
    high_priority: notification.kind === 'private_message',
    created_at: notification.at.toISOString(),
    post_number: notification.postNumber,
    topic_id: notification.topicId,
    slug: topic?.slug ?? null,
    data: {
      topic_title: topic?.title ?? '',
      display_username: notification.by,
      username: notification.by,
    },
  };
}

/** What a create answers when the post awaits approval. */
export function enqueuedJson(forum: Forum, pending: Pending) {
  return {
    action: 'enqueued',
    success: true,
    pending_count: forum.pending.filter((other) => other.by === pending.by).length,
    pending_post: {
      id: pending.id,
      raw: pending.draft.raw,
      created_at: pending.at.toISOString(),
      topic_id: pending.draft.topicId ?? null,
    },
  };
}

/** A post that awaits approval, for its author (`PendingPostSerializer`). */
export function pendingJson(forum: Forum, { id, by, at, draft }: Pending) {
  const topic = forum.topics.get(draft.topicId ?? 0);
  return {
    id,
    avatar_template: `/letter_avatar_proxy/v4/letter/${by.username.slice(0, 1)}/5f9b8f/{size}.png`,
    category_id: draft.category ?? topic?.category?.id ?? null,
    created_at: at.toISOString(),
    created_by_id: by.id,
    name: by.name,
    raw_text: draft.raw,
    title: draft.title ?? topic?.title ?? null,
    topic_id: topic?.id ?? null,
    topic_url: topic ? `/t/${topic.slug}/${topic.id}` : null,
    username: by.username,
  };
}
