// What other features have to do with the next meeting: when it is, and topics that they put on its agenda.
import type { MeetingsDeps } from './deps.ts';
import type { Meeting } from './facts.ts';
import { sharedSeries } from './readers.ts';
import { isTakingPlace } from './rules.ts';
import type { MeetingsStore } from './store.ts';

type CarriedDeps = Pick<MeetingsDeps, 'groups' | 'isForAll'> & { readonly store: MeetingsStore };

/** Builds what finds a group's next meeting of those of which whoever reads where they stand may know. */
export function nextOpenMeeting(deps: CarriedDeps) {
  return async (groupId: number, now: Date): Promise<Meeting | undefined> => {
    const shared = await sharedSeries(deps, groupId);
    const coming = await deps.store.coming(groupId, now);
    return coming.find((one) => isTakingPlace(one) && (!one.series || shared.includes(one.series.id)))
      ?.meeting;
  };
}

/** Builds what finds the meeting that a group held last, of those of which whoever reads where they stand may know. */
export function lastOpenMeeting(deps: CarriedDeps) {
  return async (groupId: number, now: Date): Promise<Meeting | undefined> =>
    await deps.store.lastHeld(groupId, now, await sharedSeries(deps, groupId));
}

/**
 * Builds what puts a topic on the agenda of the group's next meeting, once for each key; answers that meeting's name,
 * or undefined when none is planned.
 */
export function topicsForNextMeeting(deps: CarriedDeps) {
  return async (
    groupId: number,
    { key, text, now }: { key: string; text: string; now: Date },
  ): Promise<string | undefined> => {
    const next = await nextOpenMeeting(deps)(groupId, now);
    if (!next) return undefined;
    await deps.store.carryTopic(next, { source: key, title: text, now });
    return next.name;
  };
}
