// Which posts of hosts are answers, and which add to one.
import type { TopicPost } from '../../../core/platform.ts';
import type { AdditionFacts, AnswerFacts, QuestionFacts } from '../facts.ts';
import type { TopicChange } from './change.ts';
import { turnedTo } from './question-words.ts';
import { segments, withoutQuotes } from './quotes.ts';
import { gaveAnswer, type Reading } from './reading.ts';

/**
 * The answers in a host's post. A reply to a question answers that one alone, whatever it quotes; any other post answers
 * each question of this topic that it quotes, with what follows the quote. What is said so to a question that was answered
 * already, or to the host's own answer, adds to that answer; one post adds to one.
 */
export function answersFrom(post: TopicPost, reading: Reading): TopicChange[] {
  const { byNumber, posts } = reading;
  const target =
    post.replyTo === undefined ? undefined : (byNumber.get(post.replyTo) ?? ownAnswered(post, reading));
  const parts = target
    ? [{ question: target, text: withoutQuotes(post.raw) }]
    : segments(post, posts).flatMap(({ number, text }) => {
        const question = byNumber.get(number);
        return question ? [{ question, text }] : [];
      });
  const before = additionIn(post, reading);
  // What is no reply added by its quote. Of chat a reply may not be known as one, where it is to an older post.
  const isUnquoted =
    before !== undefined &&
    !before.isGone &&
    !target &&
    reading.isRead === undefined &&
    before.version < post.version &&
    // What quotes a post that is gone may still add to the question that was asked there.
    segments(post, posts).every(({ number }) => posts.some((one) => one.number === number)) &&
    !parts.some(({ question }) => question.id === before.followsId);
  const known = isUnquoted ? undefined : before;
  const found = parts.flatMap(({ question, text }): TopicChange[] => {
    if (text === '') return [];
    const what = { questionId: question.id, post, text };
    if (question.answer?.sourceId === post.id && question.state !== 'approved') {
      return question.answer.text === text ? [] : [{ kind: 'answerEdited', ...what }];
    }
    const isOpen = question.state === 'waiting' && question.answer === undefined;
    if (question.state === 'approved' || isOpen) return [{ kind: 'answered', ...what }];
    const isAnswered = question.state === 'answered' || question.state === 'waiting';
    const isItsOwn = target !== undefined || !known || known.isGone || known.followsId === question.id;
    return isAnswered && isItsOwn ? addedBy(what, { answer: question.answer, known }, reading) : [];
  });
  const added = found.find(({ kind }) => kind === 'added');
  return [
    ...(isUnquoted ? [{ kind: 'additionGone', sourceId: post.id } as const] : []),
    ...found.filter((change) => change.kind !== 'added' || change === added),
  ];
}

/** The question that a host answered where they now reply to themselves; what is known to add to one still does when that is gone. */
export function ownAnswered(post: TopicPost, reading: Reading): QuestionFacts | undefined {
  const { answeredIn, posts } = reading;
  if (additionIn(post, reading)) return answeredIn.get(post.number);
  const said = posts.find(({ number }) => number === post.replyTo);
  return said && !said.isOurs && said.author.id === post.author.id ? answeredIn.get(said.number) : undefined;
}

/** What a host's post adds to an answer, where that is not known; nothing if it gave that, or once it was called a remark. */
function addedBy(
  what: { readonly questionId: number; readonly post: TopicPost; readonly text: string },
  { answer, known }: { readonly answer: AnswerFacts | undefined; readonly known: AdditionFacts | undefined },
  reading: Reading,
): TopicChange[] {
  const { post, text } = what;
  const turn = reading.turns.get(post.number);
  if (gaveAnswer(answer, post) || (turn && turnedTo(turn.raw) === 'remark')) {
    return known && !known.isGone ? [{ kind: 'additionGone', sourceId: post.id }] : [];
  }
  // Talk of somebody who was made a host later was meant to add nothing, unless the answer is what they said then.
  if (!known && reading.isBeforeHosting(post) && !isOwnBeforeHosting(answer, post, reading)) return [];
  const isKnown = known && !known.isGone && (known.text === text || known.version >= post.version);
  return isKnown ? [] : [{ kind: 'added', ...what }];
}

/** Whether whoever wrote a post gave an answer in another one, before they were made a host. */
function isOwnBeforeHosting(answer: AnswerFacts | undefined, post: TopicPost, reading: Reading): boolean {
  return reading.posts.some(
    (one) =>
      one.author.id === post.author.id &&
      ((answer?.sourceId === one.id && answer.platform === reading.platform) || gaveAnswer(answer, one)) &&
      reading.isBeforeHosting(one),
  );
}

/** What a post is known to add to an answer. */
export function additionIn(post: TopicPost, { questions, platform }: Reading): AdditionFacts | undefined {
  return questions
    .flatMap(({ additions }) => additions ?? [])
    .find((one) => one.platform === platform && one.sourceId === post.id);
}
