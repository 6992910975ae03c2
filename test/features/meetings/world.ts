// A group with the meetings room over a real database, two platforms that remember what is published, and a clock.
import type { PlatformName } from '../../../src/core/account.ts';
import { customId, type OptionValue, type Reply } from '../../../src/core/command.ts';
import { type MeetingsDeps, meetings } from '../../../src/features/meetings/index.ts';
import { planInWorker } from '../../../src/features/meetings/rotation-thread.ts';
import { meetingsStore } from '../../../src/features/meetings/store.ts';
import { rosterStore } from '../../../src/features/roster/store.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { reconciler } from '../../../src/publishing/reconciler.ts';
import { leaseOwner, ownerGone } from '../../../src/publishing/store.ts';
import type { Fresh } from '../../storage/database.ts';
import { accountOf, type Published, refusal, remembering, wordsOf } from '../remembered.ts';

/** Who asks, and how. */
export interface Caller {
  readonly name: string;
  readonly platform?: PlatformName;
  readonly isOrganiser?: boolean;
  readonly roles?: readonly string[];
  readonly zone?: string;
}

/** Opens a world at an instant. */
export async function openWorld(fresh: Fresh, start: string, extra: Partial<MeetingsDeps> = {}) {
  const { database } = fresh;
  let now = new Date(start);
  const roster = rosterStore(database);
  const row = await database.group.create({
    data: {
      name: 'Docs work group',
      zone: 'UTC',
      discordGuild: 'guild',
      discourseCategory: '5',
      meetingsChannel: 'meetings',
      organisersChannel: 'organisers',
    },
  });
  const published: Published[] = [];
  const deps: MeetingsDeps = {
    store: meetingsStore(database),
    groups: roster,
    people: roster,
    plan: (request) => planInWorker(request),
    agendaParts: {},
    drawPicture: pictureDrawer(),
    setAvailability: roster.changePerson,
    calendarUrl: () => undefined,
    ...extra,
  };

  function open() {
    const room = meetings(deps);
    const owner = leaseOwner();
    const run = reconciler({
      database,
      owner,
      platforms: new Map([
        ['discord', remembering('discord', published, () => now)],
        ['discourse', remembering('discourse', published, () => now)],
      ]),
      views: new Map(Object.entries(room.views).map(([name, view]) => [`meetings/${name}`, view])),
      now: () => now,
      failed: (failed, outcome) => failures.push(`${failed.key}: ${JSON.stringify(outcome)}`),
    });
    return { room, run, owner };
  }
  const failures: string[] = [];
  let house = open();

  const requestOf = (who: Caller) => ({
    id: `${now.toISOString()}-${who.name}`,
    groupId: row.id,
    platform: who.platform ?? ('discord' as const),
    caller: accountOf(who),
    roles: who.roles ?? [],
    isOrganiser: who.isOrganiser ?? false,
    zone: who.zone ?? 'UTC',
    now,
    progress: async () => {},
  });
  async function settled(): Promise<void> {
    await house.room.tick?.(now);
    await house.run.run();
  }
  async function answered(work: () => Promise<Reply> | undefined): Promise<Reply> {
    const reply = await work();
    if (!reply) throw new Error('There is no such command, button or form');
    await house.run.run();
    return reply;
  }

  return {
    database,
    group: { id: row.id },
    deps,
    roster,
    published,
    failures,
    room: () => house.room,
    now: () => now,
    account: accountOf,
    requestOf,
    settled,
    /** Runs a command and what follows from it. */
    command: (who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) =>
      answered(() => house.room.commands.find((one) => one.name === name)?.run(requestOf(who), values)),
    /** Runs a command that must be refused, and answers with what the person reads. */
    refused: (who: Caller, name: string, values: Record<string, OptionValue | undefined> = {}) =>
      refusal(() => house.room.commands.find((one) => one.name === name)?.run(requestOf(who), values)),
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
      const action = house.room.actions.find((one) => one.name === button.action);
      if (customId(button.action, button.args ?? []).length > 100) throw new Error('Its id is too long');
      return answered(() => action?.run(requestOf(who), button.args ?? []));
    },
    submit: (who: Caller, form: string, args: readonly string[], values: Record<string, string>) =>
      answered(() => house.room.forms.find((one) => one.name === form)?.run(requestOf(who), args, values)),
    /** Lets time pass, from each due instant to the next, as the sandbox's clock does. */
    async advanceTo(instant: string) {
      const end = new Date(instant);
      for (let steps = 0; ; steps++) {
        if (steps > 5000) throw new Error('Time does not pass');
        const next = await house.room.tick?.(now);
        await house.run.run();
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
      ownerGone(house.owner);
      house = open();
    },
    /** What is published under keys that contain this. */
    under: (part: string) => published.filter(({ key }) => key.includes(part)),
    /** What is published in a place, as words. */
    seen: (place: string) =>
      published.filter((one) => one.place.startsWith(place)).map(({ content }) => wordsOf(content)),
    close: () => ownerGone(house.owner),
  };
}

function isButton(button: unknown): button is { action: string; args?: string[] } {
  return typeof button === 'object' && button !== null && 'action' in button;
}
