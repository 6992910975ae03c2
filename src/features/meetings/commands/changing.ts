// Moving, cancelling and restoring one meeting. Each asks first.

import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, type Inline, p, sentence, strong, struck, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { localReading } from '../../../core/time.ts';
import { whenText } from '../../../core/when.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting } from '../facts.ts';
import { type Asked, cancelledMeetings, meetingOption, oneMeeting } from './lookup.ts';
import { movedWhen, suggestMoves, whenOption } from './when-option.ts';

/** The option that says why meetings are moved or cancelled. */
export const reasonOption = option.text('Why, for those who wanted to come', { max: 300, mayBeNone: true });

/** Why, as it was typed. */
export function reasonOf(typed: string | undefined): string | undefined {
  return typed === undefined ? undefined : cleanedLine(typed) || undefined;
}

/** Whether it is at that time already, and as long. */
function isAlreadyAt(
  { startsAt, durationMinutes }: Meeting,
  { at, minutes = durationMinutes }: { at: Date; minutes?: number },
): boolean {
  return at.getTime() === startsAt.getTime() && minutes === durationMinutes;
}

/** Builds the commands. */
export function changingCommands(deps: MeetingsDeps): Command[] {
  const which = meetingOption(deps);

  return [
    command({
      name: 'meeting move',
      description: 'Moves one meeting to another time, everywhere it is shown',
      access: 'organiser',
      options: {
        when: {
          ...whenOption,
          async suggest(typed, request, { meeting }) {
            const named = typeof meeting === 'string' ? meeting : undefined;
            const found = await oneMeeting(deps, request, named).catch(() => undefined);
            return suggestMoves(typed, found?.meeting, request);
          },
        },
        meeting: which,
        reason: reasonOption,
      },
      async confirm(request, values) {
        const found = await oneMeeting(deps, request, values.meeting);
        const { meeting } = found;
        refuseUnmovable(meeting, request.now);
        const when = movedWhen(values.when, meeting, request);
        if (isAlreadyAt(meeting, when)) return undefined;
        const from = struck(time(meeting.startsAt, request.zone));
        const words = sentence`Move ${strong(meeting.name)} from ${from} to ${strong(when.words)}? `;
        return {
          ...(await question(found, words)),
          label: 'Move it',
          overwrites: timesOf(meeting),
          values: { ...pinned(meeting), when: whenText(when) },
        };
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        refuseUnmovable(meeting, request.now);
        const when = movedWhen(values.when, meeting, request);
        const { at, zone, minutes } = when;
        if (isAlreadyAt(meeting, when)) return whisper(p(strong(meeting.name), ' is at that time already.'));
        await deps.store.move(meeting, {
          time: { ...localReading(at, zone), startsAt: at },
          durationMinutes: minutes,
          reason: reasonOf(values.reason),
          now: request.now,
          checked: (current) => request.refuseOther?.(timesOf(current)),
        });
        return whisper(
          p(strong(meeting.name), ' has moved to ', time(at, request.zone), '. Those who come are told.'),
        );
      },
    }),
    command({
      name: 'meeting cancel',
      description: 'Cancels one meeting, everywhere it is shown; it can be restored',
      access: 'organiser',
      bare: 'meeting',
      options: { meeting: which, reason: reasonOption },
      async confirm(request, values) {
        const found = await cancellable(request, values.meeting);
        return {
          ...(await question(found, ['Cancel ', ...named(found), '? '])),
          label: 'Cancel it',
          style: 'danger',
        };
      },
      async run(request, values) {
        const { meeting } = await cancellable(request, values.meeting);
        await deps.store.cancel(meeting, { now: request.now, reason: reasonOf(values.reason) });
        return whisper(
          p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' is cancelled.'),
        );
      },
    }),
    command({
      name: 'meeting restore',
      description: 'Brings a cancelled meeting back',
      access: 'organiser',
      options: {
        meeting: meetingOption(deps, 'Which meeting; the cancelled one if left out', cancelledMeetings),
      },
      async confirm(request, values) {
        const found = await cancelled(request, values.meeting);
        return {
          ...(await question(found, ['Bring ', ...named(found), ' back? '])),
          label: 'Bring it back',
        };
      },
      async run(request, values) {
        const { meeting } = await cancelled(request, values.meeting);
        await deps.store.restore(meeting, request.now);
        return whisper(
          p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' takes place after all.'),
        );
      },
    }),
  ];

  async function cancellable(request: Request, typed: string | undefined): Promise<Asked> {
    const found = await oneMeeting(deps, request, typed);
    const { meeting } = found;
    if (meeting.status === 'cancelled')
      throw new UserError(`"${meeting.name}" is cancelled already. \`/meeting restore\` brings it back.`);
    refuseOver(meeting, request.now);
    return found;
  }

  async function cancelled(request: Request, typed: string | undefined): Promise<Asked> {
    const found = await oneMeeting(deps, request, typed, 'cancelled');
    const { meeting } = found;
    if (meeting.status !== 'cancelled')
      throw new UserError(
        `"${meeting.name}" is not cancelled: there is nothing to restore. \`/meeting next\` shows when it is.`,
      );
    if (meeting.endsAt > request.now) return found;
    throw new UserError(`"${meeting.name}" would be over by now. Make one with \`/meeting schedule\`.`);
  }
}

const pinned = ({ id }: Meeting) => ({ meeting: String(id) });

/** What is asked before a meeting is changed, with who hears of it; the answer is about this meeting. */
export async function question(found: Asked, words: readonly Inline[], isTold = true) {
  const people = isTold ? await recipientsOf(found) : 'Nobody is told';
  const follows = `${people}; the announcement, the event and the calendar follow.`;
  return { document: doc(p(...words, follows)), values: pinned(found.meeting) };
}

/** Who will be told of a change. */
async function recipientsOf({ deps, meeting }: Asked): Promise<string> {
  const rsvps = await deps.store.rsvps(meeting.id);
  const coming = rsvps.filter(({ answer }) => answer === 'going' || answer === 'maybe').length;
  if (coming === 0) return 'Nobody has said yet that they come';
  return coming === 1
    ? 'One person who wanted to come is told'
    : `${coming} people who wanted to come are told`;
}

/** What another time writes over. */
const timesOf = ({ startsAt, durationMinutes }: Meeting) => JSON.stringify([startsAt, durationMinutes]);

/** A meeting by its name and its time as the reader has it. */
export function named({ meeting, request }: Asked): Inline[] {
  return [strong(meeting.name), ' on ', strong(time(meeting.startsAt, request.zone))];
}

function refuseUnmovable(meeting: Meeting, now: Date): void {
  refuseOver(meeting, now);
  if (meeting.startsAt <= now)
    throw new UserError(`"${meeting.name}" has begun. Make another with \`/meeting schedule\`.`);
  refuseFallen(meeting, now);
}

/** Throws a UserError for a meeting that is over or cancelled. */
export function refuseFallen(meeting: Meeting, now: Date): void {
  refuseOver(meeting, now);
  if (meeting.status === 'cancelled')
    throw new UserError(`"${meeting.name}" is cancelled. Bring it back with \`/meeting restore\` first.`);
}

/** Throws a UserError for a meeting that is over. */
export function refuseOver(meeting: Meeting, now: Date): void {
  if (meeting.endsAt <= now)
    throw new UserError(`"${meeting.name}" is over. \`/meeting next\` shows what is coming.`);
}
