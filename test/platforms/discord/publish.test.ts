// Publishing request by request: what is asked of Discord, in which order, and what its refusals become.
import { describe, expect, it } from 'vitest';
import { doc, heading, list, p } from '../../../src/core/document.ts';
import type {
  EventContent,
  MessageContent,
  Order,
  Remote,
  ThreadContent,
} from '../../../src/core/publication.ts';
import { publishEvent } from '../../../src/platforms/discord/events.ts';
import { keyMark } from '../../../src/platforms/discord/message.ts';
import { publishMessage } from '../../../src/platforms/discord/messages.ts';
import { publishThread } from '../../../src/platforms/discord/threads.ts';
import { messageAs, Refusal, type Script, scripted } from './scripted.ts';

const order = (content: Order['content'], extra: Partial<Order> = {}): Order => ({
  key: 'meeting/12/announcement',
  place: { kind: 'channel', id: '22' },
  content,
  mayExist: false,
  ...extra,
});
const remote = (id: string, parts?: Remote['parts']): Remote => ({
  id,
  url: `https://discord.com/channels/11/22/${id}`,
  within: '22',
  ...(parts && { parts }),
});
const routes = (parts: { made: readonly { route: string }[] }): string[] =>
  parts.made.map(({ route }) => route);

describe('a message', () => {
  const content: MessageContent = {
    kind: 'message',
    summary: 'The meeting is on Tuesday',
    document: doc(heading(2, 'Monthly meeting'), p('Come by.')),
    buttons: [{ label: 'Going', action: 'meetings/going', args: ['12'], style: 'success' }],
    pings: [{ platform: 'discord', id: '500000000000000001', name: 'tokyo' }],
    files: [{ name: 'trend.png', content: Buffer.from('x'), description: 'A line' }],
  };

  it('is sent as the official document asks, with a nonce, its key and nobody pinged by accident', async () => {
    const parts = scripted({ 'POST /channels/22/messages': (body) => messageAs('600', body) });
    const made = await publishMessage(parts, order(content), content);
    expect(made).toMatchObject({ id: '600', url: 'https://discord.com/channels/11/22/600', within: '22' });
    expect(parts.made[0]?.body).toMatchObject({
      content: '<@500000000000000001>\nThe meeting is on Tuesday',
      embeds: [
        { title: 'Monthly meeting', description: 'Come by.', image: { url: 'attachment://trend.png' } },
      ],
      allowed_mentions: { parse: [], users: ['500000000000000001'] },
      attachments: [{ id: '0', filename: 'trend.png', description: 'A line' }],
      enforce_nonce: true,
    });
  });

  it('that is as it should be costs no request', async () => {
    const parts = scripted({ 'POST /channels/22/messages': (body) => messageAs('600', body) });
    const made = await publishMessage(parts, order(content), content);
    await publishMessage(parts, order(content, { remote: made }), content);
    expect(routes(parts)).toEqual(['POST /channels/22/messages']);
  });

  it('whose nonce Discord knew already is brought up to date', async () => {
    const parts = scripted({
      'POST /channels/22/messages': () => messageAs('600', { embeds: [{ description: 'older words' }] }),
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
    });
    await publishMessage(parts, order(content), content);
    expect(routes(parts)).toEqual(['POST /channels/22/messages', 'PATCH /channels/22/messages/600']);
  });

  it('in an archived thread is edited by opening the thread and archiving it again', async () => {
    let isArchived = true;
    const thread = { id: '22', type: 11, name: 'x' };
    const script: Script = {
      'PATCH /channels/22/messages/600': (body) =>
        isArchived ? new Refusal(400, 50083) : messageAs('600', body),
      'PATCH /channels/22': (body) => {
        isArchived = body.archived === true;
        return thread;
      },
    };
    const parts = scripted(script);
    await publishMessage(parts, order(content, { remote: remote('600') }), content);
    expect(isArchived).toBe(true);
    expect(routes(parts)).toHaveLength(4);
  });

  it('is pinned and let go as wished; a pin that is refused does not lose the message', async () => {
    const pinned = { ...content, isPinned: true };
    const parts = scripted({
      'POST /channels/22/messages': (body) => messageAs('600', body),
      'PUT /channels/22/messages/pins/600': () => new Refusal(403, 50013),
    });
    expect(await publishMessage(parts, order(pinned), pinned)).toMatchObject({ id: '600' });
    const later = scripted({
      'PATCH /channels/22/messages/600': (body) => ({ ...messageAs('600', body), pinned: true }),
      'DELETE /channels/22/messages/pins/600': () => undefined,
    });
    await publishMessage(later, order(content, { remote: remote('600') }), content);
    expect(routes(later)).toContain('DELETE /channels/22/messages/pins/600');
  });

  it('moves when its channel was changed: gone there, made here', async () => {
    const parts = scripted({
      'DELETE /channels/21/messages/600': () => new Refusal(404, 10008),
      'POST /channels/22/messages': (body) => messageAs('601', body),
    });
    const before = { ...remote('600'), within: '21' };
    expect(await publishMessage(parts, order(content, { remote: before }), content)).toMatchObject({
      id: '601',
    });
  });

  it('goes into the thread that another publication made', async () => {
    const thread: Remote = { id: '700', url: 'https://discord.com/channels/11/700', within: '22' };
    const parts = scripted({ 'POST /channels/700/messages': (body) => messageAs('701', body, '700') });
    const made = await publishMessage(
      parts,
      order(content, { place: { kind: 'inside', remote: thread } }),
      content,
    );
    expect(made).toMatchObject({ id: '701', within: '700', url: 'https://discord.com/channels/11/700/701' });
  });

  it('only edits the parts that differ, and finds one that a crash had left behind', async () => {
    const long = (last: string): MessageContent => ({
      kind: 'message',
      document: doc(list(...Array.from({ length: 100 }, (_, i) => [`${i} ${'word '.repeat(12)}`])), p(last)),
    });
    const ids = ['600', '601', '602'];
    const first = scripted({ 'POST /channels/22/messages': (body) => messageAs(ids.shift() ?? '', body) });
    const made = await publishMessage(first, order(long('one')), long('one'));
    expect(made.parts).toHaveLength(2);

    const second = scripted({ 'PATCH /channels/22/messages/601': (body) => messageAs('601', body) });
    await publishMessage(second, order(long('two'), { remote: made }), long('two'));
    expect(routes(second)).toEqual(['PATCH /channels/22/messages/601']);

    const url = keyMark({ guild: '11', channel: '22' }, 'meeting/12/announcement', 1);
    const third = scripted({
      'GET /channels/22/messages': () => [messageAs('601', { embeds: [{ url, description: 'one' }] })],
      'PATCH /channels/22/messages/601': (body) => messageAs('601', body),
    });
    const lost = { ...made, parts: (made.parts ?? []).slice(0, 1) };
    const repaired = await publishMessage(third, order(long('one'), { remote: lost }), long('one'));
    expect(repaired.parts?.map(({ id }) => id)).toEqual(['600', '601']);
  });

  const refusals: readonly (readonly [string, Refusal, { isPermanent: boolean }, RegExp])[] = [
    ['a channel that is gone', new Refusal(404, 10003), { isPermanent: true }, /#general.*docent setup/u],
    ['a channel it cannot see', new Refusal(403, 50001), { isPermanent: true }, /#general.*View Channel/u],
    ['a missing permission', new Refusal(403, 50013), { isPermanent: true }, /Send Messages/u],
    ['a token that was revoked', new Refusal(401, 0), { isPermanent: true }, /DISCORD_TOKEN/u],
    ['a failure of Discord', new Refusal(503, 0), { isPermanent: false }, /503/u],
  ];
  it.each(refusals)(
    '%s is told in plain words, and tried again only if that can help',
    async (_, refusal, shape, words) => {
      const parts = scripted({ 'POST /channels/22/messages': () => refusal });
      const error = await publishMessage(parts, order(content), content).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'OutsideError', ...shape, message: expect.stringMatching(words) });
      expect(parts.made).toHaveLength(1);
    },
  );

  it('to somebody who takes none is a permanent error', async () => {
    const parts = scripted({
      'POST /users/@me/channels': () => ({ id: '900', type: 1 }),
      'POST /channels/900/messages': () => new Refusal(403, 50007),
    });
    const place = { kind: 'person', id: '500' } as const;
    const sending = publishMessage(parts, order(content, { place }), content);
    await expect(sending).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('privacy settings'),
    });
  });
});

