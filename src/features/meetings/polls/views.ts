// What a poll looks like while it is open and after.

import {
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  link,
  list,
  p,
  quote,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Button } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { instantWords, minutesWords } from '../../../core/time-words.ts';
import { placeWords } from '../rules.ts';
import type { Poll } from './facts.ts';
import { isOpen, isUndecided, ranked } from './rules.ts';
import { type Can, type Shown, standing, timesList } from './standing-views.ts';

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
    poll.description !== null && quote(...formatted(poll.description)),
    p`It takes
      ${minutesWords(poll.durationMinutes)}${poll.place === null ? '.' : `, at ${placeWords(poll.place)}.`}`,
    timesList(poll, shown, { isNamed: poll.namesFor === 'everyone' }),
    ...standing(poll, shown, { can, meetingUrl }),
    p(em(`Opened by ${poll.openedByName}.`)),
  );
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
      label: shortened(`Schedule ${number}: ${shortWords(at, poll.zone)}`, 80),
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
    p`${strong(`${poll.name} takes place`)}
      ${time(at, zone)}.${meetingUrl === undefined ? '' : [' ', link(meetingUrl, 'The meeting'), '.']}`,
  );
}

/** Polls in a list, those that go on first. */
export function pollList(polls: readonly Poll[], { zone, now }: Pick<Shown, 'zone' | 'now'>): Document {
  const going = polls.filter(isUndecided);
  const over = polls.filter((poll) => !isUndecided(poll)).slice(0, 15);
  const state = (poll: Poll): Inline[] =>
    poll.state === 'open'
      ? [now < poll.closesAt ? `${stateWords.open} until ` : 'closed ', time(poll.closesAt, zone)]
      : [stateWords[poll.state]];
  const line = (poll: Poll) => sentence`${strong(`Poll ${poll.number}:`)} ${poll.name} · ${state(poll)}`;
  return doc(
    heading(2, 'Polls for a time'),
    going.length === 0
      ? p('No poll goes on. ', code('/meeting poll'), ' asks when people can come.')
      : list(...going.map(line)),
    over.length > 0 && [p(strong('Over')), list(...over.map(line))],
  );
}

/** What is known of a poll that has ended, in words. */
export const stateSaid = ({ state }: Pick<Poll, 'state'>): string => stateWords[state];
