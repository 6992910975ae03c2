// The draft of the minutes, as it stands in the channel and the topic while a meeting is on.
import type { Button, LinkButton } from '../../../core/command.ts';
import { code, type Document, doc, link, p, strong } from '../../../core/document.ts';
import type { Meeting } from '../facts.ts';
import { type MinutesFacts, minutesDocument } from '../minutes.ts';
import { notesLine } from './agenda.ts';

/** The minutes so far, with how to complete them; the link once they are published. */
export function minutesDraft(facts: MinutesFacts): Document {
  const { meeting, notes } = facts;
  const [title, ...rest] = minutesDocument(facts).children;
  const hint = meeting.minutesUrl
    ? p(strong('Published:'), ' ', link(meeting.minutesUrl, meeting.minutesUrl))
    : p(
        strong('A draft.'),
        ' What was said: ',
        code('/meeting minutes edit'),
        '; what was promised: ',
        code('/meeting action add'),
        '; when it is complete: ',
        code('/meeting minutes publish'),
        '.',
      );
  return doc(title, hint, meeting.minutesUrl ? undefined : notesLine(notes), rest);
}

/** The buttons below the draft. */
export function minutesButtons(meeting: Meeting): (Button | LinkButton)[] {
  if (meeting.minutesUrl) return [{ label: 'Minutes', url: meeting.minutesUrl }];
  const args = [String(meeting.id)];
  return [
    { label: 'Write notes', action: 'meetings/minutes-edit', args, style: 'primary' },
    { label: 'Publish minutes', action: 'meetings/minutes-publish', args, style: 'secondary' },
  ];
}
