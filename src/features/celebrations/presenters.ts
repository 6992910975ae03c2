// What was achieved since the last meeting or in a month, as agendas and months show it.
import type { Block } from '../../core/document.ts';
import type { CelebrationsDeps } from './deps.ts';
import type { Achievements, FirstMerged, Span } from './facts.ts';
import { achievementBlocks } from './views.ts';

/** A month in milliseconds. */
export const month = 31 * 86_400_000;

/** "Celebrations" for an agenda; undefined when nothing was achieved that is known of. */
export function celebrationsAgenda(deps: CelebrationsDeps) {
  return async (
    groupId: number,
    now: Date,
  ): Promise<{ readonly title: string; readonly blocks: readonly Block[] } | undefined> => {
    const since = await sinceMeeting(deps, groupId, now);
    const isGroup = !(await deps.isForAll(await deps.groups.find(groupId)));
    const blocks = achievementBlocks(await achievementsOf(deps, groupId, { since, until: now, isGroup }));
    return blocks.length === 0 ? undefined : { title: 'Celebrations', blocks };
  };
}

/** Whose first pull requests were merged, but for those who are not to be named. */
export async function namedNewcomers(
  { store, firstMerged }: Pick<CelebrationsDeps, 'store' | 'firstMerged'>,
  groupId: number,
  span: Span,
): Promise<FirstMerged[]> {
  const [all, leftOut] = await Promise.all([firstMerged(groupId, span), store.leftOut(groupId)]);
  return all.filter(({ author }) => !leftOut.has(author.toLowerCase()));
}

/** When the group met last, or else a month ago. */
export async function sinceMeeting(deps: CelebrationsDeps, groupId: number, now: Date): Promise<Date> {
  return (await deps.lastMeetingAt(groupId, now)) ?? new Date(now.getTime() - month);
}

/** All that was achieved in a span, as far as it is known. */
export async function achievementsOf(
  { store, people, ...deps }: CelebrationsDeps,
  groupId: number,
  span: Span,
): Promise<Achievements> {
  const [celebrated, done, firstMerged, merged] = await Promise.all([
    store.within(groupId, span),
    deps.doneProjects(groupId, span),
    namedNewcomers({ store, firstMerged: deps.firstMerged }, groupId, span),
    deps.merged(groupId, span),
  ]);
  const known = await people.byIds(groupId, [...new Set(celebrated.flatMap(({ byId }) => byId ?? []))]);
  const nameOf = (id: number | undefined) => known.find((one) => one.id === id)?.name;
  return {
    celebrated: celebrated.map((one) => {
      const by = nameOf(one.byId);
      return by === undefined ? one : { ...one, by };
    }),
    done,
    firstMerged,
    merged,
  };
}
