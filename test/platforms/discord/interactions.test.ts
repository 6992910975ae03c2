// People at the dispatcher: slash commands, buttons, forms and completions over the wire, each answered in its way.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import { type Command, command } from '../../../src/core/command.ts';
import type { Dispatcher } from '../../../src/core/dispatcher.ts';
import { doc, heading, list, p } from '../../../src/core/document.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { openForm, say, whisper } from '../../../src/core/reply.ts';
import { capabilities } from '../../../src/platforms/discord/capabilities.ts';
import { beginBeats } from '../../work-time.ts';
import { interaction, message, slash, user } from './packets.ts';
import { dispatcherWith, openWire, platformOn, type Wire, type WireOptions } from './wire.ts';

const named = (name: string, how: Partial<Command> = {}): Command =>
  command({ name, description: 'x', access: 'everyone', run: async () => whisper(doc(p('x'))), ...how });
const ephemeral = 64;

let wire: Wire;
let platform: Platform;
let logged: string[];

async function open(own: Partial<Dispatcher>, options: WireOptions = {}): Promise<void> {
  wire = await openWire(options);
  logged = [];
  platform = platformOn(wire, logged);
  await platform.start(dispatcherWith(own));
}

afterEach(async () => {
  await platform.stop();
  await wire.close();
  expect(wire.faults).toEqual([]);
});

