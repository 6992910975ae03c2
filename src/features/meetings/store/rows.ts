// The feature's rows, with their JSON columns and words parsed: the facts that its rules and views work with.
import { z } from 'zod';
import type { Row } from '../../../storage/rows.ts';

const placeId = z.object({ platform: z.string(), id: z.string() });
const place = z.discriminatedUnion('kind', [
  placeId.extend({ kind: z.literal('voice'), name: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
]);
const notes = z.object({
  introductions: z.string().exactOptional(),
  reports: z.string().exactOptional(),
  discussion: z.string().exactOptional(),
});
const places = z.array(placeId);
const skips = z.array(z.object({ from: z.string(), to: z.string(), reason: z.string().nullable() }));
const words = z.array(z.string());
const numbers = z.array(z.number());
const seriesState = z.enum(['active', 'paused', 'ended']);
/** What minutes can look like: as usual, as a documentation community's, as an editorial board's. */
export const templates = ['monthly', 'community', 'board'] as const;
const template = z.enum(templates);
/** How much stands in the channel for each meeting: all there is; announcement and minutes; the announcement alone. */
export const amounts = ['usual', 'few', 'one'] as const;
const amount = z.enum(amounts);
const status = z.enum(['scheduled', 'cancelled']);
const phase = z.enum(['upcoming', 'live', 'over']);
const timedBy = z.enum(['rule', 'plan', 'hand']);
/** What somebody can answer to a meeting. */
export const answers = z.enum(['going', 'maybe', 'cant']);
const reminding = z.enum(['auto', 'on', 'off']);
const kind = z.enum(['moved', 'cancelled', 'restored', 'changed']);

/** Where a meeting is held: a voice channel, or words or a link. */
export type MeetingPlace = z.infer<typeof place>;
/** What the notes taker typed, by section. */
export type Notes = z.infer<typeof notes>;
/** What somebody answered. */
export type Answer = z.infer<typeof answers>;

/** A meeting that comes again. */
export type Series = ReturnType<typeof readSeries>;
/** One meeting. */
export type Meeting = ReturnType<typeof readMeeting>;
/** Somebody's answer to a meeting. */
export type Rsvp = ReturnType<typeof readRsvp>;
/** A change that people were told of. */
export type Change = ReturnType<typeof readChange>;
/** A private reminder that somebody asked for. */
export type PersonalReminder = Row<'personalReminder'>;
/** A topic of an agenda. */
export type Topic = Row<'agendaTopic'>;
/** What somebody promised. */
export type ActionItem = Row<'actionItem'>;

/** A meeting and its series; a one-off has none. */
export interface Found {
  readonly meeting: Meeting;
  readonly series: Series | undefined;
}

/** Reads a series. */
export function readSeries(row: Row<'meetingSeries'>) {
  return {
    ...row,
    times: words.parse(JSON.parse(row.times)),
    place: readPlace(row.place),
    reminders: numbers.parse(JSON.parse(row.reminders)),
    chosen: places.parse(JSON.parse(row.chosen)),
    skips: skips.parse(JSON.parse(row.skips)),
    state: seriesState.parse(row.state),
    template: template.parse(row.template),
    messages: amount.parse(row.messages),
  };
}

/** Reads a meeting. */
export function readMeeting(row: Row<'meeting'>) {
  return {
    ...row,
    place: readPlace(row.place),
    status: status.parse(row.status),
    phase: phase.parse(row.phase),
    timedBy: timedBy.parse(row.timedBy),
    notes: notes.parse(JSON.parse(row.notes)),
  };
}

/** Reads a meeting with its series. */
export function readFound(found: Row<'meeting'> & { series: Row<'meetingSeries'> | null }): Found {
  const { series, ...row } = found;
  return { meeting: readMeeting(row), series: series ? readSeries(series) : undefined };
}

/** Reads an answer. */
export function readRsvp(row: Row<'rsvp'>) {
  return { ...row, answer: answers.nullable().parse(row.answer), reminding: reminding.parse(row.reminding) };
}

/** Reads a change. */
export function readChange(row: Row<'meetingChange'>) {
  return { ...row, kind: kind.parse(row.kind) };
}

/** Reads where a meeting is held. */
export function readPlace(json: string | null): MeetingPlace | null {
  return json === null ? null : place.parse(JSON.parse(json));
}

/** A place as its column has it. */
export const placeColumn = (held: MeetingPlace | null): string | null => held && JSON.stringify(held);
