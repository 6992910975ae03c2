// Who has room in a group, when members are asked whether they go on, and what is due for an application.
import { cleanedLine } from '../../core/text/cleaned.ts';
import { counted } from '../../core/text/counted.ts';
import { isNone } from '../../core/text/none.ts';
import type { Application, ApplicationState, Member, MemberRules } from './membership-facts.ts';

const day = 24 * 60 * 60 * 1000;
/** So often a member is asked, a week apart; a week after the last time the organisers are told. */
const mostAsked = 3;
const week = 7 * day;
/** How many days somebody has to take a seat that they were offered. */
export const offerDays = 14;

/** Those who have a vote. */
export function votingMembers(members: readonly Member[]): Member[] {
  return members.filter(({ kind }) => kind === 'voting');
}

/** The seats as they are taken, and how many of those who sit there are outside the core team. */
export function seatsOf(members: readonly Member[], rules: MemberRules) {
  const voting = votingMembers(members);
  const outside = voting.filter(({ tags }) => !tags.includes(rules.insideTag)).length;
  return {
    taken: voting.length,
    free: rules.seats === 0 ? Number.POSITIVE_INFINITY : Math.max(0, rules.seats - voting.length),
    outside,
    outsidePercent: voting.length === 0 ? 100 : Math.floor((100 * outside) / voting.length),
  };
}

/**
 * Why the group could not be like this, in words; undefined when it can. `before` is what it was: what it was already is not
 * refused again. So many seats were `offered` to others, and are kept for them.
 */
export function problemOf(
  after: readonly Member[],
  before: readonly Member[],
  { offered = 0, ...rules }: MemberRules & { readonly offered?: number },
): string | undefined {
  const now = seatsOf(after, rules);
  const was = seatsOf(before, rules);
  const needed = now.taken + offered;
  if (rules.seats > 0 && needed > rules.seats && now.taken > was.taken) {
    const taken = now.taken > rules.seats ? 'taken' : 'taken, or offered to those who wait for one';
    return `${rules.seats === 1 ? 'The one seat is' : `All ${rules.seats} seats are`} ${taken}. Somebody has to leave first, or \`/member settings seats:${needed}\` makes room.`;
  }
  const isTooFew = now.outside * 100 < rules.outsidePercent * now.taken;
  if (isTooFew && now.outside * was.taken < was.outside * now.taken)
    return `Then ${now.outside} of ${counted(now.taken, 'voting member')} (${now.outsidePercent} %) would be outside the ${rules.insideTag}; the group wants ${rules.outsidePercent} % at least. Take in somebody from outside first.`;
  return undefined;
}

/** A year later, on the same day; 29 February is followed by 28 February. */
export function yearAfter(at: Date): Date {
  const next = new Date(at);
  next.setUTCFullYear(at.getUTCFullYear() + 1);
  if (next.getUTCMonth() !== at.getUTCMonth()) next.setUTCDate(0);
  return next;
}

/** When a member is to say that they go on; undefined for those who are not asked. */
function renewalDueAt({ kind, renewedAt, sinceAt }: Member): Date | undefined {
  const last = renewedAt ?? sinceAt;
  return kind === 'voting' && last ? yearAfter(last) : undefined;
}

/** What is due for the yearly confirmation of a member. */
type RenewalStep =
  | { readonly kind: 'ask'; readonly times: number; readonly dueAt: Date }
  | { readonly kind: 'tell'; readonly dueAt: Date };

/** The step that is due now, if one is, and when the next one is: a week after the last, however late that was. */
export function renewalStep(
  member: Member,
  now: Date,
): { readonly step?: RenewalStep; readonly nextAt?: Date } {
  const dueAt = renewalDueAt(member);
  if (!dueAt) return {};
  if (now < dueAt) return { nextAt: dueAt };
  const isSame = member.askedFor?.getTime() === dueAt.getTime();
  const asked = isSame ? member.asked : 0;
  const nextAt = new Date((isSame ? (member.askedAt?.getTime() ?? 0) : 0) + week);
  if (isSame && member.toldAt) return {};
  if (asked > 0 && now < nextAt) return { nextAt };
  if (asked === mostAsked) return { step: { kind: 'tell', dueAt } };
  return { step: { kind: 'ask', times: asked + 1, dueAt }, nextAt: new Date(now.getTime() + week) };
}

/** When the week began in which organisers are reminded of what waits: Monday, 09:00 UTC. */
export function weekBegan(now: Date): Date {
  // 1 January 1970 was a Thursday.
  const first = 4 * day + 9 * 60 * 60 * 1000;
  return new Date(Math.floor((now.getTime() - first) / week) * week + first);
}

/** The beginning of the week after that. */
export function weekAfter(began: Date): Date {
  return new Date(began.getTime() + week);
}

/**
 * Whether organisers are reminded at a time of all that waits, each `since` a time: after each of the first three weeks of any,
 * then every four weeks by the one that waits longest, so that several of different ages make no message every week.
 */
export function isReminded(since: readonly Date[], at: Date): boolean {
  const weeks = since.map((one) => Math.floor((at.getTime() - one.getTime()) / week));
  const most = Math.max(...weeks);
  return weeks.some((n) => n >= 1 && n <= mostAsked) || (most > mostAsked && (most - mostAsked) % 4 === 0);
}

/** The states in which an application goes on, the nearest to a seat first. */
export const currentStates: readonly ApplicationState[] = ['offered', 'listed', 'voting', 'waiting'];

/** How many seats are offered. */
export function offeredOf(applications: readonly Application[]): number {
  return applications.filter(({ state }) => state === 'offered').length;
}

/** Those who were voted for, and have no seat yet. */
export const waitingStates: readonly ApplicationState[] = ['offered', 'listed'];

/** Whether an application goes on: its applicant needs no other. */
export function isCurrent(state: ApplicationState): boolean {
  return currentStates.includes(state);
}

/** Of the applications that go on, those of applicants who have another one that is nearer to a seat, or came first. */
export function duplicateApplications(applications: readonly Application[]): Application[] {
  const rank = ({ state }: Application) => currentStates.indexOf(state);
  const current = applications
    .filter(({ state }) => isCurrent(state))
    .toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
  return current.filter(
    ({ applicantId }, i) => current.findIndex((one) => one.applicantId === applicantId) < i,
  );
}

/** When what an applicant wrote is deleted; undefined while it is needed, or when it is gone. */
export function clearedAt(application: Application, { keepDays }: MemberRules): Date | undefined {
  const { decidedAt, state } = application;
  if (application.clearedAt || !decidedAt || isCurrent(state)) return undefined;
  return new Date(decidedAt.getTime() + keepDays * day);
}

/** When an offered seat goes to the next one. */
export function offerEndsAt({ state, offeredAt }: Application): Date | undefined {
  return state === 'offered' && offeredAt ? new Date(offeredAt.getTime() + offerDays * day) : undefined;
}

/** Tags from what was typed: `core team, translator`. */
export function readTags(typed: string): string[] {
  const tags = typed
    .split(/[,;]/u)
    .map((tag) => cleanedLine(tag).toLowerCase())
    .filter((tag) => tag !== '' && !isNone(tag));
  return [...new Set(tags)];
}
