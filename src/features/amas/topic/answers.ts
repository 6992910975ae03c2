// Which posts of hosts are answers, and which add to one.
import type { TopicPost } from '../../../core/platform.ts';
import type { QuestionFacts } from '../facts.ts';
import type { TopicChange } from './change.ts';
import { turnedTo } from './question-words.ts';
import { segments, withoutQuotes } from './quotes.ts';
import { gaveAnswer, type Reading } from './reading.ts';

/**
 * The answers in a host's post. A reply to a question answers that one alone, whatever it quotes; any other post answers
 * each question of this topic that it quotes, with what follows the quote. What is said so to a question that was answered
 * already, or to the host's own answer, adds to that answer. A known answer whose question is not quoted any more stays
 * with what stands above all quotes, or with everything where no other question is quoted.
 */
export function answersFrom(post: TopicPost, reading: Reading): TopicChange[] {
  const { byNumber, quotable } = reading;
  const target =
    post.replyTo === undefined ? undefined : (byNumber.get(post.replyTo) ?? ownAnswered(post, reading));
  const quoted = segments(post, quotable);
  const asked = quoted.flatMap(({ number, ...said }) => {
    const question = byNumber.get(number);
    return question ? [{ question, ...said }] : [];
  });
  // A forum takes out by itself what quotes the whole post above.
  const [own, ...others] = reading.questions.filter(
    (one) => isAnswer(post, one) && !asked.some(({ question }) => question.id === one.id),
  );
  const unquoted = others.length === 0 ? own : undefined;
  const meant = target ?? (asked.length === 0 ? unquoted : undefined);
  const above = quoted[0]?.lead;
  // A greeting above a quote was no answer by itself, and is none when the quote is another one.
  const isGreeting = unquoted?.answer?.text.startsWith(`${above}\n\n`);
  const lead = reading.isRead === undefined && unquoted && !isGreeting && above;
  const parts = meant
    ? [{ question: meant, text: withoutQuotes(post.raw) }]
    : [
        ...(unquoted && lead ? [{ question: unquoted, text: lead }] : []),
        ...asked.map((one) => ({ question: one.question, text: lead ? one.text : one.whole })),
      ];
  const found = parts.flatMap(({ question, text }): TopicChange[] => {
    if (text === '') return [];
    const what = { questionId: question.id, post, text };
    if (isAnswer(post, question) && question.state !== 'approved')
      return question.answer?.text === text ? [] : [{ kind: 'answerEdited', ...what }];
    const isOpen = question.state === 'waiting' && question.answer === undefined;
    if (question.state === 'approved' || isOpen) return [{ kind: 'answered', ...what }];
    const isAnswered = question.state === 'answered' || question.state === 'waiting';
    return isAnswered ? addedBy(what, question, reading) : [];
  });
  const isByQuotes =
    !target &&
    reading.isRead === undefined &&
    [post.replyTo ?? 1, ...quoted.map(({ number }) => number)].every((number) =>
      quotable.some((one) => one.number === number),
    );
  if (!isByQuotes) return found;
  const kept = new Set(parts.map(({ question }) => question.id));
  const isWordless = withoutQuotes(post.raw) === '';
  const left = reading.questions.filter((one) => !kept.has(one.id) && !(isWordless && isAnswer(post, one)));
  return [...left.flatMap((one) => unsaid(post, one)), ...found];
}

const isAnswer = ({ id, author }: TopicPost, { answer }: QuestionFacts) =>
  answer?.sourceId === id && answer.platform === author.platform;

/** What takes back what a post was known to say to a question before its last edit. */
function unsaid(post: TopicPost, question: QuestionFacts): TopicChange[] {
  const what = { questionId: question.id, sourceId: post.id };
  const isBefore = (version = post.version) => version < post.version;
  if (isAnswer(post, question))
    return isBefore(question.answer?.version) ? [{ kind: 'answerGone', ...what }] : [];
  const added = additionTo(question, post);
  return added && !added.isGone && isBefore(added.version) ? [{ kind: 'additionGone', ...what }] : [];
}

/** The question that a host answered where they now reply to themselves; what is known to add to one still does when that is gone. */
export function ownAnswered(post: TopicPost, reading: Reading): QuestionFacts | undefined {
  const { answeredIn, byNumber, posts, quotable } = reading;
  const isElsewhere = segments(post, quotable).some(({ number }) => byNumber.has(number));
  if (isAddition(post, reading) && !isElsewhere) return answeredIn.get(post.number);
  const said = posts.find(({ number }) => number === post.replyTo);
  return said && !said.isOurs && said.author.id === post.author.id ? answeredIn.get(said.number) : undefined;
}

/** What a host's post adds to an answer, where that is not known; nothing if it gave that, or once it was called a remark. */
function addedBy(
  what: { readonly questionId: number; readonly post: TopicPost; readonly text: string },
  question: QuestionFacts,
  reading: Reading,
): TopicChange[] {
  const { questionId, post, text } = what;
  const known = additionTo(question, post);
  const turn = reading.turns.get(post.number);
  if (gaveAnswer(question.answer, post) || (turn && turnedTo(turn.raw) === 'remark'))
    return known && !known.isGone ? [{ kind: 'additionGone', questionId, sourceId: post.id }] : [];
  // Talk of somebody who was made a host later was meant to add nothing, unless the answer is what they said then.
  if (!known && reading.isBeforeHosting(post) && !isOwnBeforeHosting(question, post, reading)) return [];
  const isKnown = known && !known.isGone && (known.text === text || known.version >= post.version);
  return isKnown ? [] : [{ kind: 'added', ...what }];
}

/** Whether whoever wrote a post gave an answer in another one, before they were made a host. */
function isOwnBeforeHosting(question: QuestionFacts, post: TopicPost, reading: Reading): boolean {
  return reading.posts.some(
    (one) =>
      one.author.id === post.author.id &&
      (isAnswer(one, question) || gaveAnswer(question.answer, one)) &&
      reading.isBeforeHosting(one),
  );
}

/** What a post is known to add to the answer of a question. */
export function additionTo({ additions = [] }: QuestionFacts, { id, author }: TopicPost) {
  return additions.find((one) => one.platform === author.platform && one.sourceId === id);
}

/** Whether a post is known to add to an answer. */
export function isAddition(post: TopicPost, { questions }: Reading): boolean {
  return questions.some((question) => additionTo(question, post) !== undefined);
}
