// Requests that several bots on one database get: what they change is changed once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DoneElsewhereError } from '../../src/core/errors.ts';
import { addressOf } from '../../src/publishing/shown.ts';
import { mark, markAll } from '../../src/publishing/store.ts';
import { change, connect, type Database } from '../../src/storage/client.ts';
import { requests } from '../../src/storage/requests.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('on $name', ({ open }) => {
  let fresh: Fresh;
  let other: Database;
  let now = new Date('2026-11-20T09:00:00Z');
  let groupId: number;
  const bots = () => ({
    one: requests(fresh.database, { owner: 'one', now: () => now }),
    two: requests(other, { owner: 'two', now: () => now }),
  });
  const add = (database: Database) =>
    change(database, groupId, (rows) => rows.person.create({ data: { groupId, name: 'guest' } }));
  const people = () => fresh.database.person.count();
  const kept = async () =>
    (await fresh.database.cursor.findMany({ where: { name: { startsWith: 'request/' } } }))
      .map(({ name, value }) => `${name} ${value}`)
      .sort();

  beforeEach(async () => {
    fresh = await open();
    other = await connect(fresh.url);
    groupId = (await fresh.database.group.create({ data: { name: 'Docs' } })).id;
  });
  afterEach(async () => {
    await other.$disconnect();
    await fresh.close();
  });

  it('of two bots that do a request at the same time, one changes anything and the other hears of it', async () => {
    const { one, two } = bots();
    const twice = async (database: Database) => [await add(database), await add(database)];
    const done = await Promise.allSettled([
      one.once('chat:1', () => twice(fresh.database)),
      two.once('chat:1', () => twice(other)),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(DoneElsewhereError);
    expect(await people()).toBe(2);
  });

  it('a bot that only read, or refused, what another has changed meanwhile does not answer either', async () => {
    const { one, two } = bots();
    await one.once('chat:1', () => add(fresh.database));
    await expect(two.once('chat:1', async () => 'It is there already')).rejects.toThrow(DoneElsewhereError);
    const refusing = two.once('chat:1', () => Promise.reject(new Error('refused')));
    await expect(refusing).rejects.toThrow(DoneElsewhereError);
    expect(await two.once('chat:2', async () => 'another request')).toBe('another request');
  });

  it('what a request changed first is kept with it, and found where it is shown to more than one person', async () => {
    const { one, two } = bots();
    const wanted = { groupId, about: 'meeting/12', view: 'x', subject: '12' };
    const [forum, chat] = ['forum', 'chat'].map((platform) => ({ platform, id: '5' }));
    if (!forum || !chat) throw new Error('There are two');
    await one.once('chat:1', () =>
      change(fresh.database, groupId, async (rows) => {
        await mark(rows, [
          { ...wanted, key: 'a', to: { kind: 'account', account: forum } },
          { ...wanted, key: 'b', to: { kind: 'places', places: [chat, forum] } },
        ]);
        await markAll(rows, { groupId, about: 'meeting/13' });
      }),
    );
    await one.once('chat:2', () => add(fresh.database));
    expect([await two.changedAbout('chat:1'), await two.changedAbout('chat:2')]).toEqual([
      'meeting/12',
      undefined,
    ]);
    const address = (platform: string) => addressOf(other, { about: 'meeting/12', platform });
    expect(await address('forum')).toBeUndefined();
    for (const { id, key, platform } of await fresh.database.publication.findMany()) {
      const remote = JSON.stringify({ id: '1', url: `https://${platform}.example/${key}` });
      await fresh.database.publication.update({ where: { id }, data: { remote } });
    }
    expect(await Promise.all(['forum', 'chat', 'terminal'].map(address))).toEqual([
      'https://forum.example/b',
      'https://chat.example/b',
      'https://chat.example/b',
    ]);
  });

  it('a change that fails leaves the request to whoever can do it', async () => {
    const { one, two } = bots();
    const failing = one.once('chat:1', () =>
      change(fresh.database, groupId, async (rows) => {
        await rows.person.create({ data: { groupId, name: 'guest' } });
        throw new Error('the disk is full');
      }),
    );
    await expect(failing).rejects.toThrow('the disk is full');
    expect([await kept(), await people()]).toEqual([[], 0]);
    await two.once('chat:1', () => add(other));
    expect([await kept(), await people()]).toEqual([['request/chat:1 two'], 1]);
  });

  it('what a request set going is no part of it once it is over', async () => {
    const { one, two } = bots();
    await one.once('chat:1', () => add(fresh.database));
    const later = Promise.withResolvers<void>();
    let going: Promise<unknown> = Promise.resolve();
    const starting = two.once('chat:1', async () => {
      going = later.promise.then(() => add(other));
    });
    await expect(starting).rejects.toThrow(DoneElsewhereError);
    later.resolve();
    await going;
    expect(await people()).toBe(2);
  });

  it('a row is kept for a day', async () => {
    const { one } = bots();
    await one.once('chat:1', () => add(fresh.database));
    now = new Date(now.getTime() + 23 * 3_600_000);
    await one.once('chat:2', () => add(fresh.database));
    expect(await kept()).toEqual(['request/chat:1 one', 'request/chat:2 one']);
    now = new Date(now.getTime() + 2 * 3_600_000);
    await one.once('chat:3', () => add(fresh.database));
    expect(await kept()).toEqual(['request/chat:2 one', 'request/chat:3 one']);
  });
});
