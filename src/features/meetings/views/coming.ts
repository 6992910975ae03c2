// The meetings that are coming, as a list.
import {
  type Document,
  doc,
  heading,
  type Inline,
  list,
  strong,
  struck,
  time,
} from '../../../core/document.ts';
import { distanceWords } from '../../../core/time-words.ts';
import type { Meeting } from '../facts.ts';
import { phaseAt } from '../rules.ts';

/** Meetings with their times as the reader has them, and how far they are. */
export function comingList(
  coming: readonly { readonly meeting: Meeting }[],
  { now, zone }: { readonly now: Date; readonly zone: string },
): Document {
  const line = ({ meeting }: { readonly meeting: Meeting }): Inline[] => {
    const when = time(meeting.startsAt, zone);
    if (meeting.status === 'cancelled') return [struck(meeting.name, ' · ', when), ' cancelled'];
    const distance =
      phaseAt(meeting, now) === 'live' ? 'now' : distanceWords(meeting.startsAt, { now, zone });
    return [strong(meeting.name), ' · ', when, ` · ${distance}`];
  };
  return doc(heading(2, 'Coming meetings'), list(...coming.map(line)));
}
