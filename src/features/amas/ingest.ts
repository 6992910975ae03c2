// Reads a followed topic as it is now: which posts are questions, which are answers, and what changed since.
import type { Account, PlatformName } from '../../core/account.ts';
import type { TopicPost } from '../../core/platform.ts';
import type { QuestionFacts } from './facts.ts';

/** What the topic is compared with. */
export interface Known {
  /** The topic's platform. */
  readonly platform: PlatformName;
  readonly questions: readonly QuestionFacts[];
  /** The bot's posts that show a question of another place, by the post's id. */
  readonly ours: ReadonlyMap<string, number>;
  /** Whether somebody hosted the AMA when they wrote this. */
  isByHost(post: TopicPost): boolean;
}

/** What a topic says that was not known. */
export type TopicChange =
  | { readonly kind: 'asked'; readonly post: TopicPost; readonly text: string }
  | { readonly kind: 'edited'; readonly questionId: number; readonly version: number; readonly text: string }
  /** The post of a question was removed, or is back. */
  | { readonly kind: 'gone' | 'back'; readonly questionId: number }
  | {
      readonly kind: 'liked';
      readonly questionId: number;
      readonly likes: number;
      readonly likers?: readonly Account[];
    }
  | {
      readonly kind: 'answered';
      readonly questionId: number;
      readonly post: TopicPost;
      readonly text: string;
    }
  | {
      readonly kind: 'answerEdited';
      readonly questionId: number;
      readonly post: TopicPost;
      readonly text: string;
    }
  | { readonly kind: 'answerGone'; readonly questionId: number; readonly sourceId: string };

/** What a snapshot of all posts of a topic says that was not known. An empty one says nothing. */
export function changesFrom(posts: readonly TopicPost[], known: Known): TopicChange[] {
  if (posts.length === 0) return [];
  const bySource = new Map(
    known.questions
      .filter((question) => question.platform === known.platform && question.sourceNumber !== undefined)
      .map((question) => [question.sourceId, question]),
  );
  const byNumber = questionsByNumber(posts, { bySource, ours: known.ours, questions: known.questions });
  const asked: TopicChange[] = [];
  const answers: TopicChange[] = [];
  for (const post of posts) {
    const question = bySource.get(post.id);
    if (question) asked.push(...changesOf(question, post, known.platform));
    else if (post.number > 1 && !post.isOurs && !post.isToBot) {
      if (known.isByHost(post)) answers.push(...answersFrom(post, byNumber));
      else if (isQuestion(post, posts)) asked.push({ kind: 'asked', post, text: withoutQuotes(post.raw) });
    }
  }
  return [...asked, ...missing(posts, bySource, known.questions), ...oursLiked(posts, known), ...answers];
}

/** A reply to the topic is a question, if it is not a reply to another person's post. */
function isQuestion(post: TopicPost, posts: readonly TopicPost[]): boolean {
  if (withoutQuotes(post.raw) === '') return false;
  if (post.replyTo === undefined || post.replyTo === 1) return true;
  const target = posts.find(({ number }) => number === post.replyTo);
  return target?.author.id === post.author.id;
}

function changesOf(question: QuestionFacts, post: TopicPost, platform: PlatformName): TopicChange[] {
  const changes: TopicChange[] = [];
  const text = withoutQuotes(post.raw);
  if (question.isSourceGone) changes.push({ kind: 'back', questionId: question.id });
  // A post changes in other ways too: its topic is moved, somebody else's name in it is changed back.
  const known = question.proposedText ?? question.originalText ?? question.text;
  const isOther = text !== '' && text !== known;
  if (post.version > question.sourceVersion && isOther) {
    changes.push({ kind: 'edited', questionId: question.id, version: post.version, text });
  }
  return [...changes, ...likesOf(question, post, platform)];
}

/** A post's likes, where they are others than those that are known. */
function likesOf(
  question: QuestionFacts,
  { likes, likers }: TopicPost,
  platform: PlatformName,
): TopicChange[] {
  if (!countsLikes(question)) return [];
  const known = new Set(
    question.ownVoters.flatMap((voter) => (voter.platform === platform ? [voter.accountId] : [])),
  );
  const isSame =
    likes === question.ownLikes + known.size &&
    (!likers || (likers.length === known.size && likers.every(({ id }) => known.has(id))));
  return isSame ? [] : [{ kind: 'liked', questionId: question.id, likes, ...(likers && { likers }) }];
}

/** Likes decide which question comes first, so they stop to count with its answer. */
function countsLikes({ state }: QuestionFacts): boolean {
  return state === 'waiting' || state === 'approved' || state === 'merged';
}

