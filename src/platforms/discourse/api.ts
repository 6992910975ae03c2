// The endpoints of Discourse that the bot uses, with the shapes of their answers.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BoundedMap } from '../../core/bounded-map.ts';
import { insteadIf } from '../../core/errors.ts';
import type { Attachment } from '../../core/reply.ts';
import { allCategories } from './categories.ts';
import type { Client } from './client.ts';
import type { Urgency } from './limiter.ts';
import { rawTexts } from './raw-texts.ts';
import { DiscourseError, isForbidden, isGone, isUnserved } from './refusal.ts';
import { withBlanks } from './render.ts';
import {
  type Category,
  type Created,
  made,
  nullishAsUndefined,
  type Post,
  postIfSomebodys,
  posts,
  type Revision,
  revision,
  type Topic,
  topic,
  type Upload,
  type User,
  upload,
  user,
} from './shapes.ts';
import { explained } from './unwelcome.ts';

export type { Category, Post, Topic, Upload, User } from './shapes.ts';

const done = z.unknown();
/** A user, as far as it is told what they are called. */
const calledUser = z.object({ id: z.number(), username: z.string(), name: nullishAsUndefined(z.string()) });
const changedTopic = z
  .object({ basic_topic: z.object({ slug: z.string().optional() }).optional() })
  .optional()
  .catch(undefined);

/** What is needed to make a topic, a post or a private message. */
export interface NewPost {
  readonly raw: string;
  readonly title?: string;
  readonly category?: number;
  readonly topic_id?: number;
  readonly reply_to_post_number?: number;
  readonly external_id?: string;
  readonly archetype?: 'private_message';
  readonly target_recipients?: string;
}

/** The forum as functions. */
export type Api = ReturnType<typeof api>;

/** Posts that are asked for by id at once. */
const postsAtOnce = 50;
/** So many texts that the forum took are known again. */
const mostKnown = 1_000;
/** For five minutes Discourse takes no text again from who is not staff (`unique_posts_mins`), and a little for clocks. */
const repeatMilliseconds = 6 * 60_000;

/** So long it is believed that a title is not the reason of a refusal. */
const noTitleMilliseconds = 60 * 60_000;

/** So long Discourse answers from memory, and a little for clocks. */
const memoryMilliseconds = 3 * 60_000;

/** A request as anybody may send it, who does not wait: the key is asked then. */
const asAnybody = (call: Parameters<Client['request']>[0]) => ({ ...call, isOpen: true, isImpatient: true });

