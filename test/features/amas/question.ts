// A question of an AMA, for tests of what is decided from facts alone.
import type { QuestionFacts } from '../../../src/features/amas/facts.ts';

/** The first question of the first AMA, approved, asked on Discord; `more` says what is other. */
export function question(more: Partial<QuestionFacts> = {}): QuestionFacts {
  return {
    id: 1,
    uid: 'q',
    amaId: 1,
    number: 1,
    part: 0,
    text: 'How do I start?',
    textVersion: 1,
    state: 'approved',
    isFlagged: false,
    isAnonymous: false,
    platform: 'discord',
    sourceId: 'a',
    sourceVersion: 1,
    isSourceGone: false,
    alsoAsked: 0,
    answerVersion: 0,
    likes: 0,
    ownLikes: 0,
    ownVoters: [],
    voters: [],
    createdAt: new Date('2026-12-04T10:00:00Z'),
    ...more,
  };
}
