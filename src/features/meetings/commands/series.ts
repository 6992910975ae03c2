// `/meeting series …`: the meetings that come again.

import { isCheckedFolder } from '../../../core/checked-repository.ts';
import { type Command, command, opensFormWith, type Request, whisper } from '../../../core/command.ts';
import { placesFor, spaceOn } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Series } from '../facts.ts';
import { defaultReminders } from '../rules.ts';
import { comingOccurrences, nextOccurrences } from '../series-dates.ts';
import type { SeriesDraft } from '../store-series.ts';
import { type Missing, seriesCard, seriesList } from '../views/series.ts';
import { seriesPreview, statePreview } from '../views/series-preview.ts';
import { oneSeries, seriesOption, visibleSeries } from './lookup.ts';
import { newSeriesForm, seriesForm } from './making-forms.ts';
import { announcedOn } from './preview.ts';
import {
  about,
  drafted,
  isNone,
  looks,
  messagesOption,
  removeOption,
  retimed,
  ruleOption,
  seriesName,
  templateOption,
  timed,
  zoneOption,
} from './series-options.ts';

/** Builds the commands. */
export function seriesCommands(deps: MeetingsDeps): Command[] {
  const named = seriesOption(deps);
  /** The states of what each verb does something to. */
  const states = { pause: ['active'], resume: ['paused'], end: ['active', 'paused'] } as const;
  const going: Series['state'][] = ['active', 'paused'];

  async function card(request: Request, series: Series, verb: string, unchecked?: string) {
    const shifts = new Map(comingOccurrences(series, request.now).map(({ date, shift }) => [date, shift]));
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
        missing: await missing(series),
        isOver: isOver(series, found, request.now),
        unchecked,
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

  async function notEnded(
    request: Request,
    typed: string | undefined,
    fitting: readonly Series['state'][],
  ): Promise<Series> {
    const series = await oneSeries(deps, request, typed, fitting);
    if (series.state !== 'ended') return series;
    throw new UserError(`"${series.name}" has ended. Make a new one with \`/meeting series create\`.`);
  }

  /** Says, once new minutes of a series could be written where they are to be, that this could not be looked up. */
  async function uncheckedFolder(draft: SeriesDraft, before?: Series): Promise<string | undefined> {
    const { minutesFolder: folder } = draft;
    if (!deps.findWritable || !folder || folder === before?.minutesFolder) return undefined;
    return (await isCheckedFolder(folder, deps.findWritable)) ? undefined : folder;
  }

  const shownOf = (request: Request, { privateRole, chosen }: Pick<Series, 'privateRole' | 'chosen'>) =>
    announcedOn(deps, request.groupId, { isPublic: privateRole === null, chosen });

  return [
    command({
      name: 'meeting series create',
      description: 'Makes a meeting that comes again; with nothing typed a form asks',
      access: 'organiser',
      opensForm: { unless: 'rule' },
      options: {
        name: { type: 'string', description: 'What it is called', max: 80, isNeeded: true },
        rule: ruleOption(false),
        times: { type: 'string', description: 'One or more that take turns: 18:00, 21:00' },
        zone: zoneOption(false),
        starts: startsOption,
        ...looks,
        ...about,
        template: templateOption,
        messages: messagesOption,
      },
      async confirm(request, values) {
        const draft = newSeries(whole(values), request.now);
        if (await deps.store.isTaken(request.groupId, draft.name)) throw nameTaken(draft.name);
        return {
          document: seriesPreview({
            draft,
            dates: nextOccurrences(draft, request.now, 4),
            unchecked: await uncheckedFolder(draft),
            shown: await shownOf(request, draft),
            reader: request.zone,
          }),
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
        const unchecked = await uncheckedFolder(draft);
        const series = await deps.store.createSeries(request.groupId, draft, request.now);
        if (!series) throw nameTaken(draft.name);
        return await card(request, series, 'is set up', unchecked);
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
        const draft = changed(before, values, request.now);
        return {
          document: seriesPreview({
            before,
            draft,
            dates: nextOccurrences(draft, request.now, 4),
            unchecked: await uncheckedFolder(draft, before),
            shown: await shownOf(request, draft),
            reader: request.zone,
          }),
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
        const wanted = changed(before, values, request.now);
        const unchecked = await uncheckedFolder(wanted, before);
        const series = await deps.store.editSeries(request.groupId, before.id, {
          draft: (current) => {
            const draft = changed(current, values, request.now);
            request.refuseOther?.(JSON.stringify(changedParts(current, draft)));
            refuseChangedMeanwhile({ before, wanted, current });
            return draft;
          },
          now: request.now,
        });
        if (!series) throw nameTaken(wanted.name);
        return await card(request, series, 'is changed', unchecked);
      },
    }),
    changeState(
      'pause',
      'paused',
      'Stops announcing a series until it is resumed; cancels what was announced',
    ),
    changeState('resume', 'active', 'Goes on with a paused series'),
    changeState('end', 'ended', 'Ends a series for good; cancels what was announced'),
    command({
      name: 'meeting series list',
      description: 'Lists the series of meetings and when they take place',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const coming = await deps.store.coming(request.groupId, request.now);
        const all = (await visibleSeries(deps, request)).map((series) => ({
          series,
          isOver: isOver(series, coming, request.now),
          planned: coming
            .map(({ meeting }) => meeting)
            .filter(
              (one) => one.seriesId === series.id && one.timedBy === 'plan' && one.status === 'scheduled',
            ),
        }));
        return whisper(seriesList(all, { reader: request.zone, isOrganiser: request.isOrganiser }));
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

/** What is needed of a new series. Throws a UserError that names what is missing. */
function whole<
  V extends {
    name?: string | undefined;
    rule?: string | undefined;
    times?: string | undefined;
    zone?: string | undefined;
  },
>(values: V) {
  const { name, rule, times, zone } = values;
  if (name && rule && times && zone) return { ...values, name, rule, times, zone };
  const lacks = Object.entries({ name, rule, times, zone }).flatMap(([option, value]) =>
    value ? [] : [option],
  );
  throw new UserError(
    `It lacks ${lacks.map((option) => `\`${option}\``).join(', ')}. Type it as well, or type nothing and a form asks for all.`,
  );
}

/** A series as it was typed. Throws a UserError for what cannot be. */
function newSeries(
  values: Parameters<typeof drafted>[0] & {
    name: string;
    rule: string;
    times: string;
    zone: string;
    starts?: string | undefined;
  },
  now: Date,
): SeriesDraft {
  return withChannel(
    drafted(values, {
      ...timed({ ...values, now }),
      name: seriesName(values.name),
      durationMinutes: 60,
      reminders: [...defaultReminders],
      place: null,
      chosen: [],
      privateRole: null,
      minutesFolder: null,
      description: null,
      seats: null,
      template: 'monthly',
      messages: 'usual',
    }),
  );
}

/** A series with what was typed anew. Throws a UserError for what cannot be. */
function changed(
  before: Series,
  values: Parameters<typeof drafted>[0] & Parameters<typeof retimed>[1] & { name?: string | undefined },
  now: Date,
): SeriesDraft {
  if (values.role && !isNone(values.role) && !before.privateRole) {
    throw new UserError(
      `"${before.name}" is public, and what it has published stays so. Make a private series with \`/meeting series create\`.`,
    );
  }
  return withChannel(
    drafted(values, {
      ...before,
      ...retimed(before, values, now),
      ...(values.name && { name: seriesName(values.name) }),
    }),
  );
}

/** Throws a UserError when what is to be changed of a series was changed by somebody else since it was looked at. */
function refuseChangedMeanwhile(of: { before: Series; wanted: SeriesDraft; current: Series }): void {
  const now = new Map(partsOf(of.current));
  if (changedParts(of.before, of.wanted).every(([part, was]) => now.get(part) === was)) return;
  throw new UserError(
    `Somebody has just changed the same of "${of.before.name}", so what you sent is not saved. Look at it with \`/meeting series list\`, and change it again if it still is to be.`,
  );
}

/** The parts of a series that a draft changes, as they are. */
function changedParts(before: Series, draft: SeriesDraft): (readonly [part: string, was: string])[] {
  const wanted = new Map(partsOf(draft));
  return partsOf(before).filter(([part, was]) => wanted.get(part) !== was);
}

const partsOf = (draft: SeriesDraft) =>
  Object.entries(draft).map(([part, value]) => [part, JSON.stringify(value) ?? ''] as const);

/** The same draft. Throws a UserError for a private series that has no channel of its own. */
function withChannel(draft: SeriesDraft): SeriesDraft {
  if (!draft.privateRole || draft.chosen.length > 0) return draft;
  throw new UserError('A private series needs a `channel` of its own, which only its people can read.');
}

const startsOption = {
  type: 'string',
  description: 'From when on, YYYY-MM-DD; every other week counts from it. The first date if left out',
} as const;

/** What can be changed of a series. */
const changeable = {
  name: { type: 'string', description: 'A new name', max: 80, isNeeded: true },
  rule: ruleOption(false),
  times: { type: 'string', description: 'One or more that take turns: 18:00, 21:00' },
  zone: zoneOption(false),
  starts: startsOption,
  ...looks,
  ...about,
  template: templateOption,
  messages: messagesOption,
  remove: removeOption,
} as const;

function nameTaken(name: string): UserError {
  return new UserError(
    `There is a series "${name}" already. Choose another name, or change it with \`/meeting series edit\`.`,
  );
}
