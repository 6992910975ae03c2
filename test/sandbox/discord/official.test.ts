// Every route asked once over plain REST: each body and answer has the shape that Discord's official document gives.
import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { routes } from '../../../sandbox/discord/server.ts';
import { discordDiffers, officialDocument, openApiChecker } from '../../openapi.ts';
import { isJudged, login, openSeeded, textChannel } from './seed.ts';

const official = officialDocument('discord.openapi.json');

test.skipIf(!isJudged)('every route of the sandbox is one of the official document', () => {
  const checker = official && openApiChecker(official, discordDiffers);
  const strange = routes.filter(({ method, path }) => {
    const real = path.replaceAll(/:\w+/gu, '123').replace('/messages/pins/123', '/messages/pins/1');
    return checker?.template(method, real) === undefined;
  });
  expect(strange.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('reading and changing everything keeps to the official document', async () => {
  const seed = await openSeeded();
  const { discord, rest } = seed;
  const id = (name: string): string => discord.people.channel(name).id;
  const [guild] = discord.world.guilds.values();
  const guildId = guild?.id ?? '';
  const app = discord.applicationId;
  const tokyo = discord.people.user('tokyo').id;

  await rest.get(Routes.gatewayBot());
  await rest.get(Routes.user());
  await rest.get(Routes.user(tokyo));
  await rest.get(Routes.userGuilds());
  await rest.get('/applications/@me');
  await rest.get('/oauth2/applications/@me');
  await rest.get(Routes.guild(guildId), { query: new URLSearchParams({ with_counts: 'true' }) });
  await rest.get(Routes.guildChannels(guildId));
  await rest.get(Routes.guildRoles(guildId));
  await rest.get(Routes.guildMember(guildId, tokyo));
  await rest.get(Routes.guildMembersSearch(guildId), {
    query: new URLSearchParams({ query: 'to', limit: '5' }),
  });
  await rest.get(Routes.channel(id('meetings')));
  await rest.get(Routes.channel(id('Meeting room')));
  await rest.get(Routes.channel(id('questions')));
  await rest.post(Routes.userChannels(), { body: { recipient_id: tokyo } });

  const embeds = [
    {
      title: 'Monthly meeting',
      description: 'Come!',
      color: 5,
      fields: [{ name: 'When', value: '<t:1:F>' }],
    },
  ];
  const components = [
    {
      type: 1,
      components: [
        { type: 2, style: 1, custom_id: 'go', label: 'Going' },
        { type: 2, style: 5, url: 'https://example.org', label: 'Site' },
      ],
    },
    { type: 1, components: [{ type: 3, custom_id: 'one', options: [{ label: 'A', value: 'a' }] }] },
  ];
  const files = [{ name: 'map.png', data: Buffer.from('picture') }];
  const attachments = [{ id: '0', description: 'A map' }];
  const sent = await rest.post(Routes.channelMessages(id('meetings')), {
    body: { content: 'Hello <@1>', embeds, components, attachments, nonce: 'a1', enforce_nonce: true },
    files,
  });
  const messageId = idOf(sent);
  await rest.get(Routes.channelMessage(id('meetings'), messageId));
  await rest.patch(Routes.channelMessage(id('meetings'), messageId), {
    body: { content: 'Hello again', embeds: [] },
  });
  await rest.put(Routes.channelMessageOwnReaction(id('meetings'), messageId, encodeURIComponent('👍')));
  await rest.put(Routes.channelMessagesPin(id('meetings'), messageId));
  await rest.get(Routes.channelMessagesPins(id('meetings')));
  await rest.get(Routes.channelPins(id('meetings')));
  await rest.get(Routes.channelMessages(id('meetings')), { query: new URLSearchParams({ limit: '10' }) });
  await rest.post(Routes.threads(id('meetings'), messageId), { body: { name: 'Talk' } });
  await rest.post(Routes.channelMessages(messageId), { body: { content: 'In the thread' } });
  await rest.get(Routes.channelMessages(messageId));
  await rest.post(Routes.threads(id('meetings')), { body: { name: 'Free', type: 11 } });
  const tag = discord.people.channel('questions').tags[0]?.id;
  await rest.post(Routes.threads(id('questions')), {
    body: { name: 'How?', message: { content: 'So?' }, applied_tags: [tag] },
  });
  await rest.get(Routes.guildActiveThreads(guildId));
  await rest.patch(Routes.channel(messageId), { body: { archived: true, locked: true } });
  await rest.get(Routes.channelThreads(id('meetings'), 'public'));
  await rest.get(Routes.threadMembers(messageId));
  await rest.delete(Routes.channelMessagesPin(id('meetings'), messageId));
  await rest.delete(Routes.channelMessage(id('meetings'), messageId));

  const event = {
    name: 'Monthly meeting',
    privacy_level: 2,
    scheduled_start_time: '2026-12-01T20:00:00Z',
    scheduled_end_time: '2026-12-01T21:00:00Z',
    entity_type: 3,
    entity_metadata: { location: 'Discord' },
  };
  const eventId = idOf(await rest.post(Routes.guildScheduledEvents(guildId), { body: event }));
  const voice = { ...event, entity_type: 2, entity_metadata: null, channel_id: id('Meeting room') };
  await rest.post(Routes.guildScheduledEvents(guildId), { body: voice });
  await rest.get(Routes.guildScheduledEvents(guildId), {
    query: new URLSearchParams({ with_user_count: 'true' }),
  });
  await rest.get(Routes.guildScheduledEvent(guildId, eventId));
  await rest.patch(Routes.guildScheduledEvent(guildId, eventId), { body: { status: 2 } });
  discord.interested('tokyo', found(discord.events()[0]));
  await rest.get(Routes.guildScheduledEventUsers(guildId, eventId), {
    query: new URLSearchParams({ with_member: 'true' }),
  });
  await rest.delete(Routes.guildScheduledEvent(guildId, eventId));

  const command = {
    name: 'meeting',
    description: 'Meetings',
    options: [{ type: 1, name: 'next', description: 'The next' }],
  };
  await rest.put(Routes.applicationGuildCommands(app, guildId), { body: [command] });
  const commandId = idOf(
    await rest.post(Routes.applicationCommands(app), { body: { ...command, contexts: [0] } }),
  );
  await rest.get(Routes.applicationCommands(app));
  await rest.get(Routes.applicationCommand(app, commandId));
  await rest.patch(Routes.applicationCommand(app, commandId), { body: { description: 'All meetings' } });
  await rest.delete(Routes.applicationCommand(app, commandId));
  await rest.get(Routes.applicationGuildCommands(app, guildId));
  await seed.close();
});

test('answers to interactions keep to the official document', async () => {
  const seed = await openSeeded();
  const { discord } = seed;
  const client = await login(seed);
  await client.application.commands.set(
    [{ name: 'go', description: 'Goes' }],
    [...client.guilds.cache.keys()][0] ?? '',
  );
  client.on('interactionCreate', async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const button = { type: 2, style: 1, customId: 'more', label: 'More' } as const;
      await interaction.reply({
        content: 'Here',
        components: [{ type: 1, components: [button] }],
        withResponse: true,
      });
      await interaction.followUp({
        content: 'Also',
        flags: 64,
        files: [{ name: 'a.txt', attachment: Buffer.from('a') }],
      });
      await interaction.fetchReply();
    } else if (interaction.isButton()) {
      await interaction.update({ content: 'Changed', components: [], withResponse: true });
    }
  });
  const seen = await discord.people.commandText('tokyo', '#general', '/go');
  expect(seen.text).toBe('Here\n[More]');
  const pressed = await discord.people.press('visitor', seen.message?.id ?? '', 'More');
  expect(pressed).toMatchObject({ kind: 'update', text: 'Changed' });
  expect(textChannel(client, 'general').name).toBe('general');
  await client.destroy();
  await seed.close();
});

function idOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'id' in answer) return String(answer.id);
  throw new Error('No id in the answer');
}

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('There is none');
  return one;
}
