// The shapes of what Discourse answers, read once where it comes in.
import { z } from 'zod';

/** What a text is as JSON; undefined for any other, such as a page. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const instant = z.coerce.date();
/** What may be absent or null, as undefined. */
export const nullishAsUndefined = <T extends z.ZodType>(type: T) =>
  type.nullish().transform((value) => value ?? undefined);

/** A post's JSON. */
export const post = z.object({
  id: z.number(),
  /**
   * The author's number, which stays when their name changes, and is never given to anybody else. An answer that leaves it
   * out is refused as a whole, since nobody could say whose a post is.
   */
  user_id: z.number(),
  username: z.string(),
  name: nullishAsUndefined(z.string()),
  post_number: z.number(),
  post_type: z.number(),
  /** What a post of the forum itself says was done. */
  action_code: nullishAsUndefined(z.string()),
  version: z.number(),
  raw: nullishAsUndefined(z.string()),
  topic_id: z.number(),
  topic_slug: nullishAsUndefined(z.string()),
  topic_title: nullishAsUndefined(z.string()),
  category_id: nullishAsUndefined(z.number()),
  reply_to_post_number: nullishAsUndefined(z.coerce.number()),
  actions_summary: nullishAsUndefined(
    z.array(
      z.object({
        id: z.number(),
        count: nullishAsUndefined(z.number()),
        acted: nullishAsUndefined(z.boolean()),
        can_act: nullishAsUndefined(z.boolean()),
      }),
    ),
  ),
  created_at: instant,
  /** Later than `created_at` when it was changed, even where that made no new version. */
  updated_at: nullishAsUndefined(instant),
  deleted_at: nullishAsUndefined(z.string()),
  user_deleted: nullishAsUndefined(z.boolean()),
  hidden: nullishAsUndefined(z.boolean()),
  /** Everybody may edit it. */
  wiki: nullishAsUndefined(z.boolean()),
  /** Whether the bot is told who edited it. */
  can_view_edit_history: nullishAsUndefined(z.boolean()),
  staff: nullishAsUndefined(z.boolean()),
  admin: nullishAsUndefined(z.boolean()),
  moderator: nullishAsUndefined(z.boolean()),
});

/** A post as Discourse tells it. */
export type Post = z.infer<typeof post>;

/** A revision of a post (`PostRevisionSerializer`). */
export const revision = z.object({
  /** Who made it, in small letters. */
  username: z.string(),
  previous_revision: nullishAsUndefined(z.number()),
  body_changes: nullishAsUndefined(z.object({ side_by_side_markdown: z.string() })),
  /** Absent unless it gave the post another owner. */
  user_changes: nullishAsUndefined(z.unknown()),
  /** Absent unless it made the post a wiki, or none any more. */
  wiki_changes: nullishAsUndefined(z.unknown()),
});

/** A revision as Discourse tells it. */
export type Revision = z.infer<typeof revision>;

/** What is left of a post whose author's account was deleted (`UserDestroyer`): staff is still shown it, as nobody's. */
const nobodys = z.object({ user_id: z.null() });
const isNobodys = (value: unknown): boolean => nobodys.safeParse(value).success;

/** Posts as they are listed, without those that are nobody's any more. */
export const posts = z
  .array(z.unknown())
  .transform((all) => all.filter((one) => !isNobodys(one)))
  .pipe(z.array(post));

/** A post by itself; undefined when it is nobody's any more. */
export const postIfSomebodys = z.preprocess(
  (value) => (isNobodys(value) ? undefined : value),
  post.optional(),
);

const named = z.object({ username: z.string() });

/** A topic's JSON. */
export const topic = z.object({
  id: z.number(),
  slug: z.string(),
  title: z.string(),
  posts_count: z.number(),
  highest_post_number: z.number(),
  like_count: nullishAsUndefined(z.number()),
  last_posted_at: nullishAsUndefined(z.string()),
  closed: nullishAsUndefined(z.boolean()),
  archived: nullishAsUndefined(z.boolean()),
  external_id: nullishAsUndefined(z.string()),
  pinned: nullishAsUndefined(z.boolean()),
  /** How long members wait there between two posts. */
  slow_mode_seconds: nullishAsUndefined(z.number()),
  category_id: nullishAsUndefined(z.number()),
  deleted_at: nullishAsUndefined(z.string()),
  post_stream: z.object({ posts, stream: z.array(z.number()).default([]) }),
  /** Of a private message: who takes part. */
  details: nullishAsUndefined(
    z.object({
      allowed_users: nullishAsUndefined(z.array(named)),
      allowed_groups: nullishAsUndefined(z.array(z.unknown())),
    }),
  ),
});

/** A topic with its first posts and the ids of all. */
export type Topic = z.infer<typeof topic>;

/** What a create answers. */
export const made = z.union([
  z.object({ action: z.literal('enqueued') }).transform(() => ({ kind: 'enqueued' as const })),
  post.transform((value) => ({ kind: 'post' as const, post: value })),
  z.object({ post }).transform((value) => ({ kind: 'post' as const, post: value.post })),
]);

/** What came of a create: a post, or that moderators must approve it first. */
export type Created = z.infer<typeof made>;

/** An upload's JSON. */
export const upload = z.object({
  short_url: nullishAsUndefined(z.string()),
  url: z.string(),
  width: nullishAsUndefined(z.number()),
  height: nullishAsUndefined(z.number()),
});

/** An uploaded file; pictures have a width and a height. */
export type Upload = z.infer<typeof upload>;

/** A category's JSON. */
export const category = z.object({
  id: z.number(),
  name: z.string(),
  slug: z.string(),
  /** Discourse tells 1 to whoever may make topics there, and null to everybody else (Category.preload_user_fields!). */
  permission: z
    .number()
    .nullish()
    .transform((value) => (value === null ? 0 : value)),
  parent_category_id: nullishAsUndefined(z.number()),
  subcategory_ids: nullishAsUndefined(z.array(z.number())),
  /** Whether only some may read it. */
  read_restricted: nullishAsUndefined(z.boolean()),
  get subcategory_list() {
    return z.array(category).nullish();
  },
});

/** A category; topics may be made there with a `permission` of 1, and where none is told. */
export type Category = z.infer<typeof category>;

/** A user's JSON. */
export const user = z.object({
  id: z.number(),
  username: z.string(),
  name: nullishAsUndefined(z.string()),
  admin: nullishAsUndefined(z.boolean()),
  moderator: nullishAsUndefined(z.boolean()),
  groups: nullishAsUndefined(z.array(z.object({ name: z.string() }))),
  /** Made of an e-mail: nobody has ever logged in with it. */
  staged: nullishAsUndefined(z.boolean()),
  suspended_till: nullishAsUndefined(instant),
  silenced_till: nullishAsUndefined(instant),
});

/** A user as Discourse tells them. */
export type User = z.infer<typeof user>;
