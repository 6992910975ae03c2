// What is told once, of a change, a start or a time that is near: whom it reaches how, and what people knew before.
import type { Account } from '../../core/account.ts';
import type { Content } from '../../core/content.ts';
import type { ViewContext } from '../../core/publication.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Change, Found, Guest, Meeting } from './facts.ts';
import { keyOf } from './publications.ts';
import { changedWith, isTakingPlace, isToldAtStart, skippedWith } from './rules.ts';
import { remindedOf, whereabouts } from './shown.ts';
import { rsvpButtons, writtenButtons } from './views/announcement.ts';
import { changeNotice, reminder, startNotice, type Told, withStop } from './views/reminder.ts';

/**
 * What is said once: to all, with a ping for those concerned; or to one of them in private, unless that reached them.
 */
export async function toldOnce(
  meeting: Meeting,
  context: ViewContext,
  what: {
    told: Told;
    /** What is otherwise where somebody is written to. */
    written?: Partial<Extract<Content, { kind: 'message' }>>;
    personId: string | undefined;
    concerned: readonly Guest[];
    /** The publication that tells all; unsaid, they are told nothing. */
    toAll: string | undefined;
  },
): Promise<Content | undefined> {
  const { told, personId, concerned, toAll, written = {} } = what;
  const content = { kind: 'message', ...told, buttons: rsvpButtons(meeting) } as const;
  if (personId === undefined) {
    const pings = concerned.flatMap(({ person }) => person.accounts);
    return context.can.messages ? { ...content, pings } : undefined;
  }
  const one = concerned.find(({ person }) => String(person.id) === personId);
  const isReached =
    toAll !== undefined && one !== undefined && (await context.reaches(toAll, one.person.accounts));
  return one && !isReached ? { ...content, ...written } : undefined;
}

/** A reminder for one person, with the way to have no more: a button, or where there are none what to type. */
export function writtenReminder(meeting: Meeting, told: Told, { can }: ViewContext) {
  return can.buttons ? { ...told, buttons: writtenButtons(meeting) } : withStop(told);
}

/**
 * When people think that a meeting begins: a change of which nothing could be told on the platform, since it was away, was
 * never known there. `changes`: newest first; `view` tells of them.
 */
async function knownStart(
  meeting: Meeting,
  {
    changes: [change, ...before],
    view,
  }: { readonly changes: readonly [Change, ...Change[]]; readonly view: string },
  context: ViewContext,
): Promise<Date> {
  let known = change.wasAt;
  for (const earlier of before) {
    if (meeting.announcedAt === null || earlier.at < meeting.announcedAt) break;
    // The message of an earlier change is taken away by that of a later one: people know it all the same.
    if (await context.wasMade(keyOf(meeting, `${view}/${earlier.sequence}`))) break;
    known = earlier.wasAt;
  }
  return known;
}

/** Whether what was said of a change still holds, as a later one of which nothing was known here led back to it. */
export async function isLastWord(
  deps: MeetingsDeps,
  meeting: Meeting,
  sequence: string | undefined,
  context: ViewContext,
): Promise<boolean> {
  const [newest, ...before] = await deps.store.changes(meeting.id);
  if (newest?.kind !== 'moved' || newest.sequence === Number(sequence)) return false;
  if (await context.wasMade(keyOf(meeting, `change/${newest.sequence}`))) return false;
  const knownAt = await knownStart(meeting, { changes: [newest, ...before], view: 'change' }, context);
  return knownAt.getTime() === meeting.startsAt.getTime();
}

/** What is to be said of a change; a later one says it all, and a meeting that is over needs no word. */
export async function changeOf(
  deps: MeetingsDeps,
  { meeting, series }: Found,
  { sequence, view }: { sequence: string | undefined; view: string },
  context: ViewContext,
): Promise<Told | undefined> {
  const [change, ...before] = await deps.store.changes(meeting.id);
  if (change?.sequence !== Number(sequence) || context.now >= meeting.endsAt) return undefined;
  const { placeUrl } = await whereabouts(deps, meeting, context);
  const knownAt = await knownStart(meeting, { changes: [change, ...before], view }, context);
  if (change.kind === 'moved' && knownAt.getTime() === meeting.startsAt.getTime()) return undefined;
  const { seriesId, groupId } = meeting;
  const coming = seriesId === null ? [] : await deps.store.coming(groupId, context.now, { seriesId });
  const next = coming.find(isTakingPlace)?.meeting;
  const meetings = coming.map((one) => one.meeting);
  const also = change.kind === 'cancelled' ? skippedWith(meeting, series, meetings) : [];
  const alike = also.length > 0 ? 0 : changedWith(meeting, change, meetings).length;
  const isElsewhere = before[0]?.kind === 'changed' && before[0].at.getTime() === change.at.getTime();
  return changeNotice({ meeting, change, knownAt, placeUrl, next, also, alike, isElsewhere });
}

/** That a meeting has begun, with a ping for those who asked for that before; nothing once it is over. */
export async function startOf(
  deps: MeetingsDeps,
  { meeting, series }: Found,
  context: ViewContext,
): Promise<(Told & { readonly pings: readonly Account[] }) | undefined> {
  if (isGone(meeting) || context.now >= meeting.endsAt || !isToldAtStart(meeting, series)) return undefined;
  const where = await whereabouts(deps, meeting, context);
  const told = startNotice({ meeting, now: context.now, ...where }, { isFirst: !context.isPublished });
  const asked = (await remindedOf(deps, meeting)).filter(
    ({ rsvp }) => rsvp.remindSince !== null && rsvp.remindSince < meeting.startsAt,
  );
  return { ...told, pings: asked.flatMap(({ person }) => person.accounts) };
}

/** That a meeting begins in so many minutes. */
export async function reminderOf(
  deps: MeetingsDeps,
  meeting: Meeting,
  minutes: number,
  context: ViewContext,
): Promise<Told> {
  const where = await whereabouts(deps, meeting, context);
  return reminder({ meeting, minutes, now: context.now, ...where });
}

/** Whether it is cancelled or over. */
export function isGone(meeting: Meeting): boolean {
  return meeting.status === 'cancelled' || meeting.phase === 'over';
}
