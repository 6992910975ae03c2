// The list of topics while a meeting is on: what was talked about, who speaks now, who is next.

import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  numbered,
  p,
  person,
  strong,
  struck,
} from '../../../core/document.ts';
import type { Button } from '../../../core/reply.ts';
import type { AgendaTopic } from '../agenda.ts';
import type { Meeting, Topic } from '../facts.ts';
import { topicLine } from './agenda.ts';

/** The topics of a meeting that was started, with the current one marked. */
export function talkDocument(
  meeting: Meeting,
  topics: readonly AgendaTopic[],
  can: { readonly buttons: boolean },
): Document {
  const upTo = meeting.talkedUpTo ?? 0;
  const [now, next] = topics.filter(({ thing }) => thing.id > upTo);
  return doc(
    heading(3, `Topics of ${meeting.name}`),
    now
      ? p(strong('Now:'), ' ', ...said(now))
      : p(topics.length === 0 ? 'Nothing is on the agenda.' : 'All topics have been talked about.'),
    next && p('Next: ', ...said(next)),
    topics.length > 0 &&
      numbered(
        ...topics.map((one): Inline[] => {
          if (one === now) return [strong('Now: ', ...topicLine(one))];
          return one.thing.id <= upTo ? [struck(...topicLine(one))] : topicLine(one);
        }),
      ),
    now
      ? can.buttons
        ? undefined
        : p('When it is done: ', code('/meeting next-topic'), '.')
      : p`${topics.length === 0 ? 'Add one with ' : 'Add one more with '}${code('/meeting topic add')}; what
        was promised: ${code('/meeting action add')}.`,
  );
}

/** The button that goes on to the next topic, as long as there is one to talk about. */
export function talkButtons({ id, talkedUpTo }: Meeting, topics: readonly AgendaTopic[]): Button[] {
  const current = currentOf(
    topics.map(({ thing }) => thing),
    talkedUpTo ?? 0,
  );
  if (!current) return [];
  const args = [String(id), String(current.id)];
  return [{ label: 'Next topic', action: 'meetings/next-topic', args, style: 'primary' }];
}

/** The topic that is talked about; nothing when all have been. */
export function currentOf(topics: readonly Topic[], upTo: number): Topic | undefined {
  return topics.find(({ id }) => id > upTo);
}

/** `Ann: Dark mode`, or the topic alone where it is nobody's. */
function said({ thing, owner }: AgendaTopic): Inline[] {
  return owner ? [person(owner.name, owner.accounts), ': ', thing.title] : [thing.title];
}