describe('a slash command', () => {
  it('reaches the dispatcher with who asked, where, and typed values; what only reads is answered at once', async () => {
    const seen: unknown[] = [];
    await open({
      commands: [named('meeting next', { isReadOnly: true })],
      run: async ({ progress: _, ...invocation }, name, values) => {
        seen.push(invocation, name, values);
        return say(doc(heading(2, 'Next'), p('Tuesday')));
      },
    });
    const lagos = { id: '6', username: 'lagos', global_name: null, discriminator: '0', avatar: null };
    const options = [
      { name: 'who', type: 6, value: '6' },
      { name: 'where', type: 7, value: '22' },
      { name: 'count', type: 4, value: 3 },
      { name: 'loud', type: 5, value: true },
      { name: 'words', type: 3, value: 'hello' },
    ];
    const resolved = {
      users: { 6: lagos },
      channels: { 22: { id: '22', type: 0, name: 'general', permissions: '0' } },
    };
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('meeting', 'next', options, resolved)));
    const [answer] = await wire.answers(1);
    expect(answer?.body).toMatchObject({
      type: 4,
      data: { embeds: [{ title: 'Next', description: 'Tuesday' }] },
    });
    expect(answer?.body).not.toHaveProperty('data.flags');
    expect(seen).toEqual([
      {
        id: 'discord:90',
        isPublished: expect.any(Function),
        platform: 'discord',
        can: capabilities,
        space: '11',
        caller: { platform: 'discord', id: '5', name: 'Prague' },
        roles: ['12'],
        isManager: true,
        place: { platform: 'discord', id: '22', name: 'general' },
      },
      'meeting next',
      {
        who: { platform: 'discord', id: '6', name: 'lagos' },
        where: { platform: 'discord', id: '22', name: 'general' },
        count: 3,
        loud: true,
        words: 'hello',
      },
    ]);
  });

  it('with a bot for a person is refused, and reaches nobody', async () => {
    const seen: unknown[] = [];
    await open({
      commands: [named('member add')],
      run: async () => {
        seen.push('run');
        return whisper(doc(p('x')));
      },
    });
    const bot = {
      id: '6',
      username: 'docent',
      global_name: null,
      discriminator: '0',
      avatar: null,
      bot: true,
    };
    const options = [{ name: 'who', type: 6, value: '6' }];
    wire.send(
      'INTERACTION_CREATE',
      interaction('90', 2, slash('member', 'add', options, { users: { 6: bot } })),
    );
    const [, answer] = await wire.answers(2);
    expect(answer?.body).toMatchObject({
      embeds: [{ description: '`who`: docent is a bot. Choose a person.' }],
    });
    expect(seen).toEqual([]);
  });

  it('is told with the names of what is mentioned, but where an option takes mentions for accounts', async () => {
    const seen: unknown[] = [];
    const options = {
      hosts: { type: 'string', description: 'x', takesMentions: true },
      text: { type: 'string', description: 'x' },
    } as const;
    await open({
      commands: [named('meeting next', { options })],
      run: async (_, __, values) => {
        seen.push(values);
        return whisper(doc(p('x')));
      },
    });
    const typed = ['hosts', 'text'].map((name) => ({ name, type: 3, value: '<@6> in <#22>' }));
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('meeting', 'next', typed)));
    await wire.answers(2);
    expect(seen).toEqual([{ hosts: '<@6> in <#22>', text: '@somebody in #channel' }]);
  });

  it.each([
    ['that only reads, but slowly', { isReadOnly: true }],
    ['that may change something', {}],
  ])('%s is acknowledged before it is done, and answered later', async (_, how) => {
    const done = Promise.withResolvers<void>();
    await open({
      commands: [named('meeting next', how)],
      run: async () => {
        await done.promise;
        return whisper(doc(p('late')));
      },
    });
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('meeting', 'next')));
    const [first] = await wire.answers(1);
    expect(first?.body).toEqual({ type: 5, data: { flags: ephemeral } });
    done.resolve();
    const [, second] = await wire.answers(2);
    expect(second).toMatchObject({
      route: 'PATCH /webhooks/1/token-90/messages/@original',
      body: { embeds: [{ description: 'late' }] },
    });
  });

  it('that brings no more than it must is understood, and its place is known', async () => {
    const seen: Invocation[] = [];
    await open({
      commands: [named('meeting next', { isReadOnly: true })],
      run: async (invocation) => {
        seen.push(invocation);
        return whisper(doc(p('Tuesday')));
      },
    });
    const whole = interaction('90', 2, slash('meeting', 'next'));
    const optional = [
      'entitlements',
      'authorizing_integration_owners',
      'channel',
      'app_permissions',
      'locale',
    ];
    const kept = Object.entries(whole).filter(([name]) => !optional.includes(name));
    wire.send('INTERACTION_CREATE', { ...Object.fromEntries(kept), channel_id: '22' });
    await wire.answers(1);
    expect(seen[0]).toMatchObject({ space: '11', caller: { id: '5' }, place: { id: '22', name: 'general' } });
  });

  it('shows its progress to the caller alone, and what is for all in its place', async () => {
    await open({
      run: async (invocation: Invocation) => {
        await invocation.progress?.(doc(p('1 of 2')));
        await invocation.progress?.(doc(p('2 of 2')));
        return say(doc(p('All done')));
      },
    });
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('prs', 'digest')));
    const answers = await wire.answers(5);
    expect(answers.map(({ route }) => route)).toEqual([
      'POST /interactions/90/token-90/callback',
      'PATCH /webhooks/1/token-90/messages/@original',
      'PATCH /webhooks/1/token-90/messages/@original',
      'DELETE /webhooks/1/token-90/messages/@original',
      'POST /webhooks/1/token-90',
    ]);
    expect(answers[4]?.body).toMatchObject({ embeds: [{ description: 'All done' }] });
    expect(answers[4]?.body).not.toHaveProperty('flags');
  });

  it('whose answer is for all takes the place of the "thinking", and a private one is seen by the caller alone', async () => {
    await open({
      commands: [named('prs digest', { isPublic: true })],
      run: async ({ id }) =>
        id === 'discord:90' ? say(doc(p('for all'))) : whisper(doc(p('No such label'))),
    });
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('prs', 'digest')));
    expect(await wire.answers(2)).toMatchObject([
      { body: { type: 5, data: {} } },
      {
        route: 'PATCH /webhooks/1/token-90/messages/@original',
        body: { embeds: [{ description: 'for all' }] },
      },
    ]);
    wire.send('INTERACTION_CREATE', interaction('91', 2, slash('prs', 'digest')));
    const answers = (await wire.answers(5)).slice(2);
    expect(answers.map(({ route }) => route)).toEqual([
      'POST /interactions/91/token-91/callback',
      'DELETE /webhooks/1/token-91/messages/@original',
      'POST /webhooks/1/token-91',
    ]);
    expect(answers[2]?.body).toMatchObject({ flags: ephemeral, embeds: [{ description: 'No such label' }] });
  });

  it('with a form is answered by the form, never deferred', async () => {
    await open({
      commands: [named('meeting edit', { opensForm: true })],
      run: async () =>
        openForm('meetings/edit', {
          title: 'Edit',
          args: ['12'],
          fields: [
            { kind: 'line', name: 'title', label: 'Title', required: true, value: 'Old', maxLength: 100 },
          ],
        }),
    });
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('meeting', 'edit')));
    const [answer] = await wire.answers(1);
    expect(answer?.body).toMatchObject({
      type: 9,
      data: { custom_id: 'v1:meetings/edit:12', title: 'Edit' },
    });
  });

  it('a long answer goes on in further messages, a very long one comes as a file', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => [`${i} ${'word '.repeat(10)}`]);
    await open({
      commands: [named('a long', { isReadOnly: true }), named('a longer', { isReadOnly: true })],
      run: async (_, name) => whisper(doc(list(...lines(name === 'a long' ? 150 : 900)))),
    });
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('a', 'long')));
    const answers = await wire.answers(3);
    expect(answers.map(({ body }) => body.flags ?? body.data)).toMatchObject([{ flags: 64 }, 64, 64]);
    wire.send('INTERACTION_CREATE', interaction('91', 2, slash('a', 'longer')));
    const [, , , file] = await wire.answers(4);
    expect(file?.body).toMatchObject({ data: { attachments: [{ description: 'The whole answer' }] } });
  });
});

