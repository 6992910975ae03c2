// Messages request by request: what is asked of Discord, in which order, and what its refusals become.
import { describe, expect, it, test } from 'vitest';
import type { MessageContent } from '../../../src/core/content.ts';
import { doc, heading, link, list, p } from '../../../src/core/document.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import type { Remote } from '../../../src/core/publication.ts';
import { keyMark } from '../../../src/platforms/discord/message.ts';
import { publishMessage } from '../../../src/platforms/discord/messages.ts';
import { holdsFile } from '../../../src/platforms/discord/posted.ts';
import { identity, messageAs, order, Refusal, remote, routes, type Script, scripted } from './scripted.ts';

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

  it('in several parts is pinned by the first alone', async () => {
    let id = 599;
    const parts = scripted({
      'POST /channels/22/messages': (body) => {
        id += 1;
        return messageAs(String(id), body);
      },
      'PUT /channels/22/messages/pins/600': () => undefined,
    });
    const long = { ...content, document: doc(p('word '.repeat(1_500))), isPinned: true };
    const made = await publishMessage(parts, order(long), long);
    expect(made.parts).toHaveLength(2);
    expect(routes(parts).filter((route) => route.includes('/pins'))).toHaveLength(1);
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

  it('whose words Discord would take is not made, and edited all the same, so that what must go is gone', async () => {
    const script: Script = { 'PATCH /channels/22/messages/600': (body) => messageAs('600', body) };
    const demandEmbeds = (id: string) => {
      throw new OutsideError(`No words in ${id}`, { isPermanent: true });
    };
    const making = { ...scripted(script), demandEmbeds };
    await expect(publishMessage(making, order(content), content)).rejects.toThrow('No words in 22');
    expect(routes(making)).toEqual([]);
    const editing = { ...scripted(script), demandEmbeds };
    const there = order(content, { remote: remote('600') });
    await expect(publishMessage(editing, there, content)).rejects.toThrow('No words in 22');
    expect(routes(editing)).toEqual(['PATCH /channels/22/messages/600']);
  });

  const noEmbeds = {
    demandEmbeds: (id: string) => {
      throw new OutsideError(`No words in ${id}`, { isPermanent: true });
    },
  };

  it('that was made blank is edited again, though it is to say what it said before', async () => {
    const script: Script = {
      'POST /channels/22/messages': (body) => messageAs('600', body),
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
    };
    const parts = scripted(script);
    const made = await publishMessage(parts, order(content), content);
    const other = { ...content, document: doc(p('Come late.')) };
    await expect(
      publishMessage({ ...parts, ...noEmbeds }, order(other, { remote: made }), other),
    ).rejects.toThrow('No words');
    await publishMessage(parts, order(content, { remote: made, mayExist: true }), content);
    expect(routes(parts).slice(1)).toEqual(Array(2).fill('PATCH /channels/22/messages/600'));
  });

  it('whose words Discord would take stays where it is, also in a thread that is archived', async () => {
    const moved = { ...scripted({}), ...noEmbeds };
    const before = { ...remote('600'), within: '21' };
    await expect(publishMessage(moved, order(content, { remote: before }), content)).rejects.toThrow('in 22');
    expect(routes(moved)).toEqual([]);
    const script: Script = { 'PATCH /channels/700/messages/600': () => new Refusal(400, 50083) };
    const parts = { ...scripted(script), ...noEmbeds };
    const thread: Remote = { id: '700', url: 'https://discord.com/channels/11/700', within: '22' };
    const inside = {
      place: { kind: 'inside', remote: thread },
      remote: { ...remote('600'), within: '700' },
    } as const;
    // By the rights of the channel that the thread is in: of what is archived nothing is known.
    await expect(publishMessage(parts, order(content, inside), content)).rejects.toThrow('in 22');
    expect(routes(parts)).toEqual(['PATCH /channels/700/messages/600']);
  });

  it('that moves is removed where it was once it stands elsewhere, and stays where nothing may be said there', async () => {
    const before = { ...remote('600'), within: '21' };
    const refused = scripted({ 'POST /channels/22/messages': () => new Refusal(403, 50001) });
    await expect(publishMessage(refused, order(content, { remote: before }), content)).rejects.toThrow();
    expect(routes(refused)).toEqual(['POST /channels/22/messages']);
    const parts = scripted({
      'POST /channels/22/messages': (body) => messageAs('601', body),
      'DELETE /channels/21/messages/600': () => undefined,
    });
    const made = await publishMessage(parts, order(content, { remote: before }), content);
    expect(made).toMatchObject({ id: '601', within: '22' });
    expect(routes(parts)).toEqual(['POST /channels/22/messages', 'DELETE /channels/21/messages/600']);
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

  it('of which Discord did not answer whether it is pinned is looked at again', async () => {
    const pinned = { ...content, isPinned: true };
    const mark = keyMark({ guild: '11', channel: '22' }, identity, 0);
    const parts = scripted({
      'POST /channels/22/messages': (body) => messageAs('600', body),
      'PUT /channels/22/messages/pins/600': () => new Refusal(503, 0),
    });
    await expect(publishMessage(parts, order(pinned), pinned)).rejects.toMatchObject({ isPermanent: false });
    const later = scripted({
      'GET /channels/22/messages': () => [messageAs('600', { embeds: [{ url: mark }] })],
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
      'PUT /channels/22/messages/pins/600': () => undefined,
    });
    await publishMessage(later, order(pinned, { mayExist: true }), pinned);
    expect(routes(later)).toContain('PUT /channels/22/messages/pins/600');
  });

  it('that staff unpinned, or pinned, stays so when it changes', async () => {
    const pinned = (words: string, isPinned: boolean) => ({ ...content, document: doc(p(words)), isPinned });
    for (const isPinned of [true, false]) {
      const first = scripted({
        'POST /channels/22/messages': (body) => messageAs('600', body),
        'PUT /channels/22/messages/pins/600': () => undefined,
      });
      const [one, two] = [pinned('One', isPinned), pinned('Two', isPinned)];
      const made = await publishMessage(first, order(one), one);
      const later = scripted({
        'PATCH /channels/22/messages/600': (body) => ({ ...messageAs('600', body), pinned: !isPinned }),
      });
      await publishMessage(later, order(two, { remote: made }), two);
      expect(routes(later)).toEqual(['PATCH /channels/22/messages/600']);
    }
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
    // That something is gone is an answer.
    expect(parts.answered()).toBe(2);
  });

  it('of an account that the bot had before is said anew, once', async () => {
    const parts = scripted({
      'POST /channels/22/messages': (body) => messageAs('700', body),
      'PATCH /channels/22/messages/600': () => new Refusal(403, 50005),
      'DELETE /channels/22/messages/600': () => undefined,
      'DELETE /channels/22/messages/601': () => new Refusal(403, 50013),
    });
    const before = ['600', '601'].map((id) => ({ id, hash: 'older' }));
    const made = await publishMessage(parts, order(content, { remote: remote('600', before) }), content);
    expect(made).toMatchObject({ id: '700', within: '22' });
    await publishMessage(parts, order(content, { remote: made }), content);
    expect(routes(parts)).toEqual([
      'PATCH /channels/22/messages/600',
      'DELETE /channels/22/messages/600',
      'DELETE /channels/22/messages/601',
      'POST /channels/22/messages',
    ]);
  });

  it('of a former account of which only a later part differs leaves no old part standing', async () => {
    let id = 599;
    const parts = scripted({
      'POST /channels/22/messages': (body) => {
        id += 1;
        return messageAs(String(id), body);
      },
      'GET /channels/22/messages': () => [],
      'PATCH /channels/22/messages/601': () => new Refusal(403, 50005),
      'DELETE /channels/22/messages/601': () => undefined,
    });
    const long = (last: string) => ({ ...content, document: doc(p(`${'word '.repeat(1_500)}${last}`)) });
    const made = await publishMessage(parts, order(long('Ada')), long('Ada'));
    await publishMessage(parts, order(long('gone'), { remote: made }), long('gone'));
    expect(routes(parts).slice(2)).toContain('DELETE /channels/22/messages/601');
  });

  it.each([
    ['removed by hand', new Refusal(404, 10008), true],
    ['of an account that the bot had before', new Refusal(403, 50005), false],
  ])(
    'of a thing that is over, %s, is not said anew; gone it is only where it is',
    async (_, refusal, isGone) => {
      const parts = scripted({ 'PATCH /channels/22/messages/600': () => refusal });
      const made = publishMessage(parts, order(content, { remote: remote('600'), isOver: true }), content);
      await expect(made).rejects.toMatchObject({ isPermanent: true, isPlaceGone: isGone });
      expect(routes(parts)).toEqual(['PATCH /channels/22/messages/600']);
    },
  );

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

    const url = keyMark({ guild: '11', channel: '22' }, identity, 1);
    const third = scripted({
      'GET /channels/22/messages': () => [messageAs('601', { embeds: [{ url, description: 'one' }] })],
      'PATCH /channels/22/messages/601': (body) => messageAs('601', body),
    });
    const lost = { ...made, parts: (made.parts ?? []).slice(0, 1) };
    const repaired = await publishMessage(third, order(long('one'), { remote: lost }), long('one'));
    expect(repaired.parts?.map(({ id }) => id)).toEqual(['600', '601']);
  });

  const refusals: readonly (readonly [string, Refusal, Partial<OutsideError>, RegExp])[] = [
    ['a channel that is gone', new Refusal(404, 10003), { isPermanent: true }, /#general.*docent setup/u],
    ['a channel it cannot see', new Refusal(403, 50001), { isPermanent: true }, /#general.*View Channel/u],
    ['embeds that it may not send', new Refusal(400, 50006), { isPermanent: true }, /Embed Links/u],
    ['a missing permission', new Refusal(403, 50013), { isPermanent: true }, /Send Messages.*time-out/u],
    ['a forum', new Refusal(400, 50008), { isPermanent: true }, /#general.*text channel/u],
    ['a locked thread', new Refusal(403, 160005), { isPermanent: true }, /#general.*locked.*Manage Threads/u],
    [
      'too many new conversations',
      new Refusal(403, 40003),
      { isPermanent: false, retryAfterSeconds: 600 },
      /private conversations/u,
    ],
    [
      'a token that is refused, perhaps for a while',
      new Refusal(401, 0),
      { isPermanent: false },
      /DISCORD_TOKEN/u,
    ],
    [
      'somebody who is no recipient',
      new Refusal(400, 50033),
      { isPlaceGone: true },
      /takes no private messages/u,
    ],
    ['what AutoMod blocks', new Refusal(403, 200_000), { isPermanent: true }, /#general.*AutoMod/u],
    ['what it blocks with a 400', new Refusal(400, 200_000), { isPermanent: true }, /#general.*AutoMod/u],
    ['a title that it blocks', new Refusal(400, 200_001), { isPermanent: true }, /#general.*AutoMod/u],
    ['a failure of Discord', new Refusal(503, 0), { isPermanent: false }, /503/u],
    [
      'a server that it was thrown out of',
      new Refusal(404, 10004),
      { isPermanent: true },
      /invite me again/u,
    ],
    ['a forum that wants a tag', new Refusal(400, 40067), { isPermanent: true }, /#general need a tag/u],
    ['too many pinned messages', new Refusal(400, 30003), { isPermanent: true }, /#general.*Unpin one/u],
    ['an hour without messages', new Refusal(403, 40333), { retryAfterSeconds: 60 }, /at this moment/u],
    // So that another account of theirs is tried.
    ['an account that is gone', new Refusal(404, 10013), { isPlaceGone: true }, /^[^\d]+$/u],
    ['somebody who left all servers', new Refusal(403, 50278), { isPlaceGone: true }, /^[^\d]+$/u],
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

  const json = { headers: { 'content-type': 'application/json' } };
  it.each([
    ['a page', () => new Response('<html>Welcome to this network</html>')],
    ['half of an answer', () => new Response('{"id":"600","chan', json)],
    ['something else', () => new Response('{}', json)],
  ])('that is answered with %s is tried again, and no fault of mine', async (_, answer) => {
    const parts = scripted({ 'POST /channels/22/messages': answer });
    await expect(publishMessage(parts, order(content), content)).rejects.toMatchObject({
      name: 'OutsideError',
      isPermanent: false,
      message: expect.stringMatching(/^Discord does not answer as it should: /u),
    });
  });

  it('to somebody opens their conversation once', async () => {
    const kept = new Map<string, string>();
    const parts = {
      ...scripted({
        'POST /users/@me/channels': () => ({ id: '900', type: 1 }),
        'POST /channels/900/messages': (body) => messageAs('600', body),
      }),
      conversations: {
        find: async (person: string) => kept.get(person),
        keep: async (person: string, channel: string) => void kept.set(person, channel),
      },
    };
    const place = { kind: 'person', id: '500' } as const;
    for (const _ of [1, 2]) await publishMessage(parts, order(content, { place }), content);
    expect(routes(parts).filter((route) => route.includes('/users/'))).toHaveLength(1);
  });

  it('to somebody who takes none is a permanent error', async () => {
    const parts = scripted({
      'POST /users/@me/channels': () => ({ id: '900', type: 1 }),
      'POST /channels/900/messages': () => new Refusal(403, 50007),
    });
    const place = { kind: 'person', id: '500' } as const;
    const sending = publishMessage(parts, order(content, { place }), content);
    await expect(sending).rejects.toMatchObject({
      isPermanent: true,
      // So that another account of theirs is tried.
      isPlaceGone: true,
      message: expect.stringContaining('privacy settings'),
    });
  });
});

describe('a message with the files of a post elsewhere', () => {
  const url = 'https://forum.example/uploads/short-url/a.png';
  const content = (words: string): MessageContent => ({
    kind: 'message',
    document: doc(p(words, link(url, 'a'))),
    posted: [{ platform: 'forum', url, name: 'a', post: 'https://forum.example/t/-/1/2' }],
  });
  const fetching = () => {
    const fetched: string[] = [];
    return {
      fetched,
      fetchPosted: async (file: { name: string }) => {
        fetched.push(file.name);
        return { name: 'a.png', content: Buffer.from('x') };
      },
    };
  };
  const script: Script = {
    'POST /channels/22/messages': (body) => messageAs('600', body),
    'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
  };

  it('has them below it, keeps them when its words change, and fetches them again when it is gone', async () => {
    const parts = scripted(script);
    const { fetched, fetchPosted } = fetching();
    const made = await publishMessage(parts, order(content('So: '), { fetchPosted }), content('So: '));
    expect(parts.made[0]?.body).toMatchObject({ attachments: [{ id: '0', filename: 'a.png' }] });
    expect(JSON.stringify(parts.made[0]?.body)).not.toContain('attachment://');
    const other = content('Or so: ');
    const edited = await publishMessage(parts, order(other, { fetchPosted, remote: made }), other);
    expect(parts.made[1]?.body).toHaveProperty('embeds');
    expect(parts.made[1]?.body).not.toHaveProperty('attachments');
    expect(fetched).toEqual(['a']);

    const gone = scripted({
      'POST /channels/22/messages': (body) => messageAs('601', body),
      'PATCH /channels/22/messages/600': () => new Refusal(404, 10008),
      'DELETE /channels/22/messages/600': () => new Refusal(404, 10008),
    });
    const third = content('And so: ');
    await publishMessage(gone, order(third, { fetchPosted, remote: edited }), third);
    expect(gone.made[2]?.body).toMatchObject({ attachments: [{ id: '0', filename: 'a.png' }] });
    expect(fetched).toEqual(['a', 'a']);
  });

  it('in several parts has them at the first alone', async () => {
    let id = 599;
    const parts = scripted({
      'POST /channels/22/messages': (body) => {
        id += 1;
        return messageAs(String(id), body);
      },
    });
    const { fetchPosted } = fetching();
    const long = { ...content('So: '), document: doc(p('word '.repeat(1_500), link(url, 'a'))) };
    await publishMessage(parts, order(long, { fetchPosted }), long);
    expect(parts.made.map(({ body }) => body.attachments)).toEqual([[expect.anything()], []]);
  });

  it('says what it has to say with links where nothing may be attached', async () => {
    const parts = scripted({
      'POST /channels/22/messages': (body) =>
        Array.isArray(body.attachments) && body.attachments.length > 0
          ? new Refusal(403, 50013)
          : messageAs('600', body),
    });
    const { fetchPosted } = fetching();
    const made = await publishMessage(parts, order(content('So: '), { fetchPosted }), content('So: '));
    expect(JSON.stringify(parts.made[1]?.body)).toContain(`](${url}) (it cannot be attached here)`);
    expect(made.passed).toEqual([{ url, why: 'it cannot be attached here' }]);
  });
});

test.each([
  ['https://discord.com/channels/1/2/3#4', true],
  ['https://discord.com/channels/1/2/3', false],
  ['https://discord.com/channels/1/2/33#4', false],
  ['https://discord.com/channels/1/2/3#4/../5', false],
  ['https://evil.example/channels/1/2/3#4', false],
])('of the message 3, %s is a file: %s', (url, isFile) => {
  const post = 'https://discord.com/channels/1/2/3';
  expect(holdsFile({ platform: 'discord', name: 'a', url, post })).toBe(isFile);
});
