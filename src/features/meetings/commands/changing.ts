// Moving, cancelling and restoring one meeting, and giving it another place or host. Each asks first.
import { cleaned, cleanedLine } from '../../../core/cleaned.ts';
import { type Command, command, type Request, whisper } from '../../../core/command.ts';
import { doc, type Inline, p, strong, struck, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { localReading } from '../../../core/time.ts';
import { minutesWords } from '../../../core/time-words.ts';
import { whenText } from '../../../core/when.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting, MeetingPlace } from '../facts.ts';
import type { Alteration } from '../store.ts';
import { cancelledMeetings, meetingOption, oneMeeting } from './lookup.ts';
import { durationOf, isNone, placeOf } from './series-values.ts';
import { futureWhen, whenOption } from './when-option.ts';

/** Why a meeting is moved or cancelled. */
const reason = {
  type: 'string',
  description: 'Why, for those who wanted to come',
  max: 300,
  mayBeNone: true,
} as const;

function reasonOf(typed: string | undefined): string | undefined {
  return typed === undefined ? undefined : cleanedLine(typed) || undefined;
}

/** Whether it is at that time already, and as long. */
function isThen(
  { startsAt, durationMinutes }: Meeting,
  { at, minutes = durationMinutes }: { at: Date; minutes?: number },
): boolean {
  return at.getTime() === startsAt.getTime() && minutes === durationMinutes;
}

/** Builds the commands. */
export function changingCommands(deps: MeetingsDeps): Command[] {
  const which = meetingOption(deps);
  const pinned = ({ id }: Meeting) => ({ meeting: String(id) });

  return [
    command({
      name: 'meeting move',
      description: 'Moves one meeting to another time, everywhere it is shown',
      access: 'organiser',
      options: { when: whenOption, meeting: which, reason },
      async confirm(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        refuseUnmovable(meeting, request.now);
        const when = futureWhen(values.when, request);
        if (isThen(meeting, when)) return undefined;
        const from = struck(time(meeting.startsAt, request.zone));
        return {
          ...(await question(meeting, [
            'Move ',
            strong(meeting.name),
            ' from ',
            from,
            ' to ',
            strong(when.words),
            '? ',
          ])),
          label: 'Move it',
          overwrites: timesOf(meeting),
          values: { ...pinned(meeting), when: whenText(when) },
        };
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        refuseUnmovable(meeting, request.now);
        const when = futureWhen(values.when, request);
        const { at, zone, minutes } = when;
        if (isThen(meeting, when)) {
          return whisper(doc(p(strong(meeting.name), ' is at that time already.')));
        }
        const reading = { ...localReading(at, zone), startsAt: at };
        await deps.store.move(meeting, {
          time: reading,
          durationMinutes: minutes,
          reason: reasonOf(values.reason),
          now: request.now,
          checked: (current) => request.refuseOther?.(timesOf(current)),
        });
        return whisper(
          doc(
            p(strong(meeting.name), ' has moved to ', time(at, request.zone), '. Those who come are told.'),
          ),
        );
      },
    }),
    command({
      name: 'meeting cancel',
      description: 'Cancels one meeting, everywhere it is shown; it can be restored',
      access: 'organiser',
      bare: 'meeting',
      options: {
        meeting: which,
        reason,
      },
      async confirm(request, values) {
        const meeting = await cancellable(request, values.meeting);
        return {
          ...(await question(meeting, ['Cancel ', ...named(meeting, request), '? '])),
          label: 'Cancel it',
          style: 'danger',
        };
      },
      async run(request, values) {
        const meeting = await cancellable(request, values.meeting);
        await deps.store.cancel(meeting, { now: request.now, reason: reasonOf(values.reason) });
        return whisper(
          doc(p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' is cancelled.')),
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
        const meeting = await cancelled(request, values.meeting);
        return {
          ...(await question(meeting, ['Bring ', ...named(meeting, request), ' back? '])),
          label: 'Bring it back',
        };
      },
      async run(request, values) {
        const meeting = await cancelled(request, values.meeting);
        await deps.store.restore(meeting, request.now);
        return whisper(
          doc(
            p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' takes place after all.'),
          ),
        );
      },
    }),
    command({
      name: 'meeting edit',
      description: 'Gives one meeting another place, host, length or description',
      access: 'organiser',
      options: {
        meeting: which,
        place: { type: 'string', description: 'A link or words that say where; or none', max: 100 },
        voice: { type: 'place', description: 'The voice channel where it is held', places: ['voice'] },
        host: { type: 'person', description: 'Who leads it' },
        duration: { type: 'string', description: 'How long: 60m, 1h 30m', isNeeded: true },
        description: { type: 'string', description: 'What it is about, in Markdown; or none', max: 1000 },
        remove: {
          type: 'string',
          description: 'What it shall have no longer',
          choices: [
            { name: 'Host', value: 'host' },
            { name: 'Place', value: 'place' },
            { name: 'Voice channel', value: 'voice' },
            { name: 'Description', value: 'description' },
          ],
        },
      },
      async confirm(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        const { words, change } = await altered(request, meeting, values);
        return {
          ...(await question(meeting, ['Change ', ...named(meeting, request), `: ${words.join('; ')}? `])),
          overwrites: overwritten(meeting, change),
          label: 'Change it',
        };
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        const { change } = await altered(request, meeting, values);
        await deps.store.alter(meeting, {
          ...change,
          now: request.now,
          checked: (current) => request.refuseOther?.(overwritten(current, change)),
        });
        return whisper(
          doc(
            p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' is changed everywhere.'),
          ),
        );
      },
    }),
  ];

  async function altered(
    request: Request,
    meeting: Meeting,
    values: {
      host?: Parameters<typeof deps.people.of>[1] | undefined;
      duration?: string | undefined;
      description?: string | undefined;
      remove?: string | undefined;
    } & Parameters<typeof placeOf>[0],
  ) {
    refuseOver(meeting, request.now);
    const who = values.host && (await deps.people.of(request.groupId, values.host));
    const isPlaceGone =
      values.remove === 'place' || (values.remove === 'voice' && meeting.place?.kind === 'voice');
    const place = isPlaceGone ? null : placeOf(values);
    const durationMinutes = durationOf(values.duration);
    const typed = values.description === undefined ? undefined : cleaned(values.description).trim();
    const description =
      values.remove === 'description' || (typed && isNone(typed)) ? null : typed || undefined;
    const hostId = values.remove === 'host' ? null : who?.id;
    const words = [
      ...(place === undefined ? [] : [place === null ? 'no place' : `at ${placeWords(place)}`]),
      ...(hostId === undefined ? [] : [who ? `led by ${who.name}` : 'no host']),
      ...(durationMinutes ? [`for ${minutesWords(durationMinutes)}`] : []),
      ...(description === undefined ? [] : [description === null ? 'no description' : 'another description']),
    ];
    if (words.length === 0) {
      throw new UserError('Say what is to change: `place`, `voice`, `host`, `duration` or `description`.');
    }
    return { words, change: { place, durationMinutes, hostId, description } };
  }

  /** What is asked before a meeting is changed, with who hears of it; the answer is about this meeting. */
  async function question(meeting: Meeting, words: readonly Inline[]) {
    return { document: doc(p(...words, await whoHears(meeting))), values: pinned(meeting) };
  }

  /** Who will be told of a change. */
  async function whoHears(meeting: Meeting): Promise<string> {
    const rsvps = await deps.store.rsvps(meeting.id);
    const coming = rsvps.filter(({ answer }) => answer === 'going' || answer === 'maybe').length;
    const people =
      coming === 0
        ? 'Nobody has answered yet'
        : coming === 1
          ? 'One person who wanted to come is told'
          : `${coming} people who wanted to come are told`;
    return `${people}; the announcement, the event and the calendar follow.`;
  }

  async function cancellable(request: Request, typed: string | undefined): Promise<Meeting> {
    const { meeting } = await oneMeeting(deps, request, typed);
    if (meeting.status === 'cancelled') {
      throw new UserError(`"${meeting.name}" is cancelled already. \`/meeting restore\` brings it back.`);
    }
    refuseOver(meeting, request.now);
    return meeting;
  }

  async function cancelled(request: Request, typed: string | undefined): Promise<Meeting> {
    const { meeting } = await oneMeeting(deps, request, typed, 'cancelled');
    if (meeting.status !== 'cancelled')
      throw new UserError(
        `"${meeting.name}" is not cancelled: there is nothing to restore. \`/meeting next\` shows when it is.`,
      );
    if (meeting.startsAt > request.now) return meeting;
    throw new UserError(`"${meeting.name}" would have begun already. Make one with \`/meeting schedule\`.`);
  }
}

