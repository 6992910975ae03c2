// Why Discourse took no topic or post. It says so in the language of the forum, so it is found out by a look at what the
// post was for.

import { insteadIf } from '../../core/errors.ts';
import type { Api, NewPost, Topic } from './api.ts';
import { isTalkingAlone } from './posts.ts';
import { DiscourseError, isForbidden, isGone, isUnserved } from './refusal.ts';
import { topicIfThere } from './topics.ts';

/** What a look needs. */
type Looking = Pick<Api, 'topic' | 'posts' | 'topicByExternalId' | 'categories' | 'username'>;

/** Enough posts to hold so many replies, with what staff did between them. */
const lookedAt = 10;

/** The error with its reason and its cure, as far as there is one to be seen. */
export async function explained(
  api: Looking,
  body: NewPost,
  { error, wasTaken }: { error: DiscourseError; wasTaken: boolean },
): Promise<DiscourseError> {
  const { status, errors } = error;
  const passing = (why: string) => new DiscourseError(why, { status, errors, retryAfterSeconds: 300 });
  const lasting = (why: string, reason?: DiscourseError['reason']) =>
    new DiscourseError(why, {
      status,
      errors,
      isPermanent: true,
      isPlaceGone: reason === 'nobody',
      ...(reason && { reason }),
    });

  if (body.external_id !== undefined && (await isExternalIdTaken(api, body.external_id)))
    return lasting('Another topic bears this id already.', 'external-id');
  if (body.topic_id !== undefined) {
    const topic = await topicOf(api, body.topic_id);
    if (!topic || topic.closed === true || topic.archived === true)
      return lasting(
        `The topic is closed, archived or not there any more. Open it, or make ${api.username} a moderator of the category.`,
        'shut',
      );
    if ((topic.slow_mode_seconds ?? 0) > 0)
      return passing('The topic is in slow mode, so that the bot has to wait there. It goes on by itself.');
    // It passes, so it is waited for before what may be the reason as well.
    const last = wasTaken ? [] : await api.posts(topic.id, topic.post_stream.stream.slice(-lookedAt));
    if (isTalkingAlone(last, api.username))
      return lasting(
        `Discourse lets ${api.username} reply only three times in a row. Make it a moderator of the category.`,
      );
  }
  if (wasTaken)
    return passing('Discourse takes the same words again only after a while. They are tried again.');
  if (body.category !== undefined && !(await isCategoryThere(api, body.category)))
    return lasting(
      `The category is not on Discourse any more, or ${api.username} may not see it. Choose another one with \`/docent setup\`.`,
      'shut',
    );
  if (body.target_recipients !== undefined)
    return lasting(
      'The person to whom this goes cannot be written to on Discourse: they take no private messages from me, are suspended, or their account is gone or has another name. There is nothing for you to mend: I write to another account of theirs, if I know one.',
      'nobody',
    );
  return error;
}

async function isExternalIdTaken(api: Looking, externalId: string): Promise<boolean> {
  const found = api.topicByExternalId(externalId).then(() => true, insteadIf(isGone, false));
  // It bears the id, and is not for the bot to see.
  return await found.catch(insteadIf(isForbidden, true));
}

async function isCategoryThere(api: Looking, category: number): Promise<boolean> {
  const all = await api.categories().catch(insteadIf(isUnserved, undefined));
  return all?.some(({ id }) => id === category) ?? true;
}

/** A topic that can be seen; undefined where there is none. */
async function topicOf(api: Looking, id: number): Promise<Topic | undefined> {
  return await topicIfThere(api.topic(id)).catch(insteadIf(isForbidden, undefined));
}
