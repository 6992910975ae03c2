// A host's reply to a question that was changed at about that time: held as a draft, since it may answer the words before.
import type { TopicPost } from '../../../core/platform.ts';
import type { QuestionFacts } from '../facts.ts';
import { saidAt } from './reading.ts';

/** So long after a change an answer may be to the words before it (ms): until it is seen everywhere, and to write a reply. */
const doubtMilliseconds = 2 * 60_000;

/** Whether what was said at `at` is perhaps said to words that a question had before. */
export function mayAnswerEarlier(
  { wordsChangedAt }: Pick<QuestionFacts, 'wordsChangedAt'>,
  at: Date,
): boolean {
  return wordsChangedAt !== undefined && at.getTime() < wordsChangedAt.getTime() + doubtMilliseconds;
}

/** Whether a host's post perhaps answers other words than everybody reads: earlier ones, or those that wait for a moderator. */
export function answersOtherWords(
  question: Pick<QuestionFacts, 'wordsChangedAt' | 'proposedText' | 'platform'>,
  post: Pick<TopicPost, 'author' | 'createdAt' | 'changedAt'>,
): boolean {
  const isAhead = question.proposedText !== undefined && question.platform === post.author.platform;
  return isAhead || mayAnswerEarlier(question, saidAt(post));
}

/** A post in which a draft stands. */
export interface HeldReply {
  readonly platform: string;
  readonly sourceId: string;
  readonly version: number;
  readonly url: string;
  /** The topic or thread in which it stands, where that was kept. */
  readonly place?: string | undefined;
}

/** The post of a topic, as one in which an answer stands. */
export function replyOf({ author: { platform }, id: sourceId, version, url, place }: TopicPost): HeldReply {
  return { platform, sourceId, version, url, place };
}

/** How the source of a draft begins that stands in a post. */
export const replyPrefix = ({ platform, sourceId }: Pick<HeldReply, 'platform' | 'sourceId'>) =>
  `post ${platform} ${sourceId} `;

/** The source of a draft that stands in a post. */
export const replySource = (reply: HeldReply): string =>
  `${replyPrefix(reply)}${reply.version} ${reply.url} ${reply.place ?? ''}`.trimEnd();

/** The post in which a draft stands; undefined when somebody typed it for the bot, or changed it there. */
export function replyFrom(source: string): HeldReply | undefined {
  const [kind, platform, sourceId, version, url, place] = source.split(' ');
  if (kind !== 'post' || platform === undefined || sourceId === undefined || url === undefined)
    return undefined;
  return { platform, sourceId, version: Number(version), url, place };
}
