// The draft of the minutes, as it stands in the channel and the topic while a meeting is on.

import { type Block, code, type Document, doc, link, p, strong } from '../../../core/document.ts';
import type { Button, LinkButton } from '../../../core/reply.ts';
import type { Meeting } from '../facts.ts';
import type { MinutesFacts } from '../minutes.ts';
import { minutesShown } from '../minutes-templates.ts';
import { notesLine } from './agenda.ts';

/**
 * The minutes so far, with how to complete them; the link once they are published. `first` stands above them: where the
 * meeting is, while it is on.
 */
export function minutesDraft(
  facts: MinutesFacts,
  url: string | undefined,
  first: readonly Block[] = [],
): Document {
  const [title, ...rest] = minutesShown(facts).children;
  if (url) return doc(title, ...first, p(strong('Published:'), ' ', link(url, url)), rest);
  // One that was cancelled while it was on is no longer the one that a command means.
  if (facts.meeting.status === 'cancelled') return doc(title, ...first, rest);
  const hint = p`${strong('A draft.')} What was said: ${code('/meeting minutes edit')}; what was promised:
      ${code('/meeting action add')}; when it is complete: ${code('/meeting minutes publish')}.`;
  return doc(title, ...first, hint, notesLine(facts.notes), rest);
}

/** The buttons below the draft. */
export function minutesButtons(meeting: Meeting, url: string | undefined): (Button | LinkButton)[] {
  if (url) return [{ label: 'Minutes', url }];
  const args = [String(meeting.id)];
  return [
    { label: 'I am here', action: 'meetings/here', args, style: 'success' },
    { label: 'Write notes', action: 'meetings/minutes-edit', args, style: 'primary' },
    { label: 'Publish minutes', action: 'meetings/minutes-publish', args, style: 'secondary' },
  ];
}
