// `/meeting notes-taker` and `/meeting minutes …`: who writes down what was said, and publishing it.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { code, doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { MeetingsDeps } from '../deps.ts';
import { suggestedNotesTaker } from '../shown.ts';
import { type Asked, heldMeeting, heldOption, meetingById, meetingOption, oneMeeting } from './lookup.ts';
import { openNotes } from './notes-form.ts';
import { publishMinutes } from './publishing.ts';

/** Builds the commands. */
export function minutesCommands(deps: MeetingsDeps): Command[] {
  const held = heldOption(deps);
  return [
    command({
      name: 'meeting notes-taker',
      description: 'Says who takes notes; without a name it suggests whose turn it is',
      access: 'member',
      options: {
        who: option.person('Who takes notes; the one whose turn it is if left out'),
        meeting: meetingOption(deps),
      },
      async confirm(request, values) {
        if (!values.who) return undefined;
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        const next = await deps.people.knownOrNew(request.groupId, values.who);
        const takerId = meeting.notesTakerId;
        if (takerId === null || takerId === next.id) return undefined;
        const [before] = await deps.people.byIds(request.groupId, [takerId]);
        return {
          document: doc(
            p`${before?.name ?? 'Somebody'} takes notes of ${strong(meeting.name)}. Shall ${next.name} do
              it?`,
          ),
          label: 'Change it',
          overwrites: String(takerId),
          values: { meeting: String(meeting.id) },
        };
      },
      async run(request, values) {
        const found = await oneMeeting(deps, request, values.meeting);
        if (values.who) {
          const who = await deps.people.of(request.groupId, values.who);
          return await setNotesTaker(found, who.id);
        }
        const suggested = await suggestedNotesTaker(deps, found.meeting);
        if (!suggested)
          throw new UserError(
            'The group has no members yet, so it is nobody’s turn. An organiser adds them with `/member add`.',
          );
        const { accounts } = suggested;
        const username = accounts.find(({ platform }) => platform === request.platform)?.id;
        return whisper(
          doc(
            p`It is the turn of ${strong(suggested.name)}, who has not taken notes for the longest time.`,
            username &&
              !request.can.buttons &&
              p('To say so: ', code(`/meeting notes-taker who:${username}`), '.'),
          ),
          {
            buttons: [
              {
                label: `${shortened(suggested.name, 60)} takes notes`,
                action: 'meetings/notes',
                args: [String(found.meeting.id), String(suggested.id)],
                style: 'primary',
              },
            ],
          },
        );
      },
    }),
    command({
      name: 'meeting minutes edit',
      description: 'Writes down what was said, for the minutes',
      access: 'member',
      opensForm: true,
      options: {
        meeting: held,
        part: option.integer('Which part of long notes, from 1; the last if left out', { min: 1, max: 20 }),
      },
      async run(request, { meeting, part }) {
        const found = await heldMeeting(deps, request, meeting);
        return await openNotes(found, { ...(part !== undefined && { part: part - 1 }) });
      },
    }),
    command({
      name: 'meeting minutes publish',
      description: 'Opens a pull request with the minutes, or hands over the file',
      access: 'member',
      options: { meeting: held },
      run: async (request, { meeting }) => publishMinutes(await heldMeeting(deps, request, meeting)),
    }),
  ];
}

/** Builds the buttons' actions. */
export function minutesActions(deps: MeetingsDeps): Action[] {
  const button = buttonsOn((request, id) => meetingById(deps, request, id), 'member');
  return [
    button('meetings/notes', ['id'], (found, [personId]) => setNotesTaker(found, Number(personId))),
    { ...button('meetings/minutes-edit', [], (found) => openNotes(found)), opensForm: true },
    button('meetings/minutes-publish', [], publishMinutes),
  ];
}

async function setNotesTaker({ deps, request, meeting }: Asked, personId: number): Promise<Reply> {
  const [who] = await deps.people.byIds(request.groupId, [personId]);
  if (!who)
    throw new UserError(
      'That person is not known here any more. Choose somebody else with `who`; `/member list` shows whom I know.',
    );
  const otherId = await deps.store.setNotesTaker(meeting, who.id, (takerId) => {
    // Without a question nobody was seen in that place.
    if (!request.refuseOther) return false;
    request.refuseOther(String(takerId));
    return true;
  });
  if (otherId !== undefined) {
    const [other] = await deps.people.byIds(request.groupId, [otherId]);
    throw new UserError(
      `${other?.name ?? 'Somebody'} takes the notes of ${meeting.name} already. If ${who.name} is to do it instead: \`/meeting notes-taker\`.`,
    );
  }
  return whisper(
    p`${strong(who.name)} takes the notes of ${strong(meeting.name)}, ${time(meeting.startsAt, request.zone)}.`,
    { replaces: true },
  );
}
