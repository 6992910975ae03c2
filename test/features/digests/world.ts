// A group with the digests room over a real database and the sandbox's GitHub, platforms that remember, and a clock.
import type { PlatformName } from '../../../src/core/account.ts';
import { customId, type OptionValue, type Reply, type Request } from '../../../src/core/command.ts';
import { plain } from '../../../src/core/document.ts';
import type { Content } from '../../../src/core/publication.ts';
import { type DigestsDeps, digests } from '../../../src/features/digests/index.ts';
import { digestsStore } from '../../../src/features/digests/store.ts';
import { rosterStore } from '../../../src/features/roster/store.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { reconciler } from '../../../src/publishing/reconciler.ts';
import { leaseOwner, ownerGone } from '../../../src/publishing/store.ts';
import { startGitHub } from '../../../src/sandbox/github/index.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import type { Fresh } from '../../storage/database.ts';
import { accountOf, type Published, refusal, remembering } from '../remembered.ts';

/** Who asks, and how. */
export interface Caller {
  readonly name: string;
  readonly platform?: PlatformName;
  readonly isOrganiser?: boolean;
}

export const repository = 'python/cpython';
export const organiser: Caller = { name: 'Prague', isOrganiser: true };

/** Opens a world at an instant. */
export async function openWorld(fresh: Fresh, start: string, extra: Partial<DigestsDeps> = {}) {
  const { database } = fresh;
  let now = new Date(start);
  const github = await startGitHub({ clock: () => now, speed: 1000 });
  const roster = rosterStore(database);
  const group = await database.group.create({
    data: {
      name: 'Docs work group',
      zone: 'Europe/Prague',
      discordGuild: 'guild',
      discourseCategory: '5',
      pullRequestsChannel: 'pull-requests',
      organisersChannel: 'organisers',
    },
  });
  const published: Published[] = [];
  const failures: string[] = [];
  const shown: string[] = [];
  const deps: DigestsDeps = {
    store: digestsStore(database),
    groups: roster,
    people: roster,
    source: githubSource({ apiUrl: github.url, token: github.token, timeoutMilliseconds: 2000 }),
    drawPicture: pictureDrawer(),
    now: () => now,
    quietMilliseconds: 0,
    ...extra,
  };

  function open(change: Partial<DigestsDeps> = {}) {
    const room = digests({ ...deps, ...change });
    const owner = leaseOwner();
    const run = reconciler({
      database,
      owner,
      platforms: new Map([
        ['discord', remembering('discord', published, () => now)],
        ['discourse', remembering('discourse', published, () => now)],
      ]),
      views: new Map(Object.entries(room.views).map(([name, view]) => [`digests/${name}`, view])),
      now: () => now,
      failed: (failed, outcome) => failures.push(`${failed.key}: ${JSON.stringify(outcome)}`),
    });
    return { room, run, owner };
  }
  let house = open();

  /** As the heart does: ticks and publishes until nothing is marked. */
  async function settle(): Promise<Date | undefined> {
    for (;;) {
      const next = await house.room.tick?.(now);
      const due = { isMarked: true, OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }] };
      if ((await database.publication.count({ where: due })) === 0) return next;
      await house.run.run();
    }
  }

  const requestOf = (who: Caller): Request => ({
    id: `${now.toISOString()}-${who.name}`,
    groupId: group.id,
    platform: who.platform ?? 'discord',
    caller: accountOf(who),
    roles: [],
    isOrganiser: who.isOrganiser ?? false,
    zone: 'UTC',
    now,
    progress: async (document) => {
      shown.push(plain(document));
    },
  });
  async function answered(work: () => Promise<Reply> | undefined): Promise<Reply> {
    const reply = await work();
    if (!reply) throw new Error('There is no such command, button or form');
    await house.run.run();
    return reply;
  }
  const command = (who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) =>
    answered(() => house.room.commands.find((one) => one.name === name)?.run(requestOf(who), values));

  return {
    database,
    github,
    deps,
    group: { id: group.id },
    roster,
    published,
    failures,
    shown,
    now: () => now,
    room: () => house.room,
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
      const action = house.room.actions.find((one) => one.name === button.action);
      customId(button.action, button.args ?? []);
      return answered(() => action?.run(requestOf(who), button.args ?? []));
    },
    submit: (who: Caller, form: string, values: Record<string, string>) =>
      answered(() => house.room.forms.find((one) => one.name === form)?.run(requestOf(who), [], values)),
    settle,
    /** Lets time pass, from each due instant to the next. */
    async advanceTo(instant: string) {
      const end = new Date(instant);
      for (let steps = 0; ; steps += 1) {
        if (steps > 2000) throw new Error('Time does not pass');
        const next = await settle();
        if (next && next <= now) throw new Error(`Due in the past: ${next.toISOString()}`);
        if (!next || next > end) break;
        now = next;
      }
      now = end;
      await settle();
    },
    /** Time passes while the bot is away. */
    away(instant: string) {
      now = new Date(instant);
    },
    restart() {
      ownerGone(house.owner);
      house = open();
    },
    under: (part: string) => published.filter(({ key }) => key.includes(part)),
    async close() {
      ownerGone(house.owner);
      await github.close();
      await fresh.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