/** Questions and answers whose posts are not there any more. */
function missing(
  posts: readonly TopicPost[],
  bySource: ReadonlyMap<string, QuestionFacts>,
  questions: readonly QuestionFacts[],
): TopicChange[] {
  const there = new Set(posts.map(({ id }) => id));
  const gone = [...bySource]
    .filter(([id, question]) => !there.has(id) && !question.isSourceGone)
    .filter(([, { state }]) => state !== 'withdrawn' && state !== 'declined')
    .map(([, question]): TopicChange => ({ kind: 'gone', questionId: question.id }));
  const taken = questions.flatMap(({ id, state, answer }): TopicChange[] => {
    if (state !== 'answered' || answer?.sourceId === undefined || there.has(answer.sourceId)) return [];
    return [{ kind: 'answerGone', questionId: id, sourceId: answer.sourceId }];
  });
  return [...gone, ...taken];
}

/** Likes of the bot's posts that show questions from elsewhere. */
function oursLiked(posts: readonly TopicPost[], { ours, questions, platform }: Known): TopicChange[] {
  return posts.flatMap((post): TopicChange[] => {
    const question = questions.find(({ id }) => id === ours.get(post.id));
    return question ? likesOf(question, post, platform) : [];
  });
}

function questionsByNumber(
  posts: readonly TopicPost[],
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

/**
 * The answers in a host's post. A reply to a question answers that one alone, whatever it quotes; any other post answers
 * each question of this topic that it quotes, with what follows the quote.
 */
function answersFrom(post: TopicPost, byNumber: ReadonlyMap<number, QuestionFacts>): TopicChange[] {
  const target = post.replyTo === undefined ? undefined : byNumber.get(post.replyTo);
  const parts = target
    ? [{ question: target, text: withoutQuotes(post.raw) }]
    : segments(post).flatMap(({ number, text }) => {
        const question = byNumber.get(number);
        return question ? [{ question, text }] : [];
      });
  return parts.flatMap(({ question, text }): TopicChange[] => {
    if (text === '') return [];
    const what = { questionId: question.id, post, text };
    if (question.answer?.sourceId === post.id) {
      return question.answer.text === text ? [] : [{ kind: 'answerEdited', ...what }];
    }
    return question.state === 'approved' || question.state === 'waiting'
      ? [{ kind: 'answered', ...what }]
      : [];
  });
}

const quoteOpening = /^\[quote="?([^\]\n]*)\]/iu;

/** The number of the post that a quote names, if it is one of this topic: a quote of another topic says so. */
function quotedNumber(line: string, topic: string | undefined): number | undefined {
  const named = quoteOpening.exec(line.trim())?.[1] ?? '';
  const number = /,\s*post:(\d+)/iu.exec(named)?.[1];
  const quotedTopic = topicOf(named);
  if (number === undefined || (quotedTopic !== undefined && quotedTopic !== topic)) return undefined;
  return Number(number);
}

/** The topic that a reference names: `lagos, post:2, topic:50`. */
const topicOf = (reference: string) => /,\s*topic:(\d+)/iu.exec(reference)?.[1];

/**
 * Takes a post apart at its quotes of this topic: the number of each quoted post with what was written below it. What
 * other topics say is quoted for context and stands between.
 */
function segments(post: TopicPost): { number: number; text: string }[] {
  const lead: string[] = [];
  const found: { number: number; text: string[] }[] = [];
  let depth = 0;
  for (const line of quotesApart(post.raw).split('\n')) {
    const isOpening = /^\s*\[quote\b/iu.test(line);
    if (isOpening && depth === 0) {
      const number = quotedNumber(line, topicOf(post.reference));
      if (number !== undefined && found.at(-1)?.number !== number) found.push({ number, text: [] });
    }
    if (isOpening) depth += 1;
    if (depth === 0) (found.at(-1)?.text ?? lead).push(line);
    if (/\[\/quote\]/iu.test(line)) depth = Math.max(0, depth - 1);
  }
  return found.map(({ number, text }, i) => ({
    number,
    text: [...(i === 0 ? [...lead, ''] : []), ...text].join('\n').trim(),
  }));
}

/** A text with each quote's beginning and end at the beginning and end of a line. */
const quotesApart = (raw: string) =>
  raw
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?<=[^\n])(?=\[quote\b[^\]\n]*\])/giu, '\n')
    .replaceAll(/\[\/quote\]\n?/giu, '[/quote]\n');

/** What somebody wrote without what it quotes, quotes within quotes too. */
function withoutQuotes(raw: string): string {
  let depth = 0;
  const kept: string[] = [];
  for (const line of quotesApart(raw).split('\n')) {
    if (/^\s*\[quote\b/iu.test(line)) depth += 1;
    if (depth === 0) kept.push(line);
    if (/\[\/quote\]/iu.test(line)) depth = Math.max(0, depth - 1);
  }
  // A quote that does not end is none.
  return (depth === 0 ? kept.join('\n') : raw).trim();
}
