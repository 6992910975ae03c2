// The option of a moment to come.

import { option, type Request } from '../../../core/command.ts';
import { UserError, unlessRefused } from '../../../core/errors.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { addDays, localReading } from '../../../core/time.ts';
import { shown } from '../../../core/when/clocks.ts';
import { suggestWhens } from '../../../core/when/suggest.ts';
import { isTimeAlone, readDay, readWhen, type When, whenText } from '../../../core/when.ts';
import type { Meeting } from '../facts.ts';

const whenChoice = (when: When) => ({ name: shortened(when.words, 100), value: whenText(when) });

/** The option of a moment, with what the words mean shown while they are typed. */
export const whenOption = option.text(
  'The new time as you read it: tue 20:00, 2026-12-01 20:00, tomorrow 18:00',
  {
    required: true,
    isNeeded: true,
    async suggest(typed, { zone, now }) {
      return suggestWhens(typed, { zone, now }).map(whenChoice);
    },
  },
);

/** No single meeting is planned further ahead: a year mistyped. */
const furthest = 5 * 366 * 86_400_000;

/** The moment that was typed. Throws a UserError when it is none, lies in the past, or more than five years ahead. */
export function futureWhen(typed: string, { zone, now }: Pick<Request, 'zone' | 'now'>): When {
  const when = readWhen(typed, { zone, now });
  if (when.at.getTime() > now.getTime() + furthest)
    throw new UserError(`${when.words} is more than five years away. Look at the year, please.`);
  if (when.at > now) return when;
  throw new UserError(`${when.words} is in the past. Give a time that is still to come.`);
}

/** Words from which a day would be taken, and that say more than a day, or that it is counted from the meeting's. */
const moreThanDay =
  /\b(?:morning|afternoon|evening|(?:to)?night|later|earlier|before|next day|after(?! tomorrow))\b/iu;

/** What may be counted from today, or from the meeting's day. */
const countedFromDay = /\b(?:later|earlier|next day|(?:day|week|month)s? (?:before|after(?! tomorrow)))\b/iu;

/** What is typed as a day or as a time of day alone, of which a meeting that is moved keeps the other. */
function halfOf(typed: string, { zone, now }: Pick<Request, 'zone' | 'now'>) {
  const words = typed.replace(/^\s*to\s+/iu, '');
  const day = moreThanDay.test(words) ? undefined : unlessRefused(() => readDay(words, { zone, now }));
  return { words, day, isHalf: day !== undefined || isTimeAlone(words, zone) };
}

/**
 * The moment to which a meeting is moved, as `futureWhen`: a time of day alone is on the meeting's day, and a day alone keeps
 * its time of day. Throws a UserError.
 */
export function movedWhen(typed: string, meeting: Meeting, request: Pick<Request, 'zone' | 'now'>): When {
  const { zone, now } = request;
  const { words, day, isHalf } = halfOf(typed, request);
  if (day !== undefined) {
    const days = (Date.parse(day) - Date.parse(localReading(meeting.startsAt, zone).localDate)) / 86_400_000;
    return futureWhen(`${addDays(meeting.localDate, days)} ${meeting.localTime} ${meeting.zone}`, request);
  }
  if (!isHalf) {
    const when = futureWhen(words, request);
    if (!countedFromDay.test(words)) return when;
    throw new UserError(
      `\`${words}\` can be counted from today or from the day of the meeting. Write the day: \`${whenText(when)}\`.`,
    );
  }
  const { localDate } = shown(meeting.startsAt, readWhen(words, { zone, now }));
  return futureWhen(`${localDate} ${words}`, request);
}

/** What `movedWhen` would read, while it is typed; `undefined` while it is not known which meeting is moved. */
export function suggestMoves(
  typed: string,
  meeting: Meeting | undefined,
  request: Pick<Request, 'zone' | 'now'>,
) {
  const { zone, now } = request;
  if (countedFromDay.test(typed)) return [];
  if (!halfOf(typed, request).isHalf) return suggestWhens(typed, { zone, now }).map(whenChoice);
  const when = meeting && unlessRefused(() => movedWhen(typed, meeting, request));
  return when ? [whenChoice(when)] : [];
}