describe('when Discord fails at the first answer', () => {
  const failure = [500, { message: '500: Internal Server Error', code: 0 }] as const;
  const taken = [400, { message: 'Interaction has already been acknowledged.', code: 40060 }] as const;
  const long = doc(list(...Array.from({ length: 150 }, (_, i) => [`${i} ${'word '.repeat(10)}`])));
  const slow = {
    run: async (invocation: Invocation) => {
      await invocation.progress?.(doc(p('1 of 2')));
      return whisper(doc(p('done')));
    },
  };

  it.each([
    ['it is given once more', slow, [failure]],
    ['and had taken it all the same, the rest follows', slow, [failure, taken]],
    ['and had taken a long one, the rest follows', { run: async () => whisper(long) }, [failure, taken]],
  ])('%s', async (_, own, callbacks) => {
    await open(own, { callbacks });
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('prs', 'digest')));
    const answers = await wire.answers(4);
    expect(answers.slice(0, 2).map(({ route }) => route)).toEqual([
      'POST /interactions/90/token-90/callback',
      'POST /interactions/90/token-90/callback',
    ]);
    expect(answers.slice(2).every(({ route }) => route.includes('/webhooks/1/token-90'))).toBe(true);
    expect(logged).toEqual([]);
  });
});

describe('of two bots with one token', () => {
  const taken = [400, { message: 'Interaction has already been acknowledged.', code: 40060 }] as const;

  it.each([
    ['a command', 2, slash('meeting', 'cancel')],
    ['a button', 3, { custom_id: 'v1:x/y', component_type: 2 }],
  ])('the one whose acknowledgement came second does not do the work of %s', async (_, type, data) => {
    const done: string[] = [];
    const work = async ({ id }: Invocation) => {
      done.push(id);
      return whisper(doc(p('done')));
    };
    await open({ run: work, press: work }, { callbacks: [taken] });
    wire.send('INTERACTION_CREATE', interaction('90', type, data));
    await wire.answers(1);
    wire.send('INTERACTION_CREATE', interaction('91', type, data));
    await wire.answers(3);
    expect(done).toEqual(['discord:91']);
    expect(logged).toEqual([]);
  });

  it('the one whose answer came second says nothing more', async () => {
    await open(
      {
        commands: [named('meeting next', { isReadOnly: true })],
        run: async () => whisper(doc(p('Tuesday'))),
      },
      { callbacks: [taken] },
    );
    wire.send('INTERACTION_CREATE', interaction('90', 2, slash('meeting', 'next')));
    await wire.answers(1);
    await platform.stop();
    expect(await wire.answers(1)).toHaveLength(1);
    expect(logged).toEqual([]);
  });
});

