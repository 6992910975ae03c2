// `/prs watch …`: which pull requests are told of, when and where.
import { type Command, command, type Request, whisper } from '../../../core/command.ts';
import { code, doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { nextRun, parseSchedule } from '../../../core/schedule.ts';
import { instantOf } from '../../../core/time.ts';
import { readWhen } from '../../../core/when.ts';
import type { DigestsDeps } from '../deps.ts';
import { type Scope, sectionNames, type Watch } from '../facts.ts';
import { readList, readRepositories, readSections, scopeOf } from '../scope.ts';
import { watchCard, watchList } from '../views/watch.ts';
import { suggestRepositories, suggestWatches, watchNamed } from './found.ts';

const longestName = 80;
/** GitHub is not asked more often than so. */
const shortestGapMilliseconds = 60 * 60_000;

/** Builds the commands. */
export function watchCommands(deps: DigestsDeps): Command[] {
  const { store } = deps;
  const which = {
    type: 'string',
    description: 'Which watch',
    required: true,
    suggest: (typed: string, request: Request) => suggestWatches(deps, request, typed),
  } as const;
  const repository = {
    type: 'string',
    description: 'Which repository: owner/name, several with commas',
    max: 400,
    suggest: (typed: string, request: Request) => suggestRepositories(deps, request, typed),
  } as const;

  async function card(request: Request, watch: Watch, verb: string) {
    const group = await deps.groups.find(request.groupId);
    return whisper(watchCard(watch, { verb, group, zone: request.zone, at: comingRun(watch) }));
  }

  async function scheduleFrom(request: Request, typed: string) {
    const { zone } = await deps.groups.find(request.groupId);
    return scheduleOf(typed, { now: request.now, zone });
  }

  async function changed(request: Request, watch: Watch, change: Parameters<typeof store.changeWatch>[2]) {
    const after = await store.changeWatch(request.groupId, watch.id, change);
    if (!after) throw nameTaken(change.name ?? watch.name);
    return after;
  }

  return [
    command({
      name: 'prs watch add',
      description: 'Has a digest of open pull requests published again and again',
      access: 'organiser',
      options: {
        repository: { ...repository, required: true },
        schedule: { ...looks.schedule, required: true },
        ...looks.rest,
      },
      async run(request, values) {
        const scope = scopeOf({
          repositories: readRepositories(values.repository),
          ...scopeChange(values),
        });
        const schedule = await scheduleFrom(request, values.schedule);
        const name = nameOf(values.name) ?? usualName(scope);
        const watch = await store.addWatch({
          groupId: request.groupId,
          name,
          scope,
          ...schedule,
          ...(values.channel && { channel: values.channel.id }),
          topics: topicsOf(values.discourse) ?? 'each',
        });
        if (!watch) throw nameTaken(name);
        return await card(request, watch, 'is watched');
      },
    }),
    command({
      name: 'prs watch edit',
      description: 'Changes a watch; "none" empties a list',
      access: 'organiser',
      options: { watch: which, repository, schedule: looks.schedule, ...looks.rest },
      async run(request, values) {
        const before = await watchNamed(deps, request, values.watch);
        const name = nameOf(values.name);
        const topics = topicsOf(values.discourse);
        const after = await changed(request, before, {
          scope: scopeOf({
            ...before.scope,
            ...(values.repository && { repositories: readRepositories(values.repository) }),
            ...scopeChange(values),
          }),
          ...(name && { name }),
          ...(values.schedule && (await scheduleFrom(request, values.schedule))),
          ...(values.channel && { channel: values.channel.id }),
          ...(topics && { topics }),
        });
        return await card(request, after, 'is changed');
      },
    }),
    command({
      name: 'prs watch list',
      description: 'Lists what is watched, and when the next digests come',
      access: 'everyone',
      async run(request) {
        const group = await deps.groups.find(request.groupId);
        const watches = await store.watches(request.groupId);
        return whisper(watchList(watches, { group, zone: request.zone, at: comingRun }));
      },
    }),
    command({
      name: 'prs watch pause',
      description: 'Stops the digests of a watch until it is resumed',
      access: 'organiser',
      options: { watch: which },
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        return await card(request, await changed(request, watch, { isPaused: true }), 'is paused');
      },
    }),
    command({
      name: 'prs watch resume',
      description: 'Goes on with a paused watch',
      access: 'organiser',
      options: { watch: which },
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        // What was missed while it was paused is not made up for.
        const nextRunAt = nextRun(parseSchedule(watch.schedule), request.now);
        return await card(request, await changed(request, watch, { isPaused: false, nextRunAt }), 'goes on');
      },
    }),
    command({
      name: 'prs watch remove',
      description: 'Ends a watch; what was published stays',
      access: 'organiser',
      options: { watch: which },
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        await store.removeWatch(request.groupId, watch.id);
        return whisper(doc(p(strong(watch.name), ' is no longer watched.')));
      },
    }),
    command({
      name: 'prs watch skip',
      description: 'Lets a watch rest over holidays or quiet weeks',
      access: 'organiser',
      options: {
        watch: which,
        until: {
          type: 'string',
          description: 'The first day with digests again, such as 2027-01-04; "none" takes it back',
          required: true,
          max: 60,
        },
      },
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        const skipUntil = skipOf(values.until, { watch, now: request.now });
        const after = await changed(request, watch, { skipUntil });
        if (skipUntil === null) return await card(request, after, 'no longer rests');
        return whisper(
          doc(
            p(
              strong(watch.name),
              ' rests. The next digest comes on ',
              time(comingRun(after), request.zone),
              '.',
            ),
            p('To take it back: ', code(`/prs watch skip watch:"${watch.name}" until:none`)),
          ),
        );
      },
    }),
  ];
}

