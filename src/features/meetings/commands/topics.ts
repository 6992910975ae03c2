// `/meeting topic …`: what is talked about.

import type { Form } from '../../../core/command/form.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { field, openForm, whisper } from '../../../core/reply.ts';
import { cleaned, cleanedLine } from '../../../core/text/cleaned.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Meeting } from '../facts.ts';
import { isTakingPlace } from '../rules.ts';
import { readerOf, topicsOf } from '../shown.ts';
import { topicList } from '../views/agenda.ts';
import { meetingById, meetingOption, oneMeeting } from './lookup.ts';
import { choicesOf, named } from './numbered.ts';

/** Builds the commands. */
export function topicCommands(deps: MeetingsDeps): Command[] {
  const which = meetingOption(deps);

  return [
    command({
      name: 'meeting topic add',
      description: 'Puts something on the agenda',
      access: 'everyone',
      bare: 'title',
      opensForm: true,
      options: { meeting: which },
      run: async (request, values) => topicForm(await oneMeeting(deps, request, values.meeting), {}),
    }),
    command({
      name: 'meeting topic list',
      description: 'Shows the topics of a meeting',
      access: 'everyone',
      isReadOnly: true,
      options: { meeting: which },
      async run(request, values) {
        const { meeting } = await oneMeeting(deps, request, values.meeting);
        return whisper(topicList(meeting, await topicsOf(deps, meeting, readerOf(deps, request))));
      },
    }),
    command({
      name: 'meeting topic remove',
      description: 'Takes a topic of yours off the agenda; organisers can take off any',
      access: 'everyone',
      options: {
        topic: option.text('Which topic', {
          required: true,
          async suggest(typed, request, others) {
            const chosen = typeof others.meeting === 'string' ? others.meeting : undefined;
            const { meeting } = await oneMeeting(deps, request, chosen);
            return choicesOf(await deps.store.topics(meeting), typed, ({ title }) => title);
          },
        }),
        meeting: which,
      },
      async confirm(request, values) {
        const { meeting, found } = await removable(request, values);
        return {
          document: doc(p('Take ', strong(found.title), ` off the agenda of ${meeting.name}?`)),
          label: 'Take it off',
          style: 'danger',
          values: { meeting: String(meeting.id), topic: `#${found.id}` },
        };
      },
      async run(request, values) {
        const { found } = await removable(request, values);
        await deps.store.removeTopic(request.groupId, found.id, request.now);
        return whisper(p('Taken off the agenda: ', strong(found.title), '.'));
      },
    }),
  ];

  /** The topic that is meant, if the caller may take it off. Throws a UserError otherwise. */
  async function removable(request: Request, values: { topic: string; meeting: string | undefined }) {
    const { meeting } = await oneMeeting(deps, request, values.meeting);
    const topics = await deps.store.topics(meeting);
    const found = named(topics, values.topic, ({ title }) => title);
    if (!found && topics.length === 0)
      throw new UserError(
        `The agenda of ${meeting.name} has no topic yet. \`/meeting topic add\` puts the first on it.`,
      );
    if (!found)
      throw new UserError(
        `There is no topic "${values.topic}" on the agenda of ${meeting.name}. \`/meeting topic list\` shows those that are.`,
      );
    const who = await deps.people.knownOrNew(request.groupId, request.caller);
    if (found.ownerId !== who.id && !request.isOrganiser)
      throw new UserError('That topic is somebody else’s. They can take it off, or an organiser.');
    return { meeting, found };
  }
}

/** Builds the form. */
export function newTopicForm(deps: MeetingsDeps): Form {
  return {
    name: 'meetings/topic',
    args: ['id'],
    access: 'everyone',
    open: async (request, [id], typed) => topicForm(await meetingById(deps, request, id), typed),
    async run(request, [id], values) {
      const { meeting } = await meetingById(deps, request, id);
      const title = cleanedLine(values.title ?? '');
      if (title === '') throw new UserError('Give the topic a title.');
      const on = meeting.endsAt > request.now ? meeting : await nextAfter(request, meeting);
      const who = await deps.people.of(request.groupId, request.caller);
      await deps.store.addTopic(on, {
        title: shortened(title, 200),
        details: cleaned(values.details ?? '').trim(),
        ownerId: who.id,
        now: request.now,
      });
      const isLater = on.id !== meeting.id;
      return whisper(
        doc(
          p`On the agenda of ${strong(on.name)} on ${time(on.startsAt, request.zone)}: ${strong(title)}.`,
          isLater && p('The meeting that you had in mind is over, so it goes to the next one.'),
        ),
      );
    },
  };

  /** The meeting of the same series after one that is over. Throws a UserError when there is none. */
  async function nextAfter(request: Request, { seriesId, name }: Meeting): Promise<Meeting> {
    const coming =
      seriesId === null ? [] : await deps.store.coming(request.groupId, request.now, { seriesId });
    const next = coming.find(isTakingPlace);
    if (next) return next.meeting;
    throw new UserError(
      `"${name}" is over and no other is coming. \`/meeting next\` shows where your topic could go.`,
    );
  }
}

function topicForm({ meeting }: Found, typed: Readonly<Record<string, string>>) {
  return openForm('meetings/topic', {
    title: 'A topic for the agenda',
    args: [String(meeting.id)],
    fields: [
      field.line('title', 'Title', typed.title, { maxLength: 200 }),
      field.paragraph('details', 'Details', typed.details, { required: false, maxLength: 2000 }),
    ],
  });
}
