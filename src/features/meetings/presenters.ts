// The feature's publications: each gathers the facts and has a view say them.

import type { Content } from '../../core/content.ts';
import { mayUseRepository } from '../../core/directory.ts';
import { code, doc, p, strong, time } from '../../core/document.ts';
import { markdownFile } from '../../core/markdown/file.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import { shortened } from '../../core/text/shortened.ts';
import { dayWords } from '../../core/time-words.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Found, Meeting } from './facts.ts';
import { type MinutesFacts, minutesTitle } from './minutes.ts';
import { minutesText } from './minutes-templates.ts';
import { keyOf } from './publications.ts';
import {
  defaultReminders,
  isFollowed,
  isLeftAlone,
  isQuiet,
  isRecord,
  isReminded,
  isToldAtStart,
  reminderAt,
  seated,
} from './rules.ts';
import {
  agendaOf,
  announcementFacts,
  guestsOf,
  minutesFacts,
  minutesUrl,
  remindedOf,
  topicsOf,
} from './shown.ts';
import { changeOf, isGone, isLastWord, reminderOf, startOf, toldOnce, writtenReminder } from './telling.ts';
import { agendaButtons, agendaDocument, promiseNotice } from './views/agenda.ts';
import {
  announcement,
  eventBody,
  nativeEvent,
  placeText,
  rsvpButtons,
  topicBody,
  topicTitle,
  writtenButtons,
} from './views/announcement.ts';
import { lateAnswerTo, nowhereAnswer } from './views/late.ts';
import { minutesButtons, minutesDraft } from './views/minutes.ts';
import { replanNote } from './views/plan.ts';
import { changeReply, noSeatNotice, seatNotice, withStop } from './views/reminder.ts';
import { talkButtons, talkDocument } from './views/talk.ts';

