// `/meeting next` and `/meeting show`: what is coming.

import { type Command, command, type Request } from '../../../core/command.ts';
import { placesFor } from '../../../core/directory.ts';
import { code, doc, link, p } from '../../../core/document.ts';
import { wordsFor } from '../../../core/error-words.ts';
import { UserError } from '../../../core/errors.ts';
import { idsAbout } from '../../../core/publication.ts';
import { say, whisper } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Series } from '../facts.ts';
import { keyOf } from '../publications.ts';
import { announcementFacts, isOpenSeries, readerOf } from '../shown.ts';
import { announcement, rsvpButtons, shownAnnouncement } from '../views/announcement.ts';
import { comingList } from '../views/coming.ts';
import { meetingOption, nextMeetings, nothingComing, oneMeeting } from './lookup.ts';
import { seriesNamed, suggestSeries } from './series-lookup.ts';
import { isAmong, isReadHere, refuseStranger } from './sight.ts';

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
        const found = await oneMeeting(deps, request, meeting);
        const facts = await announcementFacts(deps, found, readerOf(deps, request));
        const isHere = idsAbout('meeting', request.about).includes(found.meeting.id);
        if (found.series?.privateRole || !(isHere || (await isReadHere(deps, request, found.series))))
          return whisper(announcement(facts, request.can), { buttons: rsvpButtons(found.meeting) });
        // What stays behind in public has no buttons: they would be there when the meeting is over.
        const links = await deps.store.links(keyOf(found.meeting, 'announcement'));
        const kept = links.find(({ platform }) => platform === request.platform);
        return say(shownAnnouncement(facts, request.can, kept?.url));
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
        const token = series ? await seriesToken(deps, request, series) : await groupToken(deps, request);
        const { groupId } = request;
        const url = deps.calendarUrl({
          groupId,
          ...(series && { slug: series.slug }),
          ...(token !== undefined && { token }),
        });
        if (!url) {
          throw new UserError(
            'There is no calendar to subscribe to: the one who runs me has set no public address (`PUBLIC_URL`).',
          );
        }
        return whisper(
          doc(
            p`Subscribe to ${link(url, url)} in your calendar. Late changes are told here as well, because
              some calendars look only once a day.`,
            token ? p(tokenWords) : undefined,
            p`Where one click is enough, this opens your calendar:
              ${code(url.replace(/^https?:/u, 'webcal:'))}.`,
          ),
        );
      },
    }),
  ];
}

const tokenWords =
  'These meetings are not for everybody, and whoever has the address reads them: keep it to yourself.';

/** What opens the calendar of a series, where it is not for all. Throws a UserError for who may not read it. */
async function seriesToken(
  deps: MeetingsDeps,
  request: Request,
  series: Series,
): Promise<string | undefined> {
  const group = await deps.groups.find(request.groupId);
  if (await isOpenSeries(deps, group, series)) return undefined;
  // Who has the role of a private series found it by that.
  if (!series.privateRole) await refuseStranger(deps, request, series.chosen);
  return series.feedToken;
}

/** What opens the calendar of a whole group, where some of it is not for all. Throws a UserError likewise. */
async function groupToken(deps: MeetingsDeps, request: Request): Promise<string | undefined> {
  const { groupId } = request;
  const group = await deps.groups.find(groupId);
  if (!(await deps.isForAll(group))) {
    await refuseStranger(deps, request);
    return deps.calendarToken(group);
  }
  if (!isAmong(request, placesFor(group, 'meetings'))) return undefined;
  for (const series of await deps.store.series(groupId)) {
    const isOpen = series.privateRole !== null || (await isOpenSeries(deps, group, series));
    if (!isOpen) return deps.calendarToken(group);
  }
  return undefined;
}
