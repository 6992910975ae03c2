// `/meeting series skip`: days on which a series is not held.

import { type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, type Inline, list, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { instantOf, localReading } from '../../../core/time.ts';
import { readDay } from '../../../core/when.ts';
import type { MeetingsDeps } from '../deps.ts';
import { isOfDays } from '../series-dates.ts';
import { spanWords } from '../views/series.ts';
import { reasonOf, reasonOption } from './changing.ts';
import { oneSeries, seriesOption } from './series-lookup.ts';

/** Builds the command. */
export function skippingCommand(deps: MeetingsDeps): Command {
  return command({
    name: 'meeting series skip',
    description: 'Leaves out what a series has on some days: holidays, a conference',
    access: 'organiser',
    options: {
      from: option.text('The first day: 2026-12-21, 21 dec', { required: true, max: 40, isNeeded: true }),
      series: seriesOption(deps),
      to: option.text('The last day; the first if left out', { max: 40, mayBeNone: true }),
      reason: reasonOption,
    },
    async confirm(request, values) {
      const { series, from, to } = await wanted(request, values);
      const coming = await deps.store.coming(request.groupId, request.now, { seriesId: series.id });
      const skipped = coming.filter(
        ({ meeting }) => meeting.status === 'scheduled' && isOfDays(meeting, { from, to }),
      );
      return {
        document: doc(
          p('Leave out what ', strong(series.name), ` has ${spanWords({ from, to })}?`),
          skipped.length === 0
            ? p('Nothing is planned there yet; what will be is left out.')
            : list(
                ...skipped
                  .slice(0, 10)
                  .map(({ meeting }): Inline[] => [time(meeting.startsAt, request.zone)]),
              ),
          skipped.length > 10 && p(`and ${skipped.length - 10} more.`),
        ),
        label: 'Leave them out',
        style: 'danger',
        values: { series: String(series.id), from, to },
      };
    },
    async run(request, values) {
      const { series, from, to } = await wanted(request, values);
      const count = await deps.store.skip(request.groupId, series.id, {
        from,
        to,
        reason: reasonOf(values.reason) ?? null,
        now: request.now,
      });
      return whisper(
        p(strong(series.name), ` is not held ${spanWords({ from, to })}. `, ...cancelledWords(count)),
      );
    },
  });

  async function wanted(
    request: Request,
    values: { series?: string | undefined; from: string; to?: string | undefined },
  ) {
    const series = await oneSeries(deps, request, values.series, ['active', 'paused']);
    const { zone } = series;
    const from = readDay(values.from, { zone, now: request.now });
    // A day without a year is the first after this one; `tomorrow` is tomorrow.
    const since = (said: string) => (countsFromNow.test(said) ? request.now : noonOf(from, zone));
    const to = values.to === undefined ? from : readDay(values.to, { zone, now: since(values.to) });
    if (to < from) throw new UserError(`${to} is before ${from}. Give the first day first.`);
    if (to < localReading(request.now, zone).localDate)
      throw new UserError(`${to} is in the past. Give days that are still to come.`);
    return { series, from, to };
  }
}

const countsFromNow = /\b(?:today|tonight|tomorrow|yesterday|now|ago|in|next week)\b/iu;

const noonOf = (localDate: string, zone: string): Date =>
  instantOf({ localDate, localTime: '12:00', zone }).at;

function cancelledWords(count: number): Inline[] {
  if (count === 0) return ['Nothing was planned there yet; what would be is left out.'];
  const those = count === 1 ? 'One meeting is cancelled; ' : `${count} meetings are cancelled; `;
  return [those, code('/meeting restore'), ` brings ${count === 1 ? 'it' : 'one'} back.`];
}
