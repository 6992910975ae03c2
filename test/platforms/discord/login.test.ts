// Logging in: commands registered only where they differ, voices heard, and refusals told with their cure.

import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { command } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { PlatformEvent } from '../../../src/core/platform.ts';
import type { PlatformState } from '../../../src/core/platform-state.ts';
import { say } from '../../../src/core/reply.ts';
import { wanted } from '../../../src/platforms/discord/check.ts';
import { guild } from './packets.ts';
import { dispatcherWith, openWire, platformOn, type Wire, type WireOptions } from './wire.ts';

const commands = [
  command({
    name: 'meeting next',
    description: 'Says when',
    access: 'everyone',
    run: async () => say(doc(p('x'))),
  }),
];
let wire: Wire;

afterEach(async () => {
  await wire.close();
});

async function started(options: WireOptions, events: PlatformEvent[] = []) {
  wire = await openWire(options);
  const platform = platformOn(wire);
  await platform.start(dispatcherWith({ commands }, events));
  return platform;
}

describe('at the start', () => {
  it('the commands are registered, and not again when they are there', async () => {
    const first = await started({});
    expect(first.isReady()).toBe(true);
    expect(first.placeName?.('22')).toBe('general');
    await first.stop();
    expect(first.isReady()).toBe(false);
    const put = wire.asked.find(({ route }) => route === 'PUT /applications/1/guilds/11/commands');
    expect(put?.body).toMatchObject({ list: [{ name: 'meeting', options: [{ name: 'next' }] }] });
    expect(wire.faults).toEqual([]);

    const second = platformOn(wire);
    await second.start(dispatcherWith({ commands }));
    await second.stop();
    expect(wire.asked.filter(({ route }) => route.startsWith('PUT'))).toHaveLength(1);
  });

  const refusals: readonly (readonly [string, WireOptions, RegExp])[] = [
    ['a wrong token', { isTokenWrong: true }, /DISCORD_TOKEN.*developer portal/u],
    ['a token refused by the gateway', { closeWith: 4004 }, /DISCORD_TOKEN/u],
    ['refused intents', { closeWith: 4014 }, /intents/u],
  ];
  it.each(refusals)('%s is said with its cure, and tried again with patience', async (_, options, words) => {
    wire = await openWire(options);
    const logged: string[] = [];
    const platform = platformOn(wire, logged);
    const changes: PlatformState[] = [];
    await platform.start(dispatcherWith({ commands }), (state) => changes.push(state));
    expect(platform.isReady()).toBe(false);
    expect(changes).toMatchObject([{ isReady: false, isRefused: true, why: expect.stringMatching(words) }]);
    expect(logged.join('\n')).toMatch(words);
    expect(logged.join('\n')).toMatch(/again in 5 s/u);
    await platform.stop();
    expect(wire.connections).toBe(0);
  });

  const passing: readonly (readonly [string, WireOptions])[] = [
    ['a token that is refused for a while', { isTokenWrong: true, refusals: 2 }],
    ['a gateway that refuses for a while', { closeWith: 4014, refusals: 1 }],
  ];
  it.each(passing)(
    '%s is connected to when that is over, without a restart',

    async (_, options) => {
      const platform = await started(options);
      expect(platform.isReady()).toBe(false);
      await expect.poll(() => platform.isReady()).toBe(true);
      expect(platform.placeName?.('22')).toBe('general');
      await platform.stop();
    },
  );

  it('of sessions that are used up is said until when, and nothing is asked before', async () => {
    wire = await openWire({ sessions: 0 });
    const logged: string[] = [];
    const platform = platformOn(wire, logged, [], () => new Date());
    await platform.start(dispatcherWith({ commands }));
    expect(platform.state?.().why).toMatch(/as often as Discord allows/u);
    expect(logged.join('\n')).toMatch(/Trying again in 3(?:600|59\d) s/u);
    await sleep(3_000);
    expect(wire.asked.filter(({ route }) => route.endsWith('/gateway/bot'))).toHaveLength(1);
    await platform.stop();
  });

  it('a Discord that cannot be reached is tried again, and found when it is back', async () => {
    wire = await openWire();
    const { apiUrl } = wire;
    await wire.close();
    const platform = platformOn({ apiUrl });
    await platform.start(dispatcherWith({ commands }));
    expect(platform.isReady()).toBe(false);
    expect(platform.state?.().why).toMatch(/does not answer/u);
    wire = await openWire({ port: Number(new URL(apiUrl).port) });
    await expect.poll(() => platform.isReady()).toBe(true);
    expect(wire.identified).toBe(1);
    await platform.stop();
    expect(wire.connections).toBe(0);
  });
});