describe('when many come at once', () => {
  const pressed = (id: string) => interaction(id, 3, { custom_id: 'v1:x/y', component_type: 2 });
  const ids = Array.from({ length: 40 }, (_, i) => String(90 + i));

  it('each is acknowledged while few are worked on, and each is answered in the end', async () => {
    const all = Promise.withResolvers<void>();
    let begun = 0;
    await open({
      press: async () => {
        begun += 1;
        await all.promise;
        return whisper(doc(p('noted')));
      },
    });
    const from = performance.now();
    for (const id of ids) wire.send('INTERACTION_CREATE', pressed(id));
    const first = await wire.answers(ids.length);
    // What takes longer than a second lets others begin.
    const turns = 1 + Math.floor((performance.now() - from) / 1_000);
    expect(first.map(({ body }) => body)).toEqual(ids.map(() => ({ type: 6 })));
    expect(begun).toBeLessThanOrEqual(4 * turns);
    all.resolve();
    const answers = await wire.answers(2 * ids.length);
    expect(answers.filter(({ body }) => body.flags === ephemeral)).toHaveLength(ids.length);
  });

  it('a form is opened and choices are offered before what waits is worked on', async () => {
    const all = Promise.withResolvers<void>();
    await open({
      commands: [named('meeting edit', { opensForm: true })],
      press: async () => {
        await all.promise;
        return whisper(doc(p('noted')));
      },
      run: async () =>
        openForm('meetings/edit', {
          title: 'Edit',
          fields: [{ kind: 'line', name: 'title', label: 'Title', required: true, maxLength: 100 }],
        }),
      suggest: async () => [{ name: 'UTC', value: 'UTC' }],
    });
    for (const id of ids) wire.send('INTERACTION_CREATE', pressed(id));
    await wire.answers(ids.length);
    const options = [{ name: 'zone', type: 3, value: 'U', focused: true }];
    wire.send('INTERACTION_CREATE', interaction('500', 2, slash('meeting', 'edit')));
    wire.send('INTERACTION_CREATE', interaction('501', 4, slash('meeting', 'edit', options)));
    const answers = await wire.answers(ids.length + 2);
    all.resolve();
    expect(answers.slice(ids.length).map(({ body }) => body)).toMatchObject([
      { type: 9, data: { title: 'Edit' } },
      { type: 8, data: { choices: [{ value: 'UTC' }] } },
    ]);
  });
});

it.each([
  ['a thread that the bot began', { id: '29', owner_id: '1' }, true],
  ['a thread that somebody else began', { id: '29', owner_id: '5' }, false],
  ['a thread that somebody began on what it published', { id: '30', owner_id: '5' }, true],
  ['a thread that somebody began on an answer of its', { id: '31', owner_id: '5' }, false],
  ['a thread that somebody began on what they said', { id: '32', owner_id: '5' }, false],
  ['a channel', { id: '22' }, false],
])(
  'of %s is told whose it is, so that nothing is changed where another database began it',
  async (_, more, isOurs) => {
    const seen: unknown[] = [];
    const answered = {
      ...{ id: '8', type: 2, user: { id: '6', username: 'lagos' }, authorizing_integration_owners: {} },
    };
    const messages = {
      30: { ...message('30'), author: user('1', 'docent') },
      31: { ...message('31'), author: user('1', 'docent'), interaction_metadata: answered },
      32: { ...message('32'), author: user('5', 'prague') },
    };
    await open(
      {
        commands: [named('meeting cancel')],
        run: async (invocation) => {
          seen.push(await invocation.isPublished?.(), invocation.place?.within);
          return whisper(doc(p('x')));
        },
      },
      { messages },
    );
    const metadata = {
      archived: false,
      auto_archive_duration: 60,
      archive_timestamp: '2026-12-01T00:00:00Z',
      locked: false,
    };
    const thread = {
      type: 11,
      guild_id: '11',
      parent_id: '22',
      name: 'Monthly meeting',
      thread_metadata: metadata,
    };
    if ('owner_id' in more) wire.send('THREAD_CREATE', { ...thread, ...more });
    const packet = interaction('90', 2, slash('meeting', 'cancel'));
    wire.send('INTERACTION_CREATE', { ...packet, channel_id: more.id, channel: { ...thread, ...more } });
    await wire.answers(1);
    await expect.poll(() => seen).toEqual([isOurs, 'owner_id' in more ? '22' : undefined]);
  },
);

