// Reads a followed topic as it is now: which posts are questions, which are answers, and what changed since.
import type { TopicPost } from '../../core/platform.ts';
import { labelOf, type QuestionFacts } from './facts.ts';
import { withFiles } from './files.ts';
import { additionTo, answersFrom, isAddition, ownAnswered } from './topic/answers.ts';
import type { TopicChange } from './topic/change.ts';
import { isMisplaced } from './topic/no-name.ts';
import { calledQuestion, questionIn, turnedTo } from './topic/question-words.ts';
import { segments, withoutQuotes } from './topic/quotes.ts';
import {
  agrees,
  asksFollowUp,
  followed,
  isAside,
  isSaidHere,
  isToHosts,
  type Known,
  type Reading,
  readingOf,
  saidAt,
} from './topic/reading.ts';

/**
 * What a snapshot of all posts of a topic says that was not known. An empty one says nothing. What depends on something
 * new in the same snapshot is left for the next look, when that is known (`isMore`): whether a reply to a host follows up
 * an answer. What is said of a post that is no question and no answer holds where nothing is new.
 */
export function changesFrom(read: readonly TopicPost[], known: Known): TopicChange[] {
  if (read.length === 0) return [];
  const posts = read.map((post) => withFiles(post, known.isByHost(post)));
  const reading = readingOf(posts, known);
  const asked: TopicChange[] = [];
  const answers: TopicChange[] = [];
  for (const post of posts) {
    const question = reading.bySource.get(post.id);
    if (question) asked.push(...changesOf(question, post, reading));
    else if (post.isShared) answers.push(...mended(post, reading));
    else if (isSaidHere(post) && post.isUnreadable) asked.push(...unread(post, reading));
    else if (isSaidHere(post)) {
      const change = isAddition(post, reading) ? undefined : askedIn(post, reading);
      if (change) asked.push(change);
      else if (known.isByHost(post) && !isAside(post)) answers.push(...answersFrom(post, reading));
      if (!change && isUnaddressed(post, reading)) asked.push({ kind: 'unaddressed', post });
    }
  }
  const isNew = asked.some((change) => change.kind === 'asked' && !mayFollow(change.post, reading));
  const first = isMore([...answers]) || isNew ? asked.filter((change) => !depends(change, reading)) : asked;
  return [...first, ...missing(reading), ...oursChanged(reading), ...answers];
}

/** Whether another look at the same posts may say more, once these changes are made. */
export function isMore(changes: readonly TopicChange[]): boolean {
  return changes.some(({ kind }) => ['asked', 'answered', 'added', 'edited'].includes(kind));
}

/**
 * Whether a host says something that answers nothing though it may be meant to: in reply to a question that was declined, as one
 * that came too late is. Where all posts are read also in reply to an answer, to what its asker said to that, or to nothing
 * where it names an open question; other posts are talk. In chat also what mentions the bot and replies to none of these.
 */
function isUnaddressed(post: TopicPost, reading: Reading): boolean {
  const { isRead, isByHost, byNumber, answeredIn, quotable } = reading;
  if (post.wasTold || !isByHost(post) || isAside(post)) return false;
  const { replyTo } = post;
  if (replyTo === undefined)
    return (isRead !== undefined || namesOpen(post, reading)) && segments(post, quotable).length === 0;
  const asked = byNumber.get(replyTo);
  if (asked || ownAnswered(post, reading)) return asked?.state === 'declined';
  if (answeredIn.has(replyTo)) return isRead !== undefined || segments(post, quotable).length === 0;
  return isRead === undefined && segments(post, quotable).length === 0 && isAskersWord(replyTo, reading);
}

/** Whether a post names a question that waits for an answer: by its number, or by mentioning who asked it here. */
function namesOpen({ raw }: TopicPost, { posts, byNumber }: Reading): boolean {
  const found = [
    ...withoutQuotes(raw)
      .replaceAll(/^ *>.*$/gmu, '')
      .matchAll(naming),
  ];
  const names = new Set(found.map(([, label, name = label]) => name?.toLowerCase()));
  return posts.some(({ number, author, isOurs }) => {
    const question = byNumber.get(number);
    const isAskers = !isOurs && names.has(author.id.toLowerCase());
    return question?.state === 'approved' && (isAskers || names.has(labelOf(question)));
  });
}

