// Topics that other features put on the agenda of the next meeting.
import type { MeetingsStore } from './store.ts';

/**
 * Builds what puts a topic on the agenda of the group's next meeting, once for each key; answers that meeting's name,
 * or undefined when none is planned.
 */
export function topicsForNextMeeting(store: MeetingsStore) {
  return async (
    groupId: number,
    { key, text, now }: { key: string; text: string; now: Date },
  ): Promise<string | undefined> => {
    const coming = await store.coming(groupId, now, { limit: 25 });
    const next = coming.find(({ meeting, series }) => meeting.status === 'scheduled' && !series?.privateRole);
    if (!next) return undefined;
    await store.carryTopic(next.meeting, { source: key, title: text, now });
    return next.meeting.name;
  };
}
