// A followed topic as it is read: which post asks, shows or answers which question, who agrees, and what hosts call it.
import type { Account, PlatformName } from '../../../core/account.ts';
import type { TopicPost } from '../../../core/platform.ts';
import type { AnswerFacts, QuestionFacts } from '../facts.ts';
import { agreesFirst, beginsWithAgreement, isAgreement } from './agreement.ts';
import { questionIn, turnedTo } from './question-words.ts';
import { type Quotable, topicOf } from './quotes.ts';

/** What the topic is compared with. */
export interface Known {
  /** The topic's platform. */
  readonly platform: PlatformName;
  readonly questions: readonly QuestionFacts[];
  /** The bot's posts that show a question of another place, by the post's id. */
  readonly ours: ReadonlyMap<string, number>;
  /** The bot's posts that show an answer, by the post's id. */
  readonly answers: ReadonlyMap<string, number>;
  /** Where the latest posts alone are read: whether one of this id would be among them. */
  readonly isRead?: ((postId: string) => boolean) | undefined;
  /** Whether somebody hosted the AMA when they wrote this. */
  isByHost(post: TopicPost): boolean;
  /** Whether a host wrote this before they were added. */
  isBeforeHosting(post: TopicPost): boolean;
  /** Whether an organiser, or somebody who manages the forum, wrote this. */
  isByOrganiser(post: TopicPost): boolean;
}

/** A topic as it is read: its posts, and what is known of them. */
export interface Reading extends Known {
  readonly posts: readonly TopicPost[];
  /** The posts, and those of questions that are gone. */
  readonly quotable: readonly Quotable[];
  readonly bySource: ReadonlyMap<string, QuestionFacts>;
  /** The question that each post asks or shows; whoever answers a duplicate answers what it was merged into. */
  readonly byNumber: ReadonlyMap<number, QuestionFacts>;
  /** The question that each post answers. */
  readonly answeredIn: ReadonlyMap<number, QuestionFacts>;
  /** Who wrote under which question that they ask the same. */
  readonly agreeing: ReadonlyMap<number, readonly Account[]>;
  /** The last word of a host or moderator about each post, by the post's number. */
  readonly turns: ReadonlyMap<number, TopicPost>;
}

/** Reads a topic. */
export function readingOf(posts: readonly TopicPost[], known: Known): Reading {
  const bySource = new Map(
    known.questions
      .filter((question) => question.platform === known.platform && question.sourceUrl !== undefined)
      .map((question) => [question.sourceId, question]),
  );
  const quotable = [...posts, ...goneFrom(posts, bySource.values())];
  const byNumber = questionsByNumber(quotable, { ...known, bySource });
  const answeredIn = new Map<number, QuestionFacts>();
  for (const post of posts) {
    const answered = known.questions.find(
      ({ id, answer, additions = [] }) =>
        id === known.answers.get(post.id) ||
        additions.some((one) => one.sourceId === post.id && one.platform === known.platform) ||
        (answer?.sourceId === post.id && answer.platform === known.platform) ||
        (known.isByHost(post) && gaveAnswer(answer, post)),
    );
    if (answered) answeredIn.set(post.number, answered);
  }
  const turns = new Map<number, TopicPost>();
  const agreeing = new Map<number, Account[]>();
  for (const post of posts.filter((one) => isSaidHere(one) && !one.isShared)) {
    const { replyTo } = post;
    if (replyTo === undefined) continue;
    const mayTurn = known.isByHost(post) || known.isByOrganiser(post);
    if (mayTurn && turnedTo(post.raw)) turns.set(replyTo, post);
    const question = byNumber.get(replyTo);
    if (!question || post.wasTold) continue;
    if (!asksFollowUp(post) && (bySource.has(post.id) || !agrees(post, known))) continue;
    // Nobody votes for their own question.
    if (posts.find(({ number }) => number === replyTo)?.author.id === post.author.id) continue;
    agreeing.set(replyTo, [...(agreeing.get(replyTo) ?? []), post.author]);
  }
  return { ...known, posts, quotable, bySource, byNumber, answeredIn, agreeing, turns };
}

