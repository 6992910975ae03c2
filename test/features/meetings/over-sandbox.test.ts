// The room with the real platforms over the sandbox: what people see on Discord and Discourse of one meeting.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { frontDoor } from '../../../src/core/front-door.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { meetings } from '../../../src/features/meetings/index.ts';
import { planInWorker } from '../../../src/features/meetings/rotation-thread.ts';
import { meetingsStore } from '../../../src/features/meetings/store.ts';
import { rosterStore } from '../../../src/features/roster/store.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { discordPlatform } from '../../../src/platforms/discord/index.ts';
import { discoursePlatform } from '../../../src/platforms/discourse/index.ts';
import { reconciler } from '../../../src/publishing/reconciler.ts';
import { leaseOwner, ownerGone } from '../../../src/publishing/store.ts';
import { startDiscord, textOf } from '../../../src/sandbox/discord/index.ts';
import { startDiscourse } from '../../../src/sandbox/discourse/index.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

async function openHouse(fresh: Fresh) {
  let now = new Date('2026-11-20T09:00:00Z');
  const clock = () => now;
  const discord = await startDiscord({ clock, speed: 60 });
  const discourse = await startDiscourse({ clock, speed: 60 });
  const guild = discord.addGuild('Docs');
  const channel = discord.addChannel('meetings');
  const voice = discord.addChannel('Meeting room', 'voice');
  for (const name of ['prague', 'tokyo', 'lagos']) {
    discord.addMember(discord.addUser(name));
    discourse.addUser(name);
  }
  const category = String(discourse.addCategory('Documentation').id);
  const { database } = fresh;
  const group = await database.group.create({
    data: {
      name: 'Docs work group',
      zone: 'Europe/Prague',
      discordGuild: guild.id,
      discourseCategory: category,
      meetingsChannel: channel.id,
    },
  });
  const roster = rosterStore(database);
  const failures: string[] = [];
  const room = meetings({
    store: meetingsStore(database),
    groups: roster,
    people: roster,
    agendaParts: {},
    plan: (request) => planInWorker(request),
    drawPicture: pictureDrawer(),
    setAvailability: roster.changePerson,
    calendarUrl: () => 'https://docent.example.org/calendar.ics',
  });
  const cursors = new Map<string, string>();
  const platforms = {
    discord: discordPlatform({ token: discord.botToken, apiUrl: discord.url, now: clock, log: silent }),
    discourse: discoursePlatform({
      url: discourse.url,
      apiKey: discourse.apiKey,
      username: discourse.apiUsername,
      requestsPerMinute: 3600,
      now: clock,
      cursors: {
        read: async (name) => cursors.get(name),
        write: async (name, value) => void cursors.set(name, value),
      },
      log: silent,
    }),
  };
  const door = frontDoor({
    commands: room.commands,
    actions: room.actions,
    forms: room.forms,
    drafts: { keep: async () => '1', find: async () => undefined },
    now: clock,
    standing: async ({ caller }) => {
      const who = await roster.of(group.id, caller);
      return { groupId: group.id, isOrganiser: caller.name === 'prague', zone: who.zone ?? group.zone };
    },
    groupOf: async () => group.id,
    hear: async (heard) => room.hear?.(heard),
    changed: () => {},
    failed: (error) => failures.push(String(error)),
  });
  const owner = leaseOwner();
  const all: Platform[] = Object.values(platforms);
  const run = reconciler({
    database,
    owner,
    platforms: new Map(all.map((one) => [one.name, one])),
    views: new Map(Object.entries(room.views).map(([name, view]) => [`meetings/${name}`, view])),
    now: clock,
    failed: (row, outcome) => failures.push(`${row.key}: ${JSON.stringify(outcome)}`),
  });
  for (const one of all) await one.start(door);

  return {
    discord,
    discourse,
    voice,
    database,
    failures,
    run: () => run.run(),
    async poll() {
      const keys = (await room.follows?.()) ?? [];
      const rows = await database.publication.findMany({ where: { key: { in: [...keys] } } });
      const follows = rows.flatMap(({ key, remote }) =>
        remote === null ? [] : [{ groupId: group.id, key, remote: JSON.parse(remote) }],
      );
      await platforms.discourse.poll?.(follows);
      await run.run();
    },
    async advanceTo(instant: string) {
      const end = new Date(instant);
      for (;;) {
        const next = await room.tick?.(now);
        await run.run();
        if (!next || next > end) break;
        now = next;
      }
      now = end;
      await room.tick?.(now);
      await run.run();
    },
    async close() {
      for (const one of all) await one.stop();
      ownerGone(owner);
      await discord.close();
      await discourse.close();
    },
  };
}

