// A group with the meetings feature over a real database, platforms in memory, a clock, and the schedule that it follows.

import { refuseWithout } from '../../../src/core/command/access.ts';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { Access, OptionValue, PlaceRef } from '../../../src/core/command.ts';
import { githubSite } from '../../../src/core/github/site.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { type MeetingsDeps, meetings } from '../../../src/features/meetings/index.ts';
import { planInWorker } from '../../../src/features/meetings/rotation/thread.ts';
import { meetingsStore } from '../../../src/features/meetings/store.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { reconciler } from '../../../src/publishing/reconciler.ts';
import { publishing } from '../../../src/publishing/store.ts';
import { dueRows, wake } from '../../../src/storage/schedule.ts';
import { identityOf } from '../../../src/storage/secret.ts';
import { memberStore } from '../../roster.ts';
import type { Fresh } from '../../storage/database.ts';
import { refusal, replyWords } from '../remembered.ts';
import { accountOf, capabilities, nothing, type Published, platformsInMemory, wordsOf } from './platforms.ts';

/** Who asks, and how. */
export interface Caller {
  readonly name: string;
  readonly platform?: string;
  readonly isOrganiser?: boolean;
  /** Whether they belong to the group; unsaid, they do. */
  readonly isMember?: boolean;
  readonly roles?: readonly string[];
  readonly zone?: string;
  readonly about?: readonly string[];
  readonly place?: PlaceRef;
}

/** What a calendar is fed with beside the meetings, in a group that shows all it has to everybody. */
export const feedParts = {
  linksOf: async () => () => undefined,
  others: async () => [],
  isForAll: async () => true,
  tokenOf: async () => 'token',
};

const owner = 'the only bot';

