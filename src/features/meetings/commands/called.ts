// How meetings are named, also by their day as people say it: `SIG Docs 8 Dec`, `next tuesday`, `the December meeting`.
import { isNumberAlone, nameKey } from '../../../core/command/naming.ts';
import { MONTH_NAMES } from '../../../core/recurrence/tokens.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { localReading } from '../../../core/time.ts';
import { instantWords, monthWords } from '../../../core/time-words.ts';
import type { Meeting } from '../facts.ts';

/** What people say of a meeting beside its name and its day. */
const stopWords = new Set(['the', 'next', 'coming', 'meeting', 'on', 'of', 'in', 'for', 'at', 'one']);

/** The meetings that are called so, wholly or else in part, or else by their day: `SIG Docs 8 Dec`, `next tuesday`. */
export function calledLike<T extends { readonly meeting: Meeting }>(
  things: readonly T[],
  typed: string,
  zone: string,
): readonly T[] {
  const whole = things.filter(({ meeting }) => isNamed(meeting, typed, zone));
  const part = nameKey(typed);
  if (whole.length > 0 || part === '' || isNumberAlone(typed)) return whole;
  const inPart = things.filter(({ meeting }) => nameKey(meeting.name).includes(part));
  return inPart.length > 0 ? inPart : onDaySaid(things, typed, zone);
}

/** Whether a text is all of a meeting's name, its day or both. */
export function isNamed(meeting: Meeting, typed: string, zone: string): boolean {
  const name = nameKey(meeting.name);
  const wanted = nameKey(typed);
  if (name === wanted || nameKey(label(meeting, zone)) === wanted) return true;
  const day = meeting.occurrence ?? meeting.localDate;
  return [meeting.localDate, day, day.slice(0, 7)].some(
    (when) => wanted === when || wanted === `${name} ${when}`,
  );
}

/** A meeting's name and time, in a zone. */
export function label(meeting: Meeting, zone: string): string {
  const state = meeting.status === 'cancelled' ? ' (cancelled)' : '';
  const when = instantWords(meeting.startsAt, zone);
  return `${shortened(meeting.name, 100 - when.length - state.length - 3)} · ${when}${state}`;
}

/**
 * The meetings to whose name and day all words belong that were typed, in their order: on the reader's calendar, or else on
 * the meeting's own. Numbers are whole, other words may be cut short. Where a day is said without its year, the first such
 * day is meant, and likewise the first such month.
 */
function onDaySaid<T extends { readonly meeting: Meeting }>(
  things: readonly T[],
  typed: string,
  zone: string,
): readonly T[] {
  const said = wordsIn(typed)
    .flatMap((word) => {
      const [, day, month] = /^0?(\d{1,2})\.0?(\d{1,2})\.$/u.exec(word) ?? [];
      const name = MONTH_NAMES[Number(month) - 1];
      return day && name ? [day, name] : [word.replace(/^(\d{1,2})(?:st|nd|rd|th)$/u, '$1')];
    })
    .filter((word) => !stopWords.has(word));
  if (said.length === 0) return [];
  for (const zoneOf of [() => zone, (meeting: Meeting) => meeting.zone]) {
    const fitting = things
      .filter(({ meeting }) =>
        saysAll(
          `${meeting.name} ${meeting.localDate} ${instantWords(meeting.startsAt, zoneOf(meeting))}`,
          said,
        ),
      )
      .filter(({ meeting }) => !isOfNextYear(meeting, things, said));
    const [first] = fitting;
    if (!first) continue;
    const beside = said.filter((word) => !saysAll(first.meeting.name, [word]));
    if (beside.length === 0) return fitting;
    const day = (meeting: Meeting) => localReading(meeting.startsAt, zoneOf(meeting)).localDate;
    const isYear = saysAll(day(first.meeting).slice(0, 4), beside);
    const isMonth = saysAll(monthWords(first.meeting.startsAt, zoneOf(first.meeting)), beside);
    const when = day(first.meeting).slice(0, isYear ? 4 : isMonth ? 7 : 10);
    return fitting.filter(({ meeting }) => day(meeting).startsWith(when));
  }
  return [];
}

/** Whether a series has its next meeting so long before one that a day without a year is a day gone by, or mistaken. */
function isOfNextYear(
  { name, seriesId, startsAt, localDate }: Meeting,
  things: readonly { readonly meeting: Meeting }[],
  said: readonly string[],
): boolean {
  if (
    !said.some((word) => /^\d{1,2}$/u.test(word) && !saysAll(name, [word])) ||
    said.some((word) => /^\d{4}/u.test(word))
  )
    return false;
  const next = things.find(({ meeting }) => meeting.seriesId === seriesId)?.meeting;
  return (
    seriesId !== null &&
    next !== undefined &&
    next.localDate.slice(0, 4) !== localDate.slice(0, 4) &&
    startsAt.getTime() - next.startsAt.getTime() > 330 * 86_400_000
  );
}

/** Whether what was typed is not a meeting's day alone: a part of its name is in it, or that it is to come. */
export const isNamedIn = ({ name }: Meeting, typed: string): boolean =>
  nameKey(name).includes(nameKey(typed)) ||
  wordsIn(typed).some((word) => /next|coming/u.test(word) || (!stopWords.has(word) && saysAll(name, [word])));

function saysAll(text: string, words: readonly string[]): boolean {
  const known = wordsIn(text);
  return words.every((word) =>
    known.some((one) => (/^\d|^..?$/u.test(word) ? one === word : one.startsWith(word))),
  );
}

const wordsIn = (text: string): string[] =>
  nameKey(text)
    .split(/[\s,·]+|(?<=\p{L})[-–_](?=\p{L})/u)
    .filter(Boolean);
