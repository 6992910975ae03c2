// Moving, cancelling and restoring one meeting, and giving it another place or host.
import {
  type Action,
  type Choice,
  type Command,
  command,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { type Block, code, doc, p, strong, struck, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { isoSeconds, localReading, parseZone } from '../../../core/time.ts';
import { readWhen, suggestWhens, type When } from '../../../core/when.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting } from '../facts.ts';
import { cancelledMeetings, meetingById, meetingOption, oneMeeting } from './lookup.ts';
import { durationOf, placeOf } from './series-options.ts';

/** Builds the commands. */
export function changingCommands(deps: MeetingsDeps): Command[] {
  const which = meetingOption(deps);

  return [
    command({
      name: 'meeting move',
      description: 'Moves one meeting to another time, everywhere it is shown',
      access: 'organiser',
      options: {
        when: whenOption,
        meeting: which,
        confirmed: { type: 'boolean', description: 'Move it at once, without asking back' },
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        refuseUnmovable(meeting, request.now);
        const when = futureWhen(values.when, request);
        if (values.confirmed) return await move(deps, request, { meeting, at: when.at, zone: when.zone });
        return whisper(
          doc(
            p(
              'Move ',
              strong(meeting.name),
              ' from ',
              struck(time(meeting.startsAt, request.zone)),
              ' to ',
              strong(when.words),
              '?',
            ),
            confirmHint(request),
          ),
          {
            buttons: [
              {
                label: 'Move it',
                action: 'meetings/move',
                args: [String(meeting.id), isoSeconds(when.at), when.zone],
                style: 'primary',
              },
              { label: 'Leave it', action: 'meetings/leave' },
            ],
          },
        );
      },
    }),
    command({
      name: 'meeting cancel',
      description: 'Cancels one meeting, everywhere it is shown; it can be restored',
      access: 'organiser',
      options: {
        meeting: which,
        reason: { type: 'string', description: 'Why, for those who wanted to come', max: 300 },
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        if (meeting.status === 'cancelled') {
          throw new UserError(`"${meeting.name}" is cancelled already. \`/meeting restore\` brings it back.`);
        }
        refuseOver(meeting, request.now);
        const reason = values.reason?.trim() || undefined;
        await deps.store.cancel(meeting, { now: request.now, reason });
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
        meeting: meetingOption(
          deps,
          'Which meeting; the next that is cancelled if left out',
          cancelledMeetings,
        ),
      },
      async run(request, values) {
        const meeting = await cancelled(request, values.meeting);
        if (meeting.startsAt <= request.now) {
          throw new UserError(
            `"${meeting.name}" would have begun already. Make one with \`/meeting schedule\`.`,
          );
        }
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
      description: 'Gives one meeting another place, host or length',
      access: 'organiser',
      options: {
        meeting: which,
        place: { type: 'string', description: 'A link or words that say where', max: 100 },
        voice: { type: 'place', description: 'The voice channel where it is held', places: ['voice'] },
        host: { type: 'person', description: 'Who leads it' },
        duration: { type: 'string', description: 'How long: 60m, 1h 30m' },
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        refuseOver(meeting, request.now);
        const host = values.host && (await deps.people.of(request.groupId, values.host));
        const place = placeOf(values);
        const durationMinutes = durationOf(values.duration);
        if (!host && !place && !durationMinutes) {
          throw new UserError('Say what is to change: `place`, `voice`, `host` or `duration`.');
        }
        await deps.store.alter(meeting, { now: request.now, place, durationMinutes, hostId: host?.id });
        return whisper(
          doc(
            p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' is changed everywhere.'),
          ),
        );
      },
    }),
  ];

  async function cancelled(request: Request, typed: string | undefined): Promise<Meeting> {
    if (typed !== undefined) {
      const { meeting } = await oneMeeting(deps, request, typed, 'cancelled');
      if (meeting.status === 'cancelled') return meeting;
      throw new UserError(`"${meeting.name}" is not cancelled.`);
    }
    const [next] = await cancelledMeetings(deps, request);
    if (next) return next.meeting;
    throw new UserError('No coming meeting is cancelled.');
  }
}

/** Builds the buttons' actions. */
export function changingActions(deps: MeetingsDeps): Action[] {
  return [
    {
      name: 'meetings/move',
      access: 'organiser',
      async run(request, [id, at, zone]) {
        const { meeting } = await meetingById(deps, request, id);
        refuseUnmovable(meeting, request.now);
        const to = readWhen(at ?? '', { zone: parseZone(zone ?? 'UTC'), now: request.now });
        if (to.at <= request.now) throw inThePast(to);
        return await move(deps, request, { meeting, at: to.at, zone: to.zone });
      },
    },
    {
      name: 'meetings/leave',
      access: 'everyone',
      run: async () => whisper(doc(p('Everything stays as it is.')), { replaces: true }),
    },
  ];
}

/** The option of a moment, with what the words mean shown while they are typed. */
export const whenOption = {
  type: 'string',
  description: 'The new time as you read it: tue 20:00, 2026-12-01 20:00, tomorrow 18:00',
  required: true,
  async suggest(typed: string, { zone, now }: Request): Promise<Choice[]> {
    return suggestWhens(typed, { zone, now }).map((when) => ({
      name: when.words.slice(0, 100),
      value: isoSeconds(when.at),
    }));
  },
} as const;

/** The moment that was typed. Throws a UserError when it is none, or lies in the past. */
export function futureWhen(typed: string, { zone, now }: Pick<Request, 'zone' | 'now'>): When {
  const when = readWhen(typed, { zone, now });
  if (when.at <= now) throw inThePast(when);
  return when;
}

/** How to confirm where there are no buttons. */
export function confirmHint({ can }: Pick<Request, 'can'>): Block | undefined {
  if (can.buttons) return undefined;
  return p('To confirm, send it once more with ', code('confirmed:true'), ' at its end.');
}

function inThePast(when: When): UserError {
  return new UserError(`${when.words} is in the past. Give a time that is still to come.`);
}

async function move(
  deps: MeetingsDeps,
  request: Request,
  { meeting, at, zone }: { meeting: Meeting; at: Date; zone: string },
): Promise<Reply> {
  if (at.getTime() === meeting.startsAt.getTime()) {
    return whisper(doc(p(strong(meeting.name), ' is at that time already.')), { replaces: true });
  }
  const reading = { ...localReading(at, zone), startsAt: at };
  await deps.store.move(meeting, { time: reading, now: request.now });
  return whisper(
    doc(p(strong(meeting.name), ' has moved to ', time(at, request.zone), '. Those who come are told.')),
    { replaces: true },
  );
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
