// The feature's publications: each gathers the facts and has a view say them.
import type { Account } from '../../core/account.ts';
import type { Content, View, ViewContext } from '../../core/publication.ts';
import { instantWords } from '../../core/time-words.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Guest, Meeting } from './facts.ts';
import { eventKey, topicKey } from './publications.ts';
import { isRecord, reminderAt } from './rules.ts';
import { agendaOf, announcementFacts, guestsOf, minutesFacts } from './shown.ts';
import type { Found } from './store.ts';
import { agendaButtons, agendaDocument } from './views/agenda.ts';
import { announcement, eventBody, rsvpButtons, topicBody, topicTitle } from './views/announcement.ts';
import { minutesButtons, minutesDraft } from './views/minutes.ts';
import { replanNote } from './views/plan.ts';
import { changeNotice, reminder } from './views/reminder.ts';

/** Builds the views by name. */
export function meetingPresenters(deps: MeetingsDeps): Record<string, View> {
  /** A view of a meeting; nothing when the meeting is gone. */
  const of =
    (show: (found: Found, context: ViewContext) => Promise<Content | undefined>): View =>
    async (subject, context) => {
      const found = await deps.store.find(context.groupId, Number(subject));
      return found && (await show(found, context));
    };
  /** Whether it was published before: what is over or cancelled is not shown for the first time. */
  const isOut = async (key: string) => (await deps.store.urlOf(key)) !== undefined;

  return {
    announcement: of(async (found, { key }) => {
      if (isGone(found.meeting) && !(await isOut(key))) return undefined;
      return {
        kind: 'message',
        document: announcement(await announcementFacts(deps, found)),
        buttons: rsvpButtons(found.meeting),
      };
    }),
    topic: of(async (found, { key }) => {
      const { meeting } = found;
      if (isGone(meeting) && !(await isOut(key))) return undefined;
      return {
        kind: 'topic',
        title: topicTitle(meeting, dayWords(meeting)),
        document: topicBody(await announcementFacts(deps, found)),
        isClosed: meeting.minutesUrl !== undefined || meeting.status === 'cancelled',
      };
    }),
    event: of(async (found, { key }) => {
      const { meeting } = found;
      // An event that was cancelled stays so; the restored meeting has another.
      const isCancelled = meeting.status === 'cancelled' || key !== eventKey(meeting);
      if ((isCancelled || meeting.phase !== 'upcoming') && !(await isOut(key))) return undefined;
      const facts = await announcementFacts(deps, found);
      return {
        kind: 'event',
        name: meeting.name.slice(0, 100),
        document: eventBody(facts),
        startsAt: meeting.startsAt,
        endsAt: meeting.endsAt,
        place: eventPlace(meeting),
        status: isCancelled ? 'cancelled' : eventStatus[meeting.phase],
      };
    }),
    reminder: of(async (found, { key, now }) => {
      const { meeting } = found;
      const due = /\/reminder\/(\d+)\/(\d+)/u.exec(key);
      if (!due || !isStill(meeting, Number(due[1])) || now >= meeting.endsAt) return undefined;
      const told = await reminderFor(found, Number(due[2]), now);
      const asked = (await guestsOf(deps, found)).filter(({ rsvp }) => rsvp.wantsReminder);
      return {
        kind: 'message',
        ...told,
        buttons: rsvpButtons(meeting),
        ...(!isPrivate(key) && { pings: pingable(asked) }),
      };
    }),
    personal: of(async (found, { key, now }) => {
      const { meeting } = found;
      const due = /\/personal\/\d+\/(\d+)\/(\d+)$/u.exec(key);
      if (!due || !isStill(meeting, Number(due[1])) || now >= meeting.startsAt) return undefined;
      return { kind: 'message', ...(await reminderFor(found, Number(due[2]), now)) };
    }),
    change: of(async (found, { key, now }) => {
      const { meeting } = found;
      const change = await deps.store.lastChange(meeting.id);
      // A later change says it all, and a meeting that is over needs no word.
      const sequence = Number(/\/change\/(\d+)/u.exec(key)?.[1]);
      if (!change || change.sequence !== sequence || now >= meeting.endsAt) return undefined;
      const told = (await guestsOf(deps, found)).filter(
        ({ rsvp }) => rsvp.answer === 'going' || rsvp.answer === 'maybe',
      );
      return {
        kind: 'message',
        ...changeNotice({ meeting, change }),
        buttons: rsvpButtons(meeting),
        ...(!isPrivate(key) && { pings: pingable(told) }),
      };
    }),
    agenda: of(async ({ meeting }, { key, now, platform }) => {
      const isLate = isGone(meeting) || meeting.phase !== 'upcoming';
      if (isLate && !(await isOut(key))) return undefined;
      if (isRecord(meeting, now)) return undefined;
      const document = agendaDocument(meeting, await agendaOf(deps, meeting, now));
      if (platform === 'discourse') return { kind: 'post', document };
      return { kind: 'message', document, buttons: agendaButtons(meeting) };
    }),
    minutes: of(async ({ meeting }, { key, platform }) => {
      if (meeting.status === 'cancelled' && !(await isOut(key))) return undefined;
      const document = minutesDraft(await minutesFacts(deps, meeting));
      if (platform === 'discourse') return { kind: 'post', document };
      return { kind: 'message', document, buttons: minutesButtons(meeting) };
    }),
    async replan(subject, { groupId }) {
      const series = await deps.store.findSeries(groupId, Number(subject));
      return series?.state === 'active' ? { kind: 'message', document: replanNote(series) } : undefined;
    },
  };

  async function reminderFor({ meeting }: Found, minutes: number, now: Date) {
    const group = await deps.groups.find(meeting.groupId);
    const topicUrl = await deps.store.urlOf(topicKey(meeting.id));
    return reminder({
      meeting,
      minutes,
      now,
      ...(group.discordGuild && { guild: group.discordGuild }),
      ...(topicUrl && { topicUrl }),
    });
  }
}

const eventStatus = { upcoming: 'scheduled', live: 'active', over: 'completed' } as const;

function isGone(meeting: Meeting): boolean {
  return meeting.status === 'cancelled' || meeting.phase === 'over';
}

/** Whether a reminder that was meant for a start at these seconds still holds. */
function isStill(meeting: Meeting, seconds: number): boolean {
  return meeting.status === 'scheduled' && reminderAt(meeting, 0).getTime() === seconds * 1000;
}

function isPrivate(key: string): boolean {
  return /\/person\/\d+$/u.test(key);
}

function pingable(guests: readonly Guest[]): Account[] {
  return guests.flatMap(({ person, rsvp }) =>
    rsvp.platform === 'discord' ? [{ platform: 'discord', id: rsvp.accountId, name: person.name }] : [],
  );
}

function eventPlace(meeting: Meeting) {
  if (meeting.place?.kind === 'voice') return { voiceChannel: meeting.place.id };
  return { text: (meeting.place?.text ?? 'Here on the server').slice(0, 100) };
}

/** `Tuesday 1 December 2026`, on the calendar of the meeting's own zone. */
function dayWords(meeting: Meeting): string {
  return instantWords(meeting.startsAt, meeting.zone).replace(/,.*$/u, '');
}
