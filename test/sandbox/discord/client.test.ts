// A real discord.js client over the sandbox: what a bot does all day.
import {
  type APIModalInteractionResponseCallbackData,
  type Client,
  Events,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login, openSeeded, type Seed, textChannel } from './seed.ts';

let seed: Seed;
let client: Client<true>;
let handle: (interaction: Interaction) => Promise<unknown>;
const broken: unknown[] = [];

beforeEach(async () => {
  seed = await openSeeded();
  client = await login(seed);
  broken.length = 0;
  client.on(Events.InteractionCreate, (interaction) => {
    handle(interaction).catch((error: unknown) => broken.push(error));
  });
  const guild = client.guilds.cache.first();
  await guild?.commands.set([
    { name: 'go', description: 'Goes' },
    {
      name: 'meeting',
      description: 'Meetings',
      options: [
        {
          type: 2,
          name: 'series',
          description: 'Series',
          options: [
            {
              type: 1,
              name: 'create',
              description: 'Creates',
              options: [
                { type: 3, name: 'name', description: 'Name', required: true },
                { type: 3, name: 'zone', description: 'Zone', autocomplete: true },
                { type: 5, name: 'weekly', description: 'Weekly' },
                { type: 4, name: 'minutes', description: 'Minutes', minValue: 15 },
                { type: 6, name: 'host', description: 'Host' },
                { type: 7, name: 'place', description: 'Place' },
              ],
            },
          ],
        },
      ],
    },
  ]);
});
afterEach(async () => {
  await client.destroy();
  await seed.close();
  expect(broken).toEqual([]);
});

describe('commands', () => {
  test('bring their subcommand, typed values and resolved people and channels', async () => {
    handle = async (one) => {
      if (!one.isChatInputCommand()) return;
      const { options } = one;
      await one.reply(
        [
          options.getSubcommandGroup(),
          options.getSubcommand(),
          options.getString('name'),
          options.getBoolean('weekly'),
          options.getInteger('minutes'),
          options.getUser('host')?.username,
          options.getChannel('place')?.name,
          one.member && 'roles' in one.member && one.inCachedGuild() && one.member.roles.cache.size,
          one.memberPermissions?.has('ManageGuild'),
          one.appPermissions.has('SendMessages'),
        ].join(' | '),
      );
    };
    const text =
      '/meeting series create name:"Monthly meeting" weekly:yes minutes:60 host:@tokyo place:#meetings';
    const seen = await seed.discord.people.commandText('prague', '#general', text);
    expect(seen.text).toBe(
      'series | create | Monthly meeting | true | 60 | tokyo | meetings | 2 | true | true',
    );
    const inMessage = seed.discord.messages('#general').at(-1);
    expect(inMessage?.interaction?.user.name).toBe('prague');
  });

  test('a deferred private reply is seen by one person only, once it is filled', async () => {
    handle = async (one) => {
      if (!one.isChatInputCommand()) return;
      await one.deferReply({ flags: MessageFlags.Ephemeral });
      await one.editReply('Only for you');
      await one.followUp({ content: 'And this', flags: MessageFlags.Ephemeral });
    };
    const events: string[] = [];
    seed.discord.onHappening(({ place, kind, text }) => events.push(`${place} ${kind} ${text}`));
    const seen = await seed.discord.people.commandText('tokyo', '#general', '/go');
    expect(seen).toMatchObject({ text: 'Only for you', isPrivate: true });
    await expect.poll(() => events).toEqual(['reply reply Only for you', 'reply reply And this']);
    expect(seed.discord.messages('#general', 'tokyo')).toHaveLength(2);
    expect(seed.discord.messages('#general', 'prague')).toHaveLength(0);
    expect((await textChannel(client, 'general').messages.fetch()).size).toBe(0);
  });

  test('what follows a deferred reply takes its place and its privacy', async () => {
    handle = async (one) => {
      if (!one.isChatInputCommand()) return;
      await one.deferReply({ flags: MessageFlags.Ephemeral });
      await one.followUp('Meant for all');
    };
    const seen = await seed.discord.people.commandText('tokyo', '#general', '/go');
    expect(seen).toMatchObject({ text: 'Meant for all', isPrivate: true });
  });

  test('work in conversations, without a member', async () => {
    await client.application.commands.set([{ name: 'hello', description: 'Hello' }]);
    handle = async (one) => {
      if (one.isChatInputCommand()) await one.reply(`${one.guildId} ${one.user.username} ${one.channelId}`);
    };
    const seen = await seed.discord.people.commandText('tokyo', 'dm', '/hello');
    expect(seen.text).toBe(
      `null tokyo ${seed.discord.people.channel('dm', seed.discord.people.user('tokyo')).id}`,
    );
  });

  test('complete what is being typed', async () => {
    handle = async (one) => {
      if (!one.isAutocomplete()) return;
      const { name, value } = one.options.getFocused(true);
      await one.respond([
        { name: `${name} ${value} of ${one.options.getString('name')}`, value: 'Asia/Tokyo' },
      ]);
    };
    const text = '/meeting series create name:Call zone:"Asia to';
    const choices = await seed.discord.people.autocomplete('tokyo', '#general', text);
    expect(choices).toEqual([{ name: 'zone Asia to of Call', value: 'Asia/Tokyo' }]);
  });
});

