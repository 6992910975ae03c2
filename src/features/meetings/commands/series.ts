// `/meeting series …`: the meetings that come again.

import { type Command, command, opensFormWith, option, type Request } from '../../../core/command.ts';
import { placesFor, spaceOn } from '../../../core/directory.ts';
import type { Block } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { checkedFolder } from '../../../core/github/checked-repository.ts';
import { whisper } from '../../../core/reply.ts';
import { localReading } from '../../../core/time.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Series } from '../facts.ts';
import { isTakingPlace } from '../rules.ts';
import { comingOccurrences, nextOccurrences, skipOn } from '../series-dates.ts';
import type { SeriesDraft } from '../store/series.ts';
import { hiddenWords, type Missing, seriesCard, seriesList, uncheckedWords } from '../views/series.ts';
import { seriesPreview, statePreview } from '../views/series-preview.ts';
import { newSeriesForm, seriesForm } from './making-forms.ts';
import { announcedOn } from './preview.ts';
import { changeable, changed, changedParts, newSeries, said, whole } from './series-drafts.ts';
import { oneSeries, seriesOption } from './series-lookup.ts';
import { refuseStranger, visibleSeries } from './sight.ts';

/** Builds the commands. */
export function seriesCommands(deps: MeetingsDeps): Command[] {
  const named = seriesOption(deps);
  /** The states of what each verb does something to. */
  const states = { pause: ['active'], resume: ['paused'], end: ['active', 'paused'] } as const;
  const going: Series['state'][] = ['active', 'paused'];

  async function card(request: Request, series: Series, verb: string, ofFolder?: Block) {
    const near = comingOccurrences(series, request.now);
    const shifts = new Map(near.map(({ date, shift }) => [date, shift]));
    const found = await deps.store.coming(request.groupId, request.now, { seriesId: series.id });
    const coming = found
      .filter(({ meeting }) => meeting.status === 'scheduled')
      .map(({ meeting }) => ({
        ...meeting,
        shift: (meeting.timedBy === 'rule' && shifts.get(meeting.occurrence ?? '')) || ('none' as const),
      }))
      // The next few, and those of the year that a change of the clocks shifts.
      .filter(({ shift }, i) => i < 4 || shift !== 'none');
    return whisper(
      seriesCard({
        series,
        verb,
        coming,
        // Of a date further ahead than is planned there is no meeting yet.
        later: coming.length > 0 ? undefined : firstAfter(near.length, series, request.now),
        missing: await missing(series),
        isOver: isOver(series, found, request.now),
        ofFolder,
        reader: request.zone,
      }),
    );
  }

  /** What keeps a series from being announced on every platform. */
  async function missing(series: Series): Promise<Missing[]> {
    const group = await deps.groups.find(series.groupId);
    const places = [...series.chosen, ...placesFor(group, 'meetings')];
    return deps.platforms.flatMap(({ name, title, can }): Missing[] => {
      const isPublic = series.privateRole === null;
      const needsPlace = isPublic && (can.messages || can.topics);
      const hasPlace = places.some(({ platform }) => platform === name);
      return [
        ...(needsPlace && !hasPlace ? [{ title, what: 'place' } as const] : []),
        ...(can.events && spaceOn(group, name) === undefined ? [{ title, what: 'space' } as const] : []),
      ];
    });
  }

  function changeState(verb: 'pause' | 'resume' | 'end', state: Series['state'], description: string) {
    const done = { pause: 'is paused', resume: 'goes on', end: 'has ended' }[verb];
    return command({
      name: `meeting series ${verb}`,
      description,
      access: 'organiser',
      options: { series: named },
      async confirm(request, values) {
        const series = await notEnded(request, values.series, states[verb]);
        const found = await deps.store.coming(request.groupId, request.now, { seriesId: series.id });
        return {
          document: statePreview(verb, series, { coming: found, reader: request.zone }),
          label: { pause: 'Pause it', resume: 'Go on', end: 'End it' }[verb],
          style: verb === 'resume' ? 'primary' : 'danger',
          values: { series: String(series.id) },
        };
      },
      async run(request, values) {
        const series = await notEnded(request, values.series, states[verb]);
        await deps.store.setSeriesState(request.groupId, series.id, { state, now: request.now });
        return await card(request, { ...series, state }, done);
      },
    });
  }

  async function notEnded(request: Request, typed: string | undefined, fitting: readonly Series['state'][]) {
    const series = await oneSeries(deps, request, typed, fitting);
    if (series.state !== 'ended') return series;
    throw new UserError(`"${series.name}" has ended. Make a new one with \`/meeting series create\`.`);
  }

  /** What there is to know, once new minutes of a series could be written where they are to be: see `uncheckedWords`, `hiddenWords`. */
  async function ofNewFolder(request: Request, draft: SeriesDraft, before?: Series) {
    const { minutesFolder: folder, privateRole, chosen } = draft;
    const find = deps.findWritable;
    if (!find || !folder || folder === before?.minutesFolder) return undefined;
    const found = await checkedFolder(folder, find);
    if (!found) return uncheckedWords(folder);
    if (!found.isPrivate || privateRole !== null) return undefined;
    const group = await deps.groups.find(request.groupId);
    return (await deps.isForAll(group, chosen)) ? hiddenWords(found.name) : undefined;
  }

  /** What is shown of a series before it is made, or changed. */
  async function preview(request: Request, draft: SeriesDraft, before?: Series) {
    const { privateRole, chosen } = draft;
    const out = before ? (await deps.store.outOfTurn(before, request.now))(draft).out : [];
    const next = nextOccurrences(draft, request.now, 4 + out.length);
    return seriesPreview({
      ...(before && { before }),
      draft,
      dates: next.filter(({ date }) => !out.includes(date)).slice(0, 4),
      ofFolder: await ofNewFolder(request, draft, before),
      shown: await announcedOn(deps, request.groupId, { isPublic: privateRole === null, chosen }),
      reader: request.zone,
    });
  }

  return [
    command({
      name: 'meeting series create',
      description: 'Makes a meeting that comes again; with nothing typed a form asks',
      access: 'organiser',
      opensForm: { unless: 'rule' },
      options: { name: option.text('What it is called', { max: 80, isNeeded: true }), ...said },
      async confirm(request, values) {
        const draft = newSeries(whole(values), request.now);
        if (await deps.store.isTaken(request.groupId, draft.name)) throw nameTaken(draft.name);
        return {
          document: await preview(request, draft),
          label: 'Set it up',
          values: { starts: draft.starts },
        };
      },
      async run(request, values) {
        if (values.rule === undefined) {
          const { name, times, zone, description } = values;
          return newSeriesForm(request, { name, times, zone, description });
        }
        const draft = newSeries(whole(values), request.now);
        const ofFolder = await ofNewFolder(request, draft);
        const series = await deps.store.createSeries(request.groupId, draft, request.now);
        if (!series) throw nameTaken(draft.name);
        return await card(request, series, 'is set up', ofFolder);
      },
    }),
    command({
      name: 'meeting series edit',
      description: 'Changes a series; moved and planned meetings stay. With nothing typed a form asks',
      access: 'organiser',
      bare: 'series',
      opensForm: { unless: Object.keys(changeable) },
      options: { series: named, ...changeable },
      async confirm(request, values) {
        const before = await oneSeries(deps, request, values.series, going);
        const outOfTurn = await deps.store.outOfTurn(before, request.now);
        const draft = changed(before, values, { now: request.now, outOfTurn });
        return {
          document: await preview(request, draft, before),
          label: 'Change it',
          overwrites: JSON.stringify(changedParts(before, draft)),
          values: {
            series: String(before.id),
            ...(draft.starts !== before.starts && { starts: draft.starts }),
          },
        };
      },
      async run(request, values) {
        const before = await oneSeries(deps, request, values.series, going);
        if (opensFormWith({ opensForm: { unless: Object.keys(changeable) } }, values))
          return seriesForm(before, {});
        const outOfTurn = await deps.store.outOfTurn(before, request.now);
        const wanted = changed(before, values, { now: request.now, outOfTurn });
        const ofFolder = await ofNewFolder(request, wanted, before);
        const series = await deps.store.editSeries(request.groupId, before.id, {
          draft: (current) => {
            const draft = changed(current, values, { now: request.now, outOfTurn });
            request.refuseOther?.(JSON.stringify(changedParts(current, draft)));
            return draft;
          },
          now: request.now,
        });
        if (!series) throw nameTaken(wanted.name);
        return await card(request, series, 'is changed', ofFolder);
      },
    }),
    changeState(
      'pause',
      'paused',
      'Stops announcing a series until it is resumed; cancels what people know of',
    ),
    changeState('resume', 'active', 'Goes on with a paused series'),
    changeState('end', 'ended', 'Ends a series for good; cancels what people know of'),
    command({
      name: 'meeting series list',
      description: 'Lists the series of meetings and when they take place',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const coming = await deps.store.coming(request.groupId, request.now);
        const visible = await visibleSeries(deps, request);
        if (visible.length === 0) await refuseStranger(deps, request);
        const all = visible.map((series) => ({
          series,
          isOver: isOver(series, coming, request.now),
          held: coming.flatMap((one) =>
            one.meeting.seriesId === series.id && isTakingPlace(one) ? [one.meeting] : [],
          ),
        }));
        return whisper(
          seriesList(all, {
            reader: request.zone,
            isOrganiser: request.isOrganiser,
            today: localReading(request.now, request.zone).localDate,
          }),
        );
      },
    }),
  ];
}

/** Whether a series has no date to come: its rule has none left, and no meeting of it was moved to a later day. */
function isOver(series: Series, coming: readonly Found[], now: Date): boolean {
  return (
    nextOccurrences(series, now, 1).length === 0 &&
    !coming.some(({ meeting }) => meeting.seriesId === series.id && meeting.status === 'scheduled')
  );
}

/** The first date of a series that is further ahead than a number of others, and is not skipped. */
function firstAfter(count: number, series: Series, now: Date): Date | undefined {
  return nextOccurrences(series, now, count + 20)
    .slice(count)
    .find(({ date }) => !skipOn(series, date))?.startsAt;
}

function nameTaken(name: string): UserError {
  return new UserError(
    `There is a series "${name}" already. Choose another name, or change it with \`/meeting series edit\`.`,
  );
}
