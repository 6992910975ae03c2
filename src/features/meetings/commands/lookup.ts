// Finds the meetings that people name, and offers them while they type.

import { nameKey } from '../../../core/command/naming.ts';
import { option, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { idsAbout } from '../../../core/publication.ts';
import { instantWords } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Meeting } from '../facts.ts';
import { hasBegun, isKnown } from '../rules.ts';
import { nextOccurrences } from '../series-dates.ts';
import { calledLike, isNamed, isNamedIn, label } from './called.ts';
import { meetingAbout, seriesHere, whoIsThere } from './here.ts';
import { firstSeen, maySee, refuseStranger, visibleSeries } from './sight.ts';

/** A meeting with its series, as somebody asks about it. */
export interface Asked extends Found {
  readonly deps: MeetingsDeps;
  readonly request: Request;
}

/** The option that names a meeting, of those that are coming or of others; the next one if it is left out. */
export function meetingOption(
  deps: MeetingsDeps,
  description = 'Which meeting; the next if left out',
  among: (deps: MeetingsDeps, request: Request, which?: Which) => Promise<Found[]> = visibleMeetings,
) {
  return option.text(description, {
    suggest: async (typed, request) => {
      const words = nameKey(typed).split(' ').filter(Boolean);
      const name = ({ meeting }: Found) => label(meeting, request.zone);
      const isMeant = (one: Found) => words.every((word) => nameKey(name(one)).includes(word));
      const found = (await among(deps, request, { most: offered, isMeant })).filter(isMeant);
      return found.slice(0, offered).map((one) => ({ name: name(one), value: String(one.meeting.id) }));
    },
  });
}

/** So many meetings are offered to choose from. */
const offered = 25;

/** The option that names a meeting that took place, if only in part, or is on. */
export const heldOption = (deps: MeetingsDeps) =>
  meetingOption(deps, 'Which meeting; the one that is on, or the last, if left out', begunMeetings);

/** Coming meetings that are cancelled and that the caller may see, earliest first. */
export async function cancelledMeetings(deps: MeetingsDeps, request: Request): Promise<Found[]> {
  return (await visibleMeetings(deps, request)).filter(({ meeting }) => meeting.status === 'cancelled');
}

/** Which meetings are meant: only the first `most` that fit, those of a series, or those that begin after or before an instant. */
interface Which {
  readonly most?: number;
  isMeant?(found: Found): boolean;
  readonly seriesId?: number | undefined;
  readonly since?: Date;
  readonly until?: Date;
}

/** The meetings of the last year that took place or are on and that the caller may see, latest first. */
export async function heldMeetings(deps: MeetingsDeps, request: Request, which?: Which): Promise<Found[]> {
  return (await begunMeetings(deps, request, which)).filter(({ meeting }) => meeting.status === 'scheduled');
}

/** The same, with those that were cancelled while they were on. */
async function begunMeetings(
  deps: MeetingsDeps,
  request: Request,
  { most, isMeant = () => true, ...which }: Which = {},
): Promise<Found[]> {
  const { groupId, now } = request;
  return await firstSeen(deps, request, {
    most,
    read: (limit) => deps.store.begun(groupId, now, { ...which, limit }),
    isMeant: (one) => hasBegun(one.meeting, now) && isMeant(one),
  });
}

/**
 * The meeting that took place and was chosen by id or named: `Monthly meeting 2026-12`; of several of a name the latest.
 * Throws a UserError when there is none, or when a part of a name fits several.
 */
export async function heldNamed(deps: MeetingsDeps, request: Request, typed: string): Promise<Asked> {
  const byId = await chosen(deps, request, typed);
  const begun = byId ? [byId] : calledLike(await begunMeetings(deps, request), typed, request.zone);
  const held = begun.filter(({ meeting }) => meeting.status === 'scheduled');
  const alike = held.length > 0 ? held : begun;
  const named = alike.find(({ meeting }) => isNamed(meeting, typed, request.zone));
  const found = byId ?? named ?? onlyOf(alike, typed, request);
  if (!found && (await heldMeetings(deps, request)).length === 0) throw await noneHeld(deps, request);
  if (!found)
    throw new UserError(`I know no meeting "${typed.trim()}" that took place. Choose one from the list.`);
  if (found.meeting.startsAt <= request.now) return { ...found, deps, request };
  throw new UserError(`"${found.meeting.name}" has not begun yet. Choose one that took place.`);
}

/** Meetings that are not over and that the caller may see, earliest first. */
export async function visibleMeetings(
  deps: MeetingsDeps,
  request: Request,
  { most, isMeant = () => true, ...which }: Which = {},
): Promise<Found[]> {
  return await firstSeen(deps, request, {
    most,
    read: (limit) => deps.store.coming(request.groupId, request.now, { ...which, limit }),
    isMeant: (one) => isKnown(one) && isMeant(one),
  });
}