/** A number of a question, not of a pull request, an issue, a part of a page or a quarter of a year; or a mention. */
const naming =
  /(?:^ *(?:#|q(?=[\d.]+ *(?:[:)]|[–.-] )))|\bquestion #?)(\d+(?:\.\d+)?)(?! ?\d)|(?<![\p{L}\p{N}_])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)/gimu;

/** Whether whoever asked says this to the answer, and no thanks. */
function isAskersWord(number: number, { posts, answeredIn, bySource }: Reading): boolean {
  const post = posts.find((one) => one.number === number);
  const question = post?.replyTo === undefined ? undefined : answeredIn.get(post.replyTo);
  if (!post || !question || isThankful.test(post.raw)) return false;
  const asked = posts.find(({ id }) => bySource.get(id)?.id === question.id);
  return asked?.author.id === post.author.id;
}

const isThankful = /\b(?:thanks?|thank you|thx|cheers|ty|merci|danke|gracias)\b/iu;

/** What a post means whose words are kept from the bot: nothing, where hosts and organisers talk. */
function unread(post: TopicPost, reading: Reading): TopicChange[] {
  const isHosts = reading.isByHost(post);
  const isAnswer = isHosts && reading.byNumber.get(post.replyTo ?? 0)?.state === 'approved';
  const isTalk = isHosts ? !isAnswer : reading.isByOrganiser(post);
  return isTalk ? [] : [{ kind: 'unread', post, isAnswer }];
}

/** What others mended in a post that is known to answer; it becomes no answer by that. */
function mended(post: TopicPost, reading: Reading): TopicChange[] {
  if (!post.isMended || !isSaidHere(post) || !reading.isByHost(post)) return [];
  const isKnown = (id: number) => reading.questions.some((one) => one.id === id && additionTo(one, post));
  return answersFrom(post, reading).filter(
    (change) => change.kind === 'answerEdited' || (change.kind === 'added' && isKnown(change.questionId)),
  );
}

const depends = (change: TopicChange, reading: Reading) =>
  change.kind === 'asked' && mayFollow(change.post, reading);

/** Whether a post replies to a host, who may have given an answer there that is not known yet. */
function mayFollow(post: TopicPost, { posts, answeredIn, ...known }: Reading): boolean {
  if (post.replyTo === undefined || answeredIn.has(post.replyTo)) return false;
  const target = posts.find(({ number }) => number === post.replyTo);
  return target !== undefined && isSaidHere(target) && known.isByHost(target);
}

/**
 * What a post asks that is not known as a question, by the one rule that people are told: it has a question mark or
 * begins with `question:`, and its author neither hosts nor organises; or a host or moderator called it one. Talk among
 * people, in reply to each other, asks the hosts nothing unless it begins so, or with agreement. Other posts are left in
 * peace.
 */
function askedIn(post: TopicPost, reading: Reading): TopicChange | undefined {
  const turn = reading.turns.get(post.number);
  const turned = turn && turnedTo(turn.raw);
  const text = questionIn(post.raw);
  if (turn && turned === 'question')
    return { kind: 'asked', post, text: text ?? withoutQuotes(post.raw), turnedBy: turnMark(turn) };
  if (turned === 'remark' || isAside(post)) return undefined;
  const called = calledQuestion(post.raw);
  if (reading.isByHost(post) || reading.isByOrganiser(post))
    return called !== undefined && !reading.byNumber.has(post.replyTo ?? 0)
      ? { kind: 'asked', post, text: called }
      : undefined;
  const follows = followed(post, reading);
  if (text !== undefined && follows) return { kind: 'asked', post, text, followsId: follows.id };
  // It is a vote, and asks nothing.
  if (text === undefined && reading.byNumber.has(post.replyTo ?? 0) && agrees(post, reading))
    return undefined;
  const isAsked = called !== undefined || asksFollowUp(post) || isToHosts(post, reading);
  return isAsked && text !== undefined ? { kind: 'asked', post, text } : { kind: 'remark', post };
}

function changesOf(question: QuestionFacts, post: TopicPost, reading: Reading): TopicChange[] {
  const changes: TopicChange[] = [];
  const text = calledQuestion(post.raw) ?? withoutQuotes(post.raw);
  if (question.isSourceGone) changes.push({ kind: 'back', questionId: question.id });
  // A post changes in other ways too: its topic is moved, somebody else's name in it is changed back.
  const known = question.proposedText ?? question.originalText ?? question.text;
  const isOther = text !== '' && text !== known;
  if (post.version > question.sourceVersion && isOther && (!post.isShared || post.isMended)) {
    const becomes = post.isMended ? undefined : madeOf(question, post);
    const edited = { questionId: question.id, version: post.version, text, at: saidAt(post) };
    const mark = post.isMended ? { isMended: post.isMended } : becomes && { becomes };
    // What was asked in public cannot be without a name any more: its author is told, and it stays as it was.
    const asksNoName = !post.isMended && isMisplaced(post.raw) && !isMisplaced(known);
    changes.push(asksNoName ? { kind: 'remark', post } : { kind: 'edited', ...edited, ...mark });
  }
  return [...changes, ...turnOf(question, post, reading), ...likesOf(question, post, reading)];
}

/** What a host's or moderator's last word makes of a question, in reply to its post or to one of the bot's that shows it. */
function turnOf(question: QuestionFacts, post: TopicPost, { turns }: Reading): TopicChange[] {
  const by = turns.get(post.number);
  const to = by && turnedTo(by.raw);
  if (!by || !to) return [];
  // It may be shown in several places: a word that is older than the last is not said again.
  const [id, at] = (question.turnedBy ?? '').split('@');
  const isNew = id !== by.id && (at === undefined || saidAt(by) >= new Date(at));
  return isNew ? [{ kind: 'turned', questionId: question.id, to, by }] : [];
}

/** By which a word is known that turned a question: its post, and when it was said. */
export const turnMark = (by: TopicPost): string => `${by.id}@${saidAt(by).toISOString()}`;

/** What an author's edit makes of a question or a remark; undefined when it stays what it is, or is not theirs to say. */
function madeOf(question: QuestionFacts, post: TopicPost): 'question' | 'remark' | undefined {
  const { state, turnedBy, moderatedById, answer } = question;
  if (turnedBy !== undefined || moderatedById !== undefined || answer) return undefined;
  const isAsked = questionIn(post.raw) !== undefined;
  if (state === 'remark') return isAsked ? 'question' : undefined;
  return !isAsked && !isMisplaced(post.raw) && (state === 'waiting' || state === 'approved')
    ? 'remark'
    : undefined;
}

/** Who likes a post, or agrees with it in words, where they are others than those that are known. */
function likesOf(question: QuestionFacts, post: TopicPost, reading: Reading): TopicChange[] {
  const { platform, agreeing, isRead } = reading;
  if (!countsLikes(question)) return [];
  // Votes come by buttons there too, which what is read must not undo.
  if (isRead)
    return (agreeing.get(post.number) ?? [])
      .filter(
        ({ id }) => !question.ownVoters.some((one) => one.platform === platform && one.accountId === id),
      )
      .map((by): TopicChange => ({ kind: 'agreed', questionId: question.id, by }));
  const liked = post.likers ?? [];
  const said = [...new Map((agreeing.get(post.number) ?? []).map((one) => [one.id, one])).values()].filter(
    ({ id }) => !liked.some((one) => one.id === id),
  );
  const likes = post.likes + said.length;
  const likers = post.likers || said.length > 0 ? [...liked, ...said] : undefined;
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
function missing({ posts, bySource, questions, platform, isRead = () => true }: Reading): TopicChange[] {
  const there = new Set(posts.map(({ id }) => id));
  const gone = [...bySource]
    .filter(([id, question]) => !there.has(id) && isRead(id) && !question.isSourceGone)
    .filter(([, { state }]) => !['withdrawn', 'declined', 'remark'].includes(state))
    .map(([, question]): TopicChange => ({ kind: 'gone', questionId: question.id }));
  const taken = questions.flatMap(({ id, state, answer }): TopicChange[] => {
    if (answer?.sourceId === undefined || there.has(answer.sourceId) || !isRead(answer.sourceId)) return [];
    if ((state !== 'answered' && state !== 'waiting') || answer.platform !== platform) return [];
    return [{ kind: 'answerGone', questionId: id, sourceId: answer.sourceId }];
  });
  const added = questions.flatMap(({ id: questionId, additions = [] }) =>
    additions
      .filter((one) => one.platform === platform && !one.isGone)
      .filter(({ sourceId }) => !there.has(sourceId) && isRead(sourceId))
      .map(({ sourceId }): TopicChange => ({ kind: 'additionGone', questionId, sourceId })),
  );
  return [...gone, ...taken, ...added];
}

/** Likes of the bot's posts that show questions from elsewhere, and what hosts and moderators say there that these are. */
function oursChanged(reading: Reading): TopicChange[] {
  const { posts, ours, questions } = reading;
  return posts.flatMap((post): TopicChange[] => {
    const question = questions.find(({ id }) => id === ours.get(post.id));
    return question ? [...turnOf(question, post, reading), ...likesOf(question, post, reading)] : [];
  });
}
