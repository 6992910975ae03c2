// What memberships look like, and what members are told.

import { type Setting, settingsCard } from '../../core/command/changes.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  person,
  strong,
  time,
} from '../../core/document.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { Button } from '../../core/reply.ts';
import { counted } from '../../core/text/counted.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { Member, MemberRules } from './membership-facts.ts';
import { seatsOf } from './membership-rules.ts';

/** Everybody in the group by what they are, and the seats. */
export function memberListDocument(
  members: readonly Member[],
  shown: {
    readonly rules: MemberRules;
    /** So many seats are offered, and kept for those who wait. */
    readonly offered: number;
    readonly organisers: readonly { id: number }[];
    readonly zone: string;
    /** Whether a member reads it: strangers see who there is, not where they live or who they are elsewhere. */
    readonly isMember: boolean;
  },
): Document {
  const { rules, offered, organisers, zone, isMember } = shown;
  const isOrganiser = (member: Member) => organisers.some(({ id }) => id === member.person.id);
  const of = (title: string, those: readonly Member[]): Block[] =>
    those.length === 0
      ? []
      : [p(strong(title)), list(...those.map((one) => memberLine(one, { zone, isMember })))];
  const present = members.filter(({ kind }) => kind !== 'alumni');
  const others = present.filter((member) => !isOrganiser(member));
  const isA = (wanted: Member['kind']) => (one: Member) => one.kind === wanted;
  return doc(
    heading(2, 'Who is in the group'),
    ...of('Organisers', present.filter(isOrganiser)),
    ...of('Members', others.filter(isA('voting'))),
    ...of('Observers, without a vote', others.filter(isA('observer'))),
    ...of('Alumni', members.filter(isA('alumni'))),
    present.length === 0 &&
      p`Nobody yet. An organiser adds people with ${code('/member add')}; whoever would like to join writes
        ${code('/apply')}.`,
    p(...seatWords(members, rules, offered)),
  );
}

function memberLine(
  { person: who, tags, kind, sinceAt, untilAt, github, isGithubConfirmed }: Member,
  { zone, isMember }: { readonly zone: string; readonly isMember: boolean },
): Inline[] {
  return [
    person(who.name, who.accounts),
    who.zone && isMember ? ` · ${who.zone}` : '',
    tags.length > 0 ? ` · ${tags.join(', ')}` : '',
    kind === 'observer' ? ' · observer' : '',
    github && isGithubConfirmed && isMember ? ` · ${github} on GitHub` : '',
    ...(sinceAt ? [' · since ', time(sinceAt, zone, 'date')] : []),
    ...(untilAt ? [' · until ', time(untilAt, zone, 'date')] : []),
  ];
}

/** The seats, and the rule about who should sit there. */
function seatWords(members: readonly Member[], rules: MemberRules, offered: number): Inline[] {
  const { taken, outside, outsidePercent, ...seats } = seatsOf(members, rules);
  const free = Math.max(0, seats.free - offered);
  const kept = offered === 0 ? '' : `${offered} ${offered === 1 ? 'is' : 'are'} offered, `;
  return [
    rules.seats === 0
      ? `${taken} with a vote.`
      : `${taken} of ${counted(rules.seats, 'seat')} ${taken === 1 ? 'is' : 'are'} taken, ${kept}${free === 0 ? 'none is free' : `${free} ${free === 1 ? 'is' : 'are'} free`}.`,
    rules.outsidePercent === 0
      ? ''
      : ` ${outside} of ${taken} (${outsidePercent} %) are outside the ${rules.insideTag}; the group wants ${rules.outsidePercent} % at least.`,
  ];
}

/** How the group takes people in. */
export function rulesDocument(rules: MemberRules, members: readonly Member[], offered: number): Document {
  const over = offersOver(rules, members, offered);
  return settingsCard(
    'Seats and members',
    ruleSettings(rules),
    doc(p(...seatWords(members, rules, offered)), over !== undefined && p(over)),
  );
}

