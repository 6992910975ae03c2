// `/prs watch …`: which pull requests are told of, when and where.
import {
  type Command,
  type Confirmation,
  command,
  option,
  type PlaceRef,
  type Request,
} from '../../../core/command.ts';
import { placesFor } from '../../../core/directory.ts';
import { code, doc, type Inline, list, p, strong, time } from '../../../core/document.ts';
import { unlessRefused } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { nextRun, parseSchedule } from '../../../core/schedule.ts';
import type { DigestsParts } from '../deps.ts';
import type { Watch } from '../facts.ts';
import { scheduleRead } from '../rules.ts';
import { scopeOf } from '../scope.ts';
import { watchCard, watchList } from '../views/watch.ts';
import { existingRepositories, refuseUnknown } from './existing.ts';
import { exposedByChange, exposedRepositories, exposureWarning } from './exposure.ts';
import { repositoriesOption, suggestWatches, watchNamed } from './lookup.ts';
import { readableWatches } from './readers.ts';
import {
  comingRun,
  looks,
  nameOf,
  nameTaken,
  placeIds,
  scheduleOf,
  scopeChange,
  skipOf,
  topicsOf,
  usualName,
} from './watch-options.ts';

/** What can be changed of a watch, as it is, and what the change tells everybody. */
function settingsOf({ name, scope, schedule, chosen, topics }: Watch, openly: readonly string[]): string {
  return JSON.stringify([name, scope, schedule, chosen, topics, openly]);
}

