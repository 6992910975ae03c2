// Discourse's HTTP interface over the forum.

import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { broken, type Wire } from '../broken-answer.ts';
import type { Forum } from './forum.ts';
import type { Gate } from './gate.ts';
import type { Scope } from './keys.ts';
import { newUser } from './making.ts';
import { invalidAccess, notFound, Refusal, type User } from './model.ts';
import { mountReads } from './reads.ts';
import { actionBody, bodyOf, checked, createBody, editBody, statusBody, topicBody } from './requests.ts';
import { postJson } from './shapes.ts';
import { enqueuedJson } from './site-shapes.ts';

/** What a handler gets. */
export interface Invocation {
  readonly c: Context;
  readonly user: User;
  readonly body: Record<string, unknown>;
  /** The number in the path. */
  readonly id: number;
}

/** Mounts a route: `scope` is the granular scope that covers it. */
export type Mount = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  route: {
    scope?: Scope;
    isOpen?: boolean;
    run: (invocation: Invocation) => object | Response | Promise<object | Response>;
  },
) => void;

const anonymous: User = newUser(-1, '');

/** The application, to be served under the forum's base path. */
export function routes(forum: Forum, gate: Gate): Hono<{ Bindings: Wire }> {
  const app = new Hono<{ Bindings: Wire }>({ strict: false }).basePath(
    forum.base === '/' ? '/' : forum.base.slice(0, -1),
  );
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) {
      forum.failed('forum', `${error.message} (${c.req.method} ${c.req.path})`);
      return c.json({ errors: [error.message], error_type: 'server_error' }, 500);
    }
    forum.failed('forum', `${c.req.method} ${c.req.path} → ${error.status}: ${error.message.slice(0, 300)}`);
    const headers = { 'content-type': 'application/json; charset=utf-8', ...error.headers };
    const body = typeof error.body === 'string' ? error.body : JSON.stringify(error.body);
    return new Response(body, { status: error.status, headers });
  });
  app.use('*', async (c, next) => {
    const path = c.req.path.slice(forum.base.length - 1);
    const route = `${c.req.method} ${path.replace(/\d+/gu, ':id').replace(/external_id\/.*/u, 'external_id/:id')}`;
    const failure = gate.trouble() ?? gate.failure(c.req.method, path);
    if (failure !== undefined) {
      gate.count(route, failure.status);
      return new Response(failure.body, { status: failure.status, headers: failure.headers });
    }
    await next();
    // Held back when it is done, so that somebody who gives up meanwhile does not know that it is.
    if (gate.heldBackMilliseconds > 0) await setTimeout(gate.heldBackMilliseconds);
    gate.count(route, c.res.status);
    const fault = gate.lasting.now;
    if (fault?.kind === 'broken') {
      const answer = await broken(c.res, fault.how, c.env);
      // Headers of the old answer would be put before those of the new one.
      c.res = undefined;
      c.res = answer;
    }
    return undefined;
  });
  app.notFound((c) => c.json(notFound().body, 404));
  const mount: Mount = (method, path, route) => {
    app.on(method, path, async (c) => {
      gate.address();
      forum.settle();
      const caller = gate.caller(c.req.header('api-key'), c.req.header('api-username'));
      if (caller === undefined && (method !== 'GET' || route.isOpen !== true))
        throw invalidAccess('You need to be logged in to do that.');
      if (caller === undefined && forum.isLoginRequired && path !== '/site/basic-info.json')
        throw invalidAccess('You need to be logged in to do that.');
      gate.permit(caller?.key, route.scope, method);
      const body = method === 'GET' ? {} : await bodyOf(c);
      const id = Number.parseInt(c.req.param('id') ?? '', 10);
      const answer = await route.run({ c, user: caller?.user ?? anonymous, body, id });
      return answer instanceof Response ? answer : c.json(answer);
    });
  };
  mountPosts(mount, forum, gate);
  mountTopics(mount, forum);
  mountReads(mount, forum, gate);
  return app;
}

