// Users and posts as Discourse's JSON.
import { mayDelete, mayEdit, mayLike, mayReadHidden } from './guard.ts';
import { notFound, type Post, type User } from './model.ts';

/** An instant as JSON has it. */
export const iso = (at: Date | undefined) => at?.toISOString() ?? null;
const avatar = (user: User) => `/letter_avatar_proxy/v4/letter/${user.username[0] ?? 'x'}/ccd318/{size}.png`;

/** A user in a few words. */
export function briefUser(user: User) {
  return { id: user.id, username: user.username, name: user.name, avatar_template: avatar(user) };
}

/** `actions_summary`: what can still be done to a post and how often it was; a count of 0 is absent. */
export function actionsOf(post: Post, viewer: User) {
  const isOwn = post.by === viewer;
  const acted = post.likes.has(viewer);
  const like = {
    id: 2,
    ...(post.likes.size > 0 ? { count: post.likes.size } : {}),
    ...(acted ? { acted: true, can_undo: true } : {}),
    ...(acted || !mayLike(viewer, post) ? {} : { can_act: true }),
  };
  const flags = isOwn || post.isHidden ? [] : [3, 4, 8, 7].map((id) => ({ id, can_act: true }));
  return [...(Object.keys(like).length > 1 ? [like] : []), ...flags];
}

/** Discourse's words in place of what the community's flags have hidden. */
const hiddenWords = '<p>This post was flagged by the community and is temporarily hidden.</p>';

/** Whether somebody is told the text as it was written. */
function isRawTold(post: Post, viewer: User): boolean {
  return !post.isHidden || mayReadHidden(viewer, post);
}

/** What stands for the author of a post whose account was deleted (`UserDestroyer`, `BasicPostSerializer`). */
const nobody = { user_id: null, username: null, name: null, display_username: null, avatar_template: null };

/** A post's core; the day within which members may edit theirs is not looked at. */
function postCore(post: Post, viewer: User, base: string) {
  const { by, topic } = post;
  const canEdit = mayEdit(viewer, post, post.createdAt) === true;
  const others = topic.posts.filter(
    (other) => other.replyTo === post.number && other.deletedAt === undefined,
  );
  return {
    id: post.id,
    name: by.name,
    username: by.username,
    avatar_template: avatar(by),
    created_at: post.createdAt.toISOString(),
    cooked: isRawTold(post, viewer) ? post.cooked : hiddenWords,
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
    can_delete: mayDelete(viewer, post) && post.number > 1,
    can_recover: false,
    can_see_hidden_post: mayReadHidden(viewer, post),
    can_wiki: viewer.isStaff,
    user_title: null,
    bookmarked: false,
    actions_summary: actionsOf(post, viewer),
    moderator: by.isStaff,
    admin: false,
    staff: by.isStaff,
    user_id: by.id,
    hidden: post.isHidden,
    ...(post.isHidden && !mayReadHidden(viewer, post) ? { cooked_hidden: true } : {}),
    trust_level: by.isStaff ? 4 : 1,
    deleted_at: iso(post.deletedAt),
    user_deleted: post.withdrawnAt !== undefined,
    edit_reason: post.type === 1 ? (post.editReason ?? null) : null,
    can_view_edit_history: true,
    wiki: post.isWiki,
    post_url: `${base}t/${topic.slug}/${topic.id}/${post.number}`,
    ...(post.isNobodys && nobody),
    ...(post.type === 3
      ? { action_code: post.editReason === 'split_topic' ? post.editReason : `${post.editReason}.enabled` }
      : {}),
  };
}

/** A post by itself, as POST, GET and PUT of /posts answer. */
export function postJson(post: Post, viewer: User, base: string) {
  return {
    ...postCore(post, viewer, base),
    posts_count: post.topic.posts.filter((other) => other.deletedAt === undefined).length,
    ...(isRawTold(post, viewer) ? { raw: post.raw } : {}),
    reviewable_id: null,
    reviewable_score_count: 0,
    reviewable_score_pending_count: 0,
    mentioned_users: [],
  };
}

/** A post in the list of the newest. */
export function latestPostJson(post: Post, viewer: User, base: string) {
  const { mentioned_users, flair_group_id, ...shape } = postJson(post, viewer, base);
  const text = shape.cooked.replace(/<[^>]*>/gu, ' ').trim();
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
    ...(options.hasRaw && isRawTold(post, viewer) ? { raw: post.raw } : {}),
    link_counts: [],
    read: true,
    reviewable_id: 0,
    reviewable_score_count: 0,
    reviewable_score_pending_count: 0,
  };
}

/**
 * A revision of a post, the last one without a number (`PostRevisionSerializer`). Its differences are by lines, as marked as
 * Discourse's own; who may not read it, or asks for one that is not there, gets a 404.
 */
export function revisionJson(post: Post, viewer: User, { number }: { number: number | undefined }) {
  if (post.isHidden && !viewer.isStaff) throw notFound();
  const at =
    number === undefined
      ? post.revisions.length - 1
      : post.revisions.findIndex((one) => one.number === number);
  const found = post.revisions[at];
  if (!found) throw notFound();
  const { by, before, after } = found;
  const markdown = linesChanged(before.raw, after.raw);
  return {
    created_at: found.at.toISOString(),
    post_id: post.id,
    previous_hidden: false,
    current_hidden: false,
    first_revision: post.revisions[0]?.number ?? null,
    previous_revision: post.revisions[at - 1]?.number ?? null,
    current_revision: found.number,
    next_revision: post.revisions[at + 1]?.number ?? null,
    last_revision: post.revisions.at(-1)?.number ?? null,
    current_version: at + 2,
    version_count: post.revisions.length + 1,
    username: by.username.toLowerCase(),
    display_username: by.username,
    acting_user_name: by.name,
    avatar_template: avatar(by),
    edit_reason: post.editReason ?? null,
    body_changes: { inline: markdown, side_by_side: markdown, side_by_side_markdown: markdown },
    ...(before.by !== after.by && {
      user_changes: { previous: nameOf(before.by), current: nameOf(after.by) },
    }),
    ...(before.isWiki !== after.isWiki && {
      wiki_changes: { previous: before.isWiki, current: after.isWiki },
    }),
    can_edit: mayEdit(viewer, post, post.createdAt) === true,
  };
}

const nameOf = (user: User) => ({
  username: user.username.toLowerCase(),
  display_username: user.username,
  avatar_template: avatar(user),
});

/** Two texts side by side; what is the same in both bears no mark. */
function linesChanged(before: string, after: string): string {
  const [from, to] = [before.split('\n'), after.split('\n')];
  const cell = (line: string, kind: string) =>
    line === '' ? '<td></td>' : `<td${kind}>${escapeHtml(line)}</td>`;
  const rows = Array.from({ length: Math.max(from.length, to.length) }, (_, i) => {
    const [left = '', right = ''] = [from[i], to[i]];
    const [gone, come] = left === right ? ['', ''] : [' class="diff-del"', ' class="diff-ins"'];
    return `<tr>${cell(left, gone)}${cell(right, come)}</tr>`;
  });
  return `<table class="markdown">${rows.join('')}</table>`;
}

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
