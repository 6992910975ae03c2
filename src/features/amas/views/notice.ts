// What is told once as an AMA goes on: to everybody, to its hosts, to those who want to be reminded, to moderators.

import {
  code,
  type Document,
  doc,
  type Inline,
  link,
  list,
  p,
  strong,
  time,
} from '../../../core/document.ts';
import type { Button } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import type { TellingKind } from '../notice-publications.ts';
import { takesQuestions } from '../rules.ts';
import { buttonOn, questionList } from './question.ts';
import type { Numbers } from './summary.ts';

const named = (ama: AmaFacts, url: string | undefined): Inline =>
  url === undefined ? strong(ama.title) : link(url, strong(ama.title));

/** So much of the last hour is left at least when it is told that it begins (ms). */
const leastOfHour = 40 * 60_000;

/** What everybody is told in a line or two; undefined when it is not so any more. */
export function toldDocument(
  ama: AmaFacts,
  kind: Exclude<TellingKind, 'moved'>,
  { url, answered, now }: { url: string | undefined; answered: number; now: Date },
): Document | undefined {
  const at = (instant: Date) => time(instant, ama.zone);
  const name = named(ama, url);
  switch (kind) {
    case 'opening':
      if (ama.state !== 'collecting') return undefined;
      return doc(p('Questions are open for ', name, '. It goes live ', at(ama.opensAt), '.'));
    case 'live':
      if (ama.state !== 'live') return undefined;
      return doc(p(name, ' is live now. Questions are taken until ', at(ama.wrapsAt), '.'));
    case 'lastHour':
      if (ama.state !== 'live' && ama.state !== 'wrapping') return undefined;
      // Said late it would not be true any more.
      if (ama.closesAt.getTime() - now.getTime() < leastOfHour) return undefined;
      return ama.state === 'live'
        ? doc(
            p`The last hour of ${name} begins. Questions are taken until ${at(ama.wrapsAt)}; it ends
              ${at(ama.closesAt)}.`,
          )
        : doc(
            p`The last hour of ${name} begins. The hosts answer the last questions until ${at(ama.closesAt)}.`,
          );
    case 'end':
      if (ama.state !== 'closed') return undefined;
      if (ama.isCalledOff) return calledOffDocument(ama, url);
      return doc(p`${name} has ended: ${answeredWords(answered)}. Thank you all!`);
  }
}

/** What everybody is told, and hosts and those who want to be reminded in private, when it does not take place. */
export function calledOffDocument(ama: AmaFacts, url: string | undefined): Document {
  return doc(p(named(ama, url), ' is called off: it does not take place ', time(ama.opensAt, ama.zone), '.'));
}

/** What everybody is told, and in private who wants to be reminded, when it goes live at another time than `before`. */
export function retimedDocument(ama: AmaFacts, url: string | undefined, before: Date): Document {
  const at = (instant: Date) => time(instant, ama.zone);
  return doc(
    p`${named(ama, url)} is moved: it is live ${at(ama.opensAt)} to ${at(ama.closesAt)}, not ${at(before)}.`,
  );
}

/** What a host, or whoever planned it, is told in private when it has ended and questions stayed open. */
export function hostEndDocument(
  ama: AmaFacts,
  url: string | undefined,
  { answered, open, waiting }: Pick<Numbers, 'answered' | 'open' | 'waiting'>,
  isHost: boolean,
): Document {
  const it = (open || waiting) === 1 ? 'it' : 'them';
  const thanks = isHost ? ' Thank you for hosting!' : '';
  return doc(
    p`${named(ama, url)} has ended: ${answeredWords(answered)}, ${open} stayed open${waiting === 0 ? '' : `, and no moderator looked at ${waiting}`}. Whoever asked
      ${open + waiting === 1 ? 'it' : 'them'} is told so.`,
    open > 0
      ? p`Take ${it} further: ${code('/ama carry')} puts ${it} on the agenda of the next meeting, opens issues,
          or with ${code('into')} takes ${it} into another AMA; into a new one an organiser, by
          ${code('/ama create')} with ${code('carry')}.${thanks}`
      : p`An organiser takes ${it} into another AMA, where a moderator looks first: ${code('/ama create')} with
          ${code('carry')}.${thanks}`,
  );
}

const answeredWords = (count: number) =>
  count === 0
    ? 'no question was answered'
    : `${counted(count, 'question')} ${count === 1 ? 'was' : 'were'} answered`;

