// `/meeting calendar`: the addresses by which people have the meetings in their own calendars.
import { type Command, command, type Request } from '../../../core/command.ts';
import { placesFor } from '../../../core/directory.ts';
import { code, doc, link, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Series } from '../facts.ts';
import { closedSeries, hasClosedCalendar, isOpenSeries } from '../readers.ts';
import { seriesNamed, seriesOption } from './series-lookup.ts';
import { isAmong, refuseStranger } from './sight.ts';

/** Builds the commands. */
export function calendarCommands(deps: MeetingsDeps): Command[] {
  return [
    command({
      name: 'meeting calendar',
      description: 'Gives the address at which your own calendar subscribes',
      access: 'everyone',
      isReadOnly: true,
      options: { series: seriesOption(deps, 'One series; all if left out') },
      async run(request, values) {
        const series =
          values.series === undefined ? undefined : await seriesNamed(deps, request, values.series);
        const token = series
          ? await seriesToken(deps, request.groupId, series)
          : await groupToken(deps, request);
        const { groupId } = request;
        const url = deps.calendarUrl({
          groupId,
          ...(series && { slug: series.slug }),
          ...(token !== undefined && { token }),
        });
        if (!url)
          throw new UserError(
            'There is no calendar to subscribe to: the one who runs me has set no public address (`PUBLIC_URL`).',
          );
        return whisper(
          doc(
            p`Subscribe to ${link(url, url)} in your calendar. Late changes are told here as well, because
              some calendars look only once a day.`,
            token && p(tokenWords),
            p`Where one click is enough, this opens your calendar:
              ${code(url.replace(/^https?:/u, 'webcal:'))}.`,
          ),
        );
      },
    }),
    command({
      name: 'meeting calendar-renew',
      description: 'Gives private calendars new addresses; the old ones end',
      access: 'organiser',
      async confirm(request) {
        await refuseAllOpen(request);
        return {
          document: doc(
            p`Give the calendars here that are not for everybody new addresses? Whoever has an old one, such as
              somebody who left, reads no more in it. Everybody else subscribes anew, with ${code('/meeting calendar')}.`,
          ),
          label: 'Renew the addresses',
          style: 'danger',
        };
      },
      async run(request) {
        await refuseAllOpen(request);
        await deps.store.renewCalendars(request.groupId);
        return whisper(
          p`The old addresses of calendars that are not for everybody have ended. Tell the others to subscribe
            anew: ${code('/meeting calendar')} gives each of them the new one.`,
        );
      },
    }),
  ];

  async function refuseAllOpen({ groupId }: Request): Promise<void> {
    if (await hasClosedCalendar(deps, await deps.groups.find(groupId))) return;
    throw new UserError(
      'Every calendar here is for everybody, so there is no address to keep from anybody. `/meeting calendar` gives them.',
    );
  }
}

const tokenWords =
  'These meetings are not for everybody, and whoever has the address reads them: keep it to yourself.';

/** What opens the calendar of a series that a caller found, and so may know of, where it is not for all. */
async function seriesToken(deps: MeetingsDeps, groupId: number, series: Series) {
  return (await isOpenSeries(deps, await deps.groups.find(groupId), series)) ? undefined : series.feedToken;
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
  const closed = await closedSeries(deps, group);
  return closed.some(({ privateRole }) => privateRole === null) ? deps.calendarToken(group) : undefined;
}
