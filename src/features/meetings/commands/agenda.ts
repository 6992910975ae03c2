// `/meeting topic …` and `/meeting action …`: what is talked about, and who promised what.
import {
  type Action,
  type Choice,
  type Command,
  command,
  type Form,
  openForm,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { owned, ownersOf } from '../agenda.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { ActionItem, Topic } from '../facts.ts';
import type { Found } from '../store.ts';
import { actionList, topicList } from '../views/agenda.ts';
import { lastHeld, maySee, meetingById, oneMeeting, suggestMeetings } from './found.ts';

/** Builds the commands. */
export function agendaCommands(deps: MeetingsDeps): Command[] {
  const which = {
    type: 'string',
    description: 'Which meeting; the next if left out',
    suggest: (typed: string, request: Request) => suggestMeetings(deps, request, typed),
  } as const;

  return [
    command({
      name: 'meeting topic add',
      description: 'Puts something on the agenda',
      access: 'everyone',
      opensForm: true,
      options: { meeting: which },
      run: async (request, values) => topicForm(await oneMeeting(deps, request, values.meeting), {}),
    }),
    command({
      name: 'meeting topic list',
      description: 'Shows the topics of a meeting',
      access: 'everyone',
      options: { meeting: which },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        const topics = await deps.store.topics(meeting);
        return whisper(topicList(meeting, await withOwners(request.groupId, topics)));
      },
    }),
    command({
      name: 'meeting topic remove',
      description: 'Takes a topic of yours off the agenda; organisers can take off any',
      access: 'everyone',
      options: {
        topic: {
          type: 'string',
          description: 'Which topic',
          required: true,
          suggest: (typed, request) => suggestTopics(request, typed),
        },
        meeting: which,
      },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        const topics = await deps.store.topics(meeting);
        const found = named(topics, values.topic, ({ title }) => title);
        if (!found)
          throw new UserError(`There is no topic "${values.topic}" on the agenda of ${meeting.name}.`);
        const who = await deps.people.of(request.groupId, request.caller);
        if (found.ownerId !== who.id && !request.isOrganiser) {
          throw new UserError('That topic is somebody else’s. They can take it off, or an organiser.');
        }
        await deps.store.removeTopic(request.groupId, found.id);
        return whisper(doc(p('Taken off the agenda: ', strong(found.title), '.')));
      },
    }),
    command({
      name: 'meeting action add',
      description: 'Records what somebody promised to do',
      access: 'everyone',
      options: {
        text: { type: 'string', description: 'What is to be done', required: true, max: 500 },
        owner: { type: 'person', description: 'Who does it; you if left out' },
      },
      async run(request, values) {
        await requireMember(deps, request);
        const text = values.text.trim();
        if (text === '') throw new UserError('Say what is to be done.');
        const owner = await deps.people.of(request.groupId, values.owner ?? request.caller);
        const group = await deps.groups.find(request.groupId);
        const meeting = await lastHeld(deps, request);
        await deps.store.addAction(group, {
          text,
          ownerId: owner.id,
          now: request.now,
          ...(meeting && { meeting }),
        });
        return whisper(
          doc(
            p(
              strong(owner.name),
              `: ${text}. It comes back in each agenda until `,
              code('/meeting action done'),
              '.',
            ),
          ),
        );
      },
    }),
    command({
      name: 'meeting action done',
      description: 'Ticks an action off',
      access: 'everyone',
      options: {
        action: {
          type: 'string',
          description: 'Which action',
          required: true,
          suggest: (typed, request) => suggestActions(request, typed),
        },
      },
      async run(request, values) {
        await requireMember(deps, request);
        const open = await openActions(request);
        const found = named(open, values.action, ({ text }) => text);
        const done = found && (await deps.store.finishAction(request.groupId, found.id, request.now));
        if (!done)
          throw new UserError(`No open action "${values.action}". \`/meeting action list\` shows them.`);
        return whisper(doc(p('Done: ', strong(done.text), '. Thank you!')));
      },
    }),
    command({
      name: 'meeting action list',
      description: 'Lists the actions that are open',
      access: 'everyone',
      async run(request) {
        return whisper(actionList(await withOwners(request.groupId, await openActions(request))));
      },
    }),
  ];

  async function withOwners<T extends Topic | ActionItem>(groupId: number, things: readonly T[]) {
    return owned(things, await deps.people.byIds(groupId, ownersOf(things)));
  }

  /** Open actions of the series that the caller may see. */
  async function openActions(request: Request): Promise<ActionItem[]> {
    const series = await deps.store.series(request.groupId);
    return (await deps.store.openActions(request.groupId)).filter(({ seriesId }) =>
      maySee(
        request,
        series.find(({ id }) => id === seriesId),
      ),
    );
  }

  async function suggestTopics(request: Request, typed: string): Promise<Choice[]> {
    const { meeting } = await oneMeeting(deps, request, undefined);
    return choices(await deps.store.topics(meeting), typed, ({ title }) => title);
  }

  async function suggestActions(request: Request, typed: string): Promise<Choice[]> {
    return choices(await openActions(request), typed, ({ text }) => text);
  }
}