/** What is expected of a host from now on. */
function expected(ama: AmaFacts): Inline[][] {
  const at = (instant: Date) => time(instant, ama.zone);
  if (ama.state === 'wrapping')
    return [['No new questions are taken: answer the last ones until ', at(ama.closesAt), '.']];
  const last = ['No new questions from ', at(ama.wrapsAt), '.'];
  if (ama.state === 'live')
    return [['It is live now, until ', at(ama.closesAt), ': answer, the most wanted first.'], last];
  return [
    ama.state === 'announced'
      ? ['Questions open ', at(ama.collectsAt), '; you may answer from then on.']
      : ['Questions are open, and you may answer from now on.'],
    ['Live ', at(ama.opensAt), ' to ', at(ama.closesAt), ': be there and answer, the most wanted first.'],
    last,
  ];
}

/**
 * What a host is told in private when it is announced, or when they are added; `unknownOn` is where no account is known to
 * be theirs.
 */
export function hostDocument(
  ama: AmaFacts,
  url: string | undefined,
  unknownOn: readonly string[] = [],
): Document {
  return doc(
    p('You host ', named(ama, url), '. What is expected of you, and when:'),
    list(...expected(ama)),
    p`${code('/ama queue')} shows what waits for an answer. In the topic you answer by replying to a question.
      If you cannot make it: ${code('/ama host leave')}.`,
    unknownOn.length > 0 &&
      p`I do not know which account is yours on ${unknownOn.join(' and ')}, so what you write there answers
        nothing. ${code('/member link')} tells me.`,
  );
}

/** What a host is told in private when it goes live, with the queue at hand; `held` questions are still with the moderators. */
export function hostLiveDocument(
  ama: AmaFacts,
  url: string | undefined,
  { waiting, held }: { readonly waiting: number; readonly held: number },
): Document {
  const others = held === 0 ? '' : ` ${held} ${held === 1 ? 'is' : 'are'} still with the moderators.`;
  return doc(
    p(named(ama, url), ' is live, and you host it. It ends ', time(ama.closesAt, ama.zone), '.'),
    waiting === 0
      ? p('No question waits for an answer yet.', others)
      : p`${waiting} ${waiting === 1 ? 'question waits' : 'questions wait'} for an answer:
          ${code('/ama queue')}.${others}`,
  );
}

/** The button that opens the queue. */
export function queueButton(ama: Pick<AmaFacts, 'id'>): Button {
  return buttonOn(ama, 'Open the queue', 'queue', 'primary', 0);
}

/** The button by which somebody asks to be reminded. */
export const remindButton = (ama: Pick<AmaFacts, 'id'>): Button => buttonOn(ama, 'Remind me', 'remind');

/** What somebody is told who wanted to be reminded. */
export function remindedDocument(ama: AmaFacts, url: string | undefined): Document {
  return doc(
    p`You wanted to be reminded: ${named(ama, url)} is live now, until ${time(ama.closesAt, ama.zone)}.`,
  );
}

/** So many questions are named to the moderators, each with a button. */
const mostCards = 10;

/** Counts out to the moderators what still waits for them. */
export function waitingDocument(ama: AmaFacts, waiting: readonly QuestionFacts[]): Document {
  const count = waiting.length;
  return doc(
    p`${strong(counted(count, 'question'))} of ${strong(ama.title)}
      ${count === 1 ? 'waits' : 'wait'} for a moderator. It ends ${time(ama.closesAt, ama.zone)}.`,
    questionList(waiting, mostCards),
    p('Their cards are above; ', code('/ama moderate'), ' or a button shows one again.'),
  );
}

/** The buttons that show the cards of questions that wait, to whoever presses. */
export function waitingButtons(waiting: readonly QuestionFacts[]): Button[] {
  return waiting.slice(0, mostCards).map((one) => buttonOn(one, `Question ${labelOf(one)}`, 'card'));
}

/** What the scheduled event of an AMA says. */
export function eventDocument(ama: AmaFacts, url: string | undefined, hosts: readonly Inline[]): Document {
  return doc(
    p('Ask me anything with ', ...hosts, '.'),
    ama.state === 'announced'
      ? p('Questions open ', time(ama.collectsAt, ama.zone), '.')
      : takesQuestions(ama)
        ? p('Questions are open.')
        : undefined,
    url !== undefined && p(link(url, 'Ask and read here')),
  );
}
