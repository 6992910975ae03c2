// What the bot may not do, or finds gone, is refused with the status and code of Discord.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bits } from '../../../sandbox/discord/index.ts';
import { openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
});
afterEach(() => seed.close());

const id = (name: string): string => seed.discord.people.channel(name).id;
const guildId = (): string => [...seed.discord.world.guilds.keys()][0] ?? '';
const send = (body: object, channel = 'general') =>
  seed.rest.post(Routes.channelMessages(id(channel)), { body });

describe('permissions', () => {
  test.each([
    ['a channel that is hidden', bits.ViewChannel, 50001],
    ['writing', bits.SendMessages, 50013],
    ['attaching', bits.AttachFiles, 50013],
  ])('%s is refused without its permission', async (_, taken, code) => {
    seed.discord.removePermission('#general', taken);
    const request = seed.rest.post(Routes.channelMessages(id('general')), {
      body: { content: 'x' },
      files: [{ name: 'a', data: Buffer.from('a') }],
    });
    expect(await refusalOf(request)).toMatchObject({ status: 403, code });
    seed.discord.restorePermissions('#general');
    await send({ content: 'x' });
  });

  test('embeds are dropped silently without Embed Links, and refused where they are all that is said', async () => {
    const before = z
      .object({ id: z.string() })
      .parse(await send({ content: 'x', embeds: [{ title: 'T' }] })).id;
    seed.discord.removePermission('#general', bits.EmbedLinks);
    const body = { content: 'x', embeds: [{ title: 'T' }] };
    expect(await send(body)).toMatchObject({ embeds: [] });
    expect(await seed.rest.patch(Routes.channelMessage(id('general'), before), { body })).toMatchObject({
      embeds: [],
    });
    const empty = seed.rest.patch(Routes.channelMessage(id('general'), before), {
      body: { ...body, content: '' },
    });
    expect(await refusalOf(empty)).toMatchObject({ status: 400, code: 50006 });
    const bare = seed.rest.post(Routes.channelMessages(id('general')), {
      body: { embeds: [{ title: 'T' }] },
    });
    expect(await refusalOf(bare)).toMatchObject({ status: 403, code: 50013 });
  });

  test.each([
    ['a channel that is gone', () => seed.rest.get(Routes.channel('1')), 404, 10003],
    ['a message that is gone', () => seed.rest.get(Routes.channelMessage(id('general'), '1')), 404, 10008],
    ['an event that is gone', () => seed.rest.get(Routes.guildScheduledEvent(guildId(), '1')), 404, 10070],
    ['a user that is gone', () => seed.rest.get(Routes.user('1')), 404, 10013],
    ['listing members without the intent', () => seed.rest.get(Routes.guildMembers(guildId())), 403, 50001],
    ['a guild without the bot', () => seed.rest.get(Routes.guild('1')), 404, 10004],
  ])('%s is refused as Discord does', async (_, ask, status, code) => {
    expect(await refusalOf(ask())).toMatchObject({ status, code });
  });

  test('a revoked token is refused and counted', async () => {
    const fresh = seed.discord.revokeToken();
    await expect(seed.rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
    expect(seed.discord.counters().invalid).toBe(1);
    seed.rest.setToken(fresh);
    await seed.rest.get(Routes.user());
  });
});
