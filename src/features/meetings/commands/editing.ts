// Giving one meeting another place, host, length or description. It asks first.

import { type Command, command, option, type Values } from '../../../core/command.ts';
import { p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { minutesWords } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting } from '../facts.ts';
import { placeWords } from '../rules.ts';
import type { Alteration } from '../store.ts';
import { named, question, refuseFallen } from './changing.ts';
import { type Asked, meetingOption, oneMeeting } from './lookup.ts';
import { voiceOption } from './series-options.ts';
import { durationOf, placeOf, textOf } from './series-values.ts';

/** What can be changed of one meeting. */
const options = {
  place: option.text('A link or words that say where; or none', { max: 100 }),
  voice: voiceOption,
  host: option.person('Who leads it'),
  duration: option.text('How long: 60m, 1h 30m', { isNeeded: true }),
  description: option.text('What it is about, in Markdown; or none', { max: 1000 }),
  remove: option.choice('What it shall have no longer', {
    host: 'Host',
    place: 'Place',
    voice: 'Voice channel',
    description: 'Description',
  }),
} as const;

/** Builds the command. */
export function editingCommand(deps: MeetingsDeps): Command {
  return command({
    name: 'meeting edit',
    description: 'Gives one meeting another place, host, length or description',
    access: 'organiser',
    options: { meeting: meetingOption(deps), ...options },
    async confirm(request, values) {
      const found = await oneMeeting(deps, request, values.meeting);
      const { words, change } = await altered(found, values);
      const isTold = change.place !== undefined || change.durationMinutes !== undefined;
      return {
        ...(await question(found, ['Change ', ...named(found), `: ${words.join('; ')}? `], isTold)),
        overwrites: overwritten(found.meeting, change),
        label: 'Change it',
      };
    },
    async run(request, values) {
      const found = await oneMeeting(deps, request, values.meeting);
      const { meeting } = found;
      const { change } = await altered(found, values);
      await deps.store.alter(meeting, {
        ...change,
        now: request.now,
        checked: (current) => {
          refuseFallen(current, request.now);
          request.refuseOther?.(overwritten(current, change));
        },
      });
      return whisper(
        p(strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), ' is changed everywhere.'),
      );
    },
  });
}

async function altered({ deps, request, meeting }: Asked, values: Partial<Values<typeof options>>) {
  refuseFallen(meeting, request.now);
  const who = values.host && (await deps.people.of(request.groupId, values.host));
  const isPlaceGone =
    values.remove === 'place' || (values.remove === 'voice' && meeting.place?.kind === 'voice');
  const place = isPlaceGone ? null : placeOf(values);
  const durationMinutes = durationOf(values.duration);
  const description = values.remove === 'description' ? null : textOf(values.description);
  const hostId = values.remove === 'host' ? null : who?.id;
  const words = [
    ...(place === undefined ? [] : [place === null ? 'no place' : `at ${placeWords(place)}`]),
    ...(hostId === undefined ? [] : [who ? `led by ${who.name}` : 'no host']),
    ...(durationMinutes ? [`for ${minutesWords(durationMinutes)}`] : []),
    ...(description === undefined ? [] : [description === null ? 'no description' : 'another description']),
  ];
  if (words.length === 0)
    throw new UserError('Say what is to change: `place`, `voice`, `host`, `duration` or `description`.');
  return { words, change: { place, durationMinutes, hostId, description } };
}

/** What a change writes over, as it is. */
function overwritten(meeting: Meeting, change: Alteration): string {
  const parts = (['place', 'hostId', 'durationMinutes', 'description'] as const).filter(
    (part) => change[part] !== undefined,
  );
  return JSON.stringify(parts.map((part) => meeting[part]));
}