describe('while it runs', () => {
  it('a lost connection is known at once and comes back by itself, once', async () => {
    const platform = await started({});
    wire.cut();
    await expect.poll(() => platform.isReady()).toBe(false);
    expect(platform.canPublish?.()).toBe(true);
    await expect.poll(() => platform.isReady()).toBe(true);
    expect(wire.connections).toBe(1);
    await platform.stop();
    expect(platform.isReady()).toBe(false);
    expect(wire.connections).toBe(0);
  });

  it('heartbeats whose answers say nothing but that, as the documentation shows them, keep the connection', async () => {
    const states: boolean[] = [];
    wire = await openWire({ heartbeatMilliseconds: 1_000 });
    const logged: string[] = [];
    const platform = platformOn(wire, logged);
    await platform.start(dispatcherWith({ commands }), ({ isReady }) => states.push(isReady));
    await sleep(3_000);
    expect(states).toEqual([true]);
    expect(logged).toEqual([]);
    await platform.stop();
  });

  it('a session of which nobody said where to resume it goes on where it was', async () => {
    const platform = await started({ isResumedWhereItWas: true });
    wire.cut();
    await expect.poll(() => platform.isReady()).toBe(false);
    await expect.poll(() => platform.isReady()).toBe(true);
    expect(wire.identified).toBe(1);
    await platform.stop();
  });

  it('no more sessions are begun than Discord allows in a day', async () => {
    const platform = await started({ sessions: 1 });
    wire.sendText('{"op":9,"d":false}');
    await expect.poll(() => platform.state?.().why).toMatch(/as often as Discord allows/u);
    expect(wire.identified).toBe(1);
    expect(platform.canPublish?.()).toBe(true);
    await platform.stop();
  });

  it('a gateway whose place Discord does not say again is looked for where it was', async () => {
    let isMute = false;
    const platform = await started({ isMute: () => isMute });
    isMute = true;
    wire.sendText('{"op":9,"d":false}');
    await expect.poll(() => platform.isReady()).toBe(false);
    await expect.poll(() => platform.isReady(), { timeout: 14_000 }).toBe(true);
    await platform.stop();
  }, 30_000);

  it.each([
    ['at the start', true],
    ['after a session', false],
  ])(
    'stopping is soon over while Discord does not say where the gateway is: %s',
    async (_, isAtStart) => {
      let isMute = isAtStart;
      wire = await openWire({ isMute: () => isMute });
      const platform = platformOn(wire);
      const starting = platform.start(dispatcherWith({ commands }));
      if (!isAtStart) await starting;
      isMute = true;
      const looked = () => wire.asked.filter(({ route }) => route.endsWith('/gateway/bot')).length;
      const before = isAtStart ? 0 : looked();
      if (!isAtStart) wire.sendText('{"op":9,"d":false}');
      await expect.poll(looked, { timeout: 20_000 }).toBeGreaterThan(before);
      const began = performance.now();
      await platform.stop();
      expect(performance.now() - began).toBeLessThan(2_500);
      await starting;
    },
    30_000,
  );

  it('a token that is taken back is said once, with its cure, and tried again with patience', async () => {
    let isTokenWrong = false;
    wire = await openWire({
      resetMilliseconds: 1,
      get isTokenWrong() {
        return isTokenWrong;
      },
    });
    const logged: string[] = [];
    const platform = platformOn(wire, logged);
    await platform.start(dispatcherWith({ commands }));
    isTokenWrong = true;
    const before = wire.asked.length;
    wire.sendText('{"op":9,"d":false}');
    const said = () => logged.filter((line) => /DISCORD_TOKEN.*Trying again in 5 s/u.test(line)).length;
    await expect.poll(said, { timeout: 20_000 }).toBe(1);
    expect(platform.state?.().isRefused).toBe(true);
    await sleep(2_000);
    const asked = wire.asked.slice(before).filter(({ route }) => route.endsWith('/gateway/bot'));
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(said()).toBe(1);
    expect(logged.join('\n')).not.toContain('401');
    await platform.stop();
  }, 40_000);

  it('while the gateway is away the log says so once for each reason', async () => {
    const logged: string[] = [];
    wire = await openWire();
    const { apiUrl } = wire;
    const platform = platformOn(wire, logged);
    await platform.start(dispatcherWith({ commands }));
    await wire.close();
    await sleep(6_000);
    const away = logged.filter((line) => line.includes('The connection is away'));
    expect(away.length).toBe(new Set(away.map((line) => line.replace(/Away.*/u, ''))).size);
    expect(away.length).toBeGreaterThan(0);
    wire = await openWire({ port: Number(new URL(apiUrl).port) });
    await platform.stop();
  }, 40_000);

  it('a second hello begins nothing anew', async () => {
    const events: PlatformEvent[] = [];
    const platform = await started({}, events);
    for (const count of [1, 2]) {
      wire.sendText('{"op":10,"d":{"heartbeat_interval":45000}}');
      wire.send('THREAD_DELETE', { id: '601', guild_id: '11', parent_id: '22', type: 11 });
      await expect.poll(() => events.filter(({ kind }) => kind === 'removed').length).toBe(count);
    }
    expect(platform.isReady()).toBe(true);
    await platform.stop();
  });

  const unreadable: readonly (readonly [string, () => void])[] = [
    ['no JSON', () => wire.sendText('{"op":')],
    ['no packet', () => wire.sendText('null')],
    ['nulls where objects belong', () => wire.send('CHANNEL_UPDATE', null)],
    ['a channel without anything', () => wire.send('CHANNEL_CREATE', { guild_id: '11' })],
    [
      'an interaction without a user',
      () => wire.send('INTERACTION_CREATE', { id: '5', type: 2, data: null }),
    ],
    ['an invalid hello', () => wire.sendText('{"op":10,"d":null}')],
  ];
  it.each(unreadable)('%s from the gateway harms nothing', async (_, send) => {
    const events: PlatformEvent[] = [];
    const platform = await started({}, events);
    send();
    wire.send('THREAD_DELETE', { id: '601', guild_id: '11', parent_id: '22', type: 11 });
    await expect.poll(() => events.filter(({ kind }) => kind === 'removed').length).toBe(1);
    expect(platform.isReady()).toBe(true);
    await platform.stop();
  });

  it('what cannot be read at the start does not keep the rest from being served', async () => {
    const platform = await started({
      before: [
        ['GUILD_CREATE', null],
        ['CHANNEL_CREATE', { guild_id: '11' }],
        ['INTERACTION_CREATE', { id: '5', type: 2, data: null }],
      ],
    });
    expect(platform.isReady()).toBe(true);
    expect(platform.placeName?.('22')).toBe('general');
    await platform.stop();
  });
});

