// What can be said in a meeting's topic, to somebody whose words there meant nothing.
import {
  code,
  type Document,
  doc,
  type Inline,
  list,
  p,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import type { Meeting } from '../facts.ts';
import { placeLine, type Whereabouts } from './announcement.ts';

/** When and where a meeting is, and what its reader can do about it; for organisers what they can do as well. */
export function meetingOffers(
  meeting: Meeting,
  { placeUrl, isOrganiser, zone }: Pick<Whereabouts, 'placeUrl'> & { isOrganiser: boolean; zone: string },
): Document {
  const where: Inline[] = meeting.place ? [', ', placeLine(meeting.place, placeUrl)] : [];
  return doc(
    p('This is about ', strong(meeting.name), ': ', time(meeting.startsAt, zone), ...where, '. You can say:'),
    list(...spokenHint(meeting, isOrganiser)),
  );
}

function spokenHint(meeting: Meeting, isOrganiser: boolean): Inline[][] {
  const next: Inline[] = [code('/meeting next'), ': what is coming'];
  if (meeting.status === 'cancelled')
    return [next, ...(isOrganiser ? [[code('/meeting restore'), ': it takes place after all']] : [])];
  const topic: Inline[] = [code('/topic: what it is about')];
  if (meeting.phase === 'over')
    return [
      [...topic, ': it goes on the agenda of the next meeting'],
      next,
      [actionWords, ': who does what'],
    ];
  const shown: Inline[] = [code('/meeting show'), ': all about it, and who comes'];
  const agenda: Inline[] = [...topic, ': it goes on the agenda'];
  if (meeting.phase === 'live')
    return [
      [
        code('/meeting rsvp answer:cant'),
        meeting.place ? ': you do not come; if you find no way in, it is named above' : ': you do not come',
      ],
      agenda,
      [code('/meeting next-topic'), ': goes on to the next topic'],
      [actionWords, ': who does what'],
      shown,
    ];
  return [
    [code('/meeting rsvp answer:going'), ', or ', code('maybe'), ' or ', code('cant'), ': whether you come'],
    agenda,
    [code('/meeting remind-me before:1h'), ': a reminder of your own'],
    shown,
    ...(isOrganiser
      ? [
          sentence`${code(`/meeting move when:"${meeting.localDate} ${meeting.localTime}"`)} or
            ${code('/meeting cancel reason:"…"')}: I ask before I do it`,
        ]
      : []),
  ];
}

const actionWords = code('/meeting action add text:"…"');
