// What memberships and applications want to have visible, and where: keys and destinations only, never text.
import { type GroupFacts, placesFor } from '../../core/directory.ts';
import { type Destination, noticeTo, type PlaceId, type Wanted } from '../../core/publication.ts';
import type { Application, MemberRules } from './membership-facts.ts';

/** By which all publications of an application are found. */
export const aboutApplication = (id: number) => `application/${id}`;

/** What a vote on replacing a member is about. */
export const aboutReplacing = (personId: number) => `replace/${personId}`;

/** Where applications are shown: where the group says, else where organisers or moderators are; public places never. */
export function applicationPlaces(group: Pick<GroupFacts, 'places'>, rules: MemberRules): PlaceId[] {
  if (rules.chosen.length > 0) return [...rules.chosen];
  const organisers = placesFor(group, 'organisers');
  return organisers.length > 0 ? organisers : placesFor(group, 'moderation');
}

/** The card of an application: in its places, or in private to each organiser where there are none. */
export function cardWanted(
  application: Pick<Application, 'id' | 'uid' | 'groupId'>,
  { places, organisers }: { readonly places: readonly PlaceId[]; readonly organisers: readonly number[] },
): Wanted[] {
  const key = `application/${application.uid}/card`;
  const card = (to: Destination, end = ''): Wanted => ({
    groupId: application.groupId,
    key: `${key}${end}`,
    about: aboutApplication(application.id),
    to,
    view: 'members/application',
    subject: String(application.id),
  });
  if (places.length > 0) return [card({ kind: 'places', places })];
  return organisers.map((personId) => card({ kind: 'person', personId }, `/${personId}`));
}

/** What an applicant is told in private. */
type ApplicantNotice = 'tied' | 'result' | 'offer' | 'lapsed';

/** A private message to an applicant; a vote may be tied, and a seat be offered, more than once. */
export function noticeWanted(
  { id, uid, groupId, applicantId }: Pick<Application, 'id' | 'uid' | 'groupId' | 'applicantId'>,
  kind: ApplicantNotice,
  times = '',
): Wanted {
  return noticeTo(applicantId, {
    groupId,
    key: `application/${uid}/${kind}${times}`,
    about: aboutApplication(id),
    view: `members/${kind}`,
    subject: String(id),
  });
}

/** The question whether a member goes on; `times` counts it and its reminders. */
export function renewalWanted(
  groupId: number,
  personId: number,
  { dueAt, times }: { readonly dueAt: Date; readonly times: number },
): Wanted {
  return noticeTo(personId, {
    groupId,
    key: `membership/${groupId}/${personId}/renew/${dueAt.getTime()}/${times}`,
    about: `membership/${personId}`,
    view: 'members/renewal',
    subject: `${personId}/${times}`,
  });
}

/** Tells the organisers which members did not answer, all of one time at once. */
export function silentWanted(groupId: number, personIds: readonly number[], at: Date): Wanted {
  return {
    groupId,
    key: `membership/${groupId}/silent/${at.getTime()}`,
    about: `silent/${groupId}`,
    to: { kind: 'purpose', purpose: ['organisers', 'moderation'] },
    view: 'members/silent',
    subject: personIds.join(','),
    isOnce: true,
  };
}

/** Tells everybody that a seat is free; `uid` tells one time from another. */
export function vacancyWanted(groupId: number, uid: string): Wanted {
  return {
    groupId,
    key: `membership/${groupId}/vacancy/${uid}`,
    about: `vacancy/${groupId}`,
    to: { kind: 'purpose', purpose: ['decisions', 'meetings'] },
    view: 'members/vacancy',
    subject: String(groupId),
    isOnce: true,
  };
}
