// What a poll wants to have visible, and where: keys and destinations only, never text.
import { noticeTo, type Wanted, wantedOf } from '../../../core/publication.ts';
import type { Poll } from './facts.ts';

type Which = Pick<Poll, 'id' | 'uid' | 'groupId'>;

const ofPoll = wantedOf('polls', 'poll');

/** The key of one of a poll's publications. */
export const pollKey = ({ uid }: Pick<Poll, 'uid'>, name: string): string => `poll/${uid}/${name}`;

/** By which all publications of a poll are found. */
export const aboutPoll = (id: number): string => `poll/${id}`;

/** The poll itself, where the group's meetings are. */
export function cardWanted(poll: Which): Wanted {
  return { ...ofPoll(poll, 'card'), to: { kind: 'purpose', purpose: 'meetings' } };
}

/** A word in the poll's topic about what came of it. */
export function outcomeWanted(poll: Which): Wanted {
  return { ...ofPoll(poll, 'outcome'), to: { kind: 'inside', key: pollKey(poll, 'card') }, isOnce: true };
}

/** Tells who opened it that it is closed, or somebody in their stead. A poll that is extended closes once more. */
export function closedWanted(
  poll: Which & Pick<Poll, 'openedById' | 'options' | 'closesAt'>,
  personId: number,
): Wanted {
  const details = `${poll.options.length}/${Math.floor(poll.closesAt.getTime() / 1000)}`;
  const told = toPerson(poll, personId, 'closed', details);
  return personId === poll.openedById ? { ...told, key: pollKey(poll, `closed/${details}`) } : told;
}

/** Asks somebody who has answered about times that were added. */
export function moreWanted(poll: Which & Pick<Poll, 'options'>, personId: number): Wanted {
  return toPerson(poll, personId, 'more', `${poll.options.length}`);
}

/** Tells somebody in private, once: that they have not answered (`reminder`), or which time was chosen (`chosen`). */
export function toPerson(poll: Which, personId: number, view: string, details?: string): Wanted {
  const key = [view, details, personId].filter((part) => part !== undefined).join('/');
  return noticeTo(personId, ofPoll(poll, view, { key, more: [personId] }));
}