describe('buttons, selects and forms', () => {
  test('a button opens a form; it is filled by labels and answered', async () => {
    const channel = textChannel(client, 'ama');
    await channel.send({
      content: 'AMA',
      components: [
        { type: 1, components: [{ type: 2, style: 1, customId: 'ask', label: 'Ask a question' }] },
        {
          type: 1,
          components: [{ type: 3, customId: 'pick', options: [{ label: 'One', value: '1' }] }],
        },
      ],
    });
    handle = async (one) => {
      if (one.isButton()) {
        await one.showModal({
          custom_id: 'form',
          title: 'Your question',
          components: [
            {
              type: 18,
              label: 'Question',
              component: { type: 4, custom_id: 'question', style: 2, min_length: 5, max_length: 40 },
            },
            {
              type: 18,
              label: 'Stay anonymous?',
              component: {
                type: 3,
                custom_id: 'anonymous',
                options: [
                  { label: 'Yes', value: 'y' },
                  { label: 'No', value: 'n', default: true },
                ],
              },
            },
          ],
        });
      } else if (one.isModalSubmit()) {
        const { fields } = one;
        const values = fields.getStringSelectValues('anonymous').join();
        const text = `${fields.getTextInputValue('question')} ${values} ${one.message?.content}`;
        await one.reply({ content: text, flags: MessageFlags.Ephemeral });
      } else if (one.isStringSelectMenu()) {
        await one.update({ content: `Picked ${one.values.join()}`, components: [] });
      }
    };
    const { people } = seed.discord;
    const message = people.findFor('visitor', 'AMA', 'Ask a question');
    const id = message?.id ?? '';
    expect(await people.press('visitor', id, 'Ask a question')).toMatchObject({
      kind: 'form',
      text: 'Your question',
    });
    await expect(people.submit('visitor', { question: 'Hm' })).rejects.toThrow('needs at least 5');
    await expect(people.submit('visitor', { why: 'x' })).rejects.toThrow('has no field "why"');
    const seen = await people.submit('visitor', { question: 'How do I start?', 'stay anonymous?': 'yes' });
    expect(seen).toMatchObject({ text: 'How do I start? y AMA', isPrivate: true });
    expect(people.openForm('visitor')).toBeUndefined();
    expect(await people.select('tokyo', id, 'pick', ['1'])).toMatchObject({
      kind: 'update',
      text: 'Picked 1',
    });
  });

  test('a form cannot follow a form', async () => {
    const form: APIModalInteractionResponseCallbackData = {
      custom_id: 'form',
      title: 'Form',
      components: [{ type: 1, components: [{ type: 4, custom_id: 'a', label: 'A', style: 1 }] }],
    };
    let refused: unknown;
    handle = async (one) => {
      if (one.isChatInputCommand()) await one.showModal(form);
      if (!one.isModalSubmit()) return;
      const route = `/interactions/${one.id}/${one.token}/callback` as const;
      refused = await client.rest
        .post(route, { auth: false, body: { type: 9, data: form } })
        .catch((error) => error.code);
      await one.reply(one.fields.getTextInputValue('a'));
    };
    await seed.discord.people.commandText('tokyo', '#general', '/go');
    expect((await seed.discord.people.submit('tokyo', { A: 'typed' })).text).toBe('typed');
    expect(refused).toBe(50035);
  });

  test('a bot that says nothing is shown as failing, and comes too late afterwards', {
    timeout: 10_000,
  }, async () => {
    const { promise, resolve } = Promise.withResolvers<Interaction>();
    handle = async (one) => resolve(one);
    const seen = await seed.discord.people.commandText('tokyo', '#general', '/go');
    expect(seen).toMatchObject({ kind: 'failed', text: 'The application did not respond' });
    const late = await promise;
    if (!late.isChatInputCommand()) throw new Error('Not the command');
    await expect(late.reply('Late')).rejects.toMatchObject({ code: 10062 });
  });

  test('the second answer is refused, and the token ends after a quarter of an hour', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const codes: unknown[] = [];
    handle = async (one) => {
      if (!one.isChatInputCommand()) return;
      await one.reply('First');
      const route = `/interactions/${one.id}/${one.token}/callback` as const;
      const body = { type: 4, data: { content: 'Second' } };
      await client.rest.post(route, { auth: false, body }).catch((error) => codes.push(error.code));
      seed.clock.forward(16);
      await one.editReply('Much later').catch((error) => codes.push(error.code));
      resolve();
    };
    await seed.discord.people.commandText('tokyo', '#general', '/go');
    await promise;
    expect(codes).toEqual([40060, 50027]);
  });
});