describe.each(freshDatabases())('on $name', ({ open }) => {
  let fresh: Fresh;
  let house: Awaited<ReturnType<typeof openHouse>>;

  beforeEach(async () => {
    fresh = await open();
    house = await openHouse(fresh);
    const { people } = house.discord;
    await people.commandText(
      'prague',
      '#meetings',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"18:00, 21:00" zone:Europe/Prague voice:"#Meeting room"',
    );
    await house.run();
  });
  afterEach(async () => {
    await house.close();
    await fresh.close();
    expect(house.failures).toEqual([]);
  });

  const texts = () => house.discord.messages('#meetings').map((message) => textOf(message));
  const message = (words: string, button?: string) => {
    const found = house.discord.people.findFor('tokyo', words, button);
    if (!found) throw new Error(`No message with "${words}" in ${texts().join('\n---\n')}`);
    return found;
  };
  const topic = (title = 'Monthly meeting: ') => house.discourse.findTopic(title, 'tokyo');
  const posts = () => (topic()?.posts ?? []).map(({ raw }) => raw);

  it('announces it on both, with an event in the voice channel', async () => {
    expect(house.discord.people.lastReply('prague')?.text).toContain('Monthly meeting');
    expect(textOf(message('Monthly meeting', 'Going'))).toContain('Meeting room');
    expect(topic()?.title).toBe('Monthly meeting: Tuesday 1 December 2026');
    expect(posts()[0]).toContain('[date=2026-12-01 time=21:00:00 timezone="Europe/Prague"]');
    expect(
      house.discord
        .events()
        .map(({ name, startsAt, channelId }) => [name, startsAt.toISOString(), channelId]),
    ).toEqual([
      ['Monthly meeting', '2026-12-01T20:00:00.000Z', house.voice.id],
      ['Monthly meeting', '2027-01-05T17:00:00.000Z', house.voice.id],
    ]);
  });

  it('takes answers by button and by reply, and reminds where they were given', async () => {
    const { discord, discourse } = house;
    await discord.people.press('tokyo', message('Monthly meeting', 'Going').id, 'Going');
    await discord.people.press('tokyo', message('Monthly meeting', 'Remind me').id, 'Remind me');
    await house.poll();
    discourse.reply('lagos', 'Monthly meeting', { raw: '@docent meeting rsvp answer:maybe' });
    discourse.reply('lagos', 'Monthly meeting', { raw: '@docent meeting remind-me before:2h' });
    discourse.reply('lagos', 'Monthly meeting', { raw: '@docent topic: Dark mode for the docs' });
    await house.poll();
    expect(textOf(message('Monthly meeting', 'Going'))).toMatch(/Going \(1\).*<@/u);
    expect(textOf(message('Monthly meeting', 'Going'))).toMatch(/Maybe \(1\).*lagos/u);
    discord.resetCounters();
    await house.advanceTo('2026-12-01T20:10:00Z');
    for (const words of ['in 7 days', 'in 1 day', 'in 1 hour', 'starts now']) {
      expect(texts().filter((text) => text.includes(words))).toHaveLength(1);
    }
    expect(discord.counters().pings).toEqual({ tokyo: 4 });
    const told = discourse.messagesOf('lagos').map(({ title }) => title);
    expect(told.filter((title) => title.includes('starts'))).toEqual(['Monthly meeting starts in 2 hours']);
    expect(posts().some((raw) => raw.includes('Agenda') && raw.includes('Dark mode for the docs'))).toBe(
      true,
    );
  });

  it('a move and a cancellation are seen everywhere, and told once', async () => {
    const { discord, discourse } = house;
    await discord.people.press('tokyo', message('Monthly meeting', 'Going').id, 'Going');
    const asked = await discord.people.commandText(
      'prague',
      '#meetings',
      '/meeting move when:"2026-12-02 20:00"',
    );
    expect(asked.text).toContain('Wednesday 2 December 2026, 20:00 Europe/Prague');
    await discord.people.press('prague', asked.message?.id ?? '', 'Move it');
    await house.run();
    expect(discord.events()[0]?.startsAt.toISOString()).toBe('2026-12-02T19:00:00.000Z');
    expect(topic()?.title).toBe('Monthly meeting: Wednesday 2 December 2026');
    expect(texts().filter((text) => text.includes('has moved'))).toHaveLength(1);
    expect(discord.counters().pings).toEqual({ tokyo: 1 });
    await discord.people.commandText('prague', '#meetings', '/meeting cancel reason:"Nobody can host."');
    await house.run();
    expect(topic('Cancelled')?.title).toBe('Cancelled: Monthly meeting: Wednesday 2 December 2026');
    expect(texts().filter((text) => text.includes('Cancelled: Monthly meeting'))).toHaveLength(1);
    await discord.people.commandText('prague', '#meetings', '/meeting restore');
    await house.run();
    const open = discord.events().filter(({ status }) => status === 1);
    expect(open.map(({ startsAt }) => startsAt.toISOString())).toContain('2026-12-02T19:00:00.000Z');
    expect(discourse.findTopic('Cancelled')).toBeUndefined();
  });

  it('the event begins and ends with the meeting, and who is in the voice channel is in the minutes', async () => {
    const { discord } = house;
    await house.advanceTo('2026-12-01T20:00:00Z');
    discord.joinVoice('lagos', '#Meeting room');
    expect(discord.events()[0]?.status).toBe(2);
    await until(async () => {
      await house.run();
      return posts().some((raw) => /Roll call\s+- lagos/u.test(raw));
    });
    await house.advanceTo('2026-12-01T21:00:00Z');
    expect(
      discord.events().find(({ startsAt }) => startsAt.getTime() === Date.parse('2026-12-01T20:00:00Z'))
        ?.status ?? 3,
    ).toBe(3);
  });

  it('a plan is shown with its picture, and accepted with its button', async () => {
    const { discord } = house;
    await discord.people.commandText('tokyo', '#meetings', '/availability set zone:Asia/Tokyo');
    await house.database.person.updateMany({ data: { role: 'member' } });
    const seen = await discord.people.commandText('prague', '#meetings', '/meeting plan slots:1');
    expect(seen.message?.attachments.map(({ filename }) => filename)).toEqual(['monthly-meeting-plan.png']);
    const accepted = await discord.people.press('prague', seen.message?.id ?? '', 'Accept these times');
    expect(accepted.text).toContain('has its times');
    const refused = await discord.people.press('tokyo', seen.message?.id ?? '', 'Accept these times');
    expect(refused.text).toContain('Only organisers');
  });

  it('a topic is added with its form', async () => {
    const { people } = house.discord;
    await people.commandText('tokyo', '#meetings', '/meeting topic add');
    await people.submit('tokyo', { Title: 'A tutorial', Details: 'For beginners' });
    expect((await people.commandText('tokyo', '#meetings', '/meeting topic list')).text).toContain(
      'A tutorial',
    );
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to pass');
}
