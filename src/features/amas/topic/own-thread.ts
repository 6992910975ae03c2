// A question's own thread as it is read: whoever says something there speaks to the question, or to its answer.
import type { PlatformName } from '../../../core/account.ts';
import type { PlatformEvent, TopicPost } from '../../../core/platform.ts';
import type { QuestionFacts } from '../facts.ts';

/**
 * The posts of a question's own thread: whoever replies to nothing there replies to the question, and who does not host,
 * once it is answered, to its answer.
 */
export function saidTo(
  question: QuestionFacts,
  how: {
    posts: readonly TopicPost[];
    platform: PlatformName;
    answers: ReadonlyMap<string, number>;
    isByHost(post: TopicPost): boolean;
  },
): readonly TopicPost[] {
  const { posts, platform, answers, isByHost } = how;
  // The number 1 is that of a topic's first post, to which nobody answers.
  const numbered = posts.map((post) => ({
    ...post,
    number: post.number + 1,
    ...(post.replyTo !== undefined && { replyTo: post.replyTo + 1 }),
  }));
  const [first] = numbered;
  const { answer, state } = question;
  const answered = numbered.findLast(
    ({ id }) =>
      answers.get(id) === question.id ||
      (answer?.sourceId !== undefined && answer.platform === platform && answer.sourceId === id),
  );
  return numbered.map((post) => {
    if (post.isOurs || post.replyTo !== undefined) return post;
    const target = state === 'answered' && !isByHost(post) && post.id !== answered?.id ? answered : first;
    return target ? { ...post, replyTo: target.number } : post;
  });
}

/** Whether a post of this id would be among those that were read of one place: not where it stands in another one. */
export function readHere(
  { posts, platform, isRead }: Pick<TopicEvent, 'posts' | 'platform' | 'isRead'>,
  questions: readonly QuestionFacts[],
): (postId: string) => boolean {
  const [one] = posts;
  const place = one?.url.endsWith(`/${one.id}`) ? one.url.slice(0, -one.id.length) : '';
  const urls = new Map<string, string>();
  for (const { platform: askedOn, sourceId, sourceUrl, answer, additions = [] } of questions) {
    if (askedOn === platform && sourceUrl !== undefined) urls.set(sourceId, sourceUrl);
    for (const said of [...(answer ? [answer] : []), ...additions]) {
      if (said.platform === platform && said.sourceId !== undefined && said.url !== undefined)
        urls.set(said.sourceId, said.url);
    }
  }
  return (id) => (isRead?.(id) ?? true) && (urls.get(id)?.startsWith(place) ?? true);
}

type TopicEvent = Extract<PlatformEvent, { kind: 'topic' }>;