/** Builds the buttons' actions. */
export function agendaActions(deps: MeetingsDeps): Action[] {
  return [
    {
      name: 'meetings/topic',
      access: 'everyone',
      opensForm: true,
      run: async (request, [id]) => topicForm(await meetingById(deps, request, id), {}),
    },
  ];
}

/** Builds the forms. */
export function agendaForms(deps: MeetingsDeps): Form[] {
  return [
    {
      name: 'meetings/topic',
      access: 'everyone',
      open: async (request, [id], typed) => topicForm(await meetingById(deps, request, id), typed),
      async run(request, [id], values) {
        const { meeting } = await meetingById(deps, request, id);
        const title = (values.title ?? '').trim().replaceAll(/\s+/gu, ' ');
        if (title === '') throw new UserError('Give the topic a title.');
        if (meeting.endsAt <= request.now) {
          throw new UserError(
            `"${meeting.name}" is over. Put it on the next agenda with \`/meeting topic add\`.`,
          );
        }
        const who = await deps.people.of(request.groupId, request.caller);
        await deps.store.addTopic(request.groupId, meeting.id, {
          title: title.slice(0, 200),
          details: (values.details ?? '').trim(),
          ownerId: who.id,
          now: request.now,
        });
        return whisper(doc(p('On the agenda of ', strong(meeting.name), ': ', strong(title), '.')));
      },
    },
  ];
}

/** Throws a UserError unless the caller belongs to the group. */
export async function requireMember(deps: MeetingsDeps, request: Request): Promise<void> {
  if (request.isOrganiser) return;
  const { role } = await deps.people.of(request.groupId, request.caller);
  if (role === 'none') {
    throw new UserError('Members of the group do that. `/member list` shows who they are; ask one of them.');
  }
}

function topicForm({ meeting }: Found, typed: Readonly<Record<string, string>>) {
  return openForm('meetings/topic', {
    title: 'A topic for the agenda',
    args: [String(meeting.id)],
    fields: [
      field({ kind: 'line', name: 'title', label: 'Title', required: true, maxLength: 200 }, typed.title),
      field(
        { kind: 'paragraph', name: 'details', label: 'Details', required: false, maxLength: 2000 },
        typed.details,
      ),
    ],
  });
}

function field<F extends { readonly name: string }>(
  spec: F,
  value: string | undefined,
): F & { value?: string } {
  return { ...spec, ...(value && { value }) };
}

/** What was chosen by id, by number in the list, or by its words. */
function named<T extends { readonly id: number }>(
  things: readonly T[],
  typed: string,
  words: (thing: T) => string,
): T | undefined {
  const wanted = typed.trim().toLowerCase();
  return (
    things.find(({ id }) => `#${id}` === wanted) ??
    things.find((thing) => words(thing).toLowerCase() === wanted) ??
    things.find((thing) => wanted.length > 3 && words(thing).toLowerCase().includes(wanted))
  );
}

function choices<T extends { readonly id: number }>(
  things: readonly T[],
  typed: string,
  words: (thing: T) => string,
): Choice[] {
  return things
    .filter((thing) => words(thing).toLowerCase().includes(typed.trim().toLowerCase()))
    .map((thing) => ({ name: words(thing).slice(0, 100), value: `#${thing.id}` }));
}
