// Publishing minutes: as a pull request, or handed over as a file.
import { refuseStrangeRepository } from '../../../core/directory.ts';
import { code, doc, p, strong, time } from '../../../core/document.ts';
import { proposedWords } from '../../../core/github/proposed.ts';
import type { Proposed } from '../../../core/github/repository-folder.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { slugOf } from '../../../core/text/slug.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting, Series } from '../facts.ts';
import { minutesName } from '../minutes.ts';
import { minutesText } from '../minutes-templates.ts';
import { keyOf } from '../publications.ts';
import { hasBegun } from '../rules.ts';
import { isMonthly } from '../series-dates.ts';
import { minutesFacts, minutesUrl, readerOf } from '../shown.ts';
import type { Asked } from './lookup.ts';
import { visibleSeries } from './sight.ts';

/** Publishes a meeting's minutes, or says where they are. */
export async function publishMinutes({ deps, request, meeting, series }: Asked): Promise<Reply> {
  const key = keyOf(meeting, 'file');
  const url = await minutesUrl(meeting, deps.store);
  if (url) {
    if (deps.findWritable) await deps.store.publishAgain(meeting, key, request.now);
    return whisper(publishedLine((await deps.opened(key)) ?? { url }));
  }
  const all = await deps.store.series(request.groupId);
  const folder = series ? series.minutesFolder : folderOfAll(await visibleSeries(deps, request));
  const name = minutesName(meeting, {
    slug: series?.slug ?? (slugOf(meeting.name) || 'meeting'),
    // A board's file has its day in its name, however often it meets.
    isMonthly: series !== undefined && series.template !== 'board' && isMonthly(series),
    isShared: all.some(({ id, minutesFolder }) => id !== series?.id && minutesFolder === folder),
    earlier: await earlierOf(deps, meeting),
  });
  if (!deps.findWritable || !folder) {
    const reader = readerOf(deps, request);
    const text = minutesText(await minutesFacts(deps, { meeting, series }, reader));
    const held = p`Here are the minutes of ${strong(meeting.name)}, ${time(meeting.startsAt, request.zone)}, as a file.`;
    const files = [{ name: `${name}.md`, content: Buffer.from(text) }];
    return whisper(doc(held, howToOpen(series, deps.findWritable !== undefined)), { files });
  }
  // What was granted when the series was made may have been taken back since.
  refuseStrangeRepository(await deps.groups.find(request.groupId), folder);
  const [owner, repository, ...path] = folder.split('/');
  await deps.store.publishMinutes(meeting, {
    repository: `${owner}/${repository}`,
    path: [...path, `${name}.md`].join('/'),
    now: request.now,
  });
  const day = time(meeting.startsAt, request.zone);
  const opening = ['I am opening a pull request with the minutes of ', strong(meeting.name), ', ', day];
  const after = 'Its link stands in the announcement and in the draft as well.';
  return whisper(proposedWords(await deps.opened(key), opening, after));
}

/** The latest meetings before one that may have minutes in its place: of its series, or of its name. */
async function earlierOf(deps: MeetingsDeps, { groupId, seriesId, name, startsAt }: Meeting) {
  const begun = await deps.store.begun(groupId, startsAt, { seriesId: seriesId ?? undefined });
  return begun
    .map(({ meeting }) => meeting)
    .filter((one) => one.seriesId === seriesId && (seriesId !== null || one.name === name))
    .filter((one) => one.startsAt < startsAt && hasBegun(one, startsAt));
}

/** That minutes are published, and how they can still be corrected. */
export function publishedLine(made: Proposed) {
  const after =
    'What is written down from here on follows there until that is merged; then correct the file itself.';
  return proposedWords(made, ['They are published'], after);
}

/** Where the minutes of a meeting that stands alone go: with those of the public series, if all of these go to one place. */
function folderOfAll(all: readonly Series[]): string | null {
  const folders = all
    .filter((one) => one.state !== 'ended' && one.privateRole === null)
    .flatMap(({ minutesFolder }) => minutesFolder ?? []);
  const [folder] = folders;
  return folder !== undefined && new Set(folders).size === 1 ? folder : null;
}

function howToOpen(series: Series | undefined, hasToken: boolean) {
  if (!hasToken) return p('To have them opened as a pull request, the one who runs me sets a GitHub token.');
  return (
    series &&
    p`To have them opened as a pull request, an organiser says where they go:
      ${code(`/meeting series edit series:"${series.name}" minutes:owner/name/folder`)}.`
  );
}
