// What somebody is answered whose topic came after the meeting was over.
import { code, type Document, doc, p, strong, time } from '../../../core/document.ts';
import type { Meeting, Topic } from '../facts.ts';

/** That their topics are on the agenda of the next meeting. */
export function lateAnswerTo(
  over: Meeting,
  next: Meeting,
  topics: readonly Pick<Topic, 'title'>[],
): Document {
  return doc(
    p`${strong(over.name)} is over, so this is on the agenda of
      ${over.seriesId === next.seriesId ? ['the next one'] : [strong(next.name)]}, on
      ${time(next.startsAt, next.zone)}: ${strong(topics.map(({ title }) => title).join('; '))}.`,
    p('Edit or delete your reply to change that.'),
  );
}

/** That there is no next meeting. */
export function nowhereAnswer(over: Meeting): Document {
  return doc(
    p(strong(over.name), ' is over and no next one is planned, so this is on no agenda.'),
    p(code('/meeting next'), ' shows what is coming; your topic can go into the topic of such a meeting.'),
  );
}
