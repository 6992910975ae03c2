// What a poll looks like while it is open and after.
import type { Button } from '../../../core/command.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  link,
  list,
  numbered,
  p,
  quote,
  strong,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Capabilities } from '../../../core/publication.ts';
import { instantWords, minutesWords } from '../../../core/time-words.ts';
import { answersExample, answerWords } from './answers.ts';
import type { Poll, PollAnswer } from './facts.ts';
import { isOpen, isUndecided, missing, ranked, type TimeTally, tallyOf } from './rules.ts';

/** What a poll is shown with. */
export interface Shown {
  readonly zone: string;
  readonly now: Date;
}

type Can = Pick<Capabilities, 'buttons' | 'privateAnswers'>;

/** So many names stand beside a time. */
const mostNames = 12;
/** So many times fit one form. */
export const perForm = 5;

const stateWords: Readonly<Record<Poll['state'], string>> = {
  open: 'open',
  closed: 'closed, and waits to be scheduled',
  scheduled: 'scheduled',
  withdrawn: 'withdrawn',
  lapsed: 'over: no time was chosen',
};

/** The title of a poll's topic: 15 to 255 characters. */
export function pollTitle({ number, name }: Pick<Poll, 'number' | 'name'>): string {
  return `Poll ${number}: when is ${name}?`;
}

/** The card of a poll: what it is about, each time with its answers, how to answer, and what came of it. */
export function pollCard(
  poll: Poll,
  shown: Shown,
  looks: { readonly can: Can; readonly meetingUrl?: string | undefined },
): Document {
  return doc(heading(2, pollTitle(poll)), ...pollBody(poll, shown, looks).children);
}

/** The same without its title, for a page that bears it already. */
export function pollBody(
  poll: Poll,
  shown: Shown,
  { can, meetingUrl }: { readonly can: Can; readonly meetingUrl?: string | undefined },
): Document {
  return doc(
    poll.description === null ? undefined : quote(...formatted(poll.description)),
    p(
      `It takes ${minutesWords(poll.durationMinutes)}`,
      poll.place === null ? '.' : `, at ${poll.place.kind === 'voice' ? poll.place.name : poll.place.text}.`,
    ),
    timesList(poll, shown, { isNamed: poll.namesFor === 'everyone' }),
    ...standing(poll, shown, { can, meetingUrl }),
    p(em(`Opened by ${poll.openedByName}.`)),
  );
}

/** Each time with how many can come, and who where that may be known. */
export function timesList(
  poll: Poll,
  { zone, now }: Shown,
  { isNamed }: { readonly isNamed: boolean },
): Block {
  const best = isUndecided(poll) ? bestOf(poll, now)?.number : undefined;
  return numbered(
    ...tallyOf(poll, now).map((tally): Inline[] => [
      poll.chosen === tally.number || best === tally.number
        ? strong(time(tally.at, zone))
        : time(tally.at, zone),
      ` · ${countWords(tally)}`,
      ...(poll.chosen === tally.number ? [' · chosen'] : []),
      ...(tally.isPast && isUndecided(poll) ? [' · past'] : []),
      ...(isNamed ? namesOf(poll, tally.number - 1) : []),
    ]),
  );
}

/** The best time, once anybody can come at all. */
function bestOf(poll: Poll, now: Date): TimeTally | undefined {
  const [best] = ranked(poll, now);
  return best && best.counts.yes + best.counts.maybe > 0 ? best : undefined;
}

/** `5 yes, 1 if need be, 2 no`, or that nobody has answered. */
export function countWords({ counts }: Pick<TimeTally, 'counts'>): string {
  if (counts.yes + counts.maybe + counts.no === 0) return 'no answers yet';
  return `${counts.yes} yes, ${counts.maybe} if need be, ${counts.no} no`;
}

