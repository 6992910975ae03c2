// `/prs watch …`: which pull requests are told of, when and where.
import { type Command, type Confirmation, command, option } from '../../../core/command.ts';
import { type Block, code, doc, list, p, strong, time } from '../../../core/document.ts';
import { unlessRefused } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { nextRun, parseSchedule } from '../../../core/schedule.ts';
import type { Watch } from '../facts.ts';
import { scheduleRead } from '../rules.ts';
import { scopeOf } from '../scope.ts';
import type { DigestsStore } from '../store.ts';
import { watchCard, watchList } from '../views/watch.ts';
import type { Ask, Asked } from './asked.ts';
import { refuseUnknown } from './existing.ts';
import { repositoriesOption, watchCalled, watchChoices } from './lookup.ts';
import { readableWatches } from './readers.ts';
import {
  comingRun,
  looks,
  nameOf,
  nameTaken,
  scheduleOf,
  scopeChange,
  skipOf,
  usualName,
} from './watch-options.ts';
import { toAdd, toChange, warningOf } from './watch-reach.ts';

/** A watch, and who asks about it. */
interface Found extends Asked {
  readonly watch: Watch;
}

/** Builds the commands. */
export function watchCommands(ask: Ask): Command[] {
  const which = option.text('Which watch', {
    required: true,
    suggest: async (typed, request) => watchChoices(await ask(request).watches(), typed),
  });
  const repository = repositoriesOption(ask, 'Which repository: owner/name, several with commas', 400);

  async function find(request: Asked['request'], typed: string): Promise<Found> {
    const asked = ask(request);
    return { ...asked, watch: watchCalled(asked, await asked.watches(), typed) };
  }

  /** A command about one watch, which it asks about first. */
  const onWatch = (
    name: string,
    description: string,
    { asks, run }: { asks(found: Found): Confirmation; run(found: Found): Promise<Reply> },
  ): Command =>
    command({
      name,
      description,
      access: 'organiser',
      options: { watch: which },
      confirm: async (request, values) => asks(await find(request, values.watch)),
      run: async (request, values) => run(await find(request, values.watch)),
    });

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
        const { openly } = await toAdd(ask(request), values);
        if (openly.length === 0) return undefined;
        return {
          document: doc(warningOf(openly), p('Tell everybody of it all the same?')),
          label: 'Tell everybody',
          style: 'danger',
          overwrites: openly.join(),
        };
      },
      async run(request, values) {
        const asked = ask(request);
        const { repositories, chosen, openly } = await toAdd(asked, values);
        request.refuseOther?.(openly.join());
        const scope = scopeOf({ repositories, openly, ...scopeChange(values) });
        const schedule = await scheduleFrom(asked, values.schedule);
        await refuseUnknown(asked.source, scope, values);
        const name = nameOf(values.name, scope) ?? usualName(scope);
        const { topics = 'each' } = values;
        const { groupId } = asked;
        const watch = await asked.store.addWatch({ groupId, name, scope, ...schedule, chosen, topics });
        if (!watch) throw nameTaken(name);
        return await card(asked, watch, 'is watched');
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
        if (values.schedule) await scheduleFrom(ask(request), values.schedule);
        if (lines.length === 0) return undefined;
        const found = await find(request, values.watch);
        const { openly = [] } = await toChange(found, values);
        const warning = openly.length > 0 ? warningOf(openly) : undefined;
        const overwrites = settingsOf(found.watch, openly);
        return { ...question(found, 'Change', list(...lines), warning), overwrites };
      },
      async run(request, values) {
        const found = await find(request, values.watch);
        const { repositories, chosen, openly } = await toChange(found, values);
        const typed = {
          ...(openly && { openly }),
          // Whatever has these names now is meant.
          ...(repositories && { repositories, seen: {} }),
          ...scopeChange(values),
        };
        const scope = (current: Watch) => scopeOf({ ...current.scope, ...typed });
        const before = scope(found.watch);
        await refuseUnknown(found.source, before, values);
        const name = nameOf(values.name, before);
        const after = await changed(found, {
          scope,
          checked: (current) => request.refuseOther?.(settingsOf(current, openly ?? [])),
          ...(name && { name }),
          ...(values.schedule && (await scheduleFrom(found, values.schedule))),
          // It rested only for want of a schedule that can be read.
          ...(values.schedule &&
            !unlessRefused(() => parseSchedule(found.watch.schedule)) && { isPaused: false }),
          ...(chosen && { chosen }),
          ...(values.topics && { topics: values.topics }),
        });
        return await card(found, after, 'is changed');
      },
    }),
    command({
      name: 'prs watch list',
      description: 'Lists what is watched, and when the next digests come',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const asked = ask(request);
        const group = await asked.group();
        const watches = await readableWatches(asked);
        return whisper(watchList(watches, { group, zone: request.zone, at: comingRun }));
      },
    }),
    onWatch('prs watch pause', 'Stops the digests of a watch until it is resumed', {
      asks: (found) => question(found, 'Pause'),
      run: async (found) => card(found, await changed(found, { isPaused: true }), 'is paused'),
    }),
    onWatch('prs watch resume', 'Goes on with a paused watch', {
      asks: (found) => question(found, 'Resume', coming(found, 'The next digest', resumedAt(found))),
      async run(found) {
        const change = { isPaused: false, nextRunAt: resumedAt(found) };
        return await card(found, await changed(found, change), 'goes on');
      },
    }),
    onWatch('prs watch remove', 'Ends a watch; what was published stays', {
      asks: (found) => question(found, 'Remove', list(['What was published stays.'])),
      async run({ store, groupId, watch }) {
        await store.removeWatch(groupId, watch.id);
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
        const found = await find(request, values.watch);
        const until = skipOf(values.until, found);
        const { skipUntil: _, ...resting } = found.watch;
        const next = comingRun({ ...resting, ...(until && { skipUntil: until }) });
        return question(found, until ? 'Let rest' : 'Resume', coming(found, 'The next one', next));
      },
      async run(request, values) {
        const found = await find(request, values.watch);
        const skipUntil = skipOf(values.until, found);
        const after = await changed(found, { skipUntil });
        if (skipUntil === null) return await card(found, after, 'no longer rests');
        return whisper(
          doc(
            p`${strong(after.name)} rests. The next digest comes on ${time(comingRun(after), request.zone)}.`,
            p('To take it back: ', code(`/prs watch skip watch:${after.id} until:none`)),
          ),
        );
      },
    }),
  ];
}

