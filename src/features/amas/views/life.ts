// What those who run an AMA see of its life: where it stands, and what moving it on means.
import { code, type Document, doc, heading, link, list, p, strong, time } from '../../../core/document.ts';
import type { AmaFacts } from '../facts.ts';
import { type AmaMove, announcedState, isBeforeLive } from '../rules.ts';
import { type AmaPresented, amaStateWords, hostsLine, questionsOpenLines, whenLine } from './ama.ts';
import { leftOutWords, type Numbers } from './summary.ts';

/** Where an AMA stands, for `/ama status`. */
export function statusDocument(
  ama: AmaFacts,
  facts: AmaPresented,
  counts: Numbers & { readonly pace: string },
  now: Date,
): Document {
  const leftOut = leftOutWords(counts);
  return doc(
    heading(2, ama.title),
    p(strong('State:'), ' ', amaStateWords(ama)),
    list(
      ...questionsOpenLines(ama, now),
      [strong('Live:'), ' ', time(ama.opensAt, ama.zone)],
      // Of one that is closed they are past, or never came.
      ...(ama.state === 'closed'
        ? []
        : [
            [strong('No new questions:'), ' ', time(ama.wrapsAt, ama.zone)],
            [strong('Closes:'), ' ', time(ama.closesAt, ama.zone)],
          ]),
      [strong('Hosts:'), ' ', ...hostsLine(ama, facts.people)],
      [
        strong('Questions:'),
        ` ${counts.asked} asked, ${counts.answered} answered, ${counts.open} open`,
        counts.waiting === 0
          ? ''
          : `, ${counts.waiting} ${ama.state === 'closed' ? 'not looked at by' : 'waiting for'} moderators`,
        leftOut === '' ? '' : `; besides ${leftOut}`,
      ],
      ...(counts.pace ? [[strong('Numbers:'), ` ${counts.pace}`]] : []),
      [strong('Moderated:'), ' ', ama.isModerated ? 'yes' : 'no'],
      [strong('Anonymous questions:'), ' ', ama.allowsAnonymous ? 'allowed' : 'not allowed'],
      [
        strong('Questions per person:'),
        ' ',
        ama.limitPerPerson === 0 ? 'any number' : String(ama.limitPerPerson),
      ],
    ),
    ...facts.links.map(({ title, url }) => p(link(url, `On ${title}`))),
  );
}

/** The button that moves an AMA on. */
export const moveLabels = {
  announce: 'Announce it',
  open: 'Open it',
  live: 'Take it live',
  wrap: 'Stop questions',
  close: 'Close it',
  reopen: 'Take it back',
} as const satisfies Record<AmaMove, string>;

const moveQuestions = {
  announce: ['Shall I announce ', '? Everybody sees it from then on.'],
  open: ['Shall I open ', ' for questions now?'],
  live: ['Shall I take ', ' live now?'],
  wrap: ['Shall I stop questions to ', ' now? The hosts still answer those that are there.'],
  close: [
    'Shall I close ',
    ' now, for good? Its summary appears, and nothing is asked or answered any more.',
  ],
  reopen: ['Shall I take ', ' one step back?'],
} as const satisfies Record<AmaMove, readonly [string, string]>;

/** Asks whether an AMA shall be moved on. */
export function moveDocument(
  ama: AmaFacts,
  move: AmaMove,
  { waiting, open, isUnknown }: { waiting: number; open: number; isUnknown: boolean },
  now: Date,
): Document {
  if (move === 'close' && isUnknown)
    return doc(
      p('Shall I drop ', strong(ama.title), ' for good? It was never announced, and nobody is told.'),
    );
  const isCalledOff = move === 'close' && isBeforeLive(ama);
  const [before, after] = isCalledOff
    ? ['Shall I call off ', ', for good? Hosts and those who want to be reminded are told.']
    : moveQuestions[move];
  const left = [
    waiting === 0 ? '' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a moderator`,
    open === 0 ? '' : `${open} ${open === 1 ? 'has' : 'have'} no answer`,
  ].filter((part) => part !== '');
  return doc(
    p(before, strong(ama.title), after),
    // Whoever announces a draft sees what it will say.
    p(...whenLine(ama.state === 'draft' ? { ...ama, state: announcedState(ama, now) } : ama)),
    move === 'close' &&
      left.length > 0 &&
      p`Of its questions ${left.join(', and ')}. Those who asked are told so; ${code('/ama carry')} puts open
        ones on the agenda of the next meeting; into another AMA an organiser takes them, by
        ${code('/ama create')} with ${code('carry')}.`,
  );
}
