// The texts of posts as they were written, from a forum whose topics leave them out although they were asked for.

import { BoundedMap } from '../../core/bounded-map.ts';
import { insteadIf } from '../../core/errors.ts';
import type { Client } from './client.ts';
import type { Urgency } from './limiter.ts';
import { isUnserved } from './refusal.ts';
import { type Post, post } from './shapes.ts';

const mostRemembered = 2_000;

/**
 * Builds what adds them, one request for each post that is new or was changed. Discourse answers `include_raw`, which its
 * official document does not name, so others may not; that a post by itself has its text, the document says.
 */
export function rawTexts(client: Client) {
  const known = new BoundedMap<string, string>(mostRemembered);

  async function rawOf({ id, version, updated_at: at }: Post, urgency: Urgency): Promise<string | undefined> {
    const key = `${id} ${version} ${at?.getTime() ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const asked = client.request({ path: `posts/${id}.json`, urgency }, post);
    const raw = (await asked.catch(insteadIf(isUnserved, undefined)))?.raw;
    if (raw !== undefined) known.set(key, raw);
    return raw;
  }

  return async function withRaws(posts: readonly Post[], urgency: Urgency): Promise<Post[]> {
    const whole: Post[] = [];
    for (const one of posts) {
      // What is hidden or deleted, and what says that a topic was closed, has none to show.
      const isSilent = one.hidden === true || one.deleted_at !== undefined || one.post_type !== 1;
      whole.push(one.raw !== undefined || isSilent ? one : { ...one, raw: await rawOf(one, urgency) });
    }
    return whole;
  };
}
