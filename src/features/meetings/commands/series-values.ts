// Reads what was typed of a series: its times, its looks, and what shall be gone.

import { UserError, unlessRefused } from '../../../core/errors.ts';
import { folderIn } from '../../../core/github/repository-typed.ts';
import { zoneMeant } from '../../../core/recurrence/hints.ts';
import { formatRecurrence, occurrences, parseRecurrence } from '../../../core/recurrence.ts';
import { cleaned, cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { parseLocalTime, parseZone } from '../../../core/time.ts';
import { parseMinutes } from '../../../core/time-words.ts';
import { readDay, type WhenContext } from '../../../core/when.ts';
import type { MeetingPlace, Series } from '../facts.ts';
import { longest } from '../rules.ts';
import { nextDate, nextOccurrences, skipOn, startOf } from '../series-dates.ts';
import type { OutOfTurn } from '../store/follow.ts';
import type { SeriesDraft } from '../store/series.ts';
import type { TypedLooks } from './series-options.ts';

/** A name as it was typed. Throws a UserError for one that is too short or long. */
export function seriesName(typed: string): string {
  const name = cleanedLine(typed);
  if (name === '' || name.length > 80) throw new UserError('Give it a name of 1 to 80 characters.');
  return name;
}

/** What was typed of a series' times. */
export type TypedTimes = Partial<Record<'rule' | 'times' | 'zone' | 'starts', string | undefined>>;

/**
 * What was typed of a new series' times: its rule, from when on, the times and their zone. Throws a UserError for what
 * cannot be read.
 */
export function timed(values: TypedTimes & { rule: string; times: string; zone: string; now: Date }) {
  const zone = parseZone(values.zone);
  const times = timesOf(values.times, zone);
  const rule = formatRecurrence(parseRecurrence(values.rule, { zone, times }));
  const starts = values.starts
    ? startDay(values.starts, { zone, now: values.now })
    : startOf({ rule, times, zone }, values.now);
  if (starts === undefined)
    throw new UserError(
      `\`${values.rule.trim()}\` has ended already: no date is left. Choose a later end, or none.`,
    );
  const [first] = occurrences(parseRecurrence(rule), { starts, count: 1 });
  if (first === undefined)
    throw new UserError(
      `From ${starts} on, \`${values.rule.trim()}\` has no date. Look at \`starts\`, please.`,
    );
  const timing = { rule, times, zone, starts, turnsFrom: starts };
  if (nextOccurrences(timing, values.now, 1).length > 0) return timing;
  throw new UserError(
    `From ${starts} on, \`${values.rule.trim()}\` has no date to come. Choose a later end, or none.`,
  );
}

/** From when times take turns: after `now`, and not on the dates whose meetings have no time of the rule's. */
export interface Turns {
  readonly now: Date;
  readonly outOfTurn: OutOfTurn;
}

/**
 * The times of a series after some of what gives them was typed anew. Another rule counts from its first date on; times
 * take turns from the next date on that is not out of turn. Throws a UserError for what cannot be read.
 */
export function retimed(before: Series, values: TypedTimes, { now, outOfTurn }: Turns) {
  const zone = values.zone ? parseZone(values.zone) : before.zone;
  const times = values.times ? timesOf(values.times, zone) : before.times;
  const rule = values.rule ? formatRecurrence(parseRecurrence(values.rule, { zone, times })) : before.rule;
  const isOtherRule = rule !== before.rule || values.starts !== undefined;
  const timing = isOtherRule
    ? timed({ rule, times: times.join(','), zone, starts: values.starts, now })
    : { rule, starts: before.starts, turnsFrom: before.turnsFrom, times, zone };
  if (!isOtherRule && times.join() === before.times.join()) return timing;
  const { out, first } = outOfTurn(timing);
  const isOut = (date: string) => out.includes(date) || skipOn(before, date) !== undefined;
  const next = nextDate(timing, now, isOut);
  return { ...timing, turnsFrom: rule === before.rule && first && first < next ? first : next };
}

/**
 * The local times of a text: they take turns in the order given, and may be written as the bot shows them. Throws a
 * UserError that says where a zone beside them belongs, unless it is `zone` once more.
 */
export function timesOf(typed: string, zone?: string): string[] {
  const times = plainMarks(typed)
    .replaceAll(/^\s*alternat\p{L}+(?:\s+between)?\s|,?\s+in turns?\s*$/giu, '')
    .split(
      /[,;&]|\/(?!\p{Lu})|(?<=\d\s*)\/|\b(?:and|then)\b|(?<!\b(?:to|till?|until)|[-–—])\s(?=\d{1,2}[:.h])/u,
    )
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => timeOf(one, zone));
  if (times.length === 0) throw new UserError('At least one time of day is needed, such as `18:00`.');
  if (times.length > 12) throw new UserError('Twelve times that take turns are enough. Leave some out.');
  return times;
}

function timeOf(typed: string, known: string | undefined): string {
  // `PT (Pacific Time)` and `(UTC)`, too.
  const [, time = '', word] =
    /^([^()]*\d(?:\s*[ap]\.?m\.?)?|noon|midnight)\s+\(?(\p{L}[^()]*)\)?(?:\s*\([^()]*\))?$/iu.exec(typed) ??
    [];
  const zone = zoneMeant(word?.trim()) ?? zoneMeant(word?.split('/')[0]?.trim());
  if (zone !== undefined && zone === known) return timeOf(time, known);
  if (zone) throw new UserError(`Write \`${time}\` as \`times\`, \`${zone}\` as \`zone\`.`);
  const [, begin, end] =
    /^(?!.*\s-\d)(?:from\s+)?(.*\d.*?)\s*(?:[-–—]|\bto\b|\btill?\b|\buntil\b)\s*(\d.*)$/iu.exec(typed) ?? [];
  // Of `6-7pm` the begin is not sure.
  const isHalf = /[ap]\.?m/iu.test(end ?? '') && !/[ap]\.?m/iu.test(begin ?? '');
  if (begin && end && !isHalf && unlessRefused(() => [begin, end].map(parseLocalTime)))
    throw new UserError(
      `\`${typed}\` has an end. Write \`${begin}\` as \`times\`, and how long it takes as \`duration\`.`,
    );
  return parseLocalTime(typed);
}

