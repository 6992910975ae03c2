// `/meeting present …`: who was there, as far as it was not seen in a voice channel.
import { refuseWithout } from '../../../core/command/access.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { p, strong, time } from '../../../core/document.ts';
import { whisper } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting } from '../facts.ts';
import { heldOption, meetingById } from './lookup.ts';
import { heldMeeting } from './minutes.ts';

/** Builds the commands. */
export function presenceCommands(deps: MeetingsDeps): Command[] {
  const meeting = heldOption(deps);
  const who = option.person('Who; you if left out');
  const said = (name: string, description: string, isPresent: boolean) =>
    command({
      name,
      description,
      access: 'everyone',
      options: { who, meeting },
      async run(request, values) {
        if (values.who) refuseWithout('member', request);
        const held = await heldMeeting(deps, request, values.meeting);
        const person = await deps.people.of(request.groupId, values.who ?? request.caller);
        return await setPresent(deps, request, { meeting: held, person, isPresent });
      },
    });
  return [
    said('meeting present add', 'Puts you, or somebody else, into the roll call of a meeting', true),
    said('meeting present remove', 'Takes you, or somebody else, out of the roll call', false),
  ];
}

/** Builds the button's action. */
export function presenceAction(deps: MeetingsDeps): Action {
  return {
    name: 'meetings/here',
    args: ['id'],
    access: 'everyone',
    async run(request, [id]) {
      const { meeting } = await meetingById(deps, request, id);
      const person = await deps.people.of(request.groupId, request.caller);
      return await setPresent(deps, request, { meeting, person, isPresent: true });
    },
  };
}

async function setPresent(
  deps: MeetingsDeps,
  { now, zone }: Pick<Request, 'now' | 'zone'>,
  { meeting, person, isPresent }: { meeting: Meeting; person: PersonFacts; isPresent: boolean },
) {
  await deps.store.setPresent(meeting, { personId: person.id, isPresent, now });
  const words = isPresent ? 'is in' : 'is not in';
  return whisper(
    p`${strong(person.name)} ${words} the roll call of ${strong(meeting.name)}, ${time(meeting.startsAt, zone)}.`,
  );
}