function mountPosts(mount: Mount, forum: Forum, gate: Gate): void {
  mount('POST', '/posts.json', {
    scope: 'topics:write',
    run: ({ c, user, body }) => {
      const wanted = checked(createBody, body);
      const signature = createHash('sha1')
        .update(JSON.stringify([user.id, wanted]))
        .digest('hex');
      const answer = gate.remembered(signature, () => {
        const recipients =
          wanted.archetype === 'private_message' && wanted.topic_id === undefined
            ? (wanted.target_recipients ?? wanted.target_usernames ?? '').split(',').map((one) => one.trim())
            : undefined;
        const topic = forum.topics.get(wanted.topic_id ?? 0);
        const isPrivateMessage = recipients !== undefined || topic?.recipients !== undefined;
        const made = gate.posting(user, { raw: wanted.raw, isPrivateMessage }, () =>
          forum.create(user, {
            raw: wanted.raw,
            title: wanted.title,
            category: wanted.category,
            topicId: wanted.topic_id,
            replyTo: wanted.reply_to_post_number,
            externalId: wanted.external_id,
            tags: wanted.tags,
            recipients,
          }),
        );
        if ('draft' in made) return enqueuedJson(forum, made);
        // Its raw text is told to those who ask for it, not to those who have just sent it.
        const { mentioned_users, raw, ...shape } = postJson(made, user, forum.base);
        return { ...shape, draft_sequence: 0 };
      });
      const status: ContentfulStatusCode = answer.status === 422 ? 422 : 200;
      return c.json(answer.body, status);
    },
  });
  mount('PUT', '/posts/:id{[0-9]+(\\.json)?}', {
    scope: 'posts:edit',
    run: ({ user, body, id }) => {
      const post = forum.postFor(user, id);
      const wanted = checked(editBody, body);
      if (wanted.post.original_text !== undefined && wanted.post.original_text !== post.raw)
        throw new Refusal(409, {
          errors: ['That post was edited by another user and your changes can no longer be saved.'],
        });
      const isChanged = wanted.post.raw !== post.raw;
      if (isChanged && forum.isNewVersion(user, post, wanted.post.raw, wanted.post.edit_reason))
        gate.editing(user);
      const edited = forum.edit(user, post, wanted.post.raw, {
        reason: wanted.post.edit_reason,
        keepsBump: wanted.bypass_bump ?? false,
      });
      return { post: { ...postJson(edited, user, forum.base), draft_sequence: 0 } };
    },
  });
  mount('DELETE', '/posts/:id{[0-9]+(\\.json)?}', {
    scope: 'posts:delete',
    run: ({ c, user, id }) => {
      forum.remove(user, forum.postFor(user, id));
      return c.body(null, 200);
    },
  });
  mount('POST', '/post_actions.json', {
    run: ({ user, body }) => {
      const wanted = checked(actionBody, body);
      const post = forum.postFor(user, wanted.id);
      if (wanted.post_action_type_id !== 2) throw invalidAccess();
      forum.like(user, post);
      const { mentioned_users, ...shape } = postJson(post, user, forum.base);
      return shape;
    },
  });
  mount('DELETE', '/post_actions/:id{[0-9]+(\\.json)?}', {
    run: ({ user, id }) => {
      const post = forum.postFor(user, id);
      forum.unlike(user, post);
      return postJson(post, user, forum.base);
    },
  });
}

function mountTopics(mount: Mount, forum: Forum): void {
  const update = ({ user, body, id }: Invocation) => {
    const topic = forum.topicFor(user, id);
    forum.retitle(user, topic, checked(topicBody, body));
    return {
      basic_topic: {
        id: topic.id,
        title: topic.title,
        fancy_title: topic.title,
        slug: topic.slug,
        posts_count: forum.visiblePosts(topic).length,
      },
    };
  };
  mount('PUT', '/t/-/:id{[0-9]+(\\.json)?}', { scope: 'topics:update', run: update });
  mount('PUT', '/t/:id{[0-9]+(\\.json)?}', { scope: 'topics:update', run: update });
  mount('PUT', '/t/:id{[0-9]+}/status.json', {
    scope: 'topics:status',
    run: ({ user, body, id }) => {
      const topic = forum.topicFor(user, id);
      const wanted = checked(statusBody, body);
      const until = wanted.until === undefined ? undefined : new Date(wanted.until);
      if (until !== undefined && Number.isNaN(until.getTime()))
        throw new Refusal(400, { errors: ['Invalid date'], error_type: 'invalid_parameters' });
      forum.setStatus(user, topic, { status: wanted.status, isEnabled: wanted.enabled, until });
      return { success: 'OK', topic_status_update: null };
    },
  });
  mount('DELETE', '/t/:id{[0-9]+(\\.json)?}', {
    scope: 'topics:delete',
    run: ({ c, user, id }) => {
      const [first] = forum.topicFor(user, id).posts;
      if (first === undefined) throw notFound();
      forum.remove(user, first);
      return c.body(null, 200);
    },
  });
}
