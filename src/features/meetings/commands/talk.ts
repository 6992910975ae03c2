// `/meeting start` and `/meeting next-topic`: going through the topics while a meeting is on.
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, say, whisper } from '../../../core/reply.ts';
import { instantWords } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found } from '../facts.ts';
import { placesOf } from '../readers.ts';
import { isQuiet, isTakingPlace, longest } from '../rules.ts';
import { readerOf, topicsOf } from '../shown.ts';
import { currentOf, talkButtons, talkDocument } from '../views/talk.ts';
import { refuseGone } from './attending.ts';
import { meetingAbout, seriesHere } from './here.ts';
import {
  type Asked,
  heldMeetings,
  meetingById,
  meetingOption,
  oneMeeting,
  unclear,
  visibleMeetings,
} from './lookup.ts';

/** So long before its time a meeting can be started. */
const earlyMilliseconds = 30 * 60_000;
/** So long after its end its topics can be gone on with. */
const overtimeMilliseconds = 3 * 60 * 60_000;

/** Builds the commands. */
export function talkCommands(deps: MeetingsDeps): Command[] {
  const meeting = meetingOption(deps, 'Which meeting; the one that is on if left out', meetingsOn);
  return [
    command({
      name: 'meeting start',
      description: 'Begins with the first topic of a meeting, and shows who speaks',
      access: 'member',
      options: { meeting },
      async run(request, values) {
        const found = await runningMeeting(deps, request, values.meeting);
        if (found.meeting.talkedUpTo === null) await deps.store.talkUpTo(found.meeting, 0);
        return await shown(found);
      },
    }),
    command({
      name: 'meeting next-topic',
      description: 'Goes on to the next topic of the meeting that is on',
      access: 'member',
      options: { meeting },
      run: async (request, values) => goOn(await runningMeeting(deps, request, values.meeting)),
    }),
  ];
}

/** Builds the button's action. */
export function talkAction(deps: MeetingsDeps): Action {
  const button = buttonsOn((request, id) => meetingById(deps, request, id), 'member');
  return button('meetings/next-topic', ['id?'], (found, [topicId]) => goOn(found, Number(topicId)));
}

/** Goes on to the next topic; from `topicId`, if that is given, and else stays where it is. */
async function goOn(found: Asked, topicId?: number): Promise<Reply> {
  const { deps, meeting } = found;
  if (meeting.talkedUpTo === null)
    throw new UserError(`"${meeting.name}" is not started. \`/meeting start\` begins with its first topic.`);
  const current = currentOf(await deps.store.topics(meeting), meeting.talkedUpTo);
  const isMeant = topicId === undefined || current?.id === topicId;
  if (current && isMeant) await deps.store.talkUpTo(meeting, current.id);
  // A press goes on in the message that was pressed.
  return await shown(found, topicId !== undefined);
}

async function shown(before: Asked, replaces = false): Promise<Reply> {
  const { deps, request } = before;
  const found = await meetingById(deps, request, String(before.meeting.id));
  const { meeting, series } = found;
  const topics = await topicsOf(deps, meeting, readerOf(deps, request));
  const document = talkDocument(meeting, topics, request.can);
  // Beside the announcement the list stands already, and is kept true. A private series is not for the whole channel.
  const isPrivate = series?.privateRole || (!replaces && (await isShownHere(found)));
  const tell = isPrivate ? whisper : say;
  return tell(document, { replaces, buttons: talkButtons(meeting, topics) });
}

/** Whether everybody sees the list of topics where somebody asks. */
async function isShownHere({ deps, request, meeting, series }: Asked): Promise<boolean> {
  const { place, about, can, groupId } = request;
  if (meeting.announcedAt === null) return false;
  if (can.topics) return (await about()).includes(`meeting/${meeting.id}`);
  if (!place || isQuiet(series)) return false;
  const places = placesOf(await deps.groups.find(groupId), series?.chosen ?? []);
  return places.some(({ platform, id }) => platform === place.platform && id === place.id);
}

/** Meetings that are on or about to begin, and those that were started and go on beyond their end. */
async function meetingsOn(deps: MeetingsDeps, request: Request): Promise<Found[]> {
  const now = request.now.getTime();
  const since = new Date(now - overtimeMilliseconds - longest * 60_000);
  const overtime = (await heldMeetings(deps, request, { since })).filter(
    ({ meeting: { endsAt, talkedUpTo } }) =>
      talkedUpTo !== null && endsAt.getTime() <= now && endsAt.getTime() > now - overtimeMilliseconds,
  );
  const until = new Date(now + earlyMilliseconds + 1);
  const on = (await visibleMeetings(deps, request, { until })).filter(
    ({ meeting }) => meeting.status === 'scheduled',
  );
  return [...on, ...overtime];
}

/**
 * The meeting that is on, of those that the request's place is about, or the one that was named. Throws a UserError when
 * none is, or it is not clear which.
 */
async function runningMeeting(deps: MeetingsDeps, request: Request, typed: string | undefined) {
  const on = await meetingsOn(deps, request);
  const about = typed === undefined ? await meetingAbout(deps, request) : undefined;
  const here = about ? about.series : await seriesHere(deps, request);
  const fitting = on.filter(
    ({ series }) => (about === undefined && here === undefined) || (here && series?.id === here.id),
  );
  const running = fitting.filter(({ meeting }) => meeting.endsAt > request.now);
  const ofPlace = running.length > 0 ? running : fitting;
  const isUnsaid = typed === undefined && about === undefined;
  const [only, ...others] = ofPlace;
  if (typed === undefined && only && others.length === 0) return { ...only, deps, request };
  if (isUnsaid && others.length > 0) throw unclear(ofPlace, request, 'Which meeting do you mean?');
  const next = isUnsaid && here === undefined ? await visibleMeetings(deps, request, { most: 5 }) : [];
  const found = about ?? next.find(isTakingPlace) ?? (await oneMeeting(deps, request, typed));
  const same = on.find(({ meeting }) => meeting.id === found.meeting.id);
  if (same) return { ...same, deps, request };
  refuseGone(found.meeting, request.now);
  throw new UserError(
    `"${found.meeting.name}" is not on: it begins on ${instantWords(found.meeting.startsAt, request.zone)}, and \`/meeting start\` works from half an hour before.`,
  );
}
