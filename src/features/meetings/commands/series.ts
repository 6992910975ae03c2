// `/meeting series …`: the meetings that come again every month.
import { type Command, command, type PlaceRef, type Request, whisper } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { parseZone, suggestZones } from '../../../core/time.ts';
import { parseMinutes } from '../../../core/time-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { MeetingPlace, Series } from '../facts.ts';
import { upcoming } from '../months.ts';
import { defaultReminders } from '../publications.ts';
import { parseRule, parseTimes, ruleText } from '../recurrence.ts';
import type { SeriesDraft } from '../store-series.ts';
import { seriesCard, seriesList } from '../views/series.ts';
import { seriesNamed, suggestSeries, visibleSeries } from './lookup.ts';

const longest = 12 * 60;

/** Builds the commands. */
export function seriesCommands(deps: MeetingsDeps): Command[] {
  const named = {
    type: 'string',
    description: 'Which series',
    required: true,
    suggest: (typed: string, request: Request) => suggestSeries(deps, request, typed),
  } as const;

  async function card(request: Request, series: Series, verb: string) {
    const group = await deps.groups.find(request.groupId);
    const shifts = new Map(upcoming(series, request.now).map(({ month, shift }) => [month, shift]));
    const found = await deps.store.coming(request.groupId, request.now, { seriesId: series.id });
    const coming = found
      .filter(({ meeting }) => meeting.status === 'scheduled')
      .map(({ meeting }) => ({
        ...meeting,
        shift: (meeting.timedBy === 'rule' && shifts.get(meeting.month ?? '')) || ('none' as const),
      }))
      // The next few, and those of the year that a change of the clocks shifts.
      .filter(({ shift }, i) => i < 4 || shift !== 'none');
    return whisper(seriesCard({ series, verb, coming, group, reader: request.zone }));
  }

  function changeState(verb: 'pause' | 'resume' | 'end', state: Series['state'], description: string) {
    const done = { pause: 'is paused', resume: 'goes on', end: 'has ended' }[verb];
    return command({
      name: `meeting series ${verb}`,
      description,
      access: 'organiser',
      options: { series: named },
      async run(request, values) {
        const series = await seriesNamed(deps, request, values.series);
        if (series.state === 'ended') {
          throw new UserError(`"${series.name}" has ended. Make a new one with \`/meeting series create\`.`);
        }
        const group = await deps.groups.find(request.groupId);
        await deps.store.setSeriesState(group, series.id, { state, now: request.now });
        return await card(request, { ...series, state }, done);
      },
    });
  }

  return [
    command({
      name: 'meeting series create',
      description: 'Makes a meeting that comes again every month',
      access: 'organiser',
      options: {
        name: { type: 'string', description: 'What it is called', required: true, max: 80 },
        rule: {
          type: 'string',
          description: 'first tuesday, last friday, fourth tuesday +1',
          required: true,
        },
        times: { type: 'string', description: 'One or more that take turns: 18:00, 21:00', required: true },
        zone: zoneOption(true),
        ...looks,
      },
      async run(request, values) {
        const draft: SeriesDraft = {
          name: seriesName(values.name),
          ...timing(values),
          durationMinutes: durationOf(values.duration) ?? 60,
          reminders: remindersOf(values.reminders) ?? defaultReminders,
          ...appearance(values),
        };
        if (draft.privateRole && !draft.channel) {
          throw new UserError(
            'A private series needs a `channel` of its own, which only its people can read.',
          );
        }
        const group = await deps.groups.find(request.groupId);
        const series = await deps.store.createSeries(group, draft, request.now);
        if (!series) throw nameTaken(draft.name);
        return await card(request, series, 'is set up');
      },
    }),
    command({
      name: 'meeting series edit',
      description: 'Changes a series; meetings that were moved or planned keep their time',
      access: 'organiser',
      options: {
        series: named,
        name: { type: 'string', description: 'A new name', max: 80 },
        rule: { type: 'string', description: 'first tuesday, last friday, fourth tuesday +1' },
        times: { type: 'string', description: 'One or more that take turns: 18:00, 21:00' },
        zone: zoneOption(false),
        ...looks,
      },
      async run(request, values) {
        const before = await seriesNamed(deps, request, values.series);
        if (values.role && !before.privateRole) {
          throw new UserError(
            `"${before.name}" is public, and what it has published stays so. Make a private series with \`/meeting series create\`.`,
          );
        }
        const draft: SeriesDraft = {
          ...before,
          ...(values.name && { name: seriesName(values.name) }),
          ...timing({
            rule: values.rule ?? before.rule,
            times: values.times ?? before.times.join(','),
            zone: values.zone ?? before.zone,
          }),
          durationMinutes: durationOf(values.duration) ?? before.durationMinutes,
          reminders: remindersOf(values.reminders) ?? before.reminders,
          ...appearance(values),
        };
        const group = await deps.groups.find(request.groupId);
        const series = await deps.store.editSeries(group, before.id, { draft, now: request.now });
        if (!series) throw nameTaken(draft.name);
        return await card(request, series, 'is changed');
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
        return whisper(seriesList(await visibleSeries(deps, request)));
      },
    }),
  ];
}