describe('a button', () => {
  it('is answered below, or replaces its message when asked to', async () => {
    const pressed: string[] = [];
    await open({
      press: async (invocation, id) => {
        pressed.push(`${id} on ${invocation.messageId}, published: ${await invocation.isPublished?.()}`);
        return whisper(doc(p('noted')), { replaces: id.includes('page') });
      },
    });
    wire.send('INTERACTION_CREATE', interaction('90', 3, { custom_id: 'v1:x/y:1', component_type: 2 }));
    await wire.answers(2);
    wire.send('INTERACTION_CREATE', interaction('91', 3, { custom_id: 'v1:x/page:2', component_type: 2 }));
    expect(await wire.answers(4)).toMatchObject([
      { body: { type: 6 } },
      { route: 'POST /webhooks/1/token-90', body: { flags: ephemeral } },
      { body: { type: 6 } },
      { route: 'PATCH /webhooks/1/token-91/messages/@original' },
    ]);
    expect(pressed).toEqual(['v1:x/y:1 on 500, published: true', 'v1:x/page:2 on 500, published: true']);
  });

  it('on an answer is told from one on what was published', async () => {
    const published: unknown[] = [];
    await open({
      press: async (invocation) => {
        published.push(await invocation.isPublished?.());
        return whisper(doc(p('noted')));
      },
    });
    const data = { custom_id: 'v1:x/y:1', component_type: 2 };
    const asked = {
      id: '8',
      type: 2,
      user: { id: '6', username: 'lagos' },
      authorizing_integration_owners: {},
    };
    const kinds = [{}, { interaction_metadata: asked }, { flags: ephemeral }];
    for (const [i, more] of [...kinds, ...kinds].entries()) {
      // The client does not know the channel of a private conversation.
      const where = i < kinds.length ? 'guild' : 'private';
      const packet = { message: {}, ...interaction(String(90 + i), 3, data, where) };
      wire.send('INTERACTION_CREATE', { ...packet, message: { ...packet.message, id: `50${i}`, ...more } });
      await wire.answers(2 * (i + 1));
    }
    expect(published).toEqual([true, false, false, true, false, false]);
  });

  it('in a private conversation has no space and manages nothing', async () => {
    const seen: Invocation[] = [];
    await open({
      press: async (invocation) => {
        seen.push(invocation);
        return whisper(doc(p('noted')));
      },
    });
    wire.send(
      'INTERACTION_CREATE',
      interaction('90', 3, { custom_id: 'v1:x/y', component_type: 2 }, 'private'),
    );
    await wire.answers(2);
    expect(seen[0]).toMatchObject({ caller: { id: '5' }, isManager: false, roles: [] });
    expect(seen[0]).not.toHaveProperty('space');
  });

  it('on an answer tells, in private, the message that began it, also from one answer to the next', async () => {
    const seen: unknown[] = [];
    const tell = async ({ messageId, replyTo }: Invocation) => {
      seen.push([messageId, replyTo]);
      return whisper(doc(p('noted')));
    };
    await open({ press: tell, submit: tell });
    const owners = { authorizing_integration_owners: {} };
    const by = { id: '8', user: { id: '5', username: 'prague' }, ...owners };
    const pressed = (on: string) => ({ ...by, type: 3, interacted_message_id: on });
    const sent = (on: string) => ({ ...by, type: 5, triggering_interaction_metadata: pressed(on) });
    const command = { ...by, type: 2 };
    const button = { custom_id: 'v1:x/y:1', component_type: 2 };
    const form = { custom_id: 'v1:x/y:1', components: [] };
    const all: readonly [id: string, asked?: object, where?: 'guild'][] = [
      ['500'],
      ['501', pressed('500')],
      ['502', sent('501')],
      ['503', sent('502')],
      ['504', command],
      ['505', { ...by, type: 5, triggering_interaction_metadata: command }],
      ['506', pressed('500'), 'guild'],
    ];
    for (const [i, [id, asked, where = 'private']] of all.entries()) {
      for (const [type, data] of [
        [3, button],
        [5, form],
      ] as const) {
        wire.send('INTERACTION_CREATE', {
          ...interaction(`9${i}${type}`, type, data, where),
          message: { ...message(id), ...(asked && { interaction_metadata: asked }) },
        });
        await wire.answers(4 * i + (type === 3 ? 2 : 4));
      }
    }
    const twice = (...one: unknown[]) => [one, one];
    expect(seen).toEqual([
      ...twice('500', undefined),
      ...twice('501', '500'),
      ...twice('502', '500'),
      ...twice('503', '500'),
      ...twice('504', undefined),
      ...twice('505', undefined),
      ...twice('506', undefined),
    ]);
  });

  it('that takes long is acknowledged in time, and stop waits for its answer', async () => {
    await open({
      press: async () => {
        await sleep(500);
        return whisper(doc(p('done')));
      },
    });
    wire.send('INTERACTION_CREATE', interaction('90', 3, { custom_id: 'v1:x/y', component_type: 2 }));
    await wire.answers(1);
    await platform.stop();
    const [first, second] = await wire.answers(2);
    expect(first?.body).toEqual({ type: 6 });
    expect(second?.body).toMatchObject({ flags: 64, embeds: [{ description: 'done' }] });
  });
});

