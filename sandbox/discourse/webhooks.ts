// Webhooks: signed like Discourse's, and sent twice or out of order when told to.
import { createHmac, randomUUID } from 'node:crypto';
import type { Forum } from './forum.ts';
import type { ForumEvent } from './model.ts';
import { postJson } from './shapes.ts';
import { topicLine } from './topic-shapes.ts';

/** One delivery as it went out; `status` is what the receiver answered, 0 when it did not. */
export interface Delivery {
  readonly event: string;
  readonly body: string;
  readonly status: number;
}

/** A registered webhook. */
export class Webhook {
  readonly deliveries: Delivery[] = [];
  /** Sends each event a second time under a new event id, as a retry does. */
  isTwice = false;
  /** Holds each event back until the next one has gone out. */
  isShuffled = false;
  readonly #url: string;
  readonly #secret: string;
  #held: (() => void) | undefined;
  #queue: Promise<void> = Promise.resolve();
  #nextId = 1;

  /** Delivers to `url`, signed with `secret`. */
  constructor(url: string, secret: string) {
    this.#url = url;
    this.#secret = secret;
  }

  /** Sends an event as the forum is now. */
  send(forum: Forum, event: ForumEvent): void {
    const body = JSON.stringify(payload(forum, event));
    const go = () => {
      this.#post(event, body);
      if (this.isTwice) this.#post(event, body);
    };
    if (this.isShuffled && this.#held === undefined) {
      this.#held = go;
      return;
    }
    go();
    this.release();
  }

  /** Lets a held event go. */
  release(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.();
  }

  /** Waits until everything that was to be sent has been answered. */
  async flush(): Promise<void> {
    this.release();
    await this.#queue;
  }

  #post(event: ForumEvent, body: string): void {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#queue = this.#queue.then(async () => {
      const signature = createHmac('sha256', this.#secret).update(body).digest('hex');
      let status = 0;
      try {
        const response = await fetch(this.#url, {
          method: 'POST',
          signal: AbortSignal.timeout(5000),
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Discourse/sandbox',
            'x-discourse-instance': forumAddress,
            'x-discourse-event-id': String(id),
            'x-discourse-event-type': event.type,
            'x-discourse-event': event.name,
            'x-discourse-event-signature': `sha256=${signature}`,
            'x-request-id': randomUUID(),
          },
          body,
        });
        status = response.status;
        await response.arrayBuffer();
      } catch {
        // The receiver is away: Discourse does not retry by default, and the status 0 says so.
      }
      this.deliveries.push({ event: event.name, body, status });
    });
  }
}

const forumAddress = 'http://127.0.0.1';

function payload(forum: Forum, event: ForumEvent): object {
  if (event.type === 'topic') {
    const { posters, ...topic } = topicLine(event.topic, forum.clock());
    return { topic: { ...topic, created_by: { id: event.topic.by.id, username: event.topic.by.username } } };
  }
  const { post } = event;
  const { actions_summary, yours, ...shape } = postJson(post, post.by, forum.base);
  return {
    post: {
      ...shape,
      topic_title: post.topic.title,
      category_id: post.topic.category?.id ?? null,
      topic_posts_count: shape.posts_count,
      topic_archetype: post.topic.recipients === undefined ? 'regular' : 'private_message',
    },
  };
}