describe('a thread', () => {
  const content = (words: string, extra: Partial<ThreadContent> = {}): ThreadContent => ({
    kind: 'thread',
    name: 'AMA',
    document: doc(p(words)),
    ...extra,
  });
  const thread = {
    id: '600',
    type: 11,
    name: 'AMA',
    guild_id: '11',
    parent_id: '22',
    flags: 0,
    thread_metadata: { archived: false },
  };

  it('in a text channel starts from its message and has its id', async () => {
    const parts = scripted({
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'POST /channels/22/messages': (body) => messageAs('600', body),
      'POST /channels/22/messages/600/threads': () => thread,
      'GET /channels/600': () => thread,
    });
    const made = await publishThread(parts, order(content('Hello')), content('Hello'));
    expect(made).toMatchObject({ id: '600', url: 'https://discord.com/channels/11/600', within: '22' });
  });

  it('in a forum is a post, in one request', async () => {
    const parts = scripted({
      'GET /channels/22': () => ({ id: '22', type: 15, guild_id: '11' }),
      'POST /channels/22/threads': () => thread,
    });
    const made = await publishThread(parts, order(content('Hello')), content('Hello'));
    expect(made.id).toBe('600');
    expect(routes(parts)).toEqual(['GET /channels/22', 'POST /channels/22/threads']);
  });

  it('that was started before a crash is not started twice', async () => {
    const url = keyMark({ guild: '11', channel: '22' }, 'meeting/12/announcement', 0);
    const parts = scripted({
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'GET /channels/22/messages': () => [messageAs('600', { embeds: [{ url }] })],
      'GET /channels/600': () => thread,
      'GET /channels/600/messages': () => [],
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
    });
    const made = await publishThread(parts, order(content('Hello'), { mayExist: true }), content('Hello'));
    expect(made.id).toBe('600');
  });

  it('is renamed and archived at its end, and opened to be changed', async () => {
    const archived = { ...thread, thread_metadata: { archived: true } };
    const parts = scripted({
      'GET /channels/600': () => archived,
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'PATCH /channels/600': () => thread,
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
    });
    const closed = content('Bye', { name: 'AMA (closed)', isArchived: true });
    await publishThread(parts, order(closed, { remote: remote('600') }), closed);
    const changes = parts.made.filter(({ route }) => route === 'PATCH /channels/600').map(({ body }) => body);
    expect(changes).toEqual([{ archived: false }, { name: 'AMA (closed)', archived: true }]);
  });
});