const looks = {
  duration: { type: 'string', description: 'How long: 60m, 1h 30m; one hour if left out' },
  place: { type: 'string', description: 'A link or words that say where', max: 100 },
  voice: { type: 'place', description: 'The voice channel where it is held', places: ['voice'] },
  reminders: { type: 'string', description: 'How long before: 7d, 1d, 1h, start' },
  channel: { type: 'place', description: 'Where it is announced, if not as usual', places: ['text'] },
  minutes: {
    type: 'string',
    description: 'The folder for minutes: owner/name/docs/monthly-meeting',
    max: 200,
  },
  role: { type: 'role', description: 'The Discord role whose people alone may see it' },
} as const;

function zoneOption<const R extends boolean>(required: R) {
  return {
    type: 'string',
    description: 'The zone of the times, such as Europe/Prague',
    required,
    suggest: async (typed: string) => suggestZones(typed).map((zone) => ({ name: zone, value: zone })),
  } as const;
}

function seriesName(typed: string): string {
  const name = typed.trim().replaceAll(/\s+/gu, ' ');
  if (name === '' || name.length > 80) throw new UserError('Give it a name of 1 to 80 characters.');
  return name;
}

function timing(values: { rule: string; times: string; zone: string }) {
  return {
    rule: ruleText(parseRule(values.rule)),
    times: parseTimes(
      values.times
        .split(/[,;]|\s(?=\d{1,2}[:.h])/u)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
    zone: parseZone(values.zone),
  };
}

/** Minutes of a length that was typed. Throws a UserError for one that no meeting has. */
export function durationOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const minutes = parseMinutes(/^\d+$/u.test(typed.trim()) ? `${typed}m` : typed);
  if (minutes >= 5 && minutes <= longest) return minutes;
  throw new UserError(`A meeting takes from 5 minutes to 12 hours, not \`${typed.trim()}\`. Try \`1h 30m\`.`);
}

function remindersOf(typed: string | undefined): number[] | undefined {
  if (typed === undefined) return undefined;
  if (/^(none|no)$/iu.test(typed.trim())) return [];
  const minutes = typed
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one) => parseMinutes(one));
  if (minutes.length > 6) throw new UserError('Six reminders are enough for anybody. Leave some out.');
  if (minutes.some((one) => one > 28 * 24 * 60)) {
    throw new UserError('A reminder comes at most four weeks before. Try `7d, 1d, 1h, start`.');
  }
  return [...new Set(minutes)].toSorted((a, b) => b - a);
}

function appearance(values: {
  place?: string | undefined;
  voice?: PlaceRef | undefined;
  channel?: PlaceRef | undefined;
  role?: string | undefined;
  minutes?: string | undefined;
}) {
  const role = values.role === undefined ? undefined : roleOf(values.role);
  const place = placeOf(values);
  return {
    ...(place && { place }),
    ...(values.channel && { channel: values.channel.id }),
    ...(role && { privateRole: role }),
    ...(values.minutes && { minutesFolder: folderOf(values.minutes) }),
  };
}

/** The id of a Discord role that was mentioned, or typed as its number. Throws a UserError for a name. */
function roleOf(typed: string): string {
  const [, id] = /^(?:<@&)?(\d{1,20})>?$/u.exec(typed.trim()) ?? [];
  if (id !== undefined) return id;
  throw new UserError(
    `\`${typed.trim()}\` is not a role that I can tell from others. Choose it on Discord, or give its id.`,
  );
}

/** `owner/name/folder` of what was typed, which may be an address on GitHub. */
function folderOf(typed: string): string {
  const folder = typed
    .trim()
    .replace(/^https:\/\/github\.com\//u, '')
    .replace(/\/(tree|blob)\/[^/]+\//u, '/')
    .replaceAll(/^\/+|\/+$/gu, '');
  const parts = folder.split('/');
  if (parts.length >= 3 && parts.every((part) => /^[\w.-]+$/u.test(part) && !/^\.+$/u.test(part)))
    return folder;
  throw new UserError(
    `\`${typed.trim()}\` names no folder. Write it like \`python/docs-community/docs/monthly-meeting\`.`,
  );
}

/** Where a meeting is held, from the options `voice` and `place`. */
export function placeOf(values: {
  place?: string | undefined;
  voice?: PlaceRef | undefined;
}): MeetingPlace | undefined {
  if (values.voice) return { kind: 'voice', id: values.voice.id, name: values.voice.name };
  const text = values.place?.trim();
  return text ? { kind: 'text', text } : undefined;
}

function nameTaken(name: string): UserError {
  return new UserError(
    `There is a series "${name}" already. Choose another name, or change it with \`/meeting series edit\`.`,
  );
}
