// Reads the feature's rows into its facts.
import { z } from 'zod';
import type {
  ActionItem,
  Answer,
  Change,
  Meeting,
  MeetingPlace,
  Notes,
  PersonalReminder,
  Rsvp,
  Series,
  Topic,
} from './facts.ts';

const placeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voice'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
]);
const notesShape = z.object({
  introductions: z.string().exactOptional(),
  reports: z.string().exactOptional(),
  discussion: z.string().exactOptional(),
});
const words = z.array(z.string());
const numbers = z.array(z.number());
const seriesState = z.enum(['active', 'paused', 'ended']);
const status = z.enum(['draft', 'scheduled', 'cancelled']);
const phase = z.enum(['upcoming', 'live', 'over']);
const timedBy = z.enum(['rule', 'plan', 'hand']);
const answer = z.enum(['going', 'maybe', 'cant']);
const changeKind = z.enum(['moved', 'cancelled', 'restored', 'changed']);
const platform = z.enum(['discord', 'discourse', 'terminal']);

/** A series as its row has it. */
export interface SeriesRow {
  id: number;
  groupId: number;
  name: string;
  slug: string;
  rule: string;
  times: string;
  zone: string;
  durationMinutes: number;
  place: string | null;
  reminders: string;
  channel: string | null;
  privateRole: string | null;
  minutesFolder: string | null;
  state: string;
  feedToken: string;
}

/** Reads a series. */
export function readSeries(row: SeriesRow): Series {
  return {
    id: row.id,
    groupId: row.groupId,
    name: row.name,
    slug: row.slug,
    rule: row.rule,
    times: words.parse(JSON.parse(row.times)),
    zone: row.zone,
    durationMinutes: row.durationMinutes,
    reminders: numbers.parse(JSON.parse(row.reminders)),
    state: seriesState.parse(row.state),
    feedToken: row.feedToken,
    ...placed(row.place),
    ...(row.channel !== null && { channel: row.channel }),
    ...(row.privateRole !== null && { privateRole: row.privateRole }),
    ...(row.minutesFolder !== null && { minutesFolder: row.minutesFolder }),
  };
}

/** A meeting as its row has it. */
export interface MeetingRow {
  id: number;
  groupId: number;
  seriesId: number | null;
  month: string | null;
  name: string;
  localDate: string;
  localTime: string;
  zone: string;
  startsAt: Date;
  endsAt: Date;
  tzVersion: string;
  durationMinutes: number;
  place: string | null;
  status: string;
  cancelReason: string | null;
  phase: string;
  sequence: number;
  timedBy: string;
  timedAt: Date;
  announcedAt: Date | null;
  eventRound: number;
  hostId: number | null;
  notesTakerId: number | null;
  notes: string;
  minutesUrl: string | null;
  changedAt: Date;
}

/** Reads a meeting. */
export function readMeeting(row: MeetingRow): Meeting {
  return {
    id: row.id,
    groupId: row.groupId,
    name: row.name,
    localDate: row.localDate,
    localTime: row.localTime,
    zone: row.zone,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    tzVersion: row.tzVersion,
    durationMinutes: row.durationMinutes,
    status: status.parse(row.status),
    phase: phase.parse(row.phase),
    sequence: row.sequence,
    timedBy: timedBy.parse(row.timedBy),
    timedAt: row.timedAt,
    eventRound: row.eventRound,
    notes: readNotes(row.notes),
    changedAt: row.changedAt,
    ...placed(row.place),
    ...(row.seriesId !== null && { seriesId: row.seriesId }),
    ...(row.month !== null && { month: row.month }),
    ...(row.cancelReason !== null && { cancelReason: row.cancelReason }),
    ...(row.announcedAt !== null && { announcedAt: row.announcedAt }),
    ...(row.hostId !== null && { hostId: row.hostId }),
    ...(row.notesTakerId !== null && { notesTakerId: row.notesTakerId }),
    ...(row.minutesUrl !== null && { minutesUrl: row.minutesUrl }),
  };
}

function readNotes(json: string): Notes {
  return notesShape.parse(JSON.parse(json));
}

function placed(json: string | null): { place?: MeetingPlace } {
  return json === null ? {} : { place: placeShape.parse(JSON.parse(json)) };
}

/** Reads an answer. */
export function readRsvp(row: {
  personId: number;
  answer: string | null;
  wantsReminder: boolean;
  platform: string;
  accountId: string;
}): Rsvp {
  const given: Answer | undefined = row.answer === null ? undefined : answer.parse(row.answer);
  return {
    personId: row.personId,
    wantsReminder: row.wantsReminder,
    platform: platform.parse(row.platform),
    accountId: row.accountId,
    ...(given && { answer: given }),
  };
}

/** Reads a change. */
export function readChange(row: {
  meetingId: number;
  sequence: number;
  kind: string;
  wasAt: Date;
  reason: string | null;
}): Change {
  return {
    meetingId: row.meetingId,
    sequence: row.sequence,
    kind: changeKind.parse(row.kind),
    wasAt: row.wasAt,
    ...(row.reason !== null && { reason: row.reason }),
  };
}

/** Reads a personal reminder. */
export function readPersonal(row: {
  personId: number;
  seriesId: number | null;
  meetingId: number | null;
  minutes: number;
  platform: string;
  accountId: string;
  createdAt: Date;
}): PersonalReminder {
  return {
    personId: row.personId,
    minutes: row.minutes,
    platform: platform.parse(row.platform),
    accountId: row.accountId,
    createdAt: row.createdAt,
    ...(row.seriesId !== null && { seriesId: row.seriesId }),
    ...(row.meetingId !== null && { meetingId: row.meetingId }),
  };
}

/** Reads a topic. */
export function readTopic(row: {
  id: number;
  meetingId: number;
  title: string;
  details: string;
  ownerId: number | null;
}): Topic {
  const { id, meetingId, title, details, ownerId } = row;
  return { id, meetingId, title, details, ...(ownerId !== null && { ownerId }) };
}

/** Reads an action item. */
export function readAction(row: {
  id: number;
  seriesId: number | null;
  meetingId: number | null;
  text: string;
  ownerId: number | null;
  doneAt: Date | null;
}): ActionItem {
  return {
    id: row.id,
    text: row.text,
    ...(row.seriesId !== null && { seriesId: row.seriesId }),
    ...(row.meetingId !== null && { meetingId: row.meetingId }),
    ...(row.ownerId !== null && { ownerId: row.ownerId }),
    ...(row.doneAt !== null && { doneAt: row.doneAt }),
  };
}
