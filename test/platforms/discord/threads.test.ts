// Threads request by request: begun from a message or as a forum's post, renamed, archived, and found again.
import { describe, expect, it } from 'vitest';
import type { ThreadContent } from '../../../src/core/content.ts';
import { doc, p } from '../../../src/core/document.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import { keyMark } from '../../../src/platforms/discord/message.ts';
import { publishThread } from '../../../src/platforms/discord/threads.ts';
import { identity, messageAs, order, Refusal, remote, routes, scripted } from './scripted.ts';

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

  it('in a forum that has a pinned post stands unpinned, and is pinned when it changes after that', async () => {
    let isFull = true;
    const parts = scripted({
      'GET /channels/22': () => ({ id: '22', type: 15, guild_id: '11' }),
      'POST /channels/22/threads': () => thread,
      'GET /channels/600': () => thread,
      'PATCH /channels/600/messages/600': (body) => messageAs('600', body, '600'),
      'PATCH /channels/600': () => (isFull ? new Refusal(400, 30047) : thread),
    });
    const first = content('Hello', { isPinned: true });
    const made = await publishThread(parts, order(first), first);
    expect(made).toMatchObject({ id: '600', title: 'AMA' });
    isFull = false;
    const news = content('News', { isPinned: true });
    const after = await publishThread(parts, order(news, { remote: made }), news);
    expect(after.isPinned).toBe(true);
    const pins = parts.made.filter(({ route }) => route === 'PATCH /channels/600').map(({ body }) => body);
    expect(pins).toEqual([{ flags: 2 }, { flags: 2 }]);
  });

  it('that was started before a crash is not started twice', async () => {
    const url = keyMark({ guild: '11', channel: '22' }, identity, 0);
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

  it('whose message was there when a crash came, but not the thread, is begun at that message', async () => {
    const url = keyMark({ guild: '11', channel: '22' }, identity, 0);
    let isBegun = false;
    const parts = scripted({
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'GET /channels/22/messages': () => [messageAs('600', { embeds: [{ url }] })],
      'GET /channels/600': () => (isBegun ? thread : new Refusal(404, 10003)),
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
      'POST /channels/22/messages/600/threads': () => {
        isBegun = true;
        return thread;
      },
    });
    const made = await publishThread(parts, order(content('Hello'), { mayExist: true }), content('Hello'));
    expect(made.id).toBe('600');
    expect(routes(parts)).not.toContain('POST /channels/22/messages');
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

  it('whose words Discord would take is renamed and archived all the same, and not opened in vain', async () => {
    const demandEmbeds = (id: string) => {
      throw new OutsideError(`No words in ${id}`, { isPermanent: true });
    };
    const closed = content('Bye', { name: 'AMA (closed)', isArchived: true });
    for (const archived of [false, true]) {
      const there = { ...thread, thread_metadata: { archived } };
      const script = {
        'GET /channels/600': () => there,
        'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
        'PATCH /channels/600': () => thread,
        'PATCH /channels/22/messages/600': (body: object) => messageAs('600', { ...body }),
      };
      const parts = { ...scripted(script), demandEmbeds };
      const made = publishThread(parts, order(closed, { remote: remote('600') }), closed);
      await expect(made).rejects.toThrow('No words in 22');
      const changes = parts.made
        .filter(({ route }) => route === 'PATCH /channels/600')
        .map(({ body }) => body);
      expect(changes).toEqual(archived ? [] : [{ name: 'AMA (closed)', archived: true }]);
    }
  });

  it('in a forum names the right to write where what was sent is empty without it', async () => {
    const parts = scripted({
      'GET /channels/22': () => ({ id: '22', type: 15, guild_id: '11' }),
      'POST /channels/22/threads': () => new Refusal(400, 50006),
    });
    await expect(publishThread(parts, order(content('Hello')), content('Hello'))).rejects.toThrow(
      'Embed Links',
    );
  });

  it('that was made blank is edited again, though it is to say what it said before', async () => {
    const script = {
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'POST /channels/22/messages': (body: object) => messageAs('600', { ...body }),
      'POST /channels/22/messages/600/threads': () => thread,
      'GET /channels/600': () => thread,
      'PATCH /channels/22/messages/600': (body: object) => messageAs('600', { ...body }),
    };
    const parts = scripted(script);
    const made = await publishThread(parts, order(content('Hello')), content('Hello'));
    await publishThread(parts, order(content('Hello'), { remote: made, mayExist: true }), content('Hello'));
    expect(routes(parts).at(-1)).toBe('PATCH /channels/22/messages/600');
  });

  it('that staff renamed and archived stays so, and is corrected', async () => {
    const theirs = { ...thread, name: 'AMA with Lagos', thread_metadata: { archived: true } };
    const parts = scripted({
      'GET /channels/600': () => theirs,
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'PATCH /channels/600': () => theirs,
      'PATCH /channels/22/messages/600': (body) => messageAs('600', body),
    });
    const before = { ...remote('600'), title: 'AMA', isArchived: false, isPinned: false };
    const made = await publishThread(parts, order(content('News'), { remote: before }), content('News'));
    const changes = parts.made.filter(({ route }) => route === 'PATCH /channels/600').map(({ body }) => body);
    expect(changes).toEqual([{ archived: false }, { archived: true }]);
    expect(made).toMatchObject({ title: 'AMA', isArchived: false });
  });

  it('that was removed by hand is begun anew, and leaves no second beginning in the channel', async () => {
    const parts = scripted({
      'GET /channels/600': () => new Refusal(404, 10003),
      'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11' }),
      'DELETE /channels/22/messages/600': () => undefined,
      'POST /channels/22/messages': (body) => messageAs('700', body),
      'POST /channels/22/messages/700/threads': () => ({ ...thread, id: '700' }),
      'GET /channels/700': () => ({ ...thread, id: '700' }),
    });
    const made = await publishThread(
      parts,
      order(content('Hello'), { remote: remote('600') }),
      content('Hello'),
    );
    expect(made.id).toBe('700');
    expect(routes(parts)).toContain('DELETE /channels/22/messages/600');
  });
});