/** Builds the views by name. A subject is a meeting's id, with what else the publication is about. */
export function meetingPresenters(deps: MeetingsDeps): Record<string, View> {
  /** A view of a meeting; nothing when the meeting is gone. */
  const of =
    (show: (found: Found, context: ViewContext, details: readonly string[]) => Promise<Shown>): View =>
    async (subject, context) => {
      const [id, ...details] = subject.split('/');
      const found = await deps.store.find(context.groupId, Number(id));
      return found && (await show(found, context, details));
    };

  return {
    announcement: of(async (found, context) => {
      const { meeting } = found;
      // What is over or cancelled stays in the channel where people saw it, unless nobody there may see it any more.
      if (isGone(meeting) && !context.isPublished) return found.series?.privateRole ? 'gone' : undefined;
      const facts = await announcementFacts(deps, found, context);
      if (context.can.topics)
        return {
          kind: 'topic',
          title: topicTitle(meeting, dayWords(meeting.startsAt, meeting.zone)),
          document: topicBody(facts, context.can),
          buttons: rsvpButtons(meeting),
          isClosed: facts.minutesUrl !== undefined || meeting.status === 'cancelled',
          isFollowed: meeting.status === 'scheduled' && isFollowed(meeting, context.now),
          ...(meeting.status === 'scheduled' && { event: nativeEvent(meeting) }),
        };
      if (!context.can.messages) return undefined;
      return { kind: 'message', document: announcement(facts, context.can), buttons: rsvpButtons(meeting) };
    }),
    event: of(async (found, context) => {
      const { meeting, series } = found;
      const { place } = meeting;
      const isVoiceHere = place?.kind === 'voice' && place.platform === context.platform;
      if (!context.can.events || (series?.privateRole && !isVoiceHere)) return undefined;
      const isCancelled = meeting.status === 'cancelled';
      if ((isCancelled || meeting.phase !== 'upcoming') && !context.isPublished) return undefined;
      return {
        kind: 'event',
        name: shortened(meeting.name, 100),
        document: eventBody(await announcementFacts(deps, found, context)),
        startsAt: meeting.startsAt,
        endsAt: meeting.endsAt,
        place: isVoiceHere ? { voiceChannel: place.id } : { text: placeText(meeting) },
        status: isCancelled ? 'cancelled' : eventStatus[meeting.phase],
      };
    }),
    reminder: of(async ({ meeting, series }, context, [start, minutes, personId]) => {
      // The next reminder, or a word of a change, stands in the place of this one.
      if (context.isPublished) return personId === undefined ? 'gone' : undefined;
      if (!isStillAt(meeting, start) || context.now >= meeting.endsAt) return undefined;
      const isAtStart = minutes === '0' && isToldAtStart(meeting, series);
      // A channel that wants few messages has none; each is told in private. Its start is told with the minutes.
      if (personId === undefined && (isQuiet(series) || isAtStart)) return undefined;
      const plain = await reminderOf(deps, meeting, Number(minutes), context);
      const asked = await remindedOf(deps, meeting);
      const toAll = isQuiet(series)
        ? undefined
        : keyOf(meeting, isAtStart ? 'minutes' : `reminder/${start}/${minutes}`);
      const told = asked.length > 0 ? withStop(plain) : plain;
      const written = writtenReminder(meeting, plain, context);
      return await toldOnce(meeting, context, { told, personId, concerned: asked, toAll, written });
    }),
    change: of(async ({ meeting, series }, context, [sequence, personId]) => {
      if (context.isPublished)
        return personId === undefined && !(await isLastWord(deps, meeting, sequence, context))
          ? 'gone'
          : undefined;
      const told = await changeOf(deps, { meeting, series }, { sequence, view: 'change' }, context);
      if (!told) return undefined;
      const concerned = (await guestsOf(deps, meeting)).filter(
        ({ rsvp }) => rsvp.answer === 'going' || rsvp.answer === 'maybe',
      );
      const toAll = keyOf(meeting, `change/${sequence}`);
      return await toldOnce(meeting, context, { told, personId, concerned, toAll });
    }),
    // An edit of a topic notifies nobody, so that a change is told by a post in it.
    reply: of(async ({ meeting, series }, context, [sequence]) => {
      if (context.isPublished || !context.can.topics) return undefined;
      const told = await changeOf(deps, { meeting, series }, { sequence, view: 'reply' }, context);
      const isAhead = meeting.announcedAt === null;
      return told && { kind: 'post', document: changeReply(told, { isAhead }) };
    }),
    late: of(async ({ meeting }, { can, groupId, platform, isPublished }, [postId = '', number]) => {
      if (!can.topics) return undefined;
      const topics = await deps.store.lateTopics(meeting, platform, postId);
      const next = topics[0] && (await deps.store.find(groupId, topics[0].meetingId));
      if (!next && isPublished) return undefined;
      const document = next ? lateAnswerTo(meeting, next.meeting, topics) : nowhereAnswer(meeting);
      return { kind: 'post', document, replyTo: Number(number) };
    }),
    seat: of(async ({ meeting, series }, { now }, [personId]) => {
      if (isGone(meeting) || now >= meeting.startsAt) return undefined;
      const rsvps = await deps.store.rsvps(meeting.id);
      const own = seated(rsvps, meeting.seats).seated.find((one) => String(one.personId) === personId);
      if (!own) return undefined;
      const reminders = isReminded(own) ? (series?.reminders ?? defaultReminders) : [];
      const isTold = reminders.some((minutes) => reminderAt(meeting, minutes) > now);
      const buttons = isTold ? writtenButtons(meeting) : rsvpButtons(meeting);
      return { kind: 'message', ...seatNotice(meeting, isTold), buttons };
    }),
    noSeat: of(async ({ meeting }, { now }, [personId]) => {
      if (isGone(meeting) || now >= meeting.startsAt) return undefined;
      const { waiting } = seated(await deps.store.rsvps(meeting.id), meeting.seats);
      const place = waiting.findIndex((one) => String(one.personId) === personId) + 1;
      if (place === 0) return undefined;
      return { kind: 'message', ...noSeatNotice(meeting, place), buttons: rsvpButtons(meeting) };
    }),
    hostAway: of(async ({ meeting }, { now, can }, [hostId, start]) => {
      if (isGone(meeting) || now >= meeting.startsAt || String(meeting.hostId) !== hostId) return undefined;
      if (start !== undefined && !isStillAt(meeting, start)) return undefined;
      const own = (await deps.store.rsvps(meeting.id)).find(({ personId }) => personId === meeting.hostId);
      if (own?.answer !== 'cant' || !can.messages) return undefined;
      const when = time(meeting.startsAt, meeting.zone);
      const words = p`The host of ${strong(meeting.name)} cannot come: ${when}. If somebody else is to lead it:
        ${code(`/meeting edit meeting:"${meeting.name} ${meeting.localDate}" host:…`)}.`;
      return { kind: 'message', document: doc(words) };
    }),
    personal: of(async ({ meeting }, context, [start, minutes]) => {
      if (!isStillAt(meeting, start) || context.now >= meeting.startsAt) return undefined;
      const personId = /\/person\/(\d+)$/u.exec(context.key)?.[1];
      const rsvps = await deps.store.rsvps(meeting.id);
      if (isLeftAlone(rsvps.find((one) => String(one.personId) === personId))) return undefined;
      return {
        kind: 'message',
        ...writtenReminder(meeting, await reminderOf(deps, meeting, Number(minutes), context), context),
      };
    }),
    agenda: of(async ({ meeting, series }, { isPublished, now, can, platform, links }) => {
      const isLate = isGone(meeting) || meeting.phase !== 'upcoming';
      // Among messages the draft of the minutes takes its place; in a topic it stays for the record.
      if (isPublished && !can.topics && meeting.phase !== 'upcoming') return 'gone';
      if ((isLate && !isPublished) || isRecord(meeting, now)) return undefined;
      const isTooMuch = !can.topics && isQuiet(series);
      if (isTooMuch) return isPublished ? 'gone' : undefined;
      const document = agendaDocument(meeting, await agendaOf(deps, meeting, { now, platform, links }), can);
      return { kind: can.topics ? 'post' : 'message', document, buttons: agendaButtons(meeting) };
    }),
    talk: of(async ({ meeting, series }, { isPublished, now, can, platform, links }) => {
      const isTooMuch = !can.topics && isQuiet(series);
      if (isTooMuch || meeting.status === 'cancelled') return isPublished ? 'gone' : undefined;
      const topics = await topicsOf(deps, meeting, { platform, links });
      const buttons = isRecord(meeting, now) ? [] : talkButtons(meeting, topics);
      return { kind: can.topics ? 'post' : 'message', document: talkDocument(meeting, topics, can), buttons };
    }),
    minutes: of(async (found, context) => {
      const { meeting, series } = found;
      if (meeting.status === 'cancelled' && !context.isPublished) return undefined;
      if (!context.can.topics && series?.messages === 'one') return context.isPublished ? 'gone' : undefined;
      const url = await minutesUrl(meeting, context);
      const facts = await minutesFacts(deps, found, context);
      const buttons = context.can.buttons ? { buttons: minutesButtons(meeting, url) } : {};
      if (context.can.topics) return { kind: 'post', document: minutesDraft(facts, url), ...buttons };
      if (meeting.status === 'cancelled' && url === undefined && isEmpty(facts)) return 'gone';
      const start = await startOf(deps, found, context);
      const document = minutesDraft(facts, url, start?.document.children);
      const told = start ? { summary: start.summary, pings: start.pings } : {};
      return { kind: 'message', ...told, document, ...buttons };
    }),
    file: of(async (found, context, path) => {
      const file = [context.repository, ...path].join('/');
      // What was granted may have been taken back since, wherever later minutes go.
      if (!mayUseRepository(await deps.groups.find(context.groupId), file)) return undefined;
      return {
        kind: 'file',
        path: path.join('/'),
        text: minutesText(await minutesFacts(deps, found, context)),
        title: `Minutes: ${minutesTitle(found.meeting)}`,
        body: markdownFile(doc(p(`Adds the minutes of ${minutesTitle(found.meeting)}.`))),
      };
    }),
    async promise(actionId, { groupId }) {
      const action = await deps.store.findAction(groupId, Number(actionId));
      if (!action || action.doneAt) return undefined;
      const of = action.meetingId === null ? undefined : await deps.store.find(groupId, action.meetingId);
      return { kind: 'message', document: promiseNotice(action, of?.meeting) };
    },
    async replan(subject, { groupId, can }) {
      const series = can.messages ? await deps.store.findSeries(groupId, Number(subject)) : undefined;
      return series?.state === 'active' ? { kind: 'message', document: replanNote(series) } : undefined;
    },
  };
}

/** What a view answers. */
type Shown = Content | 'gone' | undefined;

/** Whether nothing was written into the minutes, and nobody was there. */
function isEmpty({ meeting, present, actions }: MinutesFacts): boolean {
  return present.length + actions.length === 0 && Object.values(meeting.notes).every((text) => text === '');
}

const eventStatus = { upcoming: 'scheduled', live: 'active', over: 'completed' } as const;

/** Whether a reminder that was meant for a start at these seconds still holds. */
function isStillAt(meeting: Meeting, seconds: string | undefined): boolean {
  return meeting.status === 'scheduled' && meeting.startsAt.getTime() === Number(seconds) * 1000;
}
