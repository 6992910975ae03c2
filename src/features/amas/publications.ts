// What an AMA and its questions want to have visible, and where: destinations only, never text.
import type { Destination, PlaceId, Wanted } from '../../core/publication.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { hostWanted } from './notice-publications.ts';
import { aboutAma, keys } from './publication-keys.ts';
import { isAtWork, presentHosts } from './rules.ts';

/** What shows the AMA itself. */
export function amaWanted(ama: AmaFacts): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), subject: String(ama.id) };
  const to: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  return [
    { ...wanted, key: keys.prompt(ama), to, view: 'amas/prompt' },
    { ...wanted, key: keys.thread(ama), to, view: 'amas/thread' },
    { ...wanted, key: `ama/${ama.uid}/event`, to: { kind: 'spaces' }, view: 'amas/event' },
    ...(ama.state === 'announced' || isAtWork(ama)
      ? presentHosts(ama).map((host) => hostWanted(ama, host))
      : []),
    ...(ama.state === 'closed'
      ? [
          {
            ...wanted,
            key: keys.summary(ama),
            to: inside(keys.thread(ama)),
            view: 'amas/summary',
          },
        ]
      : []),
  ];
}

const inside = (key: string): Destination => ({ kind: 'inside', key });

/** The call to ask, in another place than those in which an AMA is held. */
export function callWanted(ama: AmaFacts, place: PlaceId): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/call/${place.platform}/${place.id}`,
    about: aboutAma(ama.id),
    to: { kind: 'places', places: [place] },
    view: 'amas/call',
    subject: String(ama.id),
  };
}

/** What shows a question: its card, itself, and its answer. */
export function questionWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), subject: String(question.id) };
  const made: Wanted[] = cardWanted(ama, question);
  if (ama.state === 'closed') made.push(...summaryWanted(ama));
  // One that was changed after it had been approved is shown to be looked at again.
  if (question.state === 'waiting' && question.moderatedById === undefined) return made;
  const key = keys.question(ama, question);
  const thread = keys.thread(ama);
  made.push({
    ...wanted,
    key,
    to: { kind: 'inside', key: thread, ...(ama.postsOn !== undefined && { besideOn: ama.postsOn }) },
    view: 'amas/question',
  });
  if (hadAnswer(question)) {
    made.push({
      ...wanted,
      key: keys.answer(ama, question),
      to: { kind: 'inside', key, otherwise: thread },
      view: 'amas/answer',
    });
  }
  return made;
}

/** An answer that was taken back is still to be said so where it stood. */
const hadAnswer = (question: QuestionFacts) => question.answerVersion > 0;

/** The moderators' card of a question. */
export function cardWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const isLookedAt = ama.isModerated || question.state === 'waiting' || question.moderatedById !== undefined;
  if (!isLookedAt) return [];
  return [
    {
      groupId: ama.groupId,
      key: keys.card(ama, question),
      about: aboutAma(ama.id),
      to: { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators },
      view: 'amas/card',
      subject: String(question.id),
    },
  ];
}

/** What an AMA came to, where it was held. */
export const summaryWanted = (ama: AmaFacts): Wanted[] =>
  amaWanted(ama).filter(({ view }) => view === 'amas/summary');