/**
 * The meeting that was chosen by id or named; else the one that the request's place is about; else the next of the only
 * series there is. A name may stand with a month or a day: "Monthly meeting 2026-12", "8 Dec"; where a series has several of
 * the name, the first in `status` is meant. Throws a UserError when there is none, or when it is not clear which.
 */
export async function oneMeeting(
  deps: MeetingsDeps,
  request: Request,
  typed: string | undefined,
  status: Meeting['status'] = 'scheduled',
): Promise<Asked> {
  const isUnsaid = typed === undefined || isNext(typed);
  const found = isUnsaid ? await meant(deps, request, status) : await called(deps, request, typed, status);
  return { ...found, deps, request };
}

/** The coming meeting that was chosen by id or named. */
async function called(deps: MeetingsDeps, request: Request, typed: string, status: Meeting['status']) {
  const coming = await visibleMeetings(deps, request);
  const byId = await chosen(deps, request, typed);
  if (byId) return byId;
  const alike = calledLike(coming, typed, request.zone);
  const fitting = alike.filter(({ meeting }) => meeting.status === status);
  const found = onlyOf(fitting.length > 0 ? fitting : alike, typed, request);
  if (found) return found;
  if (coming.length === 0) throw await nothingComing(deps, request);
  throw new UserError(
    `I know no coming meeting "${typed.trim()}". \`/meeting next\` shows what is coming; choose one from the list.`,
  );
}

/** The first of those that are called so. Throws a UserError when they are of several series, or stand alone. */
function onlyOf(alike: readonly Found[], typed: string, request: Request): Found | undefined {
  const firsts = firstOfEach(alike);
  if (firsts.length > 1) throw unclear(firsts, request, `"${typed.trim()}" may be one of several`);
  return firsts[0];
}

/** Meetings that are coming, earliest first, and then those of the last year that are over. */
export async function allMeetings(deps: MeetingsDeps, request: Request, which?: Which): Promise<Found[]> {
  const coming = await visibleMeetings(deps, request, which);
  if (which?.most && coming.length >= which.most) return coming;
  const held = await heldMeetings(deps, request, which);
  return [...coming, ...held.filter(({ meeting }) => meeting.endsAt <= request.now)];
}

/**
 * As `oneMeeting`; where none that is coming is called so, one that took place. By its day alone none is meant that is further
 * ahead than half a year: in February `January` is the last one.
 */
export async function anyMeeting(
  deps: MeetingsDeps,
  request: Request,
  typed: string | undefined,
): Promise<Asked> {
  const alike = (among: readonly Found[]) => calledLike(among, typed ?? '', request.zone);
  const soon = new Date(request.now.getTime() + 183 * 86_400_000);
  const isComing =
    typed === undefined ||
    isNext(typed) ||
    alike(await visibleMeetings(deps, request)).some(
      ({ meeting }) => meeting.startsAt < soon || isNamedIn(meeting, typed),
    );
  if (isComing || alike(await begunMeetings(deps, request)).length === 0)
    return await oneMeeting(deps, request, typed);
  return await heldNamed(deps, request, typed);
}

/** Whether somebody typed what leaving the name out means. */
const isNext = (typed: string): boolean =>
  /^(?:the )?(?:next|coming)(?: one| meeting)?$/u.test(nameKey(typed));

/** The meeting that nobody named: by the place of the request, or the only one that it can be. */
async function meant(deps: MeetingsDeps, request: Request, status: Meeting['status']): Promise<Found> {
  const about = await meetingAbout(deps, request);
  if (about) return about;
  const coming = await visibleMeetings(deps, request);
  const fitting = coming.filter(({ meeting }) => meeting.status === status);
  const here = await seriesHere(deps, request);
  const firsts = firstOfEach(fitting).filter(({ series }) => here === undefined || series?.id === here.id);
  const [only, ...others] = firsts;
  if (!only) {
    if (status !== 'cancelled' || coming.length === 0) throw await nothingComing(deps, request);
    throw new UserError('No coming meeting is cancelled. `/meeting next` shows what is coming.');
  }
  if (others.length === 0) return only;
  throw unclear(firsts, request, 'Which meeting do you mean?');
}

/** That nobody has met yet, and what comes first. Throws a UserError for a stranger. */
async function noneHeld(deps: MeetingsDeps, request: Request): Promise<UserError> {
  const isComing = (await visibleMeetings(deps, request)).length > 0;
  const next = isComing ? '`/meeting next` shows it.' : (await nothingComing(deps, request)).message;
  return new UserError(`No meeting has taken place yet: wait for the first. ${next}`);
}

/**
 * That no meeting is coming: why, where a series pauses, has no more dates or its next date is further ahead than is
 * planned, else how the asker makes one. Throws a UserError for a stranger.
 */