describe('channels', () => {
  test('threads are opened, written in, archived and opened by writing', async () => {
    const channel = textChannel(client, 'ama');
    const message = await channel.send('Ask us');
    const thread = await message.startThread({ name: 'AMA', autoArchiveDuration: 60 });
    expect(thread.id).toBe(message.id);
    await thread.send('Welcome');
    await thread.setArchived(true);
    seed.discord.people.message('tokyo', 'thread AMA', 'May I?');
    await expect.poll(() => thread.archived).toBe(false);
    await thread.setLocked(true);
    seed.clock.forward(61);
    await client.rest.get(`/channels/${thread.id}`);
    await expect.poll(() => thread.archived).toBe(true);
    expect(seed.discord.threads('visitor').map(({ name }) => name)).toEqual(['AMA']);
  });

  test('scheduled events go from scheduled to active to completed', async () => {
    const guild = client.guilds.cache.first();
    const event = await guild?.scheduledEvents.create({
      name: 'Monthly meeting',
      scheduledStartTime: '2026-12-01T20:00:00Z',
      scheduledEndTime: '2026-12-01T21:00:00Z',
      privacyLevel: 2,
      entityType: 3,
      entityMetadata: { location: 'Here' },
    });
    await event?.setStatus(2);
    await event?.setStatus(3);
    await expect(event?.setName('Again')).rejects.toMatchObject({ code: 180000 });
    expect(seed.discord.events().map(({ status }) => status)).toEqual([3]);
    expect((await guild?.scheduledEvents.fetch())?.size).toBe(0);
  });

  test('files come back over the address that their message gives', async () => {
    const file = { name: 'März map.png', attachment: Buffer.from('picture'), description: 'A map' };
    const message = await textChannel(client, 'general').send({ files: [file] });
    const [attachment] = [...message.attachments.values()];
    expect(attachment).toMatchObject({ name: 'M_rz_map.png', description: 'A map', size: 7 });
    expect(await (await fetch(attachment?.url ?? '')).text()).toBe('picture');
  });

  test('who sits in the voice channel is known at once and when it changes', async () => {
    seed.discord.joinVoice('tokyo', 'Meeting room');
    const second = await login(seed, { intents: ['Guilds', 'GuildVoiceStates'] });
    const guild = second.guilds.cache.first();
    expect(guild?.voiceStates.cache.size).toBe(1);
    seed.discord.joinVoice('prague', 'Meeting room');
    await expect.poll(() => guild?.voiceStates.cache.filter((one) => one.channelId).size).toBe(2);
    seed.discord.leaveVoice('tokyo');
    await expect.poll(() => guild?.voiceStates.cache.filter((one) => one.channelId).size).toBe(1);
    await second.destroy();
  });
});