function namesOf({ participants }: Poll, index: number): string[] {
  const named = (answer: PollAnswer) => {
    const names = participants.flatMap(({ name, answers }) => (answers[index] === answer ? [name] : []));
    if (names.length === 0) return [];
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return [`${answerWords[answer]}: ${names.slice(0, mostNames).join(', ')}${more}`];
  };
  const all = [...named('yes'), ...named('maybe'), ...named('no')];
  return all.length === 0 ? [] : [` (${all.join('; ')})`];
}

function standing(
  poll: Poll,
  shown: Shown,
  { can, meetingUrl }: { readonly can: Can; readonly meetingUrl?: string | undefined },
): Block[] {
  const { zone } = shown;
  switch (poll.state) {
    case 'open':
      return openBlocks(poll, shown, can);
    case 'closed':
      return [
        p(strong('Closed'), ' ', time(poll.closedAt ?? poll.closesAt, zone), closedWords(poll), '.'),
        p(...bestWords(poll, shown)),
        p(
          `${poll.openedByName} or an organiser makes the meeting`,
          ...(can.buttons ? [' by one press.'] : [' with ', code(`/poll schedule poll:${poll.number}`), '.']),
        ),
      ];
    case 'scheduled': {
      const at = poll.options[(poll.chosen ?? 0) - 1];
      return [
        p(
          strong('It takes place'),
          ' ',
          ...(at ? [time(at, zone)] : []),
          '.',
          ...(meetingUrl === undefined ? [] : [' ', link(meetingUrl, 'The meeting'), '.']),
        ),
      ];
    }
    case 'withdrawn':
      return [
        p(
          strong(`Withdrawn by ${poll.endedBy ?? poll.openedByName}.`),
          ' There will be no meeting from it.',
          poll.endReason === undefined ? '' : ` ${poll.endReason}`,
        ),
      ];
    case 'lapsed':
      return [
        p(
          strong('All of its times are past, and none was chosen.'),
          ' ',
          code('/meeting poll'),
          ' asks anew.',
        ),
      ];
    default:
      return poll.state satisfies never;
  }
}

function closedWords({ endedBy }: Poll): string {
  if (endedBy === undefined) return '';
  return endedBy === 'all' ? ', since everybody had answered' : `, before its time, by ${endedBy}`;
}

/** Which time is the best, and why. */
export function bestWords(poll: Poll, { zone, now }: Shown): Inline[] {
  const [best, next] = ranked(poll, now);
  if (!best) return ['All of its times are past.'];
  const comes = best.counts.yes + best.counts.maybe;
  if (comes === 0) return ['Nobody can come at any of these times.'];
  const isTied = next && next.counts.yes === best.counts.yes && next.counts.yes + next.counts.maybe === comes;
  const asked = poll.participants.filter(({ answeredAt }) => answeredAt !== undefined).length;
  return [
    strong(`Best: ${best.number}`),
    ', ',
    time(best.at, zone),
    `. ${comes} of the ${asked} who answered can come`,
    best.counts.maybe > 0 ? `, ${best.counts.maybe} of them if need be` : '',
    isTied ? `; time ${next.number} is as good, and later.` : '.',
  ];
}

function openBlocks(poll: Poll, { zone, now }: Shown, can: Can): Block[] {
  const awaited = poll.participants.filter(({ isAwaited }) => isAwaited);
  const answered = awaited.length - missing(poll, now).length;
  const others = poll.participants.filter((one) => !one.isAwaited && one.answeredAt !== undefined).length;
  const isHidden = poll.namesFor === 'organisers';
  return [
    p(
      strong('Open until'),
      ' ',
      time(poll.closesAt, zone),
      `, or until everybody has answered: ${answered} of the ${awaited.length} who are asked have`,
      others > 0 ? `, and ${others} more.` : '.',
      ' You can change your answers until then.',
      isHidden ? ` Only organisers and ${poll.openedByName} see who answered what.` : '',
    ),
    ...(can.buttons
      ? []
      : [
          p(
            isHidden ? 'Answer in a private message to me: ' : 'Answer with ',
            code(
              isHidden
                ? `/poll answer answers:"${answersExample}" poll:${poll.number}`
                : `/poll answer ${answersExample}`,
            ),
            ...(isHidden ? [] : [', ', code('/poll answer all yes'), ' or ', code('/poll answer none')]),
            '; or on a page of your own, to which ',
            code(`/poll link poll:${poll.number}`),
            ' gets you the way.',
          ),
        ]),
  ];
}

