// What memberships and applications want to have visible, and where: keys and destinations only, never text.
import { type GroupFacts, placesFor } from '../../core/directory.ts';
import { noticeTo, type PlaceId, type ViewContext, type Wanted, wantedOf } from '../../core/publication.ts';
import type { Application, MemberRules } from './membership-facts.ts';

/** By which all publications of an application are found. */
export const aboutApplication = (id: number) => `application/${id}`;

/** What a vote on replacing a member is about. */
export const aboutReplacing = (personId: number) => `replace/${personId}`;

/** Who reads what is for organisers, or for those who read applications: these places, or each of these people in private. */
export interface Readers {
  readonly places: readonly PlaceId[];
  readonly organisers: readonly number[];
}

/** Where applications are shown: where the group says, else where organisers or moderators are; public places never. */
export function applicationPlaces(
  group: Pick<GroupFacts, 'places'>,
  { chosen }: Pick<MemberRules, 'chosen'>,
): PlaceId[] {
  if (chosen.length > 0) return [...chosen];
  const organisers = placesFor(group, 'organisers');
  return organisers.length > 0 ? organisers : placesFor(group, 'moderation');
}

/** Something for its readers: in their places, or in private to each organiser where there are none. */
export function toReaders(what: Omit<Wanted, 'to'>, { places, organisers }: Readers): Wanted[] {
  if (places.length > 0) return [{ ...what, to: { kind: 'places', places } }];
  return organisers.map((personId) => ({
    ...what,
    key: `${what.key}/${personId}`,
    to: { kind: 'person', personId },
  }));
}

type ApplicationId = Pick<Application, 'id' | 'uid' | 'groupId'>;

const ofApplication = wantedOf('members', 'application');

const ofMembership = wantedOf('members', 'membership');
const membershipOf = (groupId: number, id: number) => ({ id, uid: `${groupId}/${id}`, groupId });

/** What is said once of a group, in a view of this name. */
const onceOf = (groupId: number, name: string, own: Pick<Wanted, 'key' | 'subject'>): Omit<Wanted, 'to'> => ({
  ...own,
  groupId,
  about: `${name}/${groupId}`,
  view: `members/${name}`,
  isOnce: true,
});

/** The card of an application. */
export function cardWanted(application: ApplicationId): Omit<Wanted, 'to'> {
  return ofApplication(application, 'application', { key: 'card' });
}

/** Whether a card with this key is where applications are read: in one of their channels, or with an organiser. */
export function isReadHere(
  application: Application,
  { places, organisers }: Readers,
  { key, platform, channel }: Pick<ViewContext, 'key' | 'platform' | 'channel'>,
): boolean {
  const card = cardWanted(application).key;
  if (key === card) return places.some((place) => place.platform === platform && place.id === channel);
  return places.length === 0 && organisers.some((personId) => key === `${card}/${personId}`);
}

/** Reminds of applications that nobody puts to a vote, all of one week at once. */
export function unvotedWanted(groupId: number, ids: readonly number[], began: Date): Omit<Wanted, 'to'> {
  const subject = `${ids.join(',')}/${began.toISOString().slice(0, 10)}`;
  return onceOf(groupId, 'unvoted', { key: `applications/${groupId}/unvoted/${began.getTime()}`, subject });
}

/** Tells organisers that somebody left who may have the address of a calendar that is not for everybody. */
export function leftWanted(groupId: number, personId: number, at: Date): Omit<Wanted, 'to'> {
  const wanted = ofMembership(membershipOf(groupId, personId), 'left', { key: `left/${at.getTime()}` });
  return { ...wanted, isOnce: true };
}

/** What an applicant is told in private. */
type ApplicantNotice = 'tied' | 'result' | 'offer' | 'unoffered' | 'lapsed';

/** A private message to an applicant; a vote may be tied, and a seat be offered, more than once. */
export function noticeWanted(
  application: ApplicationId & Pick<Application, 'applicantId'>,
  kind: ApplicantNotice,
  times = '',
): Wanted {
  return noticeTo(application.applicantId, ofApplication(application, kind, { key: `${kind}${times}` }));
}

/** The question whether a member goes on; `times` counts it and its reminders. */
export function renewalWanted(
  groupId: number,
  personId: number,
  { dueAt, times }: { readonly dueAt: Date; readonly times: number },
): Wanted {
  const key = `renew/${dueAt.getTime()}/${times}`;
  const wanted = ofMembership(membershipOf(groupId, personId), 'renewal', { key, more: [times] });
  return noticeTo(personId, wanted);
}

/** Tells the organisers which members did not answer, all of one time at once. */
export function silentWanted(groupId: number, personIds: readonly number[], at: Date): Omit<Wanted, 'to'> {
  const key = `membership/${groupId}/silent/${at.getTime()}`;
  return onceOf(groupId, 'silent', { key, subject: personIds.join(',') });
}

/** Tells everybody that a seat is free; `uid` tells one time from another. */
export function vacancyWanted(groupId: number, uid: string): Wanted {
  const once = onceOf(groupId, 'vacancy', {
    key: `membership/${groupId}/vacancy/${uid}`,
    subject: String(groupId),
  });
  return { ...once, to: { kind: 'purpose', purpose: ['decisions', 'meetings'] } };
}
