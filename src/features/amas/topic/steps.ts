// What a change in the topic of an AMA means for its question: the step that it takes.
import type { TopicPost } from '../../../core/platform.ts';
import { editedTo } from '../changed-words.ts';
import type { AmaLookup } from '../commands/lookup.ts';
import type { AmaFacts, QuestionFacts } from '../facts.ts';
import { turnMark } from '../ingest.ts';
import { firstState, isAtWork, isToldOfTurn, wasAtWork } from '../rules.ts';
import { inNoPost, inPost, type Step } from '../store/steps.ts';
import type { TopicChange } from './change.ts';
import { answersOtherWords, replyOf } from './held-replies.ts';
import { saidAt } from './reading.ts';

/** Above every version of a post; the greatest number that both databases hold. */
const newest = 2 ** 31 - 1;

type Found = Awaited<ReturnType<AmaLookup['store']['question']>>;

/** Builds what answers the step of a question that a change asks for; undefined when there is nothing to do. */
export function topicSteps({ store, people }: Pick<AmaLookup, 'store' | 'people'>) {
  return async (
    ama: AmaFacts,
    change: Exclude<
      TopicChange,
      { kind: 'asked' | 'liked' | 'agreed' | 'remark' | 'unread' | 'unaddressed' | 'added' | 'additionGone' }
    >,
  ): Promise<Step | undefined> => {
    const question = await store.question(change.questionId, ama.id);
    const isWaiting = question?.state === 'waiting';
    switch (change.kind) {
      case 'edited':
        return editedStep(ama, change, question);
      case 'gone':
        return goneStep(question);
      case 'back':
        return backStep(ama, question);
      case 'turned': {
        if (!wasAtWork(ama, saidAt(change.by))) return undefined;
        const by = { change: { turnedBy: turnMark(change.by) } };
        if (change.to === 'question') return { from: ['remark'], to: firstState(ama), ...by };
        const { id: byId } = await people.of(ama.groupId, change.by.author);
        const isTold = question && isToldOfTurn(question, byId);
        return { from: ['waiting', 'approved'], to: 'remark', ...by, ...(isTold && { notice: 'remarked' }) };
      }
      case 'answered':
        if (!wasAtWork(ama, saidAt(change.post))) return undefined;
        return {
          // What no moderator has approved stays unseen elsewhere, with its answer, until one has.
          from: isWaiting ? ['waiting'] : ['approved'],
          ...(!isWaiting && { to: 'answered', notice: 'answered' }),
          // What it says otherwise by now is looked at again.
          ...(question && { textVersion: question.textVersion }),
          change: {
            ...(question && bound(question, change.post)),
            answer: change.text,
            answeredById: (await people.of(ama.groupId, change.post.author)).id,
            answeredAt: change.post.createdAt,
            ...inPost(replyOf(change.post)),
          },
        };
      case 'answerEdited':
        return {
          from: ['answered', 'waiting'],
          change: {
            answer: change.text,
            answerSourceVersion: change.post.version,
            ...(question && bound(question, change.post)),
          },
          olderAnswer: { sourceId: change.post.id, version: change.post.version },
        };
      case 'answerGone':
        if (!isAtWork(ama)) return undefined;
        return {
          from: isWaiting ? ['waiting'] : ['answered'],
          to: isWaiting ? 'waiting' : 'approved',
          change: { answer: null, ...inNoPost },
          olderAnswer: { sourceId: change.sourceId, version: newest },
        };
    }
  };
}

/** Whether an answer is to the words as they are now, as it is shown. */
const bound = (question: QuestionFacts, post: TopicPost) => ({
  earlierText: answersOtherWords(question, post) ? (question.earlierText ?? '') : null,
});

/** It says what its post says, and is what its author made of it; where its words were approved, new ones wait for a moderator. */
function editedStep(
  ama: AmaFacts,
  { text, at, version, becomes, isMended }: Extract<TopicChange, { kind: 'edited' }>,
  question: Found,
): Step | undefined {
  if (!question) return undefined;
  const { change, isHeld } = editedTo(ama, question, { text, at, isMended });
  // After the end nothing becomes a question, or stops being one.
  const to = becomes === 'question' ? firstState(ama) : becomes;
  return {
    from: [question.state],
    ...(to && ama.state !== 'closed' && { to }),
    change: { ...change, sourceVersion: version },
    olderSource: version,
    textVersion: question.textVersion,
    ...(isHeld && !isMended && { notice: 'changed' }),
  };
}

/** Removed before its answer it is withdrawn; after it, the answer keeps a note. */
function goneStep(question: Found): Step | undefined {
  if (!question) return undefined;
  const change = { isSourceGone: true };
  return question.state === 'waiting' || question.state === 'approved'
    ? { from: [question.state], to: 'withdrawn', change }
    : { from: [question.state], change };
}

function backStep(ama: AmaFacts, question: Found): Step | undefined {
  if (!question?.isSourceGone) return undefined;
  const change = { isSourceGone: false };
  return question.state === 'withdrawn'
    ? { from: ['withdrawn'], to: firstState(ama), change }
    : { from: [question.state], change };
}
