// `/meeting present …`: who was there, as far as it was not seen in a voice channel.
import type { Account } from '../../../core/account.ts';
import { refuseWithout } from '../../../core/command/access.ts';
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { p, strong, time } from '../../../core/document.ts';
import { whisper } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import { type Asked, heldMeeting, heldOption, meetingById } from './lookup.ts';

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
        const found = await heldMeeting(deps, request, values.meeting);
        return await setPresent(found, values.who ?? request.caller, isPresent);
      },
    });
  return [
    said('meeting present add', 'Puts you, or somebody else, into the roll call of a meeting', true),
    said('meeting present remove', 'Takes you, or somebody else, out of the roll call', false),
  ];
}

/** Builds the button's action. */
export function presenceAction(deps: MeetingsDeps): Action {
  const button = buttonsOn((request, id) => meetingById(deps, request, id));
  return button('meetings/here', [], (found) => setPresent(found, found.request.caller, true));
}

async function setPresent({ deps, request, meeting }: Asked, whom: Account, isPresent: boolean) {
  const { id: personId, name } = await deps.people.of(request.groupId, whom);
  await deps.store.setPresent(meeting, { personId, isPresent, now: request.now });
  const words = isPresent ? 'is in' : 'is not in';
  return whisper(
    p`${strong(name)} ${words} the roll call of ${strong(meeting.name)}, ${time(meeting.startsAt, request.zone)}.`,
  );
}