/** Asks before a watch is changed; the answer means this watch, whatever it is called by then. */
function question(
  { watch }: Found,
  does: 'Change' | 'Pause' | 'Resume' | 'Remove' | 'Let rest',
  ...more: readonly (Block | undefined)[]
): Confirmation {
  return {
    document: doc(p(`${does} `, strong(watch.name), '?'), ...more),
    label: does === 'Let rest' ? 'Let it rest' : `${does} it`,
    style: does === 'Remove' ? 'danger' : 'primary',
    values: { watch: String(watch.id) },
  };
}

const coming = ({ request }: Asked, what: string, at: Date): Block =>
  list([`${what} comes on `, time(at, request.zone), '.']);

/** When its next digest comes if it goes on: what was missed while it was paused is not made up for. */
const resumedAt = ({ watch, now }: Found) => nextRun(scheduleRead(watch), now);

/** What can be changed of a watch, as it is, and what the change tells everybody. */
function settingsOf({ name, scope, schedule, chosen, topics }: Watch, openly: readonly string[]): string {
  return JSON.stringify([name, scope, schedule, chosen, topics, openly]);
}

async function changed({ store, groupId, watch }: Found, change: Parameters<DigestsStore['changeWatch']>[2]) {
  const after = await store.changeWatch(groupId, watch.id, change);
  if (!after) throw nameTaken(change.name ?? watch.name);
  return after;
}

async function card({ request, group }: Asked, watch: Watch, verb: string): Promise<Reply> {
  const spec = { verb, group: await group(), zone: request.zone, at: comingRun(watch) };
  return whisper(watchCard(watch, spec));
}

async function scheduleFrom({ group, now }: Asked, typed: string) {
  return scheduleOf(typed, { now, zone: (await group()).zone });
}