/** Opens a world at an instant. */
export async function openWorld(
  fresh: Fresh,
  start: string,
  extra: Partial<MeetingsDeps> = {},
  { canRemove = false } = {},
) {
  const { database } = fresh;
  let now = new Date(start);
  const roster = memberStore(database, { isInvited: () => false });
  const row = await database.group.create({
    data: {
      name: 'Docs work group',
      zone: 'UTC',
      spaces: { create: [{ platform: 'chat', spaceId: 'server' }] },
      places: {
        create: [
          { purpose: 'meetings', platform: 'chat', placeId: 'meetings' },
          { purpose: 'meetings', platform: 'forum', placeId: '5' },
          { purpose: 'organisers', platform: 'chat', placeId: 'organisers' },
        ],
      },
    },
  });
  const group = { id: row.id };
  const published: Published[] = [];
  const platforms = platformsInMemory(published, () => now, { canRemove });
  const deps: MeetingsDeps = {
    store: meetingsStore(database),
    now: () => now,
    groups: roster,
    people: roster,
    plan: (request) => planInWorker(request),
    agendaParts: {},
    site: githubSite('https://api.github.com'),
    githubNames: async () => new Map(),
    drawPicture: pictureDrawer(),
    findWritable: async (name) => ({ name, isArchived: false, isReadOnly: false }),
    platforms: [...platforms.values()].filter(({ can }) => !can.files),
    placeUrl: ({ platform, id }) => `https://${platform}.example/places/${id}`,
    setAvailability: roster.changePerson,
    calendarUrl: () => undefined,
    calendarToken: async ({ id }) => `token of ${id}`,
    isForAll: async () => true,
    answeredTopic: async () => undefined,
    opened: async () => undefined,
    ...extra,
  };
  const failures: string[] = [];
  const open = () => {
    const feature = meetings(deps);
    const run = reconciler({
      database,
      secret: 'secret',
      platforms,
      views: new Map(Object.entries(feature.views).map(([name, view]) => [`meetings/${name}`, view])),
      now: () => now,
      isLeaving: () => false,
      failed: (failed, outcome, cause) => failures.push(`${failed.key}: ${cause ?? JSON.stringify(outcome)}`),
    });
    return { feature, run };
  };
  let bot = open();

  const requestOf = (who: Caller) => ({
    id: `${now.toISOString()}-${who.name}`,
    groupId: group.id,
    platform: who.platform ?? 'chat',
    can: capabilities[who.platform ?? 'chat'] ?? nothing,
    caller: accountOf(who),
    roles: who.roles ?? [],
    isOrganiser: who.isOrganiser ?? false,
    isMember: who.isMember ?? true,
    about: async () => who.about ?? [],
    ...(who.place && { place: who.place }),
    zone: who.zone ?? 'UTC',
    now,
    progress: async () => {},
  });
  const jobs = ['meetings', publishing];
  const rows = dueRows(database, owner);

  /** Does what the schedule says is due now, until nothing is. */
  async function settled(): Promise<void> {
    for (let rounds = 0; rounds < 1000; rounds++) {
      const due = await rows.until(now, { jobs, limit: 10 });
      if (due.length === 0) return;
      for (const one of due) {
        if (!(await rows.take(one))) continue;
        const dueAt = await (one.job === publishing
          ? bot.run.run(one.groupId)
          : bot.feature.advance?.(one.groupId, now));
        await rows.giveBack(one, dueAt);
      }
    }
    throw new Error('It never comes to rest');
  }
  /** When the schedule has something next. */
  async function nextAt(): Promise<Date | undefined> {
    const next = await database.schedule.findFirst({
      where: { job: { in: jobs }, dueAt: { not: null } },
      orderBy: { dueAt: 'asc' },
    });
    return next?.dueAt ?? undefined;
  }
  /** Runs a command, button or form for somebody who may have it. */
  async function allowed<T extends { readonly access: Access }>(
    who: Caller,
    thing: T | undefined,
    work: (thing: T, request: ReturnType<typeof requestOf>) => Promise<Reply>,
  ): Promise<Reply> {
    if (!thing) throw new Error('There is no such command, button or form');
    const request = requestOf(who);
    refuseWithout(thing.access, request);
    return await work(thing, request);
  }
  const commandNamed = (name: string) => bot.feature.commands.find((one) => one.name === name);

  async function answered(work: () => Promise<Reply>): Promise<Reply> {
    const reply = await work();
    await settled();
    return reply;
  }

  return {
    database,
    group,
    deps,
    roster,
    published,
    failures,
    feature: () => bot.feature,
    now: () => now,
    account: accountOf,
    identity: (kind: string, uid: string) => identityOf('secret', kind, uid),
    requestOf,
    settled,
    nextAt,
    /** As after an upgrade, or when the test changed rows itself: everything is looked at once. */
    async woken() {
      await wake(database, group.id, 'meetings');
      await settled();
    },
    /** Runs a command and what follows from it. */
    command: (who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) =>
      answered(() => allowed(who, commandNamed(name), (found, request) => found.run(request, values))),
    /** What a command asks before it runs: the question as words, its button, and what the answer will mean. */
    async asked(who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) {
      const found = bot.feature.commands.find((one) => one.name === name);
      const question = await found?.confirm?.(requestOf(who), values);
      if (!question) throw new Error(`${name} asks nothing`);
      const { document, ...more } = question;
      return { ...more, words: replyWords({ kind: 'said', document, isPrivate: true }) };
    },
    /** Runs a command that must be refused, and answers with what the person reads. */
    refused: (who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) =>
      refusal(() => allowed(who, commandNamed(name), (found, request) => found.run(request, values))),
    /** Presses the newest button with this label. */
    press(who: Caller, label: string) {
      const button = published
        .toReversed()
        .flatMap(({ content }) => ('buttons' in content ? (content.buttons ?? []) : []))
        .find((one) => one.label === label);
      return this.act(who, button);
    },
    /** Presses a button of a reply or message. */
    act(who: Caller, button: unknown) {
      if (!isButton(button)) throw new Error('There is no such button');
      const action = bot.feature.actions.find((one) => one.name === button.action);
      if (customId(button.action, button.args ?? []).length > 100) throw new Error('Its id is too long');
      return answered(() => allowed(who, action, (found, request) => found.run(request, button.args ?? [])));
    },
    submit: (who: Caller, form: string, args: readonly string[], values: Record<string, string>) =>
      answered(() =>
        allowed(
          who,
          bot.feature.forms.find((one) => one.name === form),
          async (found, request) => {
            const answer = await found.run(request, args, values);
            if (answer.kind !== 'filled') return answer;
            const command = bot.feature.commands.find(({ name }) => name === answer.command);
            if (!command) throw new Error(`There is no ${answer.command}`);
            return await command.run(request, answer.values);
          },
        ),
      ),
    /** Lets time pass, from each due instant to the next, as the sandbox's clock does. */
    async advanceTo(instant: string) {
      const end = new Date(instant);
      for (let steps = 0; ; steps++) {
        if (steps > 5000) throw new Error('Time does not pass');
        await settled();
        const next = await nextAt();
        if (next && next <= now) throw new Error(`Due in the past: ${next.toISOString()}`);
        if (!next || next > end) break;
        now = next;
      }
      now = end;
      await settled();
    },
    /** Time passes while the bot is away. */
    away(instant: string) {
      now = new Date(instant);
    },
    /** The bot is dropped and started again. */
    restart() {
      bot = open();
    },
    /** What is published under keys that contain this, the newest last; on one platform or on all. */
    under: (part: string, platform?: string) =>
      published.filter((one) => one.key.includes(part) && (platform ?? one.platform) === one.platform),
    /** What is published as this kind of content. */
    of: (kind: Published['content']['kind']) => published.filter(({ content }) => content.kind === kind),
    /** What is published in a place, as words. */
    seen: (place: string) =>
      published.filter((one) => one.place.startsWith(place)).map(({ content }) => wordsOf(content)),
  };
}

function isButton(button: unknown): button is { action: string; args?: string[] } {
  return typeof button === 'object' && button !== null && 'action' in button;
}