/** Builds the endpoints on a client. Every function throws `DiscourseError`. */
export function api(client: Client, now: () => Date) {
  const id = encodeURIComponent;
  const withRaws = rawTexts(client);
  /** Whose author's account was deleted is gone with it. */
  async function postAlone(postId: string | number, urgency: Urgency, ask = client.request): Promise<Post> {
    const path = `posts/${id(String(postId))}.json`;
    const found = await ask({ path, urgency }, postIfSomebodys);
    if (found) return found;
    throw new DiscourseError('The post is gone, as is the account of whoever wrote it.', {
      status: 404,
      isPermanent: true,
    });
  }
  /**
   * What everybody may read, whatever the scopes of the key cover; by the key what only some may, and where something in front
   * of the forum stops whoever has none.
   */
  const openly = <T>(call: Parameters<Client['request']>[0], shape: z.ZodType<T>): Promise<T> =>
    client.request(asAnybody(call), shape).catch((first: unknown) =>
      client.request(call, shape).catch((error: unknown) => {
        // That the key may not ask does not say that it is not there.
        const isPassing =
          !(first instanceof DiscourseError) || [0, 429].includes(first.status) || first.status >= 500;
        throw isPassing && isForbidden(error) ? first : error;
      }),
    );
  /** The newest posts of a stream, or the newest up to an id. */
  async function newest(stream: string, name: string, before: number | undefined): Promise<Post[]> {
    const query = before === undefined ? '' : `?before=${before}`;
    const shape = z.object({ [name]: posts });
    const found = await client.request({ path: `${stream}.json${query}`, urgency: 'background' }, shape);
    return found[name] ?? [];
  }

  /** What the forum took of late, as it compares texts: without spaces (`Post#raw_hash`). */
  const taken = new BoundedMap<string, number>(mostKnown);
  /** What the forum did not take of late, or not yet, and how often it was sent. */
  const untaken = new BoundedMap<string, { readonly times: number; readonly at: number }>(mostKnown);
  /** What the forum said that no title changes. */
  const aboutNoTitle = new BoundedMap<string, number>(mostKnown);
  const wasTakenOfLate = (raw: string) =>
    (taken.get(bare(raw)) ?? -Infinity) + repeatMilliseconds > now().getTime();
  const bare = (raw: string) => createHash('sha256').update(raw.replaceAll(/\s/gu, '')).digest('base64url');
  return {
    base: client.base,
    username: client.username,
    async topic(topicId: string | number, urgency: Urgency = 'now'): Promise<Topic> {
      const found = await client.request(
        { path: `t/${id(String(topicId))}.json?include_raw=1`, urgency },
        topic,
      );
      const whole = await withRaws(found.post_stream.posts, urgency);
      return { ...found, post_stream: { ...found.post_stream, posts: whole } };
    },
    async topicByExternalId(externalId: string): Promise<Topic> {
      const found = await client.request({ path: `t/external_id/${id(externalId)}.json` }, topic);
      // The redirect to the topic forgets that raw texts were asked for.
      return await this.topic(found.id);
    },
    /** A post by itself, wherever it stands. */
    postAnywhere: (postId: string | number): Promise<Post> => postAlone(postId, 'background', openly),
    /** A revision of a post. No key with scopes reads it but one with `revisions: read`. */
    revision: (postId: number, number: number | 'latest'): Promise<Revision> =>
      client.request({ path: `posts/${postId}/revisions/${number}.json`, urgency: 'background' }, revision),
    /**
     * Posts of a topic by their ids, with their raw texts. A forum that takes no ids in a query, which its official document
     * has in a body, answers the topic's first posts: then they are asked for one by one.
     */
    async posts(topicId: string | number, ids: readonly number[], urgency: Urgency = 'now'): Promise<Post[]> {
      const found: Post[] = [];
      for (let from = 0; from < ids.length; from += postsAtOnce) {
        const wanted = new Set(ids.slice(from, from + postsAtOnce));
        const query = [...wanted].map((one) => `post_ids[]=${one}`).join('&');
        const { post_stream } = await client.request(
          { path: `t/${id(String(topicId))}/posts.json?include_raw=1&${query}`, urgency },
          z.object({ post_stream: z.object({ posts }) }),
        );
        const answered = post_stream.posts.filter((one) => wanted.delete(one.id));
        found.push(...(await withRaws(answered, urgency)));
        if (answered.length === post_stream.posts.length) continue;
        for (const one of wanted) {
          const alone = await postAlone(one, urgency).catch(insteadIf(isGone, undefined));
          if (alone?.topic_id === Number(topicId)) found.push(alone);
        }
      }
      return found;
    },
    /** Posts of the forum in the newest fifty ids, or in the fifty up to an id; private messages are left out. */
    latestPosts: (before?: number): Promise<Post[]> => newest('posts', 'latest_posts', before),
    /**
     * The newest posts of private messages in which the bot takes part, or the newest up to an id. Discourse serves them
     * with the code that serves `/posts.json`, so that the same scope of a key covers both.
     */
    latestPrivatePosts: (before?: number): Promise<Post[]> =>
      newest('private-posts', 'private_posts', before),
    /**
     * Private messages to the bot that were last written in, newest first. For forums that have no stream of private
     * posts; with a granular key it is refused.
     */
    async privateTopics() {
      const { topic_list } = await client.request(
        { path: `topics/private-messages/${id(client.username)}.json`, urgency: 'background' },
        z.object({
          topic_list: z.object({
            topics: z.array(
              z.object({
                id: z.number(),
                highest_post_number: z.number(),
                last_posted_at: nullishAsUndefined(z.string()),
              }),
            ),
          }),
        }),
      );
      return topic_list.topics;
    },
    /** The texts of the bot's own posts that await approval; undefined where the forum does not tell them. */
    async textsAwaitingApproval(): Promise<string[] | undefined> {
      const shape = z.object({
        pending_posts: z.array(z.object({ raw_text: nullishAsUndefined(z.string()) })),
      });
      const path = `posts/${id(client.username)}/pending.json`;
      const found = await client.request({ path }, shape).catch(insteadIf(isUnserved, undefined));
      return found?.pending_posts.flatMap(({ raw_text: raw }) => raw ?? []);
    },
    /** Who liked a post, the first 200 of them. */
    async likers(postId: number) {
      const { post_action_users } = await client.request(
        { path: `post_action_users.json?id=${postId}&post_action_type_id=2`, urgency: 'background' },
        z.object({ post_action_users: z.array(calledUser) }),
      );
      return post_action_users;
    },
    /** Likes a post. No granular scope covers it. */
    like: (postId: number): Promise<unknown> =>
      client.request(
        {
          method: 'POST',
          path: 'post_actions.json',
          body: { id: postId, post_action_type_id: 2 },
          urgency: 'background',
        },
        done,
      ),
    /** Whether it was seen of late that no other title changes what the forum says. */
    isAboutNoTitle: ({ errors }: DiscourseError): boolean =>
      (aboutNoTitle.get(errors.join('\n')) ?? -Infinity) + noTitleMilliseconds > now().getTime(),
    noteAboutNoTitle({ errors }: DiscourseError): void {
      aboutNoTitle.set(errors.join('\n'), now().getTime());
    },
    /** Makes a topic or a post. What was not taken says why, as far as that can be seen. */
    async create(body: NewPost): Promise<Created> {
      const wasTaken = wasTakenOfLate(body.raw);
      try {
        return await this.createUnexplained(body);
      } catch (error) {
        if (!(error instanceof DiscourseError) || error.status !== 422) throw error;
        if (body.title !== undefined && this.isAboutNoTitle(error)) throw error;
        throw await explained(this, body, { error, wasTaken });
      }
    },
    /** Makes a topic or a post. Nothing is asked to find out why it was not taken. */
    async createUnexplained(body: NewPost): Promise<Created> {
      // For two minutes Discourse answers an equal request from memory, also that it takes no such post: by then it may.
      const sent = JSON.stringify(body);
      const times = (untaken.get(sent)?.times ?? 0) + 1;
      const isRemembered = (untaken.get(sent)?.at ?? -Infinity) + memoryMilliseconds > now().getTime();
      const raw = isRemembered ? withBlanks(body.raw, times) : body.raw;
      const keep = () => untaken.set(sent, { times: isRemembered ? times : 1, at: now().getTime() });
      try {
        const path = 'posts.json';
        const answer = await client.request({ method: 'POST', path, body: { ...body, raw } }, made);
        // Asked again, it was not let through.
        if (answer.kind === 'enqueued') keep();
        taken.set(bare(body.raw), now().getTime());
        return answer;
      } catch (error) {
        if (error instanceof DiscourseError && error.status === 422) keep();
        throw error;
      }
    },
    /** Changes a post; answers the text as Discourse keeps it, where it tells that. */
    async edit(postId: string | number, raw: string): Promise<string | undefined> {
      const answer = await client.request(
        {
          method: 'PUT',
          path: `posts/${id(String(postId))}.json`,
          body: { post: { raw }, bypass_bump: true },
        },
        z.object({ post: z.object({ raw: nullishAsUndefined(z.string()) }).optional() }).optional(),
      );
      return answer?.post?.raw;
    },
    remove: (postId: string | number): Promise<unknown> =>
      client.request({ method: 'DELETE', path: `posts/${id(String(postId))}.json` }, done),
    /**
     * Gives a topic another title; answers its slug as it is now, as far as the forum tells it. Discourse reads the title
     * itself (`TopicsController#update`), the official document has it within `topic`.
     */
    async rename(topicId: number, title: string): Promise<string | undefined> {
      const answer = await client.request(
        { method: 'PUT', path: `t/-/${topicId}.json`, body: { title, topic: { title } } },
        changedTopic,
      );
      return answer?.basic_topic?.slug;
    },
    setStatus: (topicId: number, status: 'closed' | 'pinned', isOn: boolean): Promise<unknown> =>
      client.request(
        { method: 'PUT', path: `t/${topicId}/status.json`, body: { status, enabled: String(isOn) } },
        done,
      ),
    upload(file: Attachment): Promise<Upload> {
      const body = new FormData();
      body.set('type', 'composer');
      body.set('upload_type', 'composer');
      body.set('synchronous', 'true');
      body.set('file', new Blob([new Uint8Array(file.content)]), file.name);
      return client.request({ method: 'POST', path: 'uploads.json', body }, upload);
    },
    /** The bytes of an upload, by its path. */
    download: (path: string, name: string, signal: AbortSignal): Promise<Buffer> =>
      client.download(path, name, signal),
    /** All categories that the bot can see, subcategories after their parents. */
    categories: (): Promise<Category[]> => allCategories(client),
    /** The settings of the site that its pages know, plugins' too. */
    siteSettings: (): Promise<Record<string, unknown>> =>
      openly({ path: 'site/settings.json' }, z.record(z.string(), z.unknown())),
    /** Whether nobody reads anything there without an account; false where the forum has no word of it. */
    async isLoginRequired(): Promise<boolean> {
      const call = { path: 'site/basic-info.json' };
      // What stands in front of a forum may answer as well, but not this.
      const told = await client
        .request(asAnybody(call), z.object({ login_required: z.boolean() }))
        .catch(() => client.request(call, z.object({ login_required: z.boolean().optional() })))
        .catch(insteadIf(isGone, undefined));
      return told?.login_required === true;
    },
    /** Users by their numbers, fifty at most; those who are gone or hide their profile are left out. */
    async usersByIds(ids: readonly number[]) {
      const { users } = await client.request(
        { path: `user-cards.json?user_ids=${ids.join(',')}`, urgency: 'background' },
        z.object({ users: z.array(calledUser) }),
      );
      return users;
    },
    /** A user's own facts. */
    async user(username: string): Promise<User> {
      const answer = await client.request({ path: `u/${id(username)}.json` }, z.object({ user }));
      return answer.user;
    },
  };
}