it('a form hands over what was filled in', async () => {
  const sent: unknown[] = [];
  await open({
    submit: async (invocation, id, values) => {
      sent.push(id, values, invocation.messageId);
      return whisper(doc(p('saved')));
    },
  });
  const components = [
    { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'title', value: 'New' } },
    { type: 18, id: 3, component: { type: 3, id: 4, custom_id: 'zone', values: ['b'] } },
  ];
  wire.send('INTERACTION_CREATE', interaction('90', 5, { custom_id: 'v1:meetings/edit:12', components }));
  await wire.answers(2);
  expect(sent).toEqual(['v1:meetings/edit:12', { title: 'New', zone: 'b' }, '500']);
});

describe('a completion', () => {
  it('is asked for with what was typed and the other options', async () => {
    const asked: unknown[] = [];
    await open({
      suggest: async (_, name, option) => {
        asked.push(name, option);
        return [{ name: 'Prague '.repeat(20), value: 'Europe/Prague' }];
      },
    });
    const options = [
      { name: 'series', type: 3, value: 'M' },
      { name: 'zone', type: 3, value: 'Pra', focused: true },
    ];
    wire.send('INTERACTION_CREATE', interaction('90', 4, slash('meeting', 'edit', options)));
    const [answer] = await wire.answers(1);
    expect(asked).toEqual(['meeting edit', { name: 'zone', typed: 'Pra', others: { series: 'M' } }]);
    expect(answer?.body).toMatchObject({ type: 8, data: { choices: [{ value: 'Europe/Prague' }] } });
  });

  it('that takes too long offers nothing, and a form asks to try again, in time', async () => {
    const work = Promise.withResolvers<void>();
    await open({
      suggest: async () => {
        await work.promise;
        return [{ name: 'late', value: 'late' }];
      },
      commands: [named('meeting edit', { opensForm: true })],
      run: async () => {
        await work.promise;
        return openForm('meetings/edit', { title: 'Late', fields: [] });
      },
    });
    const options = [{ name: 'zone', type: 3, value: 'Pra', focused: true }];
    wire.send('INTERACTION_CREATE', interaction('90', 4, slash('meeting', 'edit', options)));
    const [answer] = await wire.answers(1);
    expect(answer?.body).toEqual({ type: 8, data: { choices: [] } });
    const beats = beginBeats();
    wire.send('INTERACTION_CREATE', interaction('91', 2, slash('meeting', 'edit')));
    const [, words] = await wire.answers(2);
    expect(beats()).toBeLessThan(2_700);
    work.resolve();
    expect(words?.body).toMatchObject({
      type: 4,
      data: {
        flags: ephemeral,
        embeds: [{ description: 'I was too slow to open the form. Please try once more.' }],
      },
    });
  });
});
