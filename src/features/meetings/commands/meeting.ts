// `/meeting next` and `/meeting show`: what is coming.
import { type Command, command, say, whisper } from '../../../core/command.ts';
import { code, doc, link, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import { announcementFacts, calendarOf } from '../shown.ts';
import { announcement, rsvpButtons } from '../views/announcement.ts';
import { comingList } from '../views/coming.ts';
import { meetingOption, nextMeetings, oneMeeting, seriesNamed, suggestSeries } from './lookup.ts';

/** Builds the commands. */
export function meetingCommands(deps: MeetingsDeps): Command[] {
  const which = meetingOption(deps);
  return [
    command({
      name: 'meeting next',
      description: 'Shows the meetings that are coming, in your own time',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const coming = await nextMeetings(deps, request, 5);
        if (coming.length === 0) {
          return whisper(
            doc(p('No meeting is coming. An organiser makes one with ', code('/meeting series create'), '.')),
          );
        }
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
        const found = await oneMeeting(deps, request, meeting);
        const facts = await announcementFacts(deps, found, {
          platform: request.platform,
          links: deps.store.links,
        });
        const shown = { buttons: rsvpButtons(found.meeting) };
        return found.series?.privateRole
          ? whisper(announcement(facts, request.can), shown)
          : say(announcement(facts, request.can), shown);
      },
    }),
    command({
      name: 'meeting calendar',
      description: 'Gives the address of the calendar, for your own calendar to subscribe to',
      access: 'everyone',
      isReadOnly: true,
      options: {
        series: {
          type: 'string',
          description: 'One series; all if left out',
          suggest: (typed, request) => suggestSeries(deps, request, typed),
        },
      },
      async run(request, values) {
        const series =
          values.series === undefined ? undefined : await seriesNamed(deps, request, values.series);
        const url = deps.calendarUrl(series ? calendarOf(series) : { groupId: request.groupId });
        if (!url) {
          throw new UserError(
            'There is no calendar to subscribe to: the one who runs me has set no public address (`PUBLIC_URL`).',
          );
        }
        return whisper(
          doc(
            p(
              'Subscribe to ',
              link(url, url),
              ' in your calendar. Late changes are told here as well, because some calendars look only once a day.',
            ),
            p(
              'Where one click is enough, this opens your calendar: ',
              code(url.replace(/^https?:/u, 'webcal:')),
              '.',
            ),
          ),
        );
      },
    }),
  ];
}
