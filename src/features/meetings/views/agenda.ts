// What an agenda says, in the channel and in the topic.

import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  numbered,
  p,
  person,
  strong,
  time,
} from '../../../core/document.ts';
import type { Capabilities } from '../../../core/publication.ts';
import type { Button } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { Agenda, AgendaTopic, NotesTurn, Owned } from '../agenda.ts';
import type { ActionItem, Meeting } from '../facts.ts';

/** The agenda; parts without content are left out. */
export function agendaDocument(
  meeting: Meeting,
  agenda: Agenda,
  can: Pick<Capabilities, 'buttons'>,
): Document {
  return doc(
    heading(2, `Agenda of ${meeting.name}`),
    p(time(meeting.startsAt, meeting.zone)),
    notesLine(agenda.notes),
    ...section('Follow-ups', agenda.followUps.length > 0 ? [list(...agenda.followUps.map(actionLine))] : []),
    ...agenda.parts.flatMap(({ title, blocks }) => section(title, blocks)),
    ...section('Topics', agenda.topics.length > 0 ? [numbered(...agenda.topics.map(topicLine))] : []),
    can.buttons || meeting.status === 'cancelled' || meeting.phase === 'over'
      ? undefined
      : p('Put something on it: answer with ', code('/topic: what it is about'), '.'),
    ...section('Next steps', [
      p`Who does what until the next meeting; what is agreed is recorded with
        ${code('/meeting action add')}.`,
    ]),
  );
}

/** Who takes notes, or whose turn it is. */
export function notesLine({ taker, turn }: NotesTurn): Block | undefined {
  if (taker) return p(strong('Notes:'), ' ', person(taker.name, taker.accounts));
  if (!turn) return undefined;
  const how = code('/meeting notes-taker');
  return p(strong('Notes:'), ' it is the turn of ', person(turn.name, turn.accounts), ' (', how, ')');
}

/** The button below an agenda. */
export function agendaButtons(meeting: Meeting): Button[] {
  if (meeting.status === 'cancelled' || meeting.phase === 'over') return [];
  return [{ label: 'Add a topic', action: 'meetings/topic', args: [String(meeting.id)], style: 'primary' }];
}

/** Topics as a list, with the numbers by which they are taken off. */
export function topicList(meeting: Meeting, topics: readonly AgendaTopic[]): Document {
  if (topics.length === 0)
    return doc(
      p`Nothing is on the agenda of ${strong(meeting.name)} yet. Add something with
        ${code('/meeting topic add')}.`,
    );
  return doc(heading(3, `Topics for ${meeting.name}`), numbered(...topics.map(topicLine)));
}

/** Open actions as a list, with the numbers by which they are ticked off. */
export function actionList(actions: readonly Owned<ActionItem>[]): Document {
  if (actions.length === 0) return doc(p('No action is open.'));
  return doc(heading(3, 'Open actions'), numbered(...actions.map(actionLine)));
}

/** To the owner of an action that somebody else wrote down. */
export function promiseNotice({ text, dueOn }: ActionItem, meeting: Meeting | undefined): Document {
  return doc(
    p(
      'An action was noted for you',
      ...(meeting ? [' in ', strong(meeting.name)] : []),
      ': ',
      strong(text),
      dueOn ? `, by ${dueOn}.` : '.',
    ),
    p`It comes back in each agenda until it is done: ${code('/meeting action done')}. I do not remind you of
      it otherwise.`,
  );
}

/** `Owner: what they promised`. */
function actionLine({ thing, owner }: Owned<ActionItem>): Inline[] {
  const text = `${thing.text}${thing.dueOn ? ` (by ${thing.dueOn})` : ''}`;
  return owner ? [strong(person(owner.name, owner.accounts)), ': ', text] : [text];
}

/** A topic as one line, with whose it is. */
export function topicLine({ thing, owner, answered }: AgendaTopic): Inline[] {
  return [
    ...(owner ? ['[', person(owner.name, owner.accounts), '] '] : []),
    thing.title,
    ...(thing.details ? [' · ', shortened(thing.details.replaceAll(/\s+/gu, ' '), 300)] : []),
    ...(answered
      ? [' · answered in ', answered.url === undefined ? answered.title : link(answered.url, answered.title)]
      : []),
  ];
}

function section(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [heading(3, title), ...blocks];
}
