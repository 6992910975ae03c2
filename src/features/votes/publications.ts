// What a vote and a decision want to have visible, and where: keys and destinations only, never text.
import { type GroupFacts, placesFor } from '../../core/directory.ts';
import { type Destination, idAbout, noticeTo, type PlaceId, type Wanted } from '../../core/publication.ts';
import type { Decision, Vote } from './facts.ts';

type Uid = { readonly uid: string };
type VoteId = Pick<Vote, 'id' | 'uid' | 'groupId'>;

/** The keys under which votes and decisions are published. */
export const keys = {
  card: ({ uid }: Uid) => `vote/${uid}/card`,
  result: ({ uid }: Uid) => `vote/${uid}/result`,
  reminder: ({ uid }: Uid, personId: number) => `vote/${uid}/reminder/${personId}`,
  // Kept in databases, as the view below: its first name stays.
  uncounted: ({ uid }: Uid, personId: number) => `vote/${uid}/unheard/${personId}`,
  edited: ({ uid }: Uid, personId: number) => `vote/${uid}/edited/${personId}`,
  dropped: ({ uid }: Uid, personId: number) => `vote/${uid}/dropped/${personId}`,
  decision: ({ uid }: Uid) => `decision/${uid}/message`,
  file: ({ uid }: Uid) => `decision/${uid}/file`,
};

/** By which all publications of a vote are found. */
export const aboutVote = (id: number): string => `vote/${id}`;

const ofVote = ({ id, groupId }: VoteId) => ({ groupId, about: aboutVote(id) });

/** The vote that something is about; undefined when it is about something else. */
export const voteIdOf = (about: string): number | undefined => idAbout('vote', about);

/** Where votes and decisions are shown: the group's place for decisions, on platforms without one that for meetings. */
export function decisionPlaces(group: Pick<GroupFacts, 'places'>): PlaceId[] {
  const own = placesFor(group, 'decisions');
  const others = placesFor(group, 'meetings');
  return [...own, ...others.filter(({ platform }) => !own.some((one) => one.platform === platform))];
}

/** By which the message of a decision is found. */
export const aboutDecision = (id: number): string => `decision/${id}`;

const where = (chosen: readonly PlaceId[]): Destination => ({
  kind: 'purpose',
  purpose: ['decisions', 'meetings'],
  chosen,
});

/** The vote itself; once it was counted, its result beside it. */
export function voteWanted(vote: VoteId & Pick<Vote, 'state' | 'chosen'>): Wanted[] {
  const wanted = { ...ofVote(vote), subject: String(vote.id) };
  const card: Wanted = { ...wanted, key: keys.card(vote), to: where(vote.chosen), view: 'votes/card' };
  if (vote.state !== 'closed') return [card];
  const to: Destination = { kind: 'inside', key: keys.card(vote) };
  return [card, { ...wanted, key: keys.result(vote), to, view: 'votes/result' }];
}

/** Reminds somebody in private of the votes in which they have not voted; it goes with the one that closes last. */
export function reminderWanted(
  votes: readonly (VoteId & Pick<Vote, 'closesAt'>)[],
  personId: number,
): Wanted[] {
  const last = votes.toSorted((a, b) => b.closesAt.getTime() - a.closesAt.getTime())[0];
  if (!last) return [];
  return [
    noticeTo(personId, {
      ...ofVote(last),
      key: keys.reminder(last, personId),
      view: 'votes/reminder',
      subject: `${votes.map(({ id }) => id).join(',')}/${personId}`,
    }),
  ];
}

/** Tells somebody in private that a vote in which they had voted ended without being counted. */
export function droppedWanted(vote: VoteId, personId: number): Wanted {
  return noticeTo(personId, {
    ...ofVote(vote),
    key: keys.dropped(vote, personId),
    view: 'votes/dropped',
    subject: `${vote.id}/${personId}`,
  });
}

/** Tells somebody in private, once, that what they wrote in the topic is no ballot. */
export function uncountedWanted(vote: VoteId, personId: number, how: 'talk' | 'edit'): Wanted {
  const isEdit = how === 'edit';
  return noticeTo(personId, {
    ...ofVote(vote),
    key: isEdit ? keys.edited(vote, personId) : keys.uncounted(vote, personId),
    view: 'votes/unheard',
    subject: `${vote.id}/${personId}${isEdit ? '/edit' : ''}`,
  });
}

/** A decision that no vote shows already, and its file where the group has a folder for them. */
export function decisionWanted(
  decision: Pick<Decision, 'id' | 'uid' | 'groupId' | 'voteId'>,
  { chosen, folder }: { readonly chosen: readonly PlaceId[]; readonly folder: string },
): Wanted[] {
  const message: Wanted = {
    groupId: decision.groupId,
    about: aboutDecision(decision.id),
    subject: String(decision.id),
    key: keys.decision(decision),
    to: where(chosen),
    view: 'votes/decision',
  };
  return [...(decision.voteId === undefined ? [message] : []), ...decisionFileWanted(decision, folder)];
}

/** The file of a decision, where the group has a folder for them. */
export function decisionFileWanted(
  decision: Pick<Decision, 'id' | 'uid' | 'groupId'>,
  folder: string,
): Wanted[] {
  const [owner, name, ...path] = folder.split('/');
  if (!owner || !name) return [];
  const { id, groupId } = decision;
  // A file is kept true for as long as the record is, also where the message is left alone after a time.
  const subject = `${id}/${path.join('/')}`;
  const file = { groupId, about: `decision-file/${id}`, subject, view: 'votes/file' };
  return [{ ...file, key: keys.file(decision), to: { kind: 'file', repository: `${owner}/${name}` } }];
}
