// The feature of the meetings.
import { openerOf } from '../../core/command/form.ts';
import type { Feature } from '../../core/feature.ts';
import { actionCommands } from './commands/actions.ts';
import { attendingActions, attendingCommand } from './commands/attending.ts';
import { availabilityCommands } from './commands/availability.ts';
import { calendarCommands } from './commands/calendar.ts';
import { changingCommands } from './commands/changing.ts';
import { editingCommand } from './commands/editing.ts';
import { makingForms } from './commands/making-forms.ts';
import { meetingCommands } from './commands/meeting.ts';
import { minutesActions, minutesCommands } from './commands/minutes.ts';
import { notesForm } from './commands/notes-form.ts';
import { planningAction, planningCommand } from './commands/planning.ts';
import { presenceAction, presenceCommands } from './commands/presence.ts';
import { remindingCommand } from './commands/reminding.ts';
import { schedulingCommand } from './commands/scheduling.ts';
import { seriesCommands } from './commands/series.ts';
import { skippingCommand } from './commands/skipping.ts';
import { talkAction, talkCommands } from './commands/talk.ts';
import { newTopicForm, topicCommands } from './commands/topics.ts';
import type { MeetingsDeps } from './deps.ts';
import { ingest } from './ingest.ts';
import { meetingPages } from './pages.ts';
import { meetingPresenters } from './presenters.ts';

export { calendarFeed } from './calendar-feed.ts';
export { lastOpenMeeting, nextOpenMeeting, topicsForNextMeeting } from './carried.ts';
export type { MeetingsDeps } from './deps.ts';
export { hasClosedCalendar } from './readers.ts';

/** Builds the feature. */
export function meetings(deps: MeetingsDeps): Feature {
  const newTopic = newTopicForm(deps);
  return {
    name: 'meetings',
    commands: [
      ...meetingCommands(deps),
      ...calendarCommands(deps),
      ...changingCommands(deps),
      editingCommand(deps),
      schedulingCommand(deps),
      attendingCommand(deps),
      remindingCommand(deps),
      ...seriesCommands(deps),
      skippingCommand(deps),
      planningCommand(deps),
      ...availabilityCommands(deps),
      ...topicCommands(deps),
      ...talkCommands(deps),
      ...actionCommands(deps),
      ...minutesCommands(deps),
      ...presenceCommands(deps),
    ],
    actions: [
      ...attendingActions(deps),
      planningAction(deps),
      openerOf(newTopic),
      talkAction(deps),
      ...minutesActions(deps),
      presenceAction(deps),
    ],
    forms: [newTopic, notesForm(deps), ...makingForms(deps)],
    views: meetingPresenters(deps),
    pages: meetingPages(deps),
    ingest: (event) => ingest(deps, event),
    advance: (groupId, now) => deps.store.advance(groupId, now),
  };
}
