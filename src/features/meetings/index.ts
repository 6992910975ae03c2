// The room of the meetings.
import type { Feature } from '../../core/feature.ts';
import { attendingActions, attendingCommands } from './commands/attending.ts';
import { meetingCommands } from './commands/meeting.ts';
import { seriesCommands } from './commands/series.ts';
import { meetingViews } from './contents.ts';
import type { MeetingsDeps } from './deps.ts';
import { earliest } from './rules.ts';

export type { MeetingsDeps } from './deps.ts';

/** Builds the room. */
export function meetings(deps: MeetingsDeps): Feature {
  return {
    name: 'meetings',
    commands: [...meetingCommands(deps), ...attendingCommands(deps), ...seriesCommands(deps)],
    actions: [...attendingActions(deps)],
    forms: [],
    views: meetingViews(deps),
    async tick(now) {
      const next: Date[] = [];
      for (const group of await deps.groups.list()) {
        const due = await deps.store.settle(group, now);
        if (due) next.push(due);
      }
      return earliest(next);
    },
  };
}