function startDay(typed: string, context: WhenContext): string {
  const day = readDay(typed, context);
  if (day < '1970' || day >= '2400')
    throw new UserError(`\`${day}\` is too far away: from 1970 to 2399, like \`2027-01-05\`.`);
  return day;
}

/** Minutes of a length that was typed. Throws a UserError for one that no meeting has. */
export function durationOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const plain = plainMarks(typed).trim();
  const minutes = parseMinutes(/^\d+$/u.test(plain) ? `${plain}m` : plain);
  if (minutes >= 5 && minutes <= longest) return minutes;
  throw new UserError(`A meeting takes from 5 minutes to 12 hours, not \`${typed.trim()}\`. Try \`1h 30m\`.`);
}

function remindersOf(typed: string | undefined): number[] | undefined {
  if (typed === undefined) return undefined;
  if (isNone(typed)) return [];
  const minutes = plainMarks(typed)
    .split(/[,;]/u)
    .filter((one) => one.trim() !== '')
    .map((one) => parseMinutes(one));
  if (minutes.length > 6) throw new UserError('Six reminders are enough for anybody. Leave some out.');
  if (minutes.some((one) => one > 28 * 24 * 60))
    throw new UserError('A reminder comes at most four weeks before. Try `7d, 1d, 1h, start`.');
  return [...new Set(minutes)].toSorted((a, b) => b - a);
}

/** A series with what was said of its looks; what was not stays as it is. */
export function drafted(values: TypedLooks, before: SeriesDraft): SeriesDraft {
  const { channel } = values;
  const others = before.chosen.filter(({ platform }) => platform !== channel?.platform);
  const draft = {
    ...before,
    durationMinutes: durationOf(values.duration) ?? before.durationMinutes,
    reminders: remindersOf(values.reminders) ?? before.reminders,
    place: valueOr(placeOf(values), before.place),
    description: valueOr(textOf(values.description), before.description),
    seats: valueOr(seatsOf(values.seats), before.seats),
    template: values.template ?? before.template,
    messages: values.messages ?? before.messages,
    ...(channel && { chosen: [...others, { platform: channel.platform, id: channel.id }] }),
    ...(values.role !== undefined && { privateRole: roleOf(values.role) }),
    ...(values.minutes && { minutesFolder: isNone(values.minutes) ? null : folderOf(values.minutes) }),
  };
  return { ...draft, ...without(values.remove, draft) };
}

/** What is left of a series' looks when a part of them is taken away. */
function without(part: string | undefined, { place }: SeriesDraft): Partial<SeriesDraft> {
  if (part === 'channel') return { chosen: [] };
  if (part === 'reminders') return { reminders: [] };
  if (part === 'role') return { privateRole: null };
  if (part === 'minutes') return { minutesFolder: null };
  if (part === 'voice') return place?.kind === 'voice' ? { place: null } : {};
  return part === 'place' || part === 'description' || part === 'seats' ? { [part]: null } : {};
}

/** What was typed, or what stood before where nothing was; null, for `none`, is a value. */
function valueOr<T>(typed: T | undefined, before: T): T {
  return typed === undefined ? before : typed;
}

/** What something is about, as it was typed; null where `none` was. */
export function textOf(typed: string | undefined): string | null | undefined {
  const text = typed === undefined ? '' : cleaned(typed).trim();
  return text && isNone(text) ? null : text || undefined;
}

function seatsOf(typed: string | undefined): number | null | undefined {
  if (typed === undefined) return undefined;
  if (isNone(typed)) return null;
  const seats = Number(typed.trim());
  if (Number.isInteger(seats) && seats >= 1 && seats <= 10_000) return seats;
  throw new UserError(`\`${typed.trim()}\` is no number of seats. Write one like \`12\`, or \`none\`.`);
}

/** The id of a role, in the signs of a mention or typed by itself; null for none. Throws a UserError for a name. */
function roleOf(typed: string): string | null {
  if (isNone(typed)) return null;
  const [, id] = /^[^\p{L}\p{N}]*(\d{1,20})[^\p{L}\p{N}]*$/u.exec(typed) ?? [];
  if (id !== undefined) return id;
  throw new UserError(
    `\`${typed.trim()}\` is not a role that I can tell from others. Choose it from the list, or give its id.`,
  );
}

/** `owner/name/folder` of what was typed, which may be an address on GitHub. */
function folderOf(typed: string): string {
  const found = folderIn(typed);
  if (found && found.path.length > 0) return found.folder;
  throw new UserError(
    `\`${typed.trim()}\` names no folder. Write it like \`python/docs-community/docs/monthly-meeting\`.`,
  );
}

/** Where a meeting is held, from the options `voice` and `place`; null where `none` was typed. */
export function placeOf(values: Pick<TypedLooks, 'place' | 'voice'>): MeetingPlace | null | undefined {
  if (values.voice) return { kind: 'voice', ...values.voice };
  const text = values.place === undefined ? '' : cleanedLine(values.place);
  if (text && isNone(text)) return null;
  return text ? { kind: 'text', text } : undefined;
}