/** What can be pressed below a poll. */
export function pollButtons(poll: Poll, { now, zone }: Shown): Button[] {
  const id = String(poll.id);
  if (isOpen(poll, now)) {
    const forms = Array.from({ length: Math.ceil(poll.options.length / perForm) }, (_, i): Button => {
      const [from, to] = [i * perForm + 1, Math.min((i + 1) * perForm, poll.options.length)];
      const label =
        poll.options.length <= perForm ? 'Answer' : `Answer ${from === to ? from : `${from} to ${to}`}`;
      return { label, action: 'polls/answer', args: [id, String(i)], style: 'primary' };
    });
    return [
      ...forms,
      { label: 'All work for me', action: 'polls/all', args: [id, 'yes'], style: 'success' },
      { label: 'None works', action: 'polls/all', args: [id, 'no'], style: 'secondary' },
      { label: 'My answers', action: 'polls/mine', args: [id], style: 'secondary' },
    ];
  }
  return poll.state === 'closed' ? scheduleButtons(poll, { now, zone }) : [];
}

/** The best time, and the two after it, each to be made a meeting by one press; the zone is said, for whoever presses. */
export function scheduleButtons(poll: Poll, { now }: Shown): Button[] {
  return ranked(poll, now)
    .slice(0, 3)
    .map(({ number, at }, place) => ({
      label: `Schedule ${number}: ${shortWords(at, poll.zone)}`.slice(0, 80),
      action: 'polls/schedule',
      args: [String(poll.id), String(number)],
      style: place === 0 ? 'success' : 'secondary',
    }));
}

/** `Tue 1 Dec, 20:00 Europe/Prague`. */
function shortWords(at: Date, zone: string): string {
  const [weekday = '', day = '', month = '', , clock = '', ...place] = instantWords(at, zone).split(' ');
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}, ${clock} ${place.join(' ')}`;
}

/** Says in a poll's topic what became of it, since an edit notifies nobody. */
export function outcomeDocument(
  poll: Poll,
  { zone }: Pick<Shown, 'zone'>,
  meetingUrl: string | undefined,
): Document {
  const at = poll.options[(poll.chosen ?? 1) - 1] ?? poll.closesAt;
  return doc(
    p(
      strong(`${poll.name} takes place`),
      ' ',
      time(at, zone),
      '.',
      ...(meetingUrl === undefined ? [] : [' ', link(meetingUrl, 'The meeting'), '.']),
    ),
  );
}

/** Polls in a list, those that go on first. */
export function pollList(polls: readonly Poll[], { zone }: Pick<Shown, 'zone'>): Document {
  const going = polls.filter(isUndecided);
  const over = polls.filter((poll) => !isUndecided(poll)).slice(0, 15);
  const line = (poll: Poll): Inline[] => [
    strong(`Poll ${poll.number}:`),
    ' ',
    poll.name,
    ` · ${stateWords[poll.state]}`,
    ...(poll.state === 'open' ? [' until ', time(poll.closesAt, zone)] : []),
  ];
  return doc(
    heading(2, 'Polls for a time'),
    going.length === 0
      ? p('No poll goes on. ', code('/meeting poll'), ' asks when people can come.')
      : list(...going.map(line)),
    ...(over.length > 0 ? [p(strong('Over')), list(...over.map(line))] : []),
  );
}

/** What is known of a poll that has ended, in words. */
export function stateSaid({ state }: Pick<Poll, 'state'>): string {
  return stateWords[state];
}