/** Whether a post only agrees with a question, or only says what another post is. */
export function isAside(post: TopicPost): boolean {
  if (post.replyTo === undefined) return false;
  return turnedTo(post.raw) !== undefined || (post.replyTo !== 1 && isAgreement(post.raw));
}

/** Whether a post says that its author asks the same, also with more words; what a host says with them is their answer. */
export function agrees(post: TopicPost, { isByHost }: Pick<Known, 'isByHost'>): boolean {
  return isAgreement(post.raw) || (agreesFirst(post.raw) && !isByHost(post));
}

/** Whether a post agrees with what it replies to and asks the hosts something else: "+1, and does it work on Windows?" */
export function asksFollowUp({ raw }: Pick<TopicPost, 'raw'>): boolean {
  return beginsWithAgreement(raw) && questionIn(raw) !== undefined;
}

/** The question whose answer a post follows up: in reply to the answer, or to one's own question that was answered. */
export function followed(
  post: TopicPost,
  { posts, answeredIn, byNumber }: Reading,
): QuestionFacts | undefined {
  if (post.replyTo === undefined) return undefined;
  const answered = answeredIn.get(post.replyTo);
  if (answered) return answered;
  const target = posts.find(({ number }) => number === post.replyTo);
  const own = target?.author.id === post.author.id ? byNumber.get(post.replyTo) : undefined;
  return own?.state === 'answered' ? own : undefined;
}

/** Whether a post speaks to the topic: to nobody, to oneself, to the bot, to a host or an organiser. */
export function isToHosts(post: TopicPost, { posts, byNumber, ...known }: Reading): boolean {
  if (post.replyTo === undefined || post.replyTo === 1) return true;
  const target = posts.find(({ number }) => number === post.replyTo);
  if (!target || target.author.id === post.author.id) return true;
  if (byNumber.has(post.replyTo)) return false;
  return target.isOurs || known.isByHost(target) || known.isByOrganiser(target);
}

/** Whether a host's post gave an answer that was put in other words by command since: it stands in no post, and keeps the date. */
export function gaveAnswer(answer: AnswerFacts | undefined, { createdAt }: TopicPost): boolean {
  return answer?.sourceId === undefined && answer?.at.getTime() === createdAt.getTime();
}

/** When a post came to say what it says. */
export const saidAt = ({ createdAt, changedAt }: Pick<TopicPost, 'createdAt' | 'changedAt'>) =>
  changedAt ?? createdAt;

/** Whether somebody said this in the topic: neither the bot, nor to the bot. */
export const isSaidHere = (post: TopicPost) => post.number > 1 && !post.isOurs && !post.isToBot;

function questionsByNumber(
  posts: readonly Quotable[],
  how: Pick<Known, 'ours' | 'questions'> & { bySource: ReadonlyMap<string, QuestionFacts> },
): ReadonlyMap<number, QuestionFacts> {
  const found = new Map<number, QuestionFacts>();
  for (const post of posts) {
    const question =
      how.bySource.get(post.id) ?? how.questions.find(({ id }) => id === how.ours.get(post.id));
    // Whoever answers a duplicate answers what it was merged into.
    const meant = how.questions.find(({ id }) => id === question?.mergedIntoId) ?? question;
    if (meant) found.set(post.number, meant);
  }
  return found;
}

/** The posts of questions that are gone, as they are known: what hosts said to them may still be mended. */
function goneFrom(posts: readonly TopicPost[], asked: Iterable<QuestionFacts>): Quotable[] {
  const here = topicOf(posts[0]?.reference ?? '');
  return [...asked].flatMap(({ id, platform, sourceId, sourceNumber, sourceReference = '', ...question }) => {
    if (sourceNumber === undefined || topicOf(sourceReference) !== here) return [];
    if (posts.some((post) => post.id === sourceId)) return [];
    const isTaken = posts.some(({ number }) => number === sourceNumber);
    const [name = ''] = sourceReference.split(',');
    const raw = question.originalText ?? question.text;
    return [
      { id: sourceId, number: isTaken ? -id : sourceNumber, author: { platform, id: name, name }, raw },
    ];
  });
}
