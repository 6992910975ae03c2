// What a vote and a decision want to have visible, and where: keys and destinations only, never text.
import { type GroupFacts, orUsual, placesFor } from '../../core/directory.ts';
import {
  type Destination,
  idAbout,
  noticeTo,
  type PlaceId,
  type Wanted,
  wantedOf,
} from '../../core/publication.ts';
import type { Decision, Vote } from './facts.ts';

type VoteId = Pick<Vote, 'id' | 'uid' | 'groupId'>;

const ofVote = wantedOf('votes', 'vote');
const ofDecision = wantedOf('votes', 'decision');

/** The key under which the result of a vote is published. */
export const resultKey = ({ uid }: Pick<Vote, 'uid'>): string => `vote/${uid}/result`;

/** By which all publications of a vote are found. */
export const aboutVote = (id: number): string => `vote/${id}`;

/** The vote that something is about; undefined when it is about something else. */
export const voteIdOf = (about: string): number | undefined => idAbout('vote', about);

/** Where votes and decisions are shown: the group's place for decisions, on platforms without one that for meetings. */
export function decisionPlaces(group: Pick<GroupFacts, 'places'>): PlaceId[] {
  return orUsual(placesFor(group, 'decisions'), placesFor(group, 'meetings'));
}

/** By which the message of a decision is found. */
export const aboutDecision = (id: number): string => `decision/${id}`;

const where = (chosen: readonly PlaceId[]): Destination => ({
  kind: 'purpose',
  purpose: ['decisions', 'meetings'],
  chosen,
  isByPlatform: true,
});

/** The vote itself; once it was counted, its result beside it. */
export function voteWanted(vote: VoteId & Pick<Vote, 'state' | 'chosen'>): Wanted[] {
  const card = { ...ofVote(vote, 'card'), to: where(vote.chosen) };
  if (vote.state !== 'closed') return [card];
  return [card, { ...ofVote(vote, 'result'), to: { kind: 'inside', key: card.key } }];
}

/** Reminds somebody in private of the votes in which they have not voted; it goes with the one that closes last. */
export function reminderWanted(
  votes: readonly (VoteId & Pick<Vote, 'closesAt'>)[],
  personId: number,
): Wanted[] {
  const last = votes.toSorted((a, b) => b.closesAt.getTime() - a.closesAt.getTime())[0];
  if (!last) return [];
  const subject = `${votes.map(({ id }) => id).join(',')}/${personId}`;
  return [noticeTo(personId, { ...ofVote(last, 'reminder', { key: `reminder/${personId}` }), subject })];
}

/** Tells somebody in private that a vote in which they had voted ended without being counted. */
export function droppedWanted(vote: VoteId, personId: number): Wanted {
  return noticeTo(personId, ofVote(vote, 'dropped', { key: `dropped/${personId}`, more: [personId] }));
}

/** Tells somebody in private, once, that what they wrote in the topic is no ballot. */
export function uncountedWanted(vote: VoteId, personId: number, how: 'talk' | 'edit'): Wanted {
  // Kept in databases: their first names stay.
  const [key, ...edit] = how === 'edit' ? ['edited', how] : ['unheard'];
  const wanted = ofVote(vote, 'unheard', { key: `${key}/${personId}`, more: [personId, ...edit] });
  return noticeTo(personId, wanted);
}

/** A decision that no vote shows already, and its file where the group has a folder for them. */
export function decisionWanted(
  decision: Pick<Decision, 'id' | 'uid' | 'groupId' | 'voteId'>,
  { chosen, folder }: { readonly chosen: readonly PlaceId[]; readonly folder: string },
): Wanted[] {
  const message: Wanted = { ...ofDecision(decision, 'decision', { key: 'message' }), to: where(chosen) };
  return [...(decision.voteId === undefined ? [message] : []), ...decisionFileWanted(decision, folder)];
}

/** The file of a decision, where the group has a folder for them. */
export function decisionFileWanted(
  decision: Pick<Decision, 'id' | 'uid' | 'groupId'>,
  folder: string,
): Wanted[] {
  const [owner, name, ...path] = folder.split('/');
  if (!owner || !name) return [];
  const file = ofDecision(decision, 'file', { more: [path.join('/')] });
  // A file is kept true for as long as the record is, also where the message is left alone after a time.
  const about = `decision-file/${decision.id}`;
  return [{ ...file, about, to: { kind: 'file', repository: `${owner}/${name}` } }];
}