describe('voice channels', () => {
  it('who is there at the start is heard, then who comes, moves and goes, in that order', async () => {
    const events: PlatformEvent[] = [];
    const platform = await started({ seats: [{ user: '5', channel: '33' }] }, events);
    const member = { user: { id: '6', username: 'lagos', global_name: 'Lagos' }, nick: null, roles: [] };
    wire.send('VOICE_STATE_UPDATE', {
      guild_id: '11',
      user_id: '6',
      channel_id: '33',
      session_id: 's',
      member,
    });
    wire.send('VOICE_STATE_UPDATE', {
      guild_id: '11',
      user_id: '6',
      channel_id: '34',
      session_id: 's',
      member,
    });
    wire.send('VOICE_STATE_UPDATE', {
      guild_id: '11',
      user_id: '6',
      channel_id: '34',
      session_id: 's',
      self_mute: true,
      member,
    });
    wire.send('VOICE_STATE_UPDATE', { guild_id: '11', user_id: '5', channel_id: null, session_id: 's' });
    const voices = () => events.filter(({ kind }) => kind === 'voice');
    await expect.poll(() => voices().length).toBe(5);
    await platform.stop();
    expect(
      voices().map(
        (one) => one.kind === 'voice' && [one.groupId, one.account.name, one.channelId, one.isPresent],
      ),
    ).toEqual([
      [7, 'name-5', '33', true],
      [7, 'Lagos', '33', true],
      [7, 'Lagos', '33', false],
      [7, 'Lagos', '34', true],
      [7, 'name-5', '33', false],
    ]);
  });
});

it('what may give back a right is heard: an invitation, a channel, a thread, a role', async () => {
  const events: PlatformEvent[] = [];
  const platform = await started({}, events);
  const mended = () => events.filter(({ kind }) => kind === 'mended');
  await expect.poll(() => mended().length).toBe(1);
  wire.send('CHANNEL_UPDATE', {
    id: '22',
    guild_id: '11',
    type: 0,
    name: 'general',
    permission_overwrites: [],
  });
  wire.send('GUILD_ROLE_UPDATE', {
    guild_id: '11',
    role: { id: '11', name: '@everyone', permissions: '1024' },
  });
  wire.send('THREAD_UPDATE', { id: '600', guild_id: '11', parent_id: '22', type: 11, name: 'AMA' });
  await expect.poll(() => mended().length).toBe(4);
  expect(mended()[0]).toEqual({ kind: 'mended', platform: 'discord', space: '11' });
  await platform.stop();
});

