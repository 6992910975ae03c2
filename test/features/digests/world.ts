// A group with the digests feature over a real database and the sandbox's GitHub, platforms that remember, and a clock.

import { startGitHub } from '../../../sandbox/github/index.ts';
import type { PlatformName } from '../../../src/core/account.ts';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { OptionValue, Request } from '../../../src/core/command.ts';
import type { Content } from '../../../src/core/content.ts';
import { plain } from '../../../src/core/document.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { type DigestsDeps, digests } from '../../../src/features/digests/index.ts';
import { digestsStore } from '../../../src/features/digests/store.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import { makeGroup } from '../../group.ts';
import { memberStore } from '../../roster.ts';
import { runnerOf } from '../../runner.ts';
import type { Fresh } from '../../storage/database.ts';
import { accountOf, can, type Published, refusal, remembering } from '../remembered.ts';

/** Who asks, and how. */
export interface Caller {
  readonly name: string;
  readonly platform?: PlatformName;
  readonly isOrganiser?: boolean;
  /** Somebody who does not belong to the group. */
  readonly isGuest?: boolean;
  /** What the place is about where it is typed: `watch/2`. */
  readonly about?: readonly string[];
  /** The channel where it is typed. */
  readonly channel?: string;
}

export const repository = 'python/cpython';
export const organiser: Caller = { name: 'Prague', isOrganiser: true };

/** Opens a world at an instant. */
export async function openWorld(fresh: Fresh, start: string, extra: Partial<DigestsDeps> = {}) {
  const { database } = fresh;
  let now = new Date(start);
  const github = await startGitHub({ clock: () => now, speed: 1000 });
  const roster = memberStore(database, { isInvited: (name) => name === 'discord' });
  const groupId = await makeGroup(database, {
    name: 'Docs work group',
    zone: 'Europe/Prague',
    spaces: 'discord:guild discourse:5',
    digests: 'discord:pull-requests discourse:5',
    organisers: 'discord:organisers',
  });
  const published: Published[] = [];
  const failures: string[] = [];
  const shown: string[] = [];
  const sourceOf = (access: { timeoutMilliseconds?: number } = {}) =>
    githubSource({ apiUrl: github.url, token: github.token, ...access });
  const deps: DigestsDeps = {
    store: digestsStore(database),
    groups: roster,
    people: roster,
    source: sourceOf(),
    drawPicture: pictureDrawer(),
    organisers: async () => [],
    unreadable: { heard: () => {} },
    web: { publicUrl: undefined, isOpenPlace: async () => false },
    isForAll: async () => true,
    isWatchForAll: async () => true,
    quietMilliseconds: 0,
    ...extra,
  };

  function open(change: Partial<DigestsDeps> = {}) {
    const feature = digests({ ...deps, ...change });
    const runner = runnerOf({
      database,
      features: [feature],
      platforms: ['discord', 'discourse'].map((name) => remembering(name, published, () => now)),
      now: () => now,
      failed: (where, error) => failures.push(`${where}: ${JSON.stringify(error)}`),
    });
    return { feature, runner };
  }
  let bot = open();
  const runUntilIdle = () => bot.runner.run();

  const requestOf = (who: Caller): Request => ({
    id: `${now.toISOString()}-${who.name}`,
    groupId,
    platform: who.platform ?? 'discord',
    can: can(who.platform ?? 'discord'),
    caller: accountOf(who),
    roles: [],
    isOrganiser: who.isOrganiser ?? false,
    isMember: who.isGuest !== true,
    about: async () => who.about ?? [],
    ...(who.channel && { place: { platform: 'discord', id: who.channel, name: who.channel } }),
    zone: 'UTC',
    now,
    progress: async (document) => {
      shown.push(plain(document));
    },
  });
  async function answered(work: () => Promise<Reply> | undefined): Promise<Reply> {
    const reply = await work();
    if (!reply) throw new Error('There is no such command, button or form');
    await bot.runner.publish(groupId);
    return reply;
  }
  const command = (who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) =>
    answered(() => bot.feature.commands.find((one) => one.name === name)?.run(requestOf(who), values));

  return {
    database,
    github,
    deps,
    group: { id: groupId },
    roster,
    published,
    failures,
    shown,
    now: () => now,
    feature: () => bot.feature,
    requestOf,
    command,
    /** Another bot process on the same database. */
    another: open,
    refused: refusal,
    /** Presses a button of a reply or of what is published, by its label or the beginning of it. */
    press(who: Caller, from: Reply | Content | undefined, label: string): Promise<Reply> {
      const buttons = from && 'buttons' in from ? (from.buttons ?? []) : [];
      const button = buttons.find((one) => one.label.startsWith(label));
      if (!button || !('action' in button)) throw new Error(`There is no button "${label}"`);
      const action = bot.feature.actions.find((one) => one.name === button.action);
      customId(button.action, button.args ?? []);
      return answered(() => action?.run(requestOf(who), button.args ?? []));
    },
    /** What is offered for what has been typed of an option. */
    async suggest(who: Caller, name: string, option: string, typed = ''): Promise<string[]> {
      const found = bot.feature.commands.find((one) => one.name === name)?.options[option];
      return ((await found?.suggest?.(typed, requestOf(who), {})) ?? []).map((choice) => choice.name);
    },
    /** Presses a button that somebody made up. */
    async pressMade(who: Caller, action: string, args: readonly string[]): Promise<Reply> {
      return await answered(() =>
        bot.feature.actions.find((one) => one.name === action)?.run(requestOf(who), args),
      );
    },
    submit: (who: Caller, form: string, values: Record<string, string>) =>
      answered(async (): Promise<Reply> => {
        const answer = await bot.feature.forms
          .find((one) => one.name === form)
          ?.run(requestOf(who), [], values);
        if (answer && answer.kind !== 'filled') return answer;
        throw new Error(`There is no form ${form} that answers`);
      }),
    runUntilIdle,
    takeOver: () => bot.runner.takeOver(),
    /** Lets time pass, from each due instant to the next. */
    async advanceTo(instant: string) {
      const end = new Date(instant);
      for (let steps = 0; ; steps += 1) {
        if (steps > 2000) throw new Error('Time does not pass');
        const next = await runUntilIdle();
        if (next && next <= now) throw new Error(`Due in the past: ${next.toISOString()}`);
        if (!next || next > end) break;
        now = next;
      }
      now = end;
      await runUntilIdle();
    },
    /** Time passes while the bot is away. */
    away(instant: string) {
      now = new Date(instant);
    },
    restart(change: Partial<DigestsDeps> = {}) {
      bot.runner.die();
      bot = open(change);
    },
    /** From now on GitHub is given up on soon, by a bot that is started anew; otherwise as late as it is by users. */
    giveUpSoon() {
      this.restart({ source: sourceOf({ timeoutMilliseconds: 2000 }) });
    },
    /** What is published: `short` digests, `record`s, or what has this in its key. */
    under(part: string) {
      const kinds = part === 'short' ? ['message'] : part === 'record' ? ['topic', 'post'] : undefined;
      return published.filter(({ key, content }) =>
        kinds
          ? /^digest\/[^/]+\/(?:digest|post)@/u.test(key) && kinds.includes(content.kind)
          : key.includes(part),
      );
    },
    async close() {
      bot.runner.die();
      await github.close();
      await fresh.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
