// What is told of a poll in private: to those who are asked, who answered, and who opened it.
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  numbered,
  p,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import { answersExample, answerWords } from './answers.ts';
import type { Participant, Poll } from './facts.ts';
import { isOpen, missing } from './rules.ts';
import { bestWords, missingWords, type Shown, timesList } from './standing-views.ts';

/** What somebody has answered, for them alone. */
export function ownAnswers(
  poll: Poll,
  own: Pick<Participant, 'answers'> | undefined,
  { zone, now, url }: Shown & { readonly url: string | undefined },
): Block[] {
  return [
    numbered(
      ...poll.options.map((at, index): Inline[] => {
        const answer = own?.answers[index];
        return sentence`${time(at, zone)}:
          ${answer ? strong(answerWords[answer]) : at <= now ? 'past' : 'not answered yet'}`;
      }),
    ),
    ...(url === undefined || !isOpen(poll, now)
      ? []
      : [p(link(url, 'Answer on a page of your own'), '; the link is yours alone.')]),
  ];
}

/** What somebody is asked with in private. */
type Asking = Shown & { readonly url: string | undefined; readonly buttons: boolean };

/** That times were added, to somebody who had answered. */
export function moreDocument(poll: Poll, own: Participant, asking: Asking): Document {
  return doc(
    heading(2, `More times for ${poll.name}`),
    p`Poll ${poll.number} offers times that you have not seen. What you answered stays; it closes
      ${time(poll.closesAt, asking.zone)}.`,
    ...ownAnswers(poll, own, asking),
    !asking.buttons &&
      p`Answer the new ones:
        ${code(`/poll answer answers:"${poll.options.length} yes" poll:${poll.number}`)}.`,
  );
}

/** The one private reminder. */
export function reminderDocument(poll: Poll, own: Participant, asking: Asking): Document {
  return doc(
    heading(2, `When can you come to ${poll.name}?`),
    p`Poll ${poll.number} closes ${time(poll.closesAt, asking.zone)}.`,
    ...ownAnswers(poll, own, asking),
    !asking.buttons &&
      p('Or answer here: ', code(`/poll answer answers:"${answersExample}" poll:${poll.number}`), '.'),
    p('This is the only reminder.'),
  );
}

/** Tells who opened a poll that it is closed, with the best time to press. */
export function closedDocument(poll: Poll, shown: Shown, { buttons }: { buttons: boolean }): Document {
  return doc(
    heading(2, `Poll ${poll.number} is closed: when is ${poll.name}?`),
    timesList(poll, shown, { isNamed: true }),
    p(...bestWords(poll, shown)),
    missing(poll, shown.now).length > 0 && p(missingWords(poll, shown.now)),
    p(
      ...(buttons
        ? ['One press makes the meeting.']
        : ['Make the meeting with ', code(`/poll schedule poll:${poll.number}`), '.']),
      ' Another time: ',
      code(`/poll schedule poll:${poll.number} time:2`),
      '. No meeting: ',
      code(`/poll withdraw poll:${poll.number}`),
      '.',
    ),
  );
}

/** Tells somebody who answered that a time was chosen. */
export function chosenDocument(
  poll: Poll,
  { answers }: Pick<Participant, 'answers'>,
  shown: { zone: string; meetingId: number; url: string | undefined; buttons: boolean },
): Document {
  const { zone, meetingId, url, buttons } = shown;
  const at = poll.options[(poll.chosen ?? 1) - 1] ?? poll.closesAt;
  const said = answers[(poll.chosen ?? 1) - 1];
  return doc(
    heading(2, `${poll.name} has its time`),
    p(
      strong(time(at, zone)),
      said === undefined ? '.' : `. You had answered: ${answerWords[said]}.`,
      ...(url === undefined ? [] : [' ', link(url, 'The meeting'), '.']),
    ),
    buttons
      ? p('Say whether you come, and you are reminded.')
      : p`Say whether you come, and you are reminded: ${code(`/meeting rsvp going meeting:${meetingId}`)}.`,
  );
}

/** What can be said of a poll, to somebody whose words in its topic meant nothing. */
export function pollOffers(poll: Poll, now: Date): Document {
  const answers: Inline[][] = isOpen(poll, now)
    ? [
        sentence`${code(`/poll answer ${answersExample}`)}, or ${code('all yes')} or ${code('none')}: your
          answers`,
        [code(`/poll link poll:${poll.number}`), ': a page of your own to answer on'],
      ]
    : [];
  return doc(
    p(`This is about poll ${poll.number}, `, strong(poll.name), '. You can say:'),
    list(...answers, [code(`/poll show poll:${poll.number}`), ': its times, and who can come']),
  );
}