it('threads and events that are removed by hand are heard', async () => {
  const events: PlatformEvent[] = [];
  const platform = await started({}, events);
  const event = {
    id: '800',
    guild_id: '11',
    name: 'x',
    status: 1,
    entity_type: 3,
    privacy_level: 2,
    creator_id: '1',
    channel_id: null,
    entity_id: null,
    entity_metadata: { location: 'x' },
    scheduled_start_time: '2026-12-01T20:00:00Z',
    scheduled_end_time: '2026-12-01T21:00:00Z',
  };
  wire.send('THREAD_CREATE', {
    id: '600',
    guild_id: '11',
    parent_id: '22',
    type: 11,
    name: 'AMA',
    owner_id: '1',
    thread_metadata: {
      archived: false,
      auto_archive_duration: 60,
      archive_timestamp: '2026-11-24T12:00:00Z',
      locked: false,
    },
  });
  wire.send('THREAD_DELETE', { id: '600', guild_id: '11', parent_id: '22', type: 11 });
  wire.send('THREAD_DELETE', { id: '601', guild_id: '11', parent_id: '22', type: 11 });
  wire.send('GUILD_SCHEDULED_EVENT_DELETE', event);
  const removed = () => events.filter(({ kind }) => kind === 'removed');
  await expect.poll(() => removed().length).toBe(3);
  await platform.stop();
  expect(removed().map((one) => one.kind === 'removed' && one.remoteId)).toEqual(['600', '601', '800']);
});

describe('doctor', () => {
  const used = [
    { id: '22', purpose: 'meetings', guild: '11' },
    { id: '99', purpose: 'questions', guild: '11' },
  ];

  async function listed(options: WireOptions) {
    wire = await openWire(options);
    const platform = platformOn(wire, [], used);
    await platform.start(dispatcherWith({ commands }));
    const found = await platform.check();
    await platform.stop();
    return found;
  }
  const findings = async (options: WireOptions) =>
    new Map((await listed(options)).map((finding) => [finding.what, finding]));

  it('names each missing permission and its cure', async () => {
    const found = await findings({ permissions: String(PermissionFlagsBits.ViewChannel) });
    expect(found.get('Discord token')).toMatchObject({ isOk: true });
    expect(found.get('Server Docs')).toMatchObject({
      isOk: false,
      cure: expect.stringContaining('Create Events'),
    });
    expect(found.get('Commands in Docs')).toMatchObject({ isOk: true });
    expect([...found.values()].flatMap(({ space }) => space ?? [])).toEqual(['11', '11', '11', '11']);
    expect(found.get('Channel #general (meetings)')).toMatchObject({
      isOk: false,
      saw: expect.stringContaining('Send Messages'),
    });
    expect(found.get('Channel for questions')).toMatchObject({
      isOk: false,
      cure: expect.stringContaining('/docent setup'),
    });
  });

  it.each([
    [403, { code: 50001, message: 'Missing Access' }, 'Missing Access', 'Invite me again'],
    [503, { code: 0, message: 'x' }, 'does not answer: Service Unavailable', 'discordstatus.com'],
  ])(
    'asks to be invited again only where Discord refuses the commands (%i)',
    async (status, body, saw, cure) => {
      const found = await findings({ permissions: wanted(), commandsRefused: [status, body] });
      const expected = {
        isOk: false,
        saw: expect.stringContaining(saw),
        cure: expect.stringContaining(cure),
      };
      expect(found.get('Commands in Docs')).toMatchObject(expected);
    },
  );

  it('says once, whatever the server, that Discord takes no more requests', async () => {
    const options = { permissions: wanted(), commandsRefused: [429, { message: 'x' }] } as const;
    const other = { ...guild(options), id: '12', name: 'Other' };
    const found = await listed({ ...options, before: [['GUILD_CREATE', other]] });
    const slowed = found.filter(({ what }) => what === 'Discord requests');
    expect(slowed).toMatchObject([{ isOk: false, saw: expect.stringContaining('takes no more requests') }]);
    expect(slowed[0]?.space).toBeUndefined();
  });

  it('tells of a time-out', async () => {
    const found = await findings({ permissions: wanted(), timedOutUntil: '2999-01-01T00:00:00Z' });
    expect(found.get('Server Docs')).toMatchObject({
      isOk: false,
      cure: expect.stringContaining('time-out'),
    });
  });

  it('is content when nothing is missing', async () => {
    const found = await findings({ permissions: wanted() });
    expect([...found.values()].filter(({ isOk }) => !isOk).map(({ what }) => what)).toEqual([
      'Channel for questions',
    ]);
  });
});
