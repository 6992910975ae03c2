// What the bot may not do, or finds gone, is refused with the status and code of Discord.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bits } from '../../../src/sandbox/discord/index.ts';
import { openTown, refusalOf, type Town } from './town.ts';

let town: Town;
beforeEach(async () => {
  town = await openTown({ speed: 1000 });
});
afterEach(() => town.close());

const id = (name: string): string => town.discord.people.channel(name).id;
const guildId = (): string => [...town.discord.world.guilds.keys()][0] ?? '';
const send = (body: object, channel = 'general') =>
  town.rest.post(Routes.channelMessages(id(channel)), { body });
const _button = (custom_id?: string, label = 'Go') => ({
  type: 2,
  style: 1,
  label,
  ...(custom_id && { custom_id }),
});
const _rows = (...buttons: object[]) => ({ content: 'x', components: [{ type: 1, components: buttons }] });

describe('permissions', () => {
  test.each([
    ['a channel that is hidden', bits.ViewChannel, 50001],
    ['writing', bits.SendMessages, 50013],
    ['attaching', bits.AttachFiles, 50013],
  ])('%s is refused without its permission', async (_, taken, code) => {
    town.discord.removePermission('#general', taken);
    const request = town.rest.post(Routes.channelMessages(id('general')), {
      body: { content: 'x' },
      files: [{ name: 'a', data: Buffer.from('a') }],
    });
    expect(await refusalOf(request)).toMatchObject({ status: 403, code });
    town.discord.restorePermissions('#general');
    await send({ content: 'x' });
  });

  test('embeds are dropped silently without Embed Links', async () => {
    town.discord.removePermission('#general', bits.EmbedLinks);
    expect(await send({ content: 'x', embeds: [{ title: 'T' }] })).toMatchObject({ embeds: [] });
  });

  test.each([
    ['a channel that is gone', () => town.rest.get(Routes.channel('1')), 404, 10003],
    ['a message that is gone', () => town.rest.get(Routes.channelMessage(id('general'), '1')), 404, 10008],
    ['an event that is gone', () => town.rest.get(Routes.guildScheduledEvent(guildId(), '1')), 404, 10070],
    ['a user that is gone', () => town.rest.get(Routes.user('1')), 404, 10013],
    ['listing members without the intent', () => town.rest.get(Routes.guildMembers(guildId())), 403, 50001],
    ['a guild without the bot', () => town.rest.get(Routes.guild('1')), 404, 10004],
  ])('%s is refused as Discord does', async (_, ask, status, code) => {
    expect(await refusalOf(ask())).toMatchObject({ status, code });
  });

  test('a person who takes no messages cannot be written to', async () => {
    town.discord.closeDMs('tokyo');
    const channel = await town.rest.post(Routes.userChannels(), {
      body: { recipient_id: town.discord.people.user('tokyo').id },
    });
    const to = typeof channel === 'object' && channel !== null && 'id' in channel ? String(channel.id) : '';
    const request = town.rest.post(Routes.channelMessages(to), { body: { content: 'Hello' } });
    expect(await refusalOf(request)).toMatchObject({ status: 403, code: 50007 });
  });

  test('a revoked token is refused and counted', async () => {
    const fresh = town.discord.revokeToken();
    await expect(town.rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
    expect(town.discord.counters().invalid).toBe(1);
    town.rest.setToken(fresh);
    await town.rest.get(Routes.user());
  });

  test('archived and locked threads take what Discord lets them', async () => {
    await send({ content: 'Start' });
    const start = town.discord.messages('#general')[0]?.id ?? '';
    await town.rest.post(Routes.threads(id('general'), start), { body: { name: 'T' } });
    const again = town.rest.post(Routes.threads(id('general'), start), { body: { name: 'T' } });
    expect(await refusalOf(again)).toMatchObject({ code: 160004 });
    await town.rest.patch(Routes.channel(start), { body: { archived: true } });
    const renamed = town.rest.patch(Routes.channel(start), { body: { name: 'New' } });
    expect(await refusalOf(renamed)).toMatchObject({ code: 50083 });
    await town.rest.patch(Routes.channel(start), { body: { archived: false, name: 'New' } });
  });
});
