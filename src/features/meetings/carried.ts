// What other features have to do with the next meeting: when it is, and topics that they put on its agenda.
import type { Meeting } from './facts.ts';
import { isTakingPlace } from './rules.ts';
import type { MeetingsStore } from './store.ts';

/** Builds what finds a group's next meeting of those that everybody may know of. */
export function nextOpenMeeting(store: MeetingsStore) {
  return async (groupId: number, now: Date): Promise<Meeting | undefined> => {
    const coming = await store.coming(groupId, now);
    return coming.find((one) => isTakingPlace(one) && !one.series?.privateRole)?.meeting;
  };
}

/** Builds what finds the meeting that a group held last, of those that everybody may know of. */
export function lastOpenMeeting(store: MeetingsStore) {
  return async (groupId: number, now: Date): Promise<Meeting | undefined> => {
    const hidden = (await store.series(groupId)).filter(({ privateRole }) => privateRole);
    return await store.lastHeld(groupId, now, { exceptSeries: hidden.map(({ id }) => id) });
  };
}

/**
 * Builds what puts a topic on the agenda of the group's next meeting, once for each key; answers that meeting's name,
 * or undefined when none is planned.
 */
export function topicsForNextMeeting(store: MeetingsStore) {
  return async (
    groupId: number,
    { key, text, now }: { key: string; text: string; now: Date },
  ): Promise<string | undefined> => {
    const next = await nextOpenMeeting(store)(groupId, now);
    if (!next) return undefined;
    await store.carryTopic(next, { source: key, title: text, now });
    return next.name;
  };
}
