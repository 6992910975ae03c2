// `/meeting notes-taker` and `/meeting minutes …`: who writes down what was said, and publishing it.
import {
  type Action,
  type Command,
  command,
  type Form,
  openForm,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { code, doc, link, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting, Notes, Series } from '../facts.ts';
import { minutesDocument, minutesFile, minutesName, minutesTitle } from '../minutes.ts';
import { minutesFacts, suggestedNotesTaker } from '../shown.ts';
import {
  heldMeetings,
  heldNamed,
  lastHeld,
  meetingById,
  meetingOption,
  oneMeeting,
  requireMember,
} from './lookup.ts';

const sections = ['introductions', 'reports', 'discussion'] as const;
const labels = {
  introductions: 'Introductions',
  reports: 'Reports and celebrations',
  discussion: 'Discussion',
} as const;

/** Builds the commands. */
export function minutesCommands(deps: MeetingsDeps): Command[] {
  const held = meetingOption(
    deps,
    'Which meeting; the one that is on, or the last, if left out',
    heldMeetings,
  );
  return [
    command({
      name: 'meeting notes-taker',
      description: 'Says who takes notes; without a name it suggests who has not for the longest time',
      access: 'everyone',
      options: {
        who: { type: 'person', description: 'Who takes notes; the one whose turn it is if left out' },
        meeting: meetingOption(deps),
      },
      async run(request, values) {
        await requireMember(deps, request);
        const found = await oneMeeting(deps, request, values.meeting);
        if (values.who) {
          const who = await deps.people.of(request.groupId, values.who);
          return await setNotesTaker(deps, request, { meeting: found.meeting, personId: who.id });
        }
        const suggested = await suggestedNotesTaker(deps, found.meeting);
        if (!suggested) throw new UserError('Nobody is a member yet. Add people with `/member role`.');
        const username = suggested.accounts.find(({ platform }) => platform === 'discourse')?.id;
        return whisper(
          doc(
            p(
              'It is the turn of ',
              strong(suggested.name),
              ', who has not taken notes for the longest time.',
            ),
            request.platform === 'discourse' && username
              ? p('To say so: ', code(`/meeting notes-taker who:${username}`), '.')
              : undefined,
          ),
          {
            buttons: [
              {
                label: `${suggested.name.slice(0, 60)} takes notes`,
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
      access: 'everyone',
      opensForm: true,
      options: { meeting: held },
      async run(request, values) {
        await requireMember(deps, request);
        return notesForm(await heldMeeting(deps, request, values.meeting), {});
      },
    }),
    command({
      name: 'meeting minutes publish',
      description: 'Opens a pull request with the minutes, or hands over the file',
      access: 'everyone',
      options: { meeting: held },
      async run(request, values) {
        await requireMember(deps, request);
        return await publish(deps, request, await heldMeeting(deps, request, values.meeting));
      },
    }),
  ];
}

/** Builds the buttons' actions. */
export function minutesActions(deps: MeetingsDeps): Action[] {
  return [
    {
      name: 'meetings/notes',
      access: 'everyone',
      async run(request, [id, personId]) {
        await requireMember(deps, request);
        const { meeting } = await meetingById(deps, request, id);
        return await setNotesTaker(deps, request, { meeting, personId: Number(personId) });
      },
    },
    {
      name: 'meetings/minutes-edit',
      access: 'everyone',
      opensForm: true,
      async run(request, [id]) {
        await requireMember(deps, request);
        return notesForm((await meetingById(deps, request, id)).meeting, {});
      },
    },
    {
      name: 'meetings/minutes-publish',
      access: 'everyone',
      async run(request, [id]) {
        await requireMember(deps, request);
        return await publish(deps, request, (await meetingById(deps, request, id)).meeting);
      },
    },
  ];
}

/** Builds the forms. */
export function minutesForms(deps: MeetingsDeps): Form[] {
  return [
    {
      name: 'meetings/minutes',
      access: 'everyone',
      open: async (request, [id], typed) => notesForm((await meetingById(deps, request, id)).meeting, typed),
      async run(request, [id], values) {
        await requireMember(deps, request);
        const { meeting } = await meetingById(deps, request, id);
        const notes: Notes = Object.fromEntries(
          sections.flatMap((section) => (values[section]?.trim() ? [[section, values[section].trim()]] : [])),
        );
        await deps.store.setNotes(request.groupId, meeting.id, notes);
        return whisper(doc(p('Kept. When all is written down: ', code('/meeting minutes publish'), '.')));
      },
    },
  ];
}

async function setNotesTaker(
  deps: MeetingsDeps,
  request: Request,
  { meeting, personId }: { meeting: Meeting; personId: number },
): Promise<Reply> {
  const [who] = await deps.people.byIds(request.groupId, [personId]);
  if (!who) throw new UserError('I do not know that person. Name them with `who`.');
  await deps.store.setNotesTaker(request.groupId, meeting.id, who.id);
  return whisper(doc(p(strong(who.name), ' takes the notes of ', strong(meeting.name), '.')), {
    replaces: true,
  });
}

/** The meeting that was named, else the one that is on or was last. Throws a UserError when there was none. */
async function heldMeeting(
  deps: MeetingsDeps,
  request: Request,
  typed: string | undefined,
): Promise<Meeting> {
  if (typed !== undefined) return await heldNamed(deps, request, typed);
  const last = await lastHeld(deps, request);
  if (last) return last;
  throw new UserError('No meeting has taken place yet.');
}

function notesForm(meeting: Meeting, typed: Readonly<Record<string, string>>) {
  return openForm('meetings/minutes', {
    title: `Notes of ${meeting.name}`.slice(0, 45),
    args: [String(meeting.id)],
    fields: sections.map((name) => {
      const value = typed[name] ?? meeting.notes[name];
      return {
        kind: 'paragraph',
        name,
        label: labels[name],
        required: false,
        maxLength: 4000,
        ...(value && { value }),
      } as const;
    }),
  });
}

async function publish(deps: MeetingsDeps, request: Request, meeting: Meeting): Promise<Reply> {
  if (meeting.minutesUrl) {
    return whisper(doc(p('They are published already: ', link(meeting.minutesUrl, meeting.minutesUrl))));
  }
  const series = await deps.store.series(request.groupId);
  const own = series.find(({ id }) => id === meeting.seriesId);
  const content = minutesFile(minutesDocument(await minutesFacts(deps, meeting)));
  const name = minutesName(meeting, {
    slug: own?.slug ?? `meeting-${meeting.id}`,
    isShared: series.some(({ id, minutesFolder }) => id !== own?.id && minutesFolder === own?.minutesFolder),
  });
  const repository = deps.minutesRepository;
  if (!repository || !own?.minutesFolder) {
    return whisper(handedOver(meeting, own, repository !== undefined), {
      files: [{ name: `${name}.md`, content: Buffer.from(content) }],
    });
  }
  const [owner, repo, ...folder] = own.minutesFolder.split('/');
  const { url } = await repository.openPullRequest({
    repository: `${owner}/${repo}`,
    branch: `minutes/${name}`,
    path: [...folder, `${name}.md`].join('/'),
    content,
    title: `Minutes: ${minutesTitle(meeting)}`,
    body: `Adds the minutes of ${minutesTitle(meeting)}.`,
  });
  await deps.store.minutesPublished(request.groupId, meeting.id, url);
  return whisper(doc(p('The minutes are here: ', link(url, url))));
}

function handedOver(meeting: Meeting, series: Series | undefined, hasToken: boolean) {
  return doc(
    p('Here are the minutes of ', strong(meeting.name), ' as a file.'),
    !hasToken
      ? p('To have them opened as a pull request, the one who runs me sets a GitHub token.')
      : series &&
          p(
            'To have them opened as a pull request, an organiser says where they go: ',
            code(`/meeting series edit series:"${series.name}" minutes:owner/name/folder`),
            '.',
          ),
  );
}