export async function nothingComing(deps: MeetingsDeps, request: Request): Promise<UserError> {
  await refuseStranger(deps, request);
  const { now, zone, isOrganiser } = request;
  const series = await visibleSeries(deps, request);
  const [next] = series
    .filter(({ state }) => state === 'active')
    .flatMap((one) => nextOccurrences(one, now, 1).map(({ startsAt }) => ({ name: one.name, startsAt })))
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  if (next)
    return new UserError(
      `No meeting is coming yet. The next date of "${next.name}" is ${instantWords(next.startsAt, zone)}; \`/meeting series list\` shows them all.`,
    );
  const paused = series.find(({ state }) => state === 'paused');
  const left = paused ?? series.find(({ state }) => state === 'active');
  const why = left ? `: "${left.name}" ${paused ? 'is paused' : 'has no more dates'}` : '';
  const what = `No meeting is coming${why}`;
  const anew = left
    ? 'give it another rule with `/meeting series edit`'
    : 'make one with `/meeting series create`';
  const how = paused ? 'go on with `/meeting series resume`' : anew;
  return new UserError(
    isOrganiser ? `${what}. You can change that: ${how}.` : `${what}. Ask an organiser to ${how}.`,
  );
}

/** The first of each series, and every one that stands alone. */
function firstOfEach(found: readonly Found[]): Found[] {
  return found.filter(
    ({ meeting }, i) =>
      meeting.seriesId === null || found.findIndex((one) => one.meeting.seriesId === meeting.seriesId) === i,
  );
}

/** What to say when several meetings could be meant. */
export function unclear(
  found: readonly Found[],
  { zone }: Pick<Request, 'zone'>,
  question: string,
): UserError {
  const shown = found.slice(0, 10).map(({ meeting }) => label(meeting, zone));
  const [first] = found;
  const example = first ? `${first.meeting.name} ${first.meeting.localDate}` : '';
  return new UserError(
    `${question}${question.endsWith('?') ? '' : ':'} ${shown.join('; ')}. Choose one from the list, or add its day: \`meeting:"${example}"\`.`,
  );
}

/** The meeting of a button or a chosen option. Throws a UserError when it is not there for the caller. */
export async function meetingById(
  deps: MeetingsDeps,
  request: Request,
  id: string | undefined,
): Promise<Asked> {
  const found = id === undefined ? undefined : await chosen(deps, request, id);
  if (found) return { ...found, deps, request };
  throw new UserError('That meeting is no longer there. `/meeting next` shows what is coming.');
}

/** How long a meeting that is over is still the one that people write minutes of. */
const recentMilliseconds = 14 * 24 * 60 * 60_000;

/**
 * The meeting that the request's place is about; one that did not take place, or not yet, stands for the last of its series.
 * Without a place the one that is on; else the last. Throws a UserError when several can be meant, or the place's has not
 * begun.
 */
export async function lastHeld(deps: MeetingsDeps, request: Request): Promise<Found | undefined> {
  const about = await meetingAbout(deps, request);
  if (about && hasBegun(about.meeting, request.now)) return about;
  const here = about ? about.series : await seriesHere(deps, request);
  const held = about && !here ? [] : await heldMeetings(deps, request, { seriesId: here?.id });
  if (about && held.length === 0) {
    const { name, status, startsAt } = about.meeting;
    const why = status === 'scheduled' ? 'has not begun yet' : 'did not take place';
    const when = instantWords(startsAt, request.zone);
    throw new UserError(`"${name}" on ${when} ${why}. Name with \`meeting\` the one that you mean.`);
  }
  const on = held.filter(({ meeting }) => meeting.endsAt > request.now);
  const since = request.now.getTime() - recentMilliseconds;
  const recent = firstOfEach(held.filter(({ meeting }) => meeting.endsAt.getTime() > since));
  const wanted = on.length > 0 ? on : recent.length > 0 ? recent : held.slice(0, 1);
  const [only, ...others] = wanted;
  if (others.length > 0) throw unclear(wanted, request, 'Which meeting do you mean?');
  return only;
}

/** The meeting that was named, else the one that is on or was last. Throws a UserError when there was none. */
export async function heldMeeting(
  deps: MeetingsDeps,
  request: Request,
  typed: string | undefined,
): Promise<Asked> {
  if (typed !== undefined) return await heldNamed(deps, request, typed);
  const last = await lastHeld(deps, request);
  if (last) return { ...last, deps, request };
  throw await noneHeld(deps, request);
}

async function chosen(deps: MeetingsDeps, request: Request, typed: string): Promise<Found | undefined> {
  if (!/^\d{1,9}$/u.test(typed.trim())) return undefined;
  const found = await deps.store.find(request.groupId, Number(typed));
  if (!found) return undefined;
  // A button or a thread of the meeting is where only its readers are.
  const isHere = idsAbout('meeting', await request.about()).includes(found.meeting.id);
  const reader = isHere ? whoIsThere(request) : request;
  return (await maySee(deps, reader, found.series)) ? found : undefined;
}