/** Builds the commands. */
export function watchCommands(deps: DigestsParts): Command[] {
  const { store } = deps;
  const which = option.text('Which watch', {
    required: true,
    suggest: (typed, request) => suggestWatches(deps, request, typed),
  });
  const repository = repositoriesOption(deps, 'Which repository: owner/name, several with commas', 400);

  async function card(request: Request, watch: Watch, verb: string) {
    const group = await deps.groups.find(request.groupId);
    return whisper(watchCard(watch, { verb, group, zone: request.zone, at: comingRun(watch) }));
  }

  async function scheduleFrom(request: Request, typed: string) {
    const { zone } = await deps.groups.find(request.groupId);
    return scheduleOf(typed, { now: request.now, zone });
  }

  /** Where it was asked for, if that holds messages and the group has no place for digests on that platform. */
  async function placeHere({ groupId, place, can }: Request): Promise<PlaceRef | undefined> {
    if (!place || !can.messages) return undefined;
    const known = placesFor(await deps.groups.find(groupId), 'digests');
    return known.some(({ platform }) => platform === place.platform) ? undefined : place;
  }

  /** What a new watch reads, where it goes, and what of it not everybody who reads there may see. */
  async function toAdd(
    request: Request,
    { repository, channel }: { repository: string; channel?: PlaceRef | undefined },
  ) {
    const repositories = await existingRepositories(deps, request, repository);
    const chosen = placeIds(channel ?? (await placeHere(request)));
    return {
      repositories,
      chosen,
      openly: await exposedRepositories(deps, request, { repositories, chosen }),
    };
  }

  async function changed(request: Request, watch: Watch, change: Parameters<typeof store.changeWatch>[2]) {
    const after = await store.changeWatch(request.groupId, watch.id, change);
    if (!after) throw nameTaken(change.name ?? watch.name);
    return after;
  }

  /** Asks before a watch is changed; the answer means this watch, whatever it is called by then. */
  async function asking(
    request: Request,
    typed: string,
    {
      does,
      lines = [],
      openly = [],
    }: {
      does: 'Change' | 'Pause' | 'Resume' | 'Remove' | 'Let rest';
      lines?: readonly Inline[][];
      openly?: readonly string[];
    },
  ): Promise<Confirmation> {
    const watch = await watchNamed(deps, request, typed);
    return {
      document: doc(
        p(`${does} `, strong(watch.name), '?'),
        lines.length > 0 ? list(...lines) : undefined,
        openly.length > 0 ? p(...exposureWarning(openly)) : undefined,
      ),
      label: does === 'Let rest' ? 'Let it rest' : `${does} it`,
      style: does === 'Remove' ? 'danger' : 'primary',
      values: { watch: String(watch.id) },
      ...(does === 'Change' && {
        overwrites: settingsOf(watch, openly),
      }),
    };
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
      async confirm(request, values) {
        const { openly } = await toAdd(request, values);
        if (openly.length === 0) return undefined;
        return {
          document: doc(p(...exposureWarning(openly)), p('Tell everybody of it all the same?')),
          label: 'Tell everybody',
          style: 'danger',
          overwrites: openly.join(),
        };
      },
      async run(request, values) {
        const { repositories, chosen, openly } = await toAdd(request, values);
        request.refuseOther?.(openly.join());
        const scope = scopeOf({ repositories, openly, ...scopeChange(values) });
        const schedule = await scheduleFrom(request, values.schedule);
        await refuseUnknown(deps.source, scope, values);
        const name = nameOf(values.name, scope) ?? usualName(scope);
        const watch = await store.addWatch({
          groupId: request.groupId,
          name,
          scope,
          ...schedule,
          chosen,
          topics: topicsOf(values.topics) ?? 'each',
        });
        if (!watch) throw nameTaken(name);
        return await card(request, watch, 'is watched');
      },
    }),
    command({
      name: 'prs watch edit',
      description: 'Changes a watch; "none" empties a list',
      access: 'organiser',
      options: {
        watch: which,
        repository,
        schedule: looks.schedule,
        ...looks.rest,
        remove: option.choice('What it shall have no longer: a channel of its own', ['channel']),
      },
      async confirm(request, values) {
        const { watch: _, ...changes } = values;
        const lines = Object.entries(changes).flatMap(([option, value]) =>
          value === undefined
            ? []
            : [[code(option), ': ', typeof value === 'object' ? value.name : String(value)]],
        );
        if (values.schedule) await scheduleFrom(request, values.schedule);
        if (lines.length === 0) return undefined;
        const openly = await exposedByChange(deps, request, {
          watch: await watchNamed(deps, request, values.watch),
          values,
        });
        return await asking(request, values.watch, { does: 'Change', lines, openly: openly ?? [] });
      },
      async run(request, values) {
        const before = await watchNamed(deps, request, values.watch);
        const topics = topicsOf(values.topics);
        const openly = await exposedByChange(deps, request, { watch: before, values });
        const typed = {
          ...(openly && { openly }),
          ...(values.repository && {
            repositories: await existingRepositories(deps, request, values.repository),
            // Whatever has these names now is meant.
            seen: {},
          }),
          ...scopeChange(values),
        };
        const scope = (current: Watch) => scopeOf({ ...current.scope, ...typed });
        await refuseUnknown(deps.source, scope(before), values);
        const name = nameOf(values.name, scope(before));
        const after = await changed(request, before, {
          scope,
          checked: (current) => request.refuseOther?.(settingsOf(current, openly ?? [])),
          ...(name && { name }),
          ...(values.schedule && (await scheduleFrom(request, values.schedule))),
          // It rested only for want of a schedule that can be read.
          ...(values.schedule && !unlessRefused(() => parseSchedule(before.schedule)) && { isPaused: false }),
          ...(values.channel && { chosen: placeIds(values.channel) }),
          ...(values.remove === 'channel' && { chosen: [] }),
          ...(topics && { topics }),
        });
        return await card(request, after, 'is changed');
      },
    }),
    command({
      name: 'prs watch list',
      description: 'Lists what is watched, and when the next digests come',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const group = await deps.groups.find(request.groupId);
        const watches = await readableWatches(deps, request);
        return whisper(watchList(watches, { group, zone: request.zone, at: comingRun }));
      },
    }),
    command({
      name: 'prs watch pause',
      description: 'Stops the digests of a watch until it is resumed',
      access: 'organiser',
      options: { watch: which },
      confirm: (request, values) => asking(request, values.watch, { does: 'Pause' }),
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
      async confirm(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        const next = time(nextRun(scheduleRead(watch), request.now), request.zone);
        return await asking(request, values.watch, {
          does: 'Resume',
          lines: [['The next digest comes on ', next, '.']],
        });
      },
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        // What was missed while it was paused is not made up for.
        const nextRunAt = nextRun(scheduleRead(watch), request.now);
        return await card(request, await changed(request, watch, { isPaused: false, nextRunAt }), 'goes on');
      },
    }),
    command({
      name: 'prs watch remove',
      description: 'Ends a watch; what was published stays',
      access: 'organiser',
      options: { watch: which },
      confirm: (request, values) =>
        asking(request, values.watch, { does: 'Remove', lines: [['What was published stays.']] }),
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        await store.removeWatch(request.groupId, watch.id);
        return whisper(p(strong(watch.name), ' is no longer watched.'));
      },
    }),
    command({
      name: 'prs watch skip',
      description: 'Lets a watch rest over holidays or quiet weeks',
      access: 'organiser',
      options: {
        watch: which,
        until: option.text('The first day with digests again, such as 2027-01-04; "none" takes it back', {
          required: true,
          max: 60,
        }),
      },
      async confirm(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        const until = skipOf(values.until, { watch, now: request.now });
        const { skipUntil: _, ...resting } = watch;
        const next = time(comingRun({ ...resting, ...(until && { skipUntil: until }) }), request.zone);
        return await asking(request, values.watch, {
          does: until ? 'Let rest' : 'Resume',
          lines: [['The next one comes on ', next, '.']],
        });
      },
      async run(request, values) {
        const watch = await watchNamed(deps, request, values.watch);
        const skipUntil = skipOf(values.until, { watch, now: request.now });
        const after = await changed(request, watch, { skipUntil });
        if (skipUntil === null) return await card(request, after, 'no longer rests');
        return whisper(
          doc(
            p`${strong(watch.name)} rests. The next digest comes on ${time(comingRun(after), request.zone)}.`,
            p('To take it back: ', code(`/prs watch skip watch:${watch.id} until:none`)),
          ),
        );
      },
    }),
  ];
}