/** What another time writes over. */
const timesOf = ({ startsAt, durationMinutes }: Meeting) => JSON.stringify([startsAt, durationMinutes]);

/** What a change writes over, as it is. */
function overwritten(meeting: Meeting, change: Alteration): string {
  return JSON.stringify([
    ...(change.place === undefined ? [] : [meeting.place]),
    ...(change.hostId === undefined ? [] : [meeting.hostId]),
    ...(change.durationMinutes === undefined ? [] : [meeting.durationMinutes]),
    ...(change.description === undefined ? [] : [meeting.description]),
  ]);
}

/** A meeting by its name and its time as the reader has it. */
function named({ name, startsAt }: Meeting, { zone }: Pick<Request, 'zone'>): Inline[] {
  return [strong(name), ' on ', strong(time(startsAt, zone))];
}

function placeWords(place: MeetingPlace): string {
  return place.kind === 'voice' ? place.name : place.text;
}

function refuseUnmovable(meeting: Meeting, now: Date): void {
  refuseOver(meeting, now);
  if (meeting.startsAt <= now) {
    throw new UserError(`"${meeting.name}" has begun. Make another with \`/meeting schedule\`.`);
  }
  if (meeting.status === 'cancelled') {
    throw new UserError(`"${meeting.name}" is cancelled. Bring it back with \`/meeting restore\` first.`);
  }
}

function refuseOver(meeting: Meeting, now: Date): void {
  if (meeting.endsAt <= now) {
    throw new UserError(`"${meeting.name}" is over. \`/meeting next\` shows what is coming.`);
  }
}
