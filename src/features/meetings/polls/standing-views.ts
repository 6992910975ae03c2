// How a poll stands: its times with who can come, and what is best.
import {
  type Block,
  code,
  type Inline,
  link,
  numbered,
  p,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import type { Capabilities } from '../../../core/publication.ts';
import { answersExample, answerWords } from './answers.ts';
import type { Poll, PollAnswer } from './facts.ts';
import { isUndecided, missing, ranked, type TimeTally, tallyOf } from './rules.ts';

/** What a poll is shown with. */
export interface Shown {
  readonly zone: string;
  readonly now: Date;
}

/** What its platform can do, as far as it matters here. */
export type Can = Pick<Capabilities, 'buttons'>;

/** So many names stand beside a time. */
const mostNames = 12;

/** Each time with how many can come, and who where that may be known. */
export function timesList(poll: Poll, { zone, now }: Shown, { isNamed }: { isNamed: boolean }): Block {
  const best = isUndecided(poll) ? bestOf(poll, now)?.number : undefined;
  return numbered(
    ...tallyOf(poll, now).map((tally): Inline[] => [
      [poll.chosen, best].includes(tally.number) ? strong(time(tally.at, zone)) : time(tally.at, zone),
      ` · ${countWords(tally)}`,
      poll.chosen === tally.number ? ' · chosen' : '',
      tally.isPast && isUndecided(poll) ? ' · past' : '',
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

/** Below the times: what can be done while it is open, or what came of it. */
export function standing(
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
        p`${poll.openedByName} or an organiser makes the meeting
          ${can.buttons ? 'by one press' : ['with ', code(`/poll schedule poll:${poll.number}`)]}.`,
      ];
    case 'scheduled': {
      const at = poll.options[(poll.chosen ?? 0) - 1];
      return [
        p`${strong('It takes place')} ${at ? time(at, zone) : ''}.${meetingUrl === undefined ? '' : [' ', link(meetingUrl, 'The meeting'), '.']}`,
      ];
    }
    case 'withdrawn':
      return [
        p`${strong(`Withdrawn by ${poll.endedBy ?? poll.openedByName}.`)} There will be no meeting from
          it.${poll.endReason === undefined ? '' : ` ${poll.endReason}`}`,
      ];
    case 'lapsed':
      return [
        p`${strong('All of its times are past, and none was chosen.')} ${code('/meeting poll')} asks anew.`,
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
  if (comes + best.counts.no === 0) return ['Nobody has answered.'];
  if (comes === 0) return ['Nobody can come at any of these times.'];
  const isTied = next && next.counts.yes === best.counts.yes && next.counts.yes + next.counts.maybe === comes;
  const asked = poll.participants.filter(({ answeredAt }) => answeredAt !== undefined).length;
  const who = asked === 1 && comes === 1 ? 'The only one' : `${comes} of the ${asked}`;
  const maybe = best.counts.maybe > 0 ? `, ${best.counts.maybe} of them if need be` : '';
  const tied = isTied ? `; time ${next.number} is as good, and later` : '';
  return sentence`${strong(`Best: ${best.number}`)}, ${time(best.at, zone)}. ${who} who answered can come${maybe}${tied}.`;
}

function openBlocks(poll: Poll, { zone, now }: Shown, can: Can): Block[] {
  const isHidden = poll.namesFor === 'organisers';
  const how = isHidden
    ? sentence`Answer in a private message to me: ${code(`/poll answer answers:"${answersExample}" poll:${poll.number}`)}`
    : sentence`Answer with ${code(`/poll answer ${answersExample}`)}, ${code('/poll answer all yes')} or
        ${code('/poll answer none')}`;
  return [
    p`${strong('Open until')} ${time(poll.closesAt, zone)}${untilWords(poll, now)} You can change your answers
      until then.${isHidden ? ` Only organisers and ${poll.openedByName} see who answered what.` : ''}`,
    ...(can.buttons
      ? []
      : [
          p`${how}; or on a page of your own, to which ${code(`/poll link poll:${poll.number}`)} gets you the way.`,
        ]),
  ];
}

/** Whose answers close a poll before its time, and how many of them there are. */
function untilWords(poll: Poll, now: Date): string {
  const asked = poll.participants.filter(({ isAwaited }) => isAwaited).length;
  if (asked === 0) return '.';
  if (asked === 1) return ', or until the only one who is asked has answered.';
  const others = poll.participants.filter((one) => !one.isAwaited && one.answeredAt !== undefined).length;
  const more = others > 0 ? `, and ${others} more` : '';
  return `, or until everybody has answered: ${asked - missing(poll, now).length} of the ${asked} who are asked have${more}.`;
}

/** Who has not answered yet, or not about every time, of those who are asked. */
export function missingWords(poll: Poll, now: Date): string {
  const late = missing(poll, now);
  if (late.length === 0) return 'Everybody who is asked has answered.';
  const yet = poll.state === 'open' ? ' yet' : '';
  const named = (what: string, isPartly: boolean) => {
    const names = late.flatMap(({ name, answeredAt }) =>
      (answeredAt !== undefined) === isPartly ? [name] : [],
    );
    return names.length === 0 ? [] : [`${what}: ${names.slice(0, 20).join(', ')}.`];
  };
  const partly = named('Answered about some of the times', true);
  return [...named(`Not answered${yet}`, false), ...partly].join(' ');
}