describe('an event', () => {
  const content = (extra: Partial<EventContent> = {}): EventContent => ({
    kind: 'event',
    name: 'Monthly meeting',
    document: doc(p('Come by.')),
    startsAt: new Date('2026-12-01T20:00:00Z'),
    endsAt: new Date('2026-12-01T21:00:00Z'),
    place: { voiceChannel: '44' },
    status: 'scheduled',
    ...extra,
  });
  const space = { kind: 'space', id: '11' } as const;
  const event = (extra: object = {}) => ({
    id: '800',
    name: 'Monthly meeting',
    description: 'Come by.',
    creator_id: '1',
    channel_id: '44',
    scheduled_start_time: '2026-12-01T20:00:00+00:00',
    scheduled_end_time: '2026-12-01T21:00:00+00:00',
    status: 1,
    entity_type: 2,
    entity_metadata: null,
    ...extra,
  });
  const at = (id: string): Remote => ({ id, url: `https://discord.com/events/11/${id}`, within: '11' });

  it.each([
    ['a voice channel', content()],
    ['a place in words', content({ place: { text: 'https://meet.example/docs' } })],
  ])('in %s is made as the official document asks', async (_, wanted) => {
    const parts = scripted({ 'POST /guilds/11/scheduled-events': (body) => event(body) });
    expect(await publishEvent(parts, order(wanted, { place: space }), wanted)).toMatchObject({
      id: '800',
      within: '11',
    });
  });

  it('that is as it should be is left alone', async () => {
    const parts = scripted({ 'GET /guilds/11/scheduled-events/800': () => event() });
    await publishEvent(parts, order(content(), { place: space, remote: at('800') }), content());
    expect(routes(parts)).toEqual(['GET /guilds/11/scheduled-events/800']);
  });

  const ways: readonly (readonly [number, EventContent['status'], object[]])[] = [
    [1, 'active', [{ status: 2 }]],
    [1, 'completed', [{ status: 2 }, { status: 3 }]],
    [1, 'cancelled', [{ status: 4 }]],
    [2, 'completed', [{ status: 3 }]],
    [2, 'cancelled', [{ status: 3 }]],
    [3, 'completed', []],
    [4, 'cancelled', []],
    [4, 'active', []],
  ];
  it.each(ways)('of status %i becomes %s on a way that Discord allows', async (status, wanted, changes) => {
    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => event({ status }),
      'PATCH /guilds/11/scheduled-events/800': (body) => event(body),
    });
    const over = content({ status: wanted });
    await publishEvent(parts, order(over, { place: space, remote: at('800') }), over);
    expect(parts.made.slice(1).map(({ body }) => body)).toEqual(changes);
  });

  it('that moved from a voice channel to a place in words says all that the change takes', async () => {
    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => event(),
      'PATCH /guilds/11/scheduled-events/800': (body) => event(body),
    });
    const moved = content({ place: { text: 'Zoom' } });
    await publishEvent(parts, order(moved, { place: space, remote: at('800') }), moved);
    expect(parts.made[1]?.body).toMatchObject({
      entity_type: 3,
      channel_id: null,
      entity_metadata: { location: 'Zoom' },
      scheduled_end_time: '2026-12-01T21:00:00.000Z',
    });
  });

  it('that has begun already is not made, and one removed by hand is made again while it is ahead', async () => {
    const begun = content({ startsAt: new Date('2026-11-24T11:00:00Z') });
    expect(await publishEvent(scripted({}), order(begun, { place: space }), begun)).toMatchObject({ id: '' });

    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => new Refusal(404, 10070),
      'POST /guilds/11/scheduled-events': (body) => ({ ...event(body), id: '801' }),
    });
    const made = await publishEvent(parts, order(content(), { place: space, remote: at('800') }), content());
    expect(made.id).toBe('801');
  });

  it('made before a crash is known again by its name and start', async () => {
    const parts = scripted({
      'GET /guilds/11/scheduled-events': () => [
        event({ id: '799', scheduled_start_time: '2026-11-03T20:00:00Z', description: 'x' }),
        event(),
      ],
    });
    const made = await publishEvent(parts, order(content(), { place: space, mayExist: true }), content());
    expect(made.id).toBe('800');
  });
});