/** That there are fewer seats than are taken and offered; undefined where there is room for all. */
export function offersOver(
  rules: MemberRules,
  members: readonly Member[],
  offered: number,
): string | undefined {
  const over = Math.min(offered, offered - seatsOf(members, rules).free);
  if (over <= 0) return undefined;
  return `There is no room for ${over} of the seats that are offered: the latest go back to the waiting list, and I tell those people in private.`;
}

/** The rules, each by itself. */
export function ruleSettings(
  rules: MemberRules,
  nameOf: (place: PlaceId) => string = () => 'a channel of their own',
): Setting[] {
  const { seats, outsidePercent, insideTag, isYearly, takesApplications, voteRule, keepDays, chosen } = rules;
  const outside =
    outsidePercent === 0 ? 'no rule' : `at least ${outsidePercent} % without the tag "${insideTag}"`;
  return [
    ['Seats', seats === 0 ? 'any number' : String(seats)],
    ['Outside', outside],
    ['Yearly confirmation', isYearly ? 'yes' : 'no'],
    ['Applications', takesApplications ? `taken, by ${voteRule} vote` : 'not taken now'],
    ['Kept', `what applicants write is deleted ${counted(keepDays, 'day')} after the decision`],
    [
      'Accounts on GitHub',
      rules.githubIssue === ''
        ? 'shown by a gist or a comment'
        : `shown by a comment on ${rules.githubIssue}`,
    ],
    ['Code of conduct', rules.conduct === '' ? 'none' : rules.conduct],
    [
      'Where members read them',
      chosen.length === 0 ? 'where organisers are told' : chosen.map(nameOf).join(', '),
    ],
  ];
}

/** Asks a member whether they go on. */
export function renewalDocument(groupName: string, times: number, hasButtons: boolean): Document {
  const asked = ['Once a year each member says so.', 'I have asked you before.'];
  return doc(
    heading(2, `Do you go on as a member of ${groupName}?`),
    p`${asked[times - 1] ?? 'This is the last time I ask.'} ${hasButtons ? 'Press a button, or answer' : 'Answer'} with
      ${code('/member renew')} or
      ${code('/member leave')}.${times > 2 ? ' If I hear nothing for a week, I tell the organisers.' : ''}`,
  );
}

/** The buttons below that question. */
export function renewalButtons(): Button[] {
  return [
    { label: 'I go on', action: 'members/renew', args: [], style: 'success' },
    { label: 'I leave', action: 'members/leave', args: [] },
  ];
}

/** Tells the organisers who did not answer. */
export function silentDocument(members: readonly Member[]): Document {
  const [only] = members;
  const isOne = only && members.length === 1;
  const names = members.map(({ person: who }) => [person(who.name, who.accounts)]);
  return doc(
    isOne
      ? p(...names.flat(), ' has not said whether they go on, although I asked three times.')
      : [p('These have not said whether they go on, although I asked each three times:'), list(...names)],
    p`Please ask them yourselves. If they do not answer you either, the group votes on their seat: press the
      button, or send ${code(`/member replace who:@${isOne ? only.person.name : 'NAME'}`)}.`,
  );
}

/** The buttons below that. */
export function silentButtons(members: readonly Member[]): Button[] {
  return members
    .filter(({ replaceAt }) => !replaceAt)
    .map(({ person: { id, name } }) => ({
      label: members.length === 1 ? 'Propose a vote' : shortened(`Propose a vote on ${name}`, 80),
      action: 'members/replace',
      args: [String(id)],
      style: 'primary',
    }));
}

/** The title of a topic that tells it. */
export function silentTitle(members: readonly Member[]): string {
  const [only] = members;
  const whom = only && members.length === 1 ? only.person.name : `${members.length} members`;
  return `No answer from ${whom} this year`;
}

/** Tells everybody that so many seats are free. */
export function vacancyDocument(free: number, rules: MemberRules): Document {
  return doc(
    heading(2, free === 1 ? 'A seat is free' : `${free} seats are free`),
    rules.takesApplications
      ? p`Would you like to join? ${code('/apply')} asks you to introduce yourself, why you would like to, and
        what you bring.`
      : p('The group will say how it is filled.'),
  );
}