const looks = {
  schedule: {
    type: 'string',
    description: 'When: mondays 09:00 Europe/Prague, or a cron line with a zone',
    max: 100,
  },
  rest: {
    label: { type: 'string', description: 'Only with one of these labels, with commas', max: 300 },
    'all-labels': { type: 'string', description: 'Only with all of these labels', max: 300 },
    without: { type: 'string', description: 'Not with any of these labels', max: 300 },
    paths: { type: 'string', description: 'Only what touches these paths: Doc/**', max: 300 },
    drafts: { type: 'boolean', description: 'Whether drafts are told of; yes if left out' },
    'min-age': { type: 'integer', description: 'Only what is open for so many days', min: 0, max: 3650 },
    translations: { type: 'string', description: 'Paths of translations, for a part of their own', max: 300 },
    issues: { type: 'string', description: 'Labels of the issues for the agenda: docs, easy', max: 300 },
    sections: { type: 'string', description: 'Only these parts: ready, first, author, stuck …', max: 300 },
    top: { type: 'integer', description: 'How many of each part the short digest shows', min: 1, max: 20 },
    channel: { type: 'place', description: 'Where it goes on Discord, if not as usual', places: ['text'] },
    discourse: {
      type: 'string',
      description: 'On Discourse: a topic for each digest, one that grows, or nothing',
      choices: [
        { name: 'a topic for each', value: 'each' },
        { name: 'one topic that grows', value: 'one' },
        { name: 'nothing', value: 'none' },
      ],
    },
    name: { type: 'string', description: 'What it is called', max: longestName },
  },
} as const;

/** When the next digest of a watch really comes, holidays considered. */
function comingRun(watch: Watch): Date {
  if (!watch.skipUntil || watch.nextRunAt >= watch.skipUntil) return watch.nextRunAt;
  return nextRun(parseSchedule(watch.schedule), new Date(watch.skipUntil.getTime() - 1));
}

function scopeChange(values: {
  label?: string | undefined;
  'all-labels'?: string | undefined;
  without?: string | undefined;
  paths?: string | undefined;
  drafts?: boolean | undefined;
  'min-age'?: number | undefined;
  translations?: string | undefined;
  issues?: string | undefined;
  sections?: string | undefined;
  top?: number | undefined;
}): Partial<Scope> {
  return {
    ...(values.label !== undefined && { anyOf: listOf(values.label) }),
    ...(values['all-labels'] !== undefined && { allOf: listOf(values['all-labels']) }),
    ...(values.without !== undefined && { noneOf: listOf(values.without) }),
    ...(values.paths !== undefined && { paths: listOf(values.paths) }),
    ...(values.drafts !== undefined && { hasDrafts: values.drafts }),
    ...(values['min-age'] !== undefined && { minAgeDays: values['min-age'] }),
    ...(values.translations !== undefined && { translations: listOf(values.translations) }),
    ...(values.issues !== undefined && { issues: listOf(values.issues) }),
    ...(values.sections !== undefined && {
      sections: isNone(values.sections) ? [] : sectionsOf(values.sections),
    }),
    ...(values.top !== undefined && { top: values.top }),
  };
}

function sectionsOf(typed: string): Scope['sections'] {
  const wanted = new Set(readSections(typed));
  return sectionNames.filter((name) => wanted.has(name));
}

function listOf(typed: string): string[] {
  return isNone(typed) ? [] : readList(typed);
}

function isNone(typed: string): boolean {
  return /^(?:none|all)$/iu.test(typed.trim());
}

/** A schedule that was typed, in the group's zone if it names none. Throws a UserError for one that cannot be read, never comes or comes too often. */
function scheduleOf(
  typed: string,
  { now, zone }: { now: Date; zone: string },
): { schedule: string; nextRunAt: Date } {
  const words = typed.trim().replaceAll(/\s+/gu, ' ');
  const text = /(?:^|\s)(?:[\d*][^\s]*)$/u.test(words) ? `${words} ${zone}` : words;
  const schedule = parseSchedule(text);
  const nextRunAt = nextRun(schedule, now);
  let at = nextRunAt;
  for (let i = 0; i < 5; i += 1) {
    const next = nextRun(schedule, at);
    if (next.getTime() - at.getTime() < shortestGapMilliseconds) {
      throw new UserError('That is too often: once an hour is the most, once a week is usual.');
    }
    at = next;
  }
  return { schedule: text, nextRunAt };
}

function skipOf(typed: string, { watch, now }: { watch: Watch; now: Date }): Date | null {
  if (isNone(typed)) return null;
  const { zone } = parseSchedule(watch.schedule);
  const until = /^\d{4}-\d{2}-\d{2}$/u.test(typed.trim())
    ? instantOf({ localDate: typed.trim(), localTime: '00:00', zone }).at
    : readWhen(/\d{1,2}[:h]/u.test(typed) ? typed : `${typed} 00:00`, { zone, now }).at;
  if (until <= now)
    throw new UserError(`\`${typed.trim()}\` is not in the future. Write a date like \`2027-01-04\`.`);
  return until;
}

function nameOf(typed: string | undefined): string | undefined {
  const name = typed?.trim().replaceAll(/\s+/gu, ' ');
  return name === '' ? undefined : name;
}

function usualName(scope: Scope): string {
  const labels = [...scope.anyOf, ...scope.allOf].join(', ');
  const name = `${scope.repositories.join(', ')}${labels === '' ? '' : ` ${labels}`}`;
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}

function topicsOf(value: string | undefined): Watch['topics'] | undefined {
  return value === 'each' || value === 'one' || value === 'none' ? value : undefined;
}

function nameTaken(name: string): UserError {
  return new UserError(
    `There is a watch "${name}" already. Change it with \`/prs watch edit\`, or give a \`name\`.`,
  );
}
