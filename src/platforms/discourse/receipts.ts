// Lets people see that what they posted has arrived: the bot likes it, which notifies its author and nobody else.

import type { Log } from '../../core/log.ts';
import type { Api, Post } from './api.ts';
import { DiscourseError, isUnserved } from './refusal.ts';

/** The like among the things that can be done to a post. */
export const like = (post: Post) => post.actions_summary?.find(({ id }) => id === 2);

/** So few posts are liked in a minute, that a crowd's receipts never keep its questions from being read. */
const mostAMinute = 4;
const minute = 60_000;
/** A forum allows so many likes a day; a key may be allowed none. */
const retryMilliseconds = 60 * 60_000;

/** Builds what gives receipts; what is liked by the bot already, or cannot be, is left alone. */
export function receipts({ api, log, now }: { readonly api: Api; readonly log: Log; now(): Date }) {
  let notBefore = 0;
  let isSaid = false;
  let given: number[] = [];

  return async function give(posts: readonly Post[]): Promise<void> {
    if (now().getTime() < notBefore) return;
    const wanted = posts.filter((post) => like(post)?.can_act === true && like(post)?.acted !== true);
    try {
      given = given.filter((at) => Math.abs(now().getTime() - at) < minute);
      for (const { id } of wanted.slice(0, mostAMinute - given.length)) {
        given.push(now().getTime());
        await api.like(id);
      }
    } catch (error) {
      if (!(error instanceof DiscourseError)) throw error;
      // It is tried again when their topic is next read: what keeps the forum from taking likes, as read-only mode does, stops no reading.
      if (error.isForAll && !isUnserved(error)) return;
      notBefore = now().getTime() + retryMilliseconds;
      if (isSaid) return;
      isSaid = true;
      log.warn(
        { error: error.message },
        'Questions and topics that arrived cannot be liked, so that their authors see no receipt: only a key without granular scopes may',
      );
    }
  };
}
