// `/meeting next` and `/meeting show`: what is coming.

import { wordsFor } from '../../../core/command/error-words.ts';
import { type Command, command } from '../../../core/command.ts';
import { idsAbout } from '../../../core/publication.ts';
import { say, whisper } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import { keyOf } from '../publications.ts';
import { announcementFacts, readerOf } from '../shown.ts';
import { announcement, rsvpButtons, shownAnnouncement } from '../views/announcement.ts';
import { comingList } from '../views/coming.ts';
import { allMeetings, anyMeeting, meetingOption, nothingComing, visibleMeetings } from './lookup.ts';
import { isReadHere } from './sight.ts';

/** Builds the commands. */
export function meetingCommands(deps: MeetingsDeps): Command[] {
  const which = meetingOption(deps, undefined, allMeetings);
  return [
    command({
      name: 'meeting next',
      description: 'Shows the meetings that are coming, in your own time',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const coming = await visibleMeetings(deps, request, { most: 5 });
        if (coming.length === 0) return whisper(wordsFor(await nothingComing(deps, request)));
        return whisper(comingList(coming, request));
      },
    }),
    command({
      name: 'meeting show',
      description: 'Shows everything about one meeting',
      access: 'everyone',
      isReadOnly: true,
      isPublic: true,
      options: { meeting: which },
      async run(request, { meeting }) {
        const found = await anyMeeting(deps, request, meeting);
        const facts = await announcementFacts(deps, found, readerOf(deps, request));
        const isHere = idsAbout('meeting', await request.about()).includes(found.meeting.id);
        if (found.series?.privateRole || !(isHere || (await isReadHere(deps, request, found.series))))
          return whisper(announcement(facts, request.can), { buttons: rsvpButtons(found.meeting) });
        // What stays behind in public has no buttons: they would be there when the meeting is over.
        const links = await deps.store.links(keyOf(found.meeting, 'announcement'));
        const kept = links.find(({ platform }) => platform === request.platform);
        return say(shownAnnouncement(facts, request.can, kept?.url));
      },
    }),
  ];
}
