// What a poll wants to have visible, and where: keys and destinations only, never text.
import { idAbout, type Wanted } from '../../../core/publication.ts';
import type { Poll } from './facts.ts';

type Uid = { readonly uid: string };
type Which = Pick<Poll, 'id' | 'uid' | 'groupId'>;

/** The keys under which polls are published. */
export const keys = {
  card: ({ uid }: Uid) => `poll/${uid}/card`,
  outcome: ({ uid }: Uid) => `poll/${uid}/outcome`,
  reminder: ({ uid }: Uid, personId: number) => `poll/${uid}/reminder/${personId}`,
  /** A poll that is extended closes once more. */
  closed: ({ uid, options, closesAt }: Uid & Pick<Poll, 'options' | 'closesAt'>) =>
    `poll/${uid}/closed/${options.length}/${Math.floor(closesAt.getTime() / 1000)}`,
  more: ({ uid, options }: Uid & Pick<Poll, 'options'>, personId: number) =>
    `poll/${uid}/more/${options.length}/${personId}`,
  chosen: ({ uid }: Uid, personId: number) => `poll/${uid}/chosen/${personId}`,
};

/** By which all publications of a poll are found. */
export function aboutPoll(id: number): string {
  return `poll/${id}`;
}

/** The poll that something is about; undefined when it is about something else. */
export const pollIdOf = (about: string): number | undefined => idAbout('poll', about);

/** The poll itself, where the group's meetings are. */
export function cardWanted(poll: Which): Wanted {
  const to = { kind: 'purpose', purpose: 'meetings' } as const;
  return { ...wanted(poll), key: keys.card(poll), to, view: 'polls/card', subject: String(poll.id) };
}

/** A word in the poll's topic about what came of it. */
export function outcomeWanted(poll: Which): Wanted {
  const to = { kind: 'inside', key: keys.card(poll) } as const;
  const subject = String(poll.id);
  return { ...wanted(poll), key: keys.outcome(poll), to, view: 'polls/outcome', subject, isOnce: true };
}

/** Reminds somebody in private that they have not answered. */
export function reminderWanted(poll: Which, personId: number): Wanted {
  return { ...toPerson(poll, personId, 'polls/reminder'), key: keys.reminder(poll, personId) };
}

/** Tells who opened it that it is closed, or somebody in their stead. */
export function closedWanted(
  poll: Which & Pick<Poll, 'openedById' | 'options' | 'closesAt'>,
  personId: number,
): Wanted {
  const key = keys.closed(poll);
  const isOpener = personId === poll.openedById;
  return { ...toPerson(poll, personId, 'polls/closed'), key: isOpener ? key : `${key}/${personId}` };
}

/** Asks somebody who has answered about times that were added. */
export function moreWanted(poll: Which & Pick<Poll, 'options'>, personId: number): Wanted {
  return { ...toPerson(poll, personId, 'polls/more'), key: keys.more(poll, personId) };
}

/** Tells somebody who answered which time was chosen. */
export function chosenWanted(poll: Which, personId: number): Wanted {
  return { ...toPerson(poll, personId, 'polls/chosen'), key: keys.chosen(poll, personId) };
}

function wanted({ groupId, id }: Which) {
  return { groupId, about: aboutPoll(id) };
}

function toPerson(poll: Which, personId: number, view: string): Omit<Wanted, 'key'> {
  const to = { kind: 'person', personId } as const;
  return { ...wanted(poll), to, view, subject: `${poll.id}/${personId}`, isOnce: true };
}
