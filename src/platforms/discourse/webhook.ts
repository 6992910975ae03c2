// Discourse's webhooks: checks the signature, reads the payload, and answers which topic to look at.

import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { BoundedMap } from '../../core/bounded-map.ts';
import { isSameSecret } from '../../core/same-secret.ts';
import { jsonOf } from './shapes.ts';

/** What a webhook says: that something happened in a topic, in which post if it tells. `isPost` when that post changed. */
export interface Notice {
  readonly topicId: number;
  readonly postId?: number | undefined;
  readonly isPost: boolean;
}

/** What is made of a delivery. */
type Delivery =
  | { readonly kind: 'refused'; readonly why: string }
  /** Signed, but about nothing that matters, or told before. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'notice'; readonly notice: Notice };

const inTopic = { topic_id: z.number() };
const post = z.object({
  id: z.number(),
  ...inTopic,
  version: z.number().default(1),
  updated_at: z.string().nullish(),
  deleted_at: z.string().nullish(),
});
const liked = z.object({ id: z.number().optional(), ...inTopic });
const payload = z.union([
  z.object({ post }),
  z.object({ like: z.object({ post: liked }) }),
  z.object({ topic: z.object({ id: z.number() }) }),
]);

/** How many deliveries are remembered: a retry comes within minutes. */
const remembered = 1000;

/** Reads deliveries; each post's version is told once, whatever the ids of its events. */
export function webhookReader(secret: string) {
  const told = new BoundedMap<string, true>(remembered);

  return function read(headers: Readonly<Record<string, string | undefined>>, rawBody: Buffer): Delivery {
    const signature = headers['x-discourse-event-signature'] ?? '';
    if (!isSigned(rawBody, { signature, secret }))
      return {
        kind: 'refused',
        why: 'The signature does not fit. Compare DISCOURSE_WEBHOOK_SECRET with the webhook.',
      };
    const parsed = payload.safeParse(bodyOf(rawBody));
    if (!parsed.success) return { kind: 'ignored' };
    const { data } = parsed;
    if ('topic' in data) return { kind: 'notice', notice: { topicId: data.topic.id, isPost: false } };
    const isPost = 'post' in data;
    const { id: postId, topic_id: topicId } = isPost ? data.post : data.like.post;
    if (isPost) {
      const { version, updated_at: changed, deleted_at: deleted } = data.post;
      const about = [headers['x-discourse-event'], postId, version, changed, deleted].join(' ');
      if (told.has(about)) return { kind: 'ignored' };
      told.set(about, true);
    }
    return { kind: 'notice', notice: { topicId, postId, isPost } };
  };
}

/** Whether a signature is `sha256=` and the HMAC of the raw body. */
function isSigned(rawBody: Buffer, { signature, secret }: { signature: string; secret: string }): boolean {
  return isSameSecret(signature, `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`);
}

/** JSON, or a form whose field `payload` holds JSON. */
function bodyOf(rawBody: Buffer): unknown {
  const text = rawBody.toString('utf8');
  return jsonOf(text) ?? jsonOf(new URLSearchParams(text).get('payload') ?? '');
}
